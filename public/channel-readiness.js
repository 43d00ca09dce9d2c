// Defines <channel-readiness>. The element owns its life cycle; the program behind it is loaded once for the page,
// relative to this file. The module can be imported without a DOM.

const base = new URL('.', import.meta.url);
// Where the core lies, and the digest of its wasm; the build writes both here (xtask/src/seal.rs).
const [CORE, INTEGRITY] = ['core/', ''];
const PACK = 'packs/channel-devops';
// Languages that there are words in: public/words, and English.
const SPOKEN = /^(ar|de|en|es|fr)\b/i;
// In milliseconds; what has not come by then has failed.
const PATIENCE = 30_000;
const MESSAGES = {
  failed: 'This part of the page does not work just now. What was saved is untouched.',
  retry: 'Try again',
  required: 'Please answer every question.',
};
// The contract (src/embed/contract.json), as far as it is needed here: methods, and properties that mirror attributes: texts,
// and what is there or not.
const METHODS = ['results', 'scores', 'exportData', 'importData', 'start', 'open', 'print', 'clear'];
const TEXTS = ['storage-key', 'sample', 'theme', 'loading', 'name', 'mode', 'side', 'length', 'company', 'counterpart'];
const FLAGS = ['standalone', 'readonly', 'required'];
// With one of these the first screen needs the later part.
const NEEDING_ALL = ['readonly', ...TEXTS.slice(5)];
// What the detail of each event holds, beside its version.
const DETAILS = {
  start: ['id'],
  answer: ['id', 'indicator'],
  complete: ['id'],
  result: ['id', 'result', 'open'],
  error: ['place', 'cause'],
};

let core;
let attempts = 0;
// The wasm that did not come, or not as it was published: its address and its digest.
let refused;

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
// preloaded scripts from its memory on every reload, so that a new version would meet an old one's script. A wasm that was
// refused is not taken from the browser's memory again.
async function start() {
  const folder = new URL(CORE, base);
  const url = new URL('core_bg.wasm', folder);
  const wasm = fetch(url, { integrity: INTEGRITY, cache: refused ? 'reload' : 'default' });
  wasm.catch(() => (refused = [url, INTEGRITY]));
  const module = await import(new URL(`core.js${attempts ? `?${attempts}` : ''}`, folder).href);
  await module.default(wasm, fetch, trusted);
  return module;
}

// Markup that the program is made of passes under Trusted Types by a policy: one for the page, since browsers refuse a second
// one of its name. Where there are none, or the page's policy does not allow ours, the text stays as it is.
let rules;

function trusted(html) {
  if (!rules) {
    rules = { createHTML: (text) => text };
    try {
      rules = trustedTypes.createPolicy('channel-readiness', rules);
    } catch {
      // As it is.
    }
  }
  return rules.createHTML(html);
}

const kept = new Map();

// What is made of a file once for all elements of the page. What cannot be had is tried again the next time.
function once(name, make = String) {
  if (!kept.has(name)) kept.set(name, text(new URL(name, base)).then(make));
  return kept.get(name).catch((error) => {
    kept.delete(name);
    console.warn('channel-readiness:', name, error);
  });
}

function styles(name) {
  return once(name, (css) => new CSSStyleSheet().replace(css));
}

