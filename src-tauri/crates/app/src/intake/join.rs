//! Asks the store what core's threading rules want to know, and lets them decide.

use crate::api::ApiError;
use aftercare_core::ids::CaseId;
use aftercare_core::threading::{Clues, Join, Known, case_number_in, join};
use aftercare_store::Look;

/// The letters in front of a case's number.
pub(crate) const PREFIX: &str = "C";

/// Where a message belongs.
pub(crate) async fn place(look: &mut Look<'_>, clues: &Clues) -> Result<Join<CaseId>, ApiError> {
    let mut known = Known::<CaseId>::default();
    for id in clues.ancestors() {
        if let Some(case) = look.case_by_message_id(id).await? {
            known.messages.insert(id.to_owned(), case);
        }
    }
    if let Some(id) = &clues.message_id
        && let Some(case) = look.case_by_mention(id).await?
    {
        known.mentions.insert(id.clone(), case);
    }
    if let Some(number) = case_number_in(&clues.subject, PREFIX)
        && let Some(case) = look.case_by_number(number).await?
    {
        let addresses = look.case_addresses(case).await?;
        known.numbers.insert(number, (case, addresses));
    }
    Ok(join(clues, PREFIX, &known))
}
