// The scoring rules in plain JavaScript, shared by both rivals. Source: the project's scoring method.

const MILLISECONDS_PER_DAY = 86_400_000;
const SHARE_FOR_A_LEVEL = 0.8 - 1e-9;
const SIZES = ["1-10", "11-50", "51-250", "251-1000", "1001+"];

// Where an indicator stands; 0 to 4 is a level. Everything from OPEN up is applicable.
const NOT_ASKED = -4;
const NOT_APPLICABLE = -3;
const UNANSWERED = -2;
const UNKNOWN = -1;
const OPEN = UNANSWERED;
const STATE_NAMES = { level: (standing) => standing >= 0, unknown: (standing) => standing === UNKNOWN,
  notApplicable: (standing) => standing === NOT_APPLICABLE, unanswered: (standing) => standing === UNANSWERED };

/** Whole days since 1970 of a `YYYY-MM-DD`. */
const dayNumber = (day) => Date.parse(day) / MILLISECONDS_PER_DAY;

/** Today's local date as `YYYY-MM-DD`. */
export function localDay(now = new Date()) {
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

// What a pack leaves out has its default.
const isHeadline = (dimension) => dimension.headline !== false;
/** Whether "does not apply" is an answer. */
export const mayNotApply = (indicator) => indicator.mayNotApply ?? !indicator.gate;

/** What one side is asked in one length: the flat form that `score` runs over on every change. */
export function compile(pack, side, length) {
  const questions = pack.dimensions.flatMap((dimension, dimensionIndex) =>
    dimension.indicators
      .filter((indicator) => indicator.sides[side] && indicator.lengths.includes(length))
      .map((indicator) => ({ indicator, dimension, dimensionIndex })));
  const positions = new Map(questions.map(({ indicator }, position) => [indicator.id, position]));
  return { dimensions: pack.dimensions, questions, positions, side };
}

/** Where every question stands: its own condition first, then its answer. */
function standings({ questions, positions, side }, answers, company) {
  const found = new Array(questions.length);
  const standingOf = (position) => {
    if (position === undefined) return NOT_ASKED;
    return found[position] ??= standing(questions[position].indicator);
  };
  const standing = ({ id, when }) => {
    if (when && !holds(when)) return NOT_ASKED;
    const answer = answers[id];
    if (!answer) return UNANSWERED;
    if (answer.state === "level") return answer.level;
    return answer.state === "unknown" ? UNKNOWN : NOT_APPLICABLE;
  };
  const holds = (condition) => {
    if (condition.all) return condition.all.every(holds);
    if (condition.any) return condition.any.some(holds);
    if (condition.not) return !holds(condition.not);
    if (condition.side) return condition.side === side;
    if (condition.company) return condition.company === company?.kind;
    if (condition.sizeAtLeast) return SIZES.indexOf(company?.size) >= SIZES.indexOf(condition.sizeAtLeast);
    const source = standingOf(positions.get(condition.indicator));
    if (condition.state) return source !== NOT_ASKED && STATE_NAMES[condition.state](source);
    return source >= 0 && (condition.atLeast === undefined ? source <= condition.atMost : source >= condition.atLeast);
  };
  for (let position = 0; position < questions.length; position++) standingOf(position);
  return found;
}

/** The largest level whose share, and every lower level's, is reached. `shares[0]` belongs to level 1. */
function levelOf(shares) {
  const missed = shares.findIndex((share) => share < SHARE_FOR_A_LEVEL);
  return missed < 0 ? shares.length : missed;
}

/** The figures of one dimension; none where nothing applies. */
function dimensionFigures({ total, answered, points, fresh, reached }) {
  if (total === 0) return null;
  const open = total - answered;
  const score = answered > 0 ? (25 * points) / answered : null;
  const shares = reached.map((weight) => weight / total);
  const sharesHigh = reached.map((weight) => (weight + open) / total);
  return {
    score, low: (25 * points) / total, high: Math.max((25 * (points + 4 * open)) / total, score ?? 0),
    coverage: answered / total, freshness: answered > 0 ? fresh / answered : null,
    level: levelOf(shares), levelHigh: levelOf(sharesHigh), shares, sharesHigh,
  };
}

/** Scores what was compiled. Gives the result's fields as the project's exchange format names them. */
export function score(compiled, answers, company, today) {
  const { dimensions, questions } = compiled;
  const now = dayNumber(today);
  const sums = dimensions.map(() => ({ total: 0, answered: 0, points: 0, fresh: 0, reached: [0, 0, 0, 0] }));
  const gates = [];
  let asked = 0, applicable = 0, answered = 0;
  standings(compiled, answers, company).forEach((standing, position) => {
    if (standing === NOT_ASKED) return;
    asked++;
    if (standing < OPEN) return;
    applicable++;
    const { indicator, dimension, dimensionIndex } = questions[position];
    const { id, weight, gate, halfLifeDays } = indicator;
    const sum = sums[dimensionIndex];
    sum.total += weight;
    if (gate && isHeadline(dimension)) gates.push({ id, level: standing < 0 ? null : standing });
    if (standing < 0) return;
    answered++;
    sum.answered += weight;
    sum.points += weight * standing;
    sum.fresh += weight * 0.5 ** (Math.max(0, now - dayNumber(answers[id].day)) / halfLifeDays);
    for (let level = 1; level <= standing; level++) sum.reached[level - 1] += weight;
  });
  const figures = sums.map(dimensionFigures);
  return { ...overall(dimensions, figures, gates), asked, applicable, answered, dimensions: byId(dimensions, figures) };
}

/** The headline figures. */
function overall(dimensions, figures, gates) {
  const parts = dimensions.flatMap((dimension, index) =>
    isHeadline(dimension) && figures[index] ? [{ id: dimension.id, weight: dimension.weight, ...figures[index] }] : []);
  const mean = (value) => {
    let sum = 0, weight = 0;
    for (const part of parts) {
      const figure = value(part);
      if (figure !== null) { sum += part.weight * figure; weight += part.weight; }
    }
    return weight > 0 ? sum / weight : null;
  };
  const answeredGates = gates.filter((gate) => gate.level !== null).map((gate) => gate.level);
  return {
    score: mean((part) => part.score), low: mean((part) => part.low), high: mean((part) => part.high),
    coverage: mean((part) => part.coverage), freshness: mean((part) => part.freshness),
    ...(parts.length > 0 ? levels(parts, gates, mean) : { level: null, levelHigh: null, binds: [] }),
    floor: answeredGates.length > 0 ? Math.min(...answeredGates) : null,
    openGates: gates.length - answeredGates.length,
  };
}

/** The overall level, what binds it, and the level if every open answer were 4. */
function levels(parts, gates, mean) {
  const pooled = levelOf([0, 1, 2, 3].map((index) => mean((part) => part.shares[index])));
  const pooledHigh = levelOf([0, 1, 2, 3].map((index) => mean((part) => part.sharesHigh[index])));
  const level = Math.min(pooled, ...parts.map((part) => part.level + 1), ...gates.map((gate) => (gate.level ?? 0) + 1));
  const levelHigh = Math.min(pooledHigh, ...parts.map((part) => part.levelHigh + 1), ...gates.map((gate) => (gate.level ?? 4) + 1));
  const binds = level === 4 ? [] : [
    ...(pooled === level ? [{ by: "pooled" }] : []),
    ...parts.filter((part) => part.level + 1 === level).map(({ id }) => ({ by: "dimension", id })),
    ...gates.filter((gate) => (gate.level ?? 0) + 1 === level).map(({ id }) => ({ by: "gate", id })),
  ];
  return { level, levelHigh, binds };
}

const NO_FIGURES = { score: null, low: null, high: null, coverage: null, freshness: null, level: null, levelHigh: null };

function byId(dimensions, figures) {
  return Object.fromEntries(dimensions.map(({ id }, index) => {
    const { shares, sharesHigh, ...shown } = figures[index] ?? NO_FIGURES;
    return [id, shown];
  }));
}

/** Scores a response document against its pack document on a day `YYYY-MM-DD`. */
export function scoreDocument(pack, response, today) {
  return score(compile(pack, response.side, response.length), response.answers, response.company, today);
}
