//! The reference page of packs, `docs/packs.md`: each section and key with its meaning, its type, whether it is needed, and
//! an example out of the shipped packs.
//!
//! Meanings and types are those of core's types, by way of their schema; nothing is told twice. Left out: what a pack must
//! make sense of beyond its shape, which is the check's.

use super::outside::meanings;
use aftercare_core::policy::rules::FIELDS;
use aftercare_core::policy::{Book, Fact, Pack};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::fmt::Write;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const HEAD: &str = r#"# Packs: every section and key

<!-- Made by `make types` from the program's own types and the packs that ship with it. Edits here are lost. -->

A pack is one company's published promises as a TOML file. Every value carries the `clause` it comes from, `basis` (the
document states it, or the desk chose it) and `reading`, one line in both languages on how the wording was understood. A key that
is not listed here is refused: a promise must not get lost because somebody misspelt it.

`aftercarectl policy check FILE` names every problem with line, column and the input that shows it;
`aftercarectl policy explain FILE --facts FACTS.json` says what the pack decides; `aftercarectl policy diff OLD NEW` says what
changes for whom. What they read and answer has a schema: [facts](policy-facts.schema.json),
[answer](policy-answer.schema.json). How a person works with packs stands in the manual: [Policies](manual/policies-en.md),
[规则](manual/policies-zh-CN.md).

Examples are the shipped packs' own words; long ones are cut at `…`.
"#;

/// The longest example that is shown whole, in characters.
const LONG: usize = 110;

/// Types that are written in one place and described once, under "Shapes".
const SHAPES: [&str; 5] = ["Text", "Condition", "Measure", "Length", "Hours"];

pub(super) fn page() -> String {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let root = generator.into_root_schema_for::<Pack>().to_value();
    let defs = root.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut page = Page { out: HEAD.to_owned(), defs, examples: examples() };
    page.section("", &[], &root);
    page.shapes();
    page.words();
    page.out
}

struct Page {
    out: String,
    defs: Map<String, Value>,
    examples: Vec<Example>,
}

/// What a key holds.
enum Kind {
    /// Something in one line.
    Plain(String),
    /// Keys of its own.
    Table(Value),
    /// Several with keys of their own.
    Tables(Value),
    /// Such by a name that the pack chooses.
    Named(Value),
    /// Lists of words by fact.
    Words,
}

impl Page {
    /// A section and those in it. `path` is where it stands, with `*` for a name of the pack's own.
    fn section(&mut self, heading: &str, path: &[&str], of: &Value) {
        if !heading.is_empty() {
            let level = "#".repeat(path.iter().filter(|step| **step != "*").count().min(3) + 1);
            let _ = write!(self.out, "\n{level} {heading}\n");
            if let Some(meaning) = meaning(of) {
                let _ = write!(self.out, "\n{meaning}\n");
            }
        } else {
            self.out.push_str("\n## The head\n");
        }
        let empty = Map::new();
        let mut keys: Vec<(&String, &Value)> =
            of.get("properties").and_then(Value::as_object).unwrap_or(&empty).iter().collect();
        // In the order in which the shipped packs write them.
        keys.sort_by_key(|(key, _)| {
            let here: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            self.examples.iter().position(|example| example.starts(&here)).unwrap_or(usize::MAX)
        });
        let needed = |key: &str| {
            of.get("required").and_then(Value::as_array).is_some_and(|all| all.iter().any(|one| one == key))
        };
        self.out.push_str("\n| key | holds | needed | meaning | example |\n|---|---|---|---|---|\n");
        let mut below = Vec::new();
        for (key, schema) in keys {
            let kind = self.kind(schema);
            let here: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            let holds = match &kind {
                Kind::Plain(holds) => holds.clone(),
                Kind::Table(_) | Kind::Words => "section".to_owned(),
                Kind::Tables(_) => "sections".to_owned(),
                Kind::Named(_) => "named sections".to_owned(),
            };
            let own = if matches!(kind, Kind::Plain(_)) { None } else { self.meaning_of(schema) };
            let meaning = meaning(schema).or(own).unwrap_or_default();
            let example = self.example(&here);
            let needed = if needed(key) { "yes" } else { "" };
            let _ = writeln!(self.out, "| `{key}` | {holds} | {needed} | {} | {} |", cell(&meaning), code(&example));
            below.push((key.clone(), kind));
        }
        for (key, kind) in below {
            let here: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            let dotted = dotted(&here);
            match kind {
                Kind::Plain(_) => {}
                Kind::Table(of) if self.example(&here).contains('{') => {
                    self.section(&format!("`{key} = {{ … }}` in `{}`", self::dotted(path)), &here, &of);
                }
                Kind::Table(of) => self.section(&format!("`[{dotted}]`"), &here, &of),
                Kind::Tables(of) => self.section(&format!("`[[{dotted}]]`"), &here, &of),
                Kind::Named(of) => {
                    let here: Vec<&str> = here.iter().copied().chain(["*"]).collect();
                    self.section(&format!("`[{dotted}.NAME]`"), &here, &of);
                }
                Kind::Words => {
                    let here: Vec<&str> = here.iter().copied().chain(["*"]).collect();
                    let example = code(&self.example(&here));
                    let _ = write!(
                        self.out,
                        "\n## `[{dotted}]`\n\nEach key is a [fact](#facts) that the pack does not know in full, its value the list of \
                         words that it knows.\n\nExample: {example}\n"
                    );
                }
            }
        }
    }

