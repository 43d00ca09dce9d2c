//! Readiness against every other figure, the tags of those chosen, and what has to be worked out anew.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/portfolio.rs"]
mod portfolio;
#[path = "support/pack.rs"]
mod support;

use std::cmp::Ordering;

use channel_readiness::domain::company::{Company, CompanyId, Size};
use channel_readiness::domain::json::{Json, Member};
use channel_readiness::domain::pack::PackReference;
use channel_readiness::domain::portfolio::{
    AGAINST, Chosen, Column, Facts, Filter, Order, Part, Readiness, Relationship, Renewal, Row, Survey,
    Whose, against, among,
};
use channel_readiness::domain::time::Day;
use dice::Dice;
use portfolio::*;
use support::{days_ago, level, today};
use uuid::Uuid;

/// A partner with a score, and with every figure that readiness can be set against.
fn row(score: f64) -> Row {
    Row {
        id: CompanyId(Uuid::nil()),
        facts: Facts {
            size: Some(Size::UpTo50),
            target: Some(level(3)),
            last_touchpoint: Some(days_ago(3)),
            answer_hours: Some(2.5),
            ..Facts::default()
        },
        views: Some(Relationship {
            views: 2,
            last_answer: Some(moment(0)),
            readiness: Some(Readiness {
                whose: Whose::Theirs,
                score: Some(score),
                interval: None,
                level: Some(level(2)),
                level_high: Some(level(2)),
                freshness: Some(0.5),
                floor: Some(level(1)),
                open_gates: 1,
                due: 4,
            }),
            agreement: Some(0.75),
            joint: Some(50.0),
            matched: 3,
            gap: Some(-2),
        }),
    }
}

fn counts(parts: &[Part]) -> Vec<(f64, f64, usize)> {
    parts
        .iter()
        .map(|part| (part.from, part.to, part.count))
        .collect()
}

#[test]
fn readiness_can_be_set_against_every_figure_but_itself() {
    let numbers = Column::ALL.into_iter().filter(|column| {
        *column != Column::Score && (*column == Column::Size || row(50.0).measure(*column).is_some())
    });
    assert_eq!(AGAINST.to_vec(), numbers.collect::<Vec<_>>());
    let bare = Row {
        facts: Facts::default(),
        views: None,
        ..row(50.0)
    };
    for by in AGAINST {
        let found = against([row(50.0), bare.clone()].iter(), by);
        assert_eq!((found.points.len(), found.left_out), (1, 1), "{by:?}");
        let (across, up) = found.points[0];
        assert!((0.0..=1.0).contains(&across), "{by:?}: {across}");
        assert!((up - 0.5).abs() < 1e-9);
        let partners: usize = found.parts.iter().map(|part| part.count).sum();
        assert_eq!(partners, 1, "{by:?}");
        let nobody = against([bare.clone()].iter(), by);
        assert_eq!((nobody.points.len(), nobody.left_out), (0, 1));
        assert!(
            nobody
                .ticks
                .iter()
                .all(|(share, value)| share.is_finite() && value.is_finite())
        );
    }
}

#[test]
fn levels_have_a_place_each() {
    let found = against([row(20.0), row(40.0)].iter(), Column::Floor);
    assert_eq!(
        counts(&found.parts),
        [
            (0.0, 0.0, 0),
            (1.0, 1.0, 2),
            (2.0, 2.0, 0),
            (3.0, 3.0, 0),
            (4.0, 4.0, 0)
        ]
    );
    assert_eq!(found.parts[1].median, Some(30.0));
    assert_eq!(found.parts[0].median, None);
    assert_eq!(found.points[0], (0.3, 0.2));
    assert_eq!(found.ticks[1], (0.3, 1.0));
}

