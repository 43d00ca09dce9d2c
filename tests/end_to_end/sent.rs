//! What another company sends, made without the program under test but for its formats: the browser signs and encrypts.

use std::time::{SystemTime, UNIX_EPOCH};

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::company::{CompanyFacts, Kind};
use channel_readiness::domain::exchange::sealed::{Encryption, Header, Mark, Signing, seal, sign, to_sign};
use channel_readiness::domain::exchange::signature::{POINT_BYTES, PublicKey};
use channel_readiness::domain::exchange::{
    Chosen, Evidence, Invite, InviteId, View, base64_url, share_result, write_invite, write_view,
};
use channel_readiness::domain::json::{Json, compact, parse};
use channel_readiness::domain::pack::Length;
use channel_readiness::domain::replica::{DeviceId, Replica, Stamp};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::Moment;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::page::Page;
use crate::stage::Stage;
use crate::truth::Truth;

pub const INVITE: &str = "0190f5f0-7b1c-7000-8000-0000000000e1";
pub const THEIRS: &str = "0190f5f0-7b1c-7000-8000-0000000000b1";
const HOUR: i64 = 3_600_000;
const THEIR_DEVICE: DeviceId = DeviceId(7);

/// So many hours ago.
#[allow(clippy::disallowed_methods, reason = "tests run outside the browser")]
pub fn ago(hours: i64) -> Result<Moment> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let then = i64::try_from(now)? - hours * HOUR;
    Moment::from_milliseconds(then).ok_or_else(|| "no such moment".into())
}

/// An invite of Northwind's to the shipped questionnaire.
pub fn invite() -> Result<Invite> {
    let facts = |name: &str| CompanyFacts {
        name: name.to_owned(),
        ..CompanyFacts::default()
    };
    Ok(Invite {
        id: InviteId(INVITE.parse()?),
        created_at: ago(30)?,
        pack: Truth::read()?.pack.reference(),
        length: Length::Quick,
        side: Side::Partner,
        from: CompanyFacts {
            kind: Some(Kind::Vendor),
            ..facts("Northwind")
        },
        to: Some(facts("Contoso")),
        language: None,
        message: "Please answer <b>before</b> Friday".to_owned(),
        pack_extra: Vec::new(),
        extra: Vec::new(),
    })
}

pub fn invite_text(invite: &Invite) -> String {
    compact(&write_invite(invite))
}

/// Contoso's record: each level with how many hours ago it was given.
pub fn record(levels: &[(&str, u8, i64)]) -> Result<Replica> {
    let mut document = json!({
        "kind": "response", "format": 1, "id": THEIRS,
        "pack": { "id": "channel-devops", "version": 1, "hash": Truth::read()?.pack.hash.as_str() },
        "side": "partner", "length": "full", "title": "Spring",
        "company": { "id": null, "name": "Contoso", "kind": "reseller", "size": "11-50" },
        "counterpart": { "id": null, "name": "Northwind", "kind": null, "size": null },
        "respondent": "Ada", "createdAt": "2026-01-05T09:00:00.000Z", "updatedAt": "2026-01-06T10:30:00.000Z",
        "answers": {},
    });
    let mut record = Replica::new(&tree(&document)?);
    for (indicator, level, hours) in levels {
        document["answers"][indicator] = json!({
            "state": "level", "level": level, "day": "2026-11-20", "note": "Seen <b>in</b> the calendar", "link": "",
        });
        let at = u64::try_from(ago(*hours)?.milliseconds())?;
        let stamp = Stamp::new(at, 0, THEIR_DEVICE).ok_or("no stamp")?;
        record.change(&tree(&document)?, stamp);
    }
    Ok(record)
}

fn tree(document: &Value) -> Result<Json> {
    parse(&document.to_string()).map_err(|problem| problem.to_string().into())
}

/// What is sent of a record, so many hours ago.
pub fn view_text(record: &Replica, hours: i64) -> Result<String> {
    let view = View::of(record, Evidence::Included, None, ago(hours)?)?;
    Ok(compact(&write_view(&view)))
}

