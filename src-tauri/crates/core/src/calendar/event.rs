//! The desk's own revisions of a pack's calendar: what the journal holds of them.
//!
//! A calendar is named by pack and name; its first revision is the pack's own and stands in no event. A revision holds for every
//! version of the pack, because cases pin versions and never calendars. Left out: which deadlines it reaches
//! ([`ClockRun::revised`](crate::clock::ClockRun::revised)).

use super::CalendarSpec;
use crate::journal::{Hash, Payload, Sealed, StreamId, StreamKind};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What days are called, by date.
pub type DayNames = BTreeMap<NaiveDate, String>;

/// The events of a calendar's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum CalendarEvent {
    /// The desk put a calendar in force.
    #[serde(rename = "calendar.revised")]
    Revised {
        /// The pack's id.
        pack: String,
        /// The calendar's name in the pack.
        name: String,
        /// From 2; the number of the event in its stream, and one.
        revision: u32,
        /// The calendar; none = the pack's own again.
        spec: Option<CalendarSpec>,
        /// Years whose public days the desk entered in full.
        #[serde(default)]
        years: Vec<i32>,
        /// [`DayNames`] as JSON: what people call days.
        #[serde(default)]
        names: Option<Sealed>,
        /// Why.
        reason: Sealed,
    },
}

impl Payload for CalendarEvent {
    const VERSION: u16 = 1;
}

/// The stream of a calendar: every desk finds it by the names alone.
#[must_use]
pub fn stream(pack: &str, name: &str) -> StreamId {
    let hash = Hash::of(format!("calendar\0{pack}\0{name}").as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    StreamId::new(StreamKind::Calendar, uuid::Builder::from_custom_bytes(id).into_uuid())
}

/// A revision of a calendar, as far as counting goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// From 2; 1 is the pack's own.
    pub number: u32,
    /// In force from here on.
    pub from: Instant,
    /// The calendar; none = the pack's own again.
    pub spec: Option<CalendarSpec>,
    /// Years whose public days the desk entered in full.
    pub years: Vec<i32>,
}

/// The revisions of all calendars, by pack and name, in their order.
pub type Revisions = BTreeMap<(String, String), Vec<Revision>>;

/// Adds an event that occurred at `at` to the revisions.
pub fn revise(revisions: &mut Revisions, at: Instant, event: CalendarEvent) {
    let CalendarEvent::Revised { pack, name, revision, spec, years, .. } = event;
    let all = revisions.entry((pack, name)).or_default();
    // A computer's clock that was set back does not turn the order round.
    let from = all.last().map_or(at, |last| last.from.max(at));
    all.push(Revision { number: revision, from, spec, years });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_calendars_stream_never_changes() {
        let id = stream("hx-leather", "service");
        assert_eq!(id, stream("hx-leather", "service"));
        assert_ne!(id, stream("hx-leather", "business"));
        assert_ne!(id, stream("hx", "leather\0service"));
        assert_eq!(id.to_string(), "calendar 5cc484a9-6dbc-8af4-9977-c108cbce82da");
        assert_ne!(id.id, Uuid::nil());
    }

    #[test]
    fn an_event_comes_back_as_it_went_and_holds_no_reason_in_clear() {
        let mut salt = || [7; 16];
        let mut sealer = crate::journal::Sealer::new(&mut salt);
        let spec = serde_json::from_str(
            r#"{"tz":"Asia/Shanghai","weekly":{"mon":[["22:00","06:00"]]},"holidays":["2027-01-01"],
            "extra":[{"date":"2027-01-02","hours":[["09:00","24:00"]]}]}"#,
        );
        let event = CalendarEvent::Revised {
            pack: "hx-leather".into(),
            name: "service".into(),
            revision: 2,
            spec: Some(spec.unwrap()),
            years: vec![2027],
            names: Some(sealer.seal(r#"{"2027-01-01":"New Year"}"#)),
            reason: sealer.seal("Li Wei is ill"),
        };
        let (kind, payload) = event.to_wire();
        assert_eq!(kind, "calendar.revised");
        assert!(!String::from_utf8(payload.clone()).unwrap().contains("Li Wei"));
        let rows = sealer.into_rows();
        let open = |hash: &Hash| rows.iter().find(|row| row.commitment == *hash).map(|row| row.text.clone());
        assert_eq!(CalendarEvent::from_wire(&kind, 1, &payload, &open).unwrap(), event);
    }

    #[test]
    fn revisions_keep_their_order_when_the_clock_is_set_back() {
        let mut all = Revisions::new();
        let at = |s: i64| chrono::DateTime::from_timestamp(s, 0).unwrap();
        for (revision, second) in [(2, 100), (3, 50), (4, 200)] {
            let reason = Sealed { commitment: Hash::ZERO, text: None };
            let (pack, name) = ("p".to_owned(), "service".to_owned());
            revise(
                &mut all,
                at(second),
                CalendarEvent::Revised { pack, name, revision, spec: None, years: vec![], names: None, reason },
            );
        }
        let of = &all[&("p".to_owned(), "service".to_owned())];
        assert_eq!(
            of.iter().map(|r| (r.number, r.from)).collect::<Vec<_>>(),
            [(2, at(100)), (3, at(100)), (4, at(200))]
        );
    }
}
