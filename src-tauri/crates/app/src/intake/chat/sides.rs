//! Who of a chat is the desk, as far as one can guess. The person who imports it sees the guess and says otherwise.

use crate::api::ApiError;
use crate::desk::State;
use aftercare_core::ids::StaffId;
use aftercare_core::journal::Hash;
use aftercare_mail::chat::{ChatSort, Said, identities};
use aftercare_store::Look;

/// Messages of one author that are looked up to learn whose they were the last time.
const TRIED: usize = 5;
/// A group of more is no talk with a customer.
const MOST: usize = 20;

/// The authors of a chat with the number of their messages, in the order in which they appear.
pub(super) fn authors(messages: &[Said]) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = Vec::new();
    for said in messages.iter().filter(|said| said.sort == ChatSort::Message) {
        let Some(author) = &said.author else { continue };
        match found.iter_mut().find(|(name, _)| name == author) {
            Some((_, count)) => *count += 1,
            None => found.push((author.clone(), 1)),
        }
    }
    found
}

/// The digits of a telephone number; none where it is none.
pub(super) fn digits(name: &str) -> Option<String> {
    let odd = |sign: char| !(sign.is_ascii_digit() || sign.is_whitespace() || "+-()./".contains(sign));
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 6 && !name.contains(odd)).then_some(digits)
}

/// The person of the desk whose name this is, also with more behind it: `Mei Lin (Aftercare)`.
pub(super) fn staff(state: &State, author: &str) -> Option<StaffId> {
    let found = state.staff.iter().find(|(_, staff)| begins_with(author, staff.name.as_str()));
    found.map(|(id, _)| *id)
}

fn begins_with(author: &str, name: &str) -> bool {
    let (author, name) = (author.to_lowercase(), name.trim().to_lowercase());
    let rest = author.strip_prefix(&name).filter(|_| !name.is_empty());
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Who seems to be the desk. `file` is the export's name, in which WhatsApp names the other side.
pub(super) async fn guess(
    look: &mut Look<'_>,
    state: &State,
    messages: &[Said],
    file: &str,
) -> Result<Vec<String>, ApiError> {
    let authors: Vec<String> = authors(messages).into_iter().map(|(name, _)| name).collect();
    let by_name: Vec<String> = authors.iter().filter(|author| is_desk(state, author)).cloned().collect();
    if !by_name.is_empty() || authors.len() > MOST {
        return Ok(by_name);
    }
    // Imported before: whoever was the desk then is it now.
    let mut before = Vec::new();
    for author in &authors {
        if was_desk(look, messages, author).await? {
            before.push(author.clone());
        }
    }
    if !before.is_empty() {
        return Ok(before);
    }
    let named = |author: &String| author.chars().count() > 1 && file.contains(author.as_str());
    Ok(match &authors[..] {
        [one, other] if named(one) && !named(other) => vec![other.clone()],
        [one, other] if named(other) && !named(one) => vec![one.clone()],
        _ => Vec::new(),
    })
}

/// Whether this is the name of somebody of the desk, of the house, or the desk's own number.
fn is_desk(state: &State, author: &str) -> bool {
    let Some(settings) = &state.settings else { return false };
    let phone = digits(&settings.phone);
    staff(state, author).is_some()
        || begins_with(author, &settings.house)
        || phone.is_some_and(|ours| digits(author).is_some_and(|theirs| same_line(&ours, &theirs)))
}

/// One may be written with the country's code and the other without, or with a zero instead.
fn same_line(one: &str, other: &str) -> bool {
    let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
    let (one, other) = (plain(one), plain(other));
    one.ends_with(&other) || other.ends_with(&one)
}

async fn was_desk(look: &mut Look<'_>, messages: &[Said], author: &String) -> Result<bool, ApiError> {
    let as_ours = identities(messages, std::slice::from_ref(author));
    let own = messages.iter().zip(as_ours).filter(|(said, _)| said.author.as_ref() == Some(author));
    for identity in own.filter_map(|(_, identity)| identity).take(TRIED) {
        if look.filed_message(&Hash(identity)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Mei Lin", "Mei Lin", true)]
    #[case("mei lin (Aftercare)", "Mei Lin", true)]
    #[case("Mei Linden", "Mei Lin", false)]
    #[case("售后小梅", "售后小梅", true)]
    #[case("Orla", "", false)]
    fn a_name_with_more_behind_it(#[case] author: &str, #[case] name: &str, #[case] same: bool) {
        assert_eq!(begins_with(author, name), same);
    }

    #[rstest]
    #[case("+353 1 555 0142", Some("35315550142"))]
    #[case("0571-5550 0163", Some("057155500163"))]
    #[case("Orla 2", None)]
    #[case("12", None)]
    fn a_name_that_is_a_number(#[case] name: &str, #[case] expected: Option<&str>) {
        assert_eq!(digits(name).as_deref(), expected);
    }

    #[test]
    fn a_number_is_the_same_with_and_without_its_country() {
        assert!(same_line("8657155500163", "057155500163"));
        assert!(!same_line("8657155500163", "057155500164"));
    }
}
