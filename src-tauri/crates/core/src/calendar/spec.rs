//! A calendar as people write it: JSON in `aftercarectl calendar eval`, TOML in packs, the same shape in both.
//!
//! A misspelt key is refused: a desk must not open on a holiday because somebody wrote `holiday`.
//! Left out: what the hours mean on the time line, which is [`super::Calendar::compile`].

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize, Serializer};

use super::CalendarError;

/// Minutes of a civil day.
pub(super) const DAY: u16 = 24 * 60;

/// One open span of a day's hours, half-open, by the wall clock of the calendar's zone.
///
/// `24:00` ends a day; an end before its start runs over midnight and belongs to the day it began on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "[String; 2]"))]
pub struct Hours {
    open: u16,
    close: u16,
}

impl Hours {
    /// From two minutes of the day: `open` 0..1440, `close` 0..=1440. Equal ones have no length and are refused.
    ///
    /// # Errors
    /// [`CalendarError::MalformedHours`].
    pub fn new(open: u16, close: u16) -> Result<Self, CalendarError> {
        if open >= DAY || close > DAY || open == close {
            return Err(CalendarError::MalformedHours(format!("{}-{}", text(open), text(close))));
        }
        Ok(Self { open, close: if close < open { close + DAY } else { close } })
    }

    /// From `"09:00"` and `"21:00"`.
    ///
    /// # Errors
    /// [`CalendarError::MalformedHours`].
    pub fn parse(open: &str, close: &str) -> Result<Self, CalendarError> {
        let bad = || CalendarError::MalformedHours(format!("{open}-{close}"));
        let (o, c) = (minute(open).ok_or_else(bad)?, minute(close).ok_or_else(bad)?);
        Self::new(o, c).map_err(|_| bad())
    }

    /// Opening minute of the day.
    #[must_use]
    pub fn open(self) -> u16 {
        self.open
    }

    /// Closing minute counted from the same midnight; above 1440 when the span runs over midnight.
    #[must_use]
    pub fn close(self) -> u16 {
        self.close
    }
}

fn minute(s: &str) -> Option<u16> {
    let b = s.as_bytes();
    if b.len() != 5 || b[2] != b':' || ![b[0], b[1], b[3], b[4]].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |i: usize| u16::from(b[i] - b'0') * 10 + u16::from(b[i + 1] - b'0');
    let (h, m) = (two(0), two(3));
    (h < 24 && m < 60 || h == 24 && m == 0).then_some(h * 60 + m)
}

fn text(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let close = if self.close > DAY { self.close - DAY } else { self.close };
        [text(self.open), text(close)].serialize(s)
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let [open, close] = <[String; 2]>::deserialize(d)?;
        Self::parse(&open, &close).map_err(serde::de::Error::custom)
    }
}

/// The hours of each weekday; a day without any is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Weekly {
    /// Monday.
    pub mon: Vec<Hours>,
    /// Tuesday.
    pub tue: Vec<Hours>,
    /// Wednesday.
    pub wed: Vec<Hours>,
    /// Thursday.
    pub thu: Vec<Hours>,
    /// Friday.
    pub fri: Vec<Hours>,
    /// Saturday.
    pub sat: Vec<Hours>,
    /// Sunday.
    pub sun: Vec<Hours>,
}

impl Weekly {
    /// Monday first.
    #[must_use]
    pub fn days(&self) -> [&[Hours]; 7] {
        [&self.mon, &self.tue, &self.wed, &self.thu, &self.fri, &self.sat, &self.sun]
    }
}

/// One date with its own hours. They replace that weekday's hours and beat a holiday; none means closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraDay {
    /// The civil date in the calendar's zone.
    pub date: NaiveDate,
    /// Its hours.
    pub hours: Vec<Hours>,
}

/// A calendar as written: zone, weekly hours, public holidays, extra (make-up) days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "SpecText")]
pub struct CalendarSpec {
    /// IANA time zone that the hours and dates are read in.
    pub tz: Tz,
    /// Hours by weekday.
    pub weekly: Weekly,
    /// Dates without hours of their own. The night shift that began the evening before still ends in them.
    pub holidays: Vec<NaiveDate>,
    /// Dates with their own hours, such as China's make-up working days.
    pub extra: Vec<ExtraDay>,
}

/// The same in plain text, so that what is wrong in it gets a typed answer rather than a parser's sentence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecText {
    tz: String,
    #[serde(default)]
    weekly: WeeklyText,
    #[serde(default)]
    holidays: Vec<String>,
    #[serde(default)]
    extra: Vec<ExtraText>,
}

