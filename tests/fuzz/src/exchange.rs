//! What must hold of what two companies exchange: documents, files and links.

use channel_readiness::domain::exchange::sealed::{Header, Mark, Sealed, open, seal, sign, to_sign};
use channel_readiness::domain::exchange::{
    Delivery, Exchanged, Known, Reception, View, base64_url, from_fragment, read_exchanged, receive,
    to_fragment, write_exchanged,
};
use channel_readiness::domain::json;
use channel_readiness::domain::replica::Replica;

use super::{SMALL, crc32, explained, text};

/// A document reads the same when written again; a view becomes a record that can be kept, and once more nothing new.
pub fn exchanged(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let exchanged = match read_exchanged(text, &[&*SMALL]) {
        Ok(exchanged) => exchanged,
        Err(refusal) => return explained(&refusal.problems, text),
    };
    let written = json::compact(&write_exchanged(&exchanged));
    let again = read_exchanged(&written, &[&*SMALL]);
    assert_eq!(again.as_ref(), Ok(&exchanged));
    if let Exchanged::View(view) = &exchanged {
        received(view);
    }
}

fn received(view: &View) {
    let delivery = Delivery {
        at: view.created_at,
        fingerprint: None,
        file: None,
    };
    let Ok(Reception::New(new)) = receive(view, &delivery, |_| Known::Nothing) else {
        panic!("nothing is here that it could meet")
    };
    let kept = Replica::from_json(&new.replica.to_json()).expect("our own record is read");
    assert_eq!(kept, new.replica);
    assert!(
        kept.latest()
            .is_none_or(|latest| latest.moment() <= view.created_at)
    );
    let again = receive(view, &delivery, |_| Known::Record(kept.clone()));
    assert_eq!(again, Ok(Reception::NothingNew(new.id)));
}

/// What goes into a file and its link comes out, and a file with one bit changed does not.
pub fn link(bytes: &[u8]) {
    if let Ok(sealed) = open(Mark::Exchange, bytes) {
        is_written_as_it_was(&sealed, bytes);
    }
    if let Some(Ok(file)) = text(bytes).map(from_fragment) {
        let link = ["open=", &base64_url(&file)].concat();
        assert_eq!(from_fragment(&link), Ok(file));
    }
    let header = Header {
        is_compressed: false,
        encryption: None,
        content_length: bytes.len() as u64,
    };
    let Ok(mut file) = seal(Mark::Exchange, &header, bytes) else {
        return;
    };
    assert_eq!(open(Mark::Exchange, &file).map(|sealed| sealed.body), Ok(bytes));
    if let Ok(link) = to_fragment(&file) {
        assert_eq!(from_fragment(&link).as_ref(), Ok(&file));
    }
    let bit = crc32(bytes) as usize % (file.len() * 8);
    file[bit / 8] ^= 1 << (bit % 8);
    assert!(open(Mark::Exchange, &file).is_err(), "bit {bit} was changed");
}

fn is_written_as_it_was(sealed: &Sealed<'_>, bytes: &[u8]) {
    let written = match &sealed.signed {
        None => seal(Mark::Exchange, &sealed.header, sealed.body),
        Some(signed) => {
            to_sign(&sealed.header, sealed.body, &signed.key).map(|begun| sign(begun, &signed.signature))
        }
    };
    assert_eq!(written.as_deref(), Ok(bytes));
}
