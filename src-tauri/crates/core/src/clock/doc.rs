//! `docs/clocks.md`, made from the [`TABLE`] so that documentation cannot drift from code.

use super::{ClockName, Effect, Rule, TABLE, When};

/// The page, in Markdown. A test compares it with the file in `docs/`.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(HEAD);
    page.push_str("| event |");
    for clock in ClockName::ALL {
        page.push_str(&format!(" {} |", clock.as_str()));
    }
    page.push_str(&format!("\n|---|{}\n", "---|".repeat(ClockName::ALL.len())));
    for row in TABLE {
        page.push_str(&format!("| {} |", name(row[0].event)));
        for cell in row {
            page.push_str(&format!(" {} |", text(cell)));
        }
        page.push('\n');
    }
    page.push_str(TAIL);
    page
}

fn name(kind: impl serde::Serialize) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn text(cell: Rule) -> String {
    let effect = match cell.effect {
        Effect::Nothing => return "–".to_owned(),
        effect => name(effect),
    };
    match cell.when {
        When::Always => effect,
        When::NeverAnswered => format!("{effect}, if no person has answered yet"),
        When::AnsweredBefore => format!("{effect}, if a person has answered before"),
        When::WithFirstResponse => format!("{effect}, with the first response"),
        When::Unsolved => format!("{effect}, on an unsolved case"),
        When::ForCustomer => format!("{effect}, if waiting for the customer"),
        When::ForWaiting => format!("{effect}, if waiting"),
        When::Named => format!("{effect}, if it is about this clock"),
    }
}

const HEAD: &str = "# Clocks: which event does what

Made from the table in `src-tauri/crates/core/src/clock/table.rs`; `AFTERCARE_BLESS=1 cargo nextest run -p aftercare-core`
writes it anew, and the tests fail while it differs.

";

const TAIL: &str = "
- **start**: unless a run is on. A further message does not move a response clock. Solution, complaint, verification and
  acknowledgement run once per case. A clock for which the pack has no target never runs.
- **restart**: stops the run that is on and starts the next one.
- **resume**: ends all waiting, or the waiting for one named reason; a customer's message ends only the waiting for the customer.
- **continue**: a stopped or cancelled run goes on, and the time in between counts as a pause.
- **cancel**: no longer owed; a run that was late by then stays breached.
- **retarget**: the new targets count from the original start; replaced ones stay in the history, and a breach stays a breach.
  In a declared peak season or high volume the extended targets hold, and the normal ones are shown beside them.
- A second `received` is a `customer_replied`. Reopening what is open does nothing.
- `acknowledgement_owed` comes with a first message that came live; imported mail never brings it.
- Solving or closing ends the waiting for customer and carrier. A run that starts while the case waits starts paused.
- What a clock pauses for is the pack's to forbid, target by target. A declared force majeure ends with its last declaration, and
  missing details when they are complete, not by a person's resuming.
- `closed` leaves alone what is owed beyond the case: refund, repair, carrier claim, settlement.
- A due instant is the earliest by which the amount is used up, also when a pause begins in it. One that moves to the next
  opening never lands inside a pause. While an open pause hides the end, the due instant is unknown.
- Stopping exactly at due is met.
- An elapsed target on service days that ends while closed, closing time included, is due at the next opening.
";
