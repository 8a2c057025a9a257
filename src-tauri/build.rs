//! Says in words what is missing before the long errors come, and declares the one command of the window.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

use std::path::Path;

fn main() {
    let page = Path::new("../ui/dist/index.html");
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed={}", page.display());
    if !page.exists() {
        println!(
            "cargo:warning=ui/dist/index.html is missing: the interface is built first. Run `make ui`, or `npm ci` and `npm run build` in ui/."
        );
        std::process::exit(1);
    }
    let commands = tauri_build::AppManifest::new().commands(&["rpc"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
