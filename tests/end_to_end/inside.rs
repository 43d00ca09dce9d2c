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
