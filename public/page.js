// The static page's own part, once the element has started: how the page lasts without a network, and speaks as the element
// does. The element never does that: embedded, it leaves its host as it was.
document.querySelector('channel-readiness').addEventListener('cr-ready', () => import('./lasting.js'), { once: true });
