//! What somebody does who has no mouse.

use thirtyfour::prelude::*;

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};

/// More places than any screen has for the focus.
const MOST_STEPS: usize = 120;

/// Where Tab leads.
#[derive(Debug, Clone, Copy)]
enum Way {
    On,
    Back,
}

impl Page {
    /// Moves the focus on by Tab until it is on this control.
    pub async fn tab_to(&self, role: &str, name: impl Into<Named<'_>>) -> Result<()> {
        self.step_to(Way::On, role, name.into()).await
    }

    /// Moves it back by Shift and Tab.
    pub async fn tab_back_to(&self, role: &str, name: impl Into<Named<'_>>) -> Result<()> {
        self.step_to(Way::Back, role, name.into()).await
    }

    async fn step_to(&self, way: Way, role: &str, name: Named<'_>) -> Result<()> {
        // It has to be there first: a screen may still be on its way.
        self.find(role, name).await?;
        let mut passed = Vec::new();
        for _ in 0..MOST_STEPS {
            match way {
                Way::On => self.keys(Key::Tab).await?,
                Way::Back => self.keys_with(Key::Shift, Key::Tab).await?,
            }
            let focus = self.focus().await?;
            if focus.is(self.engine, role, name) {
                return Ok(());
            }
            passed.push(focus.name);
        }
        Err(format!("no way by keyboard to {role} {name:?}; passed {passed:?}").into())
    }

    /// Moves the focus to a button and presses it with Enter.
    pub async fn enter(&self, button: impl Into<Named<'_>>) -> Result<()> {
        self.tab_to("button", button).await?;
        self.keys(Key::Enter).await
    }

    /// Waits until the focus is on this control.
    pub async fn focus_is(&self, role: &str, name: impl Into<Named<'_>>) -> Result<()> {
        let name = name.into();
        until(&format!("the focus on {role} {name:?}"), || async {
            let focus = self.focus().await?;
            if focus.is(self.engine, role, name) {
                Ok(Some(()))
            } else {
                Err(format!("it is on {focus:?}").into())
            }
        })
        .await
    }

    /// Waits until the focus is on the question itself.
    pub async fn focus_is_on_question(&self) -> Result<()> {
        until("the focus on the question", || async {
            let (tag, text) = self.focused_text().await?;
            if tag == "legend" {
                Ok(Some(()))
            } else {
                Err(format!("it is on {tag} {text:?}").into())
            }
        })
        .await
    }
}
