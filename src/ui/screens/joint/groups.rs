//! Who has answered the same, with the way to see it side by side.

use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::ui::locale::locale;
use crate::ui::text::fill;

use super::joint;

/// People who have answered the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFacts {
    pub people: Vec<AssessmentId>,
    pub names: Vec<String>,
    /// What they have answered about.
    pub about: GroupAbout,
}

/// What people have answered about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupAbout {
    InGeneral,
    /// Ours, about this partner.
    Partner(String),
    /// This partner's own.
    OfPartner(String),
}

/// Those that there are; nothing where there are none.
#[component]
pub fn Groups(groups: Memo<Vec<GroupFacts>>, on_open: Callback<Vec<AssessmentId>>) -> impl IntoView {
    let locale = locale();
    let text = joint(locale);
    let row = move |group: GroupFacts| {
        let names = locale.list(&group.names);
        let about = match group.about {
            GroupAbout::InGeneral => text.ours_in_general.to_owned(),
            GroupAbout::Partner(name) => fill(text.ours_about, &[("name", &name)]),
            GroupAbout::OfPartner(name) => fill(text.theirs, &[("name", &name)]),
        };
        let words = fill(text.group, &[("names", &names), ("about", &about)]);
        let label = fill(text.compare_names, &[("names", &names)]);
        let people = group.people;
        view! {
            <li class="group">
                <span>{words}</span>
                <button
                    type="button"
                    data-verb="compare"
                    aria-label=label
                    on:click=move |_| on_open.run(people.clone())
                >
                    {text.compare}
                </button>
            </li>
        }
    };
    move || {
        let groups = groups.get();
        (!groups.is_empty()).then(|| {
            view! {
                <section class="several">
                    <h2>{text.groups_title}</h2>
                    <p class="quiet">{text.groups_help}</p>
                    <ul class="entries">{groups.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}
