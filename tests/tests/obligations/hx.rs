//! The leather factory (document 001).

use super::packs::{Check, Packs, at, day, event, mail, same};
use aftercare_core::case::{Category, Channel, Complexity};
use aftercare_core::clock::ClockName::{FirstResponse, Solution};
use aftercare_core::clock::Happening::Received;
use aftercare_core::policy::rules::{Flag, Number};
use aftercare_core::policy::{Charge, Covered, Dates, Decides, Fact, Facts, Needed, PastRepair, Step, Urge};

obligations! {
    hx_1_every_case_has_one_owner,
    hx_2_the_team_serves_through_video,
    hx_3_improper_use_in_the_warranty_is_a_paid_service,
    hx_4_undetermined_is_served_first_and_settled_before_closing,
    hx_5_five_days_of_twelve_hours,
    hx_6_response_within_two_service_hours,
    hx_7_solution_within_24_or_48_hours,
    hx_8_solution_by_mail_within_eight_service_hours,
    hx_9_channels,
    hx_10_organisation_is_published,
    hx_11_problems_are_classified_and_go_to_a_group_by_type_and_urgency,
    hx_12_a_telephone_case_is_filed_as_its_form,
    hx_13_customisation_and_wholesale_go_to_design_or_marketing,
    hx_14_two_survey_forms,
    hx_15_first_survey_within_seven_days,
    hx_16_two_centres_visit_customers,
    hx_17_long_term_customers_every_six_months,
    hx_18_the_period_never_blocks_service,
    hx_19_defects_in_warranty_are_free,
    hx_20_outside_causes_are_charged_by_inspection_and_repair,
    hx_21_after_the_period_only_necessary_costs_and_never_labour,
    hx_22_warranty_is_twelve_months_from_receipt,
}

/// One-to-one service.
fn hx_1_every_case_has_one_owner(p: &Packs) -> Check {
    p.hx.rests("HX-1", "1.1", &["rule one_owner: on | stated"])?;
    same("one owner", p.hx.pack.holds(Flag::OneOwner), true)
}

/// Video is a channel of its own.
fn hx_2_the_team_serves_through_video(p: &Packs) -> Check {
    p.hx.rests("HX-2", "1.1", &["choice channel: video | stated"])
}

/// Losses from improper use in the warranty period are the customer's, as paid service.
fn hx_3_improper_use_in_the_warranty_is_a_paid_service(p: &Packs) -> Check {
    p.hx.rests("HX-3", "1.1", &[])?;
    p.hx.decides("HX-3", &["liability liability | cause improper_use, warranty in | party customer | stated", "liability liability | cause modification, warranty in | party customer | chosen", "charge charge | service repair inspection replacement on_site, cause improper_use, warranty in | charge paid, labour false | stated", "charge charge | service repair inspection replacement on_site, cause modification, warranty in | charge paid, labour false | chosen", "remedies remedies | cause improper_use modification | remedies paid_support repair parts guidance | chosen", "step step | cause improper_use modification | step offer_paid_support | stated"])
}

/// Responsibility cannot be distinguished: service first, the cost later. `undetermined` is a finding; a fact
/// that nobody knows yet is another thing.
fn hx_4_undetermined_is_served_first_and_settled_before_closing(p: &Packs) -> Check {
    p.hx.rests("HX-4", "1.1", &["rule settle_before_close: on | chosen"])?;
    p.hx.decides("HX-4", &["liability liability | cause undetermined | party undetermined | stated", "charge charge | service repair inspection replacement on_site, cause undetermined | charge settle_later, labour false | stated", "freight freight | cause undetermined | payer as_agreed | stated", "remedies remedies | cause undetermined | remedies repair parts guidance negotiation | chosen", "step step | cause undetermined | step serve_then_settle | stated"])?;
    let undetermined =
        p.hx.decide("cause undetermined, service repair, category use, urgency low", Dates::default(), "2026-11-20");
    same("undetermined needs nothing more", undetermined.needs(), Vec::new())?;
    same("step", undetermined.answer(Decides::Step).and_then(|a| a.step), Some(Step::ServeThenSettle))?;
    let open = p.hx.decide("service repair, warranty in, category use, urgency low", Dates::default(), "2026-11-20");
    same("nobody looked yet", open.needs(), vec![Needed::Fact(Fact::Cause)])?;
    same("so nothing is decided", open.answer(Decides::Liability), None)?;
    same("settle first", p.hx.pack.holds(Flag::SettleBeforeClose), true)
}