pub fn assessment(record: &Replica) -> Result<Assessment> {
    let document = record.document().ok_or("no document")?;
    Assessment::from_json(&document).map_err(|problems| format!("{problems:?}").into())
}

pub fn result_text(record: &Replica, chosen: Chosen) -> Result<String> {
    let (assessment, truth, at) = (assessment(record)?, Truth::read()?, ago(1)?);
    let readiness = truth.score(&assessment, at.day());
    Ok(compact(&share_result(
        &assessment,
        &readiness,
        &truth.pack,
        chosen,
        ("en", at),
    )))
}

pub fn header(length: usize) -> Header {
    Header {
        is_compressed: false,
        encryption: None,
        content_length: length as u64,
    }
}

/// Neither compressed nor signed.
pub fn file(text: &str) -> Result<Vec<u8>> {
    Ok(seal(Mark::Exchange, &header(text.len()), text.as_bytes())?)
}

pub fn fragment(file: &[u8]) -> String {
    ["#open=", &base64_url(file)].concat()
}

pub fn link(stage: &Stage, file: &[u8]) -> String {
    [&*stage.server.url("/"), &fragment(file)].concat()
}

/// A key that the browser made: the private one as JWK, and the public one.
pub async fn key(page: &Page) -> Result<(Value, PublicKey)> {
    let made = "async () => {
        const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
        const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
        return [await crypto.subtle.exportKey('jwk', pair.privateKey), [...point]];
    }";
    let (private, point): (Value, Vec<u8>) =
        serde_json::from_value(page.await_answer(made, Vec::new()).await?)?;
    let point: [u8; POINT_BYTES] = point.try_into().map_err(|_| "no point")?;
    Ok((private, PublicKey::from_point(point).ok_or("no point")?))
}

/// Signed by a key.
pub async fn signed(page: &Page, text: &str, (private, public): &(Value, PublicKey)) -> Result<Vec<u8>> {
    let begun = to_sign(&header(text.len()), text.as_bytes(), public)?;
    let script = "async (jwk, bytes) => {
        const scheme = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
        const key = await crypto.subtle.importKey('jwk', jwk, scheme, false, ['sign']);
        return [...new Uint8Array(await crypto.subtle.sign(scheme, key, new Uint8Array(bytes)))];
    }";
    let signature = page
        .await_answer(script, vec![private.clone(), json!(begun)])
        .await?;
    let signature: Vec<u8> = serde_json::from_value(signature)?;
    let signature = signature.try_into().map_err(|_| "no signature")?;
    Ok(sign(begun, &signature))
}

/// Encrypted by a passphrase.
pub async fn encrypted(page: &Page, text: &str, passphrase: &str) -> Result<Vec<u8>> {
    let encryption = Encryption {
        rounds: 600_000,
        salt: [3; 16],
        initialisation_vector: [5; 12],
    };
    let header = Header {
        encryption: Some(encryption),
        ..header(text.len())
    };
    let beside = header.additional_data(Mark::Exchange, Signing::Unsigned);
    let script = "async (passphrase, beside, text) => {
        const secret = new TextEncoder().encode(passphrase);
        const given = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
        const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16).fill(3), iterations: 600000 };
        const key = await crypto.subtle.deriveKey(derivation, given, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
        const cipher = { name: 'AES-GCM', iv: new Uint8Array(12).fill(5), additionalData: new Uint8Array(beside) };
        return [...new Uint8Array(await crypto.subtle.encrypt(cipher, key, new TextEncoder().encode(text)))];
    }";
    let given = vec![json!(passphrase), json!(beside), json!(text)];
    let body: Vec<u8> = serde_json::from_value(page.await_answer(script, given).await?)?;
    Ok(seal(Mark::Exchange, &header, &body)?)
}

/// Zeros as gzip, so many bytes.
pub async fn zeros(page: &Page, bytes: usize) -> Result<Vec<u8>> {
    let script = "async (bytes) => {
        const packed = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'));
        return [...new Uint8Array(await new Response(packed).arrayBuffer())];
    }";
    Ok(serde_json::from_value(
        page.await_answer(script, vec![json!(bytes)]).await?,
    )?)
}
