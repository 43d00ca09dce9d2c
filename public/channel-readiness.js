// Defines <channel-readiness>. The element owns its life cycle; the program behind it is loaded once for the page,
// relative to this file. The module can be imported without a DOM.

const base = new URL('.', import.meta.url);
const PACK = 'packs/channel-devops';
// In milliseconds; what has not come by then has failed.
const PATIENCE = 30_000;
const MESSAGES = {
  failed: 'This part of the page does not work just now. What was saved is untouched.',
  retry: 'Try again',
};

let core;
let attempts = 0;

// The program, started once. A failure is not remembered, so that it can be tried again.
function program() {
  core ??= start().catch((error) => {
    core = undefined;
    attempts += 1;
    throw error;
  });
  return core;
}

// Both parts are fetched at once. The page preloads nothing: Safari fetches preloaded wasm a second time, and takes
// preloaded scripts from its memory on every reload, so that a new version would meet an old one's script.
async function start() {
  const wasm = fetch(new URL('core/core_bg.wasm', base));
  wasm.catch(() => {});
  const module = await import(new URL(`core/core.js${attempts ? `?${attempts}` : ''}`, base).href);
  await module.default({ module_or_path: wasm });
  return module;
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
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${response.status} ${url.pathname ?? url}`);
  return response.text();
}

// Whether something was ever kept in the store of this name: src/platform/marks.rs. Where storage is denied, nothing was.
function isMarked(namespace) {
  try {
    return `channel-readiness.${namespace}` in localStorage;
  } catch {
    return false;
  }
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

/**
 * Compares the views of both sides of a relationship.
 * @param {string} packText a pack document
 * @param {string} vendorText the vendor's response to it
 * @param {string} partnerText the partner's response to it
 * @returns {Promise<object>} the relation; rejects as `score` does, the places beginning with `vendor` or `partner`
 */
export async function relation(packText, vendorText, partnerText) {
  return (await program()).relation(String(packText), String(vendorText), String(partnerText));
}

/**
 * Reads a questionnaire pack and says all that is wrong with it.
 * @param {string} packText a pack document
 * @returns {Promise<{valid: boolean, id?: string, version?: number, problems: {place: string, cause: string,
 *   instead?: string, line?: number, column?: number}[]}>} lines and columns count from 1
 */
export async function validatePack(packText) {
  return (await program()).validatePack(String(packText));
}

const Base = globalThis.HTMLElement ?? class {};

// The elements that a failure of the program ends.
const running = new Set();

export class ChannelReadiness extends Base {
  #handle = null;
  #starting = null;
  #root = null;
  #pack = null;
  #turn = 0;

  static observedAttributes = ['pack', 'sample'];

  connectedCallback() {
    // A property set before the element was defined stands in the way of the class's own.
    if (Object.hasOwn(this, 'result')) delete this.result;
    if (Object.hasOwn(this, 'pack')) {
      const { pack } = this;
      delete this.pack;
      this.pack = pack;
    }
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

  /** The questionnaire asked here: a pack as an object or its text; null for the attribute's, or the shipped one. */
  get pack() {
    return this.#pack;
  }

  set pack(pack) {
    this.#pack = pack ?? null;
    this.#restart();
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now && (name !== 'pack' || this.#pack === null)) this.#restart();
  }

  // Another questionnaire is another start; what was answered is in the store.
  #restart() {
    if (!this.#starting) return;
    this.#stop();
    this.#start();
  }

  /** @returns {Promise<{id: string, name: string, result: object|null}[]>} of everything kept here, the latest first */
  async results() {
    return (await this.#whole()).results();
  }

  /**
   * The overall figures of everything kept here, the latest first: a column each, quick for thousands.
   * @returns {Promise<{ids: string[], names: string[], score: Float64Array, low: Float64Array, high: Float64Array,
   *   level: Int8Array}>} what there is not is NaN, or -1 as a level
   */
  async scores() {
    return (await this.#whole()).scores();
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
    if (!this.#starting) {
      const starting = this.#mount().catch((error) => {
        // Another start may have taken its place.
        if (this.#starting === starting) {
          this.#starting = null;
          if (this.isConnected) this.#fail(error);
        }
        throw error;
      });
      this.#starting = starting;
      // Who waits for it hears of a failure; the element itself has said it on the page.
      starting.catch(() => {});
    }
    return this.#starting;
  }

  async #mount() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (!this.#root) shadow.replaceChildren(document.createElement('slot'));
    const firstUrl = new URL(`${PACK}.first.txt`, base).href;
    // The host's own questionnaire comes as a text or from an address.
    const pack = this.#pack;
    const given = pack === null ? null : () => (typeof pack === 'string' ? pack : JSON.stringify(pack));
    const givenUrl = this.getAttribute('pack') ?? '';
    const first = given || givenUrl ? undefined : text(firstUrl);
    first?.catch(() => {});
    const sample = this.getAttribute('sample') ?? '';
    // Made-up partners have no store; by this name they disturb no other.
    const namespace = sample ? 'sample' : (this.getAttribute('storage-key') ?? '');
    const turn = (this.#turn += 1);
    const own = program();
    const [module, styled] = await Promise.all([own, styles('channel-readiness.css')]);
    if (!this.isConnected || turn !== this.#turn) throw new Error('channel-readiness: the element left the page');
    if (styled) shadow.adoptedStyleSheets = [styled];
    this.#root = document.createElement('div');
    this.#root.className = 'root';
    shadow.replaceChildren(this.#root);
    this.#handle = module.mount(this.#root, this, {
      first,
      firstUrl,
      given,
      givenUrl,
      wholeUrl: new URL(`${PACK}.json`, base).href,
      language: this.getAttribute('lang') ?? '',
      namespace,
      marked: isMarked(namespace),
      sample,
      standalone: this.hasAttribute('standalone'),
      later: () => this.#dressLater(),
      failed: () => ChannelReadiness.#failAll(own),
    });
    running.add(this);
    return this.#handle;
  }

  // The styles of what is loaded later.
  async #dressLater() {
    const sheet = await styles('later.css');
    const { shadowRoot } = this;
    if (sheet && !shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
  }

  #stop() {
    running.delete(this);
    this.#turn += 1;
    this.#handle?.free();
    this.#handle = null;
    this.#starting = null;
    this.#root?.remove();
    this.#root = null;
  }

  // The program has failed for good, in all elements of the page. Whatever starts from now on gets another one; what the
  // failed one still does, such as at the end of a timer, ends nothing of that.
  static #failAll(own) {
    if (core !== own) return;
    core = undefined;
    attempts += 1;
    // Once it has come to its end.
    for (const element of running) queueMicrotask(() => element.#fail('failed'));
  }

  // The host's own fallback, a plain message, a way to try again, and what is kept here all the same.
  #fail(error) {
    console.error('channel-readiness:', error);
    this.#handle = null;
    this.#stop();
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = MESSAGES.failed;
    const retry = document.createElement('button');
    retry.textContent = MESSAGES.retry;
    retry.onclick = () => this.#start();
    this.shadowRoot.replaceChildren(document.createElement('slot'), message, retry);
    import('./rescue.js').then(({ rescue }) => rescue(retry, this)).catch(console.error);
  }
}

if (globalThis.customElements && !customElements.get('channel-readiness')) {
  customElements.define('channel-readiness', ChannelReadiness);
}
