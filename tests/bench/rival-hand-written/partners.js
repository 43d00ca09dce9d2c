// All partners in one list, written by hand: figures in typed arrays, orders kept once they were needed, and as many rows
// in the page as there is room for, each used again and again.

const ROW_HEIGHT = 56;
// So many rows are drawn beyond the sight, and what is drawn begins at a multiple of so many.
const BEYOND = 8;
const STEP = 4;
const WIDE_GAP = 2;
const KINDS = ["Vendor", "Reseller", "Managed service provider", "Integrator", "Software vendor", "Distributor", "Other", "Not said"];
const SIZES = ["1–10", "11–50", "51–250", "251–1,000", "1,001+", "Not said"];
const LEVELS = ["Level 0", "Level 1", "Level 2", "Level 3", "Level 4", "No level yet"];
const NONE = "–";

const find = (selector) => document.querySelector(selector);
const [search, found, grid, head, body] = ["input[type=search]", "#found", "#grid", "#head", "#body"].map(find);
const counted = new Intl.NumberFormat("en");
const dated = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** The columns as they come, with what makes them quick: text to search in, the order of names. */
async function load(partners) {
  const data = await (await fetch(`partners-${partners}.bin`)).json();
  const rows = data.names.length;
  const typed = { rows, today: data.today, names: data.names };
  // What is not there is not a number, or the last of the choices.
  const number = (values) => Float64Array.from(values, (value) => value ?? NaN);
  for (const name of ["score", "low", "high", "agreement", "lastAnswer"]) typed[name] = number(data[name]);
  const choice = (values, none) => Uint8Array.from(values, (value) => value ?? none);
  typed.kind = choice(data.kind, KINDS.length - 1);
  typed.size = choice(data.size, SIZES.length - 1);
  typed.level = choice(data.level, LEVELS.length - 1);
  typed.levelHigh = choice(data.levelHigh, 0);
  for (const name of ["matched", "due", "gates", "gap", "theirs", "archived"]) typed[name] = Uint8Array.from(data[name]);
  // One text of all: what is looked for is found without going from row to row.
  const lowered = data.names.map((name) => name.toLowerCase());
  typed.starts = new Uint32Array(rows + 1);
  const texts = data.words.map((words, row) => `${lowered[row]}\n${words.toLowerCase()}\n`);
  texts.forEach((text, row) => { typed.starts[row + 1] = typed.starts[row] + text.length; });
  typed.text = texts.join("");
  // Of equal names the id decides, and rows come by id.
  typed.byName = Uint32Array.from({ length: rows }, (_, row) => row)
    .sort((one, other) => (lowered[one] < lowered[other] ? -1 : lowered[one] > lowered[other] ? 1 : one - other));
  typed.nameRank = new Float64Array(rows);
  for (let at = 1; at < rows; at++) {
    const [before, row] = [typed.byName[at - 1], typed.byName[at]];
    typed.nameRank[row] = lowered[before] === lowered[row] ? typed.nameRank[before] : at;
  }
  return typed;
}

const DIGIT = 11;

/** Rows by their values: nothing last either way, of equal ones the name decides. Digit by digit. */
function sorted(values, isDescending) {
  const { rows, byName } = all;
  const keys = new Uint32Array(2 * rows);
  const bits = new Uint32Array(new Float64Array(1).buffer);
  const value = new Float64Array(bits.buffer);
  const turn = isDescending ? 0xffffffff : 0;
  for (let row = 0; row < rows; row++) {
    value[0] = values[row] + 0;
    if (Number.isNaN(value[0])) {
      keys[2 * row] = keys[2 * row + 1] = 0xffffffff;
      continue;
    }
    const flip = bits[1] >>> 31 ? 0xffffffff : 0;
    keys[2 * row] = bits[0] ^ flip ^ turn;
    keys[2 * row + 1] = bits[1] ^ (flip | 0x80000000) ^ turn;
  }
  let from = byName.slice();
  let to = new Uint32Array(rows);
  const counts = new Uint32Array(1 << DIGIT);
  for (let word = 0; word < 2; word++) {
    for (let shift = 0; shift < 32; shift += DIGIT) {
      counts.fill(0);
      const digit = (row) => (keys[2 * row + word] >>> shift) & ((1 << DIGIT) - 1);
      for (let row = 0; row < rows; row++) counts[digit(row)]++;
      if (counts[digit(0)] === rows) continue;
      let sum = 0;
      for (let place = 0; place < counts.length; place++) {
        const count = counts[place];
        counts[place] = sum;
        sum += count;
      }
      for (let at = 0; at < rows; at++) to[counts[digit(from[at])]++] = from[at];
      [from, to] = [to, from];
    }
  }
  return from;
}

