//! Finding conditions that wait for each other: none of them could ever be told.

use crate::domain::json::{Json, Walker};

/// An indicator's condition.
#[derive(Debug)]
pub(super) struct When<'a> {
    pub indicator: &'a str,
    pub json: &'a Json,
    /// Where the condition stands.
    pub place: String,
    /// What it asks about.
    pub sources: Vec<&'a str>,
}

/// A circle is spelled out up to so many names: ten thousand circles of a thousand names would fill the memory.
const SPELLED_OUT: usize = 9;

/// Refuses every circle once, at the first of its conditions, and spells it out.
pub(super) fn refuse_circles(walker: &mut Walker<'_>, whens: &[When<'_>]) {
    let mut search = Search {
        whens,
        state: vec![State::New; whens.len()],
        path: Vec::new(),
        circles: Vec::new(),
    };
    for start in 0..whens.len() {
        search.visit(start);
    }
    for circle in search.circles {
        let mut names: Vec<&str> = circle.iter().map(|when| when.indicator).collect();
        if names.len() > SPELLED_OUT {
            names[SPELLED_OUT - 1] = "…";
            names.truncate(SPELLED_OUT);
        }
        if let Some(first) = circle.first() {
            names.push(first.indicator);
            walker.refuse_at(
                &first.place,
                first.json,
                ["asks in a circle: ", &names.join(" → ")].concat(),
            );
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum State {
    New,
    OnPath,
    Done,
}

/// A walk in depth over the indicators that have a condition.
struct Search<'s, 'a> {
    whens: &'s [When<'a>],
    state: Vec<State>,
    path: Vec<usize>,
    circles: Vec<Vec<&'s When<'a>>>,
}

impl Search<'_, '_> {
    /// Calls itself as deep as the pack has conditions, at most 1,000.
    fn visit(&mut self, index: usize) {
        match self.state[index] {
            State::Done => {}
            State::OnPath => {
                let circle = self.path.iter().skip_while(|on_path| **on_path != index);
                let circle = circle.take(SPELLED_OUT + 1);
                self.circles
                    .push(circle.map(|on_path| &self.whens[*on_path]).collect());
            }
            State::New => {
                self.state[index] = State::OnPath;
                self.path.push(index);
                for source in &self.whens[index].sources {
                    if let Some(next) = self.whens.iter().position(|when| when.indicator == *source) {
                        self.visit(next);
                    }
                }
                self.path.pop();
                self.state[index] = State::Done;
            }
        }
    }
}
