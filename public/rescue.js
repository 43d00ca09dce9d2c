// What is kept here, shown and saved to a file without the program: for when the program does not start or has failed.
// It only reads: nothing is made, upgraded or written. Fetched by channel-readiness.js when it is needed.

import { written } from './service.js';
import { counted, filled, spoken } from './spoken.js';
import { unpacked } from './unpacked.js';

// In milliseconds; what has not come by then has failed.
const PATIENCE = 5_000;
// How many names are shown.
const MOST_SHOWN = 200;
const MARK = 'CRdR';
const HEADER = 18;
const CHECKSUM = 4;
const ENVELOPE = 1;
const SEALED = 2;
// The key of the record that is there while a lock is set.
const LOCK = 'setting/lock';
// Whoever has it signs in its owner's name: it goes into no file.
const SIGNING_KEY = 'setting/signing-key';
// How the key of the copy ends that is kept of a record when it is migrated.
const BEFORE = '/before';
// The kind of a record that holds many, packed; and how the key of one begins: of responses, of companies.
const CHUNK = 'chunk';
const CHUNKS = [CHUNK, 'companies'];
const DELETED = 'deleted';
// Where the documents of a kind stand in a bundle.
const LISTS = { assessment: 'responses', company: 'companies', pack: 'packs', benchmark: 'benchmarks' };
// What is kept by the hash of its content has no id in it.
const BY_HASH = ['pack', 'benchmark'];
const MESSAGES = {
  damaged:
    'The program did not start: what came of it is not what was published. A file of it is damaged, or of another version.',
  wasm: "The content-security policy of this page allows no WebAssembly: its script-src has to name 'wasm-unsafe-eval'.",
  trustedTypes:
    'The content-security policy of this page allows no Trusted Types policy that is called channel-readiness: its trusted-types has to name it.',
  title: 'What is kept here',
  nothing: 'Nothing is kept here.',
  failed: 'What is kept here could not be read just now.',
  locked: 'It is locked, and can be opened only once this page works again. A saved copy holds it encrypted as it is, and cannot be imported.',
  help: 'You can save it to a file, and import that file once this page works again.',
  save: 'Save a copy',
  untitled: 'Untitled',
  more: 'and {n} more',
  changed: 'last changed {day}',
  assessment: { one: '1 assessment', other: '{n} assessments' },
  company: { one: '1 partner', other: '{n} partners' },
  pack: { one: '1 questionnaire', other: '{n} questionnaires' },
  benchmark: { one: '1 file of figures of others', other: '{n} files of figures of others' },
  untouched: { one: '1 record as it is', other: '{n} records as they are' },
};
// The same in the language that is spoken, and its tag.
let said = MESSAGES;
let language = 'en';

/**
 * Shows what is kept after a node, and offers to save it; before the node why the program did not start, where that can be
 * told.
 * @param {ChildNode} node
 * @param {HTMLElement} element names the store
 * @param {[URL, string]} [refused] the file of the program that did not come, and its digest
 * @param {(html: string) => string|TrustedHTML} trusted makes of markup what the page's policy lets pass
 * @param {string} tag of the language that is spoken
 */
export async function rescue(node, element, refused, trusted, tag) {
  language = tag;
  said = await spoken(tag, MESSAGES);
  // What is said before and on the node already, where it is not in English.
  if (said !== MESSAGES) [node.previousSibling.textContent, node.textContent] = [said.notWorking, said.retry];
  forbiddenBy(trusted).then(async (forbidden) => {
    const reason = forbidden ?? (refused && (await isDamaged(...refused)) ? 'damaged' : null);
    if (reason) node.before(made('p', said[reason]));
    // Who has made the page hears it in English.
    if (forbidden) tell(element, MESSAGES[forbidden]);
  });
  const section = document.createElement('section');
  section.append(made('h2', said.title));
  try {
    const namespace = element.getAttribute('storage-key');
    const name = namespace ? `channel-readiness-${namespace}` : 'channel-readiness';
    const found = sorted(await records(name));
    section.append(...(found.total ? shown(found) : [made('p', said.nothing)]));
  } catch (error) {
    console.error('channel-readiness:', error);
    section.append(made('p', said.failed));
  }
  node.after(section);
}

