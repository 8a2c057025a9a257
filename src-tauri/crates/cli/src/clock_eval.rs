//! `aftercarectl clock eval`: the same fold that the desk runs, on histories given as lines.
//!
//! Events later than `now` are left out: the answer is what was known then. Left out: packs and cases.

use std::io::{BufRead, Write};

use aftercare_core::clock::{
    self, Calendars, ClockEvent, ClockName, ClockState, Happening, Measure, PauseReason, Target,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json_lines::{Fault, Known, each, field, instant, rfc3339, text, whole};

#[derive(Serialize)]
struct Answer {
    clocks: Vec<Clock>,
}

#[derive(Serialize)]
struct Clock {
    clock: ClockName,
    cycle: u32,
    state: ClockState,
    started: String,
    /// Null while an open pause hides it.
    due: Option<String>,
    stopped: Option<String>,
    breached_at: Option<String>,
    remaining: i64,
}

/// Answers each line of `input`; see `aftercarectl clock eval --help` for the fields.
///
/// # Errors
/// Reading or writing fails; a bad line is no such error.
pub fn run(input: impl BufRead, output: impl Write) -> anyhow::Result<()> {
    let mut known = Known::default();
    each(input, output, |asked| answer(asked, &mut known))
}

fn answer(asked: &Value, known: &mut Known) -> Result<Answer, Fault> {
    let service = known.calendar(field(asked, "calendar")?)?;
    let business = match asked.get("business_days").filter(|v| !v.is_null()) {
        Some(spec) => known.calendar(spec)?,
        None => service.clone(),
    };
    let targets = targets(asked, "targets")?;
    let now = instant(asked, "now")?;
    service.check(now)?;
    let mut events = list(asked, "events")?.iter().map(event).collect::<Result<Vec<_>, _>>()?;
    events.retain(|e| e.at <= now);
    let calendars = Calendars { service: &service, business: &business, days: &service };
    let runs = clock::run(&targets, &events, calendars)?;
    let clocks = runs.iter().map(|run| Clock {
        clock: run.clock,
        cycle: run.cycle,
        state: run.state(now),
        started: rfc3339(run.started),
        due: run.due.map(rfc3339),
        stopped: run.stopped.map(rfc3339),
        breached_at: run.breach(now).map(rfc3339),
        remaining: run.remaining(now, calendars),
    });
    Ok(Answer { clocks: clocks.collect() })
}

fn list<'a>(asked: &'a Value, name: &str) -> Result<&'a Vec<Value>, Fault> {
    field(asked, name)?.as_array().ok_or_else(|| Fault::request(format!("{name} is not a list")))
}

fn targets(asked: &Value, name: &str) -> Result<Vec<Target>, Fault> {
    let rounded = |v: &mut Value| {
        for name in ["seconds", "days"] {
            if let Ok(n) = whole(v, name) {
                v[name] = n.into();
            }
        }
    };
    let target = |v: &Value| {
        let mut v = v.clone();
        rounded(&mut v);
        if let Some(warn) = v.get_mut("warn") {
            rounded(warn);
        }
        let target = Target::deserialize(&v).map_err(|e| Fault::request(format!("targets: {e}")))?;
        match target.measure {
            Measure::Service { seconds } | Measure::Elapsed { seconds, .. } if seconds < 0 => {
                Err(Fault::request("targets: seconds below zero"))
            }
            _ => Ok(target),
        }
    };
    list(asked, name)?.iter().map(target).collect()
}

