// The pages that may stand around the frame page: the origins in
// <meta name="channel-readiness-parents" content="https://portal.example https://*.example.org">.

// `https://*.example.org`: the part before the host's own name.
const ANY_HOST = /^([a-z]+:\/\/)\*\./iu;

/**
 * Reads a list of origins, with white space between them.
 * @param {string} text
 * @returns {{entries: {origin: string, isWild: boolean}[], mistakes: string[]}} what is no origin allows nobody
 */
export function readParents(text) {
  const words = text.split(/\s+/u).filter(Boolean);
  const entries = words.map(entry);
  return { entries: entries.filter(Boolean), mistakes: words.filter((_, place) => !entries[place]) };
}

/**
 * Whether a page of this origin may stand around the frame page.
 * @param {string} origin as `event.origin` has it; `null` is never allowed
 * @param {string} own the frame page's own origin, which is always allowed
 * @param {{origin: string, isWild: boolean}[]} entries
 */
export function isAllowed(origin, own, entries) {
  if (!URL.canParse(origin) || origin !== new URL(origin).origin) return false;
  return origin === own || entries.some((entry) => (entry.isWild ? isBelow(origin, entry.origin) : origin === entry.origin));
}

// An origin and nothing more: no path, no name of a user. The star stands for one or more parts of a host's name.
function entry(word) {
  const isWild = ANY_HOST.test(word);
  const plain = word.replace(ANY_HOST, '$1');
  if (!URL.canParse(plain)) return null;
  const url = new URL(plain);
  const isOrigin = /^https?:$/u.test(url.protocol) && url.href === `${url.origin}/` && !plain.includes('*') && !/[?#]/u.test(plain);
  return isOrigin ? { origin: url.origin, isWild } : null;
}

function isBelow(origin, parent) {
  const [one, other] = [new URL(origin), new URL(parent)];
  return one.protocol === other.protocol && one.port === other.port && one.hostname.endsWith(`.${other.hostname}`);
}
