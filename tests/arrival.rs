//! Importing: beside what is here, never over it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/pack.rs"]
mod support;

use channel_readiness::domain::assessment::{Assessment, AssessmentId};
use channel_readiness::domain::company::{Company, CompanyFacts, CompanyId};
use channel_readiness::domain::exchange::{Arrival, Bundle, Document, Here, base64};
use channel_readiness::domain::json::compact;
use channel_readiness::domain::library::Library;
use channel_readiness::domain::own::{Filed, OwnNote};
use channel_readiness::domain::pack::{Hash, Pack};
use channel_readiness::domain::time::Moment;
use support::{pack, vendor, worked_example};
use uuid::Uuid;

const NEW: u128 = 1000;

#[test]
fn a_response_that_is_not_here_is_added_under_its_own_id() {
    let arrival = arrive(single(response(1, "a1=3")), &Library::default());
    assert_eq!(arrival.assessments, [response(1, "a1=3")]);
    assert_eq!(arrival.single, Some(AssessmentId(Uuid::from_u128(1))));
    assert_eq!(arrival.already_here, 0);
}

#[test]
fn the_same_response_is_already_here() {
    let arrival = arrive(single(response(1, "a1=3")), &library(&[], &[response(1, "a1=3")]));
    assert_eq!((arrival.assessments.len(), arrival.already_here), (0, 1));
    assert_eq!(arrival.single, Some(AssessmentId(Uuid::from_u128(1))));
}

#[test]
fn another_response_with_an_id_that_is_here_comes_beside_it_with_a_new_id() {
    let arrival = arrive(single(response(1, "a1=4")), &library(&[], &[response(1, "a1=3")]));
    assert_eq!(arrival.assessments, [response(NEW, "a1=4")]);
    assert_eq!(arrival.single, Some(AssessmentId(Uuid::from_u128(NEW))));
}

#[test]
fn importing_the_same_conflicting_response_twice_adds_it_once() {
    let mut library = library(&[], &[response(1, "a1=3")]);
    let first = arrive(single(response(1, "a1=4")), &library);
    take_in(&mut library, &first);
    let second = arrive(single(response(1, "a1=4")), &library);
    assert_eq!((second.assessments.len(), second.already_here), (0, 1));
    assert_eq!(second.single, first.single);
}

#[test]
fn an_id_of_an_unreadable_or_deleted_record_is_never_given_to_an_import() {
    let library = Library::default();
    let reserved = [Uuid::from_u128(1), Uuid::from_u128(2)];
    let here = Here {
        library: &library,
        known: &[],
        reserved: &reserved,
        benchmarks: &[],
    };
    let arrival = Arrival::settle(
        bundle(&[company(1, "Contoso")], &[response(2, "")]),
        here,
        new_ids(),
    );
    assert_eq!(arrival.companies, [company(NEW, "Contoso")]);
    assert_eq!(arrival.assessments, [response(NEW + 1, "")]);
}

#[test]
fn a_company_that_differs_gets_a_new_id_and_responses_follow_it() {
    let library = library(&[company(1, "Contoso")], &[]);
    let arrival = arrive(
        bundle(&[company(1, "Fabrikam")], &[about(1, response(2, "a1=3"))]),
        &library,
    );
    assert_eq!(arrival.companies, [company(NEW, "Fabrikam")]);
    assert_eq!(arrival.assessments, [about(NEW, response(2, "a1=3"))]);
}

#[test]
fn what_is_filed_under_a_company_that_gets_a_new_id_follows_it() {
    let filed = |company: u128| {
        let filed = Filed {
            company: CompanyId(Uuid::from_u128(company)),
            at: Moment::EPOCH,
            extra: Vec::new(),
        };
        let mut of = response(1, "a1=3");
        filed.put(&mut of);
        of
    };
    let arrival = arrive(
        bundle(&[company(7, "Other")], &[filed(7)]),
        &library(&[company(7, "A")], &[]),
    );
    assert_eq!(arrival.assessments, [filed(NEW)]);
}

#[test]
fn the_answering_company_is_followed_too() {
    let library = library(&[company(1, "Contoso")], &[]);
    let mut answers = response(2, "");
    answers.company.id = Some(CompanyId(Uuid::from_u128(1)));
    let arrival = arrive(bundle(&[company(1, "Fabrikam")], &[answers]), &library);
    assert_eq!(
        arrival.assessments[0].company.id,
        Some(CompanyId(Uuid::from_u128(NEW)))
    );
}

#[test]
fn a_response_that_is_here_unchanged_stays_here_though_its_company_differs() {
    let library = library(&[company(1, "Contoso")], &[about(1, response(2, "a1=3"))]);
    let arrival = arrive(
        bundle(&[company(1, "Fabrikam")], &[about(1, response(2, "a1=3"))]),
        &library,
    );
    assert_eq!(arrival.companies, [company(NEW, "Fabrikam")]);
    assert_eq!((arrival.assessments.len(), arrival.already_here), (0, 1));
}

#[test]
fn importing_the_same_conflicting_bundle_twice_adds_it_once() {
    let document = || bundle(&[company(1, "Fabrikam")], &[about(1, response(2, "a1=4"))]);
    let mut library = library(&[company(1, "Contoso")], &[about(1, response(2, "a1=3"))]);
    let first = arrive(document(), &library);
    assert_eq!((first.companies.len(), first.assessments.len()), (1, 1));
    take_in(&mut library, &first);
    let second = arrive(document(), &library);
    assert_eq!(
        (
            second.companies.len(),
            second.assessments.len(),
            second.already_here
        ),
        (0, 0, 2)
    );
}

