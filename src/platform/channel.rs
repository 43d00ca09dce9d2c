//! Texts between the pages of one origin, and between several listeners on one page.
//!
//! By `BroadcastChannel`; where that is missing, by the events of local storage; where that is denied too, nothing comes
//! through and the caller has to look by itself. Texts are a hint that something changed, never the data: any script of
//! the origin can post them.

#![allow(
    clippy::disallowed_methods,
    reason = "this file is the one home of BroadcastChannel"
)]

use core::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

use super::marks;

/// By which means texts come through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// `BroadcastChannel`.
    Channel,
    /// The events of local storage, and this page's other listeners directly.
    StorageEvents,
    /// None but this page's other listeners: other pages have to be asked.
    Polling,
}

/// An open channel; closed when dropped.
pub struct Channel(Line);

enum Line {
    Broadcast(Broadcast),
    Substitute(Substitute),
}

struct Broadcast {
    channel: BroadcastChannel,
    /// Held for as long as the channel may call it.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

struct Substitute {
    name: String,
    on_message: Rc<OnMessage>,
    signals: Option<EventListener>,
}

type OnMessage = dyn Fn(String);

thread_local! {
    /// The listeners of this page by name, for where there is no `BroadcastChannel`.
    static LISTENERS: RefCell<Vec<(String, Weak<OnMessage>)>> = const { RefCell::new(Vec::new()) };
}

impl Channel {
    /// Opens the channel of a name. `on_message` gets what others post, never what this channel posts, and always later
    /// than the call that posts it.
    #[must_use]
    pub fn open(name: &str, on_message: impl Fn(String) + 'static) -> Self {
        Self(match BroadcastChannel::new(name) {
            Ok(channel) => Line::Broadcast(Broadcast::new(channel, on_message)),
            Err(_) => Line::Substitute(Substitute::new(name, Rc::new(on_message))),
        })
    }

    /// Sends a text to all others that have opened the same name.
    pub fn post(&self, text: &str) {
        match &self.0 {
            Line::Broadcast(broadcast) => {
                // Fails only where the channel is closed or the value cannot be copied.
                let _ = broadcast.channel.post_message(&JsValue::from_str(text));
            }
            Line::Substitute(substitute) => substitute.post(text),
        }
    }

    /// By which means texts come through.
    #[must_use]
    pub fn means(&self) -> Means {
        match &self.0 {
            Line::Broadcast(_) => Means::Channel,
            Line::Substitute(substitute) if substitute.signals.is_some() => Means::StorageEvents,
            Line::Substitute(_) => Means::Polling,
        }
    }
}

impl Broadcast {
    fn new(channel: BroadcastChannel, on_message: impl Fn(String) + 'static) -> Self {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // What is no text was posted by a script that is none of ours.
            if let Some(text) = event.data().as_string() {
                on_message(text);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self {
            channel,
            _on_message: on_message,
        }
    }
}

impl Drop for Broadcast {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

impl Substitute {
    fn new(name: &str, on_message: Rc<OnMessage>) -> Self {
        let listener = Rc::downgrade(&on_message);
        LISTENERS.with_borrow_mut(|all| all.push((name.to_owned(), listener.clone())));
        let signals = marks::on_signal(name, move |text| {
            if let Some(on_message) = listener.upgrade() {
                on_message(text);
            }
        });
        Self {
            name: name.to_owned(),
            on_message,
            signals,
        }
    }

    fn post(&self, text: &str) {
        marks::signal(&self.name, text);
        // A page gets no storage event for what it writes itself.
        let mine = Rc::downgrade(&self.on_message);
        let others = LISTENERS.with_borrow(|all| {
            let others = all
                .iter()
                .filter(|(name, listener)| *name == self.name && !listener.ptr_eq(&mine));
            others.map(|(_, listener)| listener.clone()).collect::<Vec<_>>()
        });
        let text = text.to_owned();
        spawn_local(async move {
            for listener in others.iter().filter_map(Weak::upgrade) {
                listener(text.clone());
            }
        });
    }
}

impl Drop for Substitute {
    fn drop(&mut self) {
        let mine = Rc::downgrade(&self.on_message);
        LISTENERS.with_borrow_mut(|all| all.retain(|(_, listener)| !listener.ptr_eq(&mine)));
    }
}
