//! The bundle on a static host of a test's own, where its files can be damaged, and a newer version can take its place.

use std::fs;
use std::path::{Path, PathBuf};

use channel_readiness::domain::exchange::base64::base64;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::browser::Result;
use crate::server::Server;
use crate::stage::{Folder, dist, serve_site};

/// How the newer version calls its core, and itself.
pub const NEWER: &str = "ffffffffffffffff";
/// What the newer version adds to its styles of later parts.
pub const MARK: &str = "/* newer */";

/// A host with a version of the page in its folder.
#[derive(Debug)]
pub struct Site {
    pub server: Server,
    folder: Folder,
    /// Where the page stands: begins and ends with `/`.
    pub address: String,
}

impl Site {
    /// The bundle as it was built.
    pub fn new(address: &str, headers: Vec<(String, String)>) -> Result<Self> {
        let folder = Folder::new("site")?;
        copy(&dist(), &folder.0)?;
        Ok(Self {
            server: serve_site(address, &folder.0, headers)?,
            folder,
            address: address.to_owned(),
        })
    }

    /// The full address of the page.
    pub fn page(&self) -> String {
        self.server.url(&self.address)
    }

    /// The host is gone; the page's address stays.
    pub fn shut(self) -> String {
        self.page()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    /// One byte in the middle of a file is another one.
    pub fn damage(&self, name: &str) -> Result<()> {
        let mut bytes = fs::read(self.file(name))?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Ok(fs::write(self.file(name), bytes)?)
    }

    /// As it was built.
    pub fn mend(&self, name: &str) -> Result<()> {
        fs::copy(dist().join(name), self.file(name))?;
        Ok(())
    }

    /// The name of a file of the core, with its folder.
    pub fn of_core(&self, name: &str) -> Result<String> {
        let folder = fs::read_dir(self.file("core"))?
            .next()
            .ok_or("there is no core")??;
        Ok(format!("core/{}/{name}", folder.file_name().to_string_lossy()))
    }

    /// Puts a newer version in place of the one that is there: the same program under another name, and other styles. Of
    /// the older one nothing is left.
    pub fn renew(&self) -> Result<()> {
        let old = self.of_core("")?;
        let new = format!("core/{NEWER}/");
        fs::rename(self.file(&old), self.file(&new))?;
        for entry in ["channel-readiness.js", "channel-readiness.node.js"] {
            let text = fs::read_to_string(self.file(entry))?;
            fs::write(self.file(entry), text.replace(&old, &new))?;
        }
        let styles = fs::read_to_string(self.file("later.css"))?;
        fs::write(self.file("later.css"), format!("{MARK}{styles}"))?;

        let worker = fs::read_to_string(self.file("offline.js"))?;
        let (begin, end) = list_in(&worker)?;
        let listed: Map<String, Value> = serde_json::from_str(&worker[begin..end])?;
        let renamed = listed.keys().map(|name| name.replace(&old, &new));
        let list: Map<String, Value> = renamed
            .map(|name| {
                let file = if name.is_empty() { "index.html" } else { &name };
                let digest = base64(&Sha256::digest(fs::read(self.file(file))?));
                Ok((name, json!(format!("sha256-{digest}"))))
            })
            .collect::<Result<_>>()?;
        let before = &worker[..begin];
        let version = before.rfind(is_quote).ok_or("no version")?;
        let version_begins = before[..version].rfind(is_quote).ok_or("no version")? + 1;
        let renewed = [
            &before[..version_begins],
            NEWER,
            &before[version..],
            &json!(list).to_string(),
            &worker[end..],
        ];
        Ok(fs::write(self.file("offline.js"), renewed.concat())?)
    }
}

fn is_quote(letter: char) -> bool {
    letter == '"' || letter == '\''
}

/// Where the worker has its list: the first object of texts.
fn list_in(worker: &str) -> Result<(usize, usize)> {
    let begin = worker.find("{\"").ok_or("the worker has no list")?;
    let end = worker[begin..].find('}').ok_or("the worker's list has no end")?;
    Ok((begin, begin + end + 1))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
