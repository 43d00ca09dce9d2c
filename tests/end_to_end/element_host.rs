//! What the host page gives the element and asks of it: see docs/element.md.

use channel_readiness::domain::company::{Kind, Size};
use serde_json::{Value, json};

use crate::browser::Result;
use crate::finding::until;
use crate::page::{Named, Page};
use crate::stage::{Stage, dist};
use crate::truth::rich_response;

tests![
    properties_mirror_attributes,
    properties_that_were_set_before_the_definition_become_attributes,
    what_the_page_knows_is_filled_in,
    an_assessment_is_begun_for_the_visitor,
    an_assessment_of_a_questionnaire_that_is_given_is_begun,
    what_cannot_be_begun_is_refused_with_every_mistake,
    a_screen_is_opened_by_its_name,
    the_current_result_is_printed,
    the_visitor_is_asked_before_everything_is_deleted,
    a_lazy_element_starts_when_it_comes_near,
    a_lazy_element_starts_when_something_is_asked_of_it,
    header_and_footer_stand_above_and_below,
    parts_are_styled_by_the_page,
];

async fn set(page: &Page, name: &str, value: &str) -> Result<()> {
    let script = "document.querySelector(host).setAttribute(...arguments)";
    page.ask(script, vec![json!(name), json!(value)]).await.map(drop)
}

/// What a promise of the element's is rejected with, by its method and what that is given: places and causes.
async fn refused(page: &Page, method: &str, given: Value) -> Result<Value> {
    let script = "async (method, given) => {
        try {
            await document.querySelector(host)[method](given);
            return 'done';
        } catch (error) {
            return isError(error) && error.problems.map(({ place, cause }) => [place, cause]);
        }
    }";
    page.await_answer(script, vec![json!(method), given]).await
}

async fn properties_mirror_attributes(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let script = "async () => {
        const { ATTRIBUTES, PROPERTIES } = await import(new URL('/contract.js', location.href));
        const element = document.querySelector(host).cloneNode();
        const camel = (name) => name === 'readonly' ? 'readOnly' : name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
        return ATTRIBUTES.filter((name) => !['lang', 'pack'].includes(name)).flatMap((name) => {
            const property = camel(name);
            if (!PROPERTIES.includes(property)) return [`${name} has no property`];
            const isFlag = typeof element[property] === 'boolean';
            element[property] = isFlag ? true : 'x';
            const given = element.getAttribute(name);
            element.setAttribute(name, isFlag ? '' : 'y');
            const read = element[property];
            element[property] = null;
            const isGone = !element.hasAttribute(name) && element[property] === (isFlag ? false : '');
            const isRight = given === (isFlag ? '' : 'x') && read === (isFlag ? true : 'y') && isGone;
            return isRight ? [] : [`${name}: ${given}, ${read}, ${isGone}`];
        });
    }";
    assert_eq!(page.await_answer(script, Vec::new()).await?, json!([]));
    let company = "const element = document.querySelector(host).cloneNode();
        element.company = { name: 'Contoso' };
        return element.getAttribute('company')";
    assert_eq!(
        page.ask(company, Vec::new()).await?,
        json!("{\"name\":\"Contoso\"}")
    );
    Ok(())
}

async fn properties_that_were_set_before_the_definition_become_attributes(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/empty.html")).await?;
    let page = stage.page();
    // By a script of the page: what a driver's script imports is not quite of the page in Firefox.
    let script = "const script = document.createElement('script');
        script.type = 'module';
        script.textContent = `
            const element = document.createElement('channel-readiness');
            Object.assign(element, { theme: 'dark', readOnly: true, storageKey: 'early', counterpart: 'Contoso' });
            document.body.append(element);
            await import('/channel-readiness.js');
            window.attributes = ['theme', 'readonly', 'storage-key', 'counterpart'].map((name) => element.getAttribute(name));`;
        document.head.append(script)";
    page.ask(script, Vec::new()).await?;
    until("the attributes", || async {
        let found = page.ask("return window.attributes ?? null", Vec::new()).await?;
        Ok((found == json!(["dark", "", "early", "Contoso"])).then_some(()))
    })
    .await?;
    page.started().await
}

async fn what_the_page_knows_is_filled_in(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/prefilled.html").await?;
    let values = "return ['Your company', 'Whom is this about?'].map((name) =>
        find('textbox', name, 'begins')[0]?.value ?? find('combobox', name, 'begins')[0]?.value)";
    assert_eq!(
        page.ask(values, Vec::new()).await?,
        json!(["Fabrikam", "Contoso"])
    );
    // Of both sides only the one that was named.
    page.without("button", Named::Beginning("Start as vendor"))
        .await?;
    page.start_as("partner").await?;
    page.answer(1).await?;
    page.saved().await?;
    let begun = page.assessment().await?;
    assert_eq!(
        (begun.side.name(), begun.length.name(), &*begun.company.name),
        ("partner", "full", "Fabrikam")
    );
    let facts = (begun.company.kind, begun.company.size);
    assert_eq!(
        (facts.0.map(Kind::name), facts.1.map(Size::name)),
        (Some("reseller"), Some("51-250"))
    );
    assert_eq!(
        begun.counterpart.map(|facts| facts.name).as_deref(),
        Some("Contoso")
    );
    Ok(())
}

