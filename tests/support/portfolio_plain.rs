//! What the list of all partners says, said plainly: by what the page of one partner is made of.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::assessment::Assessment;
use channel_readiness::domain::cadence::answer_time;
use channel_readiness::domain::company::Company;
use channel_readiness::domain::insight::pulse::stale;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{OwnNote, Received};
use channel_readiness::domain::pack::Questionnaire;
use channel_readiness::domain::portfolio::{
    Facts, Filter, Findings, Order, Readiness, Relationship, Row, Survey, Whose,
};
use channel_readiness::domain::profile::Profile;
use channel_readiness::domain::relationship::{Views, pair, relate, views_of};
use channel_readiness::domain::scoring::score;
use channel_readiness::domain::time::Day;
use channel_readiness::domain::touchpoint::Touchpoints;

use crate::portfolio::{Followed, at_hand, pack};
use crate::support::today;

pub fn followed(library: Library) -> Followed {
    let mut followed = Followed {
        library,
        ..Followed::default()
    };
    followed.follow(&pack(), today());
    followed
}

/// The row as the partner's page tells it.
pub fn plain_row(library: &Library, company: &Company, questionnaire: &Questionnaire, today: Day) -> Row {
    Row {
        id: company.id,
        facts: plain_facts(company, today),
        views: Some(plain_relationship(
            &views_of(library, company.id),
            questionnaire,
            today,
        )),
    }
}

pub fn plain_facts(company: &Company, today: Day) -> Facts {
    let log = Touchpoints::of(company).unwrap();
    let days = log.entries().iter().map(|entry| entry.day);
    let json = company.extra.iter().find(|member| member.name == "tags");
    let tags = json.map_or(&[][..], |member| member.value.items()).iter();
    // A profile refuses tags that these tests want to see kept apart.
    let mut without_tags = company.clone();
    without_tags.extra.retain(|member| member.name != "tags");
    let profile = Profile::of(&without_tags).unwrap();
    Facts {
        name: company.name.clone(),
        kind: company.kind,
        size: company.size,
        tags: tags.map(|tag| tag.as_str().unwrap().to_owned()).collect(),
        target: profile.target,
        archived_on: profile.archived_on,
        last_touchpoint: days.filter(|day| *day <= today).max(),
        answer_hours: answer_time(&log, today).ok(),
    }
}

pub fn plain_relationship(views: &Views<'_>, questionnaire: &Questionnaire, today: Day) -> Relationship {
    let all = || views.ours.iter().chain(&views.theirs);
    let age = |view: &&Assessment| {
        let received = Received::of(view).map(|note| note.unwrap().at);
        received.map_or(view.updated_at, |at| at.min(view.updated_at))
    };
    let theirs = views.theirs.first().map(|view| (Whose::Theirs, view));
    let scored = theirs.or_else(|| views.ours.first().map(|view| (Whose::Ours, view)));
    let at_hand = at_hand(questionnaire);
    let readiness = scored.and_then(|(whose, view)| {
        let questionnaire = at_hand(&view.pack)?;
        let all = score(questionnaire, view, today);
        Some(Readiness {
            whose,
            score: all.overall.score,
            interval: all.overall.interval,
            level: all.overall.level,
            level_high: all.overall.level_high,
            freshness: all.overall.freshness,
            floor: all.floor,
            open_gates: all.open_gates.len(),
            due: stale(questionnaire, view, today),
        })
    });
    let relation = pair(views).and_then(|pair| {
        let (vendor, partner) = pair.by_side();
        Some(relate(at_hand(&vendor.pack)?, vendor, partner))
    });
    let gap = relation.as_ref().filter(|relation| relation.matched > 0);
    Relationship {
        views: all().count(),
        last_answer: all().map(age).max(),
        readiness,
        agreement: relation.as_ref().and_then(|relation| relation.agreement),
        joint: relation.as_ref().and_then(|relation| relation.joint),
        matched: relation.as_ref().map_or(0, |relation| relation.matched),
        gap: gap.map(|relation| relation.gaps.first().map_or(0, |gap| gap.gap)),
    }
}

pub fn findings(followed: &Followed, whose: Whose) -> Findings {
    let places = followed.places(&Filter::default(), Order::default());
    let mut survey = Survey::begin(places, whose, today());
    loop {
        let questionnaire = pack();
        let step = survey.step(&followed.portfolio, &followed.library, at_hand(&questionnaire));
        if let Some(findings) = step {
            return findings;
        }
    }
}
