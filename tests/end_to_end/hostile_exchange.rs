//! Hostile links and files of two companies in the browser, fifty and more generated ones of each class by each way in:
//! each is refused in the words for what the domain says of it, and all of them leave everything as it was.
//!
//! The classes have the numbers of the project's list of hostile input, as in `tests/hostile.rs`, which has more of each.

use channel_readiness::domain::exchange::sealed::{Header, Mark, seal};
use channel_readiness::domain::exchange::{LONGEST_READ, LinkError, from_fragment};

use crate::browser::Result;
use crate::dice::Dice;
use crate::finding::collapsed;
use crate::hostile_contents::{
    KINDS, Wrong, broken_texts, cut as cut_contents, formats as content_formats, saying, scripts,
    shown_texts, unseen, versions,
};
use crate::hostile_links::file::{BODY, plain, rewritten, unsigned};
use crate::hostile_links::{
    Asking, bombs, cut, files, flipped, formats, links, odd, too_long, with_gaps, work_factors,
    wrong_body_lengths, wrong_content_lengths,
};
use crate::hostile_words::SCRIPTS;
use crate::offered::{Desk, Way, expected, expected_of, grouped, whole};
use crate::sent::zeros;
use crate::stage::Stage;

tests![
    damaged_links_are_refused,
    links_with_foreign_letters_are_refused_with_their_place,
    links_of_two_megabytes_are_refused_by_their_length,
    other_links_of_two_megabytes_are_refused_by_their_length,
    links_that_ask_for_too_much_are_refused,
    links_with_wrong_lengths_are_refused,
    damaged_files_are_refused,
    files_that_ask_for_too_much_are_refused,
    files_with_wrong_lengths_are_refused,
    files_beyond_the_largest_are_refused_by_their_size,
    bombs_in_links_are_stopped_at_the_length_that_they_state,
    bombs_in_files_are_stopped_at_the_length_that_they_state,
    mistakes_in_whole_links_are_listed,
    mistakes_in_whole_files_are_listed,
    script_in_links_is_shown_as_text,
    script_in_files_is_shown_as_text,
];

/// Evenly so many of all of them.
fn spread<T: Clone>(all: &[T], count: usize) -> Vec<T> {
    assert!(all.len() >= count, "{} cases", all.len());
    (0..count)
        .map(|number| all[number * all.len() / count].clone())
        .collect()
}

/// Each of these files is refused by this way in the words for what the domain says.
async fn are_refused(desk: &Desk, way: Way, files: &[Vec<u8>]) -> Result<()> {
    assert!(files.len() >= 50, "{} cases", files.len());
    for (number, file) in files.iter().enumerate() {
        let refusal = desk.offer(way, file).await?;
        refusal.says(&expected(way, file), &format!("{way:?} {number}"));
    }
    Ok(())
}

/// The same for what asks for something.
async fn ask_in_vain(desk: &Desk, way: Way, all: Vec<Asking>) -> Result<()> {
    let files: Vec<Vec<u8>> = all.into_iter().map(|(file, _)| file).collect();
    are_refused(desk, way, &files).await
}

/// B15: cut anywhere, with a gap, and with a letter flipped.
async fn damaged_links_are_refused(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let links = links();
    let bytes: Vec<Vec<u8>> = links.iter().map(|link| link.clone().into_bytes()).collect();
    let damaged = [cut(&bytes, 10), flipped(&bytes, 10, 7)].concat();
    let damaged = damaged.into_iter().map(String::from_utf8);
    let damaged: std::result::Result<Vec<String>, _> = damaged.collect();
    for link in [damaged?, with_gaps(&links, 10)].concat() {
        desk.paste(&whole(&link)).await?.says(&expected_of(&link), &link);
    }
    desk.is_at_peace(&stage).await
}

/// B6.
async fn links_with_foreign_letters_are_refused_with_their_place(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let all = odd();
    assert!(all.len() >= 50);
    for odd in all {
        desk.paste(&whole(&odd.text))
            .await?
            .says(&expected_of(&odd.text), &odd.text);
    }
    desk.is_at_peace(&stage).await
}

