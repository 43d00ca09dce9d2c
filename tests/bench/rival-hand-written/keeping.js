// Responses kept in IndexedDB by hand: validated as the widget validates them, and written and read in two ways, as many
// objects and as few chunks of bytes. Not loaded by the page itself.
import { mayNotApply } from "./scoring.js";

const CHUNK = 100;
const STORE = "records";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const KINDS = new Set(["vendor", "reseller", "managed-service-provider", "integrator", "software-vendor", "distributor", "other"]);
const SIZES = new Set(["1-10", "11-50", "51-250", "251-1000", "1001+"]);

// Most responses have their days in common.
const days = new Map();
function isDay(text) {
  let known = days.get(text);
  if (known === undefined) {
    const date = typeof text === "string" && DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null;
    known = Boolean(date) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
    days.set(text, known);
  }
  return known;
}

const isText = (value, most) => typeof value === "string" && value.length <= most;
const mayBe = (value, is) => value === null || value === undefined || is(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isMoment = (value) => typeof value === "string" && MOMENT.test(value) && isDay(value.slice(0, 10));
const isUuid = (value) => typeof value === "string" && UUID.test(value);

function isCompany(company) {
  return isObject(company) && mayBe(company.id, isUuid) && mayBe(company.name, (name) => isText(name, 10_000))
    && mayBe(company.kind, (kind) => KINDS.has(kind)) && mayBe(company.size, (size) => SIZES.has(size));
}

function isAnswer(answer) {
  if (!isObject(answer) || !isDay(answer.day)) return false;
  if (!mayBe(answer.note, (note) => isText(note, 100_000)) || !mayBe(answer.link, (link) => isText(link, 10_000))) return false;
  switch (answer.state) {
    case "level": return Number.isInteger(answer.level) && answer.level >= 0 && answer.level <= 4 && mayBe(answer.reason, () => false);
    case "unknown": return mayBe(answer.level, () => false) && mayBe(answer.reason, () => false);
    case "notApplicable": return mayBe(answer.level, () => false) && mayBe(answer.reason, (reason) => isText(reason, 100_000));
    default: return false;
  }
}

/** Throws where the bundle is not one, or a response does not fit the pack. */
function validated(text, pack) {
  const bundle = JSON.parse(text);
  if (!isObject(bundle) || bundle.kind !== "bundle" || bundle.format !== 1) throw new Error("no bundle");
  const mustApply = new Set(pack.dimensions.flatMap(({ indicators }) => indicators.filter((one) => !mayNotApply(one)).map(({ id }) => id)));
  const ids = new Set();
  for (const response of bundle.responses) {
    const fits = isObject(response) && response.kind === "response" && response.format === 1 && isUuid(response.id)
      && isObject(response.pack) && response.pack.id === pack.id && response.pack.version === pack.version
      && (response.side === "vendor" || response.side === "partner") && (response.length === "quick" || response.length === "full")
      && mayBe(response.title, (title) => isText(title, 10_000)) && isCompany(response.company) && mayBe(response.counterpart, isCompany)
      && mayBe(response.respondent, (name) => isText(name, 10_000)) && isMoment(response.createdAt) && isMoment(response.updatedAt)
      && isObject(response.answers);
    if (!fits || ids.has(response.id)) throw new Error(`${response?.id} does not fit`);
    ids.add(response.id);
    for (const id in response.answers) {
      const answer = response.answers[id];
      if (!isAnswer(answer) || (answer.state === "notApplicable" && mustApply.has(id))) throw new Error(`${response.id} ${id} does not fit`);
    }
  }
  return bundle.responses;
}

function open(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const written = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = resolve;
  transaction.onabort = () => reject(transaction.error);
  transaction.commit();
});

/** One strict transaction in which all are put. */
async function put(name, entries) {
  const database = await open(name);
  const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
  const records = transaction.objectStore(STORE);
  for (const [key, value] of entries) records.put(value, key);
  await written(transaction);
  database.close();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Takes in a bundle's text: parsed, validated, and committed in chunks of encoded bytes. */
export async function importInChunks(text, pack) {
  const responses = validated(text, pack);
  const chunks = [];
  for (let from = 0; from < responses.length; from += CHUNK) {
    chunks.push([from, encoder.encode(JSON.stringify(responses.slice(from, from + CHUNK)))]);
  }
  await put("chunks", chunks);
}

/** The same, each as an object of its own, in one transaction. */
export async function importEach(text, pack) {
  await put("objects", validated(text, pack).map((response) => [response.id, response]));
}

/** Everything that was written as objects. */
export async function readEach() {
  const database = await open("objects");
  const all = await read(database);
  database.close();
  return all;
}

/** Everything that was written in chunks. */
export async function readChunks() {
  const database = await open("chunks");
  const chunks = await read(database);
  database.close();
  return chunks.flatMap((chunk) => JSON.parse(decoder.decode(chunk)));
}

const read = (database) => new Promise((resolve, reject) => {
  const request = database.transaction(STORE).objectStore(STORE).getAll();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Writes one response again and again, a little changed, each time in a strict transaction of its own, after an answer. */
export async function commits(response, count, answer) {
  const database = await open("one");
  for (let number = 0; number < count; number += 1) {
    await answer(number);
    response.title = String(number);
    const bytes = encoder.encode(JSON.stringify(response));
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    transaction.objectStore(STORE).put(bytes, response.id);
    await written(transaction);
    // As somebody who answers: not one right after the other.
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  database.close();
}
