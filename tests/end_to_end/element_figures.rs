//! The figures that the host page is told: see docs/element.md.

use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::stage::Stage;
use crate::truth::{Truth, close, fixture, rich_response};

tests![
    the_result_is_null_where_nothing_is_current_and_else_equals_the_event,
    results_are_those_of_everything_that_is_kept,
    scores_say_in_columns_what_the_results_say,
    score_gives_the_worked_example,
    score_rejects_with_place_and_cause,
    relation_gives_the_worked_example,
    relation_rejects_with_side_place_and_cause,
];

async fn the_result_is_null_where_nothing_is_current_and_else_equals_the_event(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    assert_eq!(page.result().await?, Value::Null);
    page.start_as("vendor").await?;
    let heard = "return window.heard.at(-1) ?? 'nothing'";
    let agrees = |what: &'static str| {
        let page = &page;
        until(what, move || async move {
            let (heard, result) = (page.ask(heard, Vec::new()).await?, page.result().await?);
            if heard == result {
                Ok(Some(result))
            } else {
                Err(format!("{heard} is not {result}").into())
            }
        })
    };
    assert_eq!(agrees("the event of the start").await?["score"], Value::Null);
    page.answer(3).await?;
    let after = agrees("the event of the answer").await?;
    let (truth, today) = (Truth::read()?, page.today().await?);
    assert_eq!(after, truth.result(&page.assessment().await?, today)?);
    // The property is read only, and what is handed out is nobody else's.
    let body = "const element = document.querySelector(host);
        try { element.result = 5 } catch { /* strict mode */ }
        element.result.score = -1;
        return element.result";
    assert_eq!(page.ask(body, Vec::new()).await?, after);
    page.go_to("New").await?;
    until("the event that nothing is current", || async {
        let last = page
            .ask(
                "return window.heard.length > 0 && window.heard.at(-1) === null",
                Vec::new(),
            )
            .await?;
        Ok((last == json!(true)).then_some(()))
    })
    .await?;
    assert_eq!(page.result().await?, Value::Null);
    Ok(())
}

async fn results_are_those_of_everything_that_is_kept(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let results = "() => document.querySelector(host).results()";
    assert_eq!(page.await_answer(results, Vec::new()).await?, json!([]));
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.saved().await?;
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    let found = page.await_answer(results, Vec::new()).await?;
    let truth = Truth::read()?;
    let kept = page.bundle().await?.responses;
    assert_eq!(found.as_array().map(Vec::len), Some(kept.len()));
    for assessment in kept {
        let id = assessment.id.0.to_string();
        let mut all = found.as_array().into_iter().flatten();
        let one = all.find(|one| one["id"] == id).ok_or("one is missing")?;
        let expected = truth.result(&assessment, today)?;
        for figure in ["score", "low", "high", "level", "binds"] {
            assert_eq!(one["result"][figure], expected[figure], "{figure}");
        }
    }
    Ok(())
}

async fn scores_say_in_columns_what_the_results_say(stage: Stage) -> Result<()> {
    let page = stage.open().await?;
    let scores = "async () => {
        const { ids, names, ...columns } = await document.querySelector(host).scores();
        const kinds = Object.fromEntries(Object.entries(columns).map(([name, { constructor }]) => [name, constructor.name]));
        const figure = (name, place) => columns[name][place] >= 0 ? columns[name][place] : null;
        const row = (id, place) => ({ id, name: names[place],
            ...Object.fromEntries(Object.keys(columns).map((name) => [name, figure(name, place)])) });
        return { kinds, rows: ids.map(row) };
    }";
    let numbers = "Float64Array";
    let kinds = json!({ "score": numbers, "low": numbers, "high": numbers, "level": "Int8Array" });
    let none = json!({ "kinds": kinds, "rows": [] });
    assert_eq!(page.await_answer(scores, Vec::new()).await?, none);
    // One of the built-in pack, one of another, and one without an answer, whose name needs escaping.
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.saved().await?;
    let mut empty = rich_response(page.today().await?);
    empty["title"] = json!("\"Contoso\"\n\\ 10 €");
    empty["answers"] = json!({});
    page.import(&empty.to_string()).await?;
    page.import(&fixture("bundle-format-1.json")?).await?;
    let rows = "async () => (await document.querySelector(host).results()).map(({ id, name, result }) => {
        const { score = null, low = null, high = null, level = null } = result ?? {};
        return { id, name, score, low, high, level };
    })";
    let rows = page.await_answer(rows, Vec::new()).await?;
    let without_score = |row: &&Value| row["score"].is_null() && row["level"] == 0;
    let found: Vec<&Value> = rows.as_array().into_iter().flatten().collect();
    assert!(found.len() >= 3, "{rows}");
    assert!(found.iter().any(without_score), "{rows}");
    let found = page.await_answer(scores, Vec::new()).await?;
    assert_eq!(found, json!({ "kinds": kinds, "rows": rows }));
    Ok(())
}

/// The worked example of scoring.md as pack and response.
pub fn worked_example() -> Result<(Value, Value)> {
    let bundle: Value = serde_json::from_str(&fixture("bundle-format-1.json")?)?;
    Ok((bundle["packs"][0].clone(), bundle["responses"][0].clone()))
}

