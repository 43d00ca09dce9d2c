//! A portal with `<channel-readiness-frame>`, and a server of another origin that has the program and the frame page.

use std::fs;

use serde_json::json;

use crate::browser::Result;
use crate::finding::until;
use crate::page::Page;
use crate::server::{Options, Root, Server};
use crate::stage::{Folder, Stage, dist, project};

/// The element that holds the frame.
pub const HOST: &str = "channel-readiness-frame";
const NONE: &str = "<meta name=\"channel-readiness-parents\" content=\"\">";

/// A portal with the element, and a server of another origin that has the program and the frame page.
#[derive(Debug)]
pub struct Framed {
    pub app: Server,
    /// The element of the portal's page.
    pub element: Page,
    query: String,
    folder: Folder,
}

impl Framed {
    /// The portal is the stage's own server, and is listed.
    pub async fn open(stage: &Stage, query: &str) -> Result<Self> {
        let framed = Self::beside(stage, &[&origin(&stage.server)], query, Vec::new())?;
        framed.go(stage, &stage.server).await?;
        Ok(framed)
    }

    /// A server whose frame page has this list; nothing is opened yet.
    pub fn beside(
        stage: &Stage,
        parents: &[&str],
        query: &str,
        headers: Vec<(String, String)>,
    ) -> Result<Self> {
        let folder = Folder::new("frame")?;
        let page = folder.file("frame.html", frame_page(parents)?)?;
        let app = Server::start(Options {
            roots: vec![
                Root::new("/frame.html", page),
                Root::new("/pages/", project().join("tests/end_to_end/pages")),
                Root::new("/", dist()),
            ],
            brotli: false,
            headers,
        })?;
        Ok(Self {
            app,
            element: Page::at(&stage.driver, stage.engine, HOST),
            query: query.to_owned(),
            folder,
        })
    }

    /// From now on the frame page has this list.
    pub fn list(&self, parents: &[&str]) -> Result<()> {
        self.folder.file("frame.html", frame_page(parents)?).map(drop)
    }

    /// Opens the portal's page on this server.
    pub async fn go(&self, stage: &Stage, portal: &Server) -> Result<()> {
        stage.driver.goto(self.address(portal)).await?;
        until("the element to be defined", || async {
            let framed = self.element.ask("return window.framed ?? false", Vec::new());
            Ok((framed.await? == json!(true)).then_some(()))
        })
        .await
    }

    /// The address of the portal's page.
    pub fn address(&self, portal: &Server) -> String {
        portal.url(&format!(
            "/pages/frame.html?app={}{}",
            origin(&self.app),
            self.query
        ))
    }

    /// What is in the frame, as its own page; the driver is in the frame from now on.
    pub async fn within(&self, stage: &Stage) -> Result<Page> {
        until("the frame", || async {
            stage.driver.enter_default_frame().await?;
            self.element.one("iframe").await?.enter_frame().await?;
            let address = stage
                .driver
                .execute("return location.pathname", Vec::new())
                .await?;
            Ok((address.json() == &json!("/frame.html")).then_some(()))
        })
        .await?;
        // Not every driver knows computed roles within a frame.
        Ok(stage.page().taken_at_its_word())
    }

    /// The same, once it has started.
    pub async fn inner(&self, stage: &Stage) -> Result<Page> {
        until("the element in the frame", || async {
            let inner = self.within(stage).await?;
            inner.started().await?;
            Ok(Some(inner))
        })
        .await
    }

    /// Back to the portal's page.
    pub async fn outer(&self, stage: &Stage) -> Result<&Page> {
        stage.driver.enter_default_frame().await?;
        Ok(&self.element)
    }
}

/// A server's origin.
pub fn origin(server: &Server) -> String {
    server.url("")
}

/// The frame page of the bundle, with a list.
fn frame_page(parents: &[&str]) -> Result<String> {
    let page = fs::read_to_string(dist().join("frame.html"))?;
    if !page.contains(NONE) {
        return Err("the frame page has no empty list".into());
    }
    Ok(page.replace(NONE, &NONE.replace("\"\"", &format!("\"{}\"", parents.join(" ")))))
}
