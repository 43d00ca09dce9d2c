// Properties that mirror an attribute of the same name: `storageKey`, `storage-key`.

import { written } from './service.js';

const BOOLEANS = ['standalone', 'readonly', 'required'];

/** Gives a class those of the properties that mirror one of the attributes and that it does not have yet. */
export function mirror(prototype, properties, attributes) {
  for (const property of properties.filter((name) => !Object.hasOwn(prototype, name))) {
    const attribute = attributes.find((name) => name.replaceAll('-', '') === property.toLowerCase());
    if (!attribute) continue;
    const members = BOOLEANS.includes(attribute) ? flag(attribute) : text(attribute);
    Object.defineProperty(prototype, property, { configurable: true, enumerable: true, ...members });
  }
}

function text(attribute) {
  return {
    get() {
      return this.getAttribute(attribute) ?? '';
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, written(value));
    },
  };
}

function flag(attribute) {
  return {
    get() {
      return this.hasAttribute(attribute);
    },
    set(value) {
      this.toggleAttribute(attribute, Boolean(value));
    },
  };
}
