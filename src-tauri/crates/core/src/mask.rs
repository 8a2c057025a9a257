//! Passwords of remote-control programs in texts that people paste (HX-9): masked before anything is stored.
//!
//! What names a password is looked for, in both languages, and the word after it becomes [`MASK`]. Ids stay: they let nobody in.
//! In doubt more is masked than less. Left out on purpose: a password that nothing names; nobody could tell it from a lot's number.

/// What stands in a masked word's place; always of one length, so that it tells nothing.
pub const MASK: &str = "••••••";

/// Words that name a password, in lower case. Among those that begin alike the longer ones stand first.
const NAMES: &[&str] = &[
    // English
    "temporary password",
    "verification code",
    "security code",
    "one-time code",
    "passphrase",
    "access code",
    "password",
    "passcode",
    "pass code",
    "passwort",
    "passwd",
    "pincode",
    "pin code",
    "auth code",
    "pswd",
    "pass",
    "pwd",
    "psw",
    "otp",
    "pin",
    "pw",
    // Chinese, simplified and as written in Hong Kong and Taiwan
    "验证码",
    "驗證碼",
    "校验码",
    "动态码",
    "授权码",
    "密码",
    "密碼",
    "口令",
];

/// Names that are words of other things too ("pass", the pin of a hinge): what follows must look like a password.
const DOUBTFUL: &[&str] = &["pass", "pin", "pw", "otp", "psw"];

/// Words between a name and its password, in lower case.
const LINKS: &[&str] = &[
    "is now",
    "changed to",
    "set to",
    "is",
    "was",
    "are",
    "now",
    "更新为",
    "更改为",
    "已改为",
    "修改为",
    "改为",
    "改成",
    "换成",
    "变成",
    "变为",
    "还是",
    "就是",
    "应该是",
    "现在是",
    "是",
    "为",
    "為",
];

/// The shortest that counts as a password: four digits of a PIN.
const SHORTEST: usize = 4;

/// A text as it may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// How many words of it were masked.
    pub masked: usize,
}

/// Masks the passwords that a text names.
#[must_use]
pub fn mask(text: &str) -> Masked {
    let signs: Vec<char> = text.chars().collect();
    let small: Vec<char> = signs.iter().map(|sign| plain(*sign)).collect();
    let (mut out, mut at, mut masked) = (String::with_capacity(text.len()), 0, 0);
    while let Some(sign) = signs.get(at) {
        if let Some((from, to)) = password(&small, at) {
            out.extend(signs.get(at..from).into_iter().flatten());
            out.push_str(MASK);
            masked += 1;
            at = to;
        } else {
            out.push(*sign);
            at += 1;
        }
    }
    Masked { text: out, masked }
}

/// A sign as it is compared: small, and of ordinary width where it was typed with an input method.
fn plain(sign: char) -> char {
    let narrow = match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => sign,
    };
    narrow.to_ascii_lowercase()
}

/// The password that is named at this place: where it begins and ends.
fn password(text: &[char], at: usize) -> Option<(usize, usize)> {
    let (name, mut here) = NAMES.iter().find_map(|name| Some((*name, named(text, at, name)?)))?;
    let mut told = false;
    let mut linked = false;
    // What stands between a name and its password, in any order: signs, a remark in brackets, a word such as "is".
    loop {
        let rest = text.get(here..)?;
        if let Some(length) = remark(rest) {
            here += length;
        } else if let Some(length) = LINKS.iter().find_map(|link| begins(rest, link)) {
            (here, linked) = (here + length, true);
        } else if let Some(end) = NAMES.iter().find_map(|name| named(text, here, name)).filter(|end| alone(text, *end))
        {
            here = end;
        } else {
            match rest.first()? {
                ':' | '=' | '>' | '|' => (here, told) = (here + 1, true),
                ' ' | '\t' | '\n' | '\r' | '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '『' | '【' | '[' | '('
                | '*' | '`' | '_' | '<' | '-' | '–' | '—' | '→' | '#' | ',' => here += 1,
                _ => break,
            }
        }
    }
    let end = here + length(text.get(here..)?);
    let word = text.get(here..end)?;
    let looks = word.iter().any(char::is_ascii_digit);
    let sure = told && !linked && !DOUBTFUL.contains(&name);
    let known = word.iter().filter(|sign| sign.is_ascii_alphanumeric()).count() >= SHORTEST;
    let said = told || linked || name != "pass";
    (known && said && (looks || sure)).then_some((here, end))
}

/// Whether no letter or digit goes on here.
fn alone(text: &[char], at: usize) -> bool {
    !text.get(at).is_some_and(char::is_ascii_alphanumeric)
}

/// Where a name ends that begins here, as a word of its own.
fn named(text: &[char], at: usize, name: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let several = || begins(rest, &format!("{name}s")).filter(|_| name.is_ascii());
    let length = begins(rest, name).or_else(several)?;
    let letters = name.is_ascii();
    let before = at.checked_sub(1).and_then(|at| text.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let after = text.get(at + length).is_some_and(char::is_ascii_alphabetic);
    (!letters || !before && !after).then_some(at + length)
}

fn begins(text: &[char], word: &str) -> Option<usize> {
    let mut count = 0;
    for sign in word.chars() {
        if text.get(count) != Some(&sign) {
            return None;
        }
        count += 1;
    }
    // "is" is a word, the beginning of "issue" is not.
    let whole = !word.is_ascii() || !text.get(count).is_some_and(char::is_ascii_alphabetic);
    whole.then_some(count)
}

/// A remark in brackets right here, as in 密码（一次性）: without digits, so that it is not the password itself.
fn remark(text: &[char]) -> Option<usize> {
    let close = match text.first()? {
        '(' => ')',
        '【' => '】',
        '[' => ']',
        _ => return None,
    };
    let end = text.iter().take(24).position(|sign| *sign == close)?;
    let inside = text.get(1..end)?;
    let words = !inside.is_empty() && !inside.iter().any(|sign| sign.is_ascii_digit());
    // Brackets around the last word of all hold the password.
    let more = text.get(end + 1..)?.iter().find(|sign| **sign != ' ');
    (words && more.is_some_and(|sign| matches!(sign, ':' | '=') || sign.is_ascii_alphanumeric())).then_some(end + 1)
}

/// How long the word is that begins here; digits in groups are one, as ToDesk shows them.
fn length(text: &[char]) -> usize {
    let word = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let stops = |sign: &char| {
            !sign.is_ascii_graphic() || matches!(sign, ',' | ';' | '|' | '"' | '\'' | ')' | ']' | '<' | '>' | '`')
        };
        let whole = rest.iter().position(stops).unwrap_or(rest.len());
        let kept = rest.get(..whole).unwrap_or_default();
        whole - kept.iter().rev().take_while(|sign| matches!(sign, '.' | '!' | '?' | ':' | '*' | '_')).count()
    };
    let digits = |from: usize, to: usize| text.get(from..to).is_some_and(|part| part.iter().all(char::is_ascii_digit));
    let mut end = word(0);
    while end > 0 && end <= 24 && digits(end.saturating_sub(1), end) && text.get(end) == Some(&' ') {
        let next = end + 1 + word(end + 1);
        if next > end + 7 || next == end + 1 || !digits(end + 1, next) {
            break;
        }
        end = next;
    }
    end
}
