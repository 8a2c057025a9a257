//! The folder a desk's data stands in: what lies where, whether it is a place for a database, and who else is in it.

use crate::error::{Result, StoreError};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The parts of a data folder.
#[derive(Clone, Debug)]
pub struct Place {
    root: PathBuf,
}

impl Place {
    /// The data folder `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.root.join("aftercare.db")
    }

    /// The folder of blobs.
    pub fn blobs(&self) -> PathBuf {
        self.root.join("blobs")
    }

    /// Where backups go unless the desk says otherwise.
    pub fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    fn lock_file(&self) -> PathBuf {
        self.root.join("aftercare.lock")
    }

    /// Whether a desk has lived here: files of messages or backups stand in the folder.
    pub(crate) fn was_used(&self) -> bool {
        let filled = |folder: PathBuf| std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        filled(self.blobs()) || filled(self.backups())
    }

    /// Makes the folder and sees that a database can stand there.
    ///
    /// # Errors
    /// [`StoreError::Network`], [`StoreError::ReadOnly`], [`StoreError::DiskFull`], [`StoreError::Io`].
    pub(crate) fn prepare(&self) -> Result<()> {
        self.refuse_network()?;
        Ok(Self::make(&self.root)?)
    }

    /// Makes a folder that only this user may look into; what is above it is made as usual. The rights of a folder that
    /// stands there are its owner's choice. On Windows the folder above decides.
    ///
    /// # Errors
    /// As the operating system says.
    pub fn make(folder: &Path) -> std::io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            std::fs::create_dir_all(above)?;
        }
        #[allow(unused_mut, reason = "rights are given on Unix only")]
        let mut maker = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        match maker.create(folder) {
            // Somebody was quicker.
            Err(_) if folder.is_dir() => Ok(()),
            made => made,
        }
    }

    /// Begins the database's file so that only this user may read it, and with it the files SQLite puts beside it: the
    /// folder may be one that others may look into.
    ///
    /// # Errors
    /// As [`Place::prepare`].
    pub(crate) fn begin_database(&self) -> Result<()> {
        if self.was_used() {
            return Ok(());
        }
        let mut how = OpenOptions::new();
        how.create_new(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
        match how.open(self.database()) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// # Errors
    /// [`StoreError::Network`].
    pub(crate) fn refuse_network(&self) -> Result<()> {
        match network_system(&self.root) {
            Some(system) => Err(StoreError::Network { folder: self.root.clone(), system }),
            None => Ok(()),
        }
    }

    /// Holds the folder together with other programs that use it; `None` while one has it alone.
    pub(crate) fn share(&self) -> Result<Option<Lock>> {
        let file = self.open_lock()?;
        Lock::of(file.try_lock_shared(), file)
    }

    /// Holds the folder alone, for a migration or a restore; `None` while anybody else holds it.
    pub(crate) fn alone(&self) -> Result<Option<Lock>> {
        let file = self.open_lock()?;
        Lock::of(file.try_lock(), file)
    }

    fn open_lock(&self) -> Result<File> {
        Ok(OpenOptions::new().create(true).truncate(false).read(true).write(true).open(self.lock_file())?)
    }
}

/// The folder is ours while this lives; the system lets go of it when the process dies, however it dies.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    fn of(taken: std::result::Result<(), TryLockError>, file: File) -> Result<Option<Self>> {
        match taken {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// File systems on which another computer may write behind our back, or that stand for one; "9p" is also how Linux inside
/// Windows sees the disks of Windows. Those that a program serves (FUSE) are named after the dot.
const NETWORK: [&str; 16] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "smb2",
    "afs",
    "afpfs",
    "ncpfs",
    "coda",
    "9p",
    "ceph",
    "glusterfs",
    "lustre",
    "davfs",
    "webdav",
];
const SERVED: [&str; 15] = [
    "sshfs",
    "smbnetfs",
    "smbfs",
    "davfs",
    "davfs2",
    "curlftpfs",
    "gvfsd-fuse",
    "rclone",
    "s3fs",
    "ceph",
    "ceph-fuse",
    "glusterfs",
    "juicefs",
    "kio-fuse",
    "onedriver",
];

fn is_network(system: &str) -> bool {
    NETWORK.contains(&system) || system.strip_prefix("fuse.").is_some_and(|served| SERVED.contains(&served))
}

/// The name of the network file system a folder is on, if it is on one. Linux lists its mounts, Windows names shares in
/// the path; elsewhere SQLite itself refuses its log on most of them.
fn network_system(folder: &Path) -> Option<String> {
    // Of a folder that is not there yet, the nearest one above tells.
    let folder = std::path::absolute(folder).ok()?;
    let folder = folder.ancestors().find_map(|above| above.canonicalize().ok())?;
    let shown = folder.to_string_lossy();
    if shown.starts_with(r"\\?\UNC\") || (shown.starts_with(r"\\") && !shown.starts_with(r"\\?\")) {
        return Some("smb".into());
    }
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let system = system_of(&mounts, &folder)?;
    is_network(system).then(|| system.to_owned())
}

/// The file system of the deepest mount that holds `folder`; `mounts` in the form of `/proc/self/mounts`.
fn system_of<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let point = fields.nth(1)?.replace("\\040", " ");
            folder.starts_with(&point).then_some((point.len(), fields.next()?))
        })
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, system)| system)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    const MOUNTS: &str = "/dev/vda / ext4 rw 0 0\nnas:/desk /mnt/desk nfs4 rw 0 0\n//nas/x /mnt/my\\040desk cifs rw 0 0\ntmpfs /mnt/desk/tmp tmpfs rw 0 0\n";

    #[rstest]
    #[case("/home/ana/desk", "ext4")]
    #[case("/mnt/desk/data", "nfs4")]
    #[case("/mnt/desktop", "ext4")]
    #[case("/mnt/my desk", "cifs")]
    #[case("/mnt/desk/tmp/x", "tmpfs")]
    fn the_deepest_mount_counts(#[case] folder: &str, #[case] system: &str) {
        assert_eq!(system_of(MOUNTS, Path::new(folder)), Some(system));
    }

    #[rstest]
    #[case("nfs4", true)]
    #[case("9p", true)]
    #[case("fuse.sshfs", true)]
    #[case("fuse.gvfsd-fuse", true)]
    #[case("fuse.ntfs-3g", false)]
    #[case("fuseblk", false)]
    #[case("sshfs", false)]
    #[case("ext4", false)]
    fn shares_are_told_from_disks(#[case] system: &str, #[case] network: bool) {
        assert_eq!(is_network(system), network);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn what_we_make_is_for_this_user_only() {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (folder.path().join("above/desk"), folder.path().join("theirs"));
        std::fs::DirBuilder::new().mode(0o755).create(&theirs).unwrap();
        let now = chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_000);
        for (root, rights) in [(&ours, 0o700), (&theirs, 0o755)] {
            let store = crate::Store::open(root, now).await.unwrap();
            let place = Place::new(root);
            store.back_up(&place.backups(), now).await.unwrap();
            crate::Blobs::new(place.blobs()).put(b"letter").unwrap();
            assert_eq!(mode(root), rights, "{root:?}");
            for inside in [place.blobs(), place.backups()] {
                assert_eq!(mode(&inside), 0o700, "{inside:?}");
            }
            for suffix in ["", "-wal", "-shm"] {
                let file = root.join(format!("aftercare.db{suffix}"));
                assert_eq!(mode(&file), 0o600, "{file:?}");
            }
        }
    }

    #[test]
    fn one_alone_or_many_together() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(folder.path());
        let (one, two) = (place.share().unwrap().unwrap(), place.share().unwrap().unwrap());
        assert!(place.alone().unwrap().is_none());
        drop((one, two));
        let alone = place.alone().unwrap().unwrap();
        assert!(place.alone().unwrap().is_none());
        assert!(place.share().unwrap().is_none());
        drop(alone);
        assert!(place.share().unwrap().is_some());
    }
}
