//! What the pages of one origin have in common, in a browser: channel, locks, and whether the page is seen.
#![cfg(target_arch = "wasm32")]

use core::cell::{Cell, RefCell};
use core::future::{Future, pending, poll_fn};
use core::pin::pin;
use core::task::{Poll, Waker};
use std::collections::VecDeque;
use std::rc::Rc;

use channel_readiness::platform::channel::{Channel, Means};
use channel_readiness::platform::locks::{LockError, hold, names, with_lock};
use channel_readiness::platform::{marks, visibility};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// Another page of the origin, which is a frame, and a browser with faults: each is undone by the function that is given
// back.
#[wasm_bindgen(inline_js = r#"
function replace(owner, name, descriptor) {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...descriptor });
  return () => Object.defineProperty(owner, name, original);
}
export function withoutBroadcastChannel() { return replace(globalThis, 'BroadcastChannel', { value: undefined }); }
export function withoutLocalStorage() {
  return replace(globalThis, 'localStorage', { get() { throw new DOMException('made up', 'SecurityError'); } });
}
export function withoutLocks() { return replace(Navigator.prototype, 'locks', { get: () => undefined }); }
export function refusingLocks(name) {
  return replace(LockManager.prototype, 'request', { value: () => Promise.reject(new DOMException('made up', name)) });
}
export function hiding(hidden) { return replace(Document.prototype, 'hidden', { get: () => hidden }); }
export function fire(target, type, members) {
  (target === 'window' ? window : document).dispatchEvent(Object.assign(new Event(type), members));
}
export function recordingCloses(seen) {
  const original = BroadcastChannel.prototype.close;
  return replace(BroadcastChannel.prototype, 'close', { writable: true, value() { seen.push(this.name); original.call(this); } });
}
export class Page {
  constructor() {
    this.frame = document.body.appendChild(document.createElement('iframe'));
    this.window = this.frame.contentWindow;
  }
  post(name, value) {
    const channel = new this.window.BroadcastChannel(name);
    channel.postMessage(value);
    channel.close();
  }
  write(key, value) { this.window.localStorage.setItem(key, value); }
  forget(key) { this.window.localStorage.removeItem(key); }
  nextWritten() {
    return new Promise((resolve) => this.window.addEventListener('storage', (event) => {
      if (event.newValue !== null) resolve(`${event.key} ${event.newValue}`);
    }));
  }
  async hold(name) {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await new Promise((resolve) => { this.window.navigator.locks.request(name, () => { resolve(); return released; }); });
    return release;
  }
  async waitingFor(name) {
    const { pending } = await this.window.navigator.locks.query();
    return pending.filter((lock) => lock.name === name).length;
  }
  leave() { this.frame.remove(); }
}
export function keysLeft() { return Object.keys(localStorage).join(); }
const last = new Error('the last one');
export function recordingUnhandled(seen) {
  const listen = (event) => {
    event.preventDefault();
    if (event.reason !== last) seen.push(String(event.reason));
  };
  addEventListener('unhandledrejection', listen);
  return () => removeEventListener('unhandledrejection', listen);
}
// They are reported in their order, some time later.
export async function allUnhandledReported() {
  await new Promise((resolve) => {
    addEventListener('unhandledrejection', function listen(event) {
      if (event.reason !== last) return;
      removeEventListener('unhandledrejection', listen);
      resolve();
    });
    Promise.reject(last);
  });
}
export async function turnOfTheLoop() {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
  port1.close();
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = withoutBroadcastChannel)]
    fn without_broadcast_channel() -> js_sys::Function;
    #[wasm_bindgen(js_name = withoutLocalStorage)]
    fn without_local_storage() -> js_sys::Function;
    #[wasm_bindgen(js_name = withoutLocks)]
    fn without_locks() -> js_sys::Function;
    #[wasm_bindgen(js_name = refusingLocks)]
    fn refusing_locks(name: &str) -> js_sys::Function;
    fn hiding(hidden: bool) -> js_sys::Function;
    fn fire(target: &str, event: &str, members: &JsValue);
    #[wasm_bindgen(js_name = recordingCloses)]
    fn recording_closes(seen: &js_sys::Array) -> js_sys::Function;

    type Page;
    #[wasm_bindgen(constructor)]
    fn new() -> Page;
    #[wasm_bindgen(method)]
    fn post(this: &Page, name: &str, value: &JsValue);
    #[wasm_bindgen(method)]
    fn write(this: &Page, key: &str, value: &str);
    #[wasm_bindgen(method)]
    fn forget(this: &Page, key: &str);
    #[wasm_bindgen(method, js_name = nextWritten)]
    async fn next_written(this: &Page) -> JsValue;
    #[wasm_bindgen(method)]
    async fn hold(this: &Page, name: &str) -> JsValue;
    #[wasm_bindgen(method, js_name = waitingFor)]
    async fn waiting_for(this: &Page, name: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn leave(this: &Page);

    #[wasm_bindgen(js_name = keysLeft)]
    fn keys_left() -> String;
    #[wasm_bindgen(js_name = recordingUnhandled)]
    fn recording_unhandled(seen: &js_sys::Array) -> js_sys::Function;
    #[wasm_bindgen(js_name = allUnhandledReported)]
    async fn all_unhandled_reported();
    #[wasm_bindgen(js_name = turnOfTheLoop)]
    async fn turn_of_the_loop();
}

