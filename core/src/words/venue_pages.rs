//! A venue's pages in the cabinet: posters, board, counts, staff and the test week.

/// Hands the words of a venue's pages on to the next subject.
macro_rules! venue_page_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* venue_pages {
        /// The name of the links between a venue's pages.
        VenueLinks
            kk "Нысанның беттері"
            ru "Страницы заведения"
            en "Pages of the venue";
        /// The link to a venue's own page.
        VenueOverview
            kk "Нысан"
            ru "Заведение"
            en "Venue";
        /// The link that opens a venue's own page.
        VenueOpen
            kk "Нысан бетін ашу"
            ru "Открыть страницу заведения"
            en "Open the venue's page";
        /// The link to a venue's application.
        VenueApplication
            kk "Өтінім"
            ru "Заявка"
            en "Application";
        /// What a venue is: live, in test mode, suspended or revoked.
        VenueMode
            kk "Режим"
            ru "Режим"
            en "Mode";
        /// The heading over what to do next.
        VenueNext
            kk "Енді не істеу керек"
            ru "Что делать дальше"
            en "What to do next";
        /// Until when a poster is valid.
        PosterUntil
            kk "Жарамдылық мерзімінің соңы: {day}"
            ru "Действует до: {day}"
            en "Valid until: {day}";
        /// A poster that was revoked.
        PosterWasRevoked
            kk "Тоқтатылған"
            ru "Отозван"
            en "Revoked";
        /// Opens the question before a new poster.
        PosterNew
            kk "Жаңа постер жасау"
            ru "Сделать новый плакат"
            en "Make a new poster";
        /// What a new poster means for the old one.
        PosterNewMeans
            kk "Ескі постер телефондарда жұмысын тоқтатады. Жаңасын басып шығарып, орнына іліңіз."
            ru "Старый плакат перестанет работать на телефонах. Распечатайте новый и повесьте вместо него."
            en "The old poster stops working on phones. Print the new one and put it up instead.";
        /// The button that makes a new poster.
        PosterNewConfirm
            kk "Ескісін тоқтатып, жаңасын жасау"
            ru "Отозвать старый и сделать новый"
            en "Revoke the old one and make a new one";
        /// A new poster was made.
        PosterMade
            kk "Жаңа постер дайын. Оны басып шығарып, ескісінің орнына іліңіз."
            ru "Новый плакат готов. Распечатайте его и повесьте вместо старого."
            en "The new poster is ready. Print it and put it up in place of the old one.";
        /// The board.
        Board
            kk "Тақта"
            ru "Табло"
            en "Board";
        /// What the board is for.
        BoardLead
            kk "Келушілер осында бірден көрінеді: түсі, рұқсаты және есік коды."
            ru "Посетители видны сразу: цвет, разрешение и код у двери."
            en "Visitors are seen at once: colour, decision and door code.";
        /// The number of people inside.
        BoardInside
            kk "Қазір ішінде"
            ru "Сейчас внутри"
            en "Inside now";
        /// The heading over the rows of the board.
        BoardArrivals
            kk "Соңғы келгендер"
            ru "Последние входы"
            en "Latest arrivals";
        /// There are no rows yet.
        BoardEmpty
            kk "Әзірге ешкім келген жоқ."
            ru "Пока никто не приходил."
            en "Nobody has come yet.";
        /// An arrival that was admitted, for those at the door.
        BoardAdmitted
            kk "Кіруге болады"
            ru "Вход разрешён"
            en "Admitted";
        /// An arrival without a decision, for those at the door.
        BoardUnchecked
            kk "Желісіз кірді"
            ru "Вход без сети"
            en "Entered without network";
        /// An arrival that staff typed.
        BoardByStaff
            kk "Қызметкер тіркеді"
            ru "Отметил сотрудник"
            en "By staff";
        /// The board is about to connect.
        BoardConnecting
            kk "Қосылып жатыр…"
            ru "Подключаемся…"
            en "Connecting…";
        /// The board hears what comes.
        BoardConnected
            kk "Байланыс бар"
            ru "На связи"
            en "Connected";
        /// The board hears nothing.
        BoardLost
            kk "Байланыс үзілді, жаңа келушілер көрінбейді. Тақта өзі қайта қосылады."
            ru "Связь прервана, новые посетители не видны. Табло подключится само."
            en "The connection is lost: new arrivals are not shown. The board reconnects by itself.";
        /// The board without a script.
        BoardStill
            kk "Бұл тақта өзі жаңармайды. Жаңа келушілерді көру үшін жаңартыңыз."
            ru "Это табло само не меняется. Обновите его, чтобы увидеть новых посетителей."
            en "This board does not change by itself. Refresh it to see new arrivals.";
        /// The link that shows the board anew.
        BoardRefresh
            kk "Жаңарту"
            ru "Обновить"
            en "Refresh";
        /// Opens the question before the day is closed.
        CloseDay
            kk "Күнді жабу"
            ru "Закрыть день"
            en "Close the day";
        /// What closing the day means.
        CloseDayMeans
            kk "Ішіндегілердің бәрі шықты деп жазылады. Кейін дәлірек белгілі болған шығу уақыты сақталады."
            ru "Все, кто внутри, будут отмечены вышедшими. Более точное время выхода, если придёт, сохранится."
            en "Everybody inside is recorded as gone. An exit that is known better later replaces this.";
        /// The button that closes the day.
        CloseDayConfirm
            kk "Иә, күнді жабу"
            ru "Да, закрыть день"
            en "Yes, close the day";
        /// The day is closed.
        DayIsClosed
            kk "Күн жабылды: {time}. Сол кезде ішінде болғандар: {count}."
            ru "День закрыт: {time}. Внутри в это время: {count}."
            en "The day was closed at {time}. People inside then: {count}.";
        /// The counts.
        Counts
            kk "Санақ"
            ru "Подсчёт"
            en "Counts";
        /// What the counts are.
        CountsLead
            kk "Сағат пен түс бойынша қанша адам келді. Әр адам сағатына және күніне бір рет саналады."
            ru "Сколько людей пришло по часам и цветам. Каждый считается один раз за час и один раз за день."
            en "How many people came, by hour and colour. Each is counted once an hour and once a day.";
        /// The label of the day of the counts.
        CountsDay
            kk "Күні"
            ru "День"
            en "Day";
        /// The button that shows another day.
        CountsShow
            kk "Көрсету"
            ru "Показать"
            en "Show";
        /// The heading of the hours.
        CountsHour
            kk "Сағат"
            ru "Час"
            en "Hour";
        /// The line of the whole day.
        CountsWholeDay
            kk "Күні бойы"
            ru "За весь день"
            en "Whole day";
        /// The caption of those who scanned.
        CountsByPhone
            kk "Постерді сканерлегендер"
            ru "Отсканировали плакат"
            en "Scanned the poster";
        /// The caption of those whom staff registered.
        CountsByStaff
            kk "Қызметкер тіркегендер"
            ru "Отмечены сотрудниками"
            en "Registered by staff";
        /// The caption of practice.
        CountsTest
            kk "Сынақ: есепке алынбайды"
            ru "Тест: не учитывается"
            en "Test: does not count";
        /// The heading over those who were admitted.
        CountsAdmitted
            kk "Кіргендер"
            ru "Вошли"
            en "Admitted";
        /// The heading over those who were refused.
        CountsRefused
            kk "Кіргізілмегендер"
            ru "Не допущены"
            en "Refused";
        /// Nobody came on the day.
        CountsNone
            kk "Бұл күні ешкім келген жоқ."
            ru "В этот день никто не приходил."
            en "Nobody came on this day.";
        /// The link to the file of a day.
        CountsCsv
            kk "Күннің келушілері, CSV"
            ru "Входы за день, CSV"
            en "Arrivals of the day, CSV";
        /// The link to the file of everything that is kept.
        CountsCsvAll
            kk "Соңғы 14 күн, CSV"
            ru "Последние 14 дней, CSV"
            en "The last 14 days, CSV";
        /// The staff of a venue.
        VenueStaff
            kk "Қызметкерлер"
            ru "Сотрудники"
            en "Staff";
        /// What staff are for.
        VenueStaffLead
            kk "Қызметкерлер смартфоны жоқ келушіні тіркейді және рұқсаттаманы тексереді."
            ru "Сотрудники отмечают посетителей без смартфона и проверяют пропуска."
            en "Staff register visitors without a smartphone and check passes.";
        /// The heading of naming somebody.
        StaffName
            kk "Қызметкер тағайындау"
            ru "Назначить сотрудника"
            en "Name a member of staff";
        /// What happens to whoever is named.
        StaffNameMeans
            kk "Рөл адамның Ashyq қолданбасында көрінеді. Ол қабылдағанда іске қосылады."
            ru "Роль появится у сотрудника в приложении Ashyq и начнёт действовать с его согласия."
            en "The role appears in the person's Ashyq app and starts when it is accepted there.";
        /// Somebody was named: the same for every number.
        StaffWasNamed
            kk "Тағайындау жазылды. Рөл қолданбада қабылдануын күтеді."
            ru "Назначение записано. Роль ждёт согласия в приложении."
            en "The naming is recorded. The role waits to be accepted in the app.";
        /// A role was taken back.
        StaffWasRemoved
            kk "Рөл алынды, ауысымы да жабылды."
            ru "Роль снята, смена закрыта."
            en "The role is taken back and its shift is over.";
        /// Nobody is named.
        StaffNone
            kk "Әзірге ешкім тағайындалған жоқ."
            ru "Пока никто не назначен."
            en "Nobody is named yet.";
        /// A person of staff, by the number in the venue's list.
        StaffPerson
            kk "Қызметкер {count}"
            ru "Сотрудник {count}"
            en "Person {count}";
        /// The role waits for the person.
        StaffWaits
            kk "Қабылдануын күтуде"
            ru "Ждёт согласия"
            en "Waits to be accepted";
        /// The person declined or gave up the role.
        StaffGaveUp
            kk "Рөлден бас тартты"
            ru "Отказ от роли"
            en "Gave the role up";
        /// The business took the role back.
        StaffTakenBack
            kk "Рөл алынды"
            ru "Роль снята"
            en "Taken back";
        /// The heading of where a role stands.
        StaffState
            kk "Күйі"
            ru "Состояние"
            en "State";
        /// The heading of the newest shift.
        StaffLastShift
            kk "Соңғы ауысым"
            ru "Последняя смена"
            en "Last shift";
        /// The page of the test week.
        TestWeek
            kk "Сынақ аптасы"
            ru "Тестовая неделя"
            en "Test week";
        /// What the page of the test week is for.
        TestWeekLead
            kk "Бірінші жұмыс күні бәрі таныс болуы үшін барлығын байқап көріңіз."
            ru "Попробуйте всё заранее, чтобы в первый рабочий день всё было знакомо."
            en "Try everything now, so that on the first live day you know it all.";
        /// How long the test week still lasts.
        TestWeekLeft
            kk "Сынақ аптасының қалған уақыты: {duration}"
            ru "До конца тестовой недели: {duration}"
            en "The test week still lasts: {duration}";
        /// The test week is over.
        TestWeekOver
            kk "Сынақ аптасы аяқталды. Бәрі байқалса, нысан бетінде жұмысты бастаңыз."
            ru "Тестовая неделя прошла. Если всё проверено, начните работу на странице заведения."
            en "The test week is over. If everything was tried, go live on the venue's page.";
        /// How to have somebody of staff.
        HowStaffNamed
            kk "Қызметкерді тағайындаңыз; ол рөлді қолданбада қабылдайды."
            ru "Назначьте сотрудника; он примет роль в приложении."
            en "Name somebody; the role is accepted in the app.";
        /// How to open the board.
        HowBoardOpened
            kk "Тақтаны кіреберістегі экранда ашыңыз."
            ru "Откройте табло на экране у входа."
            en "Open the board on a screen at the entrance.";
        /// How to let a practice person in.
        HowEntry
            kk "Төменнен кіре алатын тұлғаны таңдап, постерді сканерлеңіз."
            ru "Выберите ниже того, кому можно войти, и отсканируйте плакат."
            en "Choose somebody below who is admitted, and scan the poster.";
        /// How to let a practice person leave.
        HowExit
            kk "Кірген телефонмен постерді қайта сканерлеңіз."
            ru "Отсканируйте плакат ещё раз тем же телефоном."
            en "Scan the poster again with the same phone.";
        /// How to have the red practice person refused.
        HowRefusedRed
            kk "Төменнен қызыл тұлғаны таңдап, постерді сканерлеңіз."
            ru "Выберите ниже красного и отсканируйте плакат."
            en "Choose the red person below and scan the poster.";
        /// The heading of what happens at the door.
        PracticeAtDoor
            kk "Сіздің есікте"
            ru "У вашей двери"
            en "At your door";
        /// A practice person was chosen.
        PracticeWasChosen
            kk "Таңдалды. Енді сканерлеген адамға осы түс көрсетіледі."
            ru "Выбрано. Теперь всем, кто сканирует, показан этот цвет."
            en "Chosen. Whoever scans is now shown this colour.";
    } } } };
}
