//! What the service writes by SMS. Each fits into one message of its alphabet.

use ashyq_core::{wire::NoticeKind, words::Language};

/// The SMS with a log-in code.
pub(crate) fn log_in_code(language: Language, code: &str) -> String {
    match language {
        Language::Kk => format!("Ashyq: кіру коды {code}. Оны ешкімге айтпаңыз."),
        Language::Ru => format!("Ashyq: код входа {code}. Никому его не сообщайте."),
        Language::En => format!("Ashyq: log-in code {code}. Tell it to nobody."),
    }
}

/// The SMS that tells of a notice; without a word on the person.
pub(crate) fn notice(language: Language, kind: NoticeKind) -> &'static str {
    match (kind, language) {
        (NoticeKind::IinClaimed, Language::Kk) => {
            "Ashyq: ЖСН-ды басқа құрылғы сұрап тұр. 24 сағат ішінде қолданбада жауап беріңіз."
        }
        (NoticeKind::IinClaimed, Language::Ru) => {
            "Ashyq: ваш ИИН вводят на другом устройстве. Ответьте в приложении за 24 ч."
        }
        (NoticeKind::IinClaimed, Language::En) => {
            "Ashyq: another device asks for your IIN. Answer in the app within 24 hours."
        }
        (NoticeKind::NewDevice, Language::Kk) => {
            "Ashyq: тіркелгіңізге жаңа құрылғы кірді. 24 сағат ішінде қолданбада жауап беріңіз."
        }
        (NoticeKind::NewDevice, Language::Ru) => "Ashyq: вход с нового устройства. Ответьте в приложении за 24 ч.",
        (NoticeKind::NewDevice, Language::En) => {
            "Ashyq: a new device has logged in. Answer in the app within 24 hours."
        }
        (NoticeKind::ClaimObjected, Language::Kk) => {
            "Ashyq: сұрауыңызға қарсылық білдірілді. Жеке куәлікпен операторға жүгініңіз."
        }
        (NoticeKind::ClaimObjected, Language::Ru) => {
            "Ashyq: против заявки возразили. Обратитесь к оператору с удостоверением."
        }
        (NoticeKind::ClaimObjected, Language::En) => {
            "Ashyq: the other side objects. Turn to the operator with your ID card."
        }
        (NoticeKind::LookedUp, Language::Kk) => "Ashyq: қызметкер сізді тексерді. Толығырақ қолданбада.",
        (NoticeKind::LookedUp, Language::Ru) => "Ashyq: сотрудник проверил ваш статус. Подробнее в приложении.",
        (NoticeKind::LookedUp, Language::En) => "Ashyq: staff looked you up. More in the app.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_each_language() {
        for kind in [NoticeKind::IinClaimed, NoticeKind::NewDevice, NoticeKind::ClaimObjected, NoticeKind::LookedUp] {
            let texts = [Language::Kk, Language::Ru, Language::En].map(|language| notice(language, kind));
            assert!(texts.iter().all(|text| text.starts_with("Ashyq: ") && text.chars().count() <= 134));
            assert!(texts[0] != texts[1] && texts[1] != texts[2]);
        }
    }
}
