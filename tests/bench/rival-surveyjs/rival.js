// The same questionnaire with SurveyJS, used as its documentation shows: a JSON model, `render`, `onValueChanged`.
// The minified browser builds make the global `Survey`. The scoring rules are the hand-written rival's.
import { compile, localDay, mayNotApply, score, scoreDocument } from "./scoring.js";

const KEY = "readiness";
const find = (selector) => document.querySelector(selector);
const [scoreText, intervalText, levelText, freshnessText] = ["#score", "#interval", "#level", "#freshness"].map(find);

let pack, survey, compiled;
let days = {};

const text = (value) => (typeof value === "string" ? value : value?.[pack.languages[0]]) ?? "";
const rounded = (value) => Math.round(value);
// A dot in a question's name would make SurveyJS read it as a path.
const nameOf = (id) => `q${id.replaceAll(".", "_")}`;

function choicesOf(indicator, side) {
  return [
    ...indicator.sides[side].anchors.map((anchor, level) => ({ value: String(level), text: `${level} ${text(anchor)}` })),
    { value: "unknown", text: "We don't know" },
    ...(mayNotApply(indicator) ? [{ value: "notApplicable", text: "Does not apply" }] : []),
  ];
}

function startPage() {
  return {
    name: "start",
    elements: [
      { type: "radiogroup", name: "side", title: "Which side are you?", defaultValue: "vendor",
        choices: [{ value: "vendor", text: "Vendor" }, { value: "partner", text: "Partner" }] },
      { type: "radiogroup", name: "length", title: "How long may it take?", defaultValue: "quick",
        choices: [{ value: "quick", text: "Quick, 5 minutes" }, { value: "full", text: "Full, 20 minutes" }] },
    ],
  };
}

function questionPage({ indicator, dimension }) {
  const { question, hint } = indicator.sides[side()];
  return {
    name: `page-${indicator.id}`,
    title: text(dimension.title),
    ...(indicator.lengths.includes("quick") ? {} : { visibleIf: "{length} = 'full'" }),
    elements: [{ type: "radiogroup", name: nameOf(indicator.id), title: text(question), description: text(hint),
      choices: choicesOf(indicator, side()) }],
  };
}

const side = () => survey?.getValue("side") ?? "vendor";
const length = () => survey?.getValue("length") ?? "quick";

// A page for each question, as in the widget; `?layout=one-page` shows all of them on one page.
const onePage = new URLSearchParams(location.search).get("layout") === "one-page";

function surveyDocument() {
  return {
    ...(onePage && { questionsOnPageMode: "singlePage" }),
    title: text(pack.title), firstPageIsStartPage: true, startSurveyText: "Start", pageNextText: "Next question",
    showProgressBar: true, showQuestionNumbers: false, questionErrorLocation: "bottom",
    pages: [startPage(), ...compile(pack, "vendor", "full").questions.map(questionPage)],
  };
}

/** The other side is asked in its own words: the questions keep their names, the texts change. */
function reword() {
  for (const { indicator } of compile(pack, side(), "full").questions) {
    const question = survey.getQuestionByName(nameOf(indicator.id));
    const wording = indicator.sides[side()];
    question.title = text(wording.question);
    question.description = text(wording.hint);
    question.choices = choicesOf(indicator, side());
  }
}

function answers() {
  const given = {};
  for (const { indicator: { id } } of compiled.questions) {
    const value = survey.getValue(nameOf(id));
    if (value === undefined) continue;
    const day = days[nameOf(id)];
    given[id] = value === "unknown" || value === "notApplicable" ? { state: value, day }
      : { state: "level", level: Number(value), day };
  }
  return given;
}

function showScore() {
  const result = score(compiled, answers(), {}, localDay());
  scoreText.dataset.score = result.score ?? "";
  scoreText.textContent = result.score === null ? "–" : rounded(result.score);
  intervalText.textContent = result.low === null ? "" : `could be ${rounded(result.low)} to ${rounded(result.high)}`;
  levelText.textContent = result.level === null ? "" : `Level ${result.level}, ${text(pack.levels[result.level].name)}`
    + (result.levelHigh > result.level ? `, up to ${result.levelHigh} once the open answers are in` : "");
  freshnessText.textContent = result.freshness === null ? "" : `${rounded(result.freshness * 100)} % fresh`;
}

/** As the documentation's page on saving incomplete surveys does it. */
function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ data: survey.data, pageNo: survey.currentPageNo, days }));
  } catch {
    // Storage is denied or full: the page goes on in memory.
  }
}

function begin() {
  if (side() !== "vendor") reword();
  compiled = compile(pack, side(), length());
  find("aside").hidden = false;
  showScore();
}

async function load() {
  pack = await (await fetch("pack.json")).json();
  survey = new Survey.Model(surveyDocument());
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
  survey.onStarted.add(begin);
  survey.onValueChanged.add((_, { name }) => {
    if (!compiled) return;
    days[name] = localDay();
    showScore();
    save();
  });
  survey.onCurrentPageChanged.add(() => { if (compiled) save(); });
  survey.render(document.getElementById("survey"));
  if (kept) {
    ({ days } = kept);
    survey.data = kept.data;
    survey.start();
    survey.currentPageNo = kept.pageNo;
  }
}

/** Records an answer of today: a level 0 to 4, `unknown`, or `notApplicable`. */
function answer(id, state) {
  survey.setValue(nameOf(id), String(state));
}

/** The scores of many responses, each put into one model of the questionnaire as the documentation says, then read. */
function scoreMany(responses, today) {
  const model = new Survey.Model(surveyDocument());
  return responses.map((response) => {
    const given = Object.entries(response.answers);
    model.data = Object.fromEntries([["side", response.side], ["length", response.length],
      ...given.map(([id, { state, level }]) => [nameOf(id), state === "level" ? String(level) : state])]);
    const asked = compile(pack, model.getValue("side"), model.getValue("length"));
    const read = Object.fromEntries(asked.questions.flatMap(({ indicator: { id } }) => {
      const value = model.getValue(nameOf(id));
      if (value === undefined) return [];
      const { day } = response.answers[id];
      return [[id, value === "unknown" || value === "notApplicable" ? { state: value, day } : { state: "level", level: Number(value), day }]];
    }));
    return score(asked, read, response.company, today);
  });
}

window.rival = { ready: load(), answer, scoreDocument, scoreMany };
