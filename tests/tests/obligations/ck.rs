//! The electronics maker (document 003).

use super::packs::{Check, Packs, day, event, mail, same};
use aftercare_core::clock::ClockName::{Repair, ReturnSending};
use aftercare_core::clock::Happening::{RepairAgreed, ReturnConfirmed};
use aftercare_core::policy::rules::{Flag, Number};
use aftercare_core::policy::{Covered, Dates, Fact, Needed, PastRepair, Returning};

/// Everything that a return of sound goods must be.
const GOOD: &str =
    "failure none, completeness complete, damage none, activation unused, resale fit, proof valid, labels intact";

/// The same but for these facts.
fn but(other: &str) -> String {
    let fact = |part: &str| part.split(' ').next().map(str::to_owned);
    let others: Vec<_> = other.split(", ").map(fact).collect();
    let rest = GOOD.split(", ").filter(|part| !others.contains(&fact(part)));
    rest.chain(other.split(", ")).collect::<Vec<_>>().join(", ")
}

/// Received on the first of November, asked for on this day.
fn asked(requested: &str) -> Dates {
    Dates { received_on: Some(day("2026-11-01")), requested_on: Some(day(requested)), ..Dates::default() }
}

fn returning<'a>(p: &'a Packs, facts: &str, requested: &str) -> Option<Returning<'a>> {
    p.ck.decide(facts, asked(requested), "2026-12-20").returning
}

fn refused<'a>(table: &'a str, clause: &'a str) -> Option<Returning<'a>> {
    Some(Returning::Refused { because: vec![(table, clause)] })
}

obligations! {
    ck_1_return_within_seven_days_unused_and_complete,
    ck_2_return_within_seven_days_on_a_failure,
    ck_3_seven_grounds_exclude_a_return,
    ck_4_warranty_240_days_from_shipment_or_180_from_purchase,
    ck_5_only_faults_of_the_goods_themselves,
    ck_6_sixty_days_more_after_a_repair_out_of_warranty,
    ck_7_freight_by_leg,
    ck_8_contact_operation_send_in_quote_consent_payment,
    ck_9_repaired_within_three_working_days,
    ck_10_service_centre_and_invoicing,
}

/// Within 7 natural days of receipt: no defect, complete, no man-made damage, unactivated, fit to sell again.
fn ck_1_return_within_seven_days_unused_and_complete(p: &Packs) -> Check {
    p.ck.rests("CK-1", "0", &["choice category: return | stated", "return window: 7 days from received | stated"])?;
    p.ck.decides(
        "CK-1",
        &[
            "return return_time | return_time in_time | fits true | stated",
            "return return_activation | failure none, activation unused | fits true | stated",
            "return return_activation | failure none, activation activated | fits false | stated",
            "return return_resale | failure none, resale fit | fits true | stated",
            "return return_resale | failure none, resale unfit | fits false | stated",
            "return return_complete | completeness complete | fits true | stated",
            "return return_damage | damage none | fits true | stated",
            "return return_misuse | failure none | fits true | stated",
        ],
    )?;
    same("last day", returning(p, GOOD, "2026-11-08"), Some(Returning::Allowed))?;
    same("a day later", returning(p, GOOD, "2026-11-09"), refused("return_time", "CK-3"))?;
    same("used", returning(p, &but("activation activated"), "2026-11-08"), refused("return_activation", "CK-1"))?;
    same("unfit", returning(p, &but("resale unfit"), "2026-11-08"), refused("return_resale", "CK-1"))
}

/// A performance failure that is not man-made.
fn ck_2_return_within_seven_days_on_a_failure(p: &Packs) -> Check {
    p.ck.rests("CK-2", "0", &[])?;
    p.ck.decides("CK-2", &["return return_activation | failure performance | fits true | stated", "return return_resale | failure performance | fits true | stated", "return return_misuse | failure performance, cause design material workmanship software our_error | fits true | stated", "return return_misuse | failure performance, cause transport outside undetermined | fits true | chosen"])?;
    let failing = format!("{}, cause workmanship", but("failure performance, activation activated, resale unfit"));
    same("last day", returning(p, &failing, "2026-11-08"), Some(Returning::Allowed))?;
    same("a day later", returning(p, &failing, "2026-11-09"), refused("return_time", "CK-3"))?;
    let open = Some(Returning::NeedsFacts { needs: vec![Needed::Fact(Fact::Cause)] });
    same("not inspected", returning(p, &but("failure performance"), "2026-11-08"), open)
}

