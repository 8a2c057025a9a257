//! What the TOML library and serde say of a slip, as codes with values.
//!
//! They speak in English sentences and have no codes, so their sentences are taken apart here. What is not recognised keeps the
//! code of its kind; their words stay beside every code as `detail`.

use super::{Code, Found};
use crate::policy::fact::Fact;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::Error;

type Args = BTreeMap<&'static str, String>;

/// A slip of the text as TOML.
pub(super) fn syntax(text: &str, error: &Error) -> Found {
    const UNQUOTED: &str = "string values must be quoted";
    let (at, message) = (error.span(), error.message());
    let stands = at.clone().and_then(|at| text.get(at)).unwrap_or_default().trim();
    // What is too much is pointed to by its beginning alone.
    let next = at.as_ref().and_then(|at| text.get(at.start..)).unwrap_or_default();
    let word = next.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let shown = if stands.is_empty() && message.starts_with("unexpected") { word } else { stands };
    let arg = |name: &'static str, value: &str| Args::from([(name, value.chars().take(40).collect())]);
    let (code, args) = match message {
        _ if message.starts_with("duplicate key") => (Code::DuplicateKey, arg("key", shown)),
        _ if at.is_none() => (Code::Syntax, Args::new()),
        _ if !shown.is_empty() && message.starts_with(UNQUOTED) => (Code::Unquoted, arg("found", shown)),
        _ if !shown.is_empty() => (Code::Unexpected, arg("found", shown)),
        _ if message.starts_with(UNQUOTED) => (Code::Unfinished, arg("wanted", "value")),
        _ => (Code::Unfinished, arg("wanted", literal(message).unwrap_or("nothing"))),
    };
    found(at, code, args, error)
}

/// The one thing that is expected, where it is one and is quoted as it is written.
fn literal(message: &str) -> Option<&str> {
    let (_, expected) = message.split_once(", expected `")?;
    expected.strip_suffix('`').filter(|literal| !literal.contains('`') && !literal.is_empty())
}

/// A slip of the TOML as a pack.
pub(super) fn shape(error: &Error) -> Found {
    let message = error.message();
    let names = quoted(message);
    let list = |names: &[&str]| names.join(", ");
    let arg = |name: &'static str, value: &str| (name, value.to_owned());
    let (code, args): (Code, Args) = match (kind(message), names.as_slice()) {
        (Kind::Missing, [key, ..]) => (Code::Missing, [arg("key", key)].into()),
        (Kind::Twice, [key, ..]) => (Code::DuplicateKey, [arg("key", key)].into()),
        (Kind::Key, [key, known @ ..]) => (Code::UnknownKey, [arg("key", key), ("known", list(known))].into()),
        (Kind::Word, [word, known @ ..]) => (Code::UnknownWord, [arg("word", word), ("known", list(known))].into()),
        (Kind::Amount, [kind, takes @ ..]) => (Code::Amount, [arg("kind", kind), ("takes", list(takes))].into()),
        (Kind::Type, _) => {
            let (is, wanted) = message.split_once(", expected ").unwrap_or(("", message));
            let is = is.trim_start_matches("invalid type: ");
            (Code::WrongType, [arg("found", sort(is)), arg("wanted", sort(wanted))].into())
        }
        (Kind::Value, [value, ..]) => match range(message) {
            Some((least, most)) => {
                (Code::OutOfRange, [arg("value", value), arg("least", least), arg("most", most)].into())
            }
            None => (Code::Shape, Args::new()),
        },
        (Kind::Fact, _) => match message.split_once(" has no value ") {
            Some((key, "")) => {
                let all: Vec<&str> = Fact::ALL.iter().map(|fact| fact.word()).collect();
                (Code::UnknownKey, [arg("key", key), ("known", list(&all))].into())
            }
            Some((fact, word)) => (Code::NoWord, [arg("fact", fact), arg("word", word)].into()),
            None => (Code::Shape, Args::new()),
        },
        _ => (Code::Shape, Args::new()),
    };
    found(error.span(), code, args, error)
}

fn found(at: Option<Range<usize>>, code: Code, mut args: Args, error: &Error) -> Found {
    args.insert("detail", error.message().to_owned());
    Found { span: at.unwrap_or(0..0), code, args, input: Vec::new() }
}

/// What a sentence says, by its beginning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Missing,
    Twice,
    Key,
    Word,
    Amount,
    Type,
    Value,
    Fact,
    Other,
}

/// Whether this says that something is missing in the entry it points to.
pub(super) fn is_missing(error: &Error) -> bool {
    kind(error.message()) == Kind::Missing
}

fn kind(message: &str) -> Kind {
    match message {
        m if m.starts_with("missing field") => Kind::Missing,
        m if m.starts_with("duplicate field") => Kind::Twice,
        m if m.starts_with("unknown field") => Kind::Key,
        m if m.starts_with("unknown variant") || m.starts_with("unknown kind") => Kind::Word,
        m if m.ends_with("and no other amount") => Kind::Amount,
        m if m.starts_with("invalid type: ") || m.starts_with("wanted ") => Kind::Type,
        m if m.starts_with("invalid value: ") => Kind::Value,
        m if m.contains(" has no value ") || m.ends_with(" has no value") => Kind::Fact,
        _ => Kind::Other,
    }
}

/// The names between backquotes, in their order.
fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// The sort of value that words of serde mean: `text`, `number`, `flag`, `list`, `table`, `word`, `day` or `other`.
fn sort(words: &str) -> &'static str {
    const SORTS: [(&str, &[&str]); 7] = [
        ("word", &["string or table", "variant"]),
        ("day", &["date", "RFC 3339"]),
        ("text", &["string", "character"]),
        ("number", &["integer", "floating", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f64", "usize"]),
        ("flag", &["boolean"]),
        ("list", &["sequence", "array", "tuple"]),
        ("table", &["map", "struct", "table"]),
    ];
    SORTS.iter().find(|(_, all)| all.iter().any(|word| words.contains(word))).map_or("other", |(sort, _)| sort)
}

/// From which to which number serde takes, by the type it expected.
fn range(message: &str) -> Option<(&'static str, &'static str)> {
    match message.rsplit_once(", expected ")?.1 {
        "u8" => Some(("0", "255")),
        "u16" => Some(("0", "65535")),
        "u32" => Some(("0", "4294967295")),
        "u64" | "usize" => Some(("0", "18446744073709551615")),
        _ => None,
    }
}
