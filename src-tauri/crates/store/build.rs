//! A new migration file must reach the program: the macro that embeds them only watches those it has seen.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo:rerun-if-changed=../../../migrations/sqlite");
}