const orders = new Map();

/** All rows in an order, worked out once. */
function ordered({ by, isDescending }) {
  const name = `${by} ${isDescending}`;
  let rows = orders.get(name);
  if (!rows) {
    rows = by === "name" && !isDescending ? all.byName : sorted(valuesOf[by](), isDescending);
    orders.set(name, rows);
  }
  return rows;
}

const orNothing = (values, none) => Float64Array.from(values, (value) => (value === none ? NaN : value));
const valuesOf = {
  name: () => all.nameRank,
  kind: () => orNothing(all.kind, KINDS.length - 1),
  size: () => orNothing(all.size, SIZES.length - 1),
  score: () => all.score,
  level: () => orNothing(all.level, LEVELS.length - 1),
  agreement: () => all.agreement,
  lastAnswer: () => all.lastAnswer,
};

// Why a row is not shown, one bit each.
const [WORDS, KIND, SIZE, LEVEL, DUE, GATES, GAP] = [1, 2, 4, 8, 16, 32, 64];
const CHOICES = { kind: { bit: KIND, names: KINDS }, size: { bit: SIZE, names: SIZES }, level: { bit: LEVEL, names: LEVELS } };
const SWITCHES = { due: DUE, gates: GATES, gap: GAP };

const filter = { words: "", kind: new Set(), size: new Set(), level: new Set(), on: 0 };
let order = { by: "name", isDescending: false };
let all, shown, matches, reasons;
const chosen = new Set();

/** For each row, of how many words it has all; the rows of the last number are found. */
function look() {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  matches.fill(0);
  words.forEach((word, have) => {
    const { text, starts, rows } = all;
    let row = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[row])) {
      // Words are short and rows are many: the row is near.
      while (starts[row + 1] <= at) row++;
      if (matches[row] === have) matches[row] = have + 1;
      row++;
      if (row === rows) break;
    }
    const ofKind = KINDS.map((kind, place) => place < KINDS.length - 1 && kind.toLowerCase().includes(word));
    if (ofKind.includes(true)) {
      for (let other = 0; other < rows; other++) if (ofKind[all.kind[other]] && matches[other] === have) matches[other] = have + 1;
    }
  });
  return words.length;
}

/** Filters and puts in order what is shown, and counts what the page says of it. */
function work() {
  const { rows, kind, size, level, due, gates, gap, archived } = all;
  const wanted = look();
  const lets = ({ length }, values) => Uint8Array.from({ length }, (_, place) => (values.size === 0 || values.has(place) ? 0 : 255));
  const [noKind, noSize, noLevel] = [lets(KINDS, filter.kind), lets(SIZES, filter.size), lets(LEVELS, filter.level)];
  const open = find("details[open]")?.dataset.choices;
  const [openBit, openValues] = open ? [CHOICES[open].bit, all[open]] : [0, kind];
  const counts = new Uint32Array(256);
  let [countDue, countGates, countGap, count] = [0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const reason = archived[row] ? 255 : (matches[row] === wanted ? 0 : WORDS)
      | (noKind[kind[row]] & KIND) | (noSize[size[row]] & SIZE) | (noLevel[level[row]] & LEVEL)
      | (due[row] ? 0 : filter.on & DUE) | (gates[row] ? 0 : filter.on & GATES) | (gap[row] >= WIDE_GAP ? 0 : filter.on & GAP);
    reasons[row] = reason;
    if (reason === 0) {
      count++;
      if (due[row]) countDue++;
      if (gates[row]) countGates++;
      if (gap[row] >= WIDE_GAP) countGap++;
    }
    if (openBit && (reason & ~openBit) === 0) counts[openValues[row]]++;
  }
  shown = new Uint32Array(count);
  const inOrder = ordered(order);
  for (let at = 0, to = 0; to < count; at++) if (reasons[inOrder[at]] === 0) shown[to++] = inOrder[at];
  say({ due: countDue, gates: countGates, gap: countGap }, open, counts);
  draw();
}

