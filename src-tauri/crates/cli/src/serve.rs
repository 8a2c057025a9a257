//! `aftercarectl serve`: the desk for several people, until somebody stops it.

use crate::desk::said;
use aftercare_app::clock::SystemClock;
use aftercare_app::ports::NoPrinter;
use aftercare_app::{App, OpenOptions};
use aftercare_web::{Clients, Options, ServeError, Server};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// What others wrote and this program carries; "About" shows it in a browser too.
const NOTICES: &str = include_str!("../../../NOTICES.md");
/// Where the URL can stand instead of on the command line, which other users of the computer can read.
const DATABASE: &str = "AFTERCARE_DATABASE";

const HELP: &str = r#"Prints "listening on http://ADDRESS" to standard output once it is ready, and to standard error the link that opens the
desk in a browser. The link holds the token: whoever has it may do everything. Ctrl-C (or SIGTERM) stops it: requests
under way are finished first.

The token is made at the first start and kept in server.token in the data folder, for this user only.
The records are those of the data folder, or, with --database, those of a PostgreSQL database (the folder then keeps
the token and the backups). Several servers may work on one database. The URL may also stand in AFTERCARE_DATABASE.

Example:
  aftercarectl serve --listen 127.0.0.1:8790 --folder /srv/aftercare
  aftercarectl serve --listen 127.0.0.1:8790 --database postgres://aftercare@localhost/aftercare"#;

/// What `serve` takes.
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Serve {
    /// Where to listen; this computer's own addresses only. Port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8790")]
    listen: SocketAddr,
    /// The PostgreSQL database that has the records.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// A file with the token, 32 signs or more.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

/// Serves until it is told to stop.
pub async fn run(folder: PathBuf, ask: Serve) -> anyhow::Result<()> {
    // Before anything is opened or made.
    if !ask.listen.ip().is_loopback() {
        return Err(ServeError::NotLoopback(ask.listen).into());
    }
    let stop = stop()?;
    let database = ask.database.or_else(|| std::env::var(DATABASE).ok()).filter(|url| !url.trim().is_empty());
    let app = App::open(OpenOptions {
        folder: folder.clone(),
        database,
        clock: Arc::new(SystemClock::new()),
        notifier: Arc::new(Clients),
        printer: Arc::new(NoPrinter),
        log_folder: folder.join("logs"),
        crash: None,
        notices: NOTICES.to_owned(),
    })
    .await
    .map_err(said)?;
    let server = Server::bind(app, &Options { listen: ask.listen, folder, token_file: ask.token_file }).await?;
    eprintln!("Open in a browser: {}", server.link());
    {
        let mut out = io::stdout().lock();
        writeln!(out, "listening on {}", server.url())?;
        out.flush()?;
    }
    server.run(stop).await;
    Ok(())
}

/// What tells a server to stop.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// What tells a server to stop.
#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without the signal only the end of the process stops it.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
