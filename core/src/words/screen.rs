//! Screens: logging in, the IIN, home, own visits, settings, and staff's own screens.

/// Hands the words of the screens on to the next subject.
macro_rules! screen_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* screen {
        /// The button that goes one step on.
        Continue
            kk "Жалғастыру"
            ru "Продолжить"
            en "Continue";
        /// The button that goes one step back.
        Back
            kk "Артқа"
            ru "Назад"
            en "Back";
        /// The button that leaves everything as it is.
        Cancel
            kk "Бас тарту"
            ru "Отмена"
            en "Cancel";
        /// The button that closes a page.
        Close
            kk "Жабу"
            ru "Закрыть"
            en "Close";
        /// The button that repeats what did not work.
        TryAgain
            kk "Қайталау"
            ru "Повторить"
            en "Try again";
        /// The heading of the first screen.
        LogIn
            kk "Телефон нөмірімен кіру"
            ru "Вход по номеру телефона"
            en "Log in by phone number";
        /// The label of the phone number's field.
        PhoneLabel
            kk "Ұялы телефон нөмірі"
            ru "Номер мобильного телефона"
            en "Mobile phone number";
        /// Why the phone number is asked for.
        PhoneWhy
            kk "Нөмірге кіру коды жіберіледі. Нысандар оны көрмейді."
            ru "На этот номер придёт код для входа. Заведения его не видят."
            en "A log-in code is sent to this number. Venues never see it.";
        /// The button that sends a log-in code.
        SendLogInCode
            kk "Кіру кодын алу"
            ru "Получить код для входа"
            en "Send the log-in code";
        /// The label of the log-in code's field.
        LogInCodeLabel
            kk "SMS-тегі кіру коды"
            ru "Код для входа из SMS"
            en "Log-in code from the SMS";
        /// Where the log-in code went.
        LogInCodeSent
            kk "Кіру коды мына нөмірге жіберілді: {phone}."
            ru "Код для входа отправлен на номер {phone}."
            en "The log-in code was sent to {phone}.";
        /// The log-in code's life time.
        LogInCodeLives
            kk "Кіру кодының қалған мерзімі: {duration}"
            ru "Срок кода для входа: {duration}"
            en "The log-in code lives for {duration}";
        /// When a log-in code can be sent again.
        ResendIn
            kk "Қайта жіберуге дейін: {duration}"
            ru "Отправить ещё раз можно через {duration}"
            en "Send again in {duration}";
        /// The button that sends a log-in code again.
        Resend
            kk "Қайта жіберу"
            ru "Отправить ещё раз"
            en "Send again";
        /// Tries left for a log-in code.
        TriesLeft
            kk "Қалған мүмкіндік: {tries}"
            ru "Осталось попыток: {tries}"
            en "Tries left: {tries}";
        /// The heading of the IIN's screen.
        EnterIin
            kk "ЖСН енгізу"
            ru "Ввод ИИН"
            en "Enter your IIN";
        /// The label of the IIN's field.
        IinLabel
            kk "ЖСН"
            ru "ИИН"
            en "IIN";
        /// The label of the IIN's second field.
        IinAgainLabel
            kk "ЖСН тағы бір рет"
            ru "ИИН ещё раз"
            en "The IIN once more";
        /// Why the IIN is asked for.
        IinWhy
            kk "ЖСН мәртебеңізді анықтау үшін керек. Ол бір рет қана енгізіледі."
            ru "ИИН нужен, чтобы узнать ваш статус. Он вводится один раз."
            en "The IIN is needed to find your status. It is entered once.";
        /// Where the IIN stays.
        IinStays
            kk "ЖСН осы телефонның қорғалған қоймасында сақталады. Нысандар мен қызметкерлер оны көрмейді."
            ru "ИИН хранится в защищённом хранилище этого телефона. Заведения и их сотрудники его не видят."
            en "The IIN stays in this phone's secure store. Venues and their staff do not see it.";
        /// The label of a business's number.
        BinLabel
            kk "БСН"
            ru "БИН"
            en "BIN";
        /// The label of an activity's classification.
        OkedLabel
            kk "ЭҚЖЖ коды"
            ru "ОКЭД"
            en "OKED";
        /// The way to another IIN.
        ChangeIin
            kk "ЖСН-ді ауыстыру"
            ru "Сменить ИИН"
            en "Change the IIN";
        /// The main button at home.
        ScanPoster
            kk "Постерді сканерлеу"
            ru "Сканировать плакат"
            en "Scan a poster";
        /// The way to one's own status.
        MyStatus
            kk "Менің мәртебем"
            ru "Мой статус"
            en "My status";
        /// The way to one's own visits.
        MyVisits
            kk "Барған жерлерім"
            ru "Мои посещения"
            en "My visits";
        /// The way to the settings.
        Settings
            kk "Баптаулар"
            ru "Настройки"
            en "Settings";
        /// There are no visits.
        VisitsNone
            kk "Соңғы 14 күнде ешқайда барған жоқсыз."
            ru "За последние 14 дней посещений нет."
            en "There are no visits in the last 14 days.";
        /// How long visits are kept.
        VisitsKept
            kk "Жазбалар 14 күн сақталады, кейін өздігінен жойылады."
            ru "Записи хранятся 14 дней и затем удаляются сами."
            en "Records are kept for 14 days and then removed by themselves.";
        /// How an exit was learnt: a poster was scanned.
        ExitScanned
            kk "Шығу: постер сканерленді"
            ru "Выход: по плакату"
            en "Exit: poster scanned";
        /// How an exit was learnt: the button.
        ExitButton
            kk "Шығу: түймемен белгіленді"
            ru "Выход: отмечен кнопкой"
            en "Exit: by the button";
        /// How an exit was learnt: staff typed it.
        ExitStaff
            kk "Шығу: қызметкер белгіледі"
            ru "Выход: отметил сотрудник"
            en "Exit: noted by staff";
        /// How an exit was learnt: the next entry.
        ExitNextEntry
            kk "Шығу: келесі кіру бойынша"
            ru "Выход: по следующему входу"
            en "Exit: by the next entry";
        /// How an exit was learnt: the venue closed its day.
        ExitVenueClosed
            kk "Шығу: нысан жабылғанда"
            ru "Выход: при закрытии заведения"
            en "Exit: when the venue closed";
        /// How an exit was learnt: the longest stay was over.
        ExitDwellLimit
            kk "Шығу: болу уақыты бітті"
            ru "Выход: истекло время пребывания"
            en "Exit: longest stay was over";
        /// A visit has reached the service.
        Delivered
            kk "Жіберілді"
            ru "Отправлено"
            en "Delivered";
        /// A visit has not reached the service yet.
        NotDelivered
            kk "Әлі жіберілмеді"
            ru "Ещё не отправлено"
            en "Not delivered yet";
        /// A visit began without a decision.
        VisitNotChecked
            kk "Тексерусіз кіру"
            ru "Вход без проверки"
            en "Entered unchecked";
        /// A visit was accepted but turned out invalid.
        NotCounted
            kk "Есепке алынбады"
            ru "Не учтено"
            en "Not counted";
        /// Visits that wait for the network.
        UnsentCount
            kk "Жіберілмеген жазбалар: {count}"
            ru "Неотправленных записей: {count}"
            en "Unsent records: {count}";
        /// What a venue learns about its visitor.
        VenueLearns
            kk "Нысанға тек түс және кіруге болатын-болмайтыны көрінеді. Атыңыз, нөміріңіз, ЖСН-іңіз бен себеп көрсетілмейді."
            ru "Заведение узнаёт только цвет и можно ли войти. Имя, номер, ИИН и причина не показываются."
            en "The venue learns only the colour and whether you may enter. Your name, number, IIN and the reason are not shown.";
        /// The label of the language's choice.
        LanguageLabel
            kk "Тіл"
            ru "Язык"
            en "Language";
        /// Ends this phone's session.
        LogOutHere
            kk "Осы телефонда есептік жазбадан шығу"
            ru "Выйти из аккаунта на этом телефоне"
            en "Log out on this phone";
        /// Ends all sessions.
        LogOutEverywhere
            kk "Барлық құрылғыда есептік жазбадан шығу"
            ru "Выйти из аккаунта везде"
            en "Log out everywhere";
        /// The question before logging out.
        LogOutQuestion
            kk "Есептік жазбадан шығасыз ба? ЖСН мен барған жерлер тізімі осы телефоннан өшіріледі."
            ru "Выйти из аккаунта? ИИН и список посещений будут удалены с этого телефона."
            en "Log out? The IIN and the list of visits will be removed from this phone.";
        /// The page of what is kept, and the link to it.
        PrivacyTitle
            kk "Деректеріңіз"
            ru "Ваши данные"
            en "Your data";
        /// Deletes what the service holds about the account.
        DeleteMyData
            kk "Деректерімді өшіру"
            ru "Удалить мои данные"
            en "Delete my data";
        /// The question before deleting.
        DeleteQuestion
            kk "Деректеріңіз өшірілсін бе? Есептік жазба, ЖСН байланысы мен хабарламалар жойылады, оны қайтару мүмкін емес."
            ru "Удалить ваши данные? Аккаунт, привязка ИИН и уведомления исчезнут, вернуть их нельзя."
            en "Delete your data? The account, the IIN's binding and notices will be gone for good.";
        /// The question about visits that are not delivered.
        DeleteUnsentQuestion
            kk "Жіберілмеген жазбалар бар: {count}. Алдымен жіберілсін бе, әлде бірге өшірілсін бе?"
            ru "Есть неотправленные записи: {count}. Сначала отправить их или удалить вместе с данными?"
            en "There are unsent records: {count}. Send them first, or discard them with your data?";
        /// The button that delivers first.
        SendFirst
            kk "Алдымен жіберу"
            ru "Сначала отправить"
            en "Send first";
        /// The button that discards what is not delivered.
        DiscardUnsent
            kk "Жібермей өшіру"
            ru "Удалить без отправки"
            en "Discard unsent";
        /// Everything is deleted.
        Deleted
            kk "Деректеріңіз өшірілді."
            ru "Ваши данные удалены."
            en "Your data is deleted.";
        /// The service asks for a newer app; recording goes on.
        UpdatePlease
            kk "Қосымшаны жаңартыңыз. Кіру мен шығу оған дейін де жазылады."
            ru "Обновите приложение. Входы и выходы записываются и сейчас."
            en "Please update the app. Entries and exits are still recorded.";
        /// The button that leads to the newer app.
        Update
            kk "Жаңарту"
            ru "Обновить"
            en "Update";
        /// The button that opens a shift.
        OpenShift
            kk "Ауысымды ашу"
            ru "Открыть смену"
            en "Open the shift";
        /// The button that closes a shift.
        CloseShift
            kk "Ауысымды жабу"
            ru "Закрыть смену"
            en "Close the shift";
        /// Staff register a visitor without a smartphone.
        VisitorByIin
            kk "Келушіні ЖСН бойынша тіркеу"
            ru "Отметить посетителя по ИИН"
            en "Register a visitor by IIN";
        /// The IIN is typed twice.
        VisitorIinTwice
            kk "Келушінің ЖСН-ін екі рет енгізіңіз."
            ru "Введите ИИН посетителя дважды."
            en "Enter the visitor's IIN twice.";
        /// Staff check a pass.
        CheckPass
            kk "Рұқсаттаманы тексеру"
            ru "Проверить пропуск"
            en "Check a pass";
    } } } };
}
