//! The real window, driven as a person drives it: keys, words read on the screen, pictures.
//!
//! Each window has a WebKitWebDriver of its own on a free port. Nothing sleeps for a fixed time to let something happen:
//! [`Window::until`] looks until it is so, and says what it waited for when it never is.

use crate::stage::{Stage, program, root};
use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Child;

/// How long something may take to be seen.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open window.
pub struct Window {
    client: Client,
    driver: Child,
    /// Visible actions so far: key strokes (with their modifiers) and words typed in one go.
    pub actions: usize,
}

impl Window {
    /// Starts the program with these arguments and waits for its page.
    ///
    /// # Errors
    /// When it does not start or its page does not stand.
    pub async fn open(stage: &Stage, args: &[&str]) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let driver = stage
            .command("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(if std::env::var_os("AFTERCARE_LOUD").is_some() { Stdio::inherit() } else { Stdio::null() })
            .process_group(0)
            .spawn()
            .context("WebKitWebDriver")?;
        let wanted = json!({
            "webkitgtk:browserOptions": { "binary": program("aftercare")?, "args": args },
            "timeouts": { "script": 60_000 },
        });
        let Value::Object(wanted) = wanted else { bail!("capabilities are an object") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted);
        let address = format!("http://127.0.0.1:{port}");
        let listens = async {
            while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        };
        tokio::time::timeout(PATIENCE, listens).await.context("WebKitWebDriver does not answer")?;
        let connecting = tokio::time::timeout(PATIENCE, builder.connect(&address)).await;
        let client = connecting.context("the program does not start")?.context("no session")?;
        let window = Self { client, driver, actions: 0 };
        window
            .until("the page", "return document.readyState === 'complete' && !!document.body.innerText.trim()")
            .await?;
        Ok(window)
    }

