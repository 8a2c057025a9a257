//! The jewellery shop (document 002).

use super::packs::{Check, Packs, day, event, mail, same};
use aftercare_core::case::{Category, Complexity};
use aftercare_core::clock::ClockName::{Complaint, DelayNotice, FirstResponse, Refund};
use aftercare_core::clock::Happening::{Received, RefundOwed};
use aftercare_core::policy::rules::{Amount, ClockRule, Flag, Number};
use aftercare_core::policy::{Dates, DeclaredSet, DeclaredSort, Facts, Returning};

/// Which version of which document, and what its tables decide by what.
const HEADS: [&[&str]; 5] = [
    &[
        "hx-leather 2 since 2025-01-01T00:00:00+08:00, document 001, CNY, en zh",
        "sections 1.1 1.2 2.1 2.2 2.3 2.4 3.1 3.2 3.3",
        "liability liability by cause warranty",
        "charge charge by service cause warranty",
        "freight freight by leg cause warranty",
        "remedies remedies by cause warranty",
        "routing routing by category urgency",
        "step step by cause warranty",
    ],
    &[
        "huaxing-nor 1 since 2025-01-01T00:00:00-06:00, document 000, USD, en zh",
        "sections 1 2 3 4 5 6 7 8 9 10 11",
        "liability liability by cause",
        "charge charge by cause",
        "freight freight by leg cause",
        "remedies remedies by cause",
        "return return_details by details",
        "return return_time by return_time",
        "routing routing by category urgency",
        "step step by cause",
    ],
    &[
        "pandorana 1 since 2025-01-01T00:00:00-05:00, document 002, USD, en zh",
        "sections 1 2 3 4 5 6 7",
        "liability liability by cause",
        "charge charge by cause",
        "freight freight by leg cause",
        "remedies remedies by cause",
        "return return_time by return_time",
        "order_change order_change by shipment",
        "routing routing by category urgency",
        "step step by cause",
    ],
    &[
        "changkong 1 since 2025-01-01T00:00:00+08:00, document 003, CNY, en zh",
        "sections 0 I III IV V",
        "liability liability by cause warranty",
        "charge charge by service cause warranty",
        "freight freight by leg service cause warranty",
        "remedies remedies by cause warranty",
        "return return_time by return_time",
        "return return_activation by failure activation",
        "return return_resale by failure resale",
        "return return_complete by completeness",
        "return return_damage by damage",
        "return return_misuse by failure cause",
        "return return_proof by proof",
        "return return_labels by labels",
        "return return_sending by sending_time",
        "routing routing by category urgency",
        "step step by category cause warranty",
    ],
    &[
        "help-center 1 since 2025-01-01T00:00:00+08:00, document 004, CNY, en zh",
        "sections I II III IV V",
        "liability liability by cause",
        "charge charge by cause",
        "freight freight by leg cause",
        "remedies remedies by cause",
        "return return_details by details evidence",
        "return return_time by return_time",
        "routing routing by category urgency",
        "step step by cause evidence_time",
        "step dispute by negotiation",
    ],
];

obligations! {
    pa_1_answered_within_24_business_hours_or_48,
    pa_2_a_delay_is_told_at_three_quarters,
    pa_3_product_information,
    pa_4_an_order_can_be_changed_until_handed_over,
    pa_5_a_return_number_where_needed_and_instructions,
    pa_6_refund_within_five_to_ten_business_days,
    pa_7_complaints_within_three_business_days,
    pa_8_staff_are_trained_twice_a_year,
    pa_9_feedback_is_kept,
    pa_10_packs_have_versions_and_changes_are_told,
}

