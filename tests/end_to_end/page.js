// What a person finds on the page: by role and name, in the open shadow root of the element `host`.

const ROLES = {
  alert: '[role=alert]',
  button: 'button, [role=button]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select, input[list], [role=combobox]',
  dialog: 'dialog[open]',
  disclosure: 'summary',
  group: 'fieldset, [role=group]',
  heading: 'h1, h2, h3, h4',
  image: '[role=img]',
  link: 'a[href]',
  navigation: 'nav',
  progressbar: 'progress',
  radio: 'input[type=radio]',
  status: '[role=status]',
  table: 'table',
  textbox: 'textarea, input[type=text]:not([list], [role=combobox]), input[type=password], input[type=url]:not([list]), input[type=search]:not([list])',
};

// Whether a name of the window is a driver's, or of what steers it, which put it there when they look for something.
const isOfDriver = (name) => ['se_', 'cdc_', '$cdc_', 'ret_nodes', 'hasCome'].some((words) => name.startsWith(words));

const root = () => document.querySelector(host)?.shadowRoot;

function spoken(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  if (node.ariaHidden === 'true' || node.hidden || node.matches('select, textarea, input, svg')) return '';
  return [...node.childNodes].map(spoken).join(' ');
}

function nameOf(element) {
  const labelled = element.getAttribute('aria-labelledby');
  if (labelled) return labelled.split(/\s+/).map((id) => spoken(element.getRootNode().getElementById(id))).join(' ');
  if (element.ariaLabel) return element.ariaLabel;
  if (element.labels?.length) return [...element.labels].map(spoken).join(' ');
  if (element.matches('fieldset')) return spoken(element.querySelector('legend') ?? element);
  if (element.matches('table')) return spoken(element.caption ?? element);
  return spoken(element);
}

const asText = (value) => JSON.stringify(value ?? null, (key, part) => part ?? null);

// Scripts of the driver may have an `Error` of their own, that no error of the page is an instance of.
const isError = (value) => Object.prototype.toString.call(value) === '[object Error]';

const squeezed = (text) => text.replace(/\s+/gu, '');

// Those that are shown and, while a dialog asks, stand in it. `how`: `exact`, `begins` or `contains`.
function find(role, name, how) {
  const within = root();
  if (!within) return [];
  const modal = [...within.querySelectorAll('dialog[open]')].find((dialog) => dialog.matches(':modal'));
  const wanted = squeezed(name);
  const fits = { exact: (own) => own === wanted, begins: (own) => own.startsWith(wanted), contains: (own) => own.includes(wanted) };
  return [...within.querySelectorAll(ROLES[role])]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && (!modal || modal.contains(element)))
    .filter((element) => fits[how](squeezed(nameOf(element))));
}

// Everything that is shown, as text.
const words = () => [...(root()?.children ?? [])].map((child) => child.innerText ?? '').join('\n');

const one = (selector) => root()?.querySelector(selector) ?? null;

const all = (selector) => [...(root()?.querySelectorAll(selector) ?? [])];

function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

// Picks a file of so many bytes, made of one piece again and again, so that nobody has to write it.
function pickOfSize(selector, size, name) {
  const piece = new Blob([new Uint8Array(1_000_000).fill(63)]);
  const pieces = Array(Math.floor(size / 1_000_000)).fill(piece);
  const picked = new DataTransfer();
  picked.items.add(new File([...pieces, piece.slice(0, size % 1_000_000)], name));
  const input = one(selector);
  input.files = picked.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

// Waits until there is something. Where it was in vain, it says how long and how often it looked: a few looks in all that time
// tell of a machine that stood still.
function once(look, what) {
  const began = performance.now();
  let looks = 0;
  return new Promise((found, failed) => {
    const again = () => {
      const there = look();
      if (there) return found(there);
      const waited = performance.now() - began;
      looks += 1;
      if (waited > 10000) {
        const long = `${Math.round(waited / 1000)} s, ${looks} looks`;
        return failed(new Error(`waited in vain for ${what} (${long}), showing ${words()}`));
      }
      setTimeout(again, 2);
    };
    again();
  });
}