/// Each ground is a rule of its own; the last one is also a clock.
fn ck_3_seven_grounds_exclude_a_return(p: &Packs) -> Check {
    p.ck.rests("CK-3", "0", &["return sending: 7 days from confirmed | stated", "template ask_details: ask_details agent.name×2 brand.name×2 case.number×2 contact.phone×2 customer.name×2 missing.details×2 | chosen"])?;
    p.ck.promises("CK-3", &["return_sending |  | natural_days 7 | stated"])?;
    p.ck.decides("CK-3", &["liability liability | cause human environment improper_use modification | party customer | chosen", "liability liability | cause force_majeure | party nobody | chosen", "return return_time | return_time late | fits false | stated", "return return_complete | completeness incomplete | fits false | stated", "return return_damage | damage man_made | fits false | stated", "return return_damage | damage force_majeure | fits false | stated", "return return_misuse | failure performance, cause human environment improper_use modification | fits false | stated", "return return_misuse | failure performance, cause force_majeure | fits false | stated", "return return_proof | proof valid | fits true | stated", "return return_proof | proof none | fits false | stated", "return return_proof | proof forged | fits false | stated", "return return_labels | labels intact | fits true | stated", "return return_labels | labels altered | fits false | stated", "return return_sending | sending_time in_time | fits true | stated", "return return_sending | sending_time late | fits false | stated"])?;
    let grounds = [
        ("completeness incomplete", "return_complete"),
        ("damage man_made", "return_damage"),
        ("proof none", "return_proof"),
        ("proof forged", "return_proof"),
        ("labels altered", "return_labels"),
        ("damage force_majeure", "return_damage"),
    ];
    for (ground, table) in grounds {
        same(ground, returning(p, &but(ground), "2026-11-08"), refused(table, "CK-3"))?;
    }
    for cause in ["improper_use", "modification", "human", "environment", "force_majeure"] {
        let failing = format!("{}, cause {cause}", but("failure performance"));
        same(cause, returning(p, &failing, "2026-11-08"), refused("return_misuse", "CK-3"))?;
    }
    let sent = |sent: &str| {
        let confirmed =
            Dates { confirmed_on: Some(day("2026-11-10")), sent_on: Some(day(sent)), ..asked("2026-11-08") };
        p.ck.decide(GOOD, confirmed, "2026-12-20").returning
    };
    same("sent on the last day", sent("2026-11-17"), Some(Returning::Allowed))?;
    same("sent a day later", sent("2026-11-18"), refused("return_sending", "CK-3"))?;
    let confirmed = [event("2026-11-16T10:00:00+08:00", ReturnConfirmed)];
    same("the clock", p.ck.due(&mail(), ReturnSending, &confirmed), "Mon 2026-11-23 23:59:59".to_owned())
}

/// Whether there is proof decides which holds, not the later date; both are shown, last days included.
fn ck_4_warranty_240_days_from_shipment_or_180_from_purchase(p: &Packs) -> Check {
    p.ck.rests(
        "CK-4",
        "I",
        &[
            "warranty pauses: off | chosen",
            "warranty with_proof: 180 days from purchased (proof valid) | stated",
            "warranty without_proof: 240 days from shipped (proof none forged) | stated",
        ],
    )?;
    p.ck.decides(
        "CK-4",
        &["liability liability | cause design material workmanship software, warranty out | party customer | stated"],
    )?;
    let dates =
        Dates { shipped_on: Some(day("2026-02-01")), purchased_on: Some(day("2026-03-02")), ..Dates::default() };
    let covered = |facts: &str, on: &str| {
        let warranty = p.ck.decide(facts, dates.clone(), on).warranty;
        warranty.map(|w| (w.covered, w.last_day, w.spans.iter().filter_map(|span| span.last_day).collect::<Vec<_>>()))
    };
    let (with, without) = (day("2026-08-29"), day("2026-09-29"));
    let both = vec![with, without];
    same("last day", covered("proof valid", "2026-08-29"), Some((Covered::In, Some(with), both.clone())))?;
    same("a day later", covered("proof valid", "2026-08-30"), Some((Covered::Out, Some(with), both.clone())))?;
    for proof in ["proof none", "proof forged"] {
        same(proof, covered(proof, "2026-09-29"), Some((Covered::In, Some(without), both.clone())))?;
        same(proof, covered(proof, "2026-09-30"), Some((Covered::Out, Some(without), both.clone())))?;
    }
    let repair =
        PastRepair { received_on: day("2026-05-01"), sent_back_on: Some(day("2026-05-20")), in_warranty: true };
    let repaired = Dates { repairs: vec![repair], ..dates.clone() };
    let warranty = p.ck.decide("proof valid", repaired, "2026-08-30").warranty;
    same("a repair adds nothing", warranty.map(|w| w.covered), Some(Covered::Out))
}

