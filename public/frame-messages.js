// What <channel-readiness-frame> and the page in its frame say to each other, and how a message of either is looked at
// before anything is done. Both use this file; docs/frame.md has the messages in full.

import { ATTRIBUTES, EVENTS, METHODS } from './contract.js';

export const PROTOCOL = 'channel-readiness';
export const VERSION = 1;

// Attributes and methods that the element around the frame answers for itself.
const OF_ELEMENT = ['standalone', 'loading', 'name', 'required', 'checkValidity', 'reportValidity'];
export const PASSED_ATTRIBUTES = ATTRIBUTES.filter((name) => !OF_ELEMENT.includes(name));
export const PASSED_METHODS = METHODS.filter((name) => !OF_ELEMENT.includes(name));

// The custom properties that go from the element around the frame to the one in it.
export const STYLES = [
  '--cr-font',
  '--cr-size',
  '--cr-radius',
  '--cr-color-scheme',
  '--cr-paper',
  '--cr-wash',
  '--cr-ink',
  '--cr-ink-2',
  '--cr-line',
  '--cr-edge',
  '--cr-accent',
  '--cr-accent-wash',
  '--cr-on-accent',
  '--cr-vendor',
  '--cr-partner',
  '--cr-good',
  '--cr-warn',
  '--cr-warn-wash',
  '--cr-bad',
  '--cr-bad-wash',
];

// Whatever is higher is no height of a page.
const HIGHEST = 10_000_000;
// How much of a wrong value is told.
const LONGEST_SHOWN = 60;

const isText = (value) => typeof value === 'string';
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isLength = (value) => Number.isFinite(value) && value >= 0 && value <= HIGHEST;

// What a member may be: a test, and its words.
const ANYTHING = [() => true, 'anything'];
const TEXT = [isText, 'a text'];
const TEXT_OR_NULL = [(value) => value === null || isText(value), 'a text or null'];
const NUMBER = [Number.isSafeInteger, 'a whole number'];
const LIST = [Array.isArray, 'a list'];
const RECORD = [isRecord, 'an object'];
const LENGTH = [isLength, `a length of 0 to ${HIGHEST} pixels`];
const LENGTH_OR_NULL = [(value) => value === null || isLength(value), `${LENGTH[1]} or null`];
const FAILURE = [
  (value) => value === null || (isRecord(value) && isText(value.name) && isText(value.message)),
  'null, or an object with the texts name and message',
];
const oneOf = (names) => [(value) => names.includes(value), `one of ${names.join(', ')}`];
const textsOf = (names) => [
  (value) => isRecord(value) && Object.entries(value).every(([name, text]) => names.includes(name) && isText(text)),
  `an object of texts, named ${names.join(', ')}`,
];

// The types of messages with their members. The first two go from window to window, the others through the port.
export const HELLO = { hello: { nonce: TEXT } };
export const WELCOME = { welcome: { nonce: TEXT } };
export const TO_FRAME = {
  begin: { attributes: textsOf(PASSED_ATTRIBUTES), pack: TEXT_OR_NULL, styles: textsOf(STYLES), view: LENGTH_OR_NULL },
  attribute: { name: oneOf(PASSED_ATTRIBUTES), value: TEXT_OR_NULL },
  pack: { value: TEXT_OR_NULL },
  call: { id: NUMBER, method: oneOf(PASSED_METHODS), given: LIST },
  styles: { values: textsOf(STYLES) },
  view: { height: LENGTH_OR_NULL },
  reset: {},
  resume: { id: TEXT },
  focus: {},
};
export const TO_ELEMENT = {
  event: { name: oneOf(EVENTS), detail: RECORD },
  answer: { id: NUMBER, value: ANYTHING, error: FAILURE },
  height: { height: LENGTH },
  show: { top: LENGTH, height: LENGTH },
  escape: {},
  problem: { place: TEXT, cause: TEXT },
};

/** A message of ours. */
export function message(type, members = {}) {
  return { protocol: PROTOCOL, version: VERSION, type, ...members };
}

/** Whether it is meant for us at all; what is not is passed over. */
export function isOurs(data) {
  return isRecord(data) && Object.hasOwn(data, 'protocol') && data.protocol === PROTOCOL;
}

/** Whether it is of another version than this file. */
export function isOfAnotherVersion(data) {
  return !Object.hasOwn(data, 'version') || data.version !== VERSION;
}

/**
 * What is wrong with a message of ours.
 * @param {object} data a message of ours
 * @param {object} types one of the tables above
 * @returns {{place: string, cause: string}|null} null where nothing is
 */
export function mistake(data, types) {
  if (isOfAnotherVersion(data)) return { place: 'version', cause: `expected ${VERSION}, found ${shown(data.version)}` };
  const { type } = data;
  if (!isText(type) || !Object.hasOwn(types, type)) {
    return { place: 'type', cause: `expected one of ${Object.keys(types).join(', ')}, found ${shown(type)}` };
  }
  for (const [name, [fits, words]] of Object.entries(types[type])) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (!fits(value)) return { place: `${type}.${name}`, cause: `expected ${words}, found ${shown(value)}` };
  }
  return null;
}

// A value in few letters.
function shown(value) {
  if (value === undefined) return 'nothing';
  let text;
  try {
    text = JSON.stringify(value);
  } catch {
    // A number that JSON has no word for, or an object that holds itself.
  }
  text ??= typeof value;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
