// The stopwatch. Same definitions for every rival; times in milliseconds, the page's own clock.
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Resolves in the first task after the frame at hand was painted. */
const afterPaint = () => new Promise((resolve) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(null);
});

/** Resolves once a frame was painted in which the condition held. */
async function paintedWith(condition, what, patience = 60_000) {
  const begun = performance.now();
  for (;;) {
    await nextFrame();
    if (condition()) break;
    if (performance.now() - begun > patience) throw new Error(`waited in vain for ${what}`);
  }
  await afterPaint();
}

/** What somebody does: until an observer saw that `holds`, until a frame with it was painted, and how many frames that took. */
async function timed(root, act, holds, what) {
  await nextFrame();
  await afterPaint();
  let changed = null;
  const look = () => { if (changed === null && holds()) changed = performance.now(); };
  const observer = new MutationObserver(look);
  observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  let frames = 0;
  const begun = performance.now();
  const shown = (async () => {
    do {
      await nextFrame();
      frames++;
      look();
      if (performance.now() - begun > 10_000) throw new Error(`waited in vain for ${what}`);
    } while (changed === null);
    await afterPaint();
    return performance.now();
  })();
  // Not looked at straight after it: a real one runs what is queued behind it before anyone could look.
  act();
  const painted = await shown;
  observer.disconnect();
  return { changed: changed - begun, painted: painted - begun, frames };
}
