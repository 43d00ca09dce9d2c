//! Where an e-mail address or a telephone number leads. Whatever is not plainly one of them leads nowhere: what came from
//! others must neither carry another scheme nor say more than an address.

/// Fewer digits are no telephone number, and more are none either.
///
/// Source: ITU-T E.164 allows 15; extensions and prefixes of a house may stand beside.
const DIGITS: core::ops::RangeInclusive<usize> = 3..=20;
/// The longest address, in bytes.
///
/// Source: RFC 5321, 4.5.3.1.3.
const LONGEST_ADDRESS: usize = 254;

/// `mailto:` with the address; `None` where the text is not plainly one address.
#[must_use]
pub fn mail_link(email: &str) -> Option<String> {
    let email = email.trim();
    let (local, domain) = email.split_once('@')?;
    let is_local = !local.is_empty()
        && local
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._+-'".contains(&byte));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_domain = domain.contains('.') && domain.split('.').all(is_label);
    (is_local && is_domain && email.len() <= LONGEST_ADDRESS).then(|| format!("mailto:{email}"))
}

/// `tel:` with the digits, and the plus where it begins with one; `None` where the text is not plainly one number.
#[must_use]
pub fn phone_link(phone: &str) -> Option<String> {
    let phone = phone.trim();
    let (plus, rest) = phone.strip_prefix('+').map_or(("", phone), |rest| ("+", rest));
    // `+49 (0)30` is written for people: dialled with the nought it is another number.
    let rest = if plus.is_empty() {
        rest.to_owned()
    } else {
        rest.replace("(0)", "")
    };
    let is_number = rest.chars().all(|character| {
        character.is_ascii_digit() || matches!(character, ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')')
    });
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    (is_number && DIGITS.contains(&digits.len())).then(|| format!("tel:{plus}{digits}"))
}
