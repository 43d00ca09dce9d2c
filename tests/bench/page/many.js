// Scores a thousand kept assessments, a few times. Body of an async script. Each rival has taken them in before.
const [rivalName, bundleText, today, rounds, done] = arguments;
const figures = ({ score, low, high, level }) => ({ score, low, high, level });
const timed = async (act) => {
  const times = [];
  let given;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    given = await act();
    times.push(performance.now() - began);
  }
  return { times, given };
};
// What they give are whole results.
const theirs = async () => {
  await window.rival.ready;
  const { responses } = JSON.parse(bundleText);
  const { times, given } = await timed(() => window.rival.scoreMany(responses, today));
  const results = Object.fromEntries(responses.map(({ id }, place) => [id, figures(given[place])]));
  return { times, wholeTimes: times, results };
};
const ours = async () => {
  const element = document.querySelector("channel-readiness");
  await element.importData(bundleText);
  const { times, given: { ids, names, ...columns } } = await timed(() => element.scores());
  const { times: wholeTimes } = await timed(() => element.results());
  // What there is not is not a number, or -1 as a level.
  const figure = (name, place) => (columns[name][place] >= 0 ? columns[name][place] : null);
  const row = (place) => figures(Object.fromEntries(Object.keys(columns).map((name) => [name, figure(name, place)])));
  return { times, wholeTimes, results: Object.fromEntries(ids.map((id, place) => [id, row(place)])) };
};
(rivalName === "widget" ? ours() : theirs()).then(done, (error) => done({ error: `${error} ${error.stack}` }));
