//! The keyboard of a stage's screen, as another program hears it: keys that are pressed while no window of ours has the focus,
//! and keys that another program holds.

use crate::stage::Stage;
use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, GrabMode, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, ModMask};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// What a key is called in X: its keysym.
pub const CONTROL: u32 = 0xffe3;
/// As above.
pub const ALT: u32 = 0xffe9;
/// As above.
pub const F9: u32 = 0xffc6;

/// Another program on the same screen.
pub struct Keyboard {
    screen: RustConnection,
    root: u32,
}

impl Keyboard {
    /// Sits down at the screen of a stage.
    ///
    /// # Errors
    /// When nothing answers there.
    pub fn of(stage: &Stage) -> Result<Self> {
        let (screen, number) = RustConnection::connect(Some(stage.display()))?;
        let root = screen.setup().roots[number].root;
        Ok(Self { screen, root })
    }

    /// Presses keys together and lets them go again.
    ///
    /// # Errors
    /// When the screen has no such key.
    pub fn strike(&self, keys: &[u32]) -> Result<()> {
        let codes = keys.iter().map(|key| self.code(*key)).collect::<Result<Vec<u8>>>()?;
        let down = codes.iter().map(|code| (KEY_PRESS_EVENT, *code));
        let up = codes.iter().rev().map(|code| (KEY_RELEASE_EVENT, *code));
        for (event, code) in down.chain(up) {
            self.screen.xtest_fake_input(event, code, 0, self.root, 0, 0, 0)?.check()?;
        }
        Ok(())
    }

    /// Holds a key with Ctrl and Alt for as long as this lives, so that nobody else can.
    ///
    /// # Errors
    /// When somebody holds it.
    pub fn hold(&self, key: u32) -> Result<()> {
        let with = ModMask::CONTROL | ModMask::M1;
        let code = self.code(key)?;
        self.screen.grab_key(false, self.root, with, code, GrabMode::ASYNC, GrabMode::ASYNC)?.check()?;
        Ok(())
    }

    fn code(&self, key: u32) -> Result<u8> {
        let setup = self.screen.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let table = self.screen.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let each = usize::from(table.keysyms_per_keycode);
        let place = table.keysyms.chunks(each).position(|symbols| symbols.contains(&key)).context("no such key")?;
        Ok(first + u8::try_from(place)?)
    }
}
