//! The apps: what only a phone in the hand has to say.

/// Hands the words of the apps on to the next subject.
macro_rules! app_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* app {
        /// The heading of the first screen, for a person who may read none but one of the three.
        ChooseLanguage
            kk "Тілді таңдаңыз"
            ru "Выберите язык"
            en "Choose your language";
        /// Said while a screen gets its contents.
        Loading
            kk "Жүктеліп жатыр…"
            ru "Загрузка…"
            en "Loading…";
        /// The button that ends a screen on which nothing is left to do.
        Done
            kk "Дайын"
            ru "Готово"
            en "Done";
        /// The button that puts something off.
        Later
            kk "Кейінірек"
            ru "Позже"
            en "Later";
        /// How much of a number is still to be typed.
        DigitsLeft
            kk "Қалған цифрлар: {count}"
            ru "Осталось цифр: {count}"
            en "Digits left: {count}";
        /// A number is typed in full and fits.
        NumberFits
            kk "Нөмір толық терілді"
            ru "Номер набран полностью"
            en "The number is complete";
        /// Home without network: nothing is lost.
        HomeOffline
            kk "Желі жоқ. Кіру мен шығу бәрібір телефонға жазылады."
            ru "Нет сети. Входы и выходы всё равно записываются на телефоне."
            en "No network. Entries and exits are still recorded on the phone.";
        /// The main button while inside.
        ScanToLeave
            kk "Шығу үшін сканерлеу"
            ru "Сканировать на выходе"
            en "Scan to leave";
        /// The button for somebody who went out without scanning.
        LeftAlready
            kk "Шығып кеттім"
            ru "Я уже не здесь"
            en "I have left already";
        /// The switch of the reminder during a visit.
        RemindMe
            kk "Екі сағаттан кейін еске салу"
            ru "Напомнить через два часа"
            en "Remind me after two hours";
        /// The operating system asks for notifications with this reason.
        NotificationsReason
            kk "Хабарландыру шығуды белгілеуді еске салу үшін ғана керек."
            ru "Уведомления нужны только для напоминания отметить выход."
            en "Notifications are only for the reminder to record your exit.";
        /// The button that asks the operating system for the camera.
        AllowCamera
            kk "Камераға рұқсат беру"
            ru "Разрешить камеру"
            en "Allow the camera";
        /// The button that leads to the operating system's settings of the app.
        OpenPhoneSettings
            kk "Телефон баптауларын ашу"
            ru "Открыть настройки телефона"
            en "Open the phone's settings";
        /// The camera does not work.
        CameraFails
            kk "Камера жұмыс істемейді. Постердегі кодты теріңіз немесе суретті таңдаңыз."
            ru "Камера не работает. Наберите код с плаката или выберите снимок."
            en "The camera does not work. Enter the typed code or choose a picture.";
        /// A code was seen and is being read, for a screen reader.
        CodeSeen
            kk "Код көрінді"
            ru "Код виден"
            en "Code seen";
        /// The heading over the poster's question.
        ConfirmVisit
            kk "Нысанды тексеріңіз"
            ru "Проверьте заведение"
            en "Check the venue";
        /// Stands for the venue's name where a code was typed without network.
        VenueNotKnown
            kk "Нысан атауы әзірге белгісіз"
            ru "Название заведения пока неизвестно"
            en "The venue's name is not known yet";
        /// The heading of the notices.
        Notices
            kk "Хабарламалар"
            ru "Уведомления"
            en "Notices";
        /// There are no notices.
        NoticesNone
            kk "Хабарлама жоқ."
            ru "Уведомлений нет."
            en "There are no notices.";
        /// The way to what only staff do.
        ForStaff
            kk "Қызметкерге"
            ru "Для сотрудников"
            en "For staff";
        /// Staff record an exit by IIN.
        ExitByIin
            kk "Шығуды ЖСН бойынша белгілеу"
            ru "Отметить выход по ИИН"
            en "Record an exit by IIN";
        /// The label of the entrance's number.
        EntranceNumber
            kk "Кіреберіс нөмірі"
            ru "Номер входа"
            en "Entrance number";
        /// The button that goes on to the next person.
        NextVisitor
            kk "Келесі келуші"
            ru "Следующий посетитель"
            en "Next visitor";
        /// The first hint while a pass is looked for.
        AimAtPass
            kk "Камераны келушінің рұқсаттамасына бағыттаңыз"
            ru "Наведите камеру на пропуск посетителя"
            en "Point the camera at the visitor's pass";
        /// The heading over what a venue learns.
        WhatVenueLearns
            kk "Нысан не біледі"
            ru "Что узнаёт заведение"
            en "What the venue learns";
        /// The heading of the page that asks for a newer app.
        NewVersion
            kk "Жаңа нұсқа шықты"
            ru "Вышла новая версия"
            en "There is a new version";
        /// The app's version, at the end of the settings.
        VersionOfApp
            kk "Қосымша нұсқасы: {count}"
            ru "Версия приложения: {count}"
            en "Version of the app: {count}";
    } } } };
}
