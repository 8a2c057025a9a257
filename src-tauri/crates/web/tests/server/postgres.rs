//! Servers on PostgreSQL: several on one database, and one whose database goes away.

use crate::bench::{Bench, FRIDAY, notes};
use crate::events::Events;
use aftercare_testkit::postgres::{Database, Server};
use aftercare_testkit::{MovableClock, at};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

fn friday() -> Arc<MovableClock> {
    Arc::new(MovableClock::new(at(FRIDAY)))
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_away_calls_say_so_and_then_go_on_by_themselves() {
    // As durable as PostgreSQL by itself is: what was confirmed has to be there after the crash.
    let data = aftercare_testkit::TempDesk::new();
    let server = Server::at(&data.path().join("data"), &[]).unwrap();
    let database = Database::on(&server.url()).unwrap();
    let desk = Bench::on_database(database.url(), friday()).await;
    desk.set_up().await;
    let case = desk.letter("one", "").await;
    let note = json!({ "case": case, "text": "the note" });
    server.crash().unwrap();
    for (name, args) in [("case", json!({ "case": case })), ("note", note.clone())] {
        let (status, error) = desk.call(name, args).await;
        assert_eq!((status, error["code"].as_str()), (503, Some("away")), "{name}: {error}");
    }
    server.again().unwrap();
    loop {
        match desk.call("case", json!({ "case": case })).await {
            (200, _) => break,
            (503, _) => tokio::time::sleep(Duration::from_millis(50)).await,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(desk.once(Uuid::from_u128(1), "note", &note).await.0, 200);
    assert_eq!(notes(&desk, &case).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_database_are_one_desk() {
    let (database, clock) = (Database::fresh(), friday());
    let one = Bench::on_database(database.url(), clock.clone()).await;
    one.set_up().await;
    let two = Bench::on_database(database.url(), clock).await;
    let mut events = Events::of(&two).await;
    events.next().await.unwrap();
    let case = one.letter("one", "").await;
    events.until("changed").await;

    let (note, id) = (json!({ "case": case, "text": "the note" }), Uuid::from_u128(1));
    let both = futures::join!(one.once(id, "note", &note), two.once(id, "note", &note));
    let mut said = [both.0, both.1].map(|(status, answer)| (status, answer["code"].as_str().map(str::to_owned)));
    said.sort();
    assert_eq!(said, [(200, None), (409, Some("already_done".to_owned()))]);
    assert_eq!((notes(&one, &case).await, notes(&two, &case).await), (1, 1));

    one.pass(31);
    let taken = futures::join!(one.ok("take_alerts", Value::Null), two.ok("take_alerts", Value::Null));
    assert_eq!(taken.0.as_array().unwrap().len() + taken.1.as_array().unwrap().len(), 1, "{taken:?}");
}
