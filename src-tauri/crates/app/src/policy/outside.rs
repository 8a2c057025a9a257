//! Packs for whoever has no desk at hand, as the command line: examined, asked, compared, and described.
//!
//! Everything here works on the text of a pack and nothing else. Left out: packs that a desk published, which are read
//! through its calls; where files come from and how answers are printed, which is the host's.

use super::say::Say;
use super::{reference, tried, view};
use crate::api::ApiError;
use crate::api::policy::{ChangeView, KnownFacts, MatterDays, PolicyProblem, Tried};
use aftercare_core::policy::{Book, DeclaredSort, Fact, Pack, check as examine};
use aftercare_core::time::Instant;
use chrono_tz::Tz;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pack that ships with the program.
#[derive(Clone, Debug, Serialize)]
pub struct Shipped {
    /// Such as `hx-leather`.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// In force from here on.
    pub effective: Instant,
    /// The document's number.
    pub document: String,
    /// For people, in the language that was asked for.
    pub name: String,
    /// Its exact text.
    #[serde(skip)]
    pub toml: &'static str,
}

/// The packs that ship with the program, by id and version.
#[must_use]
pub fn shipped(language: &str) -> Vec<Shipped> {
    let of = |toml: &'static str| {
        // The tests read them all.
        let pack = Pack::parse(toml).ok()?;
        let name = if language.starts_with("zh") { pack.name.zh } else { pack.name.en };
        let Pack { id, version, effective, document, .. } = pack;
        Some(Shipped { id, version, effective, document, name, toml })
    };
    let mut all: Vec<Shipped> = Book::builtin_texts().iter().filter_map(|toml| of(toml)).collect();
    all.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    all
}

/// Of all that are shipped the one that is meant: `hx-leather` in force at the instant, or `hx-leather-1`.
#[must_use]
pub fn named<'a>(all: &'a [Shipped], name: &str, at: Instant) -> Option<&'a Shipped> {
    let exact = all.iter().find(|pack| format!("{}-{}", pack.id, pack.version) == name);
    let versions = || all.iter().filter(|pack| pack.id == name);
    let in_force = || versions().filter(|pack| pack.effective <= at).max_by_key(|pack| (pack.effective, pack.version));
    exact.or_else(in_force).or_else(|| versions().min_by_key(|pack| pack.version))
}

/// A text, examined.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// The pack's id; none while something is wrong with it.
    pub pack: Option<String>,
    /// Its version.
    pub version: Option<u32>,
    /// Combinations that were walked; each has exactly one answer when there are no problems.
    pub combinations: usize,
    /// Everything that is wrong, in the order of the text.
    pub problems: Vec<Said<PolicyProblem>>,
}

/// Something with its sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Said<T> {
    /// For programs.
    #[serde(flatten)]
    pub of: T,
    /// For people.
    pub says: String,
}

/// Examines the text of a pack.
#[must_use]
pub fn check(text: &str, language: &str) -> Checked {
    let report = examine(text);
    let say = Say::of(language);
    let said = |problem| {
        let of = view::problem(problem);
        Said { says: say.problem(&of), of }
    };
    Checked {
        problems: report.problems.iter().map(said).collect(),
        combinations: report.combinations,
        version: report.pack.as_ref().map(|pack| pack.version),
        pack: report.pack.map(|pack| pack.id),
    }
}

/// The line that says how a text was found; `file` is what the person called it.
#[must_use]
pub fn summary(of: &Checked, file: &str, language: &str) -> String {
    let say = Say::of(language);
    match (&of.pack, of.version) {
        (Some(id), Some(version)) => {
            let args = [("id", id.clone()), ("version", version.to_string()), ("n", of.combinations.to_string())];
            say.say("policy-say-checked", &args)
        }
        _ => say.say("policy-say-problems", &[("file", file.to_owned()), ("n", of.problems.len().to_string())]),
    }
}

/// A matter to be explained: what is known of it. What nobody knows is left out, and the answer says whether it is needed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "Facts")]
pub struct Matter {
    /// Known facts, each with its word.
    #[schemars(schema_with = "words_by_fact")]
    pub facts: KnownFacts,
    /// What is declared for the time of the notice.
    #[schemars(with = "Vec<DeclaredSort>")]
    pub declared: Vec<String>,
    /// Known days, in the pack's zone.
    pub days: MatterDays,
    /// When the notice reached the house; deadlines count from here, and warranty and windows are asked on its day.
    pub notice: Option<Instant>,
}

/// What a pack says of a matter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Answer")]
pub struct Explained {
    /// The pack.
    pub pack: String,
    /// Its version.
    pub version: u32,
    /// Verdict, arithmetic and deadlines, for programs.
    pub tried: Tried,
    /// The same in words, a line each.
    pub words: Lines,
}

/// Lines in each language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Lines {
    /// English.
    pub en: Vec<String>,
    /// Simplified Chinese.
    pub zh: Vec<String>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The matter is not JSON, or has a key or a value that it cannot have.
    #[error("the facts can't be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Facts or words that there are not, each with those that there are.
    #[error("{}", .0.join("\n"))]
    Unknown(Vec<String>),
    /// Something is wrong with the pack.
    #[error("the pack has problems")]
    Problems(Box<Checked>),
    /// The desk's own reason.
    #[error("{}", .0.sentence("en"))]
    Refused(#[from] ApiError),
}

