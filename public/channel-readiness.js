// Defines <channel-readiness>. The element owns its life cycle; the program behind it is loaded once for the page,
// relative to this file. The module can be imported without a DOM.

const base = new URL('.', import.meta.url);
const PACK = 'packs/channel-devops';
const MESSAGES = {
  failed: 'This part of the page could not be started. Your data is untouched.',
  retry: 'Try again',
};

let core;
let attempts = 0;

// The program, started once. A failure is not remembered, so that it can be tried again.
function program() {
  core ??= import(new URL(`core/core.js${attempts ? `?${attempts}` : ''}`, base).href)
    .then(async (module) => {
      await module.default();
      return module;
    })
    .catch((error) => {
      core = undefined;
      attempts += 1;
      throw error;
    });
  return core;
}

const sheets = new Map();

// A style sheet, constructed once for all elements of the page. One that cannot be had is tried again the next time.
function styles(name) {
  if (!sheets.has(name)) {
    sheets.set(name, text(new URL(name, base)).then((css) => new CSSStyleSheet().replace(css)));
  }
  return sheets.get(name).catch((error) => {
    sheets.delete(name);
    console.warn('channel-readiness: styles', error);
  });
}

async function text(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url.pathname ?? url}`);
  return response.text();
}

/**
 * Scores a response by a whole pack.
 * @param {string} packText a pack document
 * @param {string} responseText a response document
 * @param {string} today YYYY-MM-DD
 * @returns {Promise<object>} the result; rejects with an Error whose `problems` is a list of { place, cause }
 */
export async function score(packText, responseText, today) {
  return (await program()).score(String(packText), String(responseText), String(today));
}

const Base = globalThis.HTMLElement ?? class {};

export class ChannelReadiness extends Base {
  #handle = null;
  #starting = null;
  #root = null;

  connectedCallback() {
    // A property set before the element was defined stands in the way of the class's own.
    if (Object.hasOwn(this, 'result')) delete this.result;
    this.#start();
  }

  disconnectedCallback() {
    // A move disconnects and connects at once; only one that stays away ends the widget.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  /** The current assessment's result, or null. */
  get result() {
    return this.#handle?.result ?? null;
  }

  /** @returns {Promise<string>} everything kept here, as the text of a bundle */
  async exportData() {
    return (await this.#whole()).exportData();
  }

  /** @param {string} data a response, bundle or pack @returns {Promise<object>} what was added */
  async importData(data) {
    return (await this.#whole()).importData(String(data));
  }

  // The started widget with all of its parts.
  async #whole() {
    const handle = await this.#start();
    await handle.arrive();
    if (handle !== this.#handle) throw new Error('channel-readiness: the element left the page');
    return handle;
  }

  #start() {
    if (!this.isConnected) return Promise.reject(new Error('channel-readiness: the element is not on a page'));
    this.#starting ??= this.#mount().catch((error) => {
      this.#starting = null;
      if (this.isConnected) this.#fail(error);
      throw error;
    });
    // Who waits for it hears of a failure; the element itself has said it on the page.
    this.#starting?.catch(() => {});
    return this.#starting;
  }

  async #mount() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (!this.#root) shadow.replaceChildren(document.createElement('slot'));
    const firstUrl = new URL(`${PACK}.first.txt`, base).href;
    const first = text(firstUrl);
    first.catch(() => {});
    const [module, styled] = await Promise.all([program(), styles('channel-readiness.css')]);
    if (!this.isConnected) throw new Error('channel-readiness: the element left the page');
    if (styled) shadow.adoptedStyleSheets = [styled];
    this.#root = document.createElement('div');
    this.#root.className = 'root';
    shadow.replaceChildren(this.#root);
    this.#handle = module.mount(this.#root, this, {
      first,
      firstUrl,
      wholeUrl: new URL(`${PACK}.json`, base).href,
      language: this.getAttribute('lang') ?? '',
      namespace: this.getAttribute('storage-key') ?? '',
      standalone: this.hasAttribute('standalone'),
      later: () => this.#dressLater(),
    });
    return this.#handle;
  }

  // The styles of what is loaded later.
  async #dressLater() {
    const sheet = await styles('later.css');
    const { shadowRoot } = this;
    if (sheet && !shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
  }

  #stop() {
    this.#handle?.free();
    this.#handle = null;
    this.#starting = null;
    this.#root?.remove();
    this.#root = null;
  }

  // The host's own fallback, a plain message, and a way to try again.
  #fail(error) {
    console.error('channel-readiness:', error);
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = MESSAGES.failed;
    const retry = document.createElement('button');
    retry.type = 'button';
    retry.textContent = MESSAGES.retry;
    retry.addEventListener('click', () => this.#start());
    this.shadowRoot.replaceChildren(document.createElement('slot'), message, retry);
  }
}

if (globalThis.customElements && !customElements.get('channel-readiness')) {
  customElements.define('channel-readiness', ChannelReadiness);
}
