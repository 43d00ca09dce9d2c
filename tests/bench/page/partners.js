// The list of partners put in order and filtered. Body of an async script, below the stopwatch and what is told of the list.
const [rivalName, rounds, done] = arguments;

/** Where each page has what is pressed; the table itself is marked up alike. */
const pages = {
  widget: {
    root: widgetList.root,
    isReady: widgetList.isReady,
    head: (root, column) => root.querySelector(`.grid-head .of-${column} button`),
    kinds: (root) => root.querySelector("[data-drop=kind] > button"),
    kind: (root, place) => root.querySelectorAll("[data-drop=kind] .drop-panel input")[place],
  },
  "hand-written": {
    root: () => document,
    isReady: () => document.documentElement.dataset.ready !== undefined,
    head: (root, column) => root.querySelector(`#head [data-column=${column}] button`),
    kinds: (root) => root.querySelector("[data-choices=kind] summary"),
    kind: (root, place) => root.querySelectorAll("[data-choices=kind] input")[place],
  },
};
const page = pages[rivalName];
const root = () => page.root();
const RESELLERS = 1;
const WORDS = "an ser";
const FIRST = 10;

/** The table's rows in the page, without its head. */
const rows = () => rowsOf(root());
/** A name as it was written, without the marks that keep its direction to itself. */
const nameOf = (row) => row.querySelector("[role=rowheader] button").textContent.replace(/[\u2066-\u2069]/g, "").trim();
const foundNumber = () => foundIn(root());
const firstName = () => {
  const row = root().querySelector('[role=row][aria-rowindex="2"]:has([role=rowheader])');
  return row ? nameOf(row) : "";
};
/** Of the first rows the name and the cells of kind, size, and, as numbers, score, level and agreement. */
function firstRows() {
  const cells = (row) => [...row.querySelectorAll("[role=gridcell]")].slice(1).map((cell) => cell.firstElementChild ?? cell);
  const text = (cell) => /^[^(]*/.exec(cell.textContent.trim())[0].trim();
  const inOrder = rows().map((row) => [Number(row.getAttribute("aria-rowindex")), row]).sort(([one], [other]) => one - other);
  return inOrder.slice(0, FIRST).map(([, row]) => [nameOf(row), ...cells(row).slice(0, 5).map(text)]);
}
const told = () => ({ found: foundNumber(), first: firstRows() });

function search(words) {
  const input = root().querySelector("input[type=search]");
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
const press = (column) => () => page.head(root(), column).click();
const turnKind = () => page.kind(root(), RESELLERS).click();

const PAUSE_MILLISECONDS = 250;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));

/** One thing that somebody does. What it comes to is told after it; it is there once another row is the first, or another
    number found. */
async function does(act, isTimed, name, into) {
  await pause();
  const before = `${foundNumber()} ${firstName()}`;
  const holds = () => firstName() !== "" && `${foundNumber()} ${firstName()}` !== before;
  const times = await timed(root(), act, holds, name);
  if (!isTimed) return;
  into.times.push({ act: name, ...times });
  into.told.push({ act: name, ...told() });
  into.rows.push(rows().length);
}

async function run() {
  await paintedWith(() => page.isReady(root()), "all figures", 240_000);
  await atRest();
  const into = { times: [], told: [{ act: "begin", ...told() }], rows: [rows().length] };
  for (let round = 0; round < rounds; round += 1) {
    await does(press("score"), true, "score", into);
    await does(press("name"), true, "name", into);
    await does(() => search(WORDS), true, "words", into);
    await does(() => search(""), false, "all words", into);
    page.kinds(root()).click();
    await does(turnKind, true, "kind", into);
    await does(turnKind, false, "all kinds", into);
    page.kinds(root()).click();
  }
  return into;
}
run().then(done, (error) => done({ error: `${error} ${error.stack}` }));
