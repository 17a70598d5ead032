//! On the business's side: applications, the test week, staff, the board.

side_by_side! {
    /// A text about a business, its staff or its board.
    Business {
        /// Heading: a direct application.
        Applies
            kk "{venue}: иесі кабинетте өтінім береді"
            ru "{venue}: владелец подаёт заявку в кабинете"
            en "{venue}: the owner applies in the cabinet";
        /// How.
        AppliesHow
            kk "Иесі SMS кодымен кіріп, өтінімді толтырды. Мемлекеттік тізілімнің орнында – демо кестесі."
            ru "Владелец вошёл по коду из SMS и заполнил заявку. Вместо государственного реестра – таблица демо."
            en "The owner logged in with a code from an SMS and filled in the form. A table stands in for the state's register.";
        /// Heading: refused applications.
        RefusedAtOnce
            kk "Екі өтінім бірден қабылданбайды"
            ru "Две заявки отклоняются сразу"
            en "Two applications are refused at once";
        /// An activity that is not eligible.
        CarRepair
            kk "Көлік жөндеу шеберханасы, ЭҚЖЖ {oked}:"
            ru "Автосервис, ОКЭД {oked}:"
            en "A car repair shop, OKED {oked}:";
        /// A person who is no business.
        NoBusiness
            kk "{person} – бизнес емес, өз ЖСН нөмірін жазды:"
            ru "{person} – не бизнес, в заявке личный ИИН:"
            en "{person} is no business and gives a personal IIN:";
        /// Heading: applications through associations.
        ThroughAssociations
            kk "Дәмхана мен кинотеатр қауымдастықтары арқылы өтеді"
            ru "Кафе и кинотеатр идут через свои ассоциации"
            en "A café and a cinema go through their associations";
        /// Without an association.
        CafeDirectly
            kk "Дәмхана алдымен қауымдастықсыз өтінім берді:"
            ru "Сначала кафе подаёт заявку без ассоциации:"
            en "The café first applies without one:";
        /// How an association endorses.
        Endorses
            kk "Қауымдастық өкілі SMS коды мен бір реттік құпиясөзбен кіреді де, өтінімді қолдайды. Кинотеатр да осылай өтті."
            ru "Представитель ассоциации входит по коду из SMS и одноразовому паролю и поддерживает заявку. Так же прошёл кинотеатр."
            en "The association's member logs in with a code from an SMS and a one-time password, and endorses. So did the cinema's.";
        /// Heading: the operator.
        OperatorDecides
            kk "Оператор төрт өтінімді мақұлдайды"
            ru "Оператор одобряет четыре заявки"
            en "The operator approves four applications";
        /// Who is in the queue.
        OperatorHow
            kk "Шипажай да, дүкен сияқты, өтінімді өзі берді. Операторға да бір реттік құпиясөз керек."
            ru "Санаторий, как и магазин, подал заявку сам. Оператору тоже нужен одноразовый пароль."
            en "The sanatorium applied directly, as the grocery did. The operator needs a one-time password, too.";
        /// What came of it.
        Approved
            kk "Мақұлданған өтінім: {count}. Әрқайсысының жаңа қалпы: «{state}»."
            ru "Одобрено заявок: {count}. Состояние каждой: «{state}»."
            en "Applications approved: {count}. Each one's state: {state}.";
        /// Heading: the test week.
        TestWeek
            kk "{venue}: сынақ аптасы басталды"
            ru "{venue}: началась тестовая неделя"
            en "{venue}: the test week begins";
        /// The poster of the test week.
        TestPoster
            kk "Кабинеттен басылған постердің айналасында сынақ белгісі бар. Телефон оны {frames} кадрдың {frame}-інде оқыды."
            ru "У плаката, распечатанного из кабинета, отметка «тест» со всех сторон. Телефон прочитал его на кадре {frame} из {frames}."
            en "The poster printed from the cabinet says TEST on every side. The phone read it in frame {frame} of {frames}.";
        /// Heading: practice.
        Practises
            kk "{person} – қызметкер: рөлін қабылдап, есікте жаттығады"
            ru "{person} – сотрудник: принимает роль и тренируется у двери"
            en "{person} is staff: accepts the role and practises at the door";
        /// Who is met.
        PracticeChosen
            kk "Иесі тақтаны ашып, сынақ тұлғасын таңдады. {person}."
            ru "Владелец открыл табло и выбрал учебного посетителя. {person}."
            en "The owner opens the board and chooses a practice person. {person}.";
        /// Who is met next.
        PracticeNext
            kk "Жаттығу адамы шықты. Келесісі таңдалды. {person}."
            ru "Учебный посетитель вышел. Выбран следующий. {person}."
            en "The practice person left. The next one is chosen. {person}.";
        /// Heading: everything tried, but too early.
        TooEarly
            kk "Бәрі байқалды, бірақ жеті күн әлі өтпеді"
            ru "Всё проверено, но семь дней ещё не прошли"
            en "Everything is tried, but seven days are not over";
        /// A button.
        Presses
            kk "Иесі «{button}» түймесін басады:"
            ru "Владелец нажимает «{button}»:"
            en "The owner presses {button}:";
        /// The other venues.
        OthersPractise
            kk "Қалған үш нысан да дәл осылай жаттықты."
            ru "Остальные три заведения потренировались так же."
            en "The other three venues practised in the same way.";
        /// Heading: live.
        SevenDaysLater
            kk "Жеті күннен кейін: төрт нысан ашылады"
            ru "Через семь дней: четыре заведения открываются"
            en "Seven days later: four venues go live";
        /// The poster of a live venue.
        LivePoster
            kk "Сынақ белгісі жоқ постер. QR коды өзгерген жоқ: ескісі де жарайды."
            ru "Плакат без отметки «тест». QR-код прежний: подойдёт и старый лист."
            en "The poster without test marks. Its QR code is the same: the old sheet works, too.";
        /// Heading: a shift.
        OpensShift
            kk "{venue}: {person} ауысымын ашады"
            ru "{person} открывает смену: {venue}"
            en "{person} opens a shift: {venue}";
        /// The two screens.
        PhoneAndBoard
            kk "Сол жақта – телефон, оң жақта – дүкеннің тақтасы. Есік коды екеуінде бірдей."
            ru "Слева телефон, справа табло магазина. Код у двери один и тот же."
            en "The phone on the left, the grocery's board on the right. The door code is the same on both.";
        /// Heading: passes without network.
        ChecksOffline
            kk "Есікте желі жоқ: {person} рұқсаттамаларды тексереді"
            ru "У двери нет сети: {person} проверяет пропуска"
            en "No network at the door: {person} checks passes";
        /// A pass that fits.
        ShowsPass
            kk "{person} телефонындағы рұқсаттаманы көрсетеді:"
            ru "{person} показывает пропуск на телефоне:"
            en "{person} shows the pass on the phone:";
        /// The same pass again.
        ShowsSamePass
            kk "{person} сол рұқсаттаманың суретін көрсетеді:"
            ru "{person} показывает снимок того же пропуска:"
            en "{person} shows a picture of the same pass:";
        /// The same picture, too late.
        ShowsOldPass
            kk "{seconds} секундтан кейін {person} сол скриншотпен қайта келеді:"
            ru "Через {seconds} секунд {person} приходит с тем же скриншотом снова:"
            en "{seconds} seconds later {person} comes back with the same screenshot:";
        /// Heading: without a smartphone.
        NoSmartphone
            kk "{person} смартфонсыз келді"
            ru "{person} приходит без смартфона"
            en "{person} comes without a smartphone";
        /// A slip.
        TypesWrong
            kk "{person} ЖСН-ді екі рет тереді, екіншісінде жаңылысты:"
            ru "{person} набирает ИИН дважды, второй раз с ошибкой:"
            en "{person} types the IIN twice, the second time with a slip:";
        /// Right.
        TypesRight
            kk "Қайтадан, бұл жолы дұрыс:"
            ru "Ещё раз, теперь верно:"
            en "Once more, now right:";
        /// Out again.
        LeavesWithoutPhone
            kk "25 минуттан кейін: {person} шығады, ЖСН тағы екі рет терілді"
            ru "Через 25 минут: {person} уходит, ИИН снова набран дважды"
            en "25 minutes later: {person} leaves, the IIN is typed twice again";
        /// Heading: the end of the day.
        ClosesDay
            kk "{venue} күнді жабады"
            ru "{venue} закрывает день"
            en "{venue} closes the day";
        /// How the board went on.
        BoardResumed
            kk "Иесі қайта кірді, тақта тоқтаған жерінен жалғасты. Ішінде қалғандар: {count}."
            ru "Владелец вошёл снова, табло продолжилось с того же места. Внутри оставалось: {count}."
            en "The owner logs in again; the board goes on where it stopped. Still inside: {count}.";
        /// Counts.
        CountsOfDay
            kk "Күн жабылды, ішінде ешкім жоқ. Бүгінгі келушілер:"
            ru "День закрыт, внутри никого. Посетители за день:"
            en "The day is closed, nobody is inside. The day's visitors:";
        /// Table head.
        State
            kk "Қалпы"
            ru "Состояние"
            en "State";
        /// Table head.
        Colour
            kk "Түс"
            ru "Цвет"
            en "Colour";
        /// Table head: who told of an arrival.
        ToldBy
            kk "Қалай"
            ru "Как"
            en "How";
        /// Table head.
        People
            kk "Адам"
            ru "Людей"
            en "People";
    }
}

#[cfg(test)]
mod tests {
    use ashyq_core::words::Language;

    use super::*;

    #[test]
    fn every_text_is_there_in_three_languages_with_the_same_placeholders() {
        for text in Business::ALL {
            crate::side_by_side::is_a_good_entry(Language::ALL.map(|language| text.say(language)));
        }
    }
}
