// Says of the questionnaire what its author wants to know before anybody is asked.
import { validatePack } from '../channel-readiness.js';

const text = await (await fetch('pack.json')).text();
const { valid, problems } = await validatePack(text);
const words = valid
  ? `The questionnaire has no mistakes, and ${count(text)} questions.`
  : problems.map(({ place, cause }) => `${place}: ${cause}`).join('; ');
document.querySelector('#verdict').textContent = words;

function count(pack) {
  return JSON.parse(pack).dimensions.flatMap(({ indicators }) => indicators).length;
}
