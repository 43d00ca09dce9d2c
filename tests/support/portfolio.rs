//! A portfolio beside its library, and made-up partners with their assessments.
#![allow(dead_code, reason = "each suite uses some of it")]

use channel_readiness::domain::answers::Answers;
use channel_readiness::domain::assessment::{Answer, AnswerState, Assessment, AssessmentId};
use channel_readiness::domain::company::{Company, CompanyFacts, CompanyId, Kind, Size};
use channel_readiness::domain::json::Member;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{Filed, OwnNote, Received};
use channel_readiness::domain::pack::{Length, PackReference, Questionnaire};
use channel_readiness::domain::portfolio::{Filter, Order, Place, Portfolio, Renewal};
use channel_readiness::domain::side::Side;
use channel_readiness::domain::time::{Day, Moment};
use channel_readiness::domain::touchpoint::{
    AnswerHours, Kind as Happening, Touchpoint, TouchpointId, Touchpoints,
};
use uuid::Uuid;

use crate::dice::Dice;
use crate::support::{self, at_least, days_ago, gate, halving, indicator};

pub fn id(number: u128) -> CompanyId {
    CompanyId(Uuid::from_u128(number))
}

/// So many milliseconds after the day of every test began, or before.
pub fn moment(milliseconds: i64) -> Moment {
    let day = i64::from(support::today().days_since_epoch());
    Moment::from_milliseconds(day * 86_400_000 + milliseconds).unwrap()
}

/// Six questions: two gates, a condition, a dimension beside the headline.
pub fn pack() -> Questionnaire {
    support::questionnaire(vec![
        support::dimension(
            "a",
            1.0,
            vec![
                gate("a1", 2.0),
                indicator("a2", 1.0),
                halving(30, indicator("a3", 1.5)),
            ],
        ),
        support::dimension(
            "b",
            3.0,
            vec![
                halving(180, gate("b1", 1.0)),
                support::asked_when(at_least("a1", 2), indicator("b2", 0.5)),
            ],
        ),
        support::beside(support::dimension(
            "c",
            1.0,
            vec![halving(365, indicator("c1", 1.0))],
        )),
    ])
}

/// The questionnaire of every version but the third, which is not at hand.
pub fn at_hand<'q>(questionnaire: &'q Questionnaire) -> impl Fn(&PackReference) -> Option<&'q Questionnaire> {
    move |pack| (pack.version != 3).then_some(questionnaire)
}

/// A library, and the portfolio that follows it.
#[derive(Default)]
pub struct Followed {
    pub library: Library,
    pub portfolio: Portfolio,
}

impl Followed {
    /// Brings the portfolio up to date, and tells how many rows were worked out.
    pub fn follow(&mut self, questionnaire: &Questionnaire, today: Day) -> usize {
        let mut renewal = Renewal::begin(today);
        while !renewal.step(&mut self.portfolio, &self.library) {}
        self.work_out(questionnaire)
    }

    pub fn work_out(&mut self, questionnaire: &Questionnaire) -> usize {
        let mut all = 0;
        loop {
            let done = self
                .portfolio
                .work_out(&self.library, at_hand(questionnaire), &[]);
            if done.is_empty() {
                return all;
            }
            all += done.len();
        }
    }

    pub fn shown(&self, filter: &Filter, order: Order) -> Vec<u128> {
        self.numbers(&self.places(filter, order))
    }

    pub fn places(&self, filter: &Filter, order: Order) -> Vec<Place> {
        self.portfolio.shown(filter, order, kind_words)
    }

    pub fn numbers(&self, places: &[Place]) -> Vec<u128> {
        let rows = places.iter().filter_map(|place| self.portfolio.row(*place));
        rows.map(|row| row.id.0.as_u128()).collect()
    }
}

/// What the reader calls a kind.
pub fn kind_words(kind: Kind) -> Option<&'static str> {
    (kind == Kind::ManagedServiceProvider).then_some("Managed Service")
}

pub fn company(number: u128, name: &str) -> Company {
    Company {
        id: id(number),
        name: name.to_owned(),
        kind: None,
        size: None,
        notes: String::new(),
        created_at: moment(0),
        updated_at: moment(0),
        extra: Vec::new().into(),
    }
}

const NAMES: [&str; 9] = [
    "Kontoso",
    "kontoso",
    "KONTOSO GmbH",
    "Nordwind",
    "Äther AG",
    "zeta",
    "",
    "Adatum Ltd",
    "\n",
];
const TAGS: [&str; 5] = ["gold", "Gold", "EMEA", "north wind", "two\nlines"];

