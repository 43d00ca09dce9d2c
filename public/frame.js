// The page in the frame of <channel-readiness-frame>: one <channel-readiness>, for a page around it that is in the list of
// parents. Whoever is not in it gets nothing, not even an answer.

import './channel-readiness.js';
import { EVENTS } from './contract.js';
import { STYLES, TO_FRAME, VERSION, WELCOME, isOfAnotherVersion, isOurs, message, mistake } from './frame-messages.js';
import { isAllowed, readParents } from './frame-parents.js';
import { focusFirst, followFocus, watchHeight } from './frame-view.js';
import { speakAs } from './spoken.js';

const LIST = 'channel-readiness-parents';
// In milliseconds; a page around that has not answered by then is none that may use this one.
const PATIENCE = 30_000;
const MESSAGES = {
  alone: 'This page is made to stand in a frame of another page.',
  refused: (origin, own) =>
    `${origin} may not use this page. Who may stands in the list <meta name="${LIST}"> of ${own}, which its owner keeps.`,
  unnamed: 'The page around this one',
  silent: (origin) => `${origin} has not answered. It needs the element <channel-readiness-frame>.`,
  version: (found) => `The page around speaks version ${found} of the messages, this page version ${VERSION}: take both from one build.`,
  unreadable: (words) => `channel-readiness: in the list ${LIST} these are no origins: ${words.join(' ')}`,
  lacking: (method) => `channel-readiness: there is no ${method} in this version`,
};

const own = location.href.split('#')[0];
const given = new URLSearchParams(location.hash.slice(1));

let port = null;
let element = null;

if (window.parent === window) standAlone();
else greet();

// Opened by itself. A link from another company, made in a frame, leads to the page that opens it.
function standAlone() {
  if (location.hash.startsWith('#open=')) location.replace(new URL(`./${location.hash}`, location.href));
  else say(MESSAGES.alone);
}

// Says hello to a page around that is in the list. The browser gives it to a page of that origin alone, so that a page that
// claims to be another gets nothing.
function greet() {
  const around = ancestors();
  const { entries, mistakes } = readParents(document.querySelector(`meta[name="${LIST}"]`)?.content ?? '');
  if (mistakes.length) console.warn(MESSAGES.unreadable(mistakes));
  const stranger = around.find((origin) => !isAllowed(origin, window.origin, entries));
  if (stranger !== undefined) {
    say(MESSAGES.refused(stranger || MESSAGES.unnamed, own));
    return;
  }
  const [origin] = around;
  const nonce = given.get('nonce') ?? '';
  const clock = setTimeout(() => say(MESSAGES.silent(origin)), PATIENCE);
  window.addEventListener('message', function hear(event) {
    if (event.source !== window.parent || event.origin !== origin || !isOurs(event.data)) return;
    const isOther = isOfAnotherVersion(event.data);
    const isWelcome = !mistake(event.data, WELCOME) && event.data.nonce === nonce && event.ports.length === 1;
    if (!isOther && !isWelcome) return;
    clearTimeout(clock);
    window.removeEventListener('message', hear);
    if (isOther) {
      say(MESSAGES.version(event.data.version));
      return;
    }
    [port] = event.ports;
    port.onmessage = ({ data }) => receive(data);
  });
  window.parent.postMessage(message('hello', { nonce }), origin);
}

// The origins of the pages around, the nearest first: as the browser tells them, or else the one that the page around has
// come from, or says it has. A page in a page that may not is refused like it, as by `frame-ancestors`.
function ancestors() {
  const told = [...(location.ancestorOrigins ?? [])];
  if (told.length) return told;
  const referrer = URL.canParse(document.referrer) ? new URL(document.referrer).origin : '';
  // After a step within the frame its own page is the one it has come from.
  return [(referrer !== window.origin && referrer) || given.get('parent') || referrer];
}

function post(type, members) {
  port.postMessage(message(type, members));
}

// What comes through the port.
function receive(data) {
  if (!isOurs(data)) return;
  const wrong = mistake(data, TO_FRAME) ?? early(data);
  if (wrong) post('problem', wrong);
  else ACTIONS[data.type](data);
}

// Everything but the beginning needs the element, and that begins once.
function early({ type }) {
  const isWrong = (type === 'begin') === Boolean(element);
  return isWrong ? { place: 'type', cause: element ? 'it has begun' : 'it has not begun' } : null;
}

const ACTIONS = {
  begin,
  attribute({ name, value }) {
    setAttribute(name, value);
  },
  pack({ value }) {
    element.pack = value;
  },
  async call({ id, method, given: values }) {
    try {
      if (typeof element[method] !== 'function') throw new Error(MESSAGES.lacking(method));
      const value = await element[method](...values);
      post('answer', { id, value, error: null });
    } catch (error) {
      post('answer', { id, value: null, error: failure(error) });
    }
  },
  styles({ values }) {
    for (const name of STYLES) {
      if (Object.hasOwn(values, name)) element.style.setProperty(name, values[name]);
      else element.style.removeProperty(name);
    }
  },
  view({ height }) {
    document.documentElement.classList.toggle('grows', height !== null);
    if (height === null) element.style.removeProperty('--cr-view');
    else element.style.setProperty('--cr-view', `${height}px`);
  },
  reset() {
    element.formResetCallback?.();
  },
  // What the browser brings back into a form.
  resume({ id }) {
    element.formStateRestoreCallback?.(id);
  },
  focus() {
    focusFirst(element);
  },
};

function begin({ attributes, pack, styles, view }) {
  element = document.createElement('channel-readiness');
  for (const [name, value] of Object.entries(attributes)) setAttribute(name, value);
  if (pack !== null) element.pack = pack;
  ACTIONS.styles({ values: styles });
  ACTIONS.view({ height: view });
  for (const name of EVENTS) element.addEventListener(name, passEvent);
  element.addEventListener('cr-ready', () => speakAs(element));
  document.body.replaceChildren(element);
  watchHeight(element, (height) => post('height', { height }));
  followFocus(element, (place) => post('show', place));
  window.addEventListener('keydown', (event) => {
    const isForPage = event.key === 'Escape' && !event.defaultPrevented && !element.shadowRoot?.querySelector('dialog[open]');
    if (isForPage) post('escape');
  });
}

function setAttribute(name, value) {
  // What this page says of itself is no wish.
  if (name === 'lang') document.documentElement.removeAttribute('lang');
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function passEvent({ type, target, detail }) {
  // Not that of anything within it.
  if (target === element) post('event', { name: type, detail });
}

function failure(error) {
  const { name, message: words, problems } = error ?? {};
  const told = { name: String(name ?? 'Error'), message: String(words ?? error) };
  return problems === undefined ? told : { ...told, problems };
}

function say(words) {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = words;
  document.documentElement.className = 'says';
  document.body.replaceChildren(paragraph);
}
