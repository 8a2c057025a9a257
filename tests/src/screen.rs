//! What stands on a stage's screen, as the screen itself knows it.

use crate::stage::Stage;
use anyhow::Result;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, MapState};
use x11rb::rust_connection::RustConnection;

/// Width and height of every window that can be seen.
///
/// # Errors
/// When nothing answers there.
pub fn windows(stage: &Stage) -> Result<Vec<(u16, u16)>> {
    let (screen, number) = RustConnection::connect(Some(stage.display()))?;
    let mut seen = Vec::new();
    for window in screen.query_tree(screen.setup().roots[number].root)?.reply()?.children {
        // One that closes meanwhile is not there.
        let Ok(state) = screen.get_window_attributes(window)?.reply() else { continue };
        let Ok(place) = screen.get_geometry(window)?.reply() else { continue };
        if state.map_state == MapState::VIEWABLE {
            seen.push((place.width, place.height));
        }
    }
    Ok(seen)
}
