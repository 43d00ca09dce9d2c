// From the navigation to the last answer.
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
  const { changed, painted, frames } = await timed(adapter.root(), () => input.click(), () => adapter.score() !== before,
    `another score than "${before}"`);
  return { score: changed, painted, frames };
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
