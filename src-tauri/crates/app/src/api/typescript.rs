//! The list as TypeScript, in one file that the interface imports. Made by `make types`; a test fails when it drifts.

use super::{ApiError, LIST, SAVES, Sort, declare};
use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// Collects declarations, each type once, by name: the order in which the list needs them is not the same in every build.
pub(super) struct Types {
    config: Config,
    seen: HashSet<TypeId>,
    types: BTreeMap<String, String>,
    calls: String,
}

impl Types {
    pub(super) fn call<A: TS + 'static, B: TS + 'static>(&mut self, name: &str) {
        self.visit::<A>();
        self.visit::<B>();
        let (args, answer) = (A::name(&self.config), B::name(&self.config));
        let _ = writeln!(self.calls, "  {name}: {{ args: {args}; answer: {answer} }};");
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_generics(self);
        if T::output_path().is_none() {
            return;
        }
        T::visit_dependencies(self);
        self.types.insert(T::name(&self.config), format!("export {}\n", T::decl(&self.config)));
    }
}

/// The whole file.
pub fn typescript() -> String {
    let mut types = Types {
        config: Config::new().with_large_int("number"),
        seen: HashSet::new(),
        types: BTreeMap::new(),
        calls: String::new(),
    };
    declare(&mut types);
    types.visit::<ApiError>();
    types.visit::<crate::Event>();

    let mut out = String::from(
        "// Made from src-tauri/crates/app/src/api by `make types`. Do not edit: a test compares it with the program.\n\n",
    );
    out.extend(types.types.into_values());
    let _ = write!(out, "\nexport interface Calls {{\n{}}}\n", types.calls);
    out.push_str("\n/** The tags each query depends on; `{case}` stands for that field of its arguments. */\n");
    out.push_str("export const QUERY_TAGS = {\n");
    for line in LIST.iter().filter(|line| line.sort == Sort::Query) {
        let tags: Vec<String> = line.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
        let _ = writeln!(out, "  {}: [{}],", line.name, tags.join(", "));
    }
    out.push_str("} as const;\n\n/** The calls that write. */\nexport const COMMANDS = [\n");
    for line in LIST.iter().filter(|line| line.sort == Sort::Command) {
        let _ = writeln!(out, "  \"{}\",", line.name);
    }
    out.push_str(
        "] as const;\n\n/** The commands whose answer only says that they are done. */\nexport const SILENT = [\n",
    );
    for line in LIST.iter().filter(|line| line.sort == Sort::Command && line.answer == "()") {
        let _ = writeln!(out, "  \"{}\",", line.name);
    }
    out.push_str(
        "] as const;\n\n/** The commands that write a file where their `path` says. */\nexport const SAVES = [\n",
    );
    for name in SAVES {
        let _ = writeln!(out, "  \"{name}\",");
    }
    out.push_str("] as const;\n");
    out
}
