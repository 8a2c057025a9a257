//! `aftercarectl` as a person or a script runs it: what it answers, how it ends, what it says.

use crate::stage::program;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The command line on one data folder.
#[derive(Clone, Debug)]
pub struct Ctl {
    folder: PathBuf,
    with: Vec<(OsString, OsString)>,
    before: Vec<OsString>,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ended {
    /// The answer of a run that went well.
    ///
    /// # Errors
    /// With what it said when it did not.
    pub fn answer(&self) -> Result<Value> {
        if self.code != Some(0) {
            bail!("ended with {:?}: {}", self.code, self.err);
        }
        serde_json::from_str(&self.out).with_context(|| format!("no JSON: {}", self.out))
    }

    /// Whether it ended with 1, and the sentence that helps stands in its one line.
    #[must_use]
    pub fn says(&self, code: &str, sentence: &str) -> bool {
        let line = self.err.trim_end();
        let said = line.starts_with(&format!("aftercarectl: {code}: ")) && line.contains(sentence);
        if !said {
            eprintln!("wanted {code}: {sentence}\ngot {self:#?}");
        }
        self.code == Some(1) && said && !line.contains('\n')
    }
}

impl Ctl {
    /// On this folder.
    pub fn on(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), with: Vec::new(), before: Vec::new() }
    }

    /// The same with variables.
    #[must_use]
    pub fn with(mut self, variables: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>) -> Self {
        self.with.extend(variables.into_iter().map(|(name, value)| (name.into(), value.into())));
        self
    }

    /// The same, started by another program such as `setpriv`, with its arguments.
    #[must_use]
    pub fn under<'a>(mut self, program: impl IntoIterator<Item = &'a str>) -> Self {
        self.before = program.into_iter().map(OsString::from).collect();
        self
    }

    /// Runs it to its end.
    ///
    /// # Errors
    /// When it is not built or can't be started.
    pub fn run(&self, args: &[&str]) -> Result<Ended> {
        let file = program("aftercarectl")?;
        let mut command = match self.before.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(file);
                command
            }
            None => Command::new(file),
        };
        let ended = command.arg("--folder").arg(&self.folder).args(args).envs(self.with.iter().cloned()).output()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Ended { code: ended.status.code(), out: text(&ended.stdout), err: text(&ended.stderr) })
    }

    /// Begins the desk.
    ///
    /// # Errors
    /// With what it said.
    pub fn set_up(&self) -> Result<Value> {
        self.run(&["desk", "set-up", "--name", "Lin Qiao", "--house", "HX", "--address", "service@hx-leather.example"])?
            .answer()
    }

    /// Takes one call of the list.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn call(&self, name: &str, args: &Value) -> Result<Ended> {
        self.run(&["desk", "call", name, &args.to_string()])
    }

    /// Imports one file and gives the cases it went to.
    ///
    /// # Errors
    /// With what it said.
    pub fn import(&self, file: &Path) -> Result<Vec<String>> {
        let report = self.run(&["import", "mail", &file.display().to_string()])?.answer()?;
        Ok(report["cases"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// A case as the program tells it.
    ///
    /// # Errors
    /// With what it said.
    pub fn case(&self, id: &str) -> Result<Value> {
        self.call("case", &serde_json::json!({ "case": id }))?.answer()
    }

    /// How many cases are open.
    ///
    /// # Errors
    /// With what it said.
    pub fn open_cases(&self) -> Result<usize> {
        let desk = self.run(&["desk", "show"])?.answer()?;
        let count = |name: &str| desk["counts"][name].as_u64().unwrap_or_default() as usize;
        Ok(count("for_us") + count("waiting"))
    }

    /// What `aftercarectl doctor` finds wrong; nothing when all holds.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn doctor(&self) -> Result<Ended> {
        self.run(&["doctor"])
    }
}
