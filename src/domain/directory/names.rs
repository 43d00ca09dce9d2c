//! When two names say the same company.

/// Words that say only in which legal form a company is run; they are left out at the end of a name.
const LEGAL_FORMS: [&str; 57] = [
    "ab",
    "ag",
    "aps",
    "as",
    "asa",
    "bhd",
    "bv",
    "bvba",
    "co",
    "corp",
    "corporation",
    "cv",
    "doo",
    "eg",
    "ek",
    "eurl",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "plc",
    "private",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sab",
    "sarl",
    "sas",
    "sasu",
    "sdn",
    "se",
    "sl",
    "slu",
    "snc",
    "spa",
    "spolsro",
    "spzoo",
    "sro",
    "srl",
    "srls",
    "ug",
    "zrt",
];
/// The longest of them in words, as in `Sp. z o.o.`
const MOST_WORDS: usize = 3;

/// What two names have in common where they say the same company: without regard to capitals, spaces, punctuation and
/// legal forms at the end, such as `Ltd`, `GmbH`, `Inc`, `LLC`, `SARL`, `S.A.`, `AG`, `BV` or `Pty Ltd`. Empty where the
/// name is.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut words = words(name);
    while let Some(length) = legal_form(&words) {
        words.truncate(words.len() - length);
    }
    if words.is_empty() {
        // Nothing but punctuation is a name too.
        return name.trim().to_lowercase();
    }
    words.concat()
}

/// Whether [`name_key`] of a name is this one. Most names that are another company's are told apart by their first letters:
/// many thousands are asked.
#[must_use]
pub fn has_name_key(name: &str, key: &str) -> bool {
    may_have(name, key) && name_key(name) == key
}

/// Whether the letters and digits of a name begin as its key would.
fn may_have(name: &str, key: &str) -> bool {
    // Nearly all are told apart by this.
    if let (Some(first), Some(of_key)) = (name.bytes().next(), key.bytes().next())
        && first.is_ascii_alphanumeric()
        && !first.eq_ignore_ascii_case(&of_key)
    {
        return false;
    }
    // At the end of a word it is written in another way.
    let plain = |letter: char| if letter == 'ς' { 'σ' } else { letter };
    let letters = name.chars().flat_map(char::to_lowercase);
    let mut letters = letters
        .filter(|letter| letter.is_alphanumeric())
        .map(plain)
        .peekable();
    letters.peek().is_none()
        || key
            .chars()
            .map(plain)
            .all(|letter| letters.next() == Some(letter))
}

/// Of how many words the legal form at the end is, where something stands before it.
fn legal_form(words: &[String]) -> Option<usize> {
    let lengths = 1..=MOST_WORDS.min(words.len().saturating_sub(1));
    lengths.rev().find(|length| {
        let last = words.iter().skip(words.len() - length);
        let last: String = last.map(String::as_str).collect();
        LEGAL_FORMS.contains(&last.as_str())
    })
}

/// The words in small letters. Dots and apostrophes stand within words, and letters that stand alone are one word: of
/// `S.A.`, `S. A.` and `A/S` each is one.
fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let within = |character: &char| !matches!(character, '.' | '\'' | '’' | '`' | '´');
    let spaced = lower.chars().filter(within);
    let spaced: String = spaced
        .map(|character| {
            if character.is_alphanumeric() {
                character
            } else {
                ' '
            }
        })
        .collect();
    let mut words: Vec<String> = Vec::new();
    let mut was_letter = false;
    for word in spaced.split_whitespace() {
        let is_letter = word.chars().count() == 1;
        match words.last_mut() {
            Some(last) if is_letter && was_letter => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        was_letter = is_letter;
    }
    words
}
