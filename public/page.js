// The static page's own part: some time after the element has started, the page gets ready to be opened without a network.
// The element never does that: embedded, it leaves its host as it was.

// In milliseconds: first comes all that the element itself is waiting for.
const PAUSE = 3_000;

const element = document.querySelector('channel-readiness');
element.addEventListener('cr-ready', () => setTimeout(() => import('./lasting.js'), PAUSE), { once: true });
