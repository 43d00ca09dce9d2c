//! The directory of partners: profiles, the search, the archive, and partners that look like one.

use channel_readiness::domain::company::Company;
use channel_readiness::domain::level::Level;
use channel_readiness::domain::profile::{Openness, Profile, archived_on};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::inspect;
use crate::browser::Result;
use crate::page::Page;
use crate::stage::Stage;

tests![
    a_profile_is_kept_after_a_reload,
    what_a_contact_or_system_lacks_is_told,
    partners_are_found_by_their_tags_and_contacts,
    an_archived_partner_is_hidden_and_comes_back,
    partners_that_look_like_one_become_one_and_two_again,
    partners_that_look_like_one_and_are_not_are_told_apart,
    what_stands_above_the_list_stands_side_by_side,
    the_directory_holds_up,
];

pub const KONTOSO: &str = "0190f5f0-7b1c-7000-8000-00000000c001";
const TWIN: &str = "0190f5f0-7b1c-7000-8000-00000000c002";
const FABRIKAM: &str = "0190f5f0-7b1c-7000-8000-00000000c003";

pub fn company(id: &str, name: &str) -> Value {
    json!({
        "id": id, "name": name, "kind": null, "size": null, "notes": "",
        "createdAt": "2026-11-20T10:00:00Z", "updatedAt": "2026-11-20T10:00:00Z",
    })
}

pub fn contact(id: u32, name: &str, email: &str, phone: &str) -> Value {
    let id = format!("0190f5f0-7b1c-7000-8000-{id:012x}");
    json!({ "id": id, "name": name, "role": "Buyer", "email": email, "phone": phone, "note": "" })
}

/// Kontoso with a full profile, its twin, and Fabrikam.
pub fn three() -> Vec<Value> {
    let mut kontoso = company(KONTOSO, "Kontoso");
    kontoso["kind"] = json!("reseller");
    kontoso["tags"] = json!(["gold", "DACH"]);
    kontoso["contacts"] = json!([
        contact(1, "Ada Ähre", "ada@kontoso.example", "+49 30 1234567"),
        contact(2, "Eve", "javascript:alert(1)//@x.example", "<b>112</b>"),
    ]);
    kontoso["systems"] = json!([
        { "id": "0190f5f0-7b1c-7000-8000-00000000d001", "name": "OpenAPI", "openness": "open", "note": "since 2019" },
        { "id": "0190f5f0-7b1c-7000-8000-00000000d002", "name": "Their portal", "openness": "proprietary", "note": "" },
    ]);
    kontoso["target"] = json!(3);
    kontoso["hue"] = json!("blue");
    let mut twin = company(TWIN, "KONTOSO GmbH");
    twin["size"] = json!("51-250");
    twin["notes"] = json!("Met in Basel");
    twin["tags"] = json!(["silver"]);
    vec![kontoso, twin, company(FABRIKAM, "Fabrikam")]
}

/// The list of partners, with these in it.
pub async fn with(stage: &Stage, companies: Vec<Value>) -> Result<Page> {
    let page = stage.open().await?;
    let bundle =
        json!({ "kind": "bundle", "format": 1, "packs": [], "companies": companies, "responses": [] });
    page.import(&bundle.to_string()).await?;
    page.go_to("Partners").await?;
    Ok(page)
}

/// Once all is saved, loads the page anew.
pub async fn reload(page: &Page) -> Result<()> {
    page.saved().await?;
    page.driver.refresh().await?;
    page.started().await?;
    page.go_to("Partners").await
}

pub async fn companies(page: &Page) -> Result<Vec<Company>> {
    Ok(page.bundle().await?.companies)
}

pub async fn one_of(page: &Page, id: &str) -> Result<Company> {
    let all = companies(page).await?;
    let found = all.into_iter().find(|company| company.id.0.to_string() == id);
    found.ok_or_else(|| format!("{id} is not here").into())
}

