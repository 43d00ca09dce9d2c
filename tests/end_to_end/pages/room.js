// A portal that keeps as much room as docs/element.md says, with something below; what jumps is noted.
const ROOM = `
channel-readiness { display: flow-root; min-block-size: 91rem; }
@media (min-width: 40em) { channel-readiness { min-block-size: 58rem; } }
`;
const room = document.createElement('style');
// Here a script puts the element into its place, which keeps the room until then.
room.textContent = ROOM + ROOM.replaceAll('channel-readiness', '#place');
document.head.append(room);
document.querySelector('#other').textContent = 'Below';
// A page has all this when it comes; here it came without, and may jump once.
await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    window.shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 100) ?? node?.nodeName)]);
  }
}).observe({ type: 'layout-shift' });