#[test]
fn a_pack_is_the_same_when_its_hash_is() {
    let (here, other) = (hashed('1'), hashed('2'));
    let document = Bundle {
        packs: vec![here.clone(), other.clone()],
        ..Bundle::default()
    };
    let arrival = settle(Document::Bundle(document), &Library::default(), &[&here]);
    assert_eq!(arrival.packs, [other]);
    assert_eq!(arrival.already_here, 1);
}

#[test]
fn a_pack_by_itself_can_come() {
    let arrival = arrive(Document::Pack(Box::new(hashed('1'))), &Library::default());
    assert_eq!(arrival.packs, [hashed('1')]);
    assert_eq!(arrival.single, None);
}

#[test]
fn a_response_without_a_hash_gets_the_one_of_its_pack() {
    let pack = hashed('1');
    let arrival = settle(single(response(1, "")), &Library::default(), &[&pack]);
    assert_eq!(arrival.assessments[0].pack.hash, Some(pack.hash));
}

#[test]
fn a_response_without_a_hash_is_already_here_when_it_comes_again() {
    let pack = hashed('1');
    let mut library = Library::default();
    let first = settle(single(response(1, "")), &library, &[&pack]);
    take_in(&mut library, &first);
    assert_eq!(
        settle(single(response(1, "")), &library, &[&pack]).already_here,
        1
    );
}

#[test]
fn a_bundle_names_no_single_response() {
    assert_eq!(
        arrive(bundle(&[], &[response(1, "")]), &Library::default()).single,
        None
    );
}

#[test]
fn the_report_lists_the_ids_given_here() {
    let library = library(&[company(1, "Contoso")], &[response(2, "a1=3")]);
    let arrival = arrive(
        bundle(&[company(1, "Fabrikam")], &[response(2, "a1=3"), response(3, "")]),
        &library,
    );
    let expected = format!(
        r#"{{"packs":[],"companies":["{}"],"responses":["{}"],"benchmarks":[],"alreadyHere":1}}"#,
        Uuid::from_u128(NEW),
        Uuid::from_u128(3)
    );
    assert_eq!(compact(&arrival.report().to_json()), expected);
}

#[test]
fn bytes_become_base64() {
    // Source: the test vectors of RFC 4648.
    let cases = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ];
    for (plain, expected) in cases {
        assert_eq!(base64(plain.as_bytes()), expected);
    }
    assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
}

fn arrive(document: Document, library: &Library) -> Arrival {
    settle(document, library, &[])
}

fn settle(document: Document, library: &Library, known: &[&Pack]) -> Arrival {
    Arrival::settle(
        document,
        Here {
            library,
            known,
            reserved: &[],
            benchmarks: &[],
        },
        new_ids(),
    )
}

/// Counts from [`NEW`].
fn new_ids() -> impl FnMut() -> Uuid {
    let mut next = NEW;
    move || {
        next += 1;
        Uuid::from_u128(next - 1)
    }
}

fn take_in(library: &mut Library, arrival: &Arrival) {
    library.companies.extend(
        arrival
            .companies
            .iter()
            .map(|company| (company.id, company.clone())),
    );
    library
        .assessments
        .extend(arrival.assessments.iter().map(|one| (one.id, one.clone())));
}

#[test]
fn what_is_added_goes_into_the_library_in_the_order_of_its_ids() {
    let companies = [company(9, "I"), company(3, "C"), company(5, "E")];
    let responses = [response(8, ""), response(2, ""), response(4, "")];
    let arrival = arrive(bundle(&companies, &responses), &Library::default());
    // The report keeps the document's order.
    let reported: Vec<u128> = arrival
        .report()
        .assessments
        .iter()
        .map(|id| id.0.as_u128())
        .collect();
    assert_eq!(reported, [8, 2, 4]);
    let mut library = library(&[company(4, "D")], &[response(9, "")]);
    library.take_in(arrival.companies, arrival.assessments);
    let companies = library.companies.keys().map(|id| id.0.as_u128());
    let responses = library.assessments.keys().map(|id| id.0.as_u128());
    assert_eq!(companies.collect::<Vec<_>>(), [3, 4, 5, 9]);
    assert_eq!(responses.collect::<Vec<_>>(), [2, 4, 8, 9]);
}

fn library(companies: &[Company], assessments: &[Assessment]) -> Library {
    let mut library = Library::default();
    let arrival = Arrival {
        companies: companies.to_vec(),
        assessments: assessments.to_vec(),
        ..Arrival::default()
    };
    take_in(&mut library, &arrival);
    library
}

fn single(response: Assessment) -> Document {
    Document::Response(Box::new(response))
}

fn bundle(companies: &[Company], responses: &[Assessment]) -> Document {
    Document::Bundle(Bundle {
        companies: companies.to_vec(),
        responses: responses.to_vec(),
        ..Bundle::default()
    })
}

fn response(id: u128, answers: &str) -> Assessment {
    Assessment {
        id: AssessmentId(Uuid::from_u128(id)),
        ..vendor(answers)
    }
}

fn about(company: u128, response: Assessment) -> Assessment {
    let id = Some(CompanyId(Uuid::from_u128(company)));
    Assessment {
        counterpart: Some(CompanyFacts {
            id,
            ..CompanyFacts::default()
        }),
        ..response
    }
}

fn company(id: u128, name: &str) -> Company {
    Company {
        id: CompanyId(Uuid::from_u128(id)),
        name: name.to_owned(),
        kind: None,
        size: None,
        notes: String::new(),
        created_at: Moment::EPOCH,
        updated_at: Moment::EPOCH,
        extra: Vec::new().into(),
    }
}

/// A pack whose hash is 64 times this digit.
fn hashed(digit: char) -> Pack {
    let hash = Hash::from_hex(&digit.to_string().repeat(64)).unwrap();
    Pack {
        hash,
        ..pack(worked_example(), &[], Vec::new())
    }
}
