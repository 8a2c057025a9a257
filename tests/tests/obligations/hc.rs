//! The help centre (document 004).

use super::packs::{Check, Packs, day, event, mail, same};
use aftercare_core::clock::ClockName::{CarrierClaim, Evidence, Verification};
use aftercare_core::clock::Happening::{ClaimMade, DetailsComplete, DetailsMissing, GoodsReceived, Received};
use aftercare_core::policy::rules::{Flag, Number};
use aftercare_core::policy::{Dates, Decides, Returning, Step};

obligations! {
    hc_1_categories,
    hc_2_channels,
    hc_3_order_number_description_and_evidence,
    hc_4_verified_within_a_business_day_then_contacted,
    hc_5_inherent_defects_are_ours,
    hc_6_improper_use_is_not_ours_but_paid_support_is_offered,
    hc_7_transport_damage_needs_evidence_in_time,
    hc_8_negotiation_before_the_court,
    hc_9_force_majeure,
}

/// Product quality, logistics, order errors, payment anomalies, user experience.
fn hc_1_categories(p: &Packs) -> Check {
    p.hc.rests(
        "HC-1",
        "I",
        &[
            "choice category: product_quality | stated",
            "choice category: delivery | stated",
            "choice category: order | stated",
            "choice category: payment | stated",
            "choice category: experience | stated",
            "choice category: other | stated",
            "choice urgency: low | chosen",
            "choice urgency: normal | chosen",
            "choice urgency: high | chosen",
            "choice complexity: general | chosen",
            "group payments: payments@example.com | chosen",
        ],
    )?;
    p.hc.decides(
        "HC-1",
        &[
            "liability liability | cause our_error | party us | chosen",
            "charge charge | cause our_error | charge free | chosen",
            "routing routing | category payment | alert at_once, group payments | chosen",
            "step step | cause our_error | step serve_free | chosen",
        ],
    )?;
    same("offered", p.hc.pack.categories().len(), 6)
}

/// Site interface, e-mail, online tickets.
fn hc_2_channels(p: &Packs) -> Check {
    p.hc.rests(
        "HC-2",
        "II",
        &[
            "choice channel: chat | stated",
            "choice channel: mail | stated",
            "choice channel: web | stated",
            "contact 0: service@example.com | chosen",
        ],
    )
}

/// Incomplete ones are held; verification pauses while details are missing.
fn hc_3_order_number_description_and_evidence(p: &Packs) -> Check {
    p.hc.rests("HC-3", "II", &["rule hold_incomplete: on | chosen", "return details: order_number description evidence | stated", "template ask_details: ask_details agent.name×2 brand.name×2 case.number×4 case.subject×2 customer.name×2 missing.details×2 | stated"])?;
    p.hc.decides(
        "HC-3",
        &[
            "return return_details | details complete, evidence given | fits true | stated",
            "return return_details | details complete, evidence missing | fits false | stated",
            "return return_details | details missing | fits false | stated",
        ],
    )?;
    same("held", p.hc.pack.holds(Flag::HoldIncomplete), true)?;
    let received = event("2026-11-16T10:00:00+08:00", Received);
    let plain = [received.clone()];
    same("plain", p.hc.due(&mail(), Verification, &plain), "Tue 2026-11-17 18:00:00".to_owned())?;
    let missing = event("2026-11-16T11:00:00+08:00", DetailsMissing);
    let held = [received.clone(), missing.clone()];
    same("held", p.hc.due(&mail(), Verification, &held), "-".to_owned())?;
    let told = [received, missing, event("2026-11-18T12:00:00+08:00", DetailsComplete)];
    same("told", p.hc.due(&mail(), Verification, &told), "Wed 2026-11-18 18:00:00".to_owned())
}

/// Preliminary verification; typed outcomes by the return policy.
fn hc_4_verified_within_a_business_day_then_contacted(p: &Packs) -> Check {
    p.hc.rests("HC-4", "II", &["group service: service@example.com | stated", "calendar service: Asia/Shanghai cn make-up 09:00-18:00 week 09:00-18:00 09:00-18:00 09:00-18:00 09:00-18:00 09:00-18:00 - - | chosen", "number reopen_days: 14 days | chosen", "return window: 7 days from received | chosen", "template reply: reply agent.name×2 brand.name×2 case.number×2 case.subject×4 customer.name×2 order.number×2 | chosen"])?;
    p.hc.promises(
        "HC-4",
        &[
            "first_response |  | business_days 1 | chosen",
            "next_response |  | business_days 1 | chosen",
            "verification |  | business_days 1, pauses | chosen",
        ],
    )?;
    p.hc.decides("HC-4", &["liability liability | cause undetermined | party undetermined | chosen", "remedies remedies | cause our_error | remedies return exchange replacement refund | stated", "return return_time | return_time in_time | fits true | chosen", "return return_time | return_time late | fits false | chosen", "routing routing | category unclassified product_quality order experience other, urgency low normal | alert normal, group service | stated", "routing routing | category unclassified product_quality order experience other, urgency high stopped | alert at_once, group service | chosen", "step step | cause undetermined | step ask_facts | stated"])?;
    same("reopens", p.hc.pack.number(Number::ReopenDays), Some(14))?;
    let returning = |requested: &str| {
        let received_on = Some(day("2026-11-01"));
        let dates = Dates { received_on, requested_on: Some(day(requested)), ..Dates::default() };
        p.hc.decide("details complete, evidence given", dates, "2026-12-20").returning
    };
    same("last day", returning("2026-11-08"), Some(Returning::Allowed))?;
    same("too late", returning("2026-11-09"), Some(Returning::Refused { because: vec![("return_time", "HC-4")] }))
}

