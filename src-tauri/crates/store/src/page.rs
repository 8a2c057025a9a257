//! Keyset pages: a page ends with the keys of its last row, and the next one begins after them, whatever changed meanwhile.

use uuid::Uuid;

/// Where a page ended. Opaque to everybody but the list that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// The cursor a caller gave back.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Its text, to hand out.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn from_keys(keys: &[i64]) -> Self {
        Self(keys.iter().map(i64::to_string).collect::<Vec<_>>().join("."))
    }

    pub(crate) fn from_name(name: &str, id: Uuid) -> Self {
        Self(format!("{id}.{name}"))
    }

    /// The keys, if they are as many as the list has.
    pub(crate) fn keys<const N: usize>(&self) -> Option<[i64; N]> {
        let keys: Option<Vec<i64>> = self.0.split('.').map(|key| key.parse().ok()).collect();
        keys?.try_into().ok()
    }

    pub(crate) fn name(&self) -> Option<(String, Uuid)> {
        let (id, name) = self.0.split_once('.')?;
        Some((name.to_owned(), id.parse().ok()?))
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next: Option<Cursor>,
    /// All rows that match, on every page.
    pub total: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back_as_they_went() {
        assert_eq!(Cursor::from_keys(&[0, i64::MAX, -7]).keys::<3>(), Some([0, i64::MAX, -7]));
        assert_eq!(Cursor::from_keys(&[1, 2]).keys::<3>(), None);
        assert_eq!(Cursor::new("nonsense").keys::<1>(), None);
        let id = Uuid::from_u128(7);
        assert_eq!(Cursor::from_name("a.b 公司", id).name(), Some(("a.b 公司".to_owned(), id)));
        assert_eq!(Cursor::new("x").name(), None);
    }
}