// The message of what the page's policy has to allow before the program can start; nothing where it does. It is tried: browsers tell of it in
// words of their own.
async function forbiddenBy(trusted) {
  // Some browsers can be told to have none at all.
  if (!globalThis.WebAssembly) return undefined;
  try {
    // The shortest module there is. Making it is refused everywhere, only compiling it is not.
    await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    return 'wasm';
  }
  try {
    document.createElement('p').innerHTML = trusted('<b></b>');
  } catch {
    return 'trustedTypes';
  }
  return undefined;
}

// As channel-readiness.js tells what does not work.
function tell(element, cause) {
  console.warn('channel-readiness: policy', cause);
  const detail = { version: 1, place: 'policy', cause };
  element.dispatchEvent(new CustomEvent('cr-error', { bubbles: true, composed: true, detail }));
}

// Whether a file comes, and not as it was published.
async function isDamaged(url, integrity) {
  if (!integrity) return false;
  const comes = (options) =>
    fetch(url, { cache: 'reload', ...options }).then(
      (response) => response.ok,
      () => false,
    );
  return (await comes({})) && !(await comes({ integrity }));
}

// Every record as [key, value]; none where there is no database.
async function records(name) {
  const database = await opened(name);
  if (!database) return [];
  try {
    const transaction = database.transaction('records', 'readonly');
    const all = transaction.objectStore('records');
    const [keys, values] = await Promise.all([result(all.getAllKeys()), result(all.getAll())]);
    return keys.map((key, place) => [key, values[place]]);
  } finally {
    database.close();
  }
}

// The database as it is, whatever its version; null where there is none. One that comes too late is closed.
async function opened(name) {
  // Asked first: WebKit goes on listing for a while what was given up while it was made.
  const known = await Promise.race([indexedDB.databases?.(), late()]).catch(() => undefined);
  if (known && !known.some((database) => database.name === name)) return null;
  const request = indexedDB.open(name);
  let isMissing = false;
  request.onupgradeneeded = () => {
    isMissing = true;
    request.transaction.abort();
  };
  try {
    const database = await result(request);
    database.onversionchange = () => database.close();
    return database;
  } catch (error) {
    request.onsuccess = () => request.result.close();
    if (isMissing) return null;
    throw error;
  }
}

function result(request) {
  const settled = new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error);
    };
  });
  return Promise.race([settled, late()]);
}

function late() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the browser does not answer')), PATIENCE);
  });
}

// Records by what becomes of them: documents of a bundle, or untouched with the reason.
function sorted(all) {
  const found = { assessment: new Map(), company: new Map(), pack: new Map(), benchmark: new Map(), untouched: [], total: all.length };
  found.isLocked = all.some(([key]) => key === LOCK);
  const leave = ({ key, value }, cause) => found.untouched.push({ key: String(key), cause, ...raw(value) });
  const deleted = new Set();
  const isChunk = ([key]) => CHUNKS.includes(String(key).split('/')[0]);
  for (const [key, value] of all.filter((one) => !isChunk(one) && one[0] !== SIGNING_KEY)) {
    try {
      const document = read(key, value);
      const others = found[document.kind];
      // A record and its draft: the one that was changed last.
      const [later, earlier] = [document, others.get(document.id)].sort((one, other) => (changed(one) < changed(other) ? 1 : -1));
      if (earlier) leave(earlier, 'another version is in this file');
      others.set(later.id, later);
    } catch (error) {
      if (error.message === DELETED) deleted.add(String(key).split('/')[1]);
      leave({ key, value }, error.message);
    }
  }
  // A record beside its chunk says what the chunk says, and what was changed since.
  for (const [key, value] of all.filter(isChunk)) {
    try {
      const documents = inChunk(value);
      for (const document of documents.filter(({ kind, id }) => !deleted.has(id) && !found[kind].has(id))) {
        found[document.kind].set(document.id, document);
      }
    } catch (error) {
      leave({ key, value }, error.message);
    }
  }
  return found;
}

// What lies in a chunk.
function inChunk(value) {
  const envelope = decoded(value);
  if (envelope.kind !== CHUNK) throw new Error(`of the kind ${envelope.kind}`);
  return unpacked(envelope.format, envelope.bytes).map(({ kind, text }) => {
    const tree = JSON.parse(text);
    return { kind, id: tree.id, tree, text };
  });
}

