//! Packs as documents, their drafts and versions, verdicts. The calls stand in the list; what answers them comes next.

use crate::App;
use crate::api::policy::*;
use crate::api::{ApiError, ErrorCode};

fn later<T>() -> Result<T, ApiError> {
    Err(ApiError::new(ErrorCode::Internal).with("detail", "no answer to this call yet"))
}

macro_rules! later {
    ($($name:ident: $args:ty => $answer:ty;)*) => {
        impl App {
            $(pub(crate) async fn $name(&self, _: $args) -> Result<$answer, ApiError> {
                later()
            })*
        }
    };
}

later! {
    policies: () => PolicyList;
    policy: PolicyAsk => PolicyView;
    policy_diff: PolicyDiffAsk => PolicyDiff;
    check_policy: CheckPolicy => PolicyChecked;
    publish_preview: PublishAsk => PublishPreview;
    try_policy: TryPolicy => Tried;
    verdict: VerdictAsk => CaseVerdict;
    find_facts: FindFacts => ();
    save_policy_draft: SavePolicyDraft => ();
    drop_policy_draft: PolicyRef => ();
    publish_policy: PublishPolicy => ();
}
