//! An instant as it is printed: ISO civil time, the place in both languages, the offset. Pure; templates never count.

use chrono::{DateTime, Offset, Utc};
use chrono_tz::Tz;

use crate::{Field, Moment};

/// The civil time of an instant in a zone, to the minute, seconds cut off: a deadline is never shown later than it is.
/// The offset keeps the two 01:30s of an autumn night apart.
pub fn moment(at: DateTime<Utc>, zone: Tz) -> Moment {
    let local = at.with_timezone(&zone);
    let seconds = local.offset().fix().local_minus_utc();
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    let offset = match (size / 60, size % 60) {
        (0, 0) => "UTC".to_owned(),
        (h, 0) => format!("UTC{sign}{h}"),
        (h, m) => format!("UTC{sign}{h}:{m:02}"),
    };
    let name = zone.name();
    let place = name.contains('/').then(|| city(name)).filter(|_| !name.starts_with("Etc/"));
    Moment { civil: local.format("%Y-%m-%d %H:%M").to_string(), place, offset: Some(offset) }
}

/// The same to the second, for sums that are checked by hand.
pub fn moment_to_the_second(at: DateTime<Utc>, zone: Tz) -> Moment {
    let civil = at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string();
    Moment { civil, ..moment(at, zone) }
}

/// The zone's city; in Chinese where the list has it, else by its international name.
fn city(zone: &str) -> Field {
    let en = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
    let zh = CITIES.iter().find(|(id, _)| *id == zone).map(|(_, zh)| (*zh).to_owned());
    match zh {
        Some(zh) => Field::Both { en: Some(en), zh: Some(zh) },
        None => Field::Text(en),
    }
}

