// Takes in many responses, commits single answers, and opens all of it again. Body of an async script; `what` says which.
const [rivalName, what, option, done] = arguments;

const element = () => document.querySelector("channel-readiness");
const within = () => element()?.shadowRoot;
const saved = () => within()?.querySelector("[data-saved]")?.getAttribute("data-saved");
const turn = () => new Promise((resolve) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => resolve(channel.port1.close());
  channel.port2.postMessage(null);
});
async function until(condition, what) {
  const began = performance.now();
  while (!condition()) {
    if (performance.now() - began > 60_000) throw new Error(`waited in vain for ${what}`);
    await turn();
  }
}
// Another bundle may have come to stand there.
const fetched = async (name) => (await fetch(name, { cache: "no-store" })).text();

/** One text for what the responses say: what may be left out is spelled out, in one order. */
async function digest(responses) {
  const told = responses.map(({ id, side, length, createdAt, updatedAt, answers }) => JSON.stringify([
    id, side, length, Date.parse(createdAt), Date.parse(updatedAt),
    Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1)).map(([indicator, answer]) =>
      [indicator, answer.state, answer.level ?? null, answer.reason ?? "", answer.day, answer.note ?? "", answer.link ?? ""]),
  ]));
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(told.sort().join("\n")));
  return `${responses.length} ${[...new Uint8Array(bytes)].join(" ")}`;
}

/** The longest time that nothing else had its turn, while something is done. */
async function longest(work) {
  let over = false;
  let most = 0;
  const watching = (async () => {
    let before = performance.now();
    while (!over) {
      await turn();
      const now = performance.now();
      most = Math.max(most, now - before);
      before = now;
    }
  })();
  await work();
  over = true;
  await watching;
  return most;
}

/** How long the transactions that write take from now on, from their beginning until they are complete. */
function watchCommits() {
  const times = [];
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function begin(...given) {
    const began = performance.now();
    const begun = transaction.apply(this, given);
    if (given[1] === "readwrite") begun.addEventListener("complete", () => times.push(performance.now() - began));
    return begun;
  };
  return times;
}

const theirs = {
  module: () => import(new URL("keeping.js", location.href)),
  async import(way) {
    const { importInChunks, importEach } = await theirs.module();
    const [text, pack] = [await fetched("bundle.json"), JSON.parse(await fetched("pack.json"))];
    await turn();
    const began = performance.now();
    await (way === "each" ? importEach : importInChunks)(text, pack);
    return { time: performance.now() - began };
  },
  async commits(count) {
    const { commits } = await theirs.module();
    const [response] = JSON.parse(await fetched("one.json")).responses;
    // As in the widget, somebody answers, and sees the score before anything is written.
    await window.rival.ready;
    const start = document.querySelector("#start");
    for (const value of ["full", "vendor"]) start.querySelector(`input[type=radio][value=${value}]`).click();
    start.querySelector("button:not([type])").click();
    const answer = (number) => {
      document.querySelector(`#ask input[type=radio][value="${number % 5}"]`).click();
      return turn();
    };
    const times = watchCommits();
    await commits(response, count, answer);
    return { times };
  },
  async reopen(way) {
    const { readEach, readChunks } = await theirs.module();
    await turn();
    const began = performance.now();
    const all = await (way === "each" ? readEach : readChunks)();
    return { time: performance.now() - began, digest: await digest(all) };
  },
};

const ours = {
  async ready() {
    await until(() => !["opening", undefined].includes(saved()), "the store to be read");
    await element().results();
  },
  async import(way) {
    await ours.ready();
    const text = await fetched("bundle.json");
    await turn();
    const progress = new Set();
    const work = async () => {
      await element().importData(text);
      await until(() => saved() === "saved", "everything to be saved");
    };
    if (way === "watched") {
      const shown = new MutationObserver(() => {
        const bar = within().querySelector("progress");
        if (bar) progress.add(bar.value);
      });
      shown.observe(within(), { subtree: true, childList: true, attributes: true });
      const most = await longest(work);
      shown.disconnect();
      return { longest: most, progress: progress.size };
    }
    const began = performance.now();
    await work();
    return { time: performance.now() - began };
  },
  /** One bundle of many: what those before it brought is not looked at. */
  async add() {
    await until(() => !["opening", undefined].includes(saved()), "the store to be read");
    const { companies, responses } = await element().importData(await fetched("bundle.json"));
    await until(() => saved() === "saved", "everything to be saved");
    return { partners: companies.length, assessments: responses.length };
  },
  async commits(count) {
    await ours.ready();
    await element().importData(await fetched("one.json").then((text) => JSON.stringify(JSON.parse(text).responses[0])));
    const questions = () => [...within().querySelectorAll("nav button")].find((button) => button.textContent.trim() === "Questions");
    await until(questions, "the way to the questions");
    questions().click();
    const level = (number) => within().querySelector(`input[type=radio][value="${number}"]`);
    await until(() => level(4), "a question");
    await until(() => saved() === "saved", "the response to be saved");
    const [times, untilSaved] = [watchCommits(), []];
    for (let number = 0; number < count; number += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const button = level(number % 5);
      const wasSaving = new Promise((resolve) => {
        let began = false;
        const look = () => {
          began ||= saved() === "saving";
          if (began && saved() === "saved") {
            observer.disconnect();
            resolve(performance.now());
          }
        };
        const observer = new MutationObserver(look);
        observer.observe(within(), { subtree: true, attributes: true, attributeFilter: ["data-saved"] });
      });
      const began = performance.now();
      button.click();
      untilSaved.push(await wasSaving - began);
    }
    return { times, untilSaved };
  },
  async reopen() {
    // The program is here; the element is put on the page anew, as when somebody comes back to it.
    await ours.ready();
    const before = element();
    const place = before.parentElement;
    before.remove();
    for (let number = 0; number < 5; number += 1) await turn();
    const began = performance.now();
    place.append(document.createElement("channel-readiness"));
    await until(() => !["opening", undefined].includes(saved()) && within().querySelector(".go-on"), "the first view");
    const time = performance.now() - began;
    const { responses } = JSON.parse(await element().exportData());
    return { time, digest: await digest(responses) };
  },
};

const rival = rivalName === "widget" ? ours : theirs;
rival[what](option).then(done, (error) => done({ error: `${error} ${error.stack} ${error.problems ? JSON.stringify(error.problems.slice(0, 3)) : ""}` }));
