//! A bundle read item by item: ten thousand responses would make a tree of a gigabyte, and reading them in one go would
//! hold up whoever reads.

use std::collections::{BTreeMap, BTreeSet};

use super::super::company::whole_company;
use super::super::quick;
use super::super::response::{located, mismatches_with, whole_response};
use super::super::{Refusal, pack_of};
use super::{Bundle, MOST_PACKS};
use crate::domain::assessment::Assessment;
use crate::domain::benchmark::benchmarks;
use crate::domain::company::Company;
use crate::domain::json::{Json, Parts, Scan, Step, Walker};
use crate::domain::pack::{Hash, Pack, PackReference, kind_and_format};
use crate::domain::problem::Problem;
use crate::domain::slices::{Progress, pause};

/// So many lists and objects are around an item.
const ITEM: usize = 2;

/// An object, its three lists of a bundle read apart.
pub(in crate::domain::exchange) struct Opened<'t> {
    parts: Parts<'t>,
    /// The object; the lists that were read apart are empty in it.
    pub(in crate::domain::exchange) frame: Json,
    packs: Option<List<Pack>>,
    companies: Option<List<Company>>,
    responses: Option<List<Assessment>>,
}

/// The items of a list, and what is wrong with them.
struct List<T> {
    /// The member that it is.
    name: &'static str,
    /// Those that could be read.
    items: Vec<T>,
    /// The index of each of them, and where it begins in the text.
    places: Vec<(usize, usize)>,
    /// How many stand there.
    count: usize,
    problems: Walker<'static>,
}

impl<T> List<T> {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            items: Vec::new(),
            places: Vec::new(),
            count: 0,
            problems: Walker::new(),
        }
    }

    /// Adds the next item, with what is wrong with it.
    fn add(&mut self, place: usize, item: Option<T>, found: Walker<'_>) {
        self.problems.under(Step::Name(self.name), |problems| {
            problems.under(Step::Index(self.count), |problems| problems.adopt_all(found));
        });
        if let Some(item) = item {
            self.items.push(item);
            self.places.push((self.count, place));
        }
        self.count += 1;
    }
}

impl<'t> Opened<'t> {
    /// Reads a text; `None` where it is no object.
    ///
    /// # Errors
    /// The first mistake in how it is written.
    pub(in crate::domain::exchange) async fn read(
        text: &'t str,
        progress: &Progress,
    ) -> Result<Option<Self>, Problem> {
        let Some(parts) = Parts::of(text)? else {
            return Ok(None);
        };
        let mut opened = Self {
            parts,
            frame: Json::object(Vec::new()),
            packs: None,
            companies: None,
            responses: None,
        };
        while let Some(name) = opened.parts.member()? {
            match &*name {
                "packs" if opened.parts.list(&name)? => opened.read_packs(progress).await?,
                "companies" if opened.parts.list(&name)? => opened.read_companies(progress).await?,
                "responses" if opened.parts.list(&name)? => opened.read_responses(progress).await?,
                _ => opened.parts.value(name)?,
            }
        }
        opened.frame = opened.parts.end()?;
        Ok(Some(opened))
    }

    /// Whether the frame is all there is.
    pub(in crate::domain::exchange) const fn is_whole(&self) -> bool {
        self.packs.is_none() && self.companies.is_none() && self.responses.is_none()
    }

    async fn read_packs(&mut self, progress: &Progress) -> Result<(), Problem> {
        let mut first: BTreeMap<Hash, usize> = BTreeMap::new();
        let list = self.each("packs", progress, |parts, list, place| {
            let json = parts.item_value()?;
            let mut walker = Walker::new();
            // Of too many none is read.
            let pack = if list.count < MOST_PACKS {
                pack(&mut walker, json, &mut first, list.count)
            } else {
                None
            };
            list.add(place, pack, walker);
            Ok(())
        });
        self.packs = Some(list.await?);
        Ok(())
    }

    async fn read_companies(&mut self, progress: &Progress) -> Result<(), Problem> {
        let mut first = BTreeMap::new();
        let list = self.each("companies", progress, |parts, list, place| {
            let json = parts.item_value()?;
            let mut walker = Walker::new();
            let company = whole_company(&mut walker, &json);
            if let Some(before) = company
                .as_ref()
                .and_then(|company| seen(&mut first, company.id, list.count))
            {
                refuse_second(&mut walker, &json, "companies", before);
            }
            list.add(place, company, walker);
            Ok(())
        });
        self.companies = Some(list.await?);
        Ok(())
    }

    async fn read_responses(&mut self, progress: &Progress) -> Result<(), Problem> {
        let mut first = BTreeMap::new();
        let list = self.each("responses", progress, |parts, list, place| {
            let quick = read_quickly(parts, place);
            let json = match quick {
                Some(_) => None,
                None => Some(parts.item_value()?),
            };
            let mut walker = Walker::new();
            let read = match &json {
                Some(json) => whole_response(&mut walker, json),
                None => quick,
            };
            let before = read.as_ref();
            if let Some(before) = before.and_then(|read| seen(&mut first, read.id, list.count)) {
                // Only what is wrong is looked at once more, for where it stands.
                let again = json.is_none().then(|| parts.again(place)).flatten();
                let mut second = Walker::new();
                if let Some(json) = json.as_ref().or(again.as_ref()) {
                    refuse_second(&mut second, json, "responses", before);
                }
                walker.take_over(second);
            }
            list.add(place, read, walker);
            Ok(())
        });
        self.responses = Some(list.await?);
        Ok(())
    }

