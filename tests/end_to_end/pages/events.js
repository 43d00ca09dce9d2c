// Every event of the contract, as the page hears it.
import { EVENTS } from '../contract.js';

window.told = [];
for (const name of EVENTS) {
  document.addEventListener(name, (event) => {
    const { bubbles, composed, target } = event;
    window.told.push({ name, detail: structuredClone(event.detail), bubbles, composed, target: target.tagName });
  });
}
