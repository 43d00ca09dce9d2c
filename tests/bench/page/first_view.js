// The list of all partners from the navigation on. Put into the page before its own scripts, below the adapters, the
// stopwatch and what is told of the list.
const PATIENCE_MILLISECONDS = 240_000;
const FIRST_ROWS = 10;

const longTasks = [];
const noted = ({ startTime, duration }) => ({ startTime, duration });
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(noted))).observe({ type: "longtask", buffered: true });

/** What the program's memories are: nothing outside of them tells how large they are. */
const memories = new Set();
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await original.apply(WebAssembly, given);
    for (const item of Object.values((made.instance ?? made).exports)) {
      if (item instanceof WebAssembly.Memory) memories.add(item);
    }
    return made;
  };
}

const { root } = widgetList;
const wayThere = () => [...(root()?.querySelectorAll("nav button") ?? [])].find((button) => button.textContent.trim() === "Partners");

/** The longest task that began in this time; 0 where none took 50 milliseconds, since then none is told of. */
const longest = (from, to) => Math.max(0, ...longTasks.filter(({ startTime }) => startTime >= from && startTime < to)
  .map(({ duration }) => duration));

async function seen() {
  const painted = async (condition, what) => {
    await paintedWith(condition, what, PATIENCE_MILLISECONDS);
    return performance.now();
  };
  const way = await painted(() => usable(wayThere()), "the way to the partners");
  wayThere().click();
  const rows = await painted(() => rowsOf(root()).length >= FIRST_ROWS, "the first rows");
  const figures = await painted(() => !root().querySelector("[role=grid] .not-yet"), "the figures of the first rows");
  const all = await painted(() => widgetList.isReady(root()), "all figures");
  await atRest();
  return {
    way, rows, figures, all,
    longestBefore: longest(0, rows),
    longestAfter: longest(rows, Infinity),
    found: foundIn(root()),
    wasm: [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };
}

const firstView = seen().catch((error) => ({ error: `${error} ${error.stack}` }));
window.bench = { firstView: () => firstView };