/// As tested by technicians.
fn ck_5_only_faults_of_the_goods_themselves(p: &Packs) -> Check {
    p.ck.rests("CK-5", "I", &["group technicians: repair@example.com | stated"])?;
    p.ck.decides("CK-5", &["liability liability | cause design material workmanship, warranty in | party us | stated", "liability liability | cause software, warranty in | party us | chosen", "liability liability | cause our_error | party us | chosen", "liability liability | cause outside | party nobody | chosen", "liability liability | cause undetermined | party undetermined | chosen", "charge charge | service repair inspection replacement, cause our_error | charge free, labour false | chosen", "charge charge | service repair inspection replacement, cause design material workmanship, warranty in | charge free, labour false | stated", "charge charge | service repair inspection replacement, cause software, warranty in | charge free, labour false | chosen", "charge charge | service repair inspection replacement, cause transport human environment improper_use modification force_majeure outside, warranty in | charge inspection_and_repair, labour true | chosen", "charge charge | service repair inspection replacement, cause undetermined, warranty in | charge settle_later | chosen", "remedies remedies | cause design material workmanship software, warranty in | remedies repair return replacement | chosen", "remedies remedies | cause our_error | remedies exchange replacement return refund | chosen", "step step | category unclassified product_quality return technical payment other, cause design material workmanship software, warranty in | step serve_free | stated", "step step | category unclassified product_quality return technical payment other, cause our_error | step serve_free | chosen"])
}

/// From the day it is sent back; last day included; paid or free.
fn ck_6_sixty_days_more_after_a_repair_out_of_warranty(p: &Packs) -> Check {
    p.ck.rests("CK-6", "I", &["warranty extension: 60 days | stated"])?;
    p.ck.decides("CK-6", &["remedies remedies | cause design material workmanship software, warranty out | remedies repair guidance | chosen"])?;
    let covered = |in_warranty: bool, on: &str| {
        let received_on = day("2026-09-20");
        let repair = PastRepair { received_on, sent_back_on: Some(day("2026-10-01")), in_warranty };
        let dates = Dates { purchased_on: Some(day("2026-03-02")), repairs: vec![repair], ..Dates::default() };
        p.ck.decide("proof valid", dates, on).warranty.map(|warranty| (warranty.covered, warranty.last_day))
    };
    same("last day", covered(false, "2026-11-30"), Some((Covered::In, Some(day("2026-11-30")))))?;
    same("a day later", covered(false, "2026-12-01"), Some((Covered::Out, Some(day("2026-11-30")))))?;
    same("a repair in warranty", covered(true, "2026-10-02"), Some((Covered::Out, Some(day("2026-08-29")))))
}

/// Damage not from product quality in warranty: the customer pays the return; software upgrade: both ways.
fn ck_7_freight_by_leg(p: &Packs) -> Check {
    p.ck.rests("CK-7", "III", &["choice category: technical | stated"])?;
    p.ck.decides("CK-7", &["liability liability | cause transport | party carrier | chosen", "charge charge | service software_upgrade | charge free, labour false | chosen", "freight freight | service software_upgrade | payer customer | stated", "freight freight | service telephone guidance repair inspection replacement, cause our_error | payer us | chosen", "freight freight | leg to_customer, service telephone guidance repair inspection replacement, cause design material workmanship software, warranty in | payer us | chosen", "freight freight | leg to_us, service telephone guidance repair inspection replacement, cause design material workmanship software, warranty in | payer customer | chosen", "freight freight | leg to_customer, service telephone guidance repair inspection replacement, cause transport human environment improper_use modification force_majeure outside, warranty in | payer customer | stated", "freight freight | leg to_us, service telephone guidance repair inspection replacement, cause transport human environment improper_use modification force_majeure outside, warranty in | payer customer | chosen", "freight freight | service telephone guidance repair inspection replacement, cause undetermined, warranty in | payer as_agreed | chosen", "freight freight | service telephone guidance repair inspection replacement, cause design material workmanship software transport human environment improper_use modification force_majeure outside undetermined, warranty out | payer customer | chosen", "remedies remedies | cause transport | remedies repair carrier_claim | chosen", "routing routing | category technical, urgency low normal | alert normal, group technicians | chosen", "routing routing | category technical, urgency high stopped | alert at_once, group technicians | chosen"])
}

