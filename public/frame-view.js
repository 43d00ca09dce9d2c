// What of the frame is seen: how high it has to be, and what has to come into view in the page around it.

// What may hang over the element's own edges.
const HANGING = 'dialog[open], [role="listbox"], .drop-panel';
// In milliseconds; a frame grows at once and shrinks after so long, so that the page around does not jump while one screen
// takes the place of another.
const STEADY = 150;
// In milliseconds; browsers do not paint a frame that is out of sight, and tell nothing of what is seen of it.
const UNSEEN = 100;
// What can take the focus.
const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
// Between a dialog and the frame's edges, in pixels.
const AROUND = 16;
// Around a control, in pixels: so far its focus ring may reach.
const RING = 8;

/** Tells how high the element and what hangs over it are, now and whenever that changes. */
export function watchHeight(element, tell) {
  let told = 0;
  let clock;
  const look = () => {
    const height = heightOf(element);
    clearTimeout(clock);
    if (height > told) settle(height);
    else if (height < told) clock = setTimeout(() => settle(heightOf(element)), STEADY);
  };
  const settle = (height) => {
    told = height;
    tell(height);
  };
  const sizes = new ResizeObserver(look);
  sizes.observe(element);
  let watched = [];
  let frame = null;
  onChange(element, () => {
    // Once for all that changes before the next picture.
    frame ??= requestAnimationFrame(() => {
      frame = null;
      const now = hanging(element);
      for (const one of watched) if (!now.includes(one)) sizes.unobserve(one);
      for (const one of now) if (!watched.includes(one)) sizes.observe(one);
      watched = now;
      look();
    });
  });
}

/**
 * Has the page around show what takes the focus, where it was not a press that gave it, and dialogs, which are put where
 * the user looks; once a dialog is closed, what then has the focus.
 */
export function followFocus(element, show) {
  let open = null;
  let placing = null;
  let isPressing = false;
  const showFocused = () => {
    // What has the focus in a dialog is not in its place before the dialog is.
    if (!placing) showPart(focused(), RING, show);
  };
  onChange(element, () => {
    const dialog = element.shadowRoot.querySelector('dialog:modal');
    if (dialog === open) return;
    open = placing = dialog;
    if (!dialog) return setTimeout(showFocused);
    place(dialog).then(() => {
      if (placing !== dialog) return;
      placing = null;
      showPart(dialog, 0, show);
    });
  });
  window.addEventListener('pointerdown', () => (isPressing = true), true);
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => (isPressing = false), true);
  // From one control in it to the next, the event does not leave the shadow root.
  element.shadowRoot.addEventListener('focusin', () => {
    if (!isPressing) setTimeout(showFocused);
  });
}

/** Puts the focus on the element's first control, as soon as there is one. */
export function focusFirst(element) {
  const isThere = () => {
    const controls = [...element.shadowRoot.querySelectorAll(CONTROLS)];
    const first = controls.find((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));
    first?.focus();
    return first !== undefined;
  };
  if (isThere()) return;
  const changes = onChange(element, () => {
    if (isThere()) changes.disconnect();
  });
}

// Calls after every change within the element, from the time it has a shadow root.
function onChange(element, call) {
  const changes = new MutationObserver(call);
  const attributeFilter = ['open', 'hidden', 'aria-expanded', 'class'];
  // The element makes its root when it is connected.
  changes.observe(element.shadowRoot, { subtree: true, childList: true, attributes: true, attributeFilter });
  return changes;
}

function hanging(element) {
  return [...element.shadowRoot.querySelectorAll(HANGING)].filter((one) => one.checkVisibility());
}

function heightOf(element) {
  const own = element.getBoundingClientRect().bottom + window.scrollY;
  return Math.ceil(Math.max(own, ...hanging(element).map((one) => bottomOf(one))));
}

// A dialog is no higher than the frame, so it is asked how high it would be.
function bottomOf(one) {
  if (!one.matches('dialog')) return one.getBoundingClientRect().bottom + window.scrollY;
  return wanted(one) + 2 * AROUND;
}

function wanted(dialog) {
  const view = parseFloat(getComputedStyle(dialog).getPropertyValue('--cr-view')) || window.innerHeight;
  return Math.min(dialog.scrollHeight + dialog.offsetHeight - dialog.clientHeight, view - 2 * AROUND);
}

// The middle of what is seen of the frame, where the frame is as high as what is in it.
async function place(dialog) {
  if (!document.documentElement.classList.contains('grows')) return;
  // Not seen before it is in its place; the focus would leave what is hidden.
  dialog.style.opacity = '0';
  const { top, height } = await seen();
  // Where the frame has yet to grow for it, it will be as high as it wants to be.
  const own = window.innerHeight < wanted(dialog) + 2 * AROUND ? wanted(dialog) : dialog.offsetHeight;
  const middle = top + (height - own) / 2;
  const last = Math.max(window.innerHeight - own - AROUND, AROUND);
  dialog.style.insetBlock = `${Math.max(AROUND, Math.min(middle, last))}px auto`;
  dialog.style.marginBlock = '0';
  dialog.style.opacity = '';
}

// What of the frame is within the user's view, in the frame's own pixels; its beginning where nothing is.
async function seen() {
  let watch;
  const told = new Promise((resolve) => {
    watch = new IntersectionObserver(([{ isIntersecting, intersectionRect }]) => isIntersecting && resolve(intersectionRect));
    watch.observe(document.documentElement);
    setTimeout(() => resolve({ top: 0, height: 0 }), UNSEEN);
  });
  const rect = await told;
  watch.disconnect();
  return rect;
}

function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function showPart(part, margin, show) {
  if (!part || part === document.body) return;
  const { top, height } = part.getBoundingClientRect();
  show({ top: Math.max(0, top - margin), height: height + 2 * margin });
}
