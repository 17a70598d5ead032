//! What is kept about a visitor, where and how long: the table "What is kept, how long", for people.

/// Hands the words of the page of what is kept on to the next subject.
macro_rules! privacy_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* privacy {
        /// The page of what is kept, and the link to it.
        PrivacyTitle
            kk "Деректеріңіз"
            ru "Ваши данные"
            en "Your data";
        /// What the page is about, in one sentence.
        PrivacyLead
            kk "Мұнда Ashyq не сақтайтыны, қайда және қанша уақыт сақтайтыны жазылған."
            ru "Здесь сказано, что хранит Ashyq, где и как долго."
            en "This page says what Ashyq keeps, where, and for how long.";
        /// The heading over what venues learn.
        PrivacyVenueLearns
            kk "Нысан не біледі"
            ru "Что узнаёт заведение"
            en "What the venue learns";
        /// The heading over the phone number.
        PrivacyPhone
            kk "Телефон нөмірі"
            ru "Номер телефона"
            en "The phone number";
        /// How long the phone number is kept.
        PrivacyPhoneKept
            kk "Қызметте шифрланған күйде, дерегіңізді жойғанша сақталады. Теріс пайдаланудан қорғау үшін оның ізі жойғаннан кейін 30 күнге дейін қалады. SMS операторы нөмірді әр SMS сайын алады. Желі мекенжайы он минут қана жадта тұрады."
            ru "Хранится в службе зашифрованным, пока вы не удалите свои данные. Для защиты от злоупотреблений его след остаётся ещё до 30 дней. Оператор SMS получает номер с каждым SMS. Сетевой адрес остаётся в памяти десять минут."
            en "The service keeps it encrypted until you delete your data. A trace of it stays up to 30 days longer, against misuse. The SMS operator gets it with each SMS. Your network address stays in memory for ten minutes.";
        /// The heading over the IIN.
        PrivacyIin
            kk "ЖСН"
            ru "ИИН"
            en "The IIN";
        /// Where the IIN is, and how long.
        PrivacyIinKept
            kk "Телефоныңыздың қорғалған қоймасында тұрады. Қызметке бір рет жіберіледі, онда құпия кілтпен есептелген таңба ғана сақталады. Ашық күйінде еш жерде жоқ. Шыққанда немесе дерек жойылғанда екеуі де жойылады, бұл құрылғы мен ЖСН байланысының таңбасы 30 күннен кейін жойылады."
            ru "Хранится в защищённом хранилище телефона. В службу отправляется один раз, там остаётся только отметка, вычисленная с секретным ключом; в открытом виде его нет нигде. И то и другое удаляется при выходе или удалении данных, отметка о связи этого устройства с ИИН – через 30 дней."
            en "Your phone keeps it in its secure store. It is sent to the service once, which keeps only a mark that is computed with a secret key; nowhere is it kept in clear. Both go when you log out or delete your data, the mark that this device held the IIN after 30 days.";
        /// The heading over visits.
        PrivacyVisits
            kk "Кірулер мен бас тартулар"
            ru "Входы и отказы"
            en "Entries and refusals";
        /// How long visits are kept.
        PrivacyVisitsKept
            kk "Телефонда және қызметте 14 күн сақталады: нысан, кіреберіс, уақыт, түс және шешім. Қызметте олар күн сайын ауысатын бүркеншік белгімен тұрады. Жазбаның өзге дерексіз нөмірі ғана 30 күн сақталады."
            ru "Хранятся 14 дней в телефоне и в службе: заведение, вход, время, цвет и решение. В службе они записаны под псевдонимом, который меняется каждый день. Номер самой записи без всего остального хранится 30 дней."
            en "Kept for 14 days on the phone and by the service: venue, entrance, time, colour and decision. The service keeps them under a pseudonym that changes every day. The bare number of a visit is kept for 30 days.";
        /// The heading over what a colour comes from.
        PrivacyHealth
            kk "Түс неден шығады"
            ru "Откуда берётся цвет"
            en "Where the colour comes from";
        /// How long facts are kept.
        PrivacyHealthKept
            kk "Денсаулық сақтау органының деректерінен. Олар күшінде болған мерзім бітіп, тағы 14 күн өткен соң жойылады. Нысан олардан ештеңе алмайды; телефоныңызға түс пен оның себебі ғана жіберіледі."
            ru "Из данных органов здравоохранения. Они удаляются через 14 дней после того, как перестали действовать. Заведение не получает из них ничего; на ваш телефон приходят только цвет и его причина."
            en "From what the health authority reports. It is deleted 14 days after it has stopped being in force. Venues get none of it; your phone gets the colour and its reason.";
        /// The heading over the audit.
        PrivacyAudit
            kk "Аудит"
            ru "Журнал действий"
            en "The audit";
        /// How long the audit is kept.
        PrivacyAuditKept
            kk "Қызметкер біреуді ЖСН бойынша кіргізсе, бұл жазылады және ол адамға хабарланады. Жазба кездейсоқ белгімен бір жыл сақталады; дерек жойылса, белгі енді ешкімге апармайды."
            ru "Если сотрудник впускает кого-то по ИИН, это записывается, и человек получает уведомление. Запись хранится год под случайным знаком; после удаления данных знак ни к кому не ведёт."
            en "When staff let somebody in by IIN, it is recorded, and that person gets a notice. The record is kept for a year under a random sign; once the data is deleted, the sign leads to nobody.";
        /// The heading over what is not collected.
        PrivacyNever
            kk "Не жиналмайды"
            ru "Чего мы не собираем"
            en "What is not collected";
        /// What is not collected at all.
        PrivacyNeverKept
            kk "Камера суреттері мен галерея суреттері телефоннан шықпайды. Орналасқан жер, контактілер, жарнама идентификаторы, статистика, жарнама – ештеңе жоқ."
            ru "Кадры камеры и снимки из галереи не покидают телефон. Геопозиции, контактов, рекламного идентификатора, статистики и рекламы здесь нет."
            en "Pictures of the camera and the gallery never leave the phone. There is no location, no contacts, no advertising id, no analytics and no advertising.";
        /// The heading over deleting.
        PrivacyDelete
            kk "Деректі қалай жоюға болады"
            ru "Как удалить данные"
            en "How to delete your data";
        /// How to delete.
        PrivacyDeleteDo
            kk "Қолданбада «Баптаулар», содан кейін «Деректерімді өшіру» түймесін басыңыз. Кіру жазбалары бүркеншік белгімен өз мерзіміне дейін қалады: олар енді сізге апармайды."
            ru "В приложении откройте «Настройки» и нажмите «Удалить мои данные». Записи о входах остаются под псевдонимом до своего срока и больше не ведут к вам."
            en "In the app, open \"Settings\" and press \"Delete my data\". Entries stay under their pseudonym to their date and no longer lead to you.";
    } } } };
}
