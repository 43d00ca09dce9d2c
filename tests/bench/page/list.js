// The list of partners as it stands in a page.
const widgetList = {
  root: () => document.querySelector("channel-readiness")?.shadowRoot,
  // Figures and pictures are worked out in the background.
  isReady: (root) => root?.querySelector("[role=rowheader]") && root.querySelector(".picture")
    && !root.querySelector(".working, .not-yet, .chart-waiting"),
};

const rowsOf = (root) => [...root.querySelectorAll("[role=row]:has([role=rowheader])")];
const foundIn = (root) => Number(root.querySelector("[role=grid]").getAttribute("aria-rowcount")) - 1;

/** Waits until the page is at rest: no turn of its has been long for a while. */
async function atRest() {
  const begun = performance.now();
  let [before, quiet] = [begun, begun];
  while (performance.now() - quiet < 1000) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const now = performance.now();
    if (now - before > 40) quiet = now;
    before = now;
    if (now - begun > 60_000) return;
  }
}
