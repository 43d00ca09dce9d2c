//! All partners in pictures: they tell all that they are of, and lead to the list.

use serde_json::json;

use crate::browser::Result;
use crate::portfolio::made_up;
use crate::stage::Stage;

tests![
    every_partner_is_drawn_or_told_of,
    whoever_asks_for_all_that_are_due_is_led_to_them,
    how_far_sizes_lie_apart_is_told_in_points,
];

/// Looks at parity by a measure: how many dots are drawn, how many are said not to be, and how many partners the table has.
const LOOK: &str = "async (measure) => {
    const card = await once(() => one('.picture.parity select') && one('.picture.parity'), 'parity');
    const select = card.querySelector('select');
    select.value = measure;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    const title = `${select.selectedOptions[0].text} by size of partner`;
    await once(() => card.innerHTML.includes(title), 'its picture');
    if (!card.querySelector('tbody tr')) card.querySelector('.chart-table summary').click();
    await once(() => card.querySelector('tbody tr'), 'its table');
    const beyond = card.textContent.match(/([\\d,]+) partners? (?:lies|lie) above/);
    const counts = [...card.querySelectorAll('table tbody tr')].map((row) => row.children[1].textContent);
    return {
        dots: card.querySelectorAll('.swarm circle').length,
        boxes: card.querySelectorAll('.box').length,
        beyond: beyond ? Number(beyond[1]) : 0,
        all: counts.reduce((sum, count) => sum + Number(count), 0),
        said: card.textContent,
    };
}";

async fn every_partner_is_drawn_or_told_of(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    let mut beyond = 0;
    for measure in 0..4 {
        let seen = page.await_answer(LOOK, vec![json!(measure.to_string())]).await?;
        let count = |name: &str| seen[name].as_u64().unwrap_or_default();
        assert!(count("all") > 50, "{seen}");
        if count("all") > 300 {
            assert_eq!((count("dots"), count("boxes")), (0, 5), "{seen}");
        } else {
            assert_eq!(count("dots") + count("beyond"), count("all"), "{seen}");
            beyond += count("beyond");
        }
    }
    assert!(beyond > 0, "some have answered very late");
    Ok(())
}

async fn how_far_sizes_lie_apart_is_told_in_points(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    for (measure, is_share) in [(0, false), (1, true), (2, false), (3, true)] {
        let seen = page.await_answer(LOOK, vec![json!(measure.to_string())]).await?;
        let said = seen["said"].as_str().unwrap_or_default();
        let (_, apart) = said.split_once(" people lie ").ok_or("how far they lie apart")?;
        let (apart, sure) = apart
            .split_once("; with 95% confidence, between ")
            .ok_or("how sure that is")?;
        let (sure, _) = sure.split_once('.').ok_or("its end")?;
        for words in [apart, sure] {
            assert_eq!(words.contains("percentage point"), is_share, "{words}");
            assert!(!words.contains(['%', '-']), "{words}");
        }
    }
    Ok(())
}

async fn whoever_asks_for_all_that_are_due_is_led_to_them(stage: Stage) -> Result<()> {
    let page = made_up(&stage).await?;
    page.press("Show all of them").await?;
    page.focus_is("button", "Take out the filter Pulse due").await?;
    let is_seen = "const chip = one('.chips button').getBoundingClientRect();
        return chip.top >= 0 && chip.bottom <= innerHeight";
    assert_eq!(page.ask(is_seen, Vec::new()).await?, true);
    let rows = page.drawn().await?;
    assert!(!rows.is_empty());
    Ok(())
}
