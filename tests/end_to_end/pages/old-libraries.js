// What old libraries did to every page that had them, as far as browsers still let them.

// Names for everything that can be gone through, in the way of every `for … in` through a list.
Object.assign(Array.prototype, {
  each(call, context) { for (let place = 0; place < this.length; place += 1) call.call(context, this[place], place); return this; },
  toArray() { return this.slice(); },
  entries() { return this.slice(); },
  include(item) { return this.indexOf(item) !== -1; },
  first() { return this[0]; },
  last() { return this[this.length - 1]; },
  without(...others) { return this.filter((item) => !others.includes(item)); },
  clear() { this.length = 0; return this; },
  inspect() { return `[${this.join(', ')}]`; },
  // Its own text in place of itself: the browser's JSON then writes that text as a text.
  toJSON() { return `[${this.join(', ')}]`; },
});
Object.assign(String.prototype, {
  toJSON() { return `'${this}'`; },
  include(part) { return this.indexOf(part) !== -1; },
  strip() { return this.replace(/^\s+|\s+$/g, ''); },
  times(count) { return Array(count + 1).join(this); },
});
Object.assign(Number.prototype, { toJSON() { return `${this}`; }, times(call) { for (let count = 0; count < this; count += 1) call(count); } });
Date.prototype.toJSON = function () { return `"${this.getTime()}"`; };

// One that knows no iterators, and takes no function along.
Array.from = (given) => {
  const made = [];
  for (let place = 0; place < (given?.length ?? 0); place += 1) made.push(given[place]);
  return made;
};

// One that takes a list of arguments, and gives what nothing can be made of with `new`.
Function.prototype.bind = function (context, given) {
  const call = this;
  return (...others) => call.apply(context, given === undefined ? others : [].concat(given));
};
Function.prototype.delay = function (seconds) { return setTimeout(this, seconds * 1000); };

// What every object has from then on: values that are made when they are asked for.
for (const name of ['kind', 'title', 'sample', 'problems', 'company']) {
  Object.defineProperty(Object.prototype, name, {
    configurable: true,
    get() { return 'of the library'; },
    // A value of its own can be set all the same.
    set(value) { Object.defineProperty(this, name, { configurable: true, enumerable: true, writable: true, value }); },
  });
}

// Elements that can do more.
Object.assign(Element.prototype, {
  hide() { this.style.display = 'none'; return this; },
  show() { this.style.display = ''; return this; },
  getStyle(name) { return this.style[name]; },
  remove() { this.parentNode?.removeChild(this); return this; },
});

// What watches the network and the clock.
const { fetch, setTimeout } = window;
window.fetch = function (...given) {
  window.fetches = (window.fetches ?? 0) + 1;
  return fetch.apply(window, given).then((response) => new Response(response.body, response));
};
window.setTimeout = function (call, ...given) {
  return setTimeout.call(window, typeof call === 'function' ? function (...those) { return call.apply(this, those); } : call, ...given);
};
Object.assign(window, { $: (id) => document.getElementById(id), $A: Array.from, Class: { create() {} }, Ajax: {} });
