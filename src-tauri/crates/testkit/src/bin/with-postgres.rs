//! Runs a command with a PostgreSQL of its own beside it: `with-postgres COMMAND ARGS…`. The command finds the server's
//! address in `AFTERCARE_TEST_POSTGRES`; server and data are gone when it ends.

use aftercare_testkit::postgres::{Server, VARIABLE};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        eprintln!("with-postgres COMMAND ARGS…");
        return ExitCode::from(2);
    };
    let server = match Server::start() {
        Ok(server) => server,
        Err(error) => {
            eprintln!("PostgreSQL did not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match Command::new(program).args(words).env(VARIABLE, server.url()).status() {
        Ok(status) => status.code().map_or(ExitCode::FAILURE, |code| ExitCode::from(u8::try_from(code).unwrap_or(1))),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
