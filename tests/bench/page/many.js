// Scores a thousand kept assessments, a few times. Body of an async script. Each rival has taken them in before.
const [rivalName, bundleText, today, rounds, done] = arguments;
const figures = ({ score, low, high, level }) => ({ score, low, high, level });
const timed = async (act) => {
  const times = [];
  let results;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    results = await act();
    times.push(performance.now() - began);
  }
  return { times, results };
};
const theirs = async () => {
  await window.rival.ready;
  const { responses } = JSON.parse(bundleText);
  const { times, results } = await timed(() => window.rival.scoreMany(responses, today));
  return { times, results: Object.fromEntries(responses.map(({ id }, place) => [id, figures(results[place])])) };
};
const ours = async () => {
  const element = document.querySelector("channel-readiness");
  await element.importData(bundleText);
  const { times, results } = await timed(() => element.results());
  return { times, results: Object.fromEntries(results.map(({ id, result }) => [id, figures(result)])) };
};
(rivalName === "widget" ? ours() : theirs()).then(done, (error) => done({ error: `${error} ${error.stack}` }));