/// 5×12 hours: Monday to Friday 09:00–21:00 in Shanghai, with China's holidays and make-up days.
fn hx_5_five_days_of_twelve_hours(p: &Packs) -> Check {
    p.hx.rests("HX-5", "1.2", &["calendar service: Asia/Shanghai cn make-up 09:00-21:00 week 09:00-21:00 09:00-21:00 09:00-21:00 09:00-21:00 09:00-21:00 - - | chosen"])?;
    let open = |instant: &str| p.hx.service.is_open(at(instant));
    same("before opening", open("2026-11-20T08:59:59+08:00"), false)?;
    same("opening", open("2026-11-20T09:00:00+08:00"), true)?;
    same("closing", open("2026-11-20T21:00:00+08:00"), false)?;
    same("a Saturday", open("2026-11-21T12:00:00+08:00"), false)?;
    same("a holiday", open("2026-10-05T12:00:00+08:00"), false)?;
    same("a make-up Saturday", open("2026-10-10T20:59:00+08:00"), true)?;
    let week = p.hx.service.between(at("2026-11-16T00:00:00+08:00"), at("2026-11-23T00:00:00+08:00"));
    same("a week", week, 5 * 12 * 3600)
}

/// Respond within 2 hours of the notice, first and next.
fn hx_6_response_within_two_service_hours(p: &Packs) -> Check {
    p.hx.rests("HX-6", "1.2", &["template reply: reply agent.name×2 brand.name×2 case.number×2 case.subject×4 customer.name×2 solution.by×2 | chosen"])?;
    p.hx.promises("HX-6", &["first_response |  | service 7200 | stated", "next_response |  | service 7200 | chosen"])?;
    let due = |notice| p.hx.due(&mail(), FirstResponse, &[event(notice, Received)]);
    same("in the evening", due("2026-11-20T20:00:00+08:00"), "Mon 2026-11-23 10:00:00".to_owned())?;
    same("on a Saturday", due("2026-11-21T12:00:00+08:00"), "Mon 2026-11-23 11:00:00".to_owned())
}

/// Solution within 24 hours, 48 for complex problems, on days that have an opening.
fn hx_7_solution_within_24_or_48_hours(p: &Packs) -> Check {
    p.hx.rests("HX-7", "1.2", &["choice complexity: general | stated", "choice complexity: complex | stated"])?;
    p.hx.promises(
        "HX-7",
        &[
            "solution | complexity general | elapsed 86400 on service, pauses | stated",
            "solution | complexity complex | elapsed 172800 on service, pauses | stated",
        ],
    )?;
    let call = Facts { channel: Channel::Telephone, ..mail() };
    let due = |facts: &Facts, notice| p.hx.due(facts, Solution, &[event(notice, Received)]);
    same("Friday 10:00", due(&call, "2026-11-20T10:00:00+08:00"), "Mon 2026-11-23 10:00:00".to_owned())?;
    same("Friday 21:30", due(&call, "2026-11-20T21:30:00+08:00"), "Tue 2026-11-24 09:00:00".to_owned())?;
    let complex = Facts { complexity: Complexity::Complex, ..call };
    same("complex", due(&complex, "2026-11-20T10:00:00+08:00"), "Tue 2026-11-24 10:00:00".to_owned())
}

