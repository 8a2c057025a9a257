//! The web shop (document 000).

use super::packs::{Check, Packs, at, day, event, mail, same};
use aftercare_core::case::Channel;
use aftercare_core::clock::ClockName::{Acknowledgement, CarrierClaim, FirstResponse, Solution};
use aftercare_core::clock::Happening::{AcknowledgementOwed, ClaimMade, CustomerReplied, Received, Waiting};
use aftercare_core::clock::PauseReason;
use aftercare_core::policy::rules::{Flag, Number};
use aftercare_core::policy::{Dates, DeclaredSet, DeclaredSort, Facts, Returning};

obligations! {
    hn_1_two_business_days_day_and_night_longer_in_peak,
    hn_2_channels,
    hn_3_categories_and_who_takes_them,
    hn_4_acknowledged_within_fifteen_minutes,
    hn_5_waiting_for_details_pauses_the_solution,
    hn_6_solutions_are_refund_return_alternative_guidance,
    hn_7_late_parcels_are_investigated_with_the_carrier,
    hn_8_a_return_needs_order_items_and_reason,
    hn_9_return_freight_is_the_customers_unless_defective_or_our_error,
    hn_10_dissatisfaction_is_a_case_and_suggestions_are_kept,
    hn_11_limits,
}

/// 24/7; response within 2 business days; slower in a declared peak; the telephone for immediate attention.
fn hn_1_two_business_days_day_and_night_longer_in_peak(p: &Packs) -> Check {
    p.hn.rests("HN-1", "1", &["choice urgency: low | chosen", "choice urgency: normal | chosen", "choice urgency: high | stated", "choice complexity: general | chosen", "calendar business: America/Chicago - make-up - week 09:00-18:00 09:00-18:00 09:00-18:00 09:00-18:00 09:00-18:00 - - | chosen", "calendar service: America/Chicago - make-up - week 00:00-24:00 00:00-24:00 00:00-24:00 00:00-24:00 00:00-24:00 00:00-24:00 00:00-24:00 | stated"])?;
    p.hn.promises(
        "HN-1",
        &[
            "first_response | channel mail web, declared none high_volume force_majeure | business_days 2 | stated",
            "first_response | channel telephone video remote on_site chat | business_days 2 | stated",
            "first_response | channel telephone | elapsed 3600 on all | chosen",
            "first_response | channel mail web, declared peak | business_days 3 | chosen",
            "next_response | channel mail web, declared none high_volume force_majeure | business_days 2 | stated",
            "next_response | channel telephone video remote on_site chat | business_days 2 | stated",
            "next_response | channel mail web, declared peak | business_days 3 | chosen",
        ],
    )?;
    p.hn.decides("HN-1", &["routing routing | category order delivery return, urgency high stopped | alert at_once, group orders | chosen", "routing routing | category technical, urgency high stopped | alert at_once, group technical | chosen", "routing routing | category unclassified information complaint suggestion other, urgency high stopped | alert at_once, group support | chosen"])?;
    let due = |facts: &Facts, notice| p.hn.due(facts, FirstResponse, &[event(notice, Received)]);
    same("Wednesday night", due(&mail(), "2026-11-18T23:00:00-06:00"), "Fri 2026-11-20 18:00:00".to_owned())?;
    same("a Saturday", due(&mail(), "2026-11-21T12:00:00-06:00"), "Wed 2026-11-25 18:00:00".to_owned())?;
    let peak = Facts { declared: DeclaredSet::default().with(DeclaredSort::Peak), ..mail() };
    same("in the peak", due(&peak, "2026-11-18T23:00:00-06:00"), "Mon 2026-11-23 18:00:00".to_owned())?;
    let call = Facts { channel: Channel::Telephone, ..peak };
    same("a missed call", due(&call, "2026-11-21T02:00:00-06:00"), "Sat 2026-11-21 03:00:00".to_owned())?;
    same("always open", p.hn.service.is_open(at("2026-12-25T03:00:00-06:00")), true)
}

/// E-mail, telephone, contact form.
fn hn_2_channels(p: &Packs) -> Check {
    p.hn.rests(
        "HN-2",
        "2",
        &[
            "choice channel: mail | stated",
            "choice channel: telephone | stated",
            "choice channel: web | stated",
            "group support: support@example.com +1 504 555 0100 | stated",
            "contact 0: support@example.com +1 504 555 0100 | chosen",
        ],
    )
}