const CITIES: &[(&str, &str)] = &[
    ("Africa/Cairo", "开罗"),
    ("Africa/Johannesburg", "约翰内斯堡"),
    ("Africa/Lagos", "拉各斯"),
    ("Africa/Nairobi", "内罗毕"),
    ("America/Bogota", "波哥大"),
    ("America/Buenos_Aires", "布宜诺斯艾利斯"),
    ("America/Argentina/Buenos_Aires", "布宜诺斯艾利斯"),
    ("America/Chicago", "芝加哥"),
    ("America/Denver", "丹佛"),
    ("America/Lima", "利马"),
    ("America/Los_Angeles", "洛杉矶"),
    ("America/Mexico_City", "墨西哥城"),
    ("America/New_York", "纽约"),
    ("America/Santiago", "圣地亚哥"),
    ("America/Sao_Paulo", "圣保罗"),
    ("America/Toronto", "多伦多"),
    ("America/Vancouver", "温哥华"),
    ("Asia/Bangkok", "曼谷"),
    ("Asia/Chongqing", "重庆"),
    ("Asia/Dubai", "迪拜"),
    ("Asia/Ho_Chi_Minh", "胡志明市"),
    ("Asia/Hong_Kong", "香港"),
    ("Asia/Jakarta", "雅加达"),
    ("Asia/Jerusalem", "耶路撒冷"),
    ("Asia/Karachi", "卡拉奇"),
    ("Asia/Kolkata", "加尔各答"),
    ("Asia/Kuala_Lumpur", "吉隆坡"),
    ("Asia/Macau", "澳门"),
    ("Asia/Manila", "马尼拉"),
    ("Asia/Riyadh", "利雅得"),
    ("Asia/Seoul", "首尔"),
    ("Asia/Shanghai", "上海"),
    ("Asia/Singapore", "新加坡"),
    ("Asia/Taipei", "台北"),
    ("Asia/Tokyo", "东京"),
    ("Asia/Urumqi", "乌鲁木齐"),
    ("Australia/Adelaide", "阿德莱德"),
    ("Australia/Brisbane", "布里斯班"),
    ("Australia/Melbourne", "墨尔本"),
    ("Australia/Perth", "珀斯"),
    ("Australia/Sydney", "悉尼"),
    ("Europe/Amsterdam", "阿姆斯特丹"),
    ("Europe/Athens", "雅典"),
    ("Europe/Berlin", "柏林"),
    ("Europe/Brussels", "布鲁塞尔"),
    ("Europe/Copenhagen", "哥本哈根"),
    ("Europe/Dublin", "都柏林"),
    ("Europe/Helsinki", "赫尔辛基"),
    ("Europe/Istanbul", "伊斯坦布尔"),
    ("Europe/Kyiv", "基辅"),
    ("Europe/Lisbon", "里斯本"),
    ("Europe/London", "伦敦"),
    ("Europe/Madrid", "马德里"),
    ("Europe/Moscow", "莫斯科"),
    ("Europe/Oslo", "奥斯陆"),
    ("Europe/Paris", "巴黎"),
    ("Europe/Prague", "布拉格"),
    ("Europe/Rome", "罗马"),
    ("Europe/Stockholm", "斯德哥尔摩"),
    ("Europe/Vienna", "维也纳"),
    ("Europe/Warsaw", "华沙"),
    ("Europe/Zurich", "苏黎世"),
    ("Pacific/Auckland", "奥克兰"),
    ("Pacific/Honolulu", "檀香山"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2026-11-20T02:12:59Z", "Asia/Shanghai", "2026-11-20 10:12", "UTC+8", "Shanghai", "上海")]
    #[case("2026-11-20T02:12:00Z", "Australia/Melbourne", "2026-11-20 13:12", "UTC+11", "Melbourne", "墨尔本")]
    #[case("2026-11-01T05:30:00Z", "America/New_York", "2026-11-01 01:30", "UTC-4", "New York", "纽约")]
    #[case("2026-11-01T06:30:00Z", "America/New_York", "2026-11-01 01:30", "UTC-5", "New York", "纽约")]
    #[case("2026-01-01T00:00:00Z", "Asia/Kolkata", "2026-01-01 05:30", "UTC+5:30", "Kolkata", "加尔各答")]
    #[case("2026-01-01T00:00:00Z", "America/St_Johns", "2025-12-31 20:30", "UTC-3:30", "St Johns", "St Johns")]
    #[case("2026-06-01T00:00:00Z", "Europe/London", "2026-06-01 01:00", "UTC+1", "London", "伦敦")]
    #[case("2026-06-01T00:00:00Z", "UTC", "2026-06-01 00:00", "UTC", "", "")]
    fn instants_become_civil_times(
        #[case] at: &str,
        #[case] zone: &str,
        #[case] civil: &str,
        #[case] offset: &str,
        #[case] en: &str,
        #[case] zh: &str,
    ) {
        let m = moment(at.parse().unwrap(), zone.parse().unwrap());
        let place = match &m.place {
            None => ("", ""),
            Some(Field::Text(t)) => (t.as_str(), t.as_str()),
            Some(Field::Both { en, zh }) => (en.as_deref().unwrap(), zh.as_deref().unwrap()),
            Some(Field::Redacted(_)) => panic!("redacted"),
        };
        assert_eq!((m.civil.as_str(), m.offset.as_deref().unwrap(), place), (civil, offset, (en, zh)));
    }

    #[test]
    fn a_second_is_kept_where_it_is_asked_for_and_less_is_cut() {
        let at = "2026-11-20T02:12:59.999Z".parse().unwrap();
        let exact = moment_to_the_second(at, chrono_tz::Asia::Shanghai);
        assert_eq!(exact.civil, "2026-11-20 10:12:59");
        assert_eq!(Moment { civil: "2026-11-20 10:12".into(), ..exact }, moment(at, chrono_tz::Asia::Shanghai));
    }

    #[test]
    fn listed_zones_exist() {
        for (id, _) in CITIES {
            assert!(id.parse::<Tz>().is_ok(), "{id}");
        }
    }
}