async fn an_assessment_is_begun_for_the_visitor(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    set(&page, "counterpart", "Contoso").await?;
    let start = "() => document.querySelector(host).start({ side: 'partner', company: { name: 'Fabrikam', kind: 'integrator' } })";
    let id = page.await_answer(start, Vec::new()).await?;
    page.asks("1.1").await?;
    page.answer(2).await?;
    page.saved().await?;
    let begun = page.assessment().await?;
    assert_eq!(json!(begun.id.0.to_string()), id);
    assert_eq!((begun.side.name(), begun.length.name()), ("partner", "quick"));
    assert_eq!(
        (&*begun.company.name, begun.company.kind.map(Kind::name)),
        ("Fabrikam", Some("integrator"))
    );
    // What was not given stands in the attribute.
    assert_eq!(
        begun.counterpart.map(|facts| facts.name).as_deref(),
        Some("Contoso")
    );
    Ok(())
}

async fn an_assessment_of_a_questionnaire_that_is_given_is_begun(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let pack = std::fs::read_to_string(dist().join("packs/delivery-check.json"))?;
    let pack: Value = serde_json::from_str(&pack)?;
    let start = "(pack) => document.querySelector(host).start({ pack })";
    for given in [pack.clone(), json!(pack.to_string())] {
        page.await_answer(start, vec![given]).await?;
        page.asks("1.1").await?;
        page.answer(3).await?;
        page.saved().await?;
    }
    let kept = page.bundle().await?.responses;
    assert_eq!(kept.len(), 2);
    assert!(
        kept.iter()
            .all(|one| one.pack.id == pack["id"].as_str().unwrap_or_default())
    );
    Ok(())
}

async fn what_cannot_be_begun_is_refused_with_every_mistake(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let wrong = json!({ "side": "both", "company": { "size": 7 }, "pack": { "kind": "pack" } });
    let problems = refused(&page, "start", wrong).await?;
    let places = problems.as_array().into_iter().flatten();
    let mut places: Vec<&str> = places.filter_map(|one| one[0].as_str()).collect();
    // They come as they stand in the object, whose order the driver makes.
    places.sort_unstable();
    assert_eq!(places, ["company.size", "side"]);
    let problems = refused(&page, "start", json!({ "pack": { "kind": "pack" } })).await?;
    let first = problems[0][0].as_str().unwrap_or_default();
    assert!(first.starts_with("pack"), "{problems}");
    // Nothing has begun.
    assert_eq!(page.result().await?, Value::Null);
    page.find("button", Named::Beginning("Start as vendor"))
        .await
        .map(drop)
}

async fn a_screen_is_opened_by_its_name(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let none = refused(&page, "open", json!("result")).await?;
    assert_eq!(none, json!([["screen", "there is no assessment to show"]]));
    let unknown = refused(&page, "open", json!("nowhere")).await?;
    let cause = unknown[0][1].as_str().unwrap_or_default();
    assert!(
        cause.starts_with("expected one of start, question, "),
        "{unknown}"
    );
    let today = page.today().await?;
    page.import(&rich_response(today).to_string()).await?;
    for (name, words) in [
        ("data", "Your data"),
        ("overview", "Overview"),
        ("partners", "Partners"),
        ("start", "New"),
    ] {
        assert_eq!(refused(&page, "open", json!(name)).await?, json!("done"));
        let current = page
            .ask(
                "return one('nav.menu [aria-current=page]')?.textContent",
                Vec::new(),
            )
            .await?;
        assert_eq!(current, json!(words));
        page.started().await?;
    }
    Ok(())
}

async fn the_current_result_is_printed(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/host.html").await?;
    let none = refused(&page, "print", Value::Null).await?;
    assert_eq!(none, json!([["result", "no assessment is current"]]));
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    let printed = "window.printed = [];
        window.print = () => window.printed.push(all('.page.result').length)";
    page.ask(printed, Vec::new()).await?;
    assert_eq!(refused(&page, "print", Value::Null).await?, json!("done"));
    let printed = page.ask("return window.printed", Vec::new()).await?;
    assert_eq!(printed.as_array().map(Vec::len), Some(1));
    assert_ne!(printed[0], json!(0), "the result is there when it is printed");
    Ok(())
}

