// What scripts say in a language beside English. Fetched where one of them says something.

// In milliseconds; what has not come by then is said in English.
const PATIENCE = 5_000;

/**
 * @param {string} tag of a language
 * @param {object} english what is said, in English
 * @returns {Promise<object>} the same in that language; in English where it does not come
 */
export async function spoken(tag, english) {
  if (!/^(ar|de|es|fr)\b/i.test(tag)) return english;
  const language = tag.slice(0, 2).toLowerCase();
  try {
    const url = new URL(`words/page.${language}.json`, import.meta.url);
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    return { ...english, ...(await response.json()) };
  } catch {
    return english;
  }
}

/** A message with a value in a place of it, such as `{n}`. */
export function filled(message, place, value) {
  return message.replace(`{${place}}`, () => value);
}

/** The form of a message that a count asks for, with the count in it. */
export function counted(tag, forms, count) {
  const form = forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;
  return filled(form, 'n', count.toLocaleString(tag));
}

/** From now on this page says that it speaks as the widget of an element does. */
export function speakAs({ shadowRoot }) {
  const widget = shadowRoot.querySelector('[part=widget]');
  const follow = () => Object.assign(document.documentElement, { lang: widget.lang, dir: widget.dir });
  new MutationObserver(follow).observe(widget, { attributeFilter: ['lang', 'dir'] });
  follow();
}
