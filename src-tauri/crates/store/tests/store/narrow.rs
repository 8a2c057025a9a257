//! Lists that conditions narrow: each condition and its contrary share the cases out, on both engines, page by page.

use crate::common::*;
use aftercare_core::case::{CaseEvent, Category, Complexity, Urgency};
use aftercare_core::ids::{CaseId, EntryId, StaffId};
use aftercare_core::route::RouteWhy;
use aftercare_store::{Between, CaseFilter, Narrow, Store};
use chrono::TimeDelta;
use rstest::rstest;
use std::collections::BTreeSet;

/// Twelve cases that differ in every way the conditions ask for.
async fn desk(store: &Store) {
    set_up(store, monday(), &[60]).await.unwrap();
    for n in 0..12_i64 {
        let at = monday() + TimeDelta::days(n % 4);
        let (id, _) = open_case(store, at, "ana@shop.example", &format!("zip {n}"), "came off").await.unwrap();
        if n % 2 == 0 {
            let urgency = if n % 4 == 0 { Urgency::High } else { Urgency::Low };
            let category = if n % 3 > 0 { Category::Delivery } else { Category::Use };
            on_case(store, id, at, |_| CaseEvent::Classified {
                category,
                urgency,
                complexity: Complexity::General,
                reason: None,
            })
            .await
            .unwrap();
        }
        if n % 3 == 0 {
            on_case(store, id, at, |_| CaseEvent::Routed {
                group: Some("sales".into()),
                owner: OTHER,
                why: RouteWhy::Group,
                at_once: false,
            })
            .await
            .unwrap();
        }
        if n % 5 == 0 {
            on_case(store, id, at, |s| CaseEvent::Noted { entry: EntryId(fresh_id(at)), text: s.seal("pull") })
                .await
                .unwrap();
        }
    }
}

const OTHER: StaffId = StaffId(uuid::Uuid::from_u128(77));

/// All that a question finds, in pages of two, and that the total agrees.
async fn all(store: &Store, filter: CaseFilter, words: &str, narrow: &Narrow) -> BTreeSet<CaseId> {
    let mut look = store.look_for(words).await.unwrap();
    let (mut found, mut after) = (BTreeSet::new(), None);
    loop {
        let page = look.cases_narrowed(filter, words, narrow, after.as_ref(), 2).await.unwrap();
        let total = page.total;
        for row in page.rows {
            assert!(found.insert(row.id), "nothing twice: {narrow:?}");
        }
        after = page.next;
        if after.is_none() {
            assert_eq!(total, found.len() as u64, "{narrow:?}");
            return found;
        }
    }
}

/// Its name, what it narrows when it has to hold or must not, and how many cases hold it.
type Condition<'c> = (&'c str, &'c dyn Fn(bool) -> Narrow, usize);

fn word(text: &str, holds: bool) -> Option<(String, bool)> {
    Some((text.to_owned(), holds))
}

#[rstest]
#[tokio::test]
async fn a_condition_and_its_contrary_share_the_cases_out(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    desk(&store).await;
    let now = monday() + TimeDelta::days(1);
    let conditions: [Condition<'_>; 9] = [
        ("owner", &|is| Narrow { owner: Some((OTHER, is)), ..Narrow::default() }, 4),
        ("team", &|is| Narrow { team: word("sales", is), ..Narrow::default() }, 4),
        ("channel", &|is| Narrow { channel: word("mail", is), ..Narrow::default() }, 12),
        ("category", &|is| Narrow { category: word("use", is), ..Narrow::default() }, 2),
        ("urgency", &|is| Narrow { urgency: word("high", is), ..Narrow::default() }, 3),
        ("language", &|is| Narrow { language: word("zh", is), ..Narrow::default() }, 0),
        ("pack", &|is| Narrow { pack: word("hx-leather", is), ..Narrow::default() }, 12),
        ("late", &|is| Narrow { late: Some((now, is)), ..Narrow::default() }, 3),
        ("unanswered", &|is| Narrow { unanswered: Some(is), ..Narrow::default() }, 12),
    ];
    for filter in [CaseFilter::Open, CaseFilter::All] {
        let every = all(&store, filter, "", &Narrow::default()).await;
        assert_eq!(every.len(), 12);
        for (name, narrow, count) in &conditions {
            let (is, not) =
                (all(&store, filter, "", &narrow(true)).await, all(&store, filter, "", &narrow(false)).await);
            assert_eq!(is.len(), *count, "{name}");
            assert_eq!(&is | &not, every, "{name}");
            assert!(is.is_disjoint(&not), "{name}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn conditions_days_and_words_hold_together(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    desk(&store).await;
    let day = |n| monday() + TimeDelta::days(n);
    let narrow = |from: Option<i64>, until: Option<i64>| Between { from: from.map(day), until: until.map(day) };
    let opened = |between| Narrow { opened: Some(between), ..Narrow::default() };
    let count = async |narrow: &Narrow, words: &str| all(&store, CaseFilter::Open, words, narrow).await.len();
    assert_eq!(count(&opened(narrow(Some(1), Some(2))), "").await, 3, "one day of four, its end not within");
    assert_eq!(count(&opened(narrow(Some(2), None)), "").await, 6);
    assert_eq!(count(&opened(narrow(None, Some(0))), "").await, 0);
    let due = Narrow { due: Some(narrow(None, None)), ..Narrow::default() };
    assert_eq!(count(&due, "").await, 12, "all have a promise that runs");
    assert_eq!(count(&Narrow::default(), "pull").await, 3);
    assert_eq!(count(&Narrow { owner: Some((OTHER, true)), ..Narrow::default() }, "pull").await, 1);
    assert_eq!(
        count(&Narrow { owner: Some((OTHER, true)), unanswered: Some(false), ..Narrow::default() }, "").await,
        0
    );
}
