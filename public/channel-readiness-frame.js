// Defines <channel-readiness-frame>: the contract of <channel-readiness> over a frame, for pages whose policy forbids
// WebAssembly, or that keep their scripts away from the data. The module can be imported without a DOM.

import { ATTRIBUTES, PROPERTIES } from './contract.js';
import {
  HELLO,
  PASSED_ATTRIBUTES,
  PASSED_METHODS,
  STYLES,
  TO_ELEMENT,
  VERSION,
  isOfAnotherVersion,
  isOurs,
  message,
  mistake,
} from './frame-messages.js';
import { mirror } from './mirrored.js';
import { Service, written } from './service.js';

const base = new URL('.', import.meta.url);
// In milliseconds; what has not answered by then has failed.
const PATIENCE = 30_000;
// Of the detail of an event that is made here.
const DETAIL_VERSION = 1;
// Without any of them something fails that people do; docs/frame.md says what.
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox';
// The attributes and properties that only this element has.
const OWN = ['src', 'height'];
const MESSAGES = {
  title: 'Channel readiness',
  retry: 'Try again',
  required: 'Please answer every question.',
  silent: (url, own) =>
    `The page at ${url} has not answered within ${PATIENCE / 1000} seconds. Either it cannot be reached, or ${own} is not in its list of parents.`,
  address: (src) => `${src} is no address of a frame page: it must begin with https:// or http://.`,
  policy: (origin) => `The content-security policy of this page allows no frame from ${origin}: its frame-src has to name it.`,
  version: (found) => `The frame page speaks version ${found} of the messages, this element version ${VERSION}: take both from one build.`,
  anew: 'channel-readiness: the frame was loaded anew',
  left: 'channel-readiness: the element left the page',
  nowhere: 'channel-readiness: the element is not on a page',
};
// What comes after it has no height, and asks for width where a place goes by what is in it, such as a dialog.
// A change of any of the custom properties is a transition of the frame's, which is told of: nothing else tells of it.
const CSS = `
  :host { display: block; }
  :host([hidden]) { display: none; }
  :host::after { content: ''; display: grid; grid-template-columns: minmax(0, 60em); }
  div { position: relative; display: grid; min-block-size: 160px; }
  slot { display: block; }
  slot, iframe { grid-area: 1 / 1; min-inline-size: 0; }
  button { justify-self: start; }
  iframe { inline-size: 100%; block-size: 160px; min-block-size: 160px; border: 0; pointer-events: none; transition: ${STYLES.map((name) => `${name} 1ms step-end allow-discrete`).join(', ')}; }
  div.is-there iframe { pointer-events: auto; }
  div.is-there slot { display: none; }
  b { position: absolute; inline-size: 100%; visibility: hidden; pointer-events: none; }
`;

// The language of an element, or of the nearest that it stands in; null where nobody says one.
function languageAround(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) if (node.lang) return node.lang;
  return null;
}

const Base = globalThis.HTMLElement ?? class {};

let styles;

// One sheet for all elements of the page.
function sheet() {
  if (!styles) {
    styles = new CSSStyleSheet();
    styles.replaceSync(CSS);
  }
  return styles;
}

// 128 random bits, which nobody else can know.
function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function slot(name) {
  return Object.assign(document.createElement('slot'), { name });
}