type HoursText = Vec<[String; 2]>;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WeeklyText {
    mon: HoursText,
    tue: HoursText,
    wed: HoursText,
    thu: HoursText,
    fri: HoursText,
    sat: HoursText,
    sun: HoursText,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraText {
    date: String,
    hours: HoursText,
}

impl TryFrom<SpecText> for CalendarSpec {
    type Error = CalendarError;

    fn try_from(t: SpecText) -> Result<Self, CalendarError> {
        let w = &t.weekly;
        Ok(Self {
            tz: t.tz.parse().map_err(|_| CalendarError::UnknownZone(t.tz.clone()))?,
            weekly: Weekly {
                mon: hours(&w.mon)?,
                tue: hours(&w.tue)?,
                wed: hours(&w.wed)?,
                thu: hours(&w.thu)?,
                fri: hours(&w.fri)?,
                sat: hours(&w.sat)?,
                sun: hours(&w.sun)?,
            },
            holidays: t.holidays.iter().map(|d| date(d)).collect::<Result<_, _>>()?,
            extra: t
                .extra
                .iter()
                .map(|e| Ok(ExtraDay { date: date(&e.date)?, hours: hours(&e.hours)? }))
                .collect::<Result<_, CalendarError>>()?,
        })
    }
}

fn hours(text: &[[String; 2]]) -> Result<Vec<Hours>, CalendarError> {
    text.iter().map(|[o, c]| Hours::parse(o, c)).collect()
}

fn date(s: &str) -> Result<NaiveDate, CalendarError> {
    let plain = s.len() == 10
        && s.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    plain.then(|| s.parse().ok()).flatten().ok_or_else(|| CalendarError::ImpossibleDate(s.to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(json: &str) -> Result<CalendarSpec, CalendarError> {
        CalendarSpec::try_from(serde_json::from_str::<SpecText>(json).unwrap())
    }

    #[test]
    fn json_and_toml_have_the_same_shape_and_come_back_equal() {
        let json = r#"{"tz":"Asia/Shanghai","weekly":{"mon":[["09:00","12:00"],["13:00","24:00"]],"fri":[["22:00","06:00"]]},
            "holidays":["2026-10-01"],"extra":[{"date":"2026-10-10","hours":[["09:00","21:00"]]}]}"#;
        let spec = parse(json).unwrap();
        let toml = "tz = 'Asia/Shanghai'\nholidays = ['2026-10-01']\n[weekly]\nmon = [['09:00', '12:00'], ['13:00', '24:00']]\n\
            fri = [['22:00', '06:00']]\n[[extra]]\ndate = '2026-10-10'\nhours = [['09:00', '21:00']]\n";
        assert_eq!(toml::from_str::<CalendarSpec>(toml).unwrap(), spec);
        assert_eq!(serde_json::from_str::<CalendarSpec>(&serde_json::to_string(&spec).unwrap()).unwrap(), spec);
        assert_eq!(toml::from_str::<CalendarSpec>(&toml::to_string(&spec).unwrap()).unwrap(), spec);
        assert_eq!(spec.weekly.fri[0].close(), 30 * 60);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let code = |json: &str| parse(json).unwrap_err().code();
        assert_eq!(code(r#"{"tz":"Asia/Atlantis"}"#), "unknown_zone");
        assert_eq!(code(r#"{"tz":"UTC","holidays":["2026-02-30"]}"#), "impossible_date");
        assert_eq!(code(r#"{"tz":"UTC","holidays":["2026-2-3"]}"#), "impossible_date");
        for bad in ["9:00", "09:60", "25:00", "24:01", "09-00", "", "０9:00"] {
            assert_eq!(
                code(&format!(r#"{{"tz":"UTC","weekly":{{"mon":[["{bad}","21:00"]]}}}}"#)),
                "malformed_hours",
                "{bad}"
            );
        }
        assert_eq!(code(r#"{"tz":"UTC","weekly":{"mon":[["24:00","06:00"]]}}"#), "malformed_hours");
        assert_eq!(code(r#"{"tz":"UTC","weekly":{"mon":[["09:00","09:00"]]}}"#), "malformed_hours");
    }

    #[test]
    fn misspelt_keys_are_refused() {
        assert!(serde_json::from_str::<CalendarSpec>(r#"{"tz":"UTC","weekly":{"monday":[]}}"#).is_err());
        assert!(serde_json::from_str::<CalendarSpec>(r#"{"tz":"UTC","holiday":[]}"#).is_err());
    }
}
