//! What must hold of the payloads of records, and of backups.

#[path = "../../support/devices.rs"]
mod devices;

use channel_readiness::domain::exchange::backup::{
    Backup, Difference, Encryption, Header, open, preview, read_backup, seal, write_backup,
};
use channel_readiness::domain::json::{self, Json};
use channel_readiness::domain::replica::Replica;
use channel_readiness::domain::slices::finish;
use devices::{World, all_are_the_same, is_written_as_it_is, merging_is_lawful};

use super::{crc32, explained, text};

/// A payload and a document read the same when written again and merge by the rule; devices that do what the bytes say come
/// to the same.
pub fn replica(bytes: &[u8]) {
    if let Some(Ok(tree)) = text(bytes).map(json::parse) {
        let document = Replica::new(&tree);
        match Replica::from_json(&tree) {
            Ok(replica) => {
                is_written_as_it_is(&replica);
                merging_is_lawful(&replica, &document, &Replica::new(&Json::object(Vec::new())));
            }
            Err(problems) => explained(&problems, text(bytes).unwrap_or_default()),
        }
        // What is nested deeper is no document of this app.
        if tree.nested_beyond(125).is_none() {
            is_written_as_it_is(&document);
        }
    }
    let record = json::parse(devices::RECORD).expect("JSON");
    let mut world = World::new(2, &record);
    for act in bytes.chunks_exact(4).take(50) {
        world.act_oddly(act.try_into().expect("four bytes"));
    }
    let [one, other] = &world.devices[..] else {
        return;
    };
    is_written_as_it_is(&one.replica);
    merging_is_lawful(&one.replica, &other.replica, &Replica::new(&record));
    world.exchange();
    all_are_the_same(&world.devices);
}

/// What goes into a backup's file comes out, and a file with one bit changed does not; a content reads the same when
/// written again, and restoring it where it was made changes nothing.
pub fn backup(bytes: &[u8]) {
    if let Ok(sealed) = open(bytes) {
        assert_eq!(seal(&sealed.header, sealed.body).as_deref(), Ok(bytes));
    }
    sealed_and_opened(bytes);
    let Some(text) = text(bytes) else { return };
    let backup = match finish(read_backup(text)) {
        Ok(backup) => backup,
        Err(problems) => return explained(&problems, text),
    };
    let written = finish(write_backup(&backup));
    assert_eq!(finish(read_backup(&written)).as_ref(), Ok(&backup));
    changes_nothing(&backup);
}

fn sealed_and_opened(bytes: &[u8]) {
    let Some((first, body)) = bytes.split_first_chunk::<40>() else {
        return;
    };
    let number = |at: usize| u32::from_le_bytes([first[at], first[at + 1], first[at + 2], first[at + 3]]);
    let header = Header {
        is_compressed: first[0] & 1 == 1,
        encryption: (first[0] & 2 == 2).then(|| Encryption {
            // Often within the bounds.
            rounds: number(0) >> 7,
            salt: core::array::from_fn(|at| first[4 + at]),
            initialisation_vector: core::array::from_fn(|at| first[20 + at]),
        }),
        content_length: match first[0] & 0b1100 {
            0 => u64::from(number(32)),
            _ => (body.len() as u64).saturating_sub(if first[0] & 2 == 2 { 16 } else { 0 }),
        },
    };
    let Ok(mut file) = seal(&header, body) else { return };
    let sealed = open(&file).expect("our own file is read");
    assert_eq!((&sealed.header, sealed.body), (&header, body));
    let bit = crc32(bytes) as usize % (file.len() * 8);
    file[bit / 8] ^= 1 << (bit % 8);
    assert!(open(&file).is_err(), "bit {bit} was changed");
}

fn changes_nothing(backup: &Backup) {
    let records = backup.records.iter();
    let here = records.map(|record| (record.key.clone(), record.replica.clone()));
    for preview in finish(preview(&here.collect(), backup)) {
        assert_eq!(
            (preview.merge, preview.replace),
            (Difference::Same, Difference::Same)
        );
    }
}