/// Customisation and wholesale by e-mail: a professional solution within 8 hours; other general mail too
/// (chosen).
fn hx_8_solution_by_mail_within_eight_service_hours(p: &Packs) -> Check {
    p.hx.rests("HX-8", "2.3", &[])?;
    p.hx.promises("HX-8", &["solution | channel mail, category customisation wholesale | service 28800, pauses | stated", "solution | channel mail, category unclassified product_quality delivery use order suggestion other, complexity general | service 28800, pauses | chosen"])?;
    let wholesale = Facts { category: Some(Category::Wholesale), ..mail() };
    let due = p.hx.due(&wholesale, Solution, &[event("2026-11-20T15:00:00+08:00", Received)]);
    same("Friday 15:00", due, "Mon 2026-11-23 11:00:00".to_owned())
}

/// Telephone, video, e-mail, remote, on-site; a remote password is never kept.
fn hx_9_channels(p: &Packs) -> Check {
    p.hx.rests(
        "HX-9",
        "2.3",
        &[
            "choice channel: telephone | stated",
            "choice channel: mail | stated",
            "choice channel: remote | stated",
            "choice channel: on_site | stated",
            "choice channel: chat | chosen",
            "choice channel: web | chosen",
            "rule remote_secrets_never: on | chosen",
        ],
    )?;
    same("remote secrets", p.hx.pack.holds(Flag::RemoteSecretsNever), true)
}

/// Roles with their contacts.
fn hx_10_organisation_is_published(p: &Packs) -> Check {
    p.hx.rests(
        "HX-10",
        "2.2",
        &[
            "contact 0: service@example.com +86 20 5550 0100 | chosen",
            "contact 1: marketing@example.com +86 20 5550 0102 | chosen",
        ],
    )
}

/// Recorded, classified, passed on by type and urgency.
fn hx_11_problems_are_classified_and_go_to_a_group_by_type_and_urgency(p: &Packs) -> Check {
    p.hx.rests("HX-11", "2.3", &["choice category: product_quality | chosen", "choice category: delivery | chosen", "choice category: use | chosen", "choice category: order | chosen", "choice category: other | chosen", "choice urgency: low | chosen", "choice urgency: normal | chosen", "choice urgency: high | chosen", "choice urgency: stopped | chosen", "group technical: technical@example.com +86 20 5550 0101 | stated", "group service: service@example.com +86 20 5550 0100 | stated", "template ask_details: ask_details agent.name×2 brand.name×2 case.number×2 case.subject×2 contact.phone×2 customer.name×2 missing.details×2 | chosen"])?;
    p.hx.decides("HX-11", &["routing routing | category product_quality use, urgency low normal | alert normal, group technical | chosen", "routing routing | category product_quality use, urgency high stopped | alert at_once, group technical | chosen", "routing routing | category unclassified delivery order suggestion other, urgency low normal | alert normal, group service | chosen", "routing routing | category unclassified delivery order suggestion other, urgency high stopped | alert at_once, group service | chosen"])?;
    let offered: Vec<Category> = p.hx.pack.categories();
    same("offered", offered.len(), 8)?;
    let routed = p.hx.decide("category use, urgency stopped", Dates::default(), "2026-11-20");
    let answer = routed.answer(Decides::Routing);
    same("alert", answer.and_then(|answer| answer.alert), Some(Urge::AtOnce))
}

/// The Customer Information Processing Form, before a telephone case is closed.
fn hx_12_a_telephone_case_is_filed_as_its_form(p: &Packs) -> Check {
    p.hx.rests(
        "HX-12",
        "2.3",
        &["rule form_before_close: on | chosen", "form customer_information: to_close (channel telephone) | stated"],
    )?;
    same("before closing", p.hx.pack.holds(Flag::FormBeforeClose), true)
}

