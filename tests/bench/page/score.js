// Scores `responses` of one pack on one day and gives the five figures that must agree. Body of an async script.
const [rivalName, packText, responseTexts, today, done] = arguments;
const figures = ({ score, low, high, level, freshness }) => ({ score, low, high, level, freshness });
const theirs = async () => {
  await window.rival.ready;
  const pack = JSON.parse(packText);
  return responseTexts.map((text) => figures(window.rival.scoreDocument(pack, JSON.parse(text), today)));
};
const ours = async () => {
  const { score } = await import(new URL("channel-readiness.js", location.href));
  const results = [];
  for (const text of responseTexts) results.push(figures(await score(packText, text, today)));
  return results;
};
(rivalName === "widget" ? ours() : theirs()).then(
  (results) => done({ results }),
  (error) => done({ error: `${error}${error.problems ? ` ${JSON.stringify(error.problems)}` : ""}` }));
