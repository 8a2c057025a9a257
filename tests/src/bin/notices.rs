//! Writes `src-tauri/NOTICES.md`.

use aftercare_tests::notices;

fn main() -> anyhow::Result<()> {
    Ok(std::fs::write(notices::path(), notices::text()?)?)
}