/// B2, B15: as far as the field takes what is pasted. In WebKit that is no more than half a million characters, and what
/// is left behind the link there may be marks that are passed over.
async fn long_links_are_refused(stage: Stage, half: usize) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let most = desk.most_pasted().await?;
    let all = too_long();
    assert!(all.len() >= 50);
    for (number, mut long) in all.into_iter().enumerate().skip(half).step_by(2) {
        long.beginning.insert(0, '#');
        long.times = long.times.min(most - long.beginning.len());
        let case = format!("link {number}");
        let read = from_fragment(&long.text());
        if most > LONGEST_READ {
            assert_eq!(read, Err(LinkError::TooLong), "{case}");
        }
        if read.is_ok() {
            let shown = desk.open_pasted(&long).await?;
            assert!(shown.contains("asks for your view"), "{case}: {shown}");
        } else {
            desk.paste(&long).await?.says(&expected_of(&long.text()), &case);
        }
    }
    desk.is_at_peace(&stage).await
}

async fn links_of_two_megabytes_are_refused_by_their_length(stage: Stage) -> Result<()> {
    long_links_are_refused(stage, 0).await
}

async fn other_links_of_two_megabytes_are_refused_by_their_length(stage: Stage) -> Result<()> {
    long_links_are_refused(stage, 1).await
}

/// B5, B11, B15: before anything is unpacked, and before a passphrase is asked for.
async fn links_that_ask_for_too_much_are_refused(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    for all in [work_factors(), bombs(), formats()] {
        ask_in_vain(&desk, Way::Link, all).await?;
    }
    desk.is_at_peace(&stage).await
}

/// B11.
async fn links_with_wrong_lengths_are_refused(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let files = [wrong_content_lengths(), wrong_body_lengths()].concat();
    are_refused(&desk, Way::Link, &files).await?;
    desk.is_at_peace(&stage).await
}

/// As B15, for files.
async fn damaged_files_are_refused(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let files = files();
    are_refused(&desk, Way::File, &cut(&files, 10)).await?;
    are_refused(&desk, Way::File, &flipped(&files, 10, 8)).await?;
    desk.is_at_peace(&stage).await
}

/// B5, B11, B15.
async fn files_that_ask_for_too_much_are_refused(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    for all in [work_factors(), bombs(), formats()] {
        ask_in_vain(&desk, Way::File, all).await?;
    }
    desk.is_at_peace(&stage).await
}

/// B11.
async fn files_with_wrong_lengths_are_refused(stage: Stage) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let files = [wrong_content_lengths(), wrong_body_lengths()].concat();
    are_refused(&desk, Way::File, &files).await?;
    desk.is_at_peace(&stage).await
}

/// B2: made in the page of one piece again and again, so that nobody has to write or read them.
async fn files_beyond_the_largest_are_refused_by_their_size(stage: Stage) -> Result<()> {
    const LARGEST: u64 = 30_000_000 + (2 << 20);
    let desk = Desk::of(&stage).await?;
    let mut dice = Dice::new(92);
    let near = (1..=20).map(|more| LARGEST + more).collect::<Vec<_>>();
    let far = (0..30).map(|_| LARGEST + 1 + dice.below(1_000_000_u64));
    for size in near.into_iter().chain(far).chain([100_000_000, 1_000_000_000]) {
        let refusal = desk.pick_of_size(size).await?;
        let (size, most) = (grouped(size), grouped(LARGEST));
        refusal.says(
            &format!("the file has {size} bytes; at most {most} are read"),
            &size,
        );
    }
    desk.is_at_peace(&stage).await
}

