//! Roles and names as the browser computes them for assistive technology, and waiting.

use std::time::{Duration, Instant};

use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

use crate::browser::Result;

/// How long a condition may take to come true.
pub const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_LOOKS: Duration = Duration::from_millis(15);

/// Looks again and again until there is something.
///
/// # Errors
/// What was waited for, with the last error, when it does not come in time.
pub async fn until<T, Look>(what: &str, look: impl FnMut() -> Look) -> Result<T>
where
    Look: Future<Output = Result<Option<T>>>,
{
    until_within(PATIENCE, what, look).await
}

/// The same for what may take longer.
///
/// # Errors
/// What was waited for, with the last error, when it does not come in time.
pub async fn until_within<T, Look>(
    patience: Duration,
    what: &str,
    mut look: impl FnMut() -> Look,
) -> Result<T>
where
    Look: Future<Output = Result<Option<T>>>,
{
    let began = Instant::now();
    loop {
        let last = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => String::new(),
            Err(error) => format!(" ({error})"),
        };
        if began.elapsed() > patience {
            return Err(format!("waited in vain for {what}{last}").into());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

/// What assistive technology is told that an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    pub role: String,
    /// White space is collapsed.
    pub name: String,
}

impl Spoken {
    /// Asks the browser.
    ///
    /// # Errors
    /// An element that has left the page.
    pub async fn of(driver: &WebDriver, element: &WebElement) -> Result<Self> {
        let role = computed(driver, element, "computedrole").await?;
        let name = computed(driver, element, "computedlabel").await?;
        Ok(Self {
            role,
            name: collapsed(&name),
        })
    }
}

async fn computed(driver: &WebDriver, element: &WebElement, what: &'static str) -> Result<String> {
    let command = Computed {
        element: element.element_id().to_string(),
        what,
    };
    let answer = driver.handle().cmd(command).await?.value_json()?;
    Ok(answer.as_str().unwrap_or_default().to_owned())
}

#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        // The method's type belongs to a crate that only thirtyfour names; its default is GET.
        let address = format!("/session/{session_id}/element/{}/{}", self.element, self.what);
        RequestData::new("GET".try_into().unwrap_or_default(), address)
    }
}

/// Every run of white space as one space.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
