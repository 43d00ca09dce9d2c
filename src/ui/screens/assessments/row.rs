//! One assessment in the list, with what can be done with it.

use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::assessment::AssessmentId;
use crate::domain::pack::Length;
use crate::domain::side::Side;
use crate::ui::action::{Action, JointAction, LaterAction, Screen, dispatch};
use crate::ui::components::field::{TextField, field_id};
use crate::ui::components::standing::{Progress, Standing};
use crate::ui::locale::locale;
use crate::ui::screens::opened::keeping::FileUnder;
use crate::ui::text::{fill, fill_kept, joint, relation};

use super::{AssessmentRow, List};

/// The row; it reads its content by its id.
#[component]
pub(super) fn Row(list: List, id: AssessmentId) -> impl IntoView {
    let row = Memo::new(move |_| list.row(id));
    let renaming = Memo::new(move |_| list.renaming.get() == Some(id));
    view! {
        <li class="entry" data-id=id.0.to_string()>
            {move || {
                if renaming.get() {
                    view! { <Rename list=list id=id /> }.into_any()
                } else {
                    row.get().map(|row| view! { <Head list=list row=row /> }).into_any()
                }
            }}
            {move || row.get().map(|row| view! { <Standing progress=row.progress /> })}
            {move || row.get().filter(|_| !renaming.get()).map(|row| view! { <Verbs list=list row=row /> })}
        </li>
    }
}

#[component]
fn Head(list: List, row: AssessmentRow) -> impl IntoView {
    let locale = locale();
    let text = &list.text.assessments;
    let (class, side) = match row.side {
        Side::Vendor => ("side vendor", text.vendor),
        Side::Partner => ("side partner", text.partner),
    };
    let mut facts = row.received.map(|received| received.facts).unwrap_or_default();
    if !row.title.is_empty() {
        facts.push(row.view);
    }
    if !row.respondent.is_empty() {
        let values = [("name", row.respondent.as_str())];
        facts.push(fill(joint(locale.speech).answered_by, &values));
    }
    facts.push(row.pack);
    let length = match row.length {
        Length::Quick => text.quick,
        Length::Full => text.full,
    };
    facts.push(length.to_owned());
    if let Some(Progress { answered, asked, .. }) = &row.progress {
        let values = [
            ("answered", &*locale.count(*answered)),
            ("asked", &*locale.count(*asked)),
        ];
        facts.push(fill(text.progress, &values));
    }
    facts.push(fill(text.changed, &[("day", &locale.day(row.changed))]));
    facts.retain(|fact| !fact.is_empty());
    let facts = facts
        .into_iter()
        .map(|fact| view! { <li>{fact}</li> })
        .collect_view();
    view! {
        <div class="entry-head">
            <h3>{row.name}</h3>
            <ul class="facts quiet num">
                <li class=class>
                    <span class="mark" aria-hidden="true"></span>
                    {side}
                </li>
                {facts}
            </ul>
        </div>
    }
}

#[component]
fn Verbs(list: List, row: AssessmentRow) -> impl IntoView {
    let text = &list.text.assessments;
    let dispatch = dispatch();
    let id = row.id;
    let label = |message: &str| fill(message, &[("name", &row.name)]);
    let copy = fill_kept(text.copy_of, &[("name", &row.name)]);
    let verb = |verb: &'static str, words: &'static str, label: String, act: Box<dyn Fn()>| {
        let class = if matches!(verb, "go-on" | "result") {
            ""
        } else {
            "plain"
        };
        view! {
            <button type="button" class=class data-verb=verb aria-label=label on:click=move |_| act()>
                {words}
            </button>
        }
    };
    let open = move |screen| Box::new(move || dispatch.send(Action::Opened(id, screen)));
    let rename = Box::new(move || list.renaming.set(Some(id)));
    let duplicate = Box::new(move || {
        dispatch.later(LaterAction::Duplicated(id, copy.clone()));
        list.entries.focus_on(id.0, "duplicate");
    });
    let export = Box::new(move || dispatch.later(LaterAction::Exported(Some(id))));
    let delete = Box::new(move || list.entries.deleting.set(Some(id.0)));
    let received = row.received.as_ref().map(|received| {
        let name = row.name.clone();
        let filing = list.filing;
        let filed = received.is_filed.then(|| {
            let relation = relation(locale().speech);
            let apart = Box::new(move || dispatch.later(LaterAction::Filed(id, None)));
            verb(
                "apart",
                relation.keep_apart,
                label(relation.keep_apart_name),
                apart,
            )
        });
        view! {
            <FileUnder id=id name=name facts=filing.facts find=filing.find />
            {filed}
        }
    });
    // What came from somebody else is looked at, and has the name that they gave it.
    let is_ours = received.is_none();
    view! {
        <div class="verbs">
            {is_ours.then(|| verb("go-on", text.go_on, label(text.go_on_with), open(Screen::Question)))}
            {verb("result", text.result, label(text.result_of), open(Screen::Result))}
            {received}
            {is_ours.then(|| verb("rename", text.rename, label(text.rename_name), rename))}
            {verb("duplicate", text.duplicate, label(text.duplicate_name), duplicate)}
            {verb("export", text.export, label(text.export_name), export)}
            {verb("delete", text.delete, label(text.delete_name), delete)}
        </div>
    }
}

/// The name as a field: Enter saves, Escape leaves.
#[component]
fn Rename(list: List, id: AssessmentId) -> impl IntoView {
    let text = &list.text.assessments;
    let dispatch = dispatch();
    let before = untrack(|| list.row(id)).map(|row| (row.name, row.respondent));
    let (before, who_before) = before.unwrap_or_default();
    let (name, who) = (RwSignal::new(before.clone()), RwSignal::new(who_before.clone()));
    let joint = joint(locale().speech);
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                // Fails only where the field has left the page.
                let _ = field.focus();
                field.select();
            });
        }
    });
    let close = move || {
        list.renaming.set(None);
        list.entries.focus_on(id.0, "rename");
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked();
        close();
        if name.trim() != before {
            dispatch.later(LaterAction::Renamed(id, name));
        }
        let who = who.get_untracked();
        if who.trim() != who_before {
            dispatch.later(LaterAction::Joint(JointAction::RespondentNamed(id, who)));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let (field_name, help) = (field_id(), field_id());
    view! {
        <form class="rename" on:submit=save on:keydown=on_key>
            <div class="field">
                <label for=field_name.clone()>{text.new_name}</label>
                <input
                    type="text"
                    id=field_name
                    maxlength="200"
                    autocomplete="off"
                    aria-describedby=help.clone()
                    node_ref=field
                    bind:value=name
                />
                <small id=help>{text.new_name_help}</small>
            </div>
            <TextField label=joint.who help=joint.who_help value=who />
            <div class="buttons">
                <button type="submit" class="primary">
                    {list.text.save}
                </button>
                <button type="button" on:click=move |_| close()>
                    {list.text.cancel}
                </button>
            </div>
        </form>
    }
}