    fn def(&self, schema: &Value) -> Option<(&str, &Value)> {
        let name = schema.get("$ref")?.as_str()?.rsplit('/').next()?;
        self.defs.get_key_value(name).map(|(name, of)| (name.as_str(), of))
    }

    /// The meaning of the type behind a key.
    fn meaning_of(&self, schema: &Value) -> Option<String> {
        let schema = inner(schema);
        let of = schema.get("items").or_else(|| schema.get("additionalProperties")).unwrap_or(schema);
        self.def(of).and_then(|(_, of)| meaning(of))
    }

    fn kind(&self, schema: &Value) -> Kind {
        let schema = inner(schema);
        if let Some((name, of)) = self.def(schema) {
            if !SHAPES.contains(&name) && of.get("properties").is_some() {
                return Kind::Table(of.clone());
            }
            return Kind::Plain(self.link(name, of));
        }
        let word = schema.get("type").and_then(|of| of.as_str().or_else(|| of.as_array()?.first()?.as_str()));
        match word {
            Some("array") => match schema.get("items").map(|items| self.kind(items)) {
                Some(Kind::Table(of)) => Kind::Tables(of),
                Some(Kind::Plain(of)) => Kind::Plain(format!("list of {of}")),
                _ => Kind::Plain("list".to_owned()),
            },
            Some("object") => {
                let values = schema.get("additionalProperties").or_else(|| {
                    schema.get("patternProperties").or_else(|| schema.get("properties"))?.as_object()?.values().next()
                });
                match values.map(|of| self.kind(of)) {
                    Some(Kind::Table(of)) => Kind::Named(of),
                    _ => Kind::Words,
                }
            }
            Some("string") if schema.get("format").is_some() => Kind::Plain("instant, RFC 3339".to_owned()),
            Some("string") => Kind::Plain("string".to_owned()),
            Some("integer") => Kind::Plain("whole number".to_owned()),
            Some("boolean") => Kind::Plain("`true`, `false`".to_owned()),
            _ => Kind::Plain("value".to_owned()),
        }
    }

    fn link(&self, name: &str, of: &Value) -> String {
        let title = title(name);
        let anchor = title.to_lowercase().replace(' ', "-");
        if name == "Fact" {
            "[fact](#facts)".to_owned()
        } else if of.get("oneOf").is_some() && !SHAPES.contains(&name) {
            format!("[{} word](#{anchor})", title.to_lowercase())
        } else {
            format!("[{}](#{anchor})", title.to_lowercase())
        }
    }

    fn example(&self, path: &[&str]) -> String {
        let fits = |example: &&Example| example.path.len() == path.len() && example.starts(path);
        let all: Vec<&Example> = self.examples.iter().filter(fits).collect();
        let short = all.iter().find(|one| one.text.chars().count() <= LONG && !one.text.contains('\n'));
        let best = short.or_else(|| all.iter().min_by_key(|one| one.text.len()));
        best.map(|one| cut(&one.text)).unwrap_or_default()
    }

    fn shapes(&mut self) {
        self.out.push_str("\n## Shapes\n");
        for name in SHAPES {
            let Some(of) = self.defs.get(name).cloned() else { continue };
            let _ = write!(self.out, "\n### {}\n\n{}\n", title(name), meaning(&of).unwrap_or_default());
            for one in of.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
                let empty = Map::new();
                let keys = one.get("properties").and_then(Value::as_object).unwrap_or(&empty);
                let key = |(key, schema): (&String, &Value)| match schema.get("const").and_then(Value::as_str) {
                    Some(word) => format!("{key} = \"{word}\""),
                    None => format!("{key} = …"),
                };
                let line = keys.iter().map(key).collect::<Vec<_>>().join(", ");
                let _ = write!(self.out, "\n- `{{ {line} }}`: {}", meaning(one).unwrap_or_default());
                for (key, schema) in keys {
                    if let Some(meaning) = meaning(schema) {
                        let _ = write!(self.out, " `{key}`: {meaning}");
                    }
                }
            }
            if of.get("oneOf").is_some() {
                self.out.push('\n');
            }
            let at = |path: &[&str]| self.example(path);
            let example = match name {
                "Text" => at(&["sections", "title"]),
                "Condition" => at(&["clocks", "when"]),
                "Measure" => at(&["clocks", "warn"]),
                "Length" => at(&["warranty", "periods", "length"]),
                _ => at(&["calendars", "*", "workday"]),
            };
            let _ = write!(self.out, "\nExample: {}\n", code(&example));
        }
    }

    fn words(&mut self) {
        self.out.push_str("\n## Facts\n\nWhat conditions and tables may ask, and the words of each.\n\n| fact | meaning | words |\n|---|---|---|\n");
        let meanings = meanings();
        for fact in Fact::ALL {
            let words: Vec<String> = fact.values().iter().map(|word| format!("`{word}`")).collect();
            let meaning = meanings.get(fact.word()).map(|text| plain(text)).unwrap_or_default();
            let _ = writeln!(self.out, "| `{}` | {} | {} |", fact.word(), cell(&meaning), words.join(" "));
        }
        self.out.push_str("\n## Words\n");
        let defs = self.defs.clone();
        for (name, of) in defs.iter().filter(|(name, _)| !SHAPES.contains(&name.as_str()) && *name != "Fact") {
            let Some(all) = of.get("oneOf").and_then(Value::as_array) else { continue };
            let _ = write!(self.out, "\n### {}\n\n{}\n\n", title(name), meaning(of).unwrap_or_default());
            for one in all {
                let single = one.get("const").into_iter();
                let several = one.get("enum").and_then(Value::as_array).into_iter().flatten();
                for word in single.chain(several).filter_map(Value::as_str) {
                    let said = meaning(one).map(|said| format!(": {said}")).unwrap_or_default();
                    let _ = writeln!(self.out, "- `{word}`{said}");
                }
            }
        }
        let fields: Vec<String> = FIELDS.iter().map(|field| format!("`{{{{ {field} }}}}`")).collect();
        let _ = write!(self.out, "\n### Fields of texts\n\nFilled in when a text is used.\n\n{}\n", fields.join(" "));
    }
}