#[test]
fn whole_numbers_are_cut_at_whole_numbers() {
    let rows: Vec<Row> = (0..=5)
        .map(|open_gates| {
            let mut row = row(50.0);
            row.views.as_mut().unwrap().readiness.as_mut().unwrap().open_gates = open_gates;
            row
        })
        .collect();
    let found = against(rows.iter(), Column::OpenGates);
    assert_eq!(
        counts(&found.parts),
        [(0.0, 1.0, 2), (2.0, 2.0, 1), (3.0, 4.0, 2), (5.0, 5.0, 1)]
    );
    // The middle of 0 and 5 is no number of gates.
    assert_eq!(found.ticks, [(0.0, 0.0), (1.0, 5.0)]);
}

#[test]
fn days_begin_with_the_earliest_and_not_in_1970() {
    let rows: Vec<Row> = [9, 5, 1]
        .into_iter()
        .map(|ago| {
            let mut row = row(50.0);
            row.facts.last_touchpoint = Some(days_ago(ago));
            row
        })
        .collect();
    let found = against(rows.iter(), Column::LastTouchpoint);
    let day = |value: f64| Day::EPOCH.plus(format!("{value}").parse().unwrap()).unwrap();
    let ticks: Vec<_> = found
        .ticks
        .iter()
        .map(|(share, value)| (*share, day(*value)))
        .collect();
    assert_eq!(
        ticks,
        [(0.0, days_ago(9)), (0.5, days_ago(5)), (1.0, days_ago(1))]
    );
    let alone = against(rows[..1].iter(), Column::LastTouchpoint);
    assert_eq!(alone.points[0], (0.0, 0.5));
}

fn tagged(number: u128, tags: &[&str]) -> Company {
    let mut company = company(number, "Kontoso");
    let tags: Vec<Json> = tags.iter().map(|tag| (*tag).into()).collect();
    company.extra.push(Member::new("tags", Json::list(tags)));
    company
}

#[test]
fn the_tags_of_those_chosen_are_told_once_without_regard_to_capitals() {
    let mut followed = Followed::default();
    let companies = vec![
        tagged(1, &["Gold", "EMEA"]),
        tagged(2, &["gold"]),
        tagged(3, &["north"]),
        tagged(4, &["Gold", "EMEA"]),
    ];
    followed.library.take_in(companies, Vec::new());
    followed.follow(&pack(), today());
    let tags = |ids: &[u128]| {
        let mut chosen = Chosen::default();
        for number in ids {
            chosen.turn(id(*number));
        }
        followed.portfolio.tags_of(&chosen)
    };
    assert_eq!(tags(&[1, 2, 4]), ["EMEA", "Gold"]);
    assert_eq!(tags(&[2]), ["gold"]);
    assert_eq!(tags(&[3, 2]), ["gold", "north"]);
    assert_eq!(tags(&[]), [""; 0]);
}

/// Two partners, each with a view: one of a questionnaire that is not at hand.
fn waiting() -> Followed {
    let mut followed = Followed::default();
    let views = [(1, 1), (2, 3)].map(|(number, version)| {
        let mut view = support::vendor("a1=3");
        view.id.0 = Uuid::from_u128(number);
        view.pack = PackReference { version, ..view.pack };
        view.counterpart = Some(company(number, "").facts());
        view
    });
    let companies = vec![company(1, "Here"), company(2, "Waits")];
    followed.library.take_in(companies, views.to_vec());
    followed.follow(&pack(), today());
    followed
}

#[test]
fn a_questionnaire_that_has_come_is_news_only_for_those_who_waited_for_it() {
    let mut followed = waiting();
    let mut renewal = Renewal::begin(today());
    while !renewal.step(&mut followed.portfolio, &followed.library) {}
    let (questionnaire, before) = (pack(), followed.portfolio.stamp());
    let done = followed
        .portfolio
        .work_out(&followed.library, |_| Some(&questionnaire), &[]);
    assert_eq!(followed.numbers(&done), [2]);
    let readiness = followed
        .portfolio
        .row(done[0])
        .unwrap()
        .views
        .as_ref()
        .unwrap()
        .readiness;
    assert!(readiness.is_some());
    assert_ne!(followed.portfolio.stamp(), before);
    let mut renewal = Renewal::begin(today());
    while !renewal.step(&mut followed.portfolio, &followed.library) {}
    assert_eq!(followed.portfolio.worked_out(), (2, 2), "nobody waits any longer");
}