/// Mails go to marketing or design.
fn hx_13_customisation_and_wholesale_go_to_design_or_marketing(p: &Packs) -> Check {
    p.hx.rests(
        "HX-13",
        "2.3",
        &[
            "choice category: customisation | stated",
            "choice category: wholesale | stated",
            "group marketing: marketing@example.com +86 20 5550 0102 | stated",
            "group design: design@example.com +86 20 5550 0103 | stated",
        ],
    )?;
    p.hx.decides(
        "HX-13",
        &[
            "routing routing | category customisation, urgency low normal | alert normal, group design | chosen",
            "routing routing | category customisation, urgency high stopped | alert at_once, group design | chosen",
            "routing routing | category wholesale, urgency low normal | alert normal, group marketing | chosen",
            "routing routing | category wholesale, urgency high stopped | alert at_once, group marketing | chosen",
        ],
    )
}

/// Both survey forms are the pack's.
fn hx_14_two_survey_forms(p: &Packs) -> Check {
    p.hx.rests("HX-14", "2.4", &["form service_survey: offered | stated", "form project_survey: offered | stated"])
}

/// First-time customers are surveyed.
fn hx_15_first_survey_within_seven_days(p: &Packs) -> Check {
    p.hx.rests("HX-15", "2.4", &["survey first: 7 days | chosen"])?;
    same("days", p.hx.pack.surveys.first.as_ref().map(|first| first.days), Some(7))
}

/// Business and delivery management visit and collect.
fn hx_16_two_centres_visit_customers(p: &Packs) -> Check {
    p.hx.rests(
        "HX-16",
        "2.4",
        &[
            "choice category: suggestion | stated",
            "group business_management: business@example.com | stated",
            "group delivery_management: delivery@example.com | stated",
        ],
    )
}

/// At least once in six months; planned 14 days before.
fn hx_17_long_term_customers_every_six_months(p: &Packs) -> Check {
    p.hx.rests(
        "HX-17",
        "2.4",
        &[
            "survey periodic: 6 months | stated",
            "survey plan_days: 14 days | stated",
            "survey long_term_orders: 2 orders | stated",
            "survey long_term_months: 24 months | stated",
        ],
    )
}

/// From contract to receipt, later by arrangement.
fn hx_18_the_period_never_blocks_service(p: &Packs) -> Check {
    p.hx.rests("HX-18", "3.1", &["rule serve_without_contract: on | stated", "number reopen_days: 14 days | chosen"])?;
    same("served", p.hx.pack.holds(Flag::ServeWithoutContract), true)?;
    same("reopens", p.hx.pack.number(Number::ReopenDays), Some(14))
}

/// Design, material, workmanship in warranty: free, freight ours (chosen).
fn hx_19_defects_in_warranty_are_free(p: &Packs) -> Check {
    p.hx.rests("HX-19", "3.2", &["template repair_status: repair_status agent.name×2 brand.name×2 case.number×2 case.subject×2 customer.name×2 repair.status×2 | chosen"])?;
    p.hx.decides("HX-19", &["liability liability | cause design material workmanship, warranty in | party us | stated", "liability liability | cause our_error | party us | chosen", "charge charge | service repair inspection replacement on_site, cause design material workmanship, warranty in | charge free, labour false | stated", "charge charge | service repair inspection replacement on_site, cause our_error | charge free, labour false | chosen", "freight freight | cause design material workmanship, warranty in | payer us | chosen", "freight freight | cause our_error | payer us | chosen", "remedies remedies | cause design material workmanship, warranty in | remedies repair parts replacement next_shipment credit_note | chosen", "remedies remedies | cause our_error | remedies exchange replacement next_shipment credit_note refund | chosen", "step step | cause design material workmanship, warranty in | step serve_free | stated", "step step | cause our_error | step serve_free | chosen"])?;
    let dates = Dates { received_on: Some(day("2026-03-10")), ..Dates::default() };
    let verdict = p.hx.decide("cause material, service repair", dates, "2026-11-20");
    same("charge", verdict.answer(Decides::Charge).and_then(|a| a.charge), Some(Charge::Free))?;
    let freight: Vec<_> = verdict.decisions.iter().filter(|d| d.decides == Decides::Freight).map(|d| d.leg).collect();
    same("both ways are told", freight, vec![Some("to_us"), Some("to_customer")])
}

