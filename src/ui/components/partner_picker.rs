//! The choice of a partner: few in a plain list, of many those that words find.

use leptos::html;
use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::domain::company::CompanyId;
use crate::ui::components::field::{SelectField, field_id};
use crate::ui::locale::{Locale, locale};
use crate::ui::text::{directory, fill, isolated};

/// So many are looked through at a glance: a list of all will do.
pub const FEW: usize = 30;
/// So many of those that are found are listed.
const LISTED: usize = 20;

/// The partners that words find.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The first ones by name.
    pub partners: Vec<(CompanyId, String)>,
    /// How many there are in all.
    pub count: usize,
}

/// Finds partners by words, and gives at most so many of them. Without words it finds all.
pub type FindPartners = Callback<(String, usize), Found>;

/// One of so many partners.
#[component]
pub fn PartnerPicker(
    label: &'static str,
    /// How the field is called that finds some.
    search: &'static str,
    /// Words of the option that chooses nobody.
    none: &'static str,
    /// How many there are.
    partners: usize,
    find: FindPartners,
    chosen: RwSignal<Option<CompanyId>>,
) -> impl IntoView {
    if partners > FEW {
        let query = RwSignal::new(String::new());
        return view! { <PartnerSearch label=search query=query chosen=chosen find=find /> }.into_any();
    }
    let all = untrack(|| find.run((String::new(), FEW))).partners;
    let is = |id: CompanyId, value: &str| id.0.to_string() == value;
    let value = RwSignal::new(
        chosen
            .get_untracked()
            .map_or_else(String::new, |id| id.0.to_string()),
    );
    let ids: Vec<CompanyId> = all.iter().map(|(id, _)| *id).collect();
    let options = all
        .into_iter()
        .map(|(id, name)| (id.0.to_string(), name))
        .collect();
    let choose = move |event: Event| {
        let value = event_target_value(&event);
        chosen.set(ids.iter().copied().find(|id| is(*id, &value)));
    };
    view! {
        <div class="picker" on:change=choose>
            <SelectField label=label options=options none=none value=value />
        </div>
    }
    .into_any()
}

/// What is shown of the finds.
#[derive(Clone, Copy)]
struct Listbox {
    id: StoredValue<String>,
    is_open: RwSignal<bool>,
    /// Which of those listed the arrows have come to.
    active: RwSignal<Option<usize>>,
    found: Memo<Found>,
    query: RwSignal<String>,
    chosen: RwSignal<Option<CompanyId>>,
    list: NodeRef<html::Ul>,
}

impl Listbox {
    fn option_id(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-{at}"))
    }

    fn close(self) {
        self.is_open.set(false);
        self.active.set(None);
    }

    fn choose(self, at: usize) {
        let one = self.found.with_untracked(|found| found.partners.get(at).cloned());
        if let Some((id, name)) = one {
            self.query.set(name);
            self.chosen.set(Some(id));
            self.close();
        }
    }

    fn typed(self, words: String) {
        self.query.set(words);
        self.chosen.set(None);
        self.active.set(None);
        // Who has emptied the field looks for nobody.
        self.is_open
            .set(self.query.with_untracked(|query| !query.trim().is_empty()));
    }

    /// Opens it, or goes on to the next or the one before, round and round.
    fn go(self, is_on: bool) {
        self.is_open.set(true);
        let count = self.found.with_untracked(|found| found.partners.len());
        let Some(last) = count.checked_sub(1) else { return };
        let next = match (self.active.get_untracked(), is_on) {
            (None, true) => 0,
            (None | Some(0), false) => last,
            (Some(at), true) if at >= last => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at - 1,
        };
        self.active.set(Some(next));
        self.bring_in_sight(next);
    }

    fn bring_in_sight(self, at: usize) {
        let option = format!("#{}", self.option_id(at));
        request_animation_frame(move || {
            let list = self.list.try_get_untracked().flatten();
            if let Some(list) = list
                && let Ok(Some(item)) = list.query_selector(&option)
            {
                let (item, sight) = (item.get_bounding_client_rect(), list.get_bounding_client_rect());
                let beyond = (item.bottom() - sight.bottom()).max(0.0) + (item.top() - sight.top()).min(0.0);
                #[expect(clippy::cast_possible_truncation, reason = "a cast ends at the largest")]
                list.set_scroll_top(list.scroll_top() + beyond.round() as i32);
            }
        });
    }