#[test]
fn a_tag_changes_nothing_that_all_views_together_tell() {
    let stamp = |change: fn(&mut Company)| {
        let mut followed = waiting();
        change(followed.library.companies.get_mut(&id(1)).unwrap());
        followed.follow(&pack(), today());
        followed.portfolio.stamp()
    };
    let before = stamp(|_| ());
    let tags = |company: &mut Company| {
        company
            .extra
            .push(Member::new("tags", Json::list(vec!["gold".into()])));
    };
    assert_eq!(stamp(tags), before);
    assert_eq!(stamp(|company| company.notes = "x".to_owned()), before);
    assert_ne!(stamp(|company| company.size = Some(Size::UpTo10)), before);
    let archived = |company: &mut Company| {
        company
            .extra
            .push(Member::new("archivedOn", days_ago(1).to_string()));
    };
    assert_ne!(stamp(archived), before);
    let mut later = waiting();
    later.follow(&pack(), today().plus(1).unwrap());
    assert_ne!(later.portfolio.stamp(), before);
    let mut answered = waiting();
    answered.library.take_in(
        Vec::new(),
        vec![{
            let mut view = support::vendor("a1=3 a2=1");
            view.counterpart = Some(company(1, "").facts());
            view
        }],
    );
    answered.follow(&pack(), today());
    assert_ne!(answered.portfolio.stamp(), before);
}

/// One partner's own questionnaire, all at level 0, does not hide what five partners find weak.
#[test]
fn a_question_that_few_have_answered_comes_after_those_that_five_have() {
    let mut followed = Followed::default();
    let companies = (1..=6).map(|number| company(number, "Kontoso")).collect();
    let views = (1..=6).map(|number| {
        let mut view = support::vendor(if number == 6 { "a2=0 a3=0" } else { "a1=3 b1=2" });
        view.id.0 = Uuid::from_u128(number);
        view.counterpart = Some(company(number, "").facts());
        view
    });
    followed.library.take_in(companies, views.collect());
    followed.follow(&pack(), today());
    let places = followed.places(&Filter::default(), Order::default());
    let mut survey = Survey::begin(places, Whose::Ours, today());
    let questionnaire = pack();
    let found = loop {
        if let Some(found) = survey.step(&followed.portfolio, &followed.library, at_hand(&questionnaire)) {
            break found;
        }
    };
    let weakest: Vec<&str> = found
        .weakest
        .iter()
        .map(|weak| weak.indicator.0.as_ref())
        .collect();
    assert_eq!(weakest[..4], ["b1", "a1", "a2", "a3"]);
}

#[test]
fn whoever_answers_the_quickest_comes_first_and_whoever_scores_highest() {
    let mut followed = Followed {
        library: any_library(&mut Dice::new(3), 400),
        ..Followed::default()
    };
    followed.follow(&pack(), today());
    for (measure, is_less_better) in [(Column::AnswerTime, true), (Column::Score, false)] {
        let of = |row: &Row| row.measure(measure).map(|value| (row.id, value));
        let all: Vec<(CompanyId, f64)> = followed.portfolio.open().filter_map(of).collect();
        assert!(all.len() > 10, "{measure:?}: {}", all.len());
        for (id, value) in &all {
            let found = among(&followed.portfolio, *id, measure).unwrap();
            let others = all.iter().filter(|(other, _)| other != id);
            let sides: Vec<Ordering> = others.map(|(_, theirs)| theirs.total_cmp(value)).collect();
            let of = |wanted: Ordering| sides.iter().filter(|side| **side == wanted).count();
            let (less, more) = (of(Ordering::Less), of(Ordering::Greater));
            let (better, worse) = if is_less_better {
                (less, more)
            } else {
                (more, less)
            };
            assert_eq!(found.rank, better + 1, "{measure:?}");
            #[expect(clippy::cast_precision_loss, reason = "few")]
            let share = worse as f64 / (all.len() - 1) as f64;
            assert_eq!(found.worse, Some(share), "{measure:?}");
        }
    }
}