export class ChannelReadinessFrame extends Base {
  #internals = this.attachInternals();
  // Its part in a form, and the wait until it is seen.
  #service = new Service(this, this.#internals, null, {
    required: MESSAGES.required,
    start: () => this.#start(),
    fail: (place, cause) => this.#complain(place, cause),
  });
  #box = null;
  #frame = null;
  // Of the load that is waited for or there: its origin, its nonce, the promise of its port, and the port itself.
  #load = null;
  #port = null;
  #calls = new Map();
  #lastCall = 0;
  #hasFailed = false;
  #height = null;
  #pack = null;
  #result = null;
  // What undoes everything that was begun: listeners, observers, the clock.
  #undo = null;

  static formAssociated = true;
  static observedAttributes = [...ATTRIBUTES, ...OWN, 'title', 'aria-label'];

  static {
    const { prototype } = this;
    for (const method of PASSED_METHODS) {
      const value = function (...given) {
        return this.#call(method, given);
      };
      Object.defineProperty(prototype, method, { configurable: true, writable: true, value });
    }
    mirror(prototype, [...PROPERTIES, ...OWN], [...ATTRIBUTES, ...OWN]);
  }

  /** The current assessment's result, or null; also null until the frame has told it. */
  get result() {
    return this.#result;
  }

  /** The questionnaire asked here: a pack as an object or its text; null for the attribute's, or the shipped one. */
  get pack() {
    return this.#pack;
  }

  set pack(pack) {
    // What cannot be written is refused before it stands.
    const value = pack == null ? null : written(pack);
    this.#pack = pack ?? null;
    this.#post('pack', { value });
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** Puts the focus on the first control in the frame. */
  focus(options) {
    if (!this.#port) return super.focus(options);
    this.#frame.focus(options);
    this.#post('focus');
  }

  connectedCallback() {
    // A property set before the element was defined stands in the way of the class's own.
    for (const name of [...PROPERTIES, ...OWN].filter((one) => Object.hasOwn(this, one))) {
      const value = this[name];
      delete this[name];
      if (name !== 'result') this[name] = value;
    }
    // A moved frame is loaded anew by the browser, and says hello again.
    if (this.#frame) {
      this.#wait();
      return;
    }
    this.#dress();
    if (this.loading === 'lazy') this.#service.wait();
    else this.#start();
  }

  disconnectedCallback() {
    // A move disconnects and connects at once; only one that stays away ends the frame.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop(MESSAGES.left);
    });
  }

  /** Moved by `moveBefore`: the frame stays as it is. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (PASSED_ATTRIBUTES.includes(name)) this.#post('attribute', { name, value: this.#passed(name) });
    else if (name === 'src') this.#restart();
    else if (name === 'height') this.#layOut();
    else if (ATTRIBUTES.includes(name)) this.#service.look(name);
    else this.#name();
  }

  formDisabledCallback() {
    this.#post('attribute', { name: 'readonly', value: this.#passed('readonly') });
  }

  // Nothing is deleted: no assessment is current then.
  formResetCallback() {
    this.#post('reset');
  }

  formStateRestoreCallback(id) {
    this.#start().then(() => this.#post('resume', { id })).catch(() => {});
  }

  // An attribute as it goes into the frame: what is disabled may only be looked at, the language may be that of what stands
  // around, and the address of a pack is relative to this page.
  #passed(name) {
    if (name === 'readonly' && this.matches(':disabled')) return '';
    if (name === 'lang') return languageAround(this);
    const value = this.getAttribute(name);
    return name === 'pack' && value && URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI).href : value;
  }

  #packText() {
    const pack = this.#pack;
    return pack === null ? pack : written(pack);
  }

  // The shadow root as it is before the frame is there, and where there is none.
  #dress(...others) {
    if (!this.shadowRoot) this.attachShadow({ mode: 'open', delegatesFocus: true }).adoptedStyleSheets = [sheet()];
    this.#box = document.createElement('div');
    this.#box.append(slot(''), ...others);
    this.shadowRoot.replaceChildren(slot('header'), this.#box, slot('footer'));
  }

  // The promise of the port.
  #start() {
    if (!this.isConnected) return Promise.reject(new Error(MESSAGES.nowhere));
    if (this.#load) return this.#load.connected;
    this.#hasFailed = false;
    this.#undo?.abort();
    this.#undo = new AbortController();
    const { signal } = this.#undo;
    const src = this.getAttribute('src');
    const [address, from] = src === null ? ['frame.html', base] : [src, document.baseURI];
    const url = URL.canParse(address, from) ? new URL(address, from) : null;
    this.#load = { origin: url?.origin, nonce: nonce(), url: url?.href };
    this.#wait();
    const { connected } = this.#load;
    if (!url || !/^https?:$/u.test(url.protocol)) {
      this.#fail('src', MESSAGES.address(src));
      return connected;
    }
    url.hash = new URLSearchParams({ nonce: this.#load.nonce, parent: window.origin });
    window.addEventListener('message', (event) => this.#hear(event), { signal });
    window.addEventListener('resize', () => this.#post('view', { height: this.#view() }), { signal });
    document.addEventListener('securitypolicyviolation', (event) => this.#blocked(event), { signal });
    this.#frame = document.createElement('iframe');
    this.#frame.sandbox = SANDBOX;
    this.#frame.allow = 'clipboard-write';
    this.#frame.addEventListener('transitionrun', () => this.#passStyles(), { signal });
    this.#lookWhenShown(signal);
    this.#followLanguage(signal);
    this.#frame.src = url.href;
    this.#dress(this.#frame);
    this.#name();
    this.#layOut();
    return connected;
  }

  // Where the frame is not shown no transition tells of what has changed.
  #lookWhenShown(signal) {
    let isShown = true;
    const sizes = new ResizeObserver(([{ contentRect }]) => {
      if (!isShown && contentRect.width > 0) this.#passStyles();
      isShown = contentRect.width > 0;
    });
    sizes.observe(this.#frame);
    signal.addEventListener('abort', () => sizes.disconnect());
  }

  // That of what stands around may change.
  #followLanguage(signal) {
    const changes = new MutationObserver(() => this.#post('attribute', { name: 'lang', value: this.#passed('lang') }));
    changes.observe(document, { subtree: true, attributeFilter: ['lang'] });
    signal.addEventListener('abort', () => changes.disconnect());
  }

  // From now on a load of the frame page is waited for.
  #wait() {
    const load = this.#load;
    this.#drop(MESSAGES.anew);
    clearTimeout(load.clock);
    load.clock = setTimeout(() => this.#fail('frame', MESSAGES.silent(load.url, window.origin)), PATIENCE);
    if (load.connected && !load.isConnected) return;
    load.isConnected = false;
    load.connected = new Promise((resolve, reject) => Object.assign(load, { resolve, reject }));
    // Who waits for it hears of a failure; the element itself says it on the page.
    load.connected.catch(() => {});
  }

  // Lets go of the port: what was asked over it will not be answered, and no assessment is current any more.
  #drop(reason) {
    this.#port?.close();
    this.#port = null;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const { reject } of calls) reject(new Error(reason));
    if (this.#result === null) return;
    this.#result = null;
    const none = { version: DETAIL_VERSION, id: null, result: null, open: 0 };
    // Once the present work is done: who listens may do what they like with the element.
    queueMicrotask(() => this.#tell('cr-result', none));
  }

  #stop(reason) {
    this.#undo?.abort();
    this.#undo = null;
    this.#drop(reason);
    clearTimeout(this.#load?.clock);
    this.#load?.reject(new Error(reason));
    this.#load = null;
    this.#frame = null;
    this.#box = null;
    this.shadowRoot?.replaceChildren();
  }

  #restart() {
    // Not where it has not begun, as where it waits to be seen.
    if (!this.#load && !this.#hasFailed) return;
    this.#stop(MESSAGES.anew);
    this.#start();
  }

  // The host's own fallback, the reason, and a way to try again.
  #fail(place, cause) {
    this.#stop(`channel-readiness: ${cause}`);
    const reason = document.createElement('p');
    reason.setAttribute('role', 'alert');
    reason.textContent = cause;
    const retry = document.createElement('button');
    retry.type = 'button';
    retry.textContent = MESSAGES.retry;
    retry.onclick = () => this.#start();
    this.#dress(reason, retry);
    this.#hasFailed = true;
    this.#complain(place, cause);
  }

  #complain(place, cause) {
    console.warn('channel-readiness:', place, cause);
    this.#tell('cr-error', { version: DETAIL_VERSION, place, cause });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #blocked({ disposition, effectiveDirective, blockedURI }) {
    const { origin, isConnected } = this.#load;
    const isOfFrame = disposition === 'enforce' && effectiveDirective === 'frame-src' && blockedURI.startsWith(origin);
    if (isOfFrame && !isConnected) this.#fail('frame', MESSAGES.policy(origin));
  }

  // What comes from window to window: only the frame's own hello is looked at.
  #hear({ source, origin, data }) {
    const load = this.#load;
    if (!source || source !== this.#frame.contentWindow || origin !== load.origin || !isOurs(data)) return;
    const wrong = mistake(data, HELLO);
    if (wrong && isOfAnotherVersion(data)) this.#fail('version', MESSAGES.version(data.version));
    else if (wrong) this.#complain(wrong.place, wrong.cause);
    // Another nonce is that of an earlier load.
    else if (data.nonce === load.nonce) this.#welcome();
  }

  #welcome() {
    const load = this.#load;
    this.#drop(MESSAGES.anew);
    clearTimeout(load.clock);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#port === port1 && this.#receive(data);
    this.#frame.contentWindow.postMessage(message('welcome', { nonce: load.nonce }), load.origin, [port2]);
    const attributes = PASSED_ATTRIBUTES.map((name) => [name, this.#passed(name)]);
    this.#post('begin', {
      attributes: Object.fromEntries(attributes.filter(([, value]) => value !== null)),
      pack: this.#packText(),
      styles: this.#styles(),
      view: this.#view(),
    });
    this.#box.className = 'is-there';
    load.isConnected = true;
    load.resolve();
  }

  #post(type, members) {
    this.#port?.postMessage(message(type, members));
  }

  // What comes through the port.
  #receive(data) {
    if (!isOurs(data)) return;
    const wrong = mistake(data, TO_ELEMENT);
    if (wrong) this.#complain(wrong.place, wrong.cause);
    else this.#take(data);
  }

  #take(data) {
    switch (data.type) {
      case 'event':
        if (data.name === 'cr-result') this.#result = data.detail.result ?? null;
        return this.#tell(data.name, data.detail);
      case 'answer':
        return this.#answered(data);
      case 'height':
        return this.#grow(data.height);
      case 'show':
        return this.#show(data);
      case 'escape':
        return this.#escape();
      default:
        return this.#complain(data.place, data.cause);
    }
  }

  async #call(method, given) {
    await this.#start();
    this.#lastCall += 1;
    const id = this.#lastCall;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      try {
        this.#post('call', { id, method, given });
      } catch (error) {
        // What cannot be sent, such as a function.
        this.#calls.delete(id);
        reject(error);
      }
    });
  }

  #answered({ id, value, error }) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (!call) {
      this.#complain('answer.id', `nothing was asked under ${id}`);
    } else if (error) {
      const { name, message: words, problems } = error;
      call.reject(Object.assign(new Error(words), { name }, problems === undefined ? {} : { problems }));
    } else {
      call.resolve(value);
    }
  }

  // How the host names the frame.
  #name() {
    if (this.#frame) this.#frame.title = this.getAttribute('aria-label') ?? (this.title || MESSAGES.title);
  }

  // As high as the attribute says, or as what is in the frame.
  #layOut() {
    if (!this.#frame) return;
    const height = this.getAttribute('height');
    if (height !== null) this.#frame.style.blockSize = /^\d+(\.\d+)?$/u.test(height) ? `${height}px` : height;
    else if (this.#height !== null) this.#grow(this.#height);
    this.#post('view', { height: this.#view() });
  }

  #grow(height) {
    this.#height = height;
    if (!this.hasAttribute('height')) this.#frame.style.blockSize = `${Math.ceil(height)}px`;
  }

  // How high the window is; null where the frame scrolls what is in it by itself.
  #view() {
    return this.hasAttribute('height') ? null : window.innerHeight;
  }

  #styles() {
    const computed = getComputedStyle(this);
    const values = STYLES.map((name) => [name, computed.getPropertyValue(name).trim()]);
    return Object.fromEntries(values.filter(([, value]) => value));
  }

  #passStyles() {
    this.#post('styles', { values: this.#styles() });
  }

  // A part of the frame comes into view; frames of another origin cannot do that themselves.
  #show({ top, height }) {
    const place = document.createElement('b');
    place.style.insetBlockStart = `${top}px`;
    place.style.blockSize = `${height}px`;
    this.#box.append(place);
    place.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    place.remove();
  }

  // Escape in the frame, where nothing there was closed by it, does here what it does in the page.
  #escape() {
    const event = new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, composed: true, cancelable: true });
    if (!this.dispatchEvent(event)) return;
    let node = this;
    while (node && !node.matches?.('dialog:modal')) node = node.assignedSlot ?? node.parentNode ?? node.host;
    if (node?.dispatchEvent(new Event('cancel', { cancelable: true }))) node.close();
  }
}

if (globalThis.customElements && !customElements.get('channel-readiness-frame')) {
  customElements.define('channel-readiness-frame', ChannelReadinessFrame);
}
