// Defines <channel-readiness-frame> from the origin that the address names as `app`; what else the address has are
// attributes of the element. What the page hears, and what listens to its window and document, is noted for the tests.

const { app, ...attributes } = Object.fromEntries(new URLSearchParams(location.search));
const element = document.querySelector('channel-readiness-frame');
for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);

window.heard = [];
window.said = [];
window.listening = [];
window.addEventListener('message', ({ data }) => window.said.push(data));

const { addEventListener } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (type, call, options) {
  if (this === window || this === document) window.listening.push({ type, signal: options?.signal });
  return addEventListener.call(this, type, call, options);
};

const contract = await import(new URL('/contract.js', app));
window.contract = { ...contract };
for (const name of contract.EVENTS) {
  addEventListener.call(document, name, (event) => {
    const { type, bubbles, composed, target, detail } = event;
    window.heard.push({ type, bubbles, composed, target: target.localName, detail: structuredClone(detail) });
  });
}
try {
  window.compiles = Boolean(await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
} catch {
  window.compiles = false;
}
window.names = Object.keys(window);
await import(new URL('/channel-readiness-frame.js', app));
window.framed = true;
