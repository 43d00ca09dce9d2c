//! A cipher for tests without a browser: it hides what it seals and tells what was altered. It is not safe.

use std::cell::Cell;

use channel_readiness::storage::Cause;
use channel_readiness::storage::lock::{LockRecord, Phase};
use channel_readiness::storage::vault::{Cipher, CipherError, Working};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// By its number: what one seals, another does not open.
#[derive(Debug)]
pub struct Toy {
    number: u8,
    turn: Cell<u64>,
    /// Fails after so many calls; `None`: never.
    pub left: Cell<Option<u32>>,
}

impl Toy {
    pub fn new(number: u8) -> Self {
        Self {
            number,
            turn: Cell::new(u64::from(number) << 32),
            left: Cell::new(None),
        }
    }

    fn call(&self) -> Result<(), CipherError> {
        match self.left.get() {
            Some(0) => Err(CipherError::Failed(Cause {
                name: String::from("OperationError"),
                message: String::from("made up"),
            })),
            left => {
                self.left.set(left.map(|left| left - 1));
                Ok(())
            }
        }
    }

    fn turned(&self, turn: &[u8], bytes: &[u8]) -> Vec<u8> {
        let stream = (0_u64..).flat_map(|block| {
            let parts = [&[self.number][..], turn, &block.to_le_bytes()].concat();
            Sha256::digest(parts).to_vec()
        });
        bytes.iter().zip(stream).map(|(byte, key)| byte ^ key).collect()
    }

    fn tag(&self, turn: &[u8], context: &[u8], plain: &[u8]) -> Vec<u8> {
        let length = context.len().to_le_bytes();
        let parts = [&[self.number][..], turn, &length, context, plain].concat();
        Sha256::digest(parts)[..16].to_vec()
    }
}

impl Cipher for Toy {
    fn seal<'a>(&'a self, context: &'a [u8], plain: &'a [u8]) -> Working<'a> {
        Box::pin(async move {
            self.call()?;
            self.turn.set(self.turn.get() + 1);
            let turn = [&self.turn.get().to_le_bytes()[..], &[0; 4]].concat();
            Ok([
                turn.clone(),
                self.turned(&turn, plain),
                self.tag(&turn, context, plain),
            ]
            .concat())
        })
    }

    fn open<'a>(&'a self, context: &'a [u8], sealed: &'a [u8]) -> Working<'a> {
        Box::pin(async move {
            self.call()?;
            let (turn, rest) = sealed.split_at_checked(12).ok_or(CipherError::Wrong)?;
            let end = rest.len().checked_sub(16).ok_or(CipherError::Wrong)?;
            let plain = self.turned(turn, &rest[..end]);
            let is_whole = self.tag(turn, context, &plain) == rest[end..];
            is_whole.then_some(plain).ok_or(CipherError::Wrong)
        })
    }
}

/// The record of a lock that is set.
pub fn lock_record() -> LockRecord {
    LockRecord {
        id: Uuid::from_u128(7),
        rounds: 600_000,
        salt: [1; 16],
        wrapped: [2; 60],
        minutes: 15,
        phase: Phase::Set,
    }
}