/// B11: packed by the browser itself, and stating another length than they have, or damaged within.
async fn bombs_are_stopped(stage: Stage, way: Way) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let mut dice = Dice::new(93);
    let packed = zeros(&desk.page, 1_000_000).await?;
    let large = zeros(&desk.page, 30_000_000).await?;
    let stating = |bytes: &[u8], length: u64| {
        let header = Header {
            is_compressed: true,
            ..plain(usize::try_from(length)?)
        };
        Result::Ok(seal(Mark::Exchange, &header, bytes)?)
    };
    let mut files = vec![stating(&large, 0)?, stating(&large, 29_999_999)?];
    for _ in 0..30 {
        files.push(stating(&packed, dice.below(1_000_000_u64))?);
        files.push(stating(&packed, 1_000_001 + dice.below(1_000_000_u64))?);
    }
    for _ in 0..20 {
        let sealed = stating(&packed, 1_000_000)?;
        let at = BODY + dice.below(packed.len());
        let other = sealed[at] ^ (1 + dice.below(255_u8));
        // Ten bytes at the beginning of gzip say who made it, and when.
        if at >= BODY + 10 {
            files.push(rewritten(sealed, at, &[other]));
        }
    }
    assert!(files.len() >= 50);
    for (number, file) in files.iter().enumerate() {
        let refusal = desk.offer(way, file).await?;
        refusal.says(
            "What is in it is not what its beginning says: the content is damaged, or was made to do harm.",
            &format!("bomb {number}"),
        );
    }
    desk.is_at_peace(&stage).await
}

async fn bombs_in_links_are_stopped_at_the_length_that_they_state(stage: Stage) -> Result<()> {
    bombs_are_stopped(stage, Way::Link).await
}

async fn bombs_in_files_are_stopped_at_the_length_that_they_state(stage: Stage) -> Result<()> {
    bombs_are_stopped(stage, Way::File).await
}

/// B1, B5, B7: invites, views and shared results that are whole and say nonsense.
async fn mistakes_are_listed(stage: Stage, way: Way) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let mut texts = (Vec::new(), Vec::new(), Vec::new());
    for kind in KINDS {
        let text = |wrong: Wrong| wrong.text;
        texts.0.extend(cut_contents(kind, 10));
        texts.0.extend(unseen(kind).into_iter().map(text));
        texts
            .0
            .extend(spread(&broken_texts(kind), 10).into_iter().map(text));
        texts
            .1
            .extend(spread(&content_formats(kind), 10).into_iter().map(text));
        texts.1.extend(spread(&versions(kind), 10).into_iter().map(text));
        texts.2.extend(spread(&scripts(kind), 20).into_iter().map(text));
    }
    for texts in [texts.0, texts.1, texts.2] {
        desk.refuses_contents(way, &texts).await?;
    }
    desk.is_at_peace(&stage).await
}

async fn mistakes_in_whole_links_are_listed(stage: Stage) -> Result<()> {
    mistakes_are_listed(stage, Way::Link).await
}

async fn mistakes_in_whole_files_are_listed(stage: Stage) -> Result<()> {
    mistakes_are_listed(stage, Way::File).await
}

/// B7: in every text that is shown.
async fn script_is_shown_as_text(stage: Stage, way: Way) -> Result<()> {
    let desk = Desk::of(&stage).await?;
    let mut count = 0;
    for (turn, kind) in KINDS.into_iter().enumerate() {
        for (place, pointer) in shown_texts(kind).iter().enumerate() {
            // Every second of them by this way, the others at the next place.
            for words in SCRIPTS.iter().skip((turn + place) % 2).step_by(2) {
                let file = unsigned(saying(kind, pointer, words).as_bytes());
                let shown = desk.open(way, &file).await?;
                assert!(
                    collapsed(&shown).contains(&collapsed(words)),
                    "{kind} {pointer}: {words:?} in {shown}"
                );
                count += 1;
            }
        }
    }
    assert!(count >= 50, "{count} cases");
    desk.is_at_peace(&stage).await
}

async fn script_in_links_is_shown_as_text(stage: Stage) -> Result<()> {
    script_is_shown_as_text(stage, Way::Link).await
}

async fn script_in_files_is_shown_as_text(stage: Stage) -> Result<()> {
    script_is_shown_as_text(stage, Way::File).await
}