    fn key(self, event: &KeyboardEvent) {
        let is_open = self.is_open.get_untracked();
        // Whoever composes a letter has the keys.
        if event.is_composing() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.go(true),
            "ArrowUp" => self.go(false),
            "Enter" => match self.active.get_untracked().filter(|_| is_open) {
                Some(at) => self.choose(at),
                None => return,
            },
            "Escape" if is_open => {
                // What stands around stays open.
                event.stop_propagation();
                self.close();
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// How many are found, in words; empty while nobody looks. `none` is said where there is nobody.
    fn said(self, locale: Locale, none: &str) -> String {
        if !self.is_open.get() {
            return String::new();
        }
        let text = &directory(locale.speech).list;
        self.found.with(|found| {
            let listed = found.partners.len();
            if found.count == 0 {
                return none.to_owned();
            }
            if listed == found.count {
                return locale.plural(found.count, &text.found, &[]);
            }
            let (listed, all) = (locale.count(listed), locale.count(found.count));
            fill(text.found_of, &[("found", &listed), ("all", &all)])
        })
    }
}

/// A field that finds partners by words, with a list of the first of them. The words stay the caller's; who is chosen of
/// the list is chosen until they are changed.
#[component]
pub fn PartnerSearch(
    #[prop(into)] label: String,
    #[prop(into, optional)] help: String,
    query: RwSignal<String>,
    chosen: RwSignal<Option<CompanyId>>,
    find: FindPartners,
    /// What is said where nobody is found.
    #[prop(optional)]
    none: Option<&'static str>,
) -> impl IntoView {
    let locale = locale();
    let none = none.unwrap_or(directory(locale.speech).list.none_found);
    let id = field_id();
    let is_open = RwSignal::new(false);
    let listbox = Listbox {
        id: StoredValue::new(id.clone()),
        is_open,
        active: RwSignal::new(None),
        // Nobody looks where it is closed.
        found: Memo::new(move |_| {
            if is_open.get() {
                find.run((query.get(), LISTED))
            } else {
                Found::default()
            }
        }),
        query,
        chosen,
        list: NodeRef::new(),
    };
    let list_id = format!("{id}-list");
    let (help_id, said_id) = (format!("{id}-help"), format!("{id}-said"));
    let described = if help.is_empty() {
        said_id.clone()
    } else {
        format!("{help_id} {said_id}")
    };
    let active = move || {
        let at = listbox.active.get()?;
        Some(listbox.option_id(at))
    };
    let is_listed = Memo::new(move |_| listbox.found.with(|found| !found.partners.is_empty()));
    view! {
        <div class="field picker">
            <label for=id.clone()>{label.clone()}</label>
            <div class="finds">
                <input
                    type="text"
                    id=id
                    role="combobox"
                    maxlength="200"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-expanded=move || is_listed.get().to_string()
                    aria-activedescendant=active
                    aria-describedby=described
                    prop:value=move || query.get()
                    on:input:target=move |event| listbox.typed(event.target().value())
                    on:keydown=move |event| listbox.key(&event)
                    on:blur=move |_| listbox.close()
                />
                <ul
                    id=list_id
                    role="listbox"
                    aria-label=label
                    // What scrolls could have the focus otherwise, and is gone once it leaves the field.
                    tabindex="-1"
                    hidden=move || !is_listed.get()
                    node_ref=listbox.list
                    // The field keeps the focus.
                    on:mousedown=|event| event.prevent_default()
                >
                    {move || options(listbox)}
                </ul>
            </div>
            {(!help.is_empty()).then(|| view! { <small id=help_id>{help}</small> })}
            <small id=said_id class="num" role="status">
                {move || listbox.said(locale, none)}
            </small>
        </div>
    }
}

fn options(listbox: Listbox) -> impl IntoView {
    let all = listbox.found.get().partners.into_iter().enumerate();
    let option = |(at, (_, name)): (usize, (CompanyId, String))| {
        let is_active = move || (listbox.active.get() == Some(at)).to_string();
        view! {
            <li
                id=listbox.option_id(at)
                role="option"
                aria-selected=is_active
                on:click=move |_| listbox.choose(at)
            >
                <bdi>{isolated(name)}</bdi>
            </li>
        }
    };
    all.map(option).collect_view()
}
