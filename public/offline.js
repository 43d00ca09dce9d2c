// The static page without a network: a service worker that keeps one version of the page whole. The build writes its version
// and the digest of each of its files here (xtask/src/precache.rs). The page registers it (lasting.js), never the element.
//
// A page has the version that it was opened with, until it is closed or loaded anew; so versions lie side by side. What is
// not this page, or none of its files, goes to the network as if there were no worker.

const [VERSION, FILES] = ['', {}];

const home = new URL('./', self.location).href;
// By the folder, since several copies of the page may stand on one origin. The element deletes what begins with its name.
const PREFIX = `channel-readiness ${new URL(home).pathname} `;
const OWN = PREFIX + VERSION;
// Which version is in use, and which pages have another: by their ids, when each was last seen.
const RECORD = `${PREFIX}record`;
// A page that is not open may come back from the browser's memory for so long, in milliseconds.
const REMEMBERED = 3_600_000;
// The version of a page that came from the network.
const NONE = '';
// The name of a file of words.
const OF_LANGUAGE = /\.([a-z]{2})\.(?:txt|json)$/;
const ANY = { ignoreSearch: true, ignoreVary: true };

// While this worker takes over from another: the end of that, and what ends it. Files are asked of it before it has noted
// which pages have the other's version.
let takenOver;
let noteTakenOver = () => {};

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate().finally(noteTakenOver)));
self.addEventListener('message', (event) => {
  if (event.data?.keep) event.waitUntil(keepLanguage(event.data.keep));
  if (event.data !== 'take over') return;
  takenOver = new Promise((done) => (noteTakenOver = done));
  self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(home)) return;
  if (request.mode === 'navigate') {
    if (isPage(request.url)) event.respondWith(page(event));
  } else if (isListed(nameOf(request.url)) || nameOf(request.url).startsWith('core/')) {
    event.respondWith(part(event));
  }
});

// The whole version or nothing: one file that does not come, or is of another version, and the last version stays.
async function install() {
  try {
    await keepFiles();
  } catch (error) {
    await caches.delete(OWN);
    throw error;
  }
}

// With the words of the languages that are spoken here.
async function keepFiles() {
  const { languages = [] } = await record();
  await keepMissing(languages);
}

async function keepMissing(languages) {
  const cache = await caches.open(OWN);
  const keep = async (name) => cache.put(home + name, await fetched(name));
  await Promise.all((await missing(cache, languages)).map(keep));
}

// What is not kept yet of all that the page needs in these languages. Its own one has no files of its own.
async function missing(cache, languages) {
  const kept = new Set((await cache.keys()).map(({ url }) => nameOf(url)));
  return Object.keys(FILES).filter((name) => {
    const language = OF_LANGUAGE.exec(name)?.[1];
    return !kept.has(name) && (!language || languages.includes(language));
  });
}

// From now on the words of this language are there without a network too: noted once they have come.
async function keepLanguage(language) {
  if (!(await caches.has(OWN))) return;
  await keepMissing([language]);
  await changeRecord((record) => {
    return { ...record, languages: [...new Set([...(record.languages ?? []), language])] };
  });
}

// Pages that are open now keep the version that they have.
async function activate() {
  await changeRecord(async (record) => {
    const { version, pages } = record;
    for (const { id } of version === undefined ? [] : await openPages()) pages[id] ??= { version, seen: Date.now() };
    return { ...record, version: VERSION };
  });
  await tidy();
}

// The page itself. Where files are gone, such as after the caches were deleted, it comes from the network with all that
// belongs to it, whatever the version, and the files are fetched anew for the next time.
async function page(event) {
  const cache = (await caches.has(OWN)) ? await caches.open(OWN) : undefined;
  // It opens without words: then it speaks English.
  const isWhole = cache && (await missing(cache, [])).length === 0;
  const found = isWhole ? await cache.match(home) : undefined;
  if (found) {
    event.waitUntil(tidy());
    return found;
  }
  const opened = { [event.resultingClientId]: { version: NONE, seen: Date.now() } };
  await changeRecord((record) => ({ ...record, pages: { ...record.pages, ...opened } }));
  // What did come stays: another page may need it.
  event.waitUntil(keepFiles().catch(() => {}));
  return fetch(event.request);
}

// A file of the page, for a page; others on the same site get theirs from the network.
async function part({ request, clientId }) {
  await takenOver;
  const client = clientId ? await self.clients.get(clientId) : undefined;
  const { pages } = await record();
  const version = pages[clientId]?.version ?? VERSION;
  if (!client || !isPage(client.url) || version === NONE) return fetch(request);
  const found = await caches.match(request.url, { cacheName: PREFIX + version, ...ANY });
  if (found) return found;
  const name = nameOf(request.url);
  // Never another version's: what is not as it was published does not come at all.
  return version === VERSION && isListed(name) ? fetched(name) : Response.error();
}

// From the network, compared with its digest. A core never changes under its name; all else is asked for.
async function fetched(name) {
  const cache = name.startsWith('core/') ? 'default' : 'no-cache';
  const response = await fetch(home + name, { integrity: FILES[name], cache, priority: 'low' });
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  // A page cannot be opened from an answer that was led elsewhere.
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

// Versions that no page has any more go, unless a newer one is just being made.
async function tidy() {
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  const { pages } = await changeRecord(async (record) => {
    const { pages } = record;
    for (const { id } of await openPages()) if (pages[id]) pages[id].seen = Date.now();
    const used = Object.entries(pages).filter(([, { seen }]) => Date.now() - seen < REMEMBERED);
    return { ...record, pages: Object.fromEntries(used) };
  });
  const needed = new Set([OWN, RECORD, ...Object.values(pages).map((page) => PREFIX + page.version)]);
  const gone = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !needed.has(name));
  await Promise.all(gone.map((name) => caches.delete(name)));
}

function openPages() {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

// The worker is ended whenever nothing happens: what it knows is kept.
async function record() {
  const kept = await caches.match(home, { cacheName: RECORD });
  return kept ? kept.json() : { pages: {} };
}

// One change after the other: pages are opened at the same time, and a worker that takes over is another one. What is noted.
function changeRecord(change) {
  return navigator.locks.request(RECORD, async () => {
    const changed = await change(await record());
    const cache = await caches.open(RECORD);
    await cache.put(home, new Response(JSON.stringify(changed)));
    return changed;
  });
}

function isPage(address) {
  const name = nameOf(address);
  return address.startsWith(home) && (name === '' || name === 'index.html');
}

function isListed(name) {
  return Object.hasOwn(FILES, name);
}

// The name below the folder, without what follows ? and #.
function nameOf(address) {
  return address.slice(home.length).split(/[?#]/)[0];
}
