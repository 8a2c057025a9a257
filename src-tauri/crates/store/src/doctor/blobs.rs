//! Files: each one that a row names is there with its bytes, and those that no row names are counted.

use super::{Part, Problem, Report, Watch};
use crate::backup::blocking;
use crate::blobs::Blobs;
use crate::db::{Conn, Engine, query_as, query_scalar};
use crate::error::{Result, StoreError};
use crate::queries::messages;
use aftercare_core::journal::Hash;
use std::collections::HashSet;
use std::path::Path;

/// Looks at every file; gives those that are missing or changed.
pub(super) async fn look(
    conn: &mut Conn,
    files: Option<&Blobs>,
    report: &mut Report,
    watch: Watch<'_>,
) -> Result<Vec<Hash>> {
    let named = messages::blobs(conn).await?;
    report.counts.blobs = named.len() as u64;
    let mut bad = Vec::new();
    for (done, blob) in named.iter().enumerate() {
        let sha256 = blob.sha256;
        let read = match files {
            Some(files) => {
                let files = files.clone();
                blocking(move || files.get(&sha256).map(drop)).await
            }
            None => row(conn, &sha256).await,
        };
        let missing = match read {
            Ok(()) => None,
            Err(StoreError::NotFound) => Some(true),
            // An unreadable file is as good as a changed one; the sentence for it is the same.
            Err(StoreError::Damaged(_) | StoreError::Io(_) | StoreError::ReadOnly(_)) => Some(false),
            Err(error) => return Err(error),
        };
        if let Some(missing) = missing {
            report.add(Problem::Blob { sha256, missing });
            bad.push(sha256);
        }
        watch(Part::Blobs, done as u64 + 1, named.len() as u64);
    }
    let (count, bytes) = match files {
        Some(files) => {
            let (root, named) = (files.root().to_owned(), named.iter().map(|blob| blob.sha256.to_string()).collect());
            blocking(move || stray(&root, &named)).await?
        }
        None if conn.engine() == Engine::Postgres => stray_rows(conn).await?,
        None => (0, 0),
    };
    if count > 0 {
        report.add(Problem::Stray { files: count, bytes });
    }
    Ok(bad)
}

/// A file that stands in a row.
async fn row(conn: &mut Conn, sha256: &Hash) -> Result<()> {
    let bytes: Option<Vec<u8>> =
        query_scalar("SELECT bytes FROM blob_bytes WHERE sha256 = $1").bind(&sha256.0[..]).fetch_optional(conn).await?;
    match bytes {
        None => Err(StoreError::NotFound),
        Some(bytes) if Hash::of(&bytes) == *sha256 => Ok(()),
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