/// A fault that ends with the block it stands in.
struct Fault(js_sys::Function);

impl Drop for Fault {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).expect("undone");
    }
}

/// What a channel was told, in order.
#[derive(Clone, Default)]
struct Inbox(Rc<RefCell<(VecDeque<String>, Option<Waker>)>>);

impl Inbox {
    fn open(name: &str) -> (Channel, Self) {
        let inbox = Self::default();
        let receiver = inbox.clone();
        (Channel::open(name, move |text| receiver.receive(text)), inbox)
    }

    fn receive(&self, text: String) {
        let (texts, waker) = &mut *self.0.borrow_mut();
        texts.push_back(text);
        if let Some(waker) = waker.take() {
            waker.wake();
        }
    }

    async fn next(&self) -> String {
        poll_fn(|context| {
            let (texts, waker) = &mut *self.0.borrow_mut();
            waker.replace(context.waker().clone());
            texts.pop_front().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    fn is_empty(&self) -> bool {
        self.0.borrow().0.is_empty()
    }
}

/// Runs the work until a condition holds, then drops it.
async fn given_up_when(work: impl Future, condition: impl Fn() -> bool) {
    let mut work = pin!(work);
    poll_fn(|context| {
        let ended = work.as_mut().poll(context).is_ready();
        assert!(!ended, "the work ended before it was given up");
        if condition() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// Runs two works side by side, the first one a little ahead.
async fn side_by_side(first: impl Future, second: impl Future) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let mut open = [true; 2];
    poll_fn(|context| {
        open[0] = open[0] && first.as_mut().poll(context).is_pending();
        open[1] = open[1] && second.as_mut().poll(context).is_pending();
        if open == [false; 2] {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

fn release(lock: &JsValue) {
    js_sys::Function::from(lock.clone())
        .call0(&JsValue::NULL)
        .expect("released");
}

#[wasm_bindgen_test]
async fn a_text_reaches_all_others_of_the_name_and_not_its_sender() {
    let ((a, at_a), (b, at_b), (_c, at_c)) = (Inbox::open("one"), Inbox::open("one"), Inbox::open("two"));
    assert_eq!(a.means(), Means::Channel);
    a.post("Größe");
    assert_eq!(at_b.next().await, "Größe");
    b.post("back");
    assert_eq!(at_a.next().await, "back");
    assert!(at_a.is_empty() && at_b.is_empty() && at_c.is_empty());
}

#[wasm_bindgen_test]
async fn a_text_of_another_page_comes_through_and_what_is_no_text_does_not() {
    let page = Page::new();
    let (_channel, inbox) = Inbox::open("pages");
    page.post("pages", &js_sys::Object::new());
    page.post("pages", &JsValue::from_str("text"));
    assert_eq!(inbox.next().await, "text");
    page.leave();
}

#[wasm_bindgen_test]
async fn a_dropped_channel_is_closed_and_hears_nothing_more() {
    let closed = js_sys::Array::new();
    let recording = Fault(recording_closes(&closed));
    let ((a, _), (b, at_b), (_c, at_c)) = (Inbox::open("drop"), Inbox::open("drop"), Inbox::open("drop"));
    drop(b);
    drop(recording);
    assert_eq!(closed.join(","), "drop");
    a.post("late");
    assert_eq!(at_c.next().await, "late");
    assert!(at_b.is_empty());
}

#[wasm_bindgen_test]
async fn a_channel_may_be_dropped_by_its_own_message() {
    let (a, _) = Inbox::open("own");
    let slot: Rc<RefCell<Option<Channel>>> = Rc::default();
    let (own, heard) = (Rc::clone(&slot), Rc::new(Cell::new(0)));
    let hear = Rc::clone(&heard);
    *slot.borrow_mut() = Some(Channel::open("own", move |_| {
        drop(own.take());
        hear.set(hear.get() + 1);
    }));
    let (_last, at_last) = Inbox::open("own");
    a.post("1");
    a.post("2");
    assert_eq!(
        (at_last.next().await, at_last.next().await),
        ("1".into(), "2".into())
    );
    assert_eq!(heard.get(), 1);
}

#[wasm_bindgen_test]
async fn without_channels_texts_go_by_local_storage_and_leave_nothing_there() {
    let _fault = Fault(without_broadcast_channel());
    let (page, before) = (Page::new(), keys_left());
    let ((a, at_a), (_b, at_b)) = (Inbox::open("signal"), Inbox::open("signal"));
    assert_eq!(a.means(), Means::StorageEvents);
    let written = page.next_written();
    a.post("Größe");
    assert_eq!(at_b.next().await, "Größe");
    assert_eq!(
        written.await.as_string().as_deref(),
        Some("channel-readiness-signal.signal Größe")
    );
    assert_eq!(keys_left(), before);
    page.write("channel-readiness-signal.other", "not for us");
    page.write("channel-readiness-signal.signal", "from there");
    assert_eq!(
        (at_a.next().await, at_b.next().await),
        ("from there".into(), "from there".into())
    );
    // The same text is heard again.
    page.write("channel-readiness-signal.signal", "");
    page.write("channel-readiness-signal.signal", "from there");
    assert_eq!(
        (at_a.next().await, at_a.next().await),
        (String::new(), "from there".into())
    );
    page.forget("channel-readiness-signal.other");
    page.forget("channel-readiness-signal.signal");
    assert_eq!(keys_left(), before);
    page.leave();
}

#[wasm_bindgen_test]
async fn without_anything_the_page_s_own_listeners_still_hear() {
    let _faults = (Fault(without_broadcast_channel()), Fault(without_local_storage()));
    let ((a, at_a), (b, at_b), (_c, at_c)) =
        (Inbox::open("alone"), Inbox::open("alone"), Inbox::open("alone"));
    let (_other, at_other) = Inbox::open("other");
    assert_eq!(a.means(), Means::Polling);
    a.post("1");
    // Never within the call that posts.
    assert!(at_b.is_empty());
    assert_eq!((at_b.next().await, at_c.next().await), ("1".into(), "1".into()));
    drop(b);
    a.post("2");
    assert_eq!(at_c.next().await, "2");
    assert!(at_a.is_empty() && at_b.is_empty() && at_other.is_empty());
    assert!(marks::namespaces().is_empty());
}

#[wasm_bindgen_test]
async fn two_works_under_one_lock_do_not_mix() {
    let log: Rc<RefCell<Vec<&str>>> = Rc::default();
    let work = |begin: &'static str, end: &'static str| {
        let log = Rc::clone(&log);
        async move {
            log.borrow_mut().push(begin);
            // The browser grants in order: whoever was let in by mistake is in by now.
            for _ in 0..2 {
                drop(hold(begin, 5_000).await);
            }
            turn_of_the_loop().await;
            log.borrow_mut().push(end);
        }
    };
    side_by_side(
        with_lock("mix", 5_000, work("first begins", "first ends")),
        with_lock("mix", 5_000, work("second begins", "second ends")),
    )
    .await;
    assert_eq!(
        *log.borrow(),
        ["first begins", "first ends", "second begins", "second ends"]
    );
}

#[wasm_bindgen_test]
async fn a_lock_that_another_page_holds_is_not_had_in_time_and_not_later_either() {
    let unhandled = js_sys::Array::new();
    let recording = Fault(recording_unhandled(&unhandled));
    let page = Page::new();
    let held = page.hold("held").await;
    let begun = Cell::new(false);
    let outcome = with_lock("held", 50, async { begun.set(true) }).await;
    assert_eq!((outcome, begun.get()), (Err(LockError::TimedOut), false));
    assert_eq!(names("hel").await, ["held"]);
    while page.waiting_for("held").await != 0 {}
    release(&held);
    assert!(hold("held", 5_000).await.expect("had").is_some());
    all_unhandled_reported().await;
    drop(recording);
    assert_eq!(unhandled.length(), 0, "{unhandled:?}");
    page.leave();
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_frees_its_lock() {
    let page = Page::new();
    page.hold("left").await;
    page.leave();
    assert_eq!(with_lock("left", 5_000, async { 7 }).await, Ok(7));
}

#[wasm_bindgen_test]
async fn a_work_that_is_given_up_frees_its_lock() {
    let begun = Cell::new(false);
    let endless = async {
        begun.set(true);
        pending::<()>().await;
    };
    given_up_when(with_lock("given up", 5_000, endless), || begun.get()).await;
    assert_eq!(with_lock("given up", 5_000, async { 7 }).await, Ok(7));
}

#[wasm_bindgen_test]
async fn a_work_that_is_given_up_while_it_waits_leaves_the_queue() {
    let page = Page::new();
    let held = page.hold("queue").await;
    given_up_when(hold("queue", 5_000), || true).await;
    while page.waiting_for("queue").await != 0 {}
    release(&held);
    assert_eq!(with_lock("queue", 5_000, async { 7 }).await, Ok(7));
    page.leave();
}

#[wasm_bindgen_test]
async fn different_locks_do_not_wait_for_each_other() {
    let outer = hold("outer", 5_000).await.expect("had");
    assert_eq!(with_lock("inner", 5_000, async { 7 }).await, Ok(7));
    assert_eq!(names("oute").await, ["outer"]);
    drop(outer);
    let again = hold("outer", 5_000).await.expect("had");
    assert!(again.is_some());
}

#[wasm_bindgen_test]
async fn without_locks_the_work_is_just_done() {
    let missing = Fault(without_locks());
    assert_eq!(with_lock("none", 50, async { 7 }).await, Ok(7));
    assert!(names("").await.is_empty());
    drop(missing);
    let denied = Fault(refusing_locks("SecurityError"));
    assert_eq!(with_lock("none", 50, async { 7 }).await, Ok(7));
    drop(denied);
    let _fault = Fault(refusing_locks("InvalidStateError"));
    let outcome = with_lock("none", 50, async { 7 }).await;
    assert!(matches!(outcome, Err(LockError::Refused(exception)) if exception.name == "InvalidStateError"));
}

/// Counts the calls of a watch.
fn counted<W>(watch: impl FnOnce(Box<dyn Fn()>) -> W) -> (W, Rc<Cell<u32>>) {
    let calls = Rc::new(Cell::new(0));
    let count = Rc::clone(&calls);
    (watch(Box::new(move || count.set(count.get() + 1))), calls)
}

#[wasm_bindgen_test]
fn the_page_s_hiding_and_leaving_are_told_until_the_watch_is_dropped() {
    let (leaving, left) = counted(visibility::when_leaving);
    let (back, came_back) = counted(visibility::when_back);
    let happens = |hidden, target, event, persisted| {
        let _hidden = Fault(hiding(hidden));
        assert_eq!(visibility::is_hidden(), hidden);
        let members = js_sys::Object::new();
        js_sys::Reflect::set(&members, &"persisted".into(), &JsValue::from_bool(persisted)).expect("set");
        fire(target, event, &members);
        (left.get(), came_back.get())
    };
    assert_eq!(happens(true, "document", "visibilitychange", false), (1, 0));
    assert_eq!(happens(false, "document", "visibilitychange", false), (1, 1));
    assert_eq!(happens(false, "window", "pagehide", true), (2, 1));
    assert_eq!(happens(false, "window", "pageshow", true), (2, 2));
    assert_eq!(happens(false, "window", "pageshow", false), (2, 2));
    drop((leaving, back));
    for (hidden, target, event) in [
        (true, "document", "visibilitychange"),
        (false, "document", "visibilitychange"),
        (false, "window", "pagehide"),
        (false, "window", "pageshow"),
    ] {
        assert_eq!(happens(hidden, target, event, true), (2, 2));
    }
}