async fn a_profile_is_kept_after_a_reload(stage: Stage) -> Result<()> {
    let page = with(&stage, vec![company(KONTOSO, "Kontoso")]).await?;
    page.open_partner("Kontoso").await?;
    page.says("No contacts, tags or shared systems are noted yet.")
        .await?;
    page.press("Edit profile").await?;
    page.focus_is("combobox", "New tag").await?;
    page.keys("gold").await?;
    page.keys(Key::Enter).await?;
    page.find("button", "Remove the tag gold").await?;
    page.keys("DACH; Gold").await?;
    page.press("Add a contact").await?;
    page.focus_is("textbox", "Name").await?;
    for text in ["Ada Ähre", "Buyer", "ada@kontoso.example"] {
        page.keys(text).await?;
        page.keys(Key::Tab).await?;
    }
    page.keys("+49 30 1234567").await?;
    page.press("Add a system").await?;
    page.focus_is("textbox", "Name").await?;
    page.keys("OpenAPI").await?;
    page.select("Open or proprietary", "Open").await?;
    page.select("Target level", "3 Continuous").await?;
    // What is still in the field for tags is taken too.
    page.press("Save").await?;
    page.focus_is("button", "Edit profile").await?;
    for has_reloaded in [false, true] {
        page.find("link", "ada@kontoso.example").await?;
        let link = page.attribute(".people a", "href").await?;
        assert_eq!(link.as_deref(), Some("mailto:ada@kontoso.example"));
        page.says("3 Continuous").await?;
        let profile = Profile::of(&one_of(&page, KONTOSO).await?).map_err(|wrong| format!("{wrong:?}"))?;
        assert_eq!(profile.tags, ["gold", "DACH"]);
        assert_eq!(profile.target, Level::new(3));
        let [contact] = &*profile.contacts else {
            return Err(format!("{:?}", profile.contacts).into());
        };
        assert_eq!((&*contact.name, &*contact.phone), ("Ada Ähre", "+49 30 1234567"));
        assert!(!contact.id.0.is_nil());
        let systems = profile.systems.iter();
        let systems: Vec<_> = systems.map(|one| (one.name.as_str(), one.openness)).collect();
        assert_eq!(systems, [("OpenAPI", Some(Openness::Open))]);
        if !has_reloaded {
            reload(&page).await?;
            page.open_partner("Kontoso").await?;
        }
    }
    // A tag in use is offered for others, and what is taken out is gone.
    page.press("Edit profile").await?;
    page.press("Remove the tag gold").await?;
    page.press("Remove contact 1").await?;
    page.press("Save").await?;
    page.focus_is("button", "Edit profile").await?;
    let profile = Profile::of(&one_of(&page, KONTOSO).await?).map_err(|wrong| format!("{wrong:?}"))?;
    assert_eq!(
        (&*profile.tags, profile.contacts.len()),
        (&["DACH".to_owned()][..], 0)
    );
    Ok(())
}

async fn what_a_contact_or_system_lacks_is_told(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    let before = one_of(&page, KONTOSO).await?;
    page.open_partner("Kontoso").await?;
    // Only what is plainly an address or a number leads somewhere; all else is text.
    let links = "return all('.profile a').map((link) => link.getAttribute('href'))";
    assert_eq!(
        page.ask(links, Vec::new()).await?,
        json!(["mailto:ada@kontoso.example", "tel:+49301234567"])
    );
    page.says("<b>112</b>").await?;
    page.press("Edit profile").await?;
    page.press("Add a contact").await?;
    page.focus_is("textbox", "Name").await?;
    page.keys(Key::Tab).await?;
    page.keys("Buyer").await?;
    page.press("Save").await?;
    page.says("Give a name or an e-mail address.").await?;
    page.focus_is("textbox", "Name").await?;
    page.keys("Bob").await?;
    page.says_not("Give a name or an e-mail address.").await?;
    page.press("Cancel").await?;
    page.focus_is("button", "Edit profile").await?;
    assert_eq!(one_of(&page, KONTOSO).await?, before, "nothing was changed");
    // An empty row is as good as none.
    page.press("Edit profile").await?;
    page.press("Add a system").await?;
    page.press("Save").await?;
    page.focus_is("button", "Edit profile").await?;
    assert_eq!(one_of(&page, KONTOSO).await?, before);
    Ok(())
}

