//! At the door: confirming an entry, the result, the visit that follows, and what staff see and say.

/// Hands the words at the door on to the next subject.
macro_rules! door_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* door {
        /// The question after a poster was read.
        ConfirmEntry
            kk "«{venue}» нысанына кіресіз бе?"
            ru "Вы входите в «{venue}»?"
            en "Are you entering {venue}?";
        /// The entrance that the poster belongs to.
        Entrance
            kk "{entrance}-кіреберіс"
            ru "Вход {entrance}"
            en "Entrance {entrance}";
        /// The button that confirms an entry.
        ConfirmEntryButton
            kk "Кіруді растау"
            ru "Подтвердить вход"
            en "Confirm entry";
        /// Said while the service is asked.
        Asking
            kk "Тексеріліп жатыр…"
            ru "Проверяем…"
            en "Checking…";
        /// The first words of an admitted result.
        Admitted
            kk "Кіруге болады"
            ru "Вход разрешён"
            en "You may enter";
        /// The first words of a refused result, before any reason.
        Refused
            kk "Кіруге болмайды"
            ru "Вход запрещён"
            en "Do not enter";
        /// An admitted result for a screen reader, after the status.
        AdmittedSpoken
            kk "Кіруге болады."
            ru "Вход разрешён."
            en "Enter.";
        /// A refused result for a screen reader, after the status.
        RefusedSpoken
            kk "Кіруге болмайды."
            ru "Вход запрещён."
            en "Do not enter.";
        /// Why: home isolation.
        WhyIsolation
            kk "Сізге үйде оқшаулану тағайындалған."
            ru "Вам назначена домашняя изоляция."
            en "You are in home isolation.";
        /// Why: a contact, and the venue is too far away.
        WhyTooFar
            kk "Бұл нысан оқшаулану орнынан {metres} метрден алыс."
            ru "Это заведение дальше {metres} м от места вашей изоляции."
            en "This venue is more than {metres} m from your isolation place.";
        /// Why: a contact, and the venue is of a kind that is closed to contacts.
        WhyContactKind
            kk "Ауырған адаммен байланыста болғандарға мұндай нысанға кіруге болмайды."
            ru "После контакта с заболевшим в такие заведения входить нельзя."
            en "After a contact, places of this kind are closed to you.";
        /// Why: a PCR test is mandatory at this venue kind.
        WhyTestMandatory
            kk "Мұнда ПТР тестінің теріс нәтижесі міндетті."
            ru "Здесь обязателен отрицательный тест ПЦР."
            en "A negative PCR test is mandatory here.";
        /// Why: the rules in force say so, for any other reason.
        WhyRules
            kk "Қазіргі қағидалар мұнда кіруге рұқсат бермейді."
            ru "Действующие сейчас правила не разрешают сюда входить."
            en "The rules in force now do not let you enter here.";
        /// What an admitted visitor does now.
        DoShow
            kk "Осы экранды қызметкерге көрсетіңіз. Шыққанда постерді қайта сканерлеңіз."
            ru "Покажите этот экран сотруднику. На выходе снова отсканируйте плакат."
            en "Show this screen to staff. Scan the poster again when you leave.";
        /// What to do now: home isolation.
        DoStayHome
            kk "Үйге қайтыңыз. Жағдайыңыз нашарласа, 103 нөміріне хабарласыңыз."
            ru "Вернитесь домой. Если станет хуже, позвоните 103."
            en "Please go home. If you feel worse, call 103.";
        /// What to do now: too far from the isolation place.
        DoGoNearer
            kk "Оқшаулану орнына жақынырақ нысанды таңдаңыз."
            ru "Выберите заведение ближе к месту изоляции."
            en "Choose a venue nearer to your isolation place.";
        /// What to do now: a venue kind that is closed to contacts, or a rule.
        DoSeeStatus
            kk "Өзіңізге ашық орындарды мәртебе бетінен қараңыз."
            ru "Посмотрите на странице статуса, что вам открыто."
            en "See on your status page what is open to you.";
        /// What to do now: a PCR test is mandatory.
        DoTakeTest
            kk "ПТР тестін тапсырыңыз. Нәтижесі теріс болса, кіре аласыз."
            ru "Сдайте тест ПЦР. При отрицательном результате вы сможете войти."
            en "Take a PCR test. You may enter once it is negative.";
        /// Stands over every result of a venue in test mode.
        Test
            kk "СЫНАҚ"
            ru "ТЕСТ"
            en "TEST";
        /// Test mode for a screen reader, before the status.
        TestSpoken
            kk "Бұл – сынақ, нақты кіру емес."
            ru "Это тест, а не настоящий вход."
            en "This is a test, not a real entry.";
        /// What TEST means, under the result.
        TestMeaning
            kk "Нысан сынақ режимінде. Түс шартты, кіру есепке алынбайды."
            ru "Заведение в тестовом режиме. Цвет условный, вход не учитывается."
            en "The venue is in test mode. The colour is made up and the entry does not count.";
        /// The first words of an entry without a decision.
        NotChecked
            kk "Тексерілмеді"
            ru "Не проверено"
            en "Not checked";
        /// An entry without a decision: what to do.
        NotCheckedAskStaff
            kk "Желі жоқ. Қызметкерден ЖСН енгізуін сұраңыз."
            ru "Нет сети. Попросите сотрудника ввести ваш ИИН."
            en "No network. Ask staff to enter your IIN.";
        /// An entry without a decision for a screen reader.
        NotCheckedSpoken
            kk "Тексерілмеді: желі жоқ. Қызметкерден ЖСН енгізуін сұраңыз."
            ru "Не проверено: нет сети. Попросите сотрудника ввести ваш ИИН."
            en "Not checked: no network. Ask staff to enter your IIN.";
        /// An entry without a decision is kept on the phone.
        EntryKept
            kk "Кіру телефонға жазылды, желі пайда болғанда жіберіледі."
            ru "Вход записан на телефоне и будет отправлен, когда появится сеть."
            en "The entry is recorded on the phone and will be sent once there is network.";
        /// The countdown of a decision's five minutes.
        TimeLeft
            kk "Қалған уақыт: {duration}"
            ru "Осталось: {duration}"
            en "Time left: {duration}";
        /// The label of the door code.
        DoorCode
            kk "Есік коды"
            ru "Код у двери"
            en "Door code";
        /// The door code for a screen reader.
        DoorCodeSpoken
            kk "Есік коды: {sign}, {noun}, {digits}."
            ru "Код у двери: {sign}, {noun}, {digits}."
            en "Door code: {sign}, {noun}, {digits}.";
        /// Staff compare phone and board.
        DoorCodeCompare
            kk "Телефон мен тақтадағы белгіні, сөзді және сандарды салыстырыңыз."
            ru "Сравните знак, слово и цифры на телефоне и на табло."
            en "Compare the sign, the word and the digits on the phone and on the board.";
        /// The label of the pass.
        Pass
            kk "Рұқсаттама"
            ru "Пропуск"
            en "Pass";
        /// What the pass is for.
        PassShow
            kk "Қызметкер сұраса, осы QR-кодты көрсетіңіз."
            ru "Покажите этот QR-код, если сотрудник попросит."
            en "Show this QR code if staff ask.";
        /// No countdown, pass or door code: the clock is uncertain.
        ClockNoPass
            kk "Телефон сағаты тексерілмеді, сондықтан рұқсаттама көрсетілмейді. Желіге қосылыңыз."
            ru "Часы телефона не сверены, поэтому пропуска нет. Подключитесь к сети."
            en "The phone's clock is not checked, so there is no pass. Connect to the network.";
        /// The heading of the visit that goes on.
        CurrentVisit
            kk "Сіз осындасыз"
            ru "Вы сейчас здесь"
            en "You are here now";
        /// When the visit that goes on began.
        InsideSince
            kk "Кірген уақыт: {time}"
            ru "Время входа: {time}"
            en "Entered: {time}";
        /// What ends a visit.
        LeaveByScan
            kk "Шыққанда осы нысанның кез келген постерін сканерлеңіз."
            ru "На выходе отсканируйте любой плакат этого заведения."
            en "When you leave, scan any poster of this venue.";
        /// The button that ends a visit.
        Leave
            kk "Шығуды белгілеу"
            ru "Отметить выход"
            en "Record my exit";
        /// The question after a second scan.
        LeaveQuestion
            kk "«{venue}» нысанынан шығасыз ба?"
            ru "Вы выходите из «{venue}»?"
            en "Are you leaving {venue}?";
        /// The button that leaves the visit as it is.
        Stay
            kk "Әлі осындамын"
            ru "Я ещё здесь"
            en "I am still here";
        /// The visit has ended.
        Left
            kk "Шығу белгіленді: {time}."
            ru "Выход отмечен: {time}."
            en "Exit recorded: {time}.";
        /// A reminder after two hours.
        StillInside
            kk "Сіз әлі «{venue}» нысанындасыз ба? Шыққан болсаңыз, шығуды белгілеңіз."
            ru "Вы ещё в «{venue}»? Если вышли, отметьте выход."
            en "Are you still at {venue}? If you have left, record your exit.";
        /// A second scan within a minute changes nothing.
        AlreadyRecorded
            kk "Кіру белгіленген. Қайта сканерлеу қажет емес."
            ru "Вход уже отмечен. Сканировать ещё раз не нужно."
            en "Your entry is recorded. There is no need to scan again.";
        /// An entry elsewhere ends the visit that goes on.
        EntryEndsVisit
            kk "«{venue}» нысанынан шығу белгіленбеген. Жаңа кіру оны аяқтайды."
            ru "Выход из «{venue}» не отмечен. Новый вход завершит это посещение."
            en "No exit from {venue} is recorded. The new entry will end that visit.";
        /// Staff see an admitted pass or IIN: what to say.
        StaffSayAdmitted
            kk "Келушіге айтыңыз: «Кіріңіз»."
            ru "Скажите посетителю: «Проходите»."
            en "Say to the visitor: please come in.";
        /// Staff see a refused pass or IIN: what to say.
        StaffSayRefused
            kk "Келушіге айтыңыз: «Кешіріңіз, қазір кіруге болмайды. Себебі бізге көрсетілмейді»."
            ru "Скажите посетителю: «Извините, сейчас войти нельзя. Причину нам не показывают»."
            en "Say to the visitor: sorry, you cannot come in now. We are not shown why.";
        /// Staff typed an IIN on exit; the answer is always this.
        Noted
            kk "Белгіленді."
            ru "Отмечено."
            en "Noted.";
        /// A pass was read and fits.
        PassFits
            kk "Рұқсаттама түпнұсқа."
            ru "Пропуск подлинный."
            en "The pass is genuine.";
    } } } };
}
