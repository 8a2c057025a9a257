//! HX-9: no remote password is stored, however it was pasted.
#![allow(clippy::unwrap_used)]

use aftercare_core::mask::{MASK, mask};
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
// As ToDesk copies it, and the programs beside it.
#[case("设备代码：123 456 789\n临时密码：8k2m1xq3", "设备代码：123 456 789\n临时密码：••••••")]
#[case(
    "ToDesk 远程协助\n设备代码: 123 456 789\n临时密码: 482 913\n",
    "ToDesk 远程协助\n设备代码: 123 456 789\n临时密码: ••••••\n"
)]
#[case(
    "【ToDesk】设备代码 123456789 临时密码 ab12cd34，请在10分钟内连接",
    "【ToDesk】设备代码 123456789 临时密码 ••••••，请在10分钟内连接"
)]
#[case(
    "Device ID: 123 456 789\r\nTemporary Password: Xy7!pQ2z\r\n",
    "Device ID: 123 456 789\r\nTemporary Password: ••••••\r\n"
)]
#[case("Your ToDesk ID is 123 456 789, password is 8k2m1x.", "Your ToDesk ID is 123 456 789, password is ••••••.")]
#[case("todesk://connect?id=123456789&pwd=8k2m1xq3", "todesk://connect?id=123456789&pwd=••••••")]
#[case("本机识别码：987 654 321\n本机验证码：a8f3k2", "本机识别码：987 654 321\n本机验证码：••••••")]
#[case(
    "Your AnyDesk-Address is: 123 456 789, Password: hunter",
    "Your AnyDesk-Address is: 123 456 789, Password: ••••••"
)]
// As people type it.
#[case("密码8k2m1x", "密码••••••")]
#[case("密码是 8k2m1x 请尽快", "密码是 •••••• 请尽快")]
#[case("密码改成8k2m1x了", "密码改成••••••了")]
#[case("安全密码（一次性）：8k2m1x", "安全密码（一次性）：••••••")]
#[case("密碼：８ｋ２ｍ１ｘ", "密碼：••••••")]
#[case("验证码　482913", "验证码　••••••")]
#[case("pwd 123456", "pwd ••••••")]
#[case("PIN: 4821", "PIN: ••••••")]
#[case("密码: 1234 5678", "密码: ••••••")]
#[case("Passwords: a1b2c3d4", "Passwords: ••••••")]
#[case("密码，8k2m1x", "密码，••••••")]
#[case("Password – 8k2m1x", "Password – ••••••")]
#[case("PIN4821", "PIN••••••")]
#[case("pw=8k2m1x; id=123456789", "pw=••••••; id=123456789")]
#[case("| **Password** | `8k2m1x` |", "| **Password** | `••••••` |")]
#[case("password (temporary): abcdef", "password (temporary): ••••••")]
#[case("Passwort: geheim", "Passwort: ••••••")]
#[case("the pass: 8k2m1x", "the pass: ••••••")]
#[case("临时密码\n8k2m1x\n", "临时密码\n••••••\n")]
#[case("密码: 111222, 新密码: 333444", "密码: ••••••, 新密码: ••••••")]
// A password that carries a name of one within.
#[case("password: mypin1234", "password: ••••••")]
fn hx_9_named_passwords_are_masked_and_ids_stay(#[case] pasted: &str, #[case] kept: &str) {
    let masked = mask(pasted);
    assert_eq!(masked.text, kept);
    assert!(masked.masked > 0);
}

#[rstest]
#[case("The customer forgot the password of the web shop.")]
#[case("Password is wrong, asked for a new one")]
#[case("密码不对，请客户重新发送")]
#[case("密码：见短信")]
#[case("Hinge pin 4 mm too short on 320 of 5000 bags")]
#[case("Shipping 4800 pieces, opinion 2026-07")]
#[case("Passport E12345678")]
#[case("The zip must pass 5000 cycles")]
#[case("The zip passes 5000 cycles")]
#[case("Lot 2026-07, cartons 41–66, ToDesk id 123 456 789")]
#[case("")]
fn what_names_no_password_stays_as_it_is(#[case] text: &str) {
    assert_eq!((mask(text).text.as_str(), mask(text).masked), (text, 0));
}

proptest! {
    #[test]
    fn hx_9_whatever_stands_around_a_password_it_is_gone(
        before in "[ -~\n密码是：，。]{0,40}",
        name in prop::sample::select(vec!["临时密码", "密码", "验证码", "password", "Password", "PWD", "Passcode"]),
        between in prop::sample::select(vec![": ", "：", "=", " ", " is ", "是", "为：", " = ", ":\n", "：「"]),
        secret in "[a-z]{3}[0-9][A-Z0-9]{4}",
        after in "([ ,;\n。，][ -~\n中文]{0,30})?",
    ) {
        // Words of other kinds right before the name would make it another word.
        let text = format!("{before} {name}{between}{secret}{after}");
        let masked = mask(&text);
        prop_assert!(!masked.text.contains(&secret), "{text:?} became {:?}", masked.text);
        prop_assert!(masked.text.contains(MASK));
    }

    #[test]
    fn masking_twice_is_masking_once(text in "([ -~\n]|密码|password: |pin|是|：|•){0,60}") {
        let once = mask(&text).text;
        prop_assert_eq!(mask(&once).masked, 0, "{:?}", once);
    }

    #[test]
    fn a_text_that_names_nothing_is_never_touched(text in "[b-mB-M0-9 ,.:;\n客户设备代码：]{0,80}") {
        prop_assert_eq!(mask(&text).text, text);
    }
}
