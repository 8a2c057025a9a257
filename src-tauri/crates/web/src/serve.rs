//! Listening, and stopping well: requests under way are finished, event streams end, the store is closed.

use crate::calls::{self, AT_ONCE, Desk};
use crate::token::Token;
use crate::wire::Refused;
use crate::{events, files, guard, page};
use aftercare_app::App;
use aftercare_app::api::{ApiError, ErrorCode};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::any::Any;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower_http::catch_panic::CatchPanicLayer;

/// Connections at once; more wait at the door.
const CONNECTIONS: usize = 1024;
/// A client has so long to say what it wants, and may be silent so long between two requests.
const HEADERS: Duration = Duration::from_secs(60);
/// How long a stop waits for requests under way.
const GRACE: Duration = Duration::from_secs(30);

/// What a server is given.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; loopback only. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The server's own folder, where its token is kept.
    pub folder: PathBuf,
    /// A token from elsewhere.
    pub token_file: Option<PathBuf>,
}

/// Why a server does not begin.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address can be reached from other computers.
    #[error("{0} is not a loopback address: until there are roles, a server listens on 127.0.0.1 or [::1] only")]
    NotLoopback(SocketAddr),
    /// The address is taken or not ours.
    #[error("can't listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The token can't be read or kept.
    #[error("the token in {path}: {source}")]
    Token {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The token is too short, or has signs that a link can't carry.
    #[error("the token in {path} has to be 32 to 256 letters, digits, or -._~")]
    BadToken {
        /// The file.
        path: PathBuf,
    },
}

/// A server that has its place and its token and waits to be run.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    desk: Arc<Desk>,
    halt: watch::Sender<bool>,
}

impl Server {
    /// Takes the address and the token.
    ///
    /// # Errors
    /// [`ServeError`]; nothing listens then.
    pub async fn bind(app: App, options: &Options) -> Result<Self, ServeError> {
        let asked = options.listen;
        if !asked.ip().is_loopback() {
            return Err(ServeError::NotLoopback(asked));
        }
        let token = match &options.token_file {
            Some(path) => Token::read(path)?,
            None => Token::of_folder(&options.folder)?,
        };
        let failed = |source| ServeError::Listen { address: asked, source };
        let listener = TcpListener::bind(asked).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (halt, stop) = watch::channel(false);
        let desk = Desk {
            app,
            token,
            cookie: format!("aftercare_{}", address.port()),
            stop,
            turns: Arc::new(Semaphore::new(AT_ONCE as usize)),
        };
        Ok(Self { listener, address, desk: Arc::new(desk), halt })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// As in `http://127.0.0.1:8080`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a person opens in a browser, with the token: for a terminal, never for a log.
    #[must_use]
    pub fn link(&self) -> String {
        format!("{}/?token={}", self.url(), self.desk.token.as_str())
    }

    /// Serves until `stop` is there, then ends well: requests under way are finished, event streams end, timed work ends
    /// its look, and the store is closed.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let Self { listener, desk, halt, .. } = self;
        let ticker = {
            let (app, mut halted, runtime) = (desk.app.clone(), desk.stop.clone(), Handle::current());
            // On a thread that may block, like calls.
            tokio::task::spawn_blocking(move || {
                let stop = async move {
                    let _ = halted.wait_for(|halted| *halted).await;
                };
                runtime.block_on(app.run_ticker_until(stop));
            })
        };
        let (graceful, mut open) = accept(listener, router(&desk), stop).await;
        halt.send_replace(true);
        if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
            tracing::warn!("some requests did not end in time");
        }
        open.shutdown().await;
        // Calls whose clients went away are still being worked on.
        if tokio::time::timeout(GRACE, desk.turns.acquire_many(AT_ONCE)).await.is_err() {
            tracing::warn!("some calls did not end in time");
        }
        if let Err(error) = ticker.await {
            tracing::error!(%error, "the watch ended over a fault");
        }
        desk.app.shut().await;
    }
}

/// Takes connections until `stop` is there; gives what it takes to end them.
async fn accept(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
) -> (GracefulShutdown, JoinSet<()>) {
    let (graceful, mut open) = (GracefulShutdown::new(), JoinSet::new());
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, stream) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
            Some(_) = open.join_next() => continue,
        };
        let stream = match stream {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of files, most likely: it passes when a connection ends.
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS)
            // What has come in whole is done, also when its client has gone by then.
            .half_close(true)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        let connection = graceful.watch(connection);
        open.spawn(async move {
            let _place = place;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
        });
    }
    (graceful, open)
}

fn router(desk: &Arc<Desk>) -> Router {
    let api = Router::new()
        .route("/events", get(events::events))
        .route("/upload", post(files::upload))
        .route("/download/{name}", post(files::download))
        .route("/form/{file}", get(files::form))
        .route("/why.pdf", get(files::why))
        .route("/blob/{case}/{seq}/{sha256}", get(files::blob))
        .route("/{name}", post(calls::call))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(from_fn_with_state(Arc::clone(desk), guard::with_token));
    Router::new()
        .nest("/api", api)
        .route("/", get(page::index))
        .fallback(get(page::asset))
        .layer(CatchPanicLayer::custom(fault))
        .layer(from_fn(guard::from_here))
        .with_state(Arc::clone(desk))
}

async fn nothing() -> Refused {
    Refused(ApiError::new(ErrorCode::BadCall))
}

/// A fault in one answer is that answer's alone.
fn fault(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request ended over a fault");
    Refused(ApiError::new(ErrorCode::Internal)).into_response()
}
