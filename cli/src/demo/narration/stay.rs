//! After the demo, for whoever goes on with it.

side_by_side! {
    /// A text about going on.
    Stay {
        /// The service goes on.
        Runs
            kk "Қызмет жұмыс істеп тұр. Тоқтату: Ctrl-C."
            ru "Сервис продолжает работать. Остановить: Ctrl-C."
            en "The service keeps running. Stop it with Ctrl-C.";
        /// Over the links.
        Links
            kk "Браузерде ашыңыз (тілі – сілтеменің басында: kk, ru, en):"
            ru "Откройте в браузере (язык – в начале ссылки: kk, ru, en):"
            en "Open in a browser (the language begins the link: kk, ru, en):";
        /// A page.
        Home
            kk "Басты бет"
            ru "Главная страница"
            en "Home";
        /// A page.
        LogIn
            kk "Кабинетке кіру: бизнес, қауымдастық, оператор"
            ru "Вход в кабинет: бизнес, ассоциация, оператор"
            en "Log-in to the cabinet: business, association, operator";
        /// A page.
        PosterPage
            kk "Дүкен постерінің беті"
            ru "Страница плаката магазина"
            en "The page of the grocery's poster";
        /// A page.
        BoardPage
            kk "Дүкеннің тақтасы (иесі кіргеннен кейін)"
            ru "Табло магазина (после входа владельца)"
            en "The grocery's board (once its owner is logged in)";
        /// Over the numbers.
        Chairs
            kk "Кабинетке мына нөмірлермен кіріп, бетті ашыңыз. Кіру коды осы терминалдың stderr ағынына шығады; бір реттік құпиясөздер осы терминалда Enter басқанда шығады."
            ru "Войдите в кабинет с этими номерами и откройте страницы. Код для входа появится в stderr этого терминала, одноразовые пароли – там же по клавише Enter."
            en "Log in to the cabinet with these numbers, and open the pages. The log-in code appears in this terminal's standard error; so do the one-time passwords when you press Enter here.";
        /// A role.
        Business
            kk "Бизнес"
            ru "Бизнес"
            en "Business";
        /// Over the commands.
        Commands
            kk "Екінші терминалда – келуші:"
            ru "Во втором терминале – посетитель:"
            en "In a second terminal, a visitor:";
        /// Over the commands of staff.
        StaffCommands
            kk "Сол телефон – дүкеннің қызметкері:"
            ru "Тот же телефон – сотрудник магазина:"
            en "The same phone as staff of the grocery:";
        /// Over a pass that is refused.
        OldPass
            kk "Ескі скриншотты қабылдамай, себебін айтады:"
            ru "Старый скриншот пропуска не принимается, причина названа:"
            en "An old screenshot of a pass is refused, and named:";
        /// What to type.
        Types
            kk "Нөмір: {number}, ЖСН: {iin}. Смартфонсыз келушінің ЖСН-і: {other}."
            ru "Номер: {number}, ИИН: {iin}. ИИН посетителя без смартфона: {other}."
            en "The number: {number}, the IIN: {iin}. The IIN of a visitor without a smartphone: {other}.";
    }
}

#[cfg(test)]
mod tests {
    use ashyq_core::words::Language;

    use super::*;

    #[test]
    fn every_text_is_there_in_three_languages_with_the_same_placeholders() {
        for text in Stay::ALL {
            crate::side_by_side::is_a_good_entry(Language::ALL.map(|language| text.say(language)));
        }
    }
}