async fn partners_are_found_by_their_tags_and_contacts(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    page.says("3 partners").await?;
    for (query, expected) in [
        ("gOLD", &["Kontoso"][..]),
        ("ähre dach", &["Kontoso"]),
        ("ada@kontoso", &["Kontoso"]),
        ("Reseller", &["Kontoso"]),
        ("kontoso", &["Kontoso", "KONTOSO GmbH"]),
        ("silver gold", &[]),
    ] {
        page.write("Search partners", query).await?;
        page.partners_are(expected).await?;
    }
    page.find("heading", "No partner is like this").await?;
    page.says("All filters together leave none over.").await?;
    page.says("0 of 3 partners").await?;
    // Coming back from a partner, the search is as it was.
    page.write("Search partners", "silver").await?;
    page.open_partner("KONTOSO GmbH").await?;
    page.press("All partners").await?;
    page.focus_is("button", "KONTOSO GmbH").await?;
    page.partners_are(&["KONTOSO GmbH"]).await
}

async fn an_archived_partner_is_hidden_and_comes_back(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    let before = one_of(&page, KONTOSO).await?;
    page.open_partner("Kontoso").await?;
    page.press("Archive Kontoso").await?;
    page.says("“Kontoso” was archived.").await?;
    page.focus_is("button", "Unarchive Kontoso").await?;
    page.press("All partners").await?;
    // Its row is gone: the focus is on the one that stands there now.
    page.focus_is("button", "KONTOSO GmbH").await?;
    page.partners_are(&["Fabrikam", "KONTOSO GmbH"]).await?;
    page.press("Undo").await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    assert_eq!(one_of(&page, KONTOSO).await?.extra, before.extra);
    page.choose_partner("Kontoso").await?;
    page.press("Archive").await?;
    page.says("1 partner was archived.").await?;
    reload(&page).await?;
    page.partners_are(&["Fabrikam", "KONTOSO GmbH"]).await?;
    assert_eq!(
        archived_on(&one_of(&page, KONTOSO).await?),
        Some(page.today().await?)
    );
    page.says("2 partners").await?;
    page.press("Archived, too 1").await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    page.says("3 partners").await?;
    let rows = page.drawn().await?;
    let says_so = rows.iter().filter(|row| row.cells[0].1.ends_with("Archived"));
    assert_eq!(says_so.map(|row| &*row.name).collect::<Vec<_>>(), ["Kontoso"]);
    page.open_partner("Kontoso").await?;
    page.says("Archived since").await?;
    page.press("Unarchive Kontoso").await?;
    page.focus_is("button", "Archive Kontoso").await?;
    reload(&page).await?;
    page.partners_are(&["Fabrikam", "Kontoso", "KONTOSO GmbH"])
        .await?;
    assert_eq!(one_of(&page, KONTOSO).await?.extra, before.extra);
    Ok(())
}

