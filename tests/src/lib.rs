//! Only tests live here; see the files in `tests/`.
