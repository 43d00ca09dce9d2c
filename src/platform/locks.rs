//! One at a time, over all pages of the origin: the browser's Web Locks.

use core::future::Future;

use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use super::deadline::{ANSWER_LIMIT_MILLISECONDS, Unsettled, settled};
use super::objects::{Exception, member, options, service};

/// Why work was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// Another held the lock for the whole time.
    #[error("the lock was not free in time")]
    TimedOut,
    /// The browser refused, such as on a page that is being left.
    #[error("{0}")]
    Refused(Exception),
}

/// A lock that is held, or asked for. Let go when dropped; asked for in vain, it will not be had later.
#[derive(Debug)]
pub struct Lock {
    release: Function,
    request: AbortController,
    /// Held for as long as the browser may call it.
    _granted: Closure<dyn FnMut() -> Promise>,
}

// web-sys counts Web Locks as unstable.
#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;
}

/// Does work while nobody else holds the lock of that name, on this page or another of the origin. The lock is let go when
/// the work is done or its future dropped. Asking again for a lock within its own work waits in vain.
///
/// Where there are no locks, as on pages served by plain http and in frames without an origin, the work is just done: what
/// it changes must be safe without them.
///
/// # Errors
/// [`LockError::TimedOut`] where the lock was not had within so many milliseconds; the work was not begun.
pub async fn with_lock<T>(
    name: &str,
    limit_milliseconds: u32,
    work: impl Future<Output = T>,
) -> Result<T, LockError> {
    let lock = hold(name, limit_milliseconds).await?;
    let outcome = work.await;
    drop(lock);
    Ok(outcome)
}

/// Holds the lock of that name until what is given back is dropped; `None` where there are no locks.
///
/// # Errors
/// As [`with_lock`].
pub async fn hold(name: &str, limit_milliseconds: u32) -> Result<Option<Lock>, LockError> {
    let Some(manager) = manager() else {
        return Ok(None);
    };
    let (lock, granted) = Lock::ask(&manager, name)?;
    match settled(&granted, limit_milliseconds).await {
        Ok(_) => Ok(Some(lock)),
        Err(Unsettled::TimedOut) => Err(LockError::TimedOut),
        // A frame without an origin: its pages have nothing in common.
        Err(Unsettled::Rejected(exception)) if exception.name == "SecurityError" => Ok(None),
        Err(Unsettled::Rejected(exception)) => Err(LockError::Refused(exception)),
    }
}

/// The names of the locks that pages of this origin hold or wait for and that begin with `prefix`, in alphabetical order.
/// Empty where the browser does not tell.
pub async fn names(prefix: &str) -> Vec<String> {
    let Some(Ok(asked)) = manager().map(|manager| manager.query()) else {
        return Vec::new();
    };
    let Ok(answer) = settled(&asked, ANSWER_LIMIT_MILLISECONDS).await else {
        return Vec::new();
    };
    let locks = ["held", "pending"]
        .iter()
        .filter_map(|list| member(&answer, list));
    let mut names: Vec<String> = locks
        .flat_map(|list| Array::from(&list).to_vec())
        .filter_map(|lock| member(&lock, "name")?.as_string())
        .filter(|name| name.starts_with(prefix))
        .collect();
    names.sort();
    names.dedup();
    names
}

impl Lock {
    /// Asks for a lock. The promise is resolved when it is had, and rejected when it will not be.
    fn ask(manager: &LockManager, name: &str) -> Result<(Self, Promise), LockError> {
        let refused = |thrown: JsValue| LockError::Refused(Exception::of(&thrown));
        let (had, tell) = promise();
        let (released, release) = promise();
        let granted = Closure::<dyn FnMut() -> Promise>::new(move || {
            // Calling a promise's resolve function cannot fail.
            let _ = tell.call0(&JsValue::UNDEFINED);
            released.clone()
        });
        let controller = AbortController::new().map_err(refused)?;
        let options = options(&[
            ("mode", "exclusive".into()),
            ("signal", controller.signal().into()),
        ]);
        let request = manager.request(name, &options, granted.as_ref().unchecked_ref());
        let lock = Self {
            release,
            request: controller,
            _granted: granted,
        };
        // The request's own promise is resolved only when the lock is let go.
        let request = request.map_err(refused)?;
        let first = Promise::race(&Array::of2(&had, &request));
        Ok((lock, first))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
        // Does nothing to a lock that was had.
        self.request.abort();
    }
}

fn manager() -> Option<LockManager> {
    service(&["navigator", "locks"]).map(JsCast::unchecked_into)
}

fn promise() -> (Promise, Function) {
    // An empty function would be made from text, which a strict policy forbids.
    let mut resolve = None;
    let promise = Promise::new(&mut |fulfil, _| resolve = Some(fulfil));
    // Always set by then.
    let resolve = resolve.map_or(JsValue::UNDEFINED, JsValue::from);
    (promise, resolve.unchecked_into())
}
