//! The test week: practice persons and what they show.

/// Hands the words about practice on to the next subject.
macro_rules! practice_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* practice {
        /// The heading over the practice persons.
        PracticePersons
            kk "Сынақ тұлғалары"
            ru "Учебные посетители"
            en "Practice persons";
        /// What practice persons are for.
        PracticeMeaning
            kk "Сынақ аптасында сканерлеген әркімге таңдалған тұлғаның түсі көрсетіледі. Нақты мәртебе сұралмайды."
            ru "В тестовую неделю всем, кто сканирует, показан цвет выбранного посетителя. Настоящий статус не запрашивается."
            en "In the test week whoever scans is shown the chosen person's colour. No real status is asked for.";
        /// Staff practise by typing a practice person's IIN.
        PracticeByIin
            kk "ЖСН бойынша тіркеуді үйрену үшін осы нөмірлерді теріңіз. Олар ешкімге тиесілі емес."
            ru "Чтобы освоить отметку по ИИН, наберите эти номера. Они никому не принадлежат."
            en "To practise registering by IIN, type these numbers. They belong to nobody.";
        /// The practice person who is green.
        PracticeGreen
            kk "Жасыл: ПТР тесті теріс"
            ru "Зелёный: отрицательный тест ПЦР"
            en "Green: a negative PCR test";
        /// The practice person who is blue.
        PracticeBlue
            kk "Көк: шектеу қоятын мәлімет жоқ"
            ru "Синий: нет сведений об ограничениях"
            en "Blue: nothing known restricts";
        /// The practice person who is yellow and lives next door.
        PracticeYellowNear
            kk "Сары: байланыста болған, жақын тұрады"
            ru "Жёлтый: контакт, живёт рядом"
            en "Yellow: a contact who lives nearby";
        /// The practice person who is yellow and lives far away.
        PracticeYellowFar
            kk "Сары: байланыста болған, алыс тұрады"
            ru "Жёлтый: контакт, живёт далеко"
            en "Yellow: a contact who lives far away";
        /// The practice person who is red.
        PracticeRed
            kk "Қызыл: ауырып жүр"
            ru "Красный: болеет"
            en "Red: ill";
        /// The person who is shown to whoever scans now.
        PracticeChosen
            kk "Қазір таңдалған"
            ru "Выбран сейчас"
            en "Chosen now";
        /// The button that chooses a practice person.
        PracticeChoose
            kk "Таңдау"
            ru "Выбрать"
            en "Choose";
        /// The app asks before an entry at a venue in test mode.
        PracticeEntry
            kk "Нысан сынақ режимінде: бұл – нақты кіру емес, жаттығу."
            ru "Заведение в тестовом режиме: это не посещение, а тренировка."
            en "The venue is in test mode: this is practice, not a visit.";
        /// A pass of the test week was read at a live venue, or the other way round.
        PassOfOtherMode
            kk "Рұқсаттама нысанның басқа режимінде берілген: сынақ не нақты. Келушіден постерді қайта сканерлеуін сұраңыз."
            ru "Пропуск выдан в другом режиме заведения, тестовом или рабочем. Попросите посетителя снова отсканировать плакат."
            en "The pass is from another mode of the venue, test or live. Ask the visitor to scan the poster again.";
    } } } };
}
