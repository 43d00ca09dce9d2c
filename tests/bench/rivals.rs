//! Who takes part, and from where each is served.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use channel_readiness::domain::pack::{FirstPart, Pack};
use serde_json::Value;

use crate::arguments::SurveyJsLayout;
use crate::browser::Result;
use crate::keeping;
use crate::partners;
use crate::questionnaire::first_part;
use crate::server::{Options, Root, Server};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rival {
    Widget,
    SurveyJs,
    HandWritten,
}

impl Rival {
    pub const ALL: [Self; 3] = [Self::Widget, Self::SurveyJs, Self::HandWritten];

    /// As `page/adapters.js` names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::SurveyJs => "surveyjs",
            Self::HandWritten => "hand-written",
        }
    }
}

/// The rivals, each on a server of its own, so that they share neither a connection nor an origin.
#[derive(Debug)]
pub struct Contest {
    pub entrants: Vec<Entrant>,
    /// Where lies what is made for the pages.
    pub common: PathBuf,
}

#[derive(Debug)]
pub struct Entrant {
    pub rival: Rival,
    pub server: Server,
    /// Where its page begins.
    pub address: String,
}

/// An empty page, to warm the browser's process on without touching what is measured.
pub const EMPTY_PAGE: &str = "/empty.html";
/// Asked for when the first question is there; not served, only noted.
pub const MARK: &str = "/first-question-is-there";

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

impl Contest {
    /// Serves every rival that is there; `name` is that of the folder for what is made of the pack, the
    /// documents of P8 to P10 among it where they are to be kept. Without the widget's build the other two compete alone.
    ///
    /// # Errors
    /// `SurveyJS` that is not installed, or files that cannot be served.
    pub fn prepare(pack: &Value, name: &str, layout: SurveyJsLayout, is_kept: bool) -> Result<Self> {
        let dist = dist();
        let common = write_common_files(pack, name)?;
        if is_kept {
            keeping::write_documents(pack, &common)?;
        }
        let mut entrants = Vec::new();
        for rival in Rival::ALL {
            if rival == Rival::Widget && !dist.join("channel-readiness.js").is_file() {
                println!(
                    "{} holds no build: the widget does not take part.",
                    dist.display()
                );
                continue;
            }
            let server = serve(roots(rival, &dist, &common, is_kept)?, "no-store")?;
            let one_page = rival == Rival::SurveyJs && layout == SurveyJsLayout::OnePage;
            let address = server.url(if one_page { "/?layout=one-page" } else { "/" });
            entrants.push(Entrant {
                rival,
                server,
                address,
            });
        }
        Ok(Self { entrants, common })
    }

    /// The widget once more, where a browser may keep what it has fetched; `bundle` is what the page takes in. `None`
    /// without its build.
    ///
    /// # Errors
    /// Files that cannot be served.
    pub fn returning(&self, bundle: &Path) -> Result<Option<Server>> {
        if !self.entrants.iter().any(|entrant| entrant.rival == Rival::Widget) {
            return Ok(None);
        }
        let mut roots = roots(Rival::Widget, &dist(), &self.common, false)?;
        roots.insert(0, Root::new("/bundle.json", bundle));
        serve(roots, "max-age=86400").map(Some)
    }
}

/// The folder of the widget's build.
fn dist() -> PathBuf {
    env::var_os("CHANNEL_READINESS_DIST").map_or_else(|| project().join("dist"), PathBuf::from)
}

/// The first part of the pack, and the empty page, in a folder under `target/`.
fn write_common_files(pack: &Value, name: &str) -> Result<PathBuf> {
    let folder = project().join("target/bench").join(name);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("empty.html"), "<!doctype html><title>Empty</title>")?;
    fs::write(folder.join("pack.json"), first_part(pack).to_string())?;
    // The widget's own build has them for the shipped pack; here they are those of the pack that is asked.
    let text = pack.to_string();
    let whole = Pack::parse(&text).map_err(|problems| format!("the pack: {problems:?}"))?;
    fs::write(folder.join("first.txt"), FirstPart::cut(&whole).write())?;
    fs::write(folder.join("whole.json"), text)?;
    Ok(folder)
}

fn roots(rival: Rival, dist: &Path, common: &Path, is_kept: bool) -> Result<Vec<Root>> {
    let bench = project().join("tests/bench");
    let hand_written = bench.join("rival-hand-written");
    let mut roots = vec![Root::new(EMPTY_PAGE, common.join("empty.html"))];
    if is_kept {
        roots.push(Root::new("/bundle.json", common.join(keeping::BUNDLE)));
        roots.push(Root::new("/one.json", common.join(keeping::ONE)));
    }
    match rival {
        Rival::Widget => {
            roots.push(Root::new(
                "/packs/channel-devops.first.txt",
                common.join("first.txt"),
            ));
            roots.push(Root::new("/packs/channel-devops.json", common.join("whole.json")));
            for page in ["watched.html", "partners.html"] {
                roots.push(Root::new(&format!("/{page}"), bench.join("page").join(page)));
            }
            roots.push(Root::new("/", dist));
        }
        Rival::HandWritten => {
            roots.push(Root::new("/pack.json", common.join("pack.json")));
            roots.extend(partners::files(common).map(|(address, file)| Root::new(&address, file)));
            roots.push(Root::new("/", hand_written));
        }
        Rival::SurveyJs => {
            roots.push(Root::new("/pack.json", common.join("pack.json")));
            roots.push(Root::new("/scoring.js", hand_written.join("scoring.js")));
            let modules =
                env::var_os("BENCH_NODE_MODULES").map_or_else(|| bench.join("node_modules"), PathBuf::from);
            for package_file in [
                "survey-core/survey.core.min.js",
                "survey-core/survey-core.fontless.min.css",
                "survey-js-ui/survey-js-ui.min.js",
            ] {
                let file = modules.join(package_file);
                if !file.is_file() {
                    return Err(format!(
                        "{} is missing: run `cargo xtask bench`, which installs it",
                        file.display()
                    )
                    .into());
                }
                let name = package_file.rsplit('/').next().unwrap_or(package_file);
                roots.push(Root::new(&format!("/{name}"), file));
            }
            roots.push(Root::new("/", bench.join("rival-surveyjs")));
        }
    }
    Ok(roots)
}

fn serve(roots: Vec<Root>, cache_control: &str) -> Result<Server> {
    let headers = [
        // An isolated page gets a clock of 5 microseconds in place of 100.
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cache-Control", cache_control),
    ];
    let headers = headers
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    Ok(Server::start(Options {
        roots,
        brotli: true,
        headers,
    })?)
}
