// The readiness questionnaire written by hand: no framework, the same rules, one question at a time.
import { compile, localDay, mayNotApply, score, scoreDocument } from "./scoring.js";

const KEY = "readiness";
const find = (selector) => document.querySelector(selector);
const [start, ask, aside, legend, place, hint, next, back, progress] =
  ["#start", "#ask", "aside", "#question", "#place", "#hint", "#next", "#back", "#progress"].map(find);
const radios = [...ask.answer];
const anchors = radios.slice(0, 5).map((radio) => radio.parentElement.lastElementChild);
const notApplicable = radios[6];
const [scoreText, intervalText, levelText, freshnessText] = ["#score", "#interval", "#level", "#freshness"].map(find);

let pack, compiled, response;
let position = 0;

const text = (value) => (typeof value === "string" ? value : value?.[pack.languages[0]]) ?? "";
const rounded = (value) => Math.round(value);

async function load() {
  pack = await (await fetch("pack.json")).json();
  find("#resume").hidden = !saved();
  start.querySelector("button").disabled = false;
}

function saved() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ response, position }));
  } catch {
    // Storage is denied or full: the page goes on in memory.
  }
}

function begin(newResponse, newPosition) {
  response = newResponse;
  position = newPosition;
  compiled = compile(pack, response.side, response.length);
  start.hidden = true;
  ask.hidden = aside.hidden = false;
  showQuestion();
  showScore();
}

function showQuestion() {
  const { indicator, dimension } = compiled.questions[position];
  const { question, hint: hintText, anchors: anchorTexts } = indicator.sides[response.side];
  const answer = response.answers[indicator.id];
  const chosen = answer && (answer.state === "level" ? String(answer.level) : answer.state);
  place.textContent = `${indicator.id} · ${text(dimension.title)} · question ${position + 1} of ${compiled.questions.length}`;
  progress.value = position / compiled.questions.length;
  legend.textContent = text(question);
  hint.textContent = text(hintText);
  anchors.forEach((anchor, level) => { anchor.textContent = text(anchorTexts[level]); });
  notApplicable.disabled = !mayNotApply(indicator);
  for (const radio of radios) radio.checked = radio.value === chosen;
  back.disabled = position === 0;
  next.disabled = position === compiled.questions.length - 1;
  legend.focus();
}

function showScore() {
  const result = score(compiled, response.answers, response.company, localDay());
  scoreText.dataset.score = result.score ?? "";
  scoreText.textContent = result.score === null ? "–" : rounded(result.score);
  intervalText.textContent = result.low === null ? "" : `could be ${rounded(result.low)} to ${rounded(result.high)}`;
  levelText.textContent = result.level === null ? "" : `Level ${result.level}, ${text(pack.levels[result.level].name)}`
    + (result.levelHigh > result.level ? `, up to ${result.levelHigh} once the open answers are in` : "");
  freshnessText.textContent = result.freshness === null ? "" : `${rounded(result.freshness * 100)} % fresh`;
}

/** Records an answer of today: a level 0 to 4, `unknown`, or `notApplicable`. */
function answer(id, state) {
  const day = localDay();
  response.answers[id] = state === "unknown" ? { state, day }
    : state === "notApplicable" ? { state, reason: "", day }
    : { state: "level", level: Number(state), day };
  showScore();
  save();
}

function move(by) {
  const moved = position + by;
  if (moved < 0 || moved >= compiled.questions.length) return;
  position = moved;
  showQuestion();
  save();
}

start.addEventListener("submit", (event) => {
  event.preventDefault();
  const { side, length } = Object.fromEntries(new FormData(start));
  begin({ side, length, company: {}, answers: {} }, 0);
});
find("#resume").addEventListener("click", () => {
  const { response: kept, position: keptPosition } = saved();
  begin(kept, keptPosition);
});
ask.addEventListener("change", ({ target }) => answer(compiled.questions[position].indicator.id, target.value));
ask.addEventListener("submit", (event) => { event.preventDefault(); move(1); });
back.addEventListener("click", () => move(-1));
addEventListener("keydown", ({ key, ctrlKey, altKey, metaKey }) => {
  if (!ask.hidden && !ctrlKey && !altKey && !metaKey && key >= "0" && key <= "4") radios[Number(key)].click();
});

/** The scores of many responses. */
const scoreMany = (responses, today) => responses.map((response) => scoreDocument(pack, response, today));

window.rival = { ready: load(), answer, scoreDocument, scoreMany };