/// A partner as it comes.
pub fn any_company(dice: &mut Dice, number: u128) -> Company {
    let mut company = company(number, dice.pick::<&str>(&NAMES));
    company.kind = (dice.below(4) > 0).then(|| *dice.pick(&Kind::ALL));
    company.size = (dice.below(4) > 0).then(|| *dice.pick(&Size::ALL));
    let tags: Vec<_> = (0..dice.below(3)).map(|_| (*dice.pick(&TAGS)).into()).collect();
    company.extra.push(Member::new(
        "tags",
        channel_readiness::domain::json::Json::list(tags),
    ));
    if dice.below(3) == 0 {
        company.extra.push(Member::new("target", dice.below(5_u32)));
    }
    if dice.below(5) == 0 {
        company
            .extra
            .push(Member::new("archivedOn", days_ago(3).to_string()));
    }
    if dice.below(2) == 0 {
        log(dice).put(&mut company);
    }
    company
}

fn log(dice: &mut Dice) -> Touchpoints {
    let mut log = Touchpoints::default();
    for number in 0..dice.below(6_u8) {
        let touchpoint = Touchpoint {
            id: TouchpointId(Uuid::from_u128(u128::from(number) + 1)),
            kind: *dice.pick(&Happening::ALL),
            day: days_ago(dice.below(500_i32.unsigned_abs()).cast_signed() - 50),
            minutes: None,
            title: String::new(),
            note: String::new(),
            answer_hours: (dice.below(4) > 0)
                .then(|| AnswerHours::new(f64::from(dice.below(300_u16)) / 4.0).unwrap()),
            calendar: None,
            extra: Vec::new(),
        };
        log.add(touchpoint).unwrap();
    }
    log
}

/// An assessment as it comes: about or of one of so many partners, received or not, filed or kept apart, with the id of its
/// counterpart or only a name.
pub fn any_assessment(dice: &mut Dice, number: u128, partners: u128) -> Assessment {
    let any = |dice: &mut Dice| id(dice.below(u64::try_from(partners).unwrap() + 1).into());
    let mut assessment = Assessment {
        id: AssessmentId(Uuid::from_u128(number)),
        pack: PackReference {
            id: "test".to_owned(),
            version: 1 + dice.below(3_u32),
            hash: None,
        },
        side: *dice.pick(&Side::ALL),
        length: *dice.pick(&Length::ALL),
        updated_at: moment(i64::from(dice.below(40_u32)) - 20),
        answers: any_answers(dice),
        ..support::vendor("")
    };
    assessment.company.kind = (dice.below(2) == 0).then_some(Kind::Reseller);
    if dice.below(4) == 0 {
        assessment.company.id = Some(any(dice));
    }
    if dice.below(4) > 0 {
        assessment.counterpart = Some(CompanyFacts {
            id: (dice.below(3) > 0).then(|| any(dice)),
            name: (*dice.pick(&NAMES)).to_owned(),
            ..CompanyFacts::default()
        });
    }
    if dice.below(3) == 0 {
        let received = Received {
            at: moment(i64::from(dice.below(40_u32)) - 20),
            invite: None,
            fingerprint: None,
            file: None,
            extra: Vec::new(),
        };
        received.put(&mut assessment);
        if dice.below(4) > 0 {
            Filed::under(any(dice), moment(0)).put(&mut assessment);
        }
    }
    assessment
}

/// Some answers of any age, also from days to come.
pub fn any_answers(dice: &mut Dice) -> Answers {
    let mut answers = Answers::default();
    for name in ["a1", "a2", "a3", "b1", "b2", "c1", "z9"] {
        if dice.below(5) > 0 {
            let state = match dice.below(8_u8) {
                5 => AnswerState::Unknown,
                6 => AnswerState::NotApplicable {
                    reason: "none".to_owned(),
                },
                number => AnswerState::Level(Level::new(number.min(4)).unwrap()),
            };
            let answer = Answer {
                state,
                day: days_ago(i32::from(dice.below(800_u16)) - 5),
                note: String::new(),
                link: String::new(),
                extra: Vec::new(),
            };
            answers.insert(support::id(name), answer);
        }
    }
    answers
}

/// So many partners with four times as many assessments; the last partner is not on the list.
pub fn any_library(dice: &mut Dice, partners: u128) -> Library {
    let mut library = Library::default();
    let companies = (0..partners).map(|number| any_company(dice, number)).collect();
    let assessments = (0..partners * 4)
        .map(|number| any_assessment(dice, number, partners))
        .collect();
    library.take_in(companies, assessments);
    library
}
