// As old-libraries.js, and what every object has stands in the way of every `for … in` besides.
import './old-libraries.js';

Object.prototype.extend = function (source) { for (const name in source) this[name] = source[name]; return this; };
for (const name of ['kind', 'title', 'sample', 'problems', 'company']) {
  Object.defineProperty(Object.prototype, name, { enumerable: true });
}