/// 24 business hours; up to 48 when complex or in high volume.
fn pa_1_answered_within_24_business_hours_or_48(p: &Packs) -> Check {
    p.pa.rests("PA-1", "1", &["choice category: other | chosen", "choice urgency: low | chosen", "choice urgency: normal | chosen", "choice urgency: high | chosen", "choice complexity: general | stated", "choice complexity: complex | stated", "choice channel: mail | stated", "choice channel: web | chosen", "group service: service@example.com | stated", "calendar service: America/New_York - make-up - week 09:00-17:00 09:00-17:00 09:00-17:00 09:00-17:00 09:00-17:00 - - | chosen", "template reply: reply agent.name×2 brand.name×2 case.number×2 case.subject×2 customer.name×2 | chosen", "contact 0: service@example.com | chosen"])?;
    p.pa.promises(
        "PA-1",
        &[
            "first_response | complexity general, declared none peak force_majeure | service 86400 | stated",
            "first_response | complexity complex, declared none peak force_majeure | service 172800 | stated",
            "first_response | declared high_volume | service 172800 | stated",
            "next_response | complexity general, declared none peak force_majeure | service 86400 | stated",
            "next_response | complexity complex, declared none peak force_majeure | service 172800 | stated",
            "next_response | declared high_volume | service 172800 | stated",
        ],
    )?;
    p.pa.decides("PA-1", &["routing routing | category unclassified information order payment delivery suggestion other, urgency low normal | alert normal, group service | chosen", "routing routing | category unclassified information order payment delivery suggestion other, urgency high stopped | alert at_once, group service | chosen"])?;
    let due = |facts: &Facts| p.pa.due(facts, FirstResponse, &[event("2026-11-16T10:00:00-05:00", Received)]);
    same("three days of eight hours", due(&mail()), "Thu 2026-11-19 10:00:00".to_owned())?;
    let complex = Facts { complexity: Complexity::Complex, ..mail() };
    same("complex", due(&complex), "Tue 2026-11-24 10:00:00".to_owned())?;
    let much = Facts { declared: DeclaredSet::default().with(DeclaredSort::HighVolume), ..mail() };
    same("high volume", due(&much), "Tue 2026-11-24 10:00:00".to_owned())
}

/// Customers are always told of a delay.
fn pa_2_a_delay_is_told_at_three_quarters(p: &Packs) -> Check {
    p.pa.rests("PA-2", "1", &["rule tell_of_delay: on | stated", "template delay_notice: delay_notice brand.name×2 case.number×2 case.received×2 case.subject×2 customer.name×2 response.by×2 | stated"])?;
    p.pa.promises(
        "PA-2",
        &[
            "delay_notice | complexity general, declared none peak force_majeure | service 64800 | chosen",
            "delay_notice | complexity complex, declared none peak force_majeure | service 129600 | chosen",
            "delay_notice | declared high_volume | service 129600 | chosen",
        ],
    )?;
    let share = |rule: &ClockRule| matches!(rule.amount, Amount::Share { of: FirstResponse, .. });
    let notices = p.pa.pack.clocks.iter().filter(|rule| rule.clock == DelayNotice);
    same("of the first response", notices.map(share).collect(), vec![true])?;
    same("rule", p.pa.pack.holds(Flag::TellOfDelay), true)?;
    let due = p.pa.due(&mail(), DelayNotice, &[event("2026-11-16T10:00:00-05:00", Received)]);
    same("eighteen hours", due, "Wed 2026-11-18 12:00:00".to_owned())
}

/// Product information is asked for and given.
fn pa_3_product_information(p: &Packs) -> Check {
    p.pa.rests("PA-3", "2", &["choice category: information | stated"])
}

/// Never after hand-over to the carrier without a reason.
fn pa_4_an_order_can_be_changed_until_handed_over(p: &Packs) -> Check {
    p.pa.rests(
        "PA-4",
        "3",
        &[
            "choice category: order | stated",
            "choice category: payment | stated",
            "choice category: delivery | stated",
            "rule reason_after_handover: on | chosen",
        ],
    )?;
    p.pa.decides(
        "PA-4",
        &[
            "order_change order_change | shipment open | change possible | stated",
            "order_change order_change | shipment handed_over | change with_reason | chosen",
        ],
    )?;
    same("reason", p.pa.pack.holds(Flag::ReasonAfterHandover), true)
}

/// Return authorisation number if required; packing and shipping instructions.
fn pa_5_a_return_number_where_needed_and_instructions(p: &Packs) -> Check {
    p.pa.rests("PA-5", "4", &["choice category: return | stated", "group returns: returns@example.com | chosen", "return window: 30 days from received | chosen", "return authorisation: if_needed | stated", "template return_instructions: return_instructions agent.name×2 brand.name×2 contact.address×2 customer.name×2 order.number×2 return.number×6 | stated", "contact 1: returns@example.com | chosen"])?;
    p.pa.decides("PA-5", &["freight freight | cause design material workmanship our_error transport | payer us | chosen", "freight freight | cause human environment improper_use modification force_majeure outside customs | payer customer | chosen", "freight freight | cause undetermined | payer as_agreed | chosen", "return return_time | return_time in_time | fits true | chosen", "return return_time | return_time late | fits false | chosen", "routing routing | category return, urgency low normal | alert normal, group returns | chosen", "routing routing | category return, urgency high stopped | alert at_once, group returns | chosen"])?;
    let dates = |requested: &str| Dates {
        received_on: Some(day("2026-11-01")),
        requested_on: Some(day(requested)),
        ..Dates::default()
    };
    let returning = |requested: &str| p.pa.decide("", dates(requested), "2026-12-20").returning;
    same("last day", returning("2026-12-01"), Some(Returning::Allowed))?;
    same("too late", returning("2026-12-02"), Some(Returning::Refused { because: vec![("return_time", "PA-5")] }))
}

