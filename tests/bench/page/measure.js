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

/** From navigation to the start screen, then from the click on "Start" to the first question. */
async function untilFirstQuestion(length) {
  await paintedWith(adapter.startUsable, "the start screen");
  const startScreen = performance.now();
  if (length === "full") adapter.fullRadio().click();
  const side = adapter.sideRadio();
  const clicked = performance.now();
  if (side && !side.checked) side.click();
  adapter.find("startButton").click();
  await paintedWith(adapter.questionUsable, "the first question");
  const question = performance.now();
  // The server counts what was asked for before this mark.
  await fetch(markAddress, { mode: "no-cors" });
  return { startScreen, question: question - clicked, total: startScreen + question - clicked };
}

/** One answer: until an observer saw the score changed, until a frame with it was painted, and how many frames that took. */
async function timedAnswer(input) {
  const before = adapter.score();
  await nextFrame();
  await afterPaint();
  let changed = null;
  const look = () => { if (changed === null && adapter.score() !== before) changed = performance.now(); };
  const observer = new MutationObserver(look);
  observer.observe(adapter.root(), { subtree: true, childList: true, attributes: true, characterData: true });
  let frames = 0;
  const begun = performance.now();
  const shown = (async () => {
    do {
      await nextFrame();
      frames++;
      look();
      if (performance.now() - begun > 10_000) throw new Error(`the score did not change from "${before}"`);
    } while (changed === null);
    await afterPaint();
    return performance.now();
  })();
  // Not read straight after the click: a real one runs what is queued behind it before anyone could look.
  input.click();
  const painted = await shown;
  observer.disconnect();
  return { score: changed - begun, painted: painted - begun, frames };
}

const READING_MILLISECONDS = 1000;

/** Answers the questions in turn. `plan`: a level each, and whether it moves the overall score. */
async function answerAll(plan) {
  const samples = [];
  // Nobody answers before they have read: every page has this time for what it puts off.
  await new Promise((resolve) => setTimeout(resolve, READING_MILLISECONDS));
  for (const [index, { level, timed }] of plan.entries()) {
    const input = adapter.answerRadio(level, index);
    if (timed) samples.push(await timedAnswer(input));
    else input.click();
    if (index + 1 === plan.length) break;
    if (adapter.questions().length > 1) continue;
    const question = adapter.questionText();
    await paintedWith(() => usable(adapter.find("nextButton")), "the next button");
    adapter.find("nextButton").click();
    await paintedWith(() => adapter.questionText() !== question && adapter.questionUsable(), `the question after "${question}"`);
  }
  return { samples, score: Number(adapter.score()) };
}

const firstQuestion = untilFirstQuestion(chosenLength).then((times) => ({ times }), (error) => ({ error: String(error) }));
window.bench = {
  firstQuestion: () => firstQuestion,
  answerAll: (plan) => answerAll(plan).catch((error) => ({ error: String(error) })),
};
