// Registers the worker of the static page, offers a newer version when it is there, and ends the worker when everything is
// deleted. Part of page.js.

import { speakAs, spoken } from './spoken.js';

const MESSAGES = {
  ready: 'A new version is ready.',
  now: 'Reload now',
  later: 'Later',
};
const STYLES = `
  :host { position: fixed; inset-block-end: 1rem; inset-inline: 1rem; z-index: 1; display: flex; justify-content: center;
    pointer-events: none; font: 15px/1.4 system-ui, sans-serif; }
  div { pointer-events: auto; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; padding: .6rem 1rem;
    border: 1px solid light-dark(#d9dde6, #333947); border-radius: 10px; box-shadow: 0 4px 16px #0003;
    background: light-dark(#fff, #1f232c); color: light-dark(#171a22, #eef0f5); }
  button { font: inherit; padding: .3rem .8rem; border: 1px solid light-dark(#70788a, #8d95a6); border-radius: 8px;
    background: none; color: inherit; cursor: pointer; }
  button:first-of-type { border-color: light-dark(#2f4fd0, #93a7ff); background: light-dark(#2f4fd0, #93a7ff);
    color: light-dark(#fff, #12141a); }
  button:focus-visible { outline: 3px solid light-dark(#2f4fd0, #93a7ff); outline-offset: 2px; }
  @media print { :host { display: none; } }`;
// In milliseconds: first comes all that the element itself is waiting for.
const AT_FIRST = 3_000;
// Between two looks for a newer version, in milliseconds, where the page stays open.
const PAUSE = 3_600_000;
// What the element says to its other tabs once everything is deleted: src/app/tabs.rs.
const ERASED = '!';

let isSaid = false;

const element = document.querySelector('channel-readiness');
speakAs(element);
// Another start has another widget.
element.addEventListener('cr-ready', () => speakAs(element));
setTimeout(() => start().catch((error) => console.warn('channel-readiness: not at hand without a network:', error)), AT_FIRST);

async function start() {
  const { serviceWorker } = navigator;
  // Missing on pages that came by plain http, and in frames that may not have one.
  if (!serviceWorker) return;
  const registration = await serviceWorker.register(address(), { updateViaCache: 'none' });
  follow(registration);
  keepLanguage();
  look(registration);
  new BroadcastChannel('channel-readiness').onmessage = ({ data }) => {
    if (data === ERASED) registration.unregister();
  };
}

// The worker keeps the words of no language before it is told which is spoken.
async function keepLanguage() {
  const tell = async () => {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: document.documentElement.lang.slice(0, 2) });
  };
  new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ['lang'] });
  await tell();
}

// Where texts are no addresses of scripts, the host has to allow this name beside the element's own.
function address() {
  const url = new URL('./offline.js', import.meta.url).href;
  const policy = globalThis.trustedTypes?.createPolicy('channel-readiness-page', { createScriptURL: (given) => given });
  return policy ? policy.createScriptURL(url) : url;
}

// Says when another version is there whole. The first one is no news.
function follow(registration) {
  const sayIfWaiting = () => registration.waiting && registration.active && say(registration);
  const watch = () => registration.installing?.addEventListener('statechange', sayIfWaiting);
  registration.addEventListener('updatefound', watch);
  watch();
  sayIfWaiting();
}

// Whoever comes back to a page that was open for long gets to know too.
function look(registration) {
  let last = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < PAUSE) return;
    last = Date.now();
    // Without a network there is none.
    registration.update().catch(() => {});
  });
}

async function say(registration) {
  if (isSaid) return;
  isSaid = true;
  const { ready, now, later } = await spoken(document.documentElement.lang, MESSAGES);
  const place = document.createElement('aside');
  place.setAttribute('role', 'status');
  const shadow = place.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  shadow.adoptedStyleSheets = [sheet];
  const box = document.createElement('div');
  const words = document.createElement('span');
  words.textContent = ready;
  box.append(words, button(now, () => change(registration)), button(later, () => place.remove()));
  // Into a place that is there already, so that it is heard.
  document.body.append(place);
  shadow.append(box);
}

function button(words, press) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words;
  button.addEventListener('click', press);
  return button;
}

// The new worker takes over, and this page is loaded by it. Other tabs go on with the version that they have. The element
// writes what is typed when the page is left, as at any reload.
function change({ waiting }) {
  // Another tab may have let it take over already.
  if (!waiting) return location.reload();
  waiting.addEventListener('statechange', () => waiting.state === 'activated' && location.reload());
  waiting.postMessage('take over');
}