async fn partners_that_look_like_one_become_one_and_two_again(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    // An assessment about the one that goes.
    page.go_to("New").await?;
    page.click("combobox", "Whom is this about? (optional)").await?;
    page.keys("KONTOSO GmbH").await?;
    page.start_as("vendor").await?;
    page.answer(2).await?;
    page.go_to("Partners").await?;
    page.saved().await?;
    let before = page.export().await?;
    page.says("2 partners look like one.").await?;
    page.press("Look at them").await?;
    page.focus_is("heading", "Partners that look like one").await?;
    page.says("Their names differ only in how they are written.")
        .await?;
    page.click("radio", "Keep KONTOSO GmbH").await?;
    page.find("button", "Make Kontoso part of it").await?;
    page.click("radio", "Keep Kontoso").await?;
    page.press("Make KONTOSO GmbH part of it").await?;
    page.says("Not kept: Name “KONTOSO GmbH”").await?;
    page.focus_is("heading", "What “Kontoso” becomes").await?;
    page.says("1 assessment changes with it: it is about “Kontoso” from then on.")
        .await?;
    assert_eq!(page.export().await?, before, "nothing is changed yet");
    page.press("Cancel").await?;
    page.press("Make KONTOSO GmbH part of it").await?;
    page.press("Merge them").await?;
    page.says("“KONTOSO GmbH” is now part of “Kontoso”.").await?;
    page.says("No partners look like one any more.").await?;
    page.focus_is("heading", "Partners that look like one").await?;
    let merged = one_of(&page, KONTOSO).await?;
    assert_eq!(companies(&page).await?.len(), 2);
    assert_eq!(merged.notes, "Met in Basel");
    assert!(merged.size.is_some());
    let profile = Profile::of(&merged).map_err(|wrong| format!("{wrong:?}"))?;
    assert_eq!(profile.tags, ["gold", "DACH", "silver"]);
    let about = page.assessment().await?.counterpart.map(|copy| copy.name);
    assert_eq!(about.as_deref(), Some("Kontoso"));
    page.press("Undo").await?;
    page.find("button", "Make KONTOSO GmbH part of it").await?;
    assert_eq!(page.export().await?, before);
    page.saved().await?;
    reload(&page).await?;
    assert_eq!(page.export().await?, before);
    page.says("2 partners look like one.").await
}

async fn partners_that_look_like_one_and_are_not_are_told_apart(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.press("Look at them").await?;
    page.press("They are different companies").await?;
    page.says("Kontoso and KONTOSO GmbH: different companies, and not shown as one again.")
        .await?;
    page.focus_is("heading", "Partners that look like one").await?;
    page.says("No partners look like one any more.").await?;
    page.press("Undo").await?;
    page.find("button", "Make KONTOSO GmbH part of it").await?;
    page.press("They are different companies").await?;
    page.saved().await?;
    reload(&page).await?;
    page.find("button", "Kontoso").await?;
    page.says_not("look like one").await?;
    assert_eq!(companies(&page).await?.len(), 3);
    Ok(())
}

async fn what_stands_above_the_list_stands_side_by_side(stage: Stage) -> Result<()> {
    let page = with(&stage, three()).await?;
    page.figures_are_there().await?;
    // In how many lines the buttons stand, and how far the words of those without a box begin from where the boxes do.
    let body =
        "const buttons = all('.partners > .buttons button'), place = (one) => one.getBoundingClientRect();
        const first = place(buttons[0]), words = (one) => {
            const style = getComputedStyle(one);
            return place(one).left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth);
        };
        const below = buttons.filter((one) => one.matches('.plain') && place(one).left <= first.left);
        return [buttons.length, new Set(buttons.map((one) => place(one).top)).size,
            below.map((one) => Math.round(Math.abs(words(one) - first.left)))]";
    page.engine.resize(&page.driver, 768, 900).await?;
    assert_eq!(page.ask(body, Vec::new()).await?, json!([4, 1, []]));
    page.engine.resize(&page.driver, 360, 740).await?;
    assert_eq!(page.ask(body, Vec::new()).await?, json!([4, 4, [0, 0]]));
    Ok(())
}

async fn the_directory_holds_up(stage: Stage) -> Result<()> {
    let mut all = three();
    all[2]["archivedOn"] = json!("2026-11-22");
    all[2]["tags"] = json!(["a very long tag that goes on and on, as people write them", "two"]);
    let page = with(&stage, all).await?;
    page.says("2 partners look like one.").await?;
    page.press("Archived, too 1").await?;
    inspect(&page, "the list of partners with tags").await?;
    page.open_partner("Kontoso").await?;
    inspect(&page, "a profile").await?;
    page.press("Edit profile").await?;
    inspect(&page, "the form of a profile").await?;
    page.press("Cancel").await?;
    page.press("All partners").await?;
    page.press("Look at them").await?;
    page.press("Make KONTOSO GmbH part of it").await?;
    page.find("heading", "What “Kontoso” becomes").await?;
    inspect(&page, "partners that look like one").await
}
