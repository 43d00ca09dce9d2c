// What the element does for the page around it and not every page needs: it looks at attributes, waits until it comes near
// the viewport, and takes part in a form. Fetched by channel-readiness.js when it is needed.

import { VALUES } from './contract.js';

// How near the viewport a lazy element starts.
const NEAR = '200px';

/** A text as it is, all else as JSON; also where an old library has taught lists to write themselves. */
export function written(value) {
  if (typeof value === 'string') return value;
  // What is loaded at once has its own: channel-readiness.js.
  return JSON.stringify(value, function (name, now) {
    return Array.isArray(this[name]) ? this[name] : now;
  });
}

export class Service {
  #element;
  #internals;
  #detail;
  #ways;
  #message = null;
  #observer = null;
  #required;

  /**
   * @param {HTMLElement} element
   * @param {ElementInternals} internals
   * @param {object|null} detail of the last result that was told
   * @param {{ required: string, start: () => Promise<unknown>, fail: (place: string, cause: string) => void }} ways what is said of an
   *   assessment that is not complete, what starts the element, and what tells the page what is wrong
   */
  constructor(element, internals, detail, ways) {
    this.#element = element;
    this.#internals = internals;
    this.#detail = detail;
    this.#ways = ways;
    element.addEventListener('cr-result', (event) => {
      // Not that of an element in one of its slots.
      if (event.target !== element) return;
      this.#detail = event.detail;
      this.#take();
    });
    element.addEventListener('invalid', (event) => this.#complain(event));
    this.#required = ways.required;
    this.#take();
    this.#speak();
  }

  // In another language than English, once its words have come.
  async #speak() {
    // One that waits has no widget yet that speaks.
    const tag = this.#element.shadowRoot?.querySelector('[part=widget]')?.lang ?? navigator.language;
    if (!/^(ar|de|es|fr)\b/i.test(tag)) return;
    const { spoken } = await import('./spoken.js');
    this.#required = (await spoken(tag, this.#ways)).required;
    this.#take();
  }

  /** Looks at an attribute that has changed. */
  look(name) {
    const value = this.#element.getAttribute(name);
    const known = Object.hasOwn(VALUES, name) && value !== null ? VALUES[name] : [value];
    if (!known.includes(value)) {
      this.#ways.fail(`attribute ${name}`, `expected one of ${known.join(', ')}, found ${JSON.stringify(value)}`);
    }
    if (['required', 'readonly', 'name'].includes(name)) this.#take();
    // One that is not to wait any more.
    if (name === 'loading' && value !== 'lazy' && this.#observer) this.#begin();
  }

  /** Starts the element once it comes near the viewport. */
  wait() {
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#begin();
      },
      { rootMargin: NEAR },
    );
    this.#observer.observe(this.#element);
  }

  #begin() {
    this.#observer.disconnect();
    this.#observer = null;
    // Where it has left the page, it waits anew when it comes back.
    if (this.#element.isConnected) this.#ways.start();
  }

  // The result is the element's value, and the assessment what a browser may bring back.
  #take() {
    const { id = null, result = null, open = 0 } = this.#detail ?? {};
    this.#internals.setFormValue(result && written(result), id);
    // As with any control, what may only be looked at is not missing.
    const { required, readOnly } = this.#element;
    const isMissing = required && !readOnly && !(result && open === 0);
    if (isMissing) {
      this.#internals.setValidity({ valueMissing: true }, this.#required);
    } else {
      this.#internals.setValidity({});
      this.#message?.remove();
      this.#message = null;
    }
  }

  // Said above the widget: a browser shows its own words only at what can have the focus, which the element cannot.
  #complain(event) {
    if (event.target !== this.#element) return;
    event.preventDefault();
    // One that waits until it comes near the viewport has nothing yet to say it in.
    if (this.#element.shadowRoot) this.#say();
    else this.#ways.start().then(() => this.#say(), () => {});
  }

  #say() {
    const place = this.#element.shadowRoot.querySelector('slot[name=header]');
    if (!place || this.#message?.isConnected) return;
    this.#message = document.createElement('p');
    this.#message.setAttribute('role', 'alert');
    this.#message.part = 'message';
    place.after(this.#message);
    // Into a region that is there already, so that assistive technology tells it.
    this.#message.textContent = this.#internals.validationMessage;
    this.#message.scrollIntoView({ block: 'nearest' });
  }
}
