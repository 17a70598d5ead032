//! Statuses: their words, how they are spoken, why, and what is open.

/// Hands the words about statuses on to the next subject.
macro_rules! status_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* status {
        /// The name of the status red.
        Red
            kk "Қызыл"
            ru "Красный"
            en "Red";
        /// The name of the status yellow.
        Yellow
            kk "Сары"
            ru "Жёлтый"
            en "Yellow";
        /// The name of the status green.
        Green
            kk "Жасыл"
            ru "Зелёный"
            en "Green";
        /// The name of the status blue.
        Blue
            kk "Көк"
            ru "Синий"
            en "Blue";
        /// Stands in the place of a status that is not signed and dated.
        Unknown
            kk "Белгісіз"
            ru "Неизвестно"
            en "Unknown";
        /// The status red for a screen reader.
        RedSpoken
            kk "Мәртебе: қызыл."
            ru "Статус: красный."
            en "Status: red.";
        /// The status yellow for a screen reader.
        YellowSpoken
            kk "Мәртебе: сары."
            ru "Статус: жёлтый."
            en "Status: yellow.";
        /// The status green for a screen reader.
        GreenSpoken
            kk "Мәртебе: жасыл."
            ru "Статус: зелёный."
            en "Status: green.";
        /// The status blue for a screen reader.
        BlueSpoken
            kk "Мәртебе: көк."
            ru "Статус: синий."
            en "Status: blue.";
        /// An unknown status for a screen reader.
        UnknownSpoken
            kk "Мәртебе белгісіз."
            ru "Статус неизвестен."
            en "Status unknown.";
        /// A red visitor reads why.
        ReasonIll
            kk "Сіз амбулаториялық бақылаудасыз."
            ru "Вы под амбулаторным наблюдением."
            en "You are under out-patient observation.";
        /// A yellow visitor reads why.
        ReasonContact
            kk "ПТР дерекқоры бойынша Сіз ауырған адаммен байланыста болғансыз."
            ru "По данным базы ПЦР, вы были в контакте с заболевшим."
            en "By the PCR database you were in contact with a person who is ill.";
        /// A green visitor reads why and until when.
        ReasonNegativeTest
            kk "ПТР тестіңіздің нәтижесі теріс. Жарамдылығы аяқталатын уақыт: {time}."
            ru "Ваш тест ПЦР отрицательный. Он действует до {time}."
            en "Your PCR test is negative. It counts until {time}.";
        /// A blue visitor reads why.
        ReasonNothingKnown
            kk "Сізге шектеу қоятын мәлімет жоқ."
            ru "Нет сведений, которые вас ограничивают."
            en "Nothing is known that restricts you.";
        /// The reason where the rules give a recovered person a colour.
        ReasonRecovered
            kk "Сіз ауырып, жазылғансыз. Мәртебе аяқталатын уақыт: {time}."
            ru "Вы переболели. Статус действует до {time}."
            en "You have recovered. The status counts until {time}.";
        /// The reason where the rules give a vaccinated person a colour.
        ReasonVaccinated
            kk "Сіз вакцина салдырғансыз. Мәртебе аяқталатын уақыт: {time}."
            ru "Вы вакцинированы. Статус действует до {time}."
            en "You are vaccinated. The status counts until {time}.";
        /// A green visitor reads why, while the end lies beyond what the phone holds.
        ReasonNegativeTestNow
            kk "ПТР тестіңіздің нәтижесі теріс."
            ru "Ваш тест ПЦР отрицательный."
            en "Your PCR test is negative.";
        /// The reason of a recovered person, while the end lies beyond what the phone holds.
        ReasonRecoveredNow
            kk "Сіз ауырып, жазылғансыз."
            ru "Вы переболели."
            en "You have recovered.";
        /// The reason of a vaccinated person, while the end lies beyond what the phone holds.
        ReasonVaccinatedNow
            kk "Сіз вакцина салдырғансыз."
            ru "Вы вакцинированы."
            en "You are vaccinated.";
        /// The reason of an unknown status: nothing signed is held.
        ReasonNothingHeld
            kk "Телефонда жаңа мәлімет жоқ. Мәртебені көру үшін желіге қосылыңыз."
            ru "На телефоне нет свежих данных. Подключитесь к сети, чтобы увидеть статус."
            en "The phone holds no recent answer. Connect to the network to see your status.";
        /// The heading over what is open.
        OpenToMe
            kk "Маған ашық орындар"
            ru "Что мне открыто"
            en "Open to me";
        /// What is open: every venue kind.
        OpenEverywhere
            kk "Барлық жерге кіре аласыз."
            ru "Вам можно входить везде."
            en "You may enter everywhere.";
        /// What is open: all but the venue kinds where a PCR test is mandatory.
        OpenExcept
            kk "ПТР тесті міндетті орындардан басқа барлық жерге кіре аласыз. Тест қажет: {kinds}."
            ru "Вам можно входить везде, кроме заведений, где обязателен тест ПЦР: {kinds}."
            en "You may enter everywhere except where a PCR test is mandatory: {kinds}.";
        /// What is open: a few venue kinds near the isolation place.
        OpenNearby
            kk "Сізге ашық: {kinds}. Оқшаулану орнынан {metres} метрге дейін."
            ru "Вам открыты: {kinds}. Не дальше {metres} м от места изоляции."
            en "Open to you: {kinds}. At most {metres} m from your isolation place.";
        /// What is open: nothing.
        OpenNowhere
            kk "Қазір ешқайда кіруге болмайды. Үйде болыңыз."
            ru "Сейчас входить никуда нельзя. Оставайтесь дома."
            en "You may enter nowhere at present. Please stay at home.";
        /// The moment at which the status changes by itself.
        Turns
            kk "Мәртебе өзгеретін уақыт: {time}. Жаңа түсі: {colour}."
            ru "Статус сменится: {time}. Новый цвет: {colour}."
            en "The status changes at {time}. New colour: {colour}.";
        /// The age of an answer or a timetable that is shown without the network.
        AsOf
            kk "Мәлімет уақыты: {time}"
            ru "По данным на {time}"
            en "As of {time}";
        /// The status page shows the timetable, not a fresh answer.
        TimetableOffline
            kk "Желі жоқ. Көрсетілгені – {time} кезіндегі мәлімет."
            ru "Нет сети. Показаны данные на {time}."
            en "No network. What you see is as of {time}.";
    } } } };
}
