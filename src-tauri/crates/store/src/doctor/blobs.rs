//! Files: each one that a row names is there with its bytes, and those that no row names are counted.

use super::{Part, Problem, Report, Watch};
use crate::backup::blocking;
use crate::blobs::Blobs;
use crate::cell;
use crate::db::{Conn, Engine, query_as, query_scalar};
use crate::error::{Result, StoreError};
use aftercare_core::journal::Hash;
use std::collections::HashSet;
use std::path::Path;

/// What the rows of files name.
#[derive(Default)]
pub(super) struct Named {
    /// All of them.
    pub all: HashSet<Hash>,
    /// Those that something is wrong with.
    pub bad: Vec<Hash>,
}

/// Looks at every file.
pub(super) async fn look(
    conn: &mut Conn,
    files: Option<&Blobs>,
    report: &mut Report,
    watch: Watch<'_>,
) -> Result<Named> {
    let rows: Vec<(Vec<u8>, i64)> = query_as("SELECT sha256, size FROM blob ORDER BY sha256").fetch_all(conn).await?;
    let rows: Vec<(Hash, i64)> =
        rows.into_iter().map(|(sha256, size)| Ok((cell::hash(&sha256)?, size))).collect::<Result<_>>()?;
    report.counts.blobs = rows.len() as u64;
    let mut bad = Vec::new();
    for (done, (sha256, told)) in rows.iter().enumerate() {
        let (sha256, told) = (*sha256, *told);
        let missing = match bytes(conn, files, &sha256).await {
            Ok(bytes) => {
                let is = bytes.len() as u64;
                if u64::try_from(told) != Ok(is) {
                    report.add(Problem::Size { sha256, told, is });
                    bad.push(sha256);
                }
                None
            }
            Err(StoreError::NotFound) => Some(true),
            // An unreadable file is as good as a changed one; the sentence for it is the same.
            Err(StoreError::Damaged(_) | StoreError::Io(_) | StoreError::ReadOnly(_)) => Some(false),
            Err(error) => return Err(error),
        };
        if let Some(missing) = missing {
            report.add(Problem::Blob { sha256, missing });
            bad.push(sha256);
        }
        watch(Part::Blobs, done as u64 + 1, rows.len() as u64);
    }
    let all: HashSet<Hash> = rows.into_iter().map(|(sha256, _)| sha256).collect();
    let (count, bytes) = match files {
        Some(files) => {
            let (root, named) = (files.root().to_owned(), all.iter().map(Hash::to_string).collect());
            blocking(move || stray(&root, &named)).await?
        }
        None if conn.engine() == Engine::Postgres => stray_rows(conn).await?,
        None => (0, 0),
    };
    if count > 0 {
        report.add(Problem::Stray { files: count, bytes });
    }
    Ok(Named { all, bad })
}

/// The bytes of a file, if they are those of its name.
pub(super) async fn bytes(conn: &mut Conn, files: Option<&Blobs>, sha256: &Hash) -> Result<Vec<u8>> {
    if let Some(files) = files {
        let (files, sha256) = (files.clone(), *sha256);
        return blocking(move || files.get(&sha256)).await;
    }
    let bytes: Option<Vec<u8>> =
        query_scalar("SELECT bytes FROM blob_bytes WHERE sha256 = $1").bind(&sha256.0[..]).fetch_optional(conn).await?;
    match bytes {
        None => Err(StoreError::NotFound),
        Some(bytes) if Hash::of(&bytes) == *sha256 => Ok(bytes),
        Some(_) => Err(StoreError::Damaged(format!("blob {sha256}"))),
    }
}

/// Files below a folder that no row names, and their bytes.
fn stray(folder: &Path, named: &HashSet<String>) -> Result<(u64, u64)> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((0, 0)),
        Err(error) => return Err(error.into()),
    };
    let mut found = (0, 0);
    for entry in entries {
        let entry = entry?;
        let about = entry.metadata()?;
        if about.is_dir() {
            let below = stray(&entry.path(), named)?;
            found = (found.0 + below.0, found.1 + below.1);
        } else if !named.contains(&*entry.file_name().to_string_lossy()) {
            found = (found.0 + 1, found.1 + about.len());
        }
    }
    Ok(found)
}

async fn stray_rows(conn: &mut Conn) -> Result<(u64, u64)> {
    let (count, bytes): (i64, i64) = query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(length(bytes)), 0) AS BIGINT) FROM blob_bytes f \
         WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = f.sha256)",
    )
    .fetch_one(conn)
    .await?;
    Ok((u64::try_from(count).unwrap_or_default(), u64::try_from(bytes).unwrap_or_default()))
}