async function text(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${response.status} ${url.pathname ?? url}`);
  return response.text();
}

// What stands before the end of the name of a file that is there in each language; nothing in English.
function inLanguage(tag) {
  const language = tag.slice(0, 2).toLowerCase();
  return language === 'en' ? '' : `.${language}`;
}

// The messages of a part of the program in a language; undefined where they cannot be had, and empty for English.
function words(tag, part) {
  const language = inLanguage(tag);
  return language && once(`${CORE + part + language}.txt`);
}

// Whether something was ever kept in the store of this name: src/platform/marks.rs. Where storage is denied, nothing was.
function isMarked(namespace) {
  try {
    return `channel-readiness.${namespace}` in localStorage;
  } catch {
    return false;
  }
}

async function reckon(what, given) {
  return (await program()).reckon(what, given.map(String));
}

/**
 * Scores a response by a whole pack.
 * @param {string} packText a pack document
 * @param {string} responseText a response document
 * @param {string} today YYYY-MM-DD
 * @returns {Promise<object>} the result; rejects with an Error whose `problems` is a list of { place, cause }
 */
export const score = (...given) => reckon('score', given);

/**
 * Compares the views of both sides of a relationship.
 * @param {string} packText a pack document
 * @param {string} vendorText the vendor's response to it
 * @param {string} partnerText the partner's response to it
 * @returns {Promise<object>} the relation; rejects as `score` does, the places beginning with `vendor` or `partner`
 */
export const relation = (...given) => reckon('relation', given);

/**
 * Reads a questionnaire pack and says all that is wrong with it.
 * @param {string} packText a pack document
 * @returns {Promise<{valid: boolean, id?: string, version?: number, problems: {place: string, cause: string,
 *   instead?: string, line?: number, column?: number}[]}>} lines and columns count from 1
 */
export const validatePack = (...given) => reckon('validatePack', given);

// A text as it is, all else as JSON; also where an old library has taught lists to write themselves.
function written(value) {
  if (typeof value === 'string') return value;
  return JSON.stringify(
    value,
    [].toJSON &&
      function (name, now) {
        return Array.isArray(this[name]) ? this[name] : now;
      },
  );
}

function slot(name) {
  return Object.assign(document.createElement('slot'), { name });
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
  #internals = this.attachInternals();
  #isDisabled = false;
  #service = null;
  // The detail of the last result that was told.
  #told = null;

  static formAssociated = true;
  static observedAttributes = ['pack', 'lang', ...TEXTS.slice(1), ...FLAGS.slice(1)];

  static {
    for (const name of [...TEXTS, ...FLAGS]) {
      const isFlag = FLAGS.includes(name);
      Object.defineProperty(this.prototype, name.replace('-k', 'K').replace('do', 'dO'), {
        configurable: true,
        get() {
          return isFlag ? this.hasAttribute(name) : (this.getAttribute(name) ?? '');
        },
        set(value) {
          if (value == null || (isFlag && !value)) this.removeAttribute(name);
          else this.setAttribute(name, isFlag ? '' : written(value));
        },
      });
    }
    for (const name of METHODS) {
      this.prototype[name] = function (given) {
        return this.#ask(name, given);
      };
    }
  }

  connectedCallback() {
    // A property set before the element was defined stands in the way of the class's own.
    for (const name of Object.keys(this).filter((one) => Object.hasOwn(ChannelReadiness.prototype, one))) {
      const value = this[name];
      delete this[name];
      Reflect.set(this, name, value);
    }
    if (this.loading !== 'lazy' || this.#starting) this.#start();
    else this.#serve((service) => service.wait());
  }

  disconnectedCallback() {
    // A move disconnects and connects at once; only one that stays away ends the widget.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled;
    this.#confine();
  }

  // Nothing is deleted: no assessment is current then.
  formResetCallback() {
    if (this.#handle) this.#ask('reset').catch(() => {});
  }

  formStateRestoreCallback(id) {
    this.#ask('resume', id).catch(() => {});
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
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
    if (name === 'lang') return this.#translate();
    if (before === now) return;
    if (name === 'sample' || (name === 'pack' && this.#pack === null)) this.#restart();
    if (name === 'mode' || name === 'readonly') this.#confine();
    // Until it is known to be complete.
    if (name === 'required') this.#internals.setValidity({ valueMissing: now !== null }, MESSAGES.required);
    if (name !== 'pack' && name !== 'sample') this.#serve((service) => service.look(name));
  }

  // What serves forms and looks at attributes comes where it is needed.
  #serve(act) {
    this.#service ??= import('./service.js').then(({ Service }) => {
      return new Service(this, this.#internals, this.#told, {
        required: MESSAGES.required,
        start: () => this.#start(),
        fail: (place, cause) => this.#tell('error', place, cause),
      });
    });
    this.#service.then(act).catch((error) => {
      this.#service = null;
      this.#tell('error', 'program', String(error));
      // What is lazy waits in vain.
      if (this.isConnected) this.#start();
    });
  }

  // The element's own language, that of what it stands in, the browser's: the first that there are words in. A page that
  // holds just the widget speaks the widget's language.
  get #language() {
    const tags = [];
    for (let node = this; node; node = node.parentNode ?? node.host) tags.push(node.lang);
    // The document, and what it says of itself.
    if (this.standalone) tags.splice(-2);
    return [...tags, ...navigator.languages].find((tag) => SPOKEN.test(tag)) ?? 'en';
  }

  // Screens are drawn anew in another language; where somebody is, stays.
  async #translate() {
    const language = this.#language;
    if (!this.#handle || language === this.#root.lang) return;
    const [first, later] = [await words(language, 'first'), await words(language, 'later')];
    if ([first, later].includes(undefined) || language !== this.#language) return;
    await this.#ask('speak', { language, first, later });
    this.#handle.draw();
    this.#dress(language);
  }

  #dress(language) {
    this.#root.lang = language;
    this.#root.dir = inLanguage(language) === '.ar' ? 'rtl' : 'ltr';
  }

  // What the visitor may see and do, for the program and the styles.
  get #limits() {
    return `${this.mode} ${this.readOnly || this.#isDisabled ? 'readonly' : ''}`;
  }

  // Somebody went to another address: the part that follows addresses is fetched, if it is not there yet.
  handleEvent() {
    this.#confine();
  }

  #confine() {
    if (!this.#handle) return;
    this.#root.dataset.limits = this.#limits;
    this.#ask('confine', this.#limits).catch(() => {});
  }

  // Tells the page, once the present work is done. Its listeners may do what they like with the element.
  #tell(what, ...given) {
    if (what === 'later') return this.#dressLater();
    const detail = Object.fromEntries([['version', 1], ...(DETAILS[what] ?? []).map((name, place) => [name, given[place]])]);
    if (what === 'result') this.#told = detail;
    if (what === 'error') console.warn('channel-readiness:', ...given);
    queueMicrotask(() => this.dispatchEvent(new CustomEvent(`cr-${what}`, { bubbles: true, composed: true, detail })));
  }

  // Another questionnaire is another start; what was answered is in the store.
  #restart() {
    if (!this.#starting) return;
    this.#stop();
    this.#start();
  }

  // What a method asks of the started widget, given a text or what becomes one.
  async #ask(what, given = {}) {
    const handle = await this.#start();
    if (handle !== this.#handle) throw new Error('channel-readiness: the element left the page');
    return handle.ask(what, String(written(given)));
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
    if (!this.#root) this.#show(slot(''));
    // Where the page's policy lets no markup pass, the program would stop half way.
    slot('').innerHTML = trusted('');
    let language = this.#language;
    const firstUrl = () => new URL(`${PACK}.first${inLanguage(language)}.txt`, base).href;
    // The host's own questionnaire comes as a text or from an address.
    const pack = this.#pack;
    const given = pack === null ? null : () => written(pack);
    const givenUrl = this.getAttribute('pack') ?? '';
    let first = given || givenUrl ? undefined : text(firstUrl());
    first?.catch(() => {});
    const { sample } = this;
    // Made-up partners have no store; by this name they disturb no other.
    const namespace = sample ? 'sample' : this.storageKey;
    const turn = (this.#turn += 1);
    const own = program();
    const [module, styled, spoken] = await Promise.all([own, styles('channel-readiness.css'), words(language, 'first')]);
    if (!this.isConnected || turn !== this.#turn) throw new Error('channel-readiness: the element left the page');
    if (styled) shadow.adoptedStyleSheets = [styled];
    this.#root = document.createElement('div');
    this.#root.className = 'root';
    this.#root.part = 'widget';
    this.#root.dataset.limits = this.#limits;
    if (spoken === undefined) [language, first] = ['en'];
    this.#dress(language);
    this.#show(this.#root);
    this.#handle = module.mount(this.#root, this, {
      first,
      firstUrl: firstUrl(),
      given,
      givenUrl,
      wholeUrl: new URL(`${PACK}.json`, base).href,
      language,
      words: spoken,
      namespace,
      limits: this.#limits,
      marked: isMarked(namespace) || this.#isDisabled || NEEDING_ALL.some((name) => this.hasAttribute(name)),
      sample,
      standalone: this.standalone,
      tell: (...given) => this.#tell(...given),
      failed: () => ChannelReadiness.#failAll(own),
    });
    running.add(this);
    if (this.standalone) addEventListener('popstate', this, { once: true });
    return this.#handle;
  }

  // Between what the page puts above and below the widget.
  #show(...nodes) {
    this.shadowRoot.replaceChildren(slot('header'), ...nodes, slot('footer'));
  }

  // The styles of what is loaded later; gives its messages.
  async #dressLater() {
    const [sheet, spoken] = await Promise.all([styles('later.css'), words(this.#root.lang, 'later')]);
    const { shadowRoot } = this;
    if (sheet && !shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
    return spoken;
  }

  #stop() {
    running.delete(this);
    removeEventListener('popstate', this);
    this.#turn += 1;
    this.#handle?.free();
    this.#handle = null;
    // No assessment is current any more.
    if (this.#told?.id) this.#tell('result', null, null, 0);
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
    this.#handle = null;
    this.#stop();
    this.#tell('error', 'program', String(error));
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.textContent = MESSAGES.failed;
    const retry = document.createElement('button');
    retry.textContent = MESSAGES.retry;
    retry.onclick = () => this.#start();
    this.#show(slot(''), message, retry);
    import('./rescue.js').then(({ rescue }) => rescue(retry, this, refused, trusted, this.#language)).catch(console.error);
  }
}

if (globalThis.customElements && !customElements.get('channel-readiness')) {
  customElements.define('channel-readiness', ChannelReadiness);
  // What an element stands in may speak another language now.
  const look = () => running.forEach((element) => element.attributeChangedCallback('lang'));
  new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ['lang'] });
}
