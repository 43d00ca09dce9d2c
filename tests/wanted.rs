//! What a host page wants an assessment to begin with.
#![cfg(not(target_arch = "wasm32"))]

use channel_readiness::domain::company::{CompanyFacts, Kind, Size};
use channel_readiness::domain::exchange::{Wanted, read_company_named, read_wanted};
use channel_readiness::domain::pack::Length;
use channel_readiness::domain::problem::Problem;
use channel_readiness::domain::side::Side;

fn company(name: &str, kind: Option<Kind>, size: Option<Size>) -> CompanyFacts {
    CompanyFacts {
        name: name.to_owned(),
        kind,
        size,
        ..CompanyFacts::default()
    }
}

fn refusals(problems: Vec<Problem>) -> Vec<String> {
    let words = |problem: Problem| format!("{}: {}", problem.place, problem.cause);
    problems.into_iter().map(words).collect()
}

#[test]
fn everything_may_be_left_out() {
    assert_eq!(read_wanted("{}"), Ok(Wanted::default()));
    assert_eq!(
        read_wanted(r#"{ "side": null, "company": null }"#),
        Ok(Wanted::default())
    );
}

#[test]
fn companies_are_names_or_facts_and_a_questionnaire_is_an_object_or_its_text() {
    let text = r#"{ "side": "partner", "length": "full", "company": " Contoso ", "pack": { "kind": "pack" },
        "counterpart": { "id": null, "name": "Fabrikam", "kind": "reseller", "size": "51-250" } }"#;
    let wanted = Wanted {
        side: Some(Side::Partner),
        length: Some(Length::Full),
        company: Some(company("Contoso", None, None)),
        counterpart: Some(company("Fabrikam", Some(Kind::Reseller), Some(Size::UpTo250))),
        pack: Some(r#"{"kind":"pack"}"#.to_owned()),
    };
    assert_eq!(read_wanted(text), Ok(wanted));
    let as_text = read_wanted(r#"{ "pack": "{}" }"#).map(|wanted| wanted.pack);
    assert_eq!(as_text, Ok(Some("{}".to_owned())));
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let text = r#"{ "side": "both", "length": 5, "company": { "kind": "shop" }, "pack": 7 }"#;
    let refused = read_wanted(text).map_err(refusals);
    let places: Vec<String> = refused.unwrap_err();
    let begins = |place: usize, with: &str| assert!(places[place].starts_with(with), "{places:?}");
    begins(0, "side: expected one of vendor, partner, found \"both\"");
    begins(1, "length: expected one of quick, full, found 5");
    begins(2, "company.kind: expected one of vendor, reseller, ");
    begins(3, "pack: expected a questionnaire or its text, found 7");
    assert_eq!(places.len(), 4);
    assert!(read_wanted("[]").is_err() && read_wanted("").is_err());
}

#[test]
fn an_attribute_names_a_company_or_says_more_of_it() {
    assert_eq!(
        read_company_named(" Contoso {1} "),
        Ok(company("Contoso {1}", None, None))
    );
    assert_eq!(
        read_company_named(r#" {"name": "Contoso", "size": "1-10"}"#),
        Ok(company("Contoso", None, Some(Size::UpTo10)))
    );
    let refused = read_company_named(r#"{"name": 5}"#).map_err(refusals);
    assert_eq!(refused, Err(vec!["name: expected a text, found 5".to_owned()]));
    assert!(read_company_named("{").is_err());
}
