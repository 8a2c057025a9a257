//! A guess at the language by counting scripts. It only preselects a template; a person can change it.

use crate::model::Language;

/// Guesses the language of a text. A Chinese character weighs as much as two and a half Latin letters.
pub fn guess(text: &str) -> Language {
    let (mut latin, mut marked, mut han, mut kana, mut other) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for c in text.chars().take(20_000) {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{C0}'..='\u{24F}' => marked += 1,
            '\u{3040}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => kana += 1,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' => han += 1,
            c if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    let chinese = han * 5 / 2;
    let japanese = kana * 8 > han && kana > 0;
    if japanese && (kana + han) * 5 / 2 >= latin + other {
        return Language::Other;
    }
    if han > 0 && chinese >= latin + marked + other {
        return Language::Zh;
    }
    if latin > 1 && latin >= other && marked * 100 <= latin {
        return Language::En;
    }
    Language::Other
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("The zip is broken, order 12.", Language::En)]
    #[case("拉链坏了，订单 12。", Language::Zh)]
    #[case("型号 HX-2201B 拉链坏了", Language::Zh)]
    #[case("The 华星 bag has a broken zip, please help us", Language::En)]
    #[case("ファスナーが壊れました", Language::Other)]
    #[case("Schöne Grüße aus Köln", Language::Other)]
    #[case("Молния сломана", Language::Other)]
    #[case("320", Language::Other)]
    #[case("", Language::Other)]
    fn languages(#[case] text: &str, #[case] language: Language) {
        assert_eq!(guess(text), language);
    }
}