/// Reads a matter; everything that it cannot hold is named at once, with what it can.
///
/// # Errors
/// [`NoAnswer::Unreadable`], [`NoAnswer::Unknown`].
pub fn matter(json: &str) -> Result<Matter, NoAnswer> {
    let matter: Matter = serde_json::from_str(json)?;
    let mut unknown = Vec::new();
    let asked = || Fact::ALL.iter().filter(|fact| **fact != Fact::Declared);
    for (name, word) in &matter.facts {
        match Fact::of(name) {
            Some(Fact::Declared) => {
                unknown.push("declared states stand in \"declared\", not among the facts".to_owned())
            }
            Some(fact) if !fact.values().contains(&word.as_str()) => {
                unknown.push(format!("{name} can't be \"{word}\"; it is one of: {}", fact.values().join(", ")));
            }
            Some(_) => {}
            None => {
                let all: Vec<&str> = asked().map(|fact| fact.word()).collect();
                unknown.push(format!("there is no fact \"{name}\"; the facts are: {}", all.join(", ")));
            }
        }
    }
    let states = Fact::Declared.values();
    for word in matter.declared.iter().filter(|word| !states.contains(&word.as_str())) {
        unknown.push(format!("nobody can declare \"{word}\"; it is one of: {}", states.join(", ")));
    }
    if unknown.is_empty() { Ok(matter) } else { Err(NoAnswer::Unknown(unknown)) }
}

/// What a pack says of a matter. `notice` stands where the matter has none.
///
/// # Errors
/// [`NoAnswer::Problems`] when the pack cannot be used; [`NoAnswer::Refused`] when the days can't all be so, or a calendar does not
/// reach so far.
pub fn explain(text: &str, matter: &Matter, notice: Instant) -> Result<Explained, NoAnswer> {
    let pack = sound(text, "en")?;
    let book = Book::read([text]).map_err(ApiError::from)?;
    let tried = tried::tried(&book, &pack, matter, matter.notice.unwrap_or(notice))?;
    let words = Lines { en: Say::of("en").tried(&pack, &tried), zh: Say::of("zh-CN").tried(&pack, &tried) };
    Ok(Explained { pack: pack.id, version: pack.version, tried, words })
}

/// What changes from one pack to another.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// The older one.
    pub old: Edition,
    /// The newer one.
    pub new: Edition,
    /// From when it holds, and for whom not.
    pub says: String,
    /// In the order of the newer pack; what goes stands at the end.
    pub changes: Vec<Said<ChangeView>>,
}

/// One version of a pack.
#[derive(Clone, Debug, Serialize)]
pub struct Edition {
    /// The pack.
    pub pack: String,
    /// Its version.
    pub version: u32,
    /// In force from here on.
    pub effective: Instant,
}

impl Edition {
    fn of(pack: &Pack) -> Self {
        Self { pack: pack.id.clone(), version: pack.version, effective: pack.effective }
    }
}

/// What changes from one pack to another, for whom, and from when.
///
/// # Errors
/// [`NoAnswer::Problems`] of the first pack that cannot be used; `true` beside it when it is the newer one.
pub fn diff(old: &str, new: &str, language: &str) -> Result<Compared, (bool, NoAnswer)> {
    let before = sound(old, language).map_err(|error| (false, error))?;
    let after = sound(new, language).map_err(|error| (true, error))?;
    let say = Say::of(language);
    let changes: Vec<Said<ChangeView>> =
        view::changes(&before, &after).into_iter().map(|of| Said { says: say.change(&of), of }).collect();
    let zone: Tz = after.calendars.get("service").and_then(|rule| rule.tz.parse().ok()).unwrap_or(Tz::UTC);
    let at = super::say::civil(after.effective, zone);
    let says = match changes.is_empty() {
        true => say.plain("policy-say-nothing"),
        false => say.say("policy-say-for-new", &[("at", at)]),
    };
    Ok(Compared { old: Edition::of(&before), new: Edition::of(&after), says, changes })
}

fn sound(text: &str, language: &str) -> Result<Pack, NoAnswer> {
    examine(text).pack.ok_or_else(|| NoAnswer::Problems(Box::new(check(text, language))))
}

/// The schema of what `explain` reads.
#[must_use]
pub fn facts_schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<Matter>())
}

/// The schema of what `explain` answers.
#[must_use]
pub fn answer_schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Explained>())
}

/// The reference page of packs, made from their types, with examples out of the shipped packs.
#[must_use]
pub fn reference() -> String {
    reference::page()
}

fn pretty(schema: &Schema) -> String {
    // A schema is plain JSON and always has a text.
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

/// What each fact is, by its name.
pub(super) fn meanings() -> BTreeMap<String, String> {
    variants(&Fact::json_schema(&mut SchemaGenerator::default()))
}

/// The words of an enumeration's schema, with what they mean.
pub(super) fn variants(schema: &Schema) -> BTreeMap<String, String> {
    let all = schema.get("oneOf").and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |of: &serde_json::Value, key: &str| of.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
    all.iter().filter_map(|one| Some((text(one, "const")?, text(one, "description").unwrap_or_default()))).collect()
}

/// The schema of known facts: each with its words.
fn words_by_fact(_: &mut SchemaGenerator) -> Schema {
    let meanings = meanings();
    let mut facts = serde_json::Map::new();
    for fact in Fact::ALL.iter().filter(|fact| **fact != Fact::Declared) {
        let meaning = meanings.get(fact.word()).cloned().unwrap_or_default();
        facts.insert(fact.word().to_owned(), serde_json::json!({ "description": meaning, "enum": fact.values() }));
    }
    json_schema!({ "type": "object", "properties": facts, "additionalProperties": false, "default": {} })
}
