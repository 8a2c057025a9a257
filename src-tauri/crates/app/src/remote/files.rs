//! Files and paper: this computer's files go to the server before a command that reads them, and what a command writes
//! comes back and is written here. Forms are printed on this computer's printers from the bytes that were filed.

use super::send::Trouble;
use super::{Remote, read};
use crate::api::{ApiError, ErrorCode};
use crate::cases::save;
use crate::errors;
use crate::ports::PrintJob;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use tokio::fs::File;

impl Remote {
    pub(super) async fn printers(&self) -> Result<Value, ApiError> {
        let printer = Arc::clone(&self.inner.options.printer);
        let printers = tokio::task::spawn_blocking(move || printer.printers()).await.map_err(errors::internal)?;
        Ok(json!(printers))
    }

    /// Prints a filed form here and lets the journal know.
    pub(super) async fn print(&self, args: Value) -> Result<Value, ApiError> {
        let copies = copies(&args)?;
        let form = args["form"].as_str().unwrap_or_default();
        let sheet = self.ask("form", json!({ "form": form })).await?;
        let filed = |name: &str| sheet["filed"][name].as_str().unwrap_or_default().to_owned();
        let url = self.address().join(&format!("/api/form/{form}.pdf"));
        self.put_on_paper(url, &args, filed("number"), filed("paper"), copies).await?;
        self.ask("form_printed", args).await
    }

    /// Prints the sheet "Why this deadline" here.
    pub(super) async fn print_why(&self, args: Value) -> Result<Value, ApiError> {
        let copies = copies(&args)?;
        let sheet = &args["sheet"];
        let shown = self.ask("why_sheet", sheet.clone()).await?;
        let mut url = self.address().join("/api/why.pdf");
        for (name, value) in sheet.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            url.query_pairs_mut().append_pair(name, &word);
        }
        let title = shown["label"].as_str().unwrap_or_default().to_owned();
        let paper = sheet["paper"].as_str().unwrap_or_default().to_owned();
        self.put_on_paper(url, &args, title, paper, copies).await?;
        Ok(Value::Null)
    }

    /// Fetches a document and hands it to this computer's printer.
    async fn put_on_paper(
        &self,
        url: Url,
        args: &Value,
        title: String,
        paper: String,
        copies: u32,
    ) -> Result<(), ApiError> {
        let ask = || self.request_to(Method::GET, url.clone()).timeout(self.inner.options.pace.query);
        let pdf = self.fetch(ask).await?.body;
        let printer = args["printer"].as_str().unwrap_or_default().to_owned();
        let job = PrintJob { printer: printer.clone(), title, pdf, paper, copies };
        let port = Arc::clone(&self.inner.options.printer);
        let printed = tokio::task::spawn_blocking(move || port.print(&job)).await.map_err(errors::internal)?;
        printed.map_err(|detail| ApiError::new(ErrorCode::Printer).with("printer", &printer).with("detail", detail))
    }

    /// Has the server write what this computer then keeps at the chosen path.
    pub(super) async fn save(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        let path = args["path"].as_str().map(str::to_owned).ok_or_else(|| ApiError::field("path", "missing"))?;
        let path = Path::new(&path);
        let mut sent = args.clone();
        // The server needs no more of the path than the name at its end.
        sent["path"] = json!(path.file_name().map(|name| name.to_string_lossy()));
        let answer = self.command(&format!("/api/download/{name}"), &sent).await?;
        save(path, answer.body).await?;
        Ok(answer.said.unwrap_or(Value::Null))
    }

    /// Sends files up and has them read. Of several, one that can't be read here is told in the report, and the rest goes
    /// on.
    pub(super) async fn import(&self, name: &str, mut args: Value) -> Result<Value, ApiError> {
        if let Some(path) = args["path"].as_str().map(str::to_owned) {
            let unreadable = |error| ApiError::new(ErrorCode::FileUnreadable).with("path", &path).with("detail", error);
            let file = plain_file(&path).await.map_err(unreadable)?;
            args["path"] = json!(self.upload(&path, file).await?);
            return self.ask(name, args).await;
        }
        // What was pasted names no file.
        if args["text"].is_string() || args["data"].is_string() {
            return self.ask(name, args).await;
        }
        let paths: Vec<String> = serde_json::from_value(args["paths"].take())
            .map_err(|error| ApiError::new(ErrorCode::BadCall).with("detail", error))?;
        let mut names = BTreeMap::new();
        let (mut up, mut failed) = (Vec::new(), Vec::new());
        for path in paths {
            match plain_file(&path).await {
                Ok(file) => {
                    let name = self.upload(&path, file).await?;
                    up.push(name.clone());
                    names.insert(name, path);
                }
                Err(error) => failed.push(unreadable(&path, &error)),
            }
        }
        args["paths"] = json!(up);
        let mut report = self.ask(name, args).await?;
        if let Some(told) = report["failed"].as_array_mut() {
            for one in told.iter_mut() {
                if let Some(path) = one["path"].as_str().and_then(|path| names.get(path)) {
                    one["path"] = json!(path);
                }
            }
            told.extend(failed);
        }
        Ok(report)
    }

    /// Sends one file; gives the name it has on the server.
    async fn upload(&self, path: &str, file: File) -> Result<String, ApiError> {
        let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut url = self.address().join("/api/upload");
        url.query_pairs_mut().append_pair("name", &name);
        let request = self.request_to(Method::POST, url).header(CONTENT_TYPE, "application/octet-stream").body(file);
        // Sent once: nothing hangs on a file that nobody names, and the person can choose it again.
        let sent = self.answer(request).await;
        let answer = sent.map_err(|trouble| match trouble {
            Trouble::Said(error) => error,
            Trouble::Lost(detail) => self.lost(&detail),
        })?;
        let answer = read(&answer.body)?;
        answer["path"].as_str().map(str::to_owned).ok_or_else(|| errors::internal("the upload has no name"))
    }
}

fn copies(args: &Value) -> Result<u32, ApiError> {
    let copies = args["copies"].as_u64().and_then(|copies| u32::try_from(copies).ok());
    copies.filter(|copies| (1..=99).contains(copies)).ok_or_else(|| ApiError::field("copies", "out_of_range"))
}

/// A file that can be sent: a folder opens too, on some systems.
async fn plain_file(path: &str) -> std::io::Result<File> {
    let file = File::open(path).await?;
    if file.metadata().await?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    Ok(file)
}

fn unreadable(path: &str, error: &std::io::Error) -> Value {
    let code = match error.kind() {
        ErrorKind::NotFound => "not_found",
        ErrorKind::PermissionDenied => "not_allowed",
        ErrorKind::IsADirectory => "is_folder",
        _ => "unreadable",
    };
    json!({ "path": path, "code": code, "detail": error.to_string() })
}