fn event(asked: &Value) -> Result<ClockEvent, Fault> {
    let reason = || match asked.get("reason").filter(|v| !v.is_null()) {
        None => Ok(None),
        Some(v) => match PauseReason::deserialize(v) {
            Ok(reason) if reason.is_waiting() => Ok(Some(reason)),
            _ => Err(Fault::request(format!("reason {v} is none of customer, carrier, force_majeure"))),
        },
    };
    let what = match text(asked, "kind")? {
        "received" => Happening::Received,
        "answered" => Happening::Answered,
        "customer_replied" => Happening::CustomerReplied,
        "waiting" => Happening::Waiting(reason()?.unwrap_or(PauseReason::Customer)),
        "resumed" => reason()?.map_or(Happening::Resumed, Happening::ResumedFrom),
        "solved" => Happening::Solved,
        "closed" => Happening::Closed,
        "reopened" => Happening::Reopened,
        "auto_reply" => Happening::AutoReply,
        "note" => Happening::Note,
        "retarget" => Happening::Retarget(targets(asked, "targets")?),
        "extended" => Happening::Extended { targets: targets(asked, "targets")?, normal: targets(asked, "normal")? },
        "dropped" => {
            let clock = field(asked, "clock")?;
            let known = ClockName::deserialize(clock).map_err(|_| Fault::request(format!("unknown clock {clock}")))?;
            Happening::Dropped(known)
        }
        // What carries nothing else reads by its name.
        other => Happening::deserialize(serde_json::json!({ "kind": other }))
            .map_err(|_| Fault::request(format!("unknown event kind {other:?}")))?,
    };
    Ok(ClockEvent { at: instant(asked, "at")?, what })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn ask(line: &Value) -> Value {
        let mut out = Vec::new();
        run(line.to_string().as_bytes(), &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    fn case(events: &[(&str, &str)], now: &str) -> Value {
        let day = json!([["09:00", "21:00"]]);
        let events: Vec<Value> =
            events.iter().map(|(at, kind)| json!({"at": format!("{at}:00+08:00"), "kind": kind})).collect();
        json!({"id": "c", "now": format!("{now}:00+08:00"), "events": events,
            "calendar": {"tz": "Asia/Shanghai", "weekly": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}},
            "targets": [{"clock": "first_response", "kind": "service", "seconds": 7200},
                {"clock": "solution", "kind": "elapsed", "seconds": 86400, "on": "service"}]})
    }

    #[test]
    fn hx_6_hx_7_a_case_as_the_desk_sees_it() {
        let got = ask(&case(
            &[("2026-11-20T10:00", "received"), ("2026-11-20T10:05", "auto_reply"), ("2026-11-20T12:00", "answered")],
            "2026-11-20T12:30",
        ));
        assert_eq!(
            got,
            json!({"id": "c", "clocks": [
                {"clock": "first_response", "cycle": 1, "state": "met", "started": "2026-11-20T02:00:00Z", "due": "2026-11-20T04:00:00Z",
                    "stopped": "2026-11-20T04:00:00Z", "breached_at": null, "remaining": 0},
                {"clock": "solution", "cycle": 1, "state": "running", "started": "2026-11-20T02:00:00Z", "due": "2026-11-23T02:00:00Z",
                    "stopped": null, "breached_at": null, "remaining": 77400},
            ]})
        );
    }

    #[test]
    fn hx_7_a_paused_clock_has_no_due_and_keeps_what_remains() {
        let got = ask(&case(&[("2026-11-20T10:00", "received"), ("2026-11-20T11:00", "waiting")], "2026-11-20T12:30"));
        let (response, solution) = (&got["clocks"][0], &got["clocks"][1]);
        assert_eq!(
            (response["state"].as_str(), response["breached_at"].as_str()),
            (Some("breached"), Some("2026-11-20T04:00:00Z"))
        );
        assert_eq!(response["remaining"], -1800);
        assert_eq!(
            (&solution["state"], &solution["due"], &solution["remaining"]),
            (&json!("paused"), &json!(null), &json!(82800))
        );
    }

    #[test]
    fn amounts_may_be_written_as_floats() {
        let mut v = case(&[("2026-11-20T10:00", "received")], "2026-11-20T10:15");
        let plain = ask(&v);
        v["targets"][0]["seconds"] = json!(7200.0);
        assert_eq!(ask(&v), plain);
        v["targets"][0]["seconds"] = json!(7200.5);
        assert_eq!(ask(&v)["error"]["code"], "bad_request");
    }

    #[test]
    fn what_happens_after_now_is_not_known_yet() {
        let got = ask(&case(&[("2026-11-20T10:00", "received"), ("2026-11-20T10:30", "answered")], "2026-11-20T10:15"));
        assert_eq!(got["clocks"][0]["state"], "running");
        assert_eq!(got["clocks"][0]["remaining"], 6300);
    }

    #[test]
    fn every_kind_of_event_and_every_clock_can_be_asked() {
        use aftercare_core::clock::EventKind;
        for kind in EventKind::ALL {
            let kind = serde_json::to_value(kind).unwrap();
            let mut v = case(&[("2026-11-20T10:00", "received")], "2026-11-20T10:15");
            v["events"][0] = json!({"at": "2026-11-20T10:00:00+08:00", "kind": kind, "targets": [], "clock": "refund"});
            assert!(ask(&v)["clocks"].is_array(), "{kind}");
        }
        let mut v = case(&[("2026-11-20T10:00", "received"), ("2026-11-20T10:00", "refund_owed")], "2026-11-20T12:00");
        v["targets"] = json!([{"clock": "refund", "kind": "business_days", "days": 10.0, "warn": {"kind": "business_days", "days": 5.0}}]);
        assert_eq!(ask(&v)["clocks"][0]["due"], "2026-12-04T13:00:00Z");
    }

    #[test]
    fn hn_1_pa_1_an_extended_target_holds() {
        let mut v = case(&[("2026-11-20T10:00", "received")], "2026-11-20T12:30");
        let target = |n: i64| json!([{"clock": "first_response", "kind": "service", "seconds": n}]);
        let extended = json!({"at": "2026-11-20T10:00:00+08:00", "kind": "extended", "targets": target(14400), "normal": target(7200)});
        v["events"].as_array_mut().unwrap().push(extended);
        let got = ask(&v);
        assert_eq!(
            (&got["clocks"][0]["due"], &got["clocks"][0]["state"]),
            (&json!("2026-11-20T06:00:00Z"), &json!("running"))
        );
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let message = |change: &dyn Fn(&mut Value)| {
            let mut v = case(&[("2026-11-20T10:00", "received")], "2026-11-20T10:15");
            change(&mut v);
            ask(&v)["error"]["message"].as_str().unwrap().to_owned()
        };
        assert!(message(&|v| v["events"][0]["kind"] = json!("exploded")).contains("exploded"));
        assert!(message(&|v| v["targets"][0]["seconds"] = json!(-1)).contains("below zero"));
        assert!(message(&|v| v["targets"][0]["clock"] = json!("third_response")).contains("third_response"));
        assert!(message(&|v| v["now"] = json!(null)).contains("now is missing"));
    }
}
