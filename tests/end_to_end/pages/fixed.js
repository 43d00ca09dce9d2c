// A clock that stands still and chances that are none, so that what is written on two pages can be compared byte by byte.
const now = Date.parse('2026-03-02T10:00:00Z');
const { Date: Real } = window;
window.Date = class extends Real {
  constructor(...given) {
    super(...(given.length ? given : [now]));
  }
  static now() {
    return now;
  }
};
let count = 0;
Crypto.prototype.getRandomValues = (array) => {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = (count += 7) % 251;
  return array;
};
Crypto.prototype.randomUUID = () => {
  count += 1;
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
};
Math.random = () => ((count += 1) % 97) / 97;