async fn the_visitor_is_asked_before_everything_is_deleted(stage: Stage) -> Result<()> {
    const CLEAR: &str = "window.cleared = 'asked';
        document.querySelector(host).clear().then((is) => { window.cleared = is; }, (error) => { window.cleared = String(error); })";
    let page = stage.open_at("/pages/host.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.saved().await?;
    // A control of the page's has the focus, and has it again.
    let focus = "const button = document.createElement('button');
        button.id = 'own';
        document.body.prepend(button);
        button.focus()";
    page.ask(focus, Vec::new()).await?;
    page.ask(CLEAR, Vec::new()).await?;
    page.find("dialog", "Delete everything for good?").await?;
    let again = refused(&page, "clear", Value::Null).await?;
    assert_eq!(again, json!([["", "the visitor is being asked already"]]));
    page.press("Cancel").await?;
    cleared(&page, &json!(false)).await?;
    let focused = page.ask("return document.activeElement.id", Vec::new()).await?;
    assert_eq!(focused, json!("own"));
    assert_eq!(page.assessment().await?.answers.len(), 1);
    page.ask(CLEAR, Vec::new()).await?;
    page.press("Delete everything").await?;
    cleared(&page, &json!(true)).await?;
    assert_eq!(page.bundle().await?.responses.len(), 0);
    page.find("button", Named::Beginning("Start as vendor"))
        .await
        .map(drop)
}

async fn cleared(page: &Page, wanted: &Value) -> Result<()> {
    until("the promise to be settled", || async {
        let found = page.ask("return window.cleared", Vec::new()).await?;
        if found == *wanted {
            Ok(Some(()))
        } else {
            Err(format!("it is {found}").into())
        }
    })
    .await
}

/// Whether anything of the program was asked for.
fn has_asked_for_the_program(stage: &Stage) -> bool {
    stage
        .server
        .log()
        .iter()
        .any(|one| one.path.starts_with("/core/"))
}

async fn a_lazy_element_starts_when_it_comes_near(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/lazy.html")).await?;
    let page = stage.page();
    until("what serves it", || async {
        let log = stage.server.log();
        Ok(log.iter().any(|one| one.path == "/service.js").then_some(()))
    })
    .await?;
    // It is given the time in which it would start.
    let frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))";
    page.await_answer(frames, Vec::new()).await?;
    assert!(!has_asked_for_the_program(&stage));
    let shows = "return document.querySelector('#fallback').checkVisibility()";
    assert_eq!(page.ask(shows, Vec::new()).await?, json!(true));
    page.ask("window.scrollTo(0, 5000)", Vec::new()).await?;
    page.started().await?;
    page.start_as("vendor").await?;
    page.answer(1).await
}

async fn a_lazy_element_starts_when_something_is_asked_of_it(stage: Stage) -> Result<()> {
    stage.driver.goto(stage.server.url("/pages/lazy.html")).await?;
    let page = stage.page();
    let results = "() => document.querySelector(host).results()";
    assert_eq!(page.await_answer(results, Vec::new()).await?, json!([]));
    page.started().await?;
    // And one that is not to be lazy any more.
    stage.driver.goto(stage.server.url("/pages/lazy.html")).await?;
    page.ask("document.querySelector(host).loading = 'eager'", Vec::new())
        .await?;
    page.started().await
}

async fn header_and_footer_stand_above_and_below(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/slots.html").await?;
    let script = "
        const place = (element) => element.getBoundingClientRect();
        const [above, below] = ['#above', '#below'].map((name) => place(document.querySelector(name)));
        const widget = place(one('.root'));
        return {
            above: above.height > 0 && above.bottom <= widget.top,
            below: below.height > 0 && below.top >= widget.bottom,
            fallback: document.querySelector('#fallback').checkVisibility(),
        }";
    let wanted = json!({ "above": true, "below": true, "fallback": false });
    assert_eq!(page.ask(script, Vec::new()).await?, wanted);
    page.start_as("vendor").await?;
    page.answer(3).await?;
    assert_eq!(page.ask(script, Vec::new()).await?, wanted);
    Ok(())
}

async fn parts_are_styled_by_the_page(stage: Stage) -> Result<()> {
    let page = stage.open_at("/pages/slots.html").await?;
    page.start_as("vendor").await?;
    page.answer(3).await?;
    page.says("Readiness so far 75").await?;
    let found = page
        .ask(
            "return [
                getComputedStyle(one('[part=primary]')).backgroundColor,
                getComputedStyle(one('[part=bar]')).outlineColor,
                ['widget', 'question', 'score'].map((name) => all(`[part=${name}]`).length),
            ]",
            Vec::new(),
        )
        .await?;
    assert_eq!(found, json!(["rgb(1, 2, 3)", "rgb(4, 5, 6)", [1, 1, 1]]));
    Ok(())
}