/// The way of a repair; consent and payment bind charged ones only.
fn ck_8_contact_operation_send_in_quote_consent_payment(p: &Packs) -> Check {
    p.ck.rests("CK-8", "IV", &["choice category: product_quality | stated", "choice category: use | stated", "choice category: other | chosen", "choice urgency: low | chosen", "choice urgency: normal | chosen", "choice urgency: high | chosen", "choice complexity: general | chosen", "choice channel: telephone | stated", "choice channel: mail | stated", "choice channel: chat | stated", "choice channel: web | chosen", "group service: service@example.com +86 791 5550 0100 | stated", "rule consent_before_charged_repair: on | stated", "rule payment_before_return: on | stated", "number reopen_days: 14 days | chosen", "template reply: reply agent.name×2 brand.name×2 case.number×2 case.subject×4 contact.phone×2 customer.name×2 | chosen", "template send_in: return_instructions agent.name×2 brand.name×2 case.number×2 contact.address×2 contact.phone×2 customer.name×2 return.number×2 | stated", "template repair_status: repair_status agent.name×2 brand.name×2 case.number×2 contact.phone×2 customer.name×2 repair.status×2 | stated", "form repair_intake: offered | stated"])?;
    p.ck.promises(
        "CK-8",
        &["first_response |  | business_days 1 | chosen", "next_response |  | business_days 1 | chosen"],
    )?;
    p.ck.decides("CK-8", &["charge charge | service telephone guidance | charge free, labour false | chosen", "charge charge | service repair inspection replacement, cause design material workmanship software transport human environment improper_use modification force_majeure outside undetermined, warranty out | charge inspection_and_repair, labour true | chosen", "remedies remedies | cause human environment improper_use modification force_majeure outside | remedies repair guidance | chosen", "remedies remedies | cause undetermined | remedies guidance repair negotiation | chosen", "routing routing | category unclassified product_quality use return other, urgency low normal | alert normal, group service | stated", "routing routing | category unclassified product_quality use return other, urgency high stopped | alert at_once, group service | chosen", "step step | category use | step guide | stated", "step step | category unclassified product_quality return technical payment other, cause undetermined | step send_in | stated", "step step | category unclassified product_quality return technical payment other, cause design material workmanship software, warranty out | step quote | stated", "step step | category unclassified product_quality return technical payment other, cause transport human environment improper_use modification force_majeure outside | step quote | stated"])?;
    same("consent", p.ck.pack.holds(Flag::ConsentBeforeChargedRepair), true)?;
    same("payment", p.ck.pack.holds(Flag::PaymentBeforeReturn), true)?;
    same("reopens", p.ck.pack.number(Number::ReopenDays), Some(14))
}

/// After the confirmed need.
fn ck_9_repaired_within_three_working_days(p: &Packs) -> Check {
    p.ck.rests("CK-9", "IV", &["calendar service: Asia/Shanghai cn make-up 09:00-18:00 week 09:00-18:00 09:00-18:00 09:00-18:00 09:00-18:00 09:00-18:00 - - | chosen"])?;
    p.ck.promises("CK-9", &["repair |  | business_days 3 | stated"])?;
    let agreed = [event("2026-09-30T15:00:00+08:00", RepairAgreed)];
    same("over the holidays", p.ck.due(&mail(), Repair, &agreed), "Sat 2026-10-10 18:00:00".to_owned())
}

/// Address and invoicing contact.
fn ck_10_service_centre_and_invoicing(p: &Packs) -> Check {
    p.ck.rests(
        "CK-10",
        "V",
        &[
            "choice category: payment | stated",
            "group invoicing: invoice@example.com +86 791 5550 0101 | stated",
            "contact 0: service@example.com +86 791 5550 0100 | chosen",
            "contact 1: invoice@example.com +86 791 5550 0101 | chosen",
        ],
    )?;
    p.ck.decides(
        "CK-10",
        &[
            "routing routing | category payment, urgency low normal | alert normal, group invoicing | stated",
            "routing routing | category payment, urgency high stopped | alert at_once, group invoicing | chosen",
        ],
    )
}
