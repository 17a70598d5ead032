//! What is kept about a visitor, where and how long: the table "What is kept, how long", for people.

/// Hands the words of the page of what is kept on to the next subject.
macro_rules! privacy_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* privacy {
        /// What the page is about, in one sentence.
        PrivacyLead
            kk "Мұнда Ashyq нені, қайда және қанша уақыт сақтайтыны жазылған."
            ru "Здесь сказано, что хранит Ashyq, где и как долго."
            en "This page says what Ashyq keeps, where, and for how long.";
        /// The heading over what venues learn.
        PrivacyVenueLearns
            kk "Нысан не біледі"
            ru "Что узнаёт заведение"
            en "What the venue learns";
        /// The heading over visits.
        PrivacyVisits
            kk "Кірулер мен бас тартулар"
            ru "Входы и отказы"
            en "Entries and refusals";
        /// How long visits are kept.
        PrivacyVisitsKept
            kk "Нысан, кіреберіс, уақыт, түс және шешім телефонда да, қызметте де 14 күн сақталады."
            ru "Заведение, вход, время, цвет и решение хранятся 14 дней – в телефоне и в службе."
            en "Venue, entrance, time, colour and decision are kept for 14 days, on the phone and by the service.";
        /// How visits stand at the service.
        PrivacyVisitsNameless
            kk "Қызметте олар күн сайын ауысатын бүркеншік белгімен тұрады. Жазбаның өзге дерексіз нөмірі ғана 30 күн сақталады."
            ru "В службе они записаны под псевдонимом, который меняется каждый день. Голый номер записи хранится 30 дней."
            en "The service keeps them under a pseudonym that changes every day. The bare number of a visit is kept for 30 days.";
        /// The heading over the IIN.
        PrivacyIin
            kk "ЖСН"
            ru "ИИН"
            en "The IIN";
        /// Where the IIN is.
        PrivacyIinKept
            kk "Телефоныңыздың қорғалған қоймасында тұрады және қызметке бір рет қана жіберіледі."
            ru "Хранится в защищённом хранилище телефона и отправляется в службу один раз."
            en "Your phone keeps it in its secure store and sends it to the service once.";
        /// What the service keeps of the IIN.
        PrivacyIinMark
            kk "Қызмет одан құпия кілтпен есептелген таңбаны ғана сақтайды. ЖСН ашық күйінде еш жерде жоқ."
            ru "Служба хранит только отметку, вычисленную из него с секретным ключом. Открытым ИИН не лежит нигде."
            en "The service keeps only a mark that is computed from it with a secret key. Nowhere is it kept in clear.";
        /// When the IIN is forgotten.
        PrivacyIinUntil
            kk "Шыққанда немесе дерек жойылғанда екеуі де жойылады. Бұл құрылғыда болғанының таңбасы тағы 30 күн тұрады."
            ru "При выходе или удалении данных исчезает и то и другое. Отметка, что он был на этом устройстве, остаётся 30 дней."
            en "Both go when you log out or delete your data. A mark that this device held it stays for 30 days.";
        /// The heading over the phone number.
        PrivacyPhone
            kk "Телефон нөмірі"
            ru "Номер телефона"
            en "The phone number";
        /// How long the phone number is kept.
        PrivacyPhoneKept
            kk "Қызметте деректеріңізді жойғанша шифрланған күйде тұрады. Теріс пайдаланудан қорғайтын ізі тағы 30 күнге дейін қалады."
            ru "Хранится в службе зашифрованным, пока вы не удалите данные. Его след для защиты от злоупотреблений – ещё до 30 дней."
            en "The service keeps it encrypted until you delete your data. A trace of it stays up to 30 days longer, against misuse.";
        /// Who else learns the phone number.
        PrivacyPhoneSms
            kk "SMS операторы нөмірді әр SMS сайын алады. Желі мекенжайы он минут қана жадта тұрады."
            ru "Оператор SMS получает номер с каждым SMS. Сетевой адрес остаётся в памяти десять минут."
            en "The SMS operator gets it with each SMS. Your network address stays in memory for ten minutes.";
        /// The heading over what a colour comes from.
        PrivacyHealth
            kk "Түс неден шығады"
            ru "Откуда берётся цвет"
            en "Where the colour comes from";
        /// How long facts are kept.
        PrivacyHealthKept
            kk "Денсаулық сақтау органының деректерінен. Күші жойылғаннан кейін олар 14 күнде өшіріледі."
            ru "Из данных органов здравоохранения. Они удаляются через 14 дней после того, как перестали действовать."
            en "From what the health authority reports. It is deleted 14 days after it has stopped being in force.";
        /// Who is told of facts.
        PrivacyHealthTo
            kk "Нысан олардан ештеңе алмайды. Телефоныңызға түс пен оның себебі ғана келеді."
            ru "Заведение не получает из них ничего. На ваш телефон приходят только цвет и его причина."
            en "Venues get none of it. Your phone gets the colour and its reason.";
        /// The heading over the audit.
        PrivacyAudit
            kk "ЖСН бойынша кіргізу"
            ru "Вход по ИИН"
            en "Entry by IIN";
        /// What is recorded when staff let somebody in by IIN.
        PrivacyAuditKept
            kk "Қызметкер біреуді ЖСН бойынша кіргізсе, бұл журналға жазылады және ол адамға хабарланады."
            ru "Если сотрудник впускает кого-то по ИИН, это записывается в журнал, и человек получает уведомление."
            en "When staff let somebody in by IIN, it is recorded in the audit, and that person gets a notice.";
        /// How long the audit is kept.
        PrivacyAuditUntil
            kk "Жазба кездейсоқ белгімен бір жыл сақталады. Деректер жойылған соң белгі ешкімге апармайды."
            ru "Запись хранится год под случайным знаком. После удаления данных знак ни к кому не ведёт."
            en "The record is kept for a year under a random sign. Once the data is deleted, the sign leads to nobody.";
        /// The heading over what is not collected.
        PrivacyNever
            kk "Не жиналмайды"
            ru "Что не собирается"
            en "What is not collected";
        /// That pictures stay on the phone.
        PrivacyNeverPictures
            kk "Камера мен галерея суреттері телефоннан шықпайды."
            ru "Снимки камеры и галереи не покидают телефон."
            en "Pictures of the camera and the gallery never leave the phone.";
        /// What there is none of.
        PrivacyNeverElse
            kk "Орналасқан жер, контактілер, жарнама және статистика мұнда жоқ."
            ru "Геопозиции, контактов, рекламы и статистики здесь нет."
            en "There is no location, no contacts, no advertising and no analytics.";
        /// The heading over deleting.
        PrivacyDelete
            kk "Деректі қалай жоюға болады"
            ru "Как удалить данные"
            en "How to delete your data";
        /// How to delete.
        PrivacyDeleteDo
            kk "Қолданбада «Баптаулар» бөлімін ашып, «Деректерімді өшіру» түймесін басыңыз."
            ru "В приложении откройте «Настройки» и нажмите «Удалить мои данные»."
            en "In the app, open “Settings” and press “Delete my data”.";
        /// What stays after deleting.
        PrivacyDeleteLeaves
            kk "Кіру жазбалары бүркеншік белгімен өз мерзіміне дейін қалады және енді сізге апармайды."
            ru "Записи о входах остаются под псевдонимом до своего срока и больше не ведут к вам."
            en "Entries stay under their pseudonym to their date and no longer lead to you.";
        /// The link to the page that deletes an account.
        PrivacyDeletePage
            kk "Қолданбасыз өшіру"
            ru "Удалить без приложения"
            en "Delete it without the app";
        /// What the page that deletes an account is for.
        DeleteLead
            kk "Есептік жазбаңызды осы жерде, қолданбасыз өшіре аласыз."
            ru "Здесь можно удалить аккаунт без приложения."
            en "Here you can delete your account without the app.";
        /// Why the number is asked for.
        DeletePhoneWhy
            kk "Осы нөмірге кіру коды келеді: деректі тек иесі өшіре алады."
            ru "На этот номер придёт код для входа: удалить данные может только их владелец."
            en "A log-in code goes to this number: only its owner can delete the data.";
        /// The heading over what is deleted.
        DeleteGoes
            kk "Не өшіріледі"
            ru "Что удаляется"
            en "What is deleted";
        /// What is deleted at the service.
        DeleteGoesAccount
            kk "Нөміріңіз, ЖСН байланысы, хабарламалар және қызметкер рөлдері. Барлық құрылғы есептік жазбадан шығады."
            ru "Номер, привязка ИИН, уведомления и роли сотрудника. Все устройства выйдут из аккаунта."
            en "Your number, the IIN's binding, notices and staff roles. Every device is logged out.";
        /// What a phone has not delivered.
        DeleteGoesUnsent
            kk "Телефон әлі жібермеген жазбалар жоғалады. Олар керек болса, алдымен қолданбаны желіде ашыңыз."
            ru "Записи, которые телефон ещё не отправил, пропадут. Если они нужны, сначала откройте приложение в сети."
            en "Records that your phone has not sent yet are lost. If you need them, open the app with network first.";
        /// The heading over what stays.
        DeleteStays
            kk "Не және қанша уақыт қалады"
            ru "Что остаётся и как долго"
            en "What stays, and for how long";
        /// How long visits stay.
        DeleteStaysVisits
            kk "Кіру жазбалары бүркеншік белгімен 14 күнге дейін қалады және енді сізге апармайды."
            ru "Записи о входах остаются под псевдонимом до 14 дней и больше не ведут к вам."
            en "Entries stay under a pseudonym for up to 14 days and no longer lead to you.";
        /// How long what prevents misuse stays.
        DeleteStaysMarks
            kk "Нөмір мен ЖСН-нің хэштелген не шифрланған іздері теріс пайдаланудан қорғау үшін 30 күнге дейін қалады."
            ru "Следы номера и ИИН, хешированные или зашифрованные, остаются до 30 дней для защиты от злоупотреблений."
            en "Traces of the number and the IIN, hashed or encrypted, stay for up to 30 days, against misuse.";
        /// How long the audit stays.
        DeleteStaysAudit
            kk "Журнал жазбалары кездейсоқ белгімен бір жыл сақталады. Дерек жойылған соң ол белгі ешкімге апармайды."
            ru "Записи журнала хранятся год под случайным знаком. После удаления данных этот знак ни к кому не ведёт."
            en "The audit's records are kept for a year under a random sign. After the deletion that sign leads to nobody.";
        /// How long facts stay.
        DeleteStaysHealth
            kk "Денсаулық сақтау органының деректері күші жойылғаннан кейін 14 күнде өшіріледі."
            ru "Данные органов здравоохранения удаляются через 14 дней после того, как перестали действовать."
            en "What the health authority reported is deleted 14 days after it has stopped being in force.";
        /// What belongs to a number and not to the account.
        DeleteStaysOffice
            kk "Бизнес, нысандар және кабинеттегі рөл өшпейді: оператор басқаша шешкенше, олар нөмірде қалады."
            ru "Бизнес, заведения и роль в кабинете остаются за номером, пока оператор не решит иначе."
            en "A business, its venues and a role in the cabinet stay with the number until the operator decides otherwise.";
        /// That deletion waits where a phone is logged in.
        DeleteWaits
            kk "Есептік жазбада телефон болса, өшіру 24 сағат күтеді: SMS келеді, оған дейін бас тартуға болады."
            ru "Если в аккаунте есть телефон, удаление ждёт 24 часа: придёт SMS, и до этого срока можно передумать."
            en "Where a phone is logged in, this waits 24 hours: an SMS tells of it, and until then you can take it back.";
        /// When the account will be deleted.
        DeleteWillBe
            kk "Деректеріңіз өшірілетін уақыт: {time}."
            ru "Ваши данные будут удалены: {time}."
            en "Your data will be deleted: {time}.";
        /// What to do for whoever did not ask for it.
        DeleteNotYou
            kk "Мұны сіз сұрамасаңыз немесе ойыңыз өзгерсе, деректеріңізді қалдырыңыз."
            ru "Если это были не вы или вы передумали, оставьте данные."
            en "If it was not you, or you changed your mind, keep your data.";
        /// The button that takes it back.
        KeepMyData
            kk "Деректерімді қалдыру"
            ru "Оставить мои данные"
            en "Keep my data";
    } } } };
}
