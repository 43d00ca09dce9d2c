// A portal with a server lets the form go. This one has none, and shows what would be sent.
const form = document.querySelector('#application');
const received = document.querySelector('#received');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  show(new FormData(form));
});

function show(data) {
  const rows = [...data].flatMap(([name, value]) => [text('dt', name), text('dd', value)]);
  received.querySelector('dl').replaceChildren(...rows);
  received.hidden = false;
  received.scrollIntoView({ block: 'nearest' });
}

function text(kind, words) {
  const element = document.createElement(kind);
  element.textContent = words;
  return element;
}
