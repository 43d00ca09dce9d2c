// Where each rival keeps what the benchmark touches. The only place that knows their markup.
// Put into every page before its own scripts, as the body of a function that is called with the rival's name.
const adapters = {
  widget: {
    root: () => document.querySelector("channel-readiness")?.shadowRoot,
    startButton: (root) => [...root.querySelectorAll("form button")].find((button) => named(button, "Start")),
    nextButton: (root) => [...root.querySelectorAll("button")].find((button) => named(button, "Next question")),
    questionText: (root) => root.querySelector("fieldset:has(input[value='0']) legend"),
  },
  "hand-written": {
    root: () => document,
    startButton: (root) => root.querySelector("#start button:not([type])"),
    nextButton: (root) => root.querySelector("#next"),
    questionText: (root) => root.querySelector("#question"),
  },
  surveyjs: {
    root: () => document,
    startButton: (root) => root.querySelector(".sd-navigation__start-btn"),
    nextButton: (root) => root.querySelector(".sd-navigation__next-btn"),
    questionText: (root) => root.querySelector("fieldset:has(input[value='0'])")?.closest(".sd-question")?.querySelector(".sd-question__title"),
  },
};

const named = (button, beginning) => (button.getAttribute("aria-label") ?? button.textContent).trim().startsWith(beginning);
const usable = (control) => Boolean(control) && !control.disabled && control.checkVisibility();

const adapter = {
  root: adapters[rivalName].root,
  find: (part) => {
    const root = adapter.root();
    return root ? adapters[rivalName][part](root) : null;
  },
  sideRadio: () => adapter.root()?.querySelector('input[type="radio"][value="vendor"]'),
  fullRadio: () => adapter.root()?.querySelector('input[type="radio"][value="full"]'),
  /** The fieldsets of questions: one, or all of them where a rival shows all on one page. */
  questions: () => [...(adapter.root()?.querySelectorAll("fieldset:has(input[value='0'])") ?? [])],
  answerRadio: (value, index = 0) => {
    const questions = adapter.questions();
    return questions[questions.length > 1 ? index : 0]?.querySelector(`input[type="radio"][value="${value}"]`);
  },
  questionText: () => adapter.find("questionText")?.textContent.trim() ?? "",
  /** The unrounded score as text; empty when there is none. */
  score: () => adapter.root()?.querySelector("[data-score]")?.getAttribute("data-score") ?? "",
  startUsable: () => usable(adapter.find("startButton")),
  questionUsable: () => ["0", "1", "2", "3", "4"].every((level) => usable(adapter.answerRadio(level))),
};