/// Warned at 5, due at 10 business days.
fn pa_6_refund_within_five_to_ten_business_days(p: &Packs) -> Check {
    p.pa.rests("PA-6", "4", &["template refund_status: refund_status agent.name×2 brand.name×2 customer.name×2 order.number×4 refund.amount×2 refund.by×2 | stated"])?;
    p.pa.promises("PA-6", &["refund |  | business_days 10, warns at business_days 5 | stated"])?;
    let owed = [event("2026-11-16T10:00:00-05:00", RefundOwed)];
    same("refund", p.pa.due(&mail(), Refund, &owed), "Mon 2026-11-30 17:00:00".to_owned())
}

/// Complaints with order number, nature, images; replacement, refund or other.
fn pa_7_complaints_within_three_business_days(p: &Packs) -> Check {
    p.pa.rests("PA-7", "5", &["choice category: complaint | stated", "group complaints: complaints@example.com | chosen", "rule register_dissatisfaction: on | stated", "number reopen_days: 14 days | chosen", "template ask_complaint_details: ask_details agent.name×2 brand.name×2 case.number×2 customer.name×2 missing.details×2 | stated"])?;
    p.pa.promises("PA-7", &["complaint | category complaint | business_days 3 | stated"])?;
    p.pa.decides("PA-7", &["liability liability | cause design material workmanship our_error transport | party us | chosen", "liability liability | cause human environment improper_use modification | party customer | chosen", "liability liability | cause force_majeure outside | party nobody | chosen", "liability liability | cause customs | party authority | chosen", "liability liability | cause undetermined | party undetermined | chosen", "charge charge | cause design material workmanship our_error transport | charge free | chosen", "charge charge | cause human environment improper_use modification force_majeure outside customs | charge paid | chosen", "charge charge | cause undetermined | charge settle_later | chosen", "remedies remedies | cause design material workmanship our_error transport | remedies replacement refund exchange repair alternative | stated", "remedies remedies | cause human environment improper_use modification | remedies guidance paid_support alternative | chosen", "remedies remedies | cause force_majeure outside customs | remedies guidance alternative | chosen", "remedies remedies | cause undetermined | remedies replacement refund guidance negotiation | chosen", "routing routing | category complaint | alert at_once, group complaints | chosen", "step step | cause design material workmanship our_error transport | step serve_free | chosen", "step step | cause human environment improper_use modification | step offer_paid_support | chosen", "step step | cause force_majeure outside customs | step guide | chosen", "step step | cause undetermined | step ask_facts | stated"])?;
    let complaint = Facts { category: Some(Category::Complaint), ..mail() };
    let notice = [event("2026-11-16T10:00:00-05:00", Received)];
    same("complaint", p.pa.due(&complaint, Complaint, &notice), "Thu 2026-11-19 17:00:00".to_owned())?;
    same("a question is none", p.pa.due(&mail(), Complaint, &notice), String::new())?;
    same("registered", p.pa.pack.holds(Flag::RegisterDissatisfaction), true)?;
    same("reopens", p.pa.pack.number(Number::ReopenDays), Some(14))
}

/// Staff are trained regularly.
fn pa_8_staff_are_trained_twice_a_year(p: &Packs) -> Check {
    p.pa.rests("PA-8", "6", &["rule train_staff: on | stated", "number training_months: 6 months | chosen"])?;
    same("trained", p.pa.pack.holds(Flag::TrainStaff), true)?;
    same("months", p.pa.pack.number(Number::TrainingMonths), Some(6))
}

/// Feedback finds improvements.
fn pa_9_feedback_is_kept(p: &Packs) -> Check {
    p.pa.rests("PA-9", "6", &["choice category: suggestion | stated", "rule keep_suggestions: on | stated"])?;
    same("kept", p.pa.pack.holds(Flag::KeepSuggestions), true)
}

/// The policy can change: packs are versioned with an effective date. Every pack is held to its head here.
fn pa_10_packs_have_versions_and_changes_are_told(p: &Packs) -> Check {
    p.pa.rests("PA-10", "7", &["rule notify_significant_changes: on | stated", "template policy_change: policy_change brand.name×2 customer.name×2 policy.changes×2 policy.effective×4 | stated"])?;
    same("told", p.pa.pack.holds(Flag::NotifySignificantChanges), true)?;
    for (held, head) in p.all().into_iter().zip(HEADS) {
        same("head", held.head(), head.iter().map(|line| (*line).to_owned()).collect())?;
    }
    Ok(())
}
