//! Disks that are small, read-only or another computer's, for one test alone.
//!
//! Mounting needs root, or a user namespace in which one is root. So a test that mounts starts itself again inside a mount
//! namespace of its own (`unshare`, root or not); what it mounts ends with it, however it ends. Where no such namespace can be
//! had, the test says so and passes.

use anyhow::{Context, Result, bail};
use std::fs;
use std::future::Future;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const INSIDE: &str = "AFTERCARE_OWN_MOUNTS";

/// Runs a test's body where it may mount. `test` is the test's own name, as the runner knows it.
///
/// # Errors
/// What the body says.
///
/// # Panics
/// When the test inside fails.
pub fn alone<F: Future<Output = Result<()>>>(test: &str, body: impl FnOnce() -> F) -> Result<()> {
    if std::env::var_os(INSIDE).is_some() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        return runtime.block_on(body());
    }
    let ways: [&[&str]; 2] = [
        &["--mount", "--propagation", "private"],
        &["--user", "--map-root-user", "--mount", "--propagation", "private"],
    ];
    let works = |way: &&[&str]| {
        let mut probe = Command::new("unshare");
        probe.args(*way).args(["mount", "-t", "tmpfs", "probe", "/mnt"]).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    let Some(way) = ways.iter().find(|way| works(way)) else {
        eprintln!("skipped: {test}: this user may not mount here, not even in a namespace of its own");
        return Ok(());
    };
    let status = Command::new("unshare")
        .args(*way)
        .arg(std::env::current_exe()?)
        .args(["--exact", test, "--nocapture", "--test-threads", "1"])
        .env(INSIDE, "1")
        .status()?;
    assert!(status.success(), "{test}: see above");
    Ok(())
}

fn mount(args: &[&str]) -> Result<()> {
    let done = Command::new("mount").args(args).output().context("mount")?;
    if !done.status.success() {
        bail!("mount {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(())
}

fn shown(path: &Path) -> Result<&str> {
    path.to_str().context("a path that is no text")
}

/// Puts a disk of so many kilobytes over a folder.
///
/// # Errors
/// When it can't be mounted.
pub fn small_disk(folder: &Path, kilobytes: u32) -> Result<()> {
    mount(&["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "small", shown(folder)?])
}

/// Gives the small disk another size.
///
/// # Errors
/// When it holds more.
pub fn resize(folder: &Path, kilobytes: u32) -> Result<()> {
    mount(&["-o", &format!("remount,size={kilobytes}k"), shown(folder)?])
}

/// Takes the disk's last free byte. The file that does it is deleted by whoever wants room again.
///
/// # Errors
/// When something else than a full disk is in the way.
pub fn fill(folder: &Path) -> Result<PathBuf> {
    let path = folder.join("filler");
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&path)?;
    let part = [7_u8; 4096];
    loop {
        match file.write(&part) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::StorageFull => return Ok(path),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Lets a folder be read and nothing else, or all again.
///
/// # Errors
/// When it can't be mounted.
pub fn read_only(folder: &Path, so: bool) -> Result<()> {
    let folder = shown(folder)?;
    if !so {
        return unmount(Path::new(folder));
    }
    mount(&["--bind", folder, folder])?;
    mount(&["-o", "remount,bind,ro", folder])
}

/// Takes away what was mounted last over a folder; who has a file open in it keeps that file.
///
/// # Errors
/// When nothing is mounted there.
pub fn unmount(folder: &Path) -> Result<()> {
    let done = Command::new("umount").arg("--lazy").arg(folder).output().context("umount")?;
    if !done.status.success() {
        bail!("umount: {}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(())
}

/// Mounts `there` over `here` as another computer's disk: a real sshfs, whose other end is the real file server of OpenSSH on
/// this computer. `None` where one of the two is not installed or FUSE is not to be had.
///
/// # Errors
/// When the mount is refused.
pub fn share(there: &Path, here: &Path, scratch: &Path) -> Result<Option<()>> {
    let servers = ["/usr/lib/openssh/sftp-server", "/usr/lib/sftp-server", "/usr/libexec/openssh/sftp-server"];
    let Some(server) = servers.iter().find(|path| Path::new(path).is_file()) else { return Ok(None) };
    if !Path::new("/dev/fuse").exists() || Command::new("sshfs").arg("--version").output().is_err() {
        return Ok(None);
    }
    // In place of ssh: what it would start on the other side.
    let way = scratch.join("as-ssh");
    fs::write(&way, format!("#!/bin/sh\nexec {server}\n"))?;
    fs::set_permissions(&way, fs::Permissions::from_mode(0o755))?;
    let done = Command::new("sshfs")
        .arg(format!("other:{}", shown(there)?))
        .arg(here)
        .args(["-o", &format!("ssh_command={}", shown(&way)?)])
        .stdin(Stdio::null())
        .output()?;
    if !done.status.success() {
        bail!("sshfs: {}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(Some(()))
}