    /// Reads a list item by item: `read` adds the one that begins at a place. Before each, others have their turn.
    async fn each<T>(
        &mut self,
        name: &'static str,
        progress: &Progress,
        mut read: impl FnMut(&mut Parts<'t>, &mut List<T>, usize) -> Result<(), Problem>,
    ) -> Result<List<T>, Problem> {
        let mut list = List::new(name);
        while self.parts.item(list.count)? {
            let place = self.parts.place();
            progress.reach(place, self.parts.text().len());
            pause().await;
            read(&mut self.parts, &mut list, place)?;
        }
        Ok(list)
    }

    /// The bundle that it is; every response is checked against its pack, which is in it or among `known`.
    ///
    /// # Errors
    /// Every mistake with its place.
    pub(in crate::domain::exchange) async fn bundle(self, known: &[&Pack]) -> Result<Bundle, Refusal> {
        let Self {
            mut parts,
            frame,
            packs,
            companies,
            responses,
        } = self;
        let mut walker = Walker::new();
        let mut missing = Vec::new();
        let read = async {
            let mut fields = walker.object(&frame)?;
            if !kind_and_format(&mut walker, &mut fields, "bundle") {
                return None;
            }
            let packs = fields.required(&mut walker, "packs", |walker, json| {
                let count = packs.as_ref().map_or(0, |list| list.count);
                if count > MOST_PACKS {
                    walker.refuse(json, format!("{count} packs, a bundle has at most {MOST_PACKS}"));
                    return None;
                }
                whole(walker, json, packs)
            });
            let companies = fields.required(&mut walker, "companies", |walker, json| {
                whole(walker, json, companies)
            });
            // Where a pack of the bundle is wrong, its responses are not to blame for it.
            if let (Some(packs), Some(list)) = (&packs, &responses) {
                missing = check(&mut walker, &mut parts, list, (packs, known)).await;
            }
            let responses = fields.required(&mut walker, "responses", |walker, json| {
                whole(walker, json, responses)
            });
            let benchmarks = fields.optional(&mut walker, "benchmarks", benchmarks);
            Some(Bundle {
                packs: packs?,
                companies: companies?,
                responses: responses?,
                benchmarks: benchmarks.unwrap_or_default(),
                extra: fields.rest(),
            })
        };
        let read = read.await;
        walker
            .finish(read)
            .map_err(|problems| Refusal { problems, missing })
    }
}

/// Reads the response at a place straight from the text, and steps over it; `None` where the tree is to read it.
fn read_quickly(parts: &mut Parts<'_>, place: usize) -> Option<Assessment> {
    let mut scan = Scan::new(parts.text(), place, ITEM);
    let read = quick::response(&mut scan)?;
    parts.go_on_at(scan.place());
    Some(read)
}

/// Checks responses against their packs: those that came along, and those that are known. Gives the packs that are
/// neither, each once.
async fn check(
    walker: &mut Walker<'_>,
    parts: &mut Parts<'_>,
    responses: &List<Assessment>,
    (along, known): (&[Pack], &[&Pack]),
) -> Vec<PackReference> {
    let at_hand: Vec<&Pack> = along.iter().chain(known.iter().copied()).collect();
    let mut missing = BTreeSet::new();
    for (response, (index, place)) in responses.items.iter().zip(&responses.places) {
        pause().await;
        let found = mismatches_with(response, &at_hand);
        if found.is_empty() {
            continue;
        }
        let reference = &response.pack;
        let came = along.iter().map(|pack| &pack.questionnaire);
        let came = came.filter(|came| came.id == reference.id && came.version == reference.version);
        if pack_of(reference, known).is_none() && came.count() == 0 {
            missing.insert(reference.clone());
        }
        // Only what is wrong is looked at once more, for where it stands.
        let json = parts.again(*place);
        walker.under(Step::Name("responses"), |walker| {
            walker.under(Step::Index(*index), |walker| {
                walker.adopt(located(found, json.as_ref()));
            });
        });
    }
    missing.into_iter().collect()
}

fn pack(
    walker: &mut Walker<'_>,
    json: Json,
    first: &mut BTreeMap<Hash, usize>,
    index: usize,
) -> Option<Pack> {
    let at = Json {
        at: json.at,
        ..Json::from(false)
    };
    match Pack::from_json(json) {
        Ok(pack) => {
            if let Some(before) = seen(first, pack.hash.clone(), index) {
                walker.refuse(&at, format!("the same pack as packs[{before}]"));
            }
            Some(pack)
        }
        Err(problems) => {
            walker.adopt(problems);
            None
        }
    }
}

/// The items of a list that was read apart, where each of them could be read.
fn whole<'a, T>(walker: &mut Walker<'a>, json: &'a Json, list: Option<List<T>>) -> Option<Vec<T>> {
    // It is told that it is no list, where it is none.
    walker.list(json, |_, _| Some(()))?;
    let list = list?;
    let is_whole = list.items.len() == list.count;
    walker.take_over(list.problems);
    is_whole.then_some(list.items)
}

/// The index under which it stood before.
fn seen<Key: Ord>(first: &mut BTreeMap<Key, usize>, key: Key, index: usize) -> Option<usize> {
    let before = first.get(&key).copied();
    if before.is_none() {
        first.insert(key, index);
    }
    before
}

fn refuse_second<'a>(walker: &mut Walker<'a>, json: &'a Json, list: &str, before: usize) {
    let at = json.member("id").unwrap_or(json);
    walker.under(Step::Name("id"), |walker| {
        walker.refuse(at, format!("the same as of {list}[{before}]"));
    });
}