// A record's document: its kind, id, tree and text.
function read(key, value) {
  const [kind, id] = String(key).split('/');
  if (!Object.hasOwn(LISTS, kind)) throw new Error('of another kind');
  if (key.endsWith(BEFORE)) throw new Error('an earlier version');
  const envelope = decoded(value);
  if (envelope.kind !== kind) throw new Error(`of the kind ${envelope.kind}`);
  let text = utf8(envelope.bytes);
  let tree = JSON.parse(text);
  if (envelope.format === 2) {
    if (tree.deleted?.is || !tree.document) throw new Error(DELETED);
    tree = tree.document;
    text = written(tree);
  } else if (envelope.format !== 1) {
    throw new Error(`payload of format ${envelope.format}`);
  }
  if (BY_HASH.includes(kind) ? tree.kind !== kind : tree.id !== id) throw new Error('not what its key says');
  return { kind, id, tree, text, key, value };
}

// Takes a payload out of its envelope; see docs/storage.md.
function decoded(bytes) {
  if (!(bytes instanceof Uint8Array)) throw new Error('not bytes');
  const text = (from, to) => utf8(bytes.subarray(from, to));
  if (bytes.length < HEADER + CHECKSUM || text(0, 4) !== MARK) throw new Error('no record of this app');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - CHECKSUM;
  if (view.getUint32(end, true) !== checksum(bytes.subarray(0, end))) throw new Error('damaged');
  if (view.getUint16(4, true) === SEALED) throw new Error('sealed');
  if (view.getUint16(4, true) !== ENVELOPE) throw new Error(`envelope of format ${view.getUint16(4, true)}`);
  const kind = HEADER + view.getUint8(16);
  const payload = kind + view.getUint8(17);
  if (Number(view.getBigUint64(8, true)) !== end - payload) throw new Error('cut');
  return { kind: text(kind, payload), format: view.getUint16(6, true), bytes: bytes.subarray(payload, end) };
}

function utf8(bytes) {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

// CRC-32 of ISO-HDLC, as zip files have it.
function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

// A value as it lies there: bytes as base64, all else as text.
function raw(value) {
  if (!(value instanceof Uint8Array)) {
    try {
      return { text: JSON.stringify(value) };
    } catch {
      return { text: String(value) };
    }
  }
  let letters = '';
  for (let from = 0; from < value.length; from += 8192) {
    letters += String.fromCharCode(...value.subarray(from, from + 8192));
  }
  return { base64: btoa(letters) };
}

const changed = (document) => String(document?.tree.updatedAt ?? '');

// What was found, in words, and the button that saves it.
function shown(found) {
  const counts = ['assessment', 'company', 'pack', 'benchmark', 'untouched'].flatMap((name) => {
    const count = found[name].size ?? found[name].length;
    return count ? [counted(language, said[name], count)] : [];
  });
  const named = [...found.assessment.values(), ...found.company.values()];
  const list = document.createElement('ul');
  list.append(...named.slice(0, MOST_SHOWN).map((document) => made('li', words(document))));
  if (named.length > MOST_SHOWN) list.append(made('li', filled(said.more, 'n', (named.length - MOST_SHOWN).toLocaleString(language))));
  const save = made('button', said.save);
  save.type = 'button';
  save.addEventListener('click', () => download(bundle(found)));
  return [made('p', `${new Intl.ListFormat(language, { type: 'unit' }).format(counts)}.`), list, made('p', found.isLocked ? said.locked : said.help), save];
}

// What a document need not have; old libraries give such names to every object.
const NONE = { title: undefined, name: undefined, counterpart: undefined, company: undefined, updatedAt: undefined };

// Such as: Contoso, last changed 26/11/2026
function words({ tree }) {
  const { title, name: own, counterpart, company, updatedAt } = { ...NONE, ...tree };
  const name = [title, own, counterpart?.name, company?.name].find((one) => one?.trim?.());
  const moment = new Date(updatedAt ?? NaN);
  const day = Number.isNaN(moment.valueOf()) ? '' : `, ${filled(said.changed, 'day', moment.toLocaleDateString(language))}`;
  return `${name ?? said.untitled}${day}`;
}

// Documents go into it in their own text where they have one, so that no number changes.
function bundle(found) {
  const lists = Object.entries(LISTS).map(([kind, list]) => {
    const texts = [...found[kind].values()].map(({ text }) => text);
    return `"${list}":[${texts.join(',\n')}]`;
  });
  return `{"kind":"bundle","format":1,\n${lists.join(',\n')},\n"untouched":${written(found.untouched)}}\n`;
}

function download(text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `channel-readiness-rescued-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function made(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