/// Orders, returns and refunds, product information, technical, general.
fn hn_3_categories_and_who_takes_them(p: &Packs) -> Check {
    p.hn.rests(
        "HN-3",
        "3",
        &[
            "choice category: order | stated",
            "choice category: return | stated",
            "choice category: information | stated",
            "choice category: technical | stated",
            "choice category: other | stated",
            "group orders: orders@example.com | chosen",
            "group technical: technical@example.com | stated",
        ],
    )?;
    p.hn.decides("HN-3", &["routing routing | category order delivery return, urgency low normal | alert normal, group orders | chosen", "routing routing | category technical, urgency low normal | alert normal, group technical | stated", "routing routing | category unclassified information complaint suggestion other, urgency low normal | alert normal, group support | chosen"])?;
    same("offered", p.hn.pack.categories().len(), 8)
}

/// A confirmation with an estimated response time.
fn hn_4_acknowledged_within_fifteen_minutes(p: &Packs) -> Check {
    p.hn.rests("HN-4", "5", &["template acknowledgement: acknowledgement brand.name×2 case.number×4 case.received×2 case.subject×4 contact.phone×2 customer.name×2 response.by×2 | stated"])?;
    p.hn.promises("HN-4", &["acknowledgement |  | elapsed 900 on all | chosen"])?;
    let live = [event("2026-11-21T02:00:00-06:00", Received), event("2026-11-21T02:00:00-06:00", AcknowledgementOwed)];
    same("at night", p.hn.due(&mail(), Acknowledgement, &live), "Sat 2026-11-21 02:15:00".to_owned())?;
    let imported = &live[..1];
    same("imported mail", p.hn.due(&mail(), Acknowledgement, imported), String::new())
}

/// Asking for details pauses the solution clock.
fn hn_5_waiting_for_details_pauses_the_solution(p: &Packs) -> Check {
    p.hn.rests("HN-5", "5", &["template ask_details: ask_details agent.name×2 brand.name×2 case.number×2 case.subject×4 customer.name×2 missing.details×2 | stated"])?;
    p.hn.promises("HN-5", &["solution |  | business_days 5, pauses | chosen"])?;
    p.hn.decides(
        "HN-5",
        &[
            "liability liability | cause undetermined | party undetermined | chosen",
            "charge charge | cause undetermined | charge settle_later | chosen",
            "step step | cause undetermined | step ask_facts | stated",
        ],
    )?;
    let plain = [event("2026-11-16T10:00:00-06:00", Received)];
    same("plain", p.hn.due(&mail(), Solution, &plain), "Mon 2026-11-23 18:00:00".to_owned())?;
    let asked = event("2026-11-17T10:00:00-06:00", Waiting(PauseReason::Customer));
    let told = event("2026-11-19T12:00:00-06:00", CustomerReplied);
    let waited = [plain[0].clone(), asked, told];
    same("two closings later", p.hn.due(&mail(), Solution, &waited), "Wed 2026-11-25 18:00:00".to_owned())
}

/// A clear solution, of these kinds.
fn hn_6_solutions_are_refund_return_alternative_guidance(p: &Packs) -> Check {
    p.hn.rests("HN-6", "5", &["template reply: reply agent.name×2 brand.name×2 case.number×2 case.subject×2 customer.name×2 | chosen", "template refund_status: refund_status agent.name×2 brand.name×2 customer.name×2 order.number×4 refund.amount×2 refund.by×2 | chosen"])?;
    p.hn.decides("HN-6", &["charge charge | cause design material workmanship our_error | charge free | chosen", "remedies remedies | cause design material workmanship our_error | remedies refund return exchange alternative | stated", "remedies remedies | cause undetermined | remedies guidance return alternative | chosen", "step step | cause design material workmanship our_error | step serve_free | stated"])
}

/// The carrier's claim has a clock of its own.
fn hn_7_late_parcels_are_investigated_with_the_carrier(p: &Packs) -> Check {
    p.hn.rests("HN-7", "7", &["choice category: delivery | stated"])?;
    p.hn.promises("HN-7", &["carrier_claim |  | business_days 5 | chosen"])?;
    p.hn.decides(
        "HN-7",
        &[
            "liability liability | cause transport | party carrier | chosen",
            "charge charge | cause transport | charge free | chosen",
            "remedies remedies | cause transport | remedies replacement refund carrier_claim | chosen",
            "step step | cause transport | step claim_carrier | stated",
        ],
    )?;
    let claim = [event("2026-11-16T10:00:00-06:00", Received), event("2026-11-18T10:00:00-06:00", ClaimMade)];
    same("claim", p.hn.due(&mail(), CarrierClaim, &claim), "Wed 2026-11-25 18:00:00".to_owned())
}