/// A path as headers write it.
fn dotted(path: &[&str]) -> String {
    path.iter().map(|step| if *step == "*" { "NAME" } else { step }).collect::<Vec<_>>().join(".")
}

/// A key of a shipped pack as it is written there.
struct Example {
    path: Vec<String>,
    text: String,
}

impl Example {
    /// Whether it stands at this path or below; `*` is any name.
    fn starts(&self, path: &[&str]) -> bool {
        self.path.len() >= path.len() && self.path.iter().zip(path).all(|(a, b)| *b == "*" || a == b)
    }
}

fn examples() -> Vec<Example> {
    let mut out = Vec::new();
    // The newest packs show the newest keys; the oldest one comes last.
    for text in Book::builtin_texts().iter().skip(1).chain(Book::builtin_texts().first()) {
        if let Ok(document) = DeTable::parse(text) {
            walk(document.get_ref(), text, &[], &mut out);
        }
    }
    out
}

fn walk(table: &DeTable<'_>, text: &str, path: &[String], out: &mut Vec<Example>) {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in keys {
        let path: Vec<String> = path.iter().cloned().chain([key.get_ref().to_string()]).collect();
        let start = text[..key.span().start].rfind('\n').map_or(0, |at| at + 1);
        // A key in a header stands for its section.
        let header = text[start..].starts_with('[');
        let shown = match header {
            true => text[start..].lines().next().unwrap_or_default(),
            false => text.get(key.span().start..value.span().end).unwrap_or_default(),
        };
        out.push(Example { path: path.clone(), text: shown.trim_end().to_owned() });
        inside(value, text, &path, out);
    }
}

fn inside(value: &Spanned<DeValue<'_>>, text: &str, path: &[String], out: &mut Vec<Example>) {
    match value.get_ref() {
        DeValue::Table(table) => walk(table, text, path, out),
        DeValue::Array(all) => all.iter().for_each(|one| inside(one, text, path, out)),
        _ => {}
    }
}

/// The schema without the null that says it may be left out.
fn inner(schema: &Value) -> &Value {
    let all = schema.get("anyOf").and_then(Value::as_array);
    all.and_then(|all| all.iter().find(|one| one.get("type").is_none_or(|of| of != "null"))).unwrap_or(schema)
}

fn meaning(of: &Value) -> Option<String> {
    let text = of.get("description").and_then(Value::as_str).map(plain)?;
    Some(text.replace("`FIELDS`", "[fields](#fields-of-texts)"))
}

/// `ClockName` as "Clock name".
fn title(name: &str) -> String {
    let mut out = String::new();
    for (place, letter) in name.char_indices() {
        match letter.is_uppercase() && place > 0 {
            true => out.extend([' ', letter.to_ascii_lowercase()]),
            false => out.push(letter),
        }
    }
    out
}

/// Doc comments as prose in one line: what links in the code is only named here.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.as_str();
    while let Some(open) = rest.find('[') {
        out.push_str(&rest[..open]);
        let tail = &rest[open + 1..];
        let Some(close) = tail.find(']') else { break };
        out.push_str(&tail[..close]);
        rest = &tail[close + 1..];
        if let Some(end) = rest.strip_prefix('(').and_then(|target| target.find(')')) {
            rest = &rest[end + 2..];
        }
    }
    out.push_str(rest);
    out
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn code(example: &str) -> String {
    match example.is_empty() {
        true => String::new(),
        false => format!("`{}`", cell(example)),
    }
}

/// The beginning of an example; the rest is `…`.
fn cut(text: &str) -> String {
    let line = text.lines().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONG) {
        Some((at, _)) => format!("{} …", line[..at].trim_end()),
        None => line,
    }
}