/// What `score` takes.
pub fn given(pack: &Value, response: &Value, today: &str) -> Vec<Value> {
    [&pack.to_string(), &response.to_string(), today]
        .map(|text| json!(text))
        .to_vec()
}

const SCORE: &str = "async (...given) => {
    const { score } = await import(new URL('/channel-readiness.js', location.href));
    try { return await score(...given) } catch (error) { return [isError(error), error.problems] }
}";

async fn score_gives_the_worked_example(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    let (pack, response) = worked_example()?;
    let given = given(&pack, &response, "2026-02-01");
    let result = page.await_answer(SCORE, given).await?;
    let is = |place: &str, wanted: f64| {
        let found = result.pointer(place).and_then(Value::as_f64).unwrap_or(f64::NAN);
        assert!(close(found, wanted), "{place} is {found}, not {wanted}");
    };
    is("/score", 52.083_333_333_333_336);
    is("/low", 48.4375);
    is("/high", 54.6875);
    is("/coverage", 0.9375);
    is("/freshness", 0.583_333_333_333_333_3);
    is("/dimensions/a/score", 58.333_333_333_333_336);
    is("/dimensions/b/freshness", 0.5);
    is("/dimensions/c/score", 100.0);
    let rest = [
        "kind",
        "level",
        "levelHigh",
        "floor",
        "openGates",
        "binds",
        "asked",
        "applicable",
        "answered",
    ];
    let rest: Vec<&Value> = rest.iter().map(|name| &result[*name]).collect();
    let binds = json!([{ "by": "dimension", "id": "a" }]);
    assert_eq!(json!(rest), json!(["result", 1, 2, 2, 0, binds, 6, 5, 4]));
    Ok(())
}

async fn score_rejects_with_place_and_cause(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    let (pack, mut response) = worked_example()?;
    response["answers"]["a1"]["level"] = json!(4.5);
    let given = given(&pack, &response, "yesterday");
    let refused = page.await_answer(SCORE, given).await?;
    assert_eq!(refused[0], true);
    let places: Vec<&Value> = refused[1]
        .as_array()
        .into_iter()
        .flatten()
        .map(|problem| &problem["place"])
        .collect();
    assert_eq!(json!(places), json!(["answers.a1.level", "today"]));
    Ok(())
}

const RELATION: &str = "async (...given) => {
    const isError = (error) => Object.prototype.toString.call(error) === '[object Error]';
    const { relation } = await import(new URL('/channel-readiness.js', location.href));
    try { return await relation(...given) } catch (error) { return [isError(error), error.problems] }
}";

/// The worked example's pack, the vendor's response, and a partner's.
fn both_sides() -> Result<[Value; 3]> {
    let (mut pack, vendor) = worked_example()?;
    // The example of the method asks `a3` of everybody.
    pack["dimensions"][0]["indicators"][2]["when"] = Value::Null;
    let mut partner = vendor.clone();
    partner["side"] = json!("partner");
    partner["id"] = json!("0190f5f0-7b1c-7000-8000-0000000000b2");
    let level = |level: u8| json!({ "state": "level", "level": level, "day": "2026-02-01" });
    partner["answers"] = json!({ "a1": level(1), "a3": level(2), "b1": level(2) });
    Ok([pack, vendor, partner])
}

fn texts(documents: &[Value; 3]) -> Vec<Value> {
    documents
        .iter()
        .map(|document| json!(document.to_string()))
        .collect()
}

async fn relation_gives_the_worked_example(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    let relation = page.await_answer(RELATION, texts(&both_sides()?)).await?;
    let is = |place: &str, wanted: f64| {
        let found = relation
            .pointer(place)
            .and_then(Value::as_f64)
            .unwrap_or(f64::NAN);
        assert!(close(found, wanted), "{place} is {found}, not {wanted}");
    };
    is("/agreement", 0.895_833_333_333_333_3);
    is("/dimensions/a/agreement", 0.583_333_333_333_333_3);
    is("/dimensions/a/bias", 25.0);
    is("/dimensions/a/joint", 25.0);
    is("/dimensions/b/joint", 50.0);
    assert_eq!(
        json!([
            relation["kind"],
            relation["matched"],
            relation["of"],
            relation["dimensions"]["c"]
        ]),
        json!(["relation", 3, 5, null])
    );
    let gaps = json!([
        { "indicator": "a1", "vendor": 3, "partner": 1, "gap": 2 },
        { "indicator": "a3", "vendor": 1, "partner": 2, "gap": -1 },
    ]);
    assert_eq!(relation["gaps"], gaps);
    Ok(())
}

async fn relation_rejects_with_side_place_and_cause(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    let mut documents = both_sides()?;
    documents[1]["answers"]["a1"]["level"] = json!(4.5);
    documents[2]["side"] = json!("vendor");
    let refused = page.await_answer(RELATION, texts(&documents)).await?;
    assert_eq!(refused[0], true);
    let problems = refused[1].as_array().into_iter().flatten();
    let places: Vec<&Value> = problems.map(|problem| &problem["place"]).collect();
    assert_eq!(json!(places), json!(["vendor.answers.a1.level", "partner.side"]));
    Ok(())
}
