// The portal's own picture of what the widget tells: one bar for each dimension.
const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, ROW, BAR] = [320, 46, 10];
const LOGGED = 4;

const widget = document.querySelector('channel-readiness');
const picture = document.querySelector('#picture');
const log = document.querySelector('#log');
const pack = await (await fetch('../packs/channel-devops.json')).json();

widget.addEventListener('cr-result', ({ detail: { result, open } }) => show(result, open));
widget.addEventListener('cr-answer', ({ detail: { indicator } }) => note(`Question ${indicator} answered`));
widget.addEventListener('cr-saved', () => note('Everything is saved'));
let turn = 0;
show(widget.result, null);

// Where no assessment is current, as after a reload, the one worked on last counts.
async function show(result, open) {
  const own = (turn += 1);
  const shown = result ?? (await widget.results().catch(() => []))[0]?.result ?? null;
  if (own === turn) draw(shown, result && open);
}

function draw(result, open) {
  const { dimensions } = pack;
  const isScored = result !== null && result.score !== null;
  document.querySelector('#score').textContent = isScored ? Math.round(result.score) : '–';
  document.querySelector('#range').textContent = isScored ? told(result, open) : 'no answer yet';
  picture.setAttribute('viewBox', `0 0 ${WIDTH} ${dimensions.length * ROW}`);
  picture.replaceChildren(...dimensions.flatMap(({ id, title }, place) => row(title, result?.dimensions[id], place * ROW)));
  const said = dimensions.map(({ id, title }) => [title, result?.dimensions[id]?.score]).filter(([, score]) => score != null);
  const words = said.map(([title, score]) => `${title} ${Math.round(score)}`).join(', ');
  picture.setAttribute('aria-label', words || 'No dimension has an answer yet.');
}

function told({ low, high }, open) {
  const rest = open === null ? '' : `, ${open} open`;
  return `between ${Math.round(low)} and ${Math.round(high)}${rest}`;
}

// What does not exist is not drawn.
function row(title, found, top) {
  const bar = (kind, from, to) =>
    shape('rect', { class: kind, x: (from / 100) * WIDTH, y: top + 24, width: ((to - from) / 100) * WIDTH, height: BAR, rx: BAR / 2 });
  const drawn = [shape('text', { x: 0, y: top + 16 }, title), bar('track', 0, 100)];
  if (found && found.score !== null) {
    const place = Math.min(Math.max(found.score, 1), 99);
    drawn.push(bar('range', found.low, found.high), bar('mark', place - 1, place + 1));
    drawn.push(shape('text', { class: 'value', x: WIDTH, y: top + 16, 'text-anchor': 'end' }, Math.round(found.score)));
  }
  return drawn;
}

function shape(kind, attributes, words = '') {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = words;
  return made;
}

function note(words) {
  const line = document.createElement('li');
  line.textContent = `${new Date().toLocaleTimeString()} · ${words}`;
  log.prepend(line);
  while (log.children.length > LOGGED) log.lastChild.remove();
}