    /// Waits until a script answers true.
    ///
    /// # Errors
    /// When it never does.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        // A page that nobody looks at draws only when a frame is asked for; fonts and transitions wait for that.
        let looking = format!(
            "const done = arguments[0]; let told = false;
             const look = () => {{ {script} }};
             const tell = () => {{ if (!told) {{ told = true; done(look()); }} }};
             requestAnimationFrame(tell); setTimeout(tell, 100);"
        );
        let seen = async {
            while self.client.execute_async(&looking, vec![]).await? != Value::Bool(true) {
                tokio::time::sleep(Duration::from_millis(40)).await;
            }
            anyhow::Ok(())
        };
        match tokio::time::timeout(PATIENCE, seen).await {
            Ok(done) => done.with_context(|| what.to_owned()),
            Err(_) => bail!("never seen: {what}\n--- the window says:\n{}", self.text().await.unwrap_or_default()),
        }
    }

    /// Waits until these words stand in the window.
    ///
    /// # Errors
    /// When they never do.
    pub async fn until_text(&self, words: &str) -> Result<()> {
        self.until(words, &format!("return document.body.innerText.includes({})", json!(words))).await
    }

    /// Waits until something on the page matches a selector and can be seen.
    ///
    /// # Errors
    /// When nothing ever does.
    pub async fn until_seen(&self, selector: &str) -> Result<()> {
        let script =
            format!("const e = document.querySelector({}); return !!e && e.checkVisibility()", json!(selector));
        self.until(selector, &script).await
    }

    /// All that can be read in the window.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn text(&self) -> Result<String> {
        let text = self.client.execute("return document.body.innerText", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What a script answers.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, vec![]).await?)
    }

    /// What a script says to the function it is given last.
    ///
    /// # Errors
    /// When it never says anything.
    pub async fn ask_later(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, args).await?)
    }

    /// Calls the program as the page does. For setting a scene, not for acting as a person.
    ///
    /// # Errors
    /// The program's typed error.
    pub async fn rpc(&self, name: &str, args: Value) -> Result<Value> {
        let script = "const [name, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('rpc', { name, args }).then((ok) => done({ ok }), (error) => done({ error }));";
        let answer = self.client.execute_async(script, vec![json!(name), args]).await?;
        match answer.get("error") {
            Some(error) => bail!("{name}: {error}"),
            None => Ok(answer["ok"].clone()),
        }
    }

    /// Strikes keys, as in `ctrl+k`, `g c`, `shift+w`, `enter`: one visible action each.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn keys(&mut self, strokes: &str) -> Result<()> {
        for stroke in strokes.split(' ') {
            self.actions += 1;
            let (modifiers, key) = match stroke.rsplit_once('+') {
                Some((modifiers, key)) => (modifiers.split('+').map(key_of).collect(), key_of(key)),
                None => (Vec::new(), key_of(stroke)),
            };
            let mut act = KeyActions::new("keyboard".to_owned());
            for held in &modifiers {
                act = act.then(KeyAction::Down { value: *held });
            }
            act = act.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
            for held in modifiers.iter().rev() {
                act = act.then(KeyAction::Up { value: *held });
            }
            self.client.perform_actions(act).await?;
            self.settled().await?;
        }
        Ok(())
    }

    /// Types words where the focus stands: one visible action.
    ///
    /// # Errors
    /// When nothing that takes words has the focus.
    pub async fn write(&mut self, words: &str) -> Result<()> {
        self.actions += 1;
        let takes =
            "const e = document.activeElement; return !!e && (e.matches('input, textarea') || e.isContentEditable)";
        self.until("a field with the focus", takes).await?;
        self.client.active_element().await?.send_keys(words).await?;
        self.settled().await
    }

    /// Presses the button or link that carries these words. For scenes; persons in tests use keys.
    ///
    /// # Errors
    /// When there is none.
    pub async fn press(&mut self, words: &str) -> Result<()> {
        self.actions += 1;
        let find = format!(
            "const want = {};
             const all = [...document.querySelectorAll('button, a, [role=button], [role=option], [role=menuitem], [role=tab], [role=radio], label')];
             const name = (e) => (e.getAttribute('aria-label') ?? e.innerText).replace(/\\s+/g, ' ').trim();
             const ok = all.filter((e) => e.checkVisibility() && !e.disabled && !e.closest('[inert]'));
             return ok.find((e) => name(e) === want) ?? ok.find((e) => name(e).startsWith(want)) ?? null",
            json!(words)
        );
        self.until(&format!("a button {words}"), &format!("return !!(() => {{ {find} }})()")).await?;
        self.client.execute(&format!("(() => {{ {find} }})().click()"), vec![]).await?;
        self.settled().await
    }

    /// Two animation frames later.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn settled(&self) -> Result<()> {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        self.client.execute_async(script, vec![]).await?;
        Ok(())
    }

    /// Makes the page this large.
    ///
    /// # Errors
    /// When the window does not follow.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.client.set_window_rect(0, 0, width, height).await?;
        self.until("the new size", &format!("return innerWidth === {width} && innerHeight === {height}")).await
    }

    /// A picture of the page, as PNG.
    ///
    /// # Errors
    /// When the window is gone or the file can't be written.
    pub async fn picture(&self, path: &Path) -> Result<()> {
        self.until("the fonts", "return document.fonts.status === 'loaded'").await?;
        // A page that nobody looks at draws only when asked to, so its transitions are ended instead of waited for.
        let still = "for (const a of document.getAnimations())
            if (a.effect?.getComputedTiming().iterations !== Infinity) a.finish();
            return true";
        self.settled().await?;
        self.ask(still).await?;
        self.settled().await?;
        // The driver takes its picture with the next frame that is drawn, and a still page draws none: one dot keeps it drawing.
        let dot = "const dot = document.createElement('i');
            dot.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;background:#8888;pointer-events:none';
            document.body.append(dot);
            let left = 90;
            const draw = () => { dot.style.opacity = left % 2 ? '0.01' : '0.02'; left-- > 0 ? requestAnimationFrame(draw) : dot.remove(); };
            draw(); return true";
        self.ask(dot).await?;
        fs::write(path, self.client.screenshot().await?)?;
        Ok(())
    }

    /// What axe finds wrong on the screen as it stands: rule, how bad, where.
    ///
    /// # Errors
    /// When axe is not installed or does not run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        let source = fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js")).context("axe-core")?;
        self.client.execute(&format!("if (!window.axe) {{ {source} }}"), vec![]).await?;
        let script = "const done = arguments[0];
            axe.run(document)
              .then((r) => done(r.violations.map((v) => v.id + ' (' + v.impact + '): ' + v.nodes.map((n) => n.target.join(' ')
                + ' — ' + n.failureSummary.replace(/\\s+/g, ' ')).slice(0, 5).join(' | '))),
                (error) => done(['axe: ' + error]));";
        let found = self.client.execute_async(script, vec![]).await?;
        Ok(found.as_array().into_iter().flatten().map(|each| each.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Closes the window and waits until the program has ended.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(mut self) -> Result<()> {
        self.client.clone().close().await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.end();
        let _ = self.driver.wait().await;
        Ok(())
    }

    /// The driver and what it started.
    fn end(&self) {
        if let Some(group) = self.driver.id() {
            let _ = std::process::Command::new("kill").args(["-9", "--", &format!("-{group}")]).status();
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}

fn key_of(name: &str) -> char {
    match name {
        "ctrl" => Key::Control.into(),
        "shift" => Key::Shift.into(),
        "alt" => Key::Alt.into(),
        "enter" => Key::Enter.into(),
        "escape" => Key::Escape.into(),
        "tab" => Key::Tab.into(),
        "space" => ' ',
        "down" => Key::Down.into(),
        "up" => Key::Up.into(),
        "left" => Key::Left.into(),
        "right" => Key::Right.into(),
        other => other.chars().next().unwrap_or(' '),
    }
}
