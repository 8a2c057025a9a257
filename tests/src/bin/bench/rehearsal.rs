//! `rehearsal_100k`: which of a hundred thousand open deadlines another calendar would move, as the window asks it. Bare: the same
//! rows read and decoded, and nothing counted.
//!
//! The desk is made for this row: in a desk as it lives, one case in a hundred is open.

use crate::measure::{Line, Samples};
use crate::rows::{clock, line, options};
use aftercare_app::App;
use aftercare_core::case::event::{CaseEvent, MessageKind};
use aftercare_core::case::{Channel, Language};
use aftercare_core::desk::{DeskEvent, Settings, Staff};
use aftercare_core::ids::{CaseId, EntryId, StaffId};
use aftercare_core::journal::{Actor, Personal, Sealer};
use aftercare_core::time::Instant;
use aftercare_store::bulk::{Bulk, Happened};
use aftercare_store::{Onward, Store};
use anyhow::{Result, anyhow};
use chrono::TimeDelta;
use serde_json::json;
use std::path::Path;
use uuid::Uuid;

/// Two deadlines each: the response and the solution.
const CASES: u64 = 50_000;
const TURNS: usize = 12;
const ME: StaffId = StaffId(Uuid::from_u128(0x51));

fn happened<E>(at: Instant, event: E, personal: Vec<Personal>) -> Happened<E> {
    Happened { at, recorded: at, actor: Actor::Desk, event, personal, mail: None, files: Vec::new() }
}

fn case(number: u64, at: Instant) -> Vec<Happened<CaseEvent>> {
    let mut salt = || [7; 16];
    let mut sealer = Sealer::new(&mut salt);
    let opened = CaseEvent::Opened {
        number,
        pack: "hx-leather".to_owned(),
        pack_version: 1,
        channel: Channel::Mail,
        subject: sealer.seal("Zip pulls come off"),
        customer: None,
        language: Language::En,
        owner: ME,
        continues: None,
    };
    let first = sealer.into_rows();
    let mut sealer = Sealer::new(&mut salt);
    let received = CaseEvent::MessageReceived {
        entry: EntryId(Uuid::from_u128(u128::from(number))),
        channel: Channel::Mail,
        sort: MessageKind::Message,
        from: sealer.seal("orla@tidemark.example.com"),
        name: None,
        subject: None,
        text: sealer.seal("320 of the 5,000 cases lose their zip pull."),
        message_id: None,
        raw: None,
        files: Vec::new(),
        problems: Vec::new(),
        imported: false,
    };
    vec![happened(at, opened, first), happened(at, received, sealer.into_rows())]
}

async fn make(folder: &Path, until: Instant) -> Result<()> {
    let settings = Settings {
        house: "Sample".to_owned(),
        pack: "hx-leather".to_owned(),
        addresses: Vec::new(),
        phone: String::new(),
        lead_minutes: vec![60, 15],
        sample: false,
        backup_days: 14,
        backup_folder: None,
    };
    let mut bulk = Bulk::begin(folder, None, settings.clone(), until).await?;
    let folded = bulk.folder();
    let begun = until - TimeDelta::days(10);
    let mut salt = || [7; 16];
    let mut sealer = Sealer::new(&mut salt);
    let staff = Staff {
        name: sealer.seal("Mei Lin"),
        group: None,
        languages: Vec::new(),
        supervisor: false,
        away: None,
        left: false,
    };
    let joined = DeskEvent::StaffSet { id: ME, staff };
    let told = vec![
        happened(begun, DeskEvent::SettingsSet { settings }, Vec::new()),
        happened(begun, joined, sealer.into_rows()),
    ];
    let desk = folded.desk(told)?;
    bulk.write(vec![desk], begun).await?;
    // All within the last hour: what is late already moves no more.
    let first = until - TimeDelta::minutes(55);
    let step = TimeDelta::minutes(50) / i32::try_from(CASES)?;
    for from in (0..CASES).step_by(5_000) {
        let mut streams = Vec::new();
        for number in from..from + 5_000 {
            let at = first + step * i32::try_from(number)?;
            let id = CaseId(aftercare_core::ids::v7(at, number.to_be_bytes().repeat(2)[..10].try_into()?));
            streams.push(folded.case(id, case(number + 1, at))?);
        }
        bulk.write(streams, first + step * i32::try_from(from + 5_000)?).await?;
    }
    bulk.finish(&[("case".to_owned(), CASES)], &[]).await?;
    Ok(())
}

pub async fn rehearsal_100k(name: &str, until: Instant) -> Result<Line> {
    let place = tempfile::tempdir()?;
    let folder = place.path().join("desk");
    std::fs::create_dir_all(&folder)?;
    make(&folder, until).await?;
    let app = App::open(options(&folder, None, until)).await.map_err(|error| anyhow!("{error:?}"))?;
    let store = Store::open(&folder, until).await?;
    let call = |name: &'static str, args| {
        let app = app.clone();
        async move { app.call(name, args).await.map_err(|error| anyhow!("{name}: {error:?}")) }
    };
    let page = call("calendar", json!({ "pack": "hx-leather", "name": "service" })).await?;
    let mut draft = page["draft"].clone();
    for day in 0..5 {
        draft["weekly"][day] = json!([{ "from": "12:00", "to": "18:00" }]);
    }
    let (mut ours, mut floor) = (Samples::default(), Samples::default());
    let (mut looked, mut moved) = (0, 0);
    for turn in 0..TURNS {
        let ask = json!({ "pack": "hx-leather", "name": "service", "draft": draft, "job": "bench", "limit": 100 });
        let begun = clock();
        let answer = call("rehearse", ask).await?;
        let took = begun.elapsed();
        looked = answer["looked"].as_u64().unwrap_or_default();
        moved = answer["moved"].as_u64().unwrap_or_default();
        anyhow::ensure!(looked >= 2 * CASES && moved > 0, "{looked} looked at, {moved} moved");

        let begun = clock();
        let mut look = store.look().await?;
        let (mut from, mut read) = (Some(Onward::default()), 0);
        while let Some(onward) = from {
            let (rows, next) = look.open_clocks("hx-leather", &onward, 4_000).await?;
            for row in &rows {
                read += usize::from(row.run()?.ended.is_none());
            }
            from = next;
        }
        anyhow::ensure!(read as u64 == looked, "{read} read");
        drop(look);
        if turn >= 2 {
            ours.add(took);
            floor.add(begun.elapsed());
        }
    }
    store.close().await;
    let begun = clock();
    let ask = json!({ "pack": "hx-leather", "name": "service", "draft": draft, "reason": "bench", "revision": 1 });
    let saved = match call("save_calendar", ask).await {
        Ok(_) => format!("; saved in {:.1} s", begun.elapsed().as_secs_f64()),
        Err(error) => format!("; not saved: {error}"),
    };
    app.shut().await;
    let met = ours.percentile(95) <= 1000.0;
    Ok(line(name, &ours, &floor, 95, "1000 ms", met, &format!("{looked} open, {moved} moved{saved}")))
}
