// Puts an element around the fallback and loads its module, as the address says: `before`, scripts that run first; `app`,
// where the program lies; `module`, its name there; `element`, which element; `other`, the module of another version, which
// comes second. What else the address has are attributes of the element. What the page hears and what listens to it is noted
// for the tests, and so are all names that it has, and what nobody has caught.

const {
  before = '',
  app = '/',
  module = 'channel-readiness.js',
  element: name = 'channel-readiness',
  other,
  ...attributes
} = Object.fromEntries(new URLSearchParams(location.search));
const { addEventListener, removeEventListener } = EventTarget.prototype;

window.problems = [];
addEventListener.call(window, 'error', ({ message }) => window.problems.push(message));
addEventListener.call(window, 'unhandledrejection', ({ reason }) => window.problems.push(String(reason)));

window.told = [];
for (const type of ['cr-ready', 'cr-error', 'cr-saved', 'cr-result']) {
  addEventListener.call(document, type, ({ detail }) => window.told.push({ type, detail: structuredClone(detail) }));
}

// What listens to what outlives an element; nothing that is in one, and nothing of the browser's store.
window.listening = [];
const stays = (target) =>
  target === window || target === document || target instanceof MediaQueryList || target === window.visualViewport ||
  (target instanceof Node && target.getRootNode() === document && !target.localName.startsWith('channel-readiness'));
const isCapture = (options) => Boolean(typeof options === 'object' ? options?.capture : options);
const forget = (target, type, call, options) => {
  window.listening = window.listening.filter(
    (one) => one.target !== target || one.type !== type || one.call !== call || one.isCapture !== isCapture(options),
  );
};
EventTarget.prototype.addEventListener = function (type, call, options) {
  const target = this ?? window;
  if (call && stays(target)) {
    forget(target, type, call, options);
    window.listening.push({ target, type, call, isCapture: isCapture(options) });
    options?.signal?.addEventListener('abort', () => forget(target, type, call, options));
  }
  return addEventListener.call(target, type, call, options);
};
EventTarget.prototype.removeEventListener = function (type, call, options) {
  forget(this ?? window, type, call, options);
  return removeEventListener.call(this ?? window, type, call, options);
};

// Channels to other tabs that are open.
window.channels = new Set();
const { close } = BroadcastChannel.prototype;
window.BroadcastChannel = class extends BroadcastChannel {
  constructor(channel) {
    super(channel);
    window.channels.add(this);
  }
};
BroadcastChannel.prototype.close = function () {
  window.channels.delete(this);
  return close.call(this);
};

// The memories of the program: nothing outside of them tells how large they are.
window.memories = new Set();
for (const way of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[way];
  WebAssembly[way] = async (...given) => {
    const made = await original.apply(WebAssembly, given);
    for (const item of Object.values((made.instance ?? made).exports)) {
      if (item instanceof WebAssembly.Memory) window.memories.add(item);
    }
    return made;
  };
}

for (const script of before.split(',').filter(Boolean)) await import(`./${script}`);
const element = document.createElement(name);
for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
element.append(document.querySelector('#fallback'));
document.querySelector('#place').append(element);
window.element = element;
window.names = [];
window.names = Object.getOwnPropertyNames(window);
await import(new URL(module, new URL(app, location.href)));
if (other) window.other = await import(other);
window.hosted = true;
