//! Exchanged files, signed by nobody: whether a signature is right, only a browser can say.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::exchange::sealed::{Header, Mark, seal, sign, to_sign};
use channel_readiness::domain::exchange::signature::{PublicKey, Signature};
use sha2::{Digest, Sha256};

/// Where the header's own hash stands, and the body.
pub const CHECK: usize = 58;
pub const BODY: usize = 66;

/// Of nobody.
pub const SIGNATURE: Signature = [7; 64];

/// Source: RFC 6979, A.2.5.
const POINT: &str = "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6\
                     7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

pub fn key() -> PublicKey {
    let byte = |at: usize| u8::from_str_radix(&POINT[2 * at..2 * at + 2], 16).expect("two digits");
    PublicKey::from_point(core::array::from_fn(byte)).expect("an uncompressed point")
}

pub fn plain(length: usize) -> Header {
    Header {
        is_compressed: false,
        encryption: None,
        content_length: length as u64,
    }
}

pub fn unsigned(content: &[u8]) -> Vec<u8> {
    seal(Mark::Exchange, &plain(content.len()), content).expect("within bounds")
}

pub fn signed(content: &[u8]) -> Vec<u8> {
    let begun = to_sign(&plain(content.len()), content, &key()).expect("within bounds");
    sign(begun, &SIGNATURE)
}

/// The file with bytes replaced, and with all hashes made right again.
pub fn rewritten(mut bytes: Vec<u8>, from: usize, with: &[u8]) -> Vec<u8> {
    bytes[from..from + with.len()].copy_from_slice(with);
    let check = Sha256::digest(&bytes[..CHECK]);
    bytes[CHECK..BODY].copy_from_slice(&check[..8]);
    let end = bytes.len() - 32;
    let digest = Sha256::digest(&bytes[..end]);
    bytes[end..].copy_from_slice(&digest);
    bytes
}