/** Writes only what is other than before. */
function write(node, text) {
  if (node.data !== text) node.data = text;
}

function say(switches, open, counts) {
  found.textContent = shown.length === all.open ? `${counted.format(all.open)} partners`
    : `${counted.format(shown.length)} of ${counted.format(all.open)} partners`;
  for (const [name, count] of Object.entries(switches)) find(`[data-switch=${name}] span`).textContent = counted.format(count);
  if (open) {
    document.querySelectorAll(`[data-choices=${open}] small`)
      .forEach((small, place) => { small.textContent = counted.format(counts[place]); });
  }
  grid.setAttribute("aria-rowcount", shown.length + 1);
  body.style.blockSize = `${shown.length * ROW_HEIGHT}px`;
}

const template = document.createElement("template");
template.innerHTML = `<div role="row" class="row"><div role="gridcell"><input type="checkbox" tabindex="-1"></div>
<div role="rowheader"><button type="button" tabindex="-1"> </button></div><div role="gridcell"> </div><div role="gridcell"> </div>
<div role="gridcell"><span> </span><span class="bar" aria-hidden="true"><i></i><b></b></span><small> </small></div>
<div role="gridcell"><span class="chip"> </span><small> </small></div>
<div role="gridcell" class="two"><span> </span><small> </small></div>
<div role="gridcell"><small> </small><span class="due" hidden>due</span></div></div>`;

/** A row's element with the nodes that are written to. */
function made() {
  const element = template.content.firstElementChild.cloneNode(true);
  const [choosing, name, kind, size, score, level, agreement, last] = element.children;
  const texts = (cell) => [...cell.querySelectorAll("span, small")].map((one) => one.firstChild)
    .filter((node) => node?.nodeType === Node.TEXT_NODE);
  const [scoreText, whose] = texts(score);
  const [bar, mark] = [score.querySelector("i"), score.querySelector("b")];
  return { element, box: choosing.firstChild, name: name.firstChild.firstChild, kind: kind.firstChild, size: size.firstChild,
    scoreText, whose, bar, mark, level: texts(level), agreement: texts(agreement), last: last.firstChild.firstChild, due: last.lastChild,
    at: -1, row: -1 };
}

const pool = [];
const rounded = (value) => (Number.isNaN(value) ? NONE : String(Math.round(value)));
const day = (moment) => (Number.isNaN(moment) ? NONE : dated.format(moment));

function fill(one, at) {
  const row = shown[at];
  if (one.at !== at) {
    one.at = at;
    one.element.style.top = `${at * ROW_HEIGHT}px`;
    one.element.setAttribute("aria-rowindex", at + 2);
  }
  const isChosen = chosen.has(row);
  if (one.box.checked !== isChosen) one.box.checked = isChosen;
  if (one.row === row) return;
  one.row = row;
  const { names, kind, size, score, low, high, theirs, level, levelHigh, agreement, matched, lastAnswer, due } = all;
  one.box.ariaLabel = `Choose ${names[row]}`;
  one.element.ariaSelected = isChosen;
  write(one.name, names[row]);
  write(one.kind, kind[row] === KINDS.length - 1 ? NONE : KINDS[kind[row]]);
  write(one.size, size[row] === SIZES.length - 1 ? NONE : SIZES[size[row]]);
  write(one.scoreText, rounded(score[row]));
  write(one.whose, Number.isNaN(score[row]) ? "" : theirs[row] ? "theirs" : "ours");
  one.bar.style.left = `${low[row]}%`;
  one.bar.style.right = `${100 - high[row]}%`;
  one.mark.style.left = `${score[row]}%`;
  const has = level[row] < LEVELS.length - 1;
  write(one.level[0], has ? String(level[row]) : NONE);
  write(one.level[1], has && levelHigh[row] > level[row] ? `up to ${levelHigh[row]}` : "");
  write(one.agreement[0], Number.isNaN(agreement[row]) ? NONE : `${Math.round(100 * agreement[row])}%`);
  write(one.agreement[1], Number.isNaN(agreement[row]) ? "" : `${matched[row]} matched`);
  write(one.last, day(lastAnswer[row]));
  one.due.hidden = due[row] === 0;
}