/// Return, exchange, repair.
fn hc_5_inherent_defects_are_ours(p: &Packs) -> Check {
    p.hc.rests("HC-5", "III", &[])?;
    p.hc.decides(
        "HC-5",
        &[
            "liability liability | cause design material workmanship | party us | stated",
            "charge charge | cause design material workmanship | charge free | stated",
            "freight freight | cause design material workmanship our_error | payer us | chosen",
            "remedies remedies | cause design material workmanship | remedies return exchange repair | stated",
            "step step | cause design material workmanship | step serve_free | stated",
        ],
    )
}

/// Not liable; paid support may be offered.
fn hc_6_improper_use_is_not_ours_but_paid_support_is_offered(p: &Packs) -> Check {
    p.hc.rests("HC-6", "III", &[])?;
    p.hc.decides("HC-6", &["liability liability | cause improper_use modification | party customer | stated", "liability liability | cause human environment | party customer | chosen", "charge charge | cause improper_use modification | charge paid | stated", "charge charge | cause human environment | charge paid | chosen", "freight freight | cause improper_use modification human environment | payer customer | chosen", "remedies remedies | cause improper_use modification human environment | remedies paid_support guidance | stated", "step step | cause improper_use modification human environment | step offer_paid_support | stated"])
}

/// Evidence in a set time, claim against the carrier.
fn hc_7_transport_damage_needs_evidence_in_time(p: &Packs) -> Check {
    p.hc.rests("HC-7", "III", &["group logistics: logistics@example.com | chosen", "return evidence: 3 days from received | chosen", "template evidence_request: evidence_request agent.name×2 brand.name×2 case.number×2 customer.name×2 evidence.by×4 order.number×2 | stated"])?;
    p.hc.promises("HC-7", &["evidence |  | natural_days 3 | chosen", "carrier_claim |  | business_days 10 | chosen"])?;
    p.hc.decides(
        "HC-7",
        &[
            "liability liability | cause transport | party carrier | stated",
            "charge charge | cause transport | charge free | chosen",
            "freight freight | cause transport | payer carrier | chosen",
            "remedies remedies | cause transport | remedies carrier_claim replacement | chosen",
            "routing routing | category delivery, urgency low normal | alert normal, group logistics | chosen",
            "routing routing | category delivery, urgency high stopped | alert at_once, group logistics | chosen",
            "step step | cause transport, evidence_time in_time | step claim_carrier | stated",
            "step step | cause transport, evidence_time late | step negotiate | chosen",
        ],
    )?;
    let step = |evidence: &str| {
        let received_on = Some(day("2026-11-01"));
        let dates = Dates { received_on, evidence_on: Some(day(evidence)), ..Dates::default() };
        let verdict = p.hc.decide("cause transport, negotiation failed", dates, "2026-12-20");
        verdict.answer(Decides::Step).and_then(|answer| answer.step)
    };
    same("last day", step("2026-11-04"), Some(Step::ClaimCarrier))?;
    same("a day later", step("2026-11-05"), Some(Step::Negotiate))?;
    let received = [event("2026-11-16T10:00:00+08:00", GoodsReceived)];
    same("evidence", p.hc.due(&mail(), Evidence, &received), "Thu 2026-11-19 23:59:59".to_owned())?;
    let claim = [event("2026-11-16T10:00:00+08:00", ClaimMade)];
    same("claim", p.hc.due(&mail(), CarrierClaim, &claim), "Mon 2026-11-30 18:00:00".to_owned())
}

/// The legal step cannot come first.
fn hc_8_negotiation_before_the_court(p: &Packs) -> Check {
    p.hc.rests("HC-8", "IV", &["rule negotiation_first: on | stated"])?;
    p.hc.decides(
        "HC-8",
        &[
            "charge charge | cause undetermined | charge settle_later | chosen",
            "freight freight | cause undetermined | payer as_agreed | chosen",
            "remedies remedies | cause undetermined | remedies negotiation guidance | chosen",
            "step dispute | negotiation not_tried | step negotiate | stated",
            "step dispute | negotiation failed | step go_to_court | stated",
            "step dispute | negotiation agreed | step record | chosen",
        ],
    )?;
    same("first", p.hc.pack.holds(Flag::NegotiationFirst), true)
}

/// We act as we can, not liable for indirect loss.
fn hc_9_force_majeure(p: &Packs) -> Check {
    p.hc.rests("HC-9", "V", &["rule no_indirect_loss: on | stated"])?;
    p.hc.decides(
        "HC-9",
        &[
            "liability liability | cause force_majeure | party nobody | stated",
            "liability liability | cause outside | party nobody | chosen",
            "charge charge | cause force_majeure outside | charge free | chosen",
            "freight freight | cause force_majeure outside | payer as_agreed | chosen",
            "remedies remedies | cause force_majeure outside | remedies guidance alternative | chosen",
            "step step | cause force_majeure outside | step guide | chosen",
        ],
    )?;
    same("indirect loss", p.hc.pack.holds(Flag::NoIndirectLoss), true)
}
