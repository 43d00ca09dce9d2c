// The responses or companies that lie packed in a chunk, as texts of JSON; see "Chunks" in docs/storage.md. Part of
// rescue.js.

const STATES = { 5: 'unknown', 6: 'notApplicable' };
const NOTE = 8;
const LINK = 16;
const REASON = 32;
const EXTRA = 64;
const DAY = 86_400_000;

// What lies in a chunk, by the format of its payload: the kind of its records, and how one is read.
const FORMATS = { 1: ['assessment', response], 2: ['company', entry] };

/**
 * Throws where the bytes say anything that is not written.
 * @param {number} format of the payload of a chunk
 * @param {Uint8Array} bytes the payload
 * @returns {{ kind: string, text: string }[]} documents, with no number changed
 */
export function unpacked(format, bytes) {
  if (!Object.hasOwn(FORMATS, format)) throw new Error(`a chunk of format ${format}`);
  const [kind, read] = FORMATS[format];
  const reader = new Reader(bytes);
  const words = reader.each(() => reader.text());
  const texts = reader.each(() => read(reader, words));
  reader.end(bytes.length);
  return texts.map((text) => ({ kind, text }));
}

class Reader {
  #bytes;
  #next = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  byte() {
    if (this.#next >= this.#bytes.length) throw new Error('cut');
    return this.#bytes[this.#next++];
  }

  number() {
    let number = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.byte();
      number += (byte & 127) * factor;
      if (byte < 128 && Number.isSafeInteger(number)) return number;
    }
    throw new Error('a number that is too large');
  }

  signed() {
    const number = this.number();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  }

  slice(length) {
    if (length > this.#bytes.length - this.#next) throw new Error('cut');
    this.#next += length;
    return this.#bytes.subarray(this.#next - length, this.#next);
  }

  text() {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.slice(this.number()));
  }

  uuid() {
    const digits = [...this.slice(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  // As many as a count before them says.
  each(read) {
    const all = [];
    for (const place of counted(this.number())) all.push(read(place));
    return all;
  }

  // What is read within so many bytes must end there.
  part(read) {
    const end = this.number() + this.#next;
    const found = read();
    this.end(end);
    return found;
  }

  end(place) {
    if (this.#next !== place) throw new Error('of another length than it says');
  }
}

function* counted(count) {
  for (let number = 0; number < count; number += 1) yield number;
}

// How words are read: each by its place, and those that may be missing.
function reading(reader, words) {
  const word = (place) => {
    if (place >= words.length) throw new Error('a word that is not there');
    return words[place];
  };
  const perhapsWord = () => {
    const place = reader.number();
    return place ? word(place - 1) : null;
  };
  return { word, perhapsWord };
}

// An entry of the list of partners.
function entry(reader, words) {
  const { word, perhapsWord } = reading(reader, words);
  const values = {
    0: () => 'null',
    1: () => 'false',
    2: () => 'true',
    3: () => reader.text(),
    4: () => JSON.stringify(reader.text()),
    5: () => `[${reader.each(value).join(',')}]`,
    6: () => object([], unknown()).text,
  };
  const value = () => values[reader.byte()]();
  const unknown = () => reader.each(() => [word(reader.number()), value()]);
  const id = reader.uuid();
  return reader.part(() => {
    const members = [
      ['id', id],
      ['name', reader.text()],
      ['kind', perhapsWord()],
      ['size', perhapsWord()],
      ['notes', reader.text()],
      ['createdAt', new Date(reader.signed()).toISOString()],
      ['updatedAt', new Date(reader.signed()).toISOString()],
    ];
    return object(members, unknown()).text;
  });
}

function response(reader, words) {
  const { word, perhapsWord } = reading(reader, words);
  const perhaps = (read) => (reader.byte() ? read() : null);
  const company = () => {
    const members = [
      ['id', perhaps(() => reader.uuid())],
      ['name', word(reader.number())],
      ['kind', perhapsWord()],
      ['size', perhapsWord()],
    ];
    return object(members, unknown(reader));
  };
  const head = (id) => {
    const pack = [['id', word(reader.number())], ['version', reader.number()]];
    const hash = perhapsWord();
    if (hash) pack.push(['hash', hash]);
    const members = [
      ['kind', 'response'],
      ['format', 1],
      ['id', id],
      ['pack', null],
      ['side', word(reader.number())],
      ['length', word(reader.number())],
      ['title', perhaps(() => reader.text())],
      ['company', company()],
      ['counterpart', perhaps(company)],
      ['respondent', perhaps(() => reader.text())],
      ['createdAt', new Date(reader.signed()).toISOString()],
      ['updatedAt', new Date(reader.signed()).toISOString()],
    ];
    const extra = unknown(reader);
    // Unknown members within the pack stand under its name.
    const within = extra.filter(([name]) => name === 'pack').map(([, text]) => text.slice(1, -1));
    members[3][1] = object(pack, [], within);
    return [members, extra.filter(([name]) => name !== 'pack')];
  };
  const answers = () => {
    let day = 0;
    const all = reader.each(() => {
      const name = word(reader.number());
      const what = reader.byte();
      day += reader.signed();
      const text = (flag) => (what & flag ? reader.text() : '');
      const [note, link, reason] = [text(NOTE), text(LINK), text(REASON)];
      const level = what & 7;
      const state = STATES[level] ?? 'level';
      const members = [['state', state]];
      if (state === 'level') members.push(['level', level]);
      if (state === 'notApplicable') members.push(['reason', reason]);
      members.push(['day', new Date(day * DAY).toISOString().slice(0, 10)], ['note', note], ['link', link]);
      return [name, object(members, what & EXTRA ? unknown(reader) : [])];
    });
    return object(all, []);
  };
  const [members, extra] = ((id) => reader.part(() => head(id)))(reader.uuid());
  return object([...members, ['answers', reader.part(answers)]], extra).text;
}

// Unknown members: names, and values as JSON.
function unknown(reader) {
  return reader.each(() => [reader.text(), reader.text()]);
}

// An object of members whose values are plain or objects of this kind, then of members whose values are JSON already, and
// of what is JSON as a whole.
function object(members, extra, within = []) {
  const texts = members.map(([name, value]) => `${JSON.stringify(name)}:${value?.text ?? JSON.stringify(value)}`);
  const others = extra.map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return { text: `{${[...texts, ...others, ...within.filter((text) => text.trim())].join(',')}}` };
}