/// Transport, human factors, environment, improper use: inspection and maintenance cost is charged.
fn hx_20_outside_causes_are_charged_by_inspection_and_repair(p: &Packs) -> Check {
    p.hx.rests("HX-20", "3.2", &[])?;
    p.hx.decides("HX-20", &["liability liability | cause transport human environment | party customer | stated", "liability liability | cause improper_use modification, warranty out | party customer | stated", "liability liability | cause force_majeure outside | party nobody | chosen", "charge charge | service repair inspection replacement on_site, cause transport human environment, warranty in | charge inspection_and_repair, labour false | stated", "charge charge | service repair inspection replacement on_site, cause force_majeure outside, warranty in | charge inspection_and_repair, labour false | chosen", "freight freight | cause transport human environment improper_use modification force_majeure outside | payer customer | chosen", "remedies remedies | cause transport | remedies repair parts carrier_claim | chosen", "remedies remedies | cause human environment force_majeure outside | remedies repair parts guidance | chosen", "step step | cause transport human environment force_majeure outside | step quote | chosen"])
}

/// Telephone support free, necessary costs only, labour waived for life.
fn hx_21_after_the_period_only_necessary_costs_and_never_labour(p: &Packs) -> Check {
    p.hx.rests("HX-21", "3.3", &["rule labour_free: on | stated"])?;
    p.hx.decides("HX-21", &["liability liability | cause design material workmanship, warranty out | party customer | stated", "charge charge | service telephone, warranty out | charge free, labour false | stated", "charge charge | service telephone, warranty in | charge free, labour false | chosen", "charge charge | service guidance | charge free, labour false | chosen", "charge charge | service repair inspection replacement on_site, cause design material workmanship transport human environment improper_use modification, warranty out | charge necessary_costs, labour false | stated", "charge charge | service repair inspection replacement on_site, cause force_majeure outside, warranty out | charge necessary_costs, labour false | stated", "freight freight | cause design material workmanship, warranty out | payer customer | chosen", "remedies remedies | cause design material workmanship, warranty out | remedies repair parts guidance | chosen", "step step | cause design material workmanship, warranty out | step quote | chosen"])?;
    same("rule", p.hx.pack.holds(Flag::LabourFree), true)?;
    let charge = p.hx.pack.table("charge").ok_or("no charges")?;
    same("labour", charge.rows.iter().all(|row| row.answer.labour == Some(false)), true)
}

/// The warranty period (no length given): 12 months from receipt, chosen.
fn hx_22_warranty_is_twelve_months_from_receipt(p: &Packs) -> Check {
    p.hx.rests(
        "HX-22",
        "3.2",
        &["warranty pauses: off | chosen", "warranty from_receipt: 12 months from received | chosen"],
    )?;
    let covered = |received: &str, on: &str| {
        let repair = PastRepair { received_on: day(received), sent_back_on: Some(day(on)), in_warranty: true };
        let dates = Dates { received_on: Some(day(received)), repairs: vec![repair], ..Dates::default() };
        p.hx.decide("", dates, on).warranty.map(|warranty| (warranty.covered, warranty.last_day))
    };
    same("last day", covered("2026-08-31", "2027-08-31"), Some((Covered::In, Some(day("2027-08-31")))))?;
    same("a day later", covered("2026-08-31", "2027-09-01"), Some((Covered::Out, Some(day("2027-08-31")))))?;
    same("end of month", covered("2024-02-29", "2025-02-28"), Some((Covered::In, Some(day("2025-02-28")))))
}
