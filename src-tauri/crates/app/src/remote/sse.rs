//! The stream of events, taken apart as it comes, wherever the network cuts it.
//!
//! Only what the server uses of the format: `data` over one or several lines, comments, any line end. Names and ids of
//! messages are passed over: who reconnects asks for everything again, so nothing hangs on them.

/// A line longer than this is no event of ours.
const LONGEST: usize = 4 * 1024 * 1024;

/// The stream sends what no event can be.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a line of the event stream is too long")]
pub(super) struct TooLong;

/// What of the stream is not a whole message yet.
#[derive(Debug, Default)]
pub(super) struct Sse {
    line: Vec<u8>,
    data: Option<String>,
    /// The last byte was a carriage return: a line feed right after it ends no second line.
    returned: bool,
}

impl Sse {
    /// Takes the next bytes and gives the messages that they complete.
    ///
    /// # Errors
    /// [`TooLong`]; the stream can't be followed any more.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Result<Vec<String>, TooLong> {
        let mut whole = Vec::new();
        for &byte in bytes {
            let after_return = std::mem::replace(&mut self.returned, byte == b'\r');
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => whole.extend(self.end_line()),
                _ if self.line.len() + self.data.as_ref().map_or(0, String::len) >= LONGEST => return Err(TooLong),
                _ => self.line.push(byte),
            }
        }
        Ok(whole)
    }

    fn end_line(&mut self) -> Option<String> {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return self.data.take();
        }
        let line = String::from_utf8_lossy(&line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        if field == "data" {
            let value = value.strip_prefix(' ').unwrap_or(value);
            match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                none => *none = Some(value.to_owned()),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    const STREAM: &str = ": alive\n\nid: 1\ndata: {\"a\":\"箱包\"}\n\nevent: x\r\ndata:two\r\ndata: lines\r\n\r\n:\r\rdata\r\r\nretry: 5\n\n";

    #[test]
    fn messages_are_found_between_comments_and_fields() {
        let found = Sse::default().feed(STREAM.as_bytes()).unwrap();
        assert_eq!(found, ["{\"a\":\"箱包\"}", "two\nlines", ""]);
    }

    #[test]
    fn a_message_that_breaks_off_is_none() {
        assert!(Sse::default().feed(b"data: {\"type\":\"chan").unwrap().is_empty());
        assert!(Sse::default().feed(b"data: whole line\n").unwrap().is_empty());
    }

    #[test]
    fn a_line_without_end_is_given_up() {
        let mut sse = Sse::default();
        let piece = vec![b'x'; 1024 * 1024];
        let ends = (0..5).map(|_| sse.feed(&piece)).find(Result::is_err);
        assert_eq!(ends, Some(Err(TooLong)));
    }

    proptest! {
        #[test]
        fn where_the_stream_is_cut_changes_nothing(cuts in proptest::collection::vec(0..STREAM.len(), 0..12)) {
            let mut cuts = cuts;
            cuts.extend([0, STREAM.len()]);
            cuts.sort_unstable();
            let mut sse = Sse::default();
            let found: Vec<String> = cuts
                .windows(2)
                .flat_map(|cut| sse.feed(&STREAM.as_bytes()[cut[0]..cut[1]]).unwrap())
                .collect();
            prop_assert_eq!(found, Sse::default().feed(STREAM.as_bytes()).unwrap());
        }

        #[test]
        fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Sse::default().feed(&bytes);
        }
    }
}
