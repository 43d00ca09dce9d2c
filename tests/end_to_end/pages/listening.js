// What the host page hears, for the tests to read.
window.heard = [];
window.events = [];
document.addEventListener('cr-result', (event) => {
  window.heard.push(structuredClone(event.detail.result));
  window.events.push({
    bubbles: event.bubbles,
    composed: event.composed,
    target: event.target.tagName,
    at: event.currentTarget === document ? 'document' : 'elsewhere',
  });
});
