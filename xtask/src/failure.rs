//! Why a command stopped, in words for the person at the terminal.

/// One plain sentence about what failed, and what to do about it where there is something to do.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Failure {
    what: String,
    remedy: Option<String>,
}

/// What a step gives.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: None,
        }
    }

    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    pub fn remedy(&self) -> Option<&str> {
        self.remedy.as_deref()
    }
}

/// Turns another error into a failure that says what was being done.
pub trait While<T> {
    /// # Errors
    /// "Could not read public/packs: no such file", for an error while doing `read public/packs`.
    fn during(self, doing: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: std::fmt::Display> While<T> for Result<T, E> {
    fn during(self, doing: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|cause| Failure::new(format!("Could not {}: {cause}", doing())))
    }
}
