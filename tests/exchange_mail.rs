//! A letter that is begun for the reader's mail program.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::exchange::letter;

#[test]
fn words_stay_within_their_field() {
    assert_eq!(
        letter("Your view?", "a & b\n?x=1#y ä").as_deref(),
        Some("mailto:?subject=Your%20view%3F&body=a%20%26%20b%0D%0A%3Fx%3D1%23y%20%C3%A4")
    );
}

#[test]
fn what_a_mail_program_could_cut_is_not_made() {
    let begun = "mailto:?subject=s&body=".len();
    let most = 2_000 - begun;
    assert_eq!(letter("s", &"x".repeat(most)).map(|all| all.len()), Some(2_000));
    assert_eq!(letter("s", &"x".repeat(most + 1)), None);
    // What is escaped counts as it is written.
    assert_eq!(letter("s", &"ä".repeat(most / 6 + 1)), None);
}
