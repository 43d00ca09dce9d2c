//! The tables of the guide, each between two comments of its name.

use channel_readiness::domain::json::Json;

use super::{is, list, parameters, text, values};

type Row = Vec<String>;
type Table = fn(&Json) -> Vec<Row>;

/// The name of each table, what stands above its columns, and its rows.
const TABLES: [(&str, &[&str], Table); 8] = [
    (
        "attributes",
        &["attribute", "values", "default", "takes effect", "meaning"],
        attributes,
    ),
    ("properties", &["property", "type", "meaning"], properties),
    ("methods", &["method", "gives", "meaning", "rejects for"], methods),
    ("events", &["event", "detail", "when"], events),
    ("slots", &["slot", "meaning"], slots),
    ("parts", &["part", "meaning"], parts),
    (
        "customProperties",
        &["property", "default", "meaning"],
        custom_properties,
    ),
    (
        "functions",
        &["function", "gives", "meaning", "rejects for"],
        functions,
    ),
];

/// The guide with its tables as the contract gives them.
///
/// # Errors
/// When there is no place for one of them.
pub fn put_into(guide: &str, contract: &Json) -> Result<String, String> {
    let mut guide = guide.to_owned();
    for (name, heads, rows) in TABLES {
        let (begin, end) = (
            format!("<!-- contract: {name} -->\n"),
            format!("<!-- /contract: {name} -->"),
        );
        let parts = guide
            .split_once(&begin)
            .and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
        let Some((before, after)) = parts else {
            return Err(format!("{} has no place for the table of {name}", super::GUIDE));
        };
        guide = [before, &begin, &table(heads, &rows(contract)), &end, after].concat();
    }
    Ok(guide)
}

fn table(heads: &[&str], rows: &[Row]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let rule = vec!["---".to_owned(); heads.len()];
    let mut lines = vec![line(&heads), line(&rule)];
    lines.extend(rows.iter().map(|cells| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        line(&cells)
    }));
    lines.concat()
}

fn code(words: &str) -> String {
    format!("`{words}`")
}

fn rows(contract: &Json, name: &str, row: impl Fn(&Json) -> Row) -> Vec<Row> {
    list(contract, name).iter().map(row).collect()
}

fn attributes(contract: &Json) -> Vec<Row> {
    rows(contract, "attributes", |one| {
        let values: Vec<String> = values(one).into_iter().map(code).collect();
        let allowed = match (values.is_empty(), text(one, "type")) {
            (false, _) => values.join(", "),
            (true, "boolean") => "there or not".to_owned(),
            (true, _) => "a text".to_owned(),
        };
        let cells = [text(one, "default"), text(one, "when"), text(one, "about")].map(str::to_owned);
        [vec![code(text(one, "name")), allowed], cells.to_vec()].concat()
    })
}

fn properties(contract: &Json) -> Vec<Row> {
    rows(contract, "properties", |one| {
        let read_only = if is(one, "readOnly") { " (read only)" } else { "" };
        vec![
            code(text(one, "name")) + read_only,
            code(text(one, "type")),
            text(one, "about").to_owned(),
        ]
    })
}

fn methods(contract: &Json) -> Vec<Row> {
    rows(contract, "methods", call)
}

fn functions(contract: &Json) -> Vec<Row> {
    rows(contract, "functions", call)
}

/// The row of a method or a function.
fn call(one: &Json) -> Row {
    let given = list(one, "parameters")
        .iter()
        .map(|parameter| format!("`{}`: {}", text(parameter, "name"), text(parameter, "about")));
    let given: Vec<String> = given.collect();
    let about = if given.is_empty() {
        text(one, "about").to_owned()
    } else {
        format!("{} {}.", text(one, "about"), given.join("; "))
    };
    vec![
        code(&format!("{}({})", text(one, "name"), parameters(one))),
        code(text(one, "returns")),
        about,
        text(one, "errors").to_owned(),
    ]
}

fn events(contract: &Json) -> Vec<Row> {
    rows(contract, "events", |one| {
        let mut types = list(contract, "types").iter();
        let detail = types.find(|kind| text(kind, "name") == text(one, "detail"));
        let members = detail.map_or(&[][..], |detail| list(detail, "members")).iter();
        let members: Vec<String> = members
            .map(|member| format!("{}: {}", text(member, "name"), text(member, "type")))
            .collect();
        vec![
            code(text(one, "name")),
            code(&format!("{{ {} }}", members.join(", "))),
            text(one, "when").to_owned(),
        ]
    })
}

fn slots(contract: &Json) -> Vec<Row> {
    rows(contract, "slots", |one| {
        let name = match text(one, "name") {
            "" => "without a name".to_owned(),
            name => code(name),
        };
        vec![name, text(one, "about").to_owned()]
    })
}

fn parts(contract: &Json) -> Vec<Row> {
    rows(contract, "parts", |one| {
        vec![code(text(one, "name")), text(one, "about").to_owned()]
    })
}

fn custom_properties(contract: &Json) -> Vec<Row> {
    rows(contract, "customProperties", |one| {
        vec![
            code(text(one, "name")),
            text(one, "default").to_owned(),
            text(one, "about").to_owned(),
        ]
    })
}