/** Draws the rows in and near the sight. */
function draw() {
  const inSight = Math.floor((grid.seenHeight ?? measure()) / ROW_HEIGHT) + 2;
  const most = inSight + 2 * BEYOND + STEP;
  const first = Math.floor(Math.max(0, Math.floor(scrolled / ROW_HEIGHT) - BEYOND) / STEP) * STEP;
  const start = Math.min(first, Math.ceil(Math.max(0, shown.length - most) / STEP) * STEP);
  const end = Math.min(start + most, shown.length);
  while (pool.length < most) pool.push(made());
  for (let at = start; at < end; at++) {
    const one = pool[at % most];
    fill(one, at);
    if (!one.element.isConnected) body.append(one.element);
  }
  for (const one of pool) {
    const isUsed = one.at >= start && one.at < end && pool[one.at % most] === one;
    if (!isUsed && one.element.isConnected) one.element.remove();
  }
}

let scrolled = 0;
const measure = () => { grid.seenHeight = grid.clientHeight - head.offsetHeight; return grid.seenHeight; };

function press(column) {
  const before = order;
  order = { by: column, isDescending: before.by === column && !before.isDescending };
  head.querySelector("[aria-sort]").removeAttribute("aria-sort");
  head.querySelector(`[data-column=${column}]`).setAttribute("aria-sort", order.isDescending ? "descending" : "ascending");
  work();
}

function choices() {
  for (const [name, { names }] of Object.entries(CHOICES)) {
    const place = find(`[data-choices=${name}]`);
    place.querySelector("div").innerHTML = names
      .map((words, value) => `<label><input type="checkbox" value="${value}">${words}<small></small></label>`).join("");
    place.addEventListener("change", ({ target }) => {
      const value = Number(target.value);
      if (target.checked) filter[name].add(value); else filter[name].delete(value);
      work();
    });
    place.addEventListener("toggle", () => { if (place.open) work(); });
  }
}

async function begin() {
  all = await load(new URLSearchParams(location.search).get("partners"));
  all.open = all.archived.reduce((open, archived) => open + (archived ? 0 : 1), 0);
  [matches, reasons] = [new Uint8Array(all.rows), new Uint8Array(all.rows)];
  choices();
  search.addEventListener("input", () => { filter.words = search.value; work(); });
  for (const [name, bit] of Object.entries(SWITCHES)) {
    const button = find(`[data-switch=${name}]`);
    button.addEventListener("click", () => {
      filter.on ^= bit;
      button.ariaPressed = (filter.on & bit) !== 0;
      work();
    });
  }
  head.addEventListener("click", ({ target }) => {
    const column = target.closest("[data-column]");
    if (column) press(column.dataset.column);
  });
  body.addEventListener("change", ({ target }) => {
    const row = shown[Number(target.closest(".row").getAttribute("aria-rowindex")) - 2];
    if (target.checked) chosen.add(row); else chosen.delete(row);
    target.closest(".row").ariaSelected = target.checked;
  });
  grid.addEventListener("scroll", () => { scrolled = grid.scrollTop; draw(); }, { passive: true });
  new ResizeObserver(() => { measure(); draw(); }).observe(grid);
  work();
  document.documentElement.dataset.ready = "";
}

await begin();
