//! What lies in the browser's database, byte for byte.

use channel_readiness::storage::envelope::{self, Envelope};
use channel_readiness::storage::migrations::REPLICA_FORMAT;
use serde_json::{Value, json};

use crate::browser::Result;
use crate::page::Page;

/// The functions that open the database of the page's origin; `run(mode, requests)` gives the requests' results.
const DATABASE: &str = "
    const open = (name) => new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const run = async (name, mode, ask) => {
        const database = await open(name);
        const [records] = [...database.objectStoreNames];
        try {
            return await new Promise((resolve, reject) => {
                const transaction = database.transaction(records, mode);
                const requests = ask(transaction.objectStore(records));
                transaction.oncomplete = () => resolve(requests.map((request) => request.result));
                transaction.onabort = () => reject(transaction.error);
            });
        } finally {
            database.close();
        }
    };
";

/// The ordinary database.
pub const ORDINARY: &str = "channel-readiness";

/// A record as it lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub key: String,
    pub bytes: Vec<u8>,
}

impl Record {
    /// Takes its document out of its envelope.
    pub fn opened(&self) -> Result<(Envelope, Value)> {
        let envelope = envelope::decode(&self.bytes)?;
        let mut payload: Value = serde_json::from_str(&envelope.payload)?;
        if envelope.payload_format >= REPLICA_FORMAT {
            payload = payload["document"].take();
        }
        Ok((envelope, payload))
    }
}

/// Every record of a database, in the order of the keys.
pub async fn records(page: &Page, database: &str) -> Result<Vec<Record>> {
    let script = format!(
        "async (name) => {{ {DATABASE}
            const [keys, values] = await run(name, 'readonly', (all) => [all.getAllKeys(), all.getAll()]);
            return keys.map((key, place) => [key, [...values[place]]]);
        }}"
    );
    let found = page.await_answer(&script, vec![json!(database)]).await?;
    let found: Vec<(String, Vec<u8>)> = serde_json::from_value(found)?;
    Ok(found
        .into_iter()
        .map(|(key, bytes)| Record { key, bytes })
        .collect())
}

/// The records whose key begins so.
pub async fn records_of(page: &Page, kind: &str) -> Result<Vec<Record>> {
    let all = records(page, ORDINARY).await?;
    Ok(all
        .into_iter()
        .filter(|record| record.key.starts_with(kind))
        .collect())
}

/// Puts bytes in the place of a record.
pub async fn damage(page: &Page, key: &str, bytes: &[u8]) -> Result<()> {
    let script = format!(
        "async (name, key, bytes) => {{ {DATABASE}
            await run(name, 'readwrite', (all) => [all.put(new Uint8Array(bytes), key)]);
        }}"
    );
    page.await_answer(&script, vec![json!(ORDINARY), json!(key), json!(bytes)])
        .await
        .map(drop)
}

/// Puts a text, which no record is, in the place of a record.
pub async fn put_text(page: &Page, key: &str, text: &str) -> Result<()> {
    let script = format!(
        "async (name, key, text) => {{ {DATABASE}
            await run(name, 'readwrite', (all) => [all.put(text, key)]);
        }}"
    );
    page.await_answer(&script, vec![json!(ORDINARY), json!(key), json!(text)])
        .await
        .map(drop)
}

/// A value as it lies there, whatever it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Lying {
    pub key: String,
    /// Such as `Uint8Array [67,82]`.
    pub value: String,
}

/// Every value of the ordinary database, in the order of the keys.
pub async fn lying(page: &Page) -> Result<Vec<Lying>> {
    let script = format!(
        "async (name) => {{ {DATABASE}
            const [keys, values] = await run(name, 'readonly', (all) => [all.getAllKeys(), all.getAll()]);
            const told = (value) => `${{value.constructor.name}} ${{JSON.stringify([...value])}}`;
            return keys.map((key, place) => ({{ key: String(key), value: told(values[place]) }}));
        }}"
    );
    let found = page.await_answer(&script, vec![json!(ORDINARY)]).await?;
    Ok(serde_json::from_value(found)?)
}

/// Makes the ordinary database of a version, where there is none, and puts these records into it.
pub async fn make(page: &Page, version: u32, records: &[Record]) -> Result<()> {
    let script = "async (name, version, records) => {
        const request = indexedDB.open(name, version);
        request.onupgradeneeded = () => {
            if (!request.result.objectStoreNames.contains('records')) request.result.createObjectStore('records');
        };
        await new Promise((resolve, reject) => {
            request.onsuccess = resolve;
            request.onerror = () => reject(request.error);
            // Whoever holds it lets go once what runs there has ended.
            request.onblocked = () => setTimeout(() => reject(new Error('blocked')), 5000);
        });
        const transaction = request.result.transaction('records', 'readwrite');
        for (const [key, bytes] of records) transaction.objectStore('records').put(new Uint8Array(bytes), key);
        await new Promise((resolve, reject) => {
            transaction.oncomplete = resolve;
            transaction.onabort = () => reject(transaction.error);
        });
        request.result.close();
    }";
    let records: Vec<_> = records.iter().map(|one| (&one.key, &one.bytes)).collect();
    page.await_answer(script, vec![json!(ORDINARY), json!(version), json!(records)])
        .await
        .map(drop)
}

/// Deletes the ordinary database and nothing else.
pub async fn remove(page: &Page) -> Result<()> {
    let script = "(name) => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve(null);
        request.onerror = () => reject(request.error);
        request.onblocked = () => setTimeout(() => reject(new Error('blocked')), 5000);
    })";
    page.await_answer(script, vec![json!(ORDINARY)]).await.map(drop)
}