/// Order number, items, reason; without them it is no return.
fn hn_8_a_return_needs_order_items_and_reason(p: &Packs) -> Check {
    p.hn.rests("HN-8", "8", &["return window: 30 days from received | chosen", "return details: order_number items reason | stated", "template ask_return_details: ask_details agent.name×2 brand.name×2 case.number×2 customer.name×2 missing.details×2 | stated", "template return_instructions: return_instructions agent.name×2 brand.name×2 contact.address×2 customer.name×2 order.number×4 return.number×4 | chosen", "contact 1: orders@example.com | chosen"])?;
    p.hn.decides(
        "HN-8",
        &[
            "return return_details | details complete | fits true | stated",
            "return return_details | details missing | fits false | stated",
            "return return_time | return_time in_time | fits true | chosen",
            "return return_time | return_time late | fits false | chosen",
            "step step | cause no_fault | step send_in | chosen",
        ],
    )?;
    let dates = |requested: &str| Dates {
        received_on: Some(day("2026-11-01")),
        requested_on: Some(day(requested)),
        ..Dates::default()
    };
    let returning = |facts: &str, requested: &str| p.hn.decide(facts, dates(requested), "2026-12-20").returning;
    same("complete", returning("details complete", "2026-12-01"), Some(Returning::Allowed))?;
    let late = Some(Returning::Refused { because: vec![("return_time", "HN-8")] });
    same("a day too late", returning("details complete", "2026-12-02"), late)?;
    let missing = Some(Returning::Refused { because: vec![("return_details", "HN-8")] });
    same("details missing", returning("details missing", "2026-11-02"), missing)
}

/// The customer pays return freight unless defective or our error.
fn hn_9_return_freight_is_the_customers_unless_defective_or_our_error(p: &Packs) -> Check {
    p.hn.rests("HN-9", "8", &[])?;
    p.hn.decides("HN-9", &["liability liability | cause design material workmanship | party us | stated", "liability liability | cause our_error | party us | stated", "freight freight | leg to_us, cause design material workmanship our_error | payer us | stated", "freight freight | leg to_customer, cause design material workmanship our_error | payer us | chosen", "freight freight | cause transport | payer us | chosen", "freight freight | leg to_us, cause human environment improper_use modification force_majeure outside customs no_fault | payer customer | stated", "freight freight | leg to_customer, cause human environment improper_use modification force_majeure outside customs no_fault | payer customer | chosen", "freight freight | cause undetermined | payer as_agreed | chosen"])
}

/// The guarantee, and suggestions.
fn hn_10_dissatisfaction_is_a_case_and_suggestions_are_kept(p: &Packs) -> Check {
    p.hn.rests(
        "HN-10",
        "9",
        &[
            "choice category: complaint | stated",
            "choice category: suggestion | stated",
            "rule register_dissatisfaction: on | stated",
            "rule keep_suggestions: on | stated",
            "number reopen_days: 14 days | chosen",
        ],
    )?;
    p.hn.decides(
        "HN-10",
        &[
            "liability liability | cause no_fault | party nobody | chosen",
            "charge charge | cause no_fault | charge free | chosen",
            "remedies remedies | cause no_fault | remedies return refund exchange alternative | chosen",
        ],
    )?;
    same("a case", p.hn.pack.holds(Flag::RegisterDissatisfaction), true)?;
    same("kept", p.hn.pack.holds(Flag::KeepSuggestions), true)?;
    same("reopens", p.hn.pack.number(Number::ReopenDays), Some(14))
}

/// Outside our control, customs and duties, misuse.
fn hn_11_limits(p: &Packs) -> Check {
    p.hn.rests("HN-11", "11", &[])?;
    p.hn.decides("HN-11", &["liability liability | cause improper_use human | party customer | stated", "liability liability | cause modification environment | party customer | chosen", "liability liability | cause force_majeure outside | party nobody | stated", "liability liability | cause customs | party authority | stated", "charge charge | cause improper_use human modification environment force_majeure outside customs | charge paid | chosen", "remedies remedies | cause human environment improper_use modification force_majeure outside customs | remedies guidance alternative | chosen", "step step | cause human environment improper_use modification force_majeure outside customs | step guide | chosen"])
}
