//! Notices: what the app tells on its own, and every SMS.
//!
//! An SMS in Cyrillic holds 70 characters; a test counts them with the longest values.

/// Hands the notices on to the next subject.
macro_rules! notice_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* notice {
        /// The log-in code by SMS.
        SmsLogInCode
            kk "Ashyq: {log_in_code} – кіру коды. Оны ешкімге айтпаңыз."
            ru "Ashyq: {log_in_code} – код для входа. Никому его не сообщайте."
            en "Ashyq: {log_in_code} is your log-in code. Do not share it.";
        /// By SMS: another phone wants the IIN that is bound here.
        SmsIinClaimed
            kk "Ashyq: ЖСН-іңіз басқа телефонға енгізілді. Қосымшаны ашыңыз."
            ru "Ashyq: ваш ИИН введён на другом телефоне. Откройте приложение."
            en "Ashyq: your IIN was entered on another phone. Open the app.";
        /// By SMS: a new device logged in to the account.
        SmsNewDevice
            kk "Ashyq: жаңа құрылғы кірді. Сіз болмасаңыз, қосымшаны ашыңыз."
            ru "Ashyq: вход с нового устройства. Если не вы, откройте приложение."
            en "Ashyq: a new device logged in. If it was not you, open the app.";
        /// SMS: the owner of an IIN objected to this phone's claim.
        SmsClaimObjected
            kk "Ashyq: ЖСН бойынша қарсылық бар. Операторға жеке куәлікпен барыңыз."
            ru "Ashyq: по ИИН есть возражение. Идите к оператору с удостоверением."
            en "Ashyq: the owner of the IIN objects. See the operator with your ID.";
        /// SMS: staff looked the person up.
        SmsLookedUp
            kk "Ashyq: қызметкер ЖСН-іңізді енгізді. Қолданбаны ашыңыз."
            ru "Ashyq: сотрудник ввёл ваш ИИН. Откройте приложение."
            en "Ashyq: staff entered your IIN. Open the app.";
        /// By SMS: the phone number of an account in the cabinet changes after 24 h.
        SmsNumberChange
            kk "Ashyq: нөміріңіз 24 сағаттан кейін ауысады. Кабинетті қараңыз."
            ru "Ashyq: ваш номер сменится через 24 часа. Проверьте в кабинете."
            en "Ashyq: your number changes in 24 hours. Check in the cabinet.";
        /// By SMS: a role changes after 24 h.
        SmsRoleChange
            kk "Ashyq: рөліңіз 24 сағаттан кейін өзгереді. Кабинетті қараңыз."
            ru "Ashyq: ваша роль сменится через 24 часа. Проверьте в кабинете."
            en "Ashyq: your role changes in 24 hours. Check in the cabinet.";
        /// By SMS: a role has changed.
        SmsRoleNow
            kk "Ashyq: рөліңіз өзгерді. Кабинетке кіріп, қараңыз."
            ru "Ashyq: ваша роль изменилась. Войдите в кабинет и проверьте."
            en "Ashyq: your role has changed. Log in to the cabinet to see it.";
        /// By SMS to the others of an office: somebody joins or leaves.
        SmsOfficeChange
            kk "Ashyq: әріптестер тізімі өзгереді. Кабинеттен тексеріңіз."
            ru "Ashyq: состав вашей роли меняется. Проверьте в кабинете."
            en "Ashyq: a colleague's role changes. Check it in the cabinet.";
        /// By SMS: somebody asked with a browser to delete the account.
        SmsDeletion
            kk "Ashyq: 24 сағаттан кейін деректеріңіз өшеді. Тоқтату – сайтта."
            ru "Ashyq: через 24 часа данные будут удалены. Отменить – на сайте."
            en "Ashyq: your data goes in 24 hours. You can keep it on our site.";
        /// Another phone wants this IIN: the question on the phone that holds it.
        IinClaimed
            kk "Басқа телефон ЖСН-іңізді сұрап тұр. Бұл Сіз болсаңыз, келісіңіз, болмасаңыз, қарсылық білдіріңіз."
            ru "Ваш ИИН введён на другом телефоне. Если это вы, согласитесь, если нет – возразите."
            en "Your IIN was entered on another phone. If that is you, agree; if not, object.";
        /// Until when the owner can object.
        ClaimEnds
            kk "Жауап берілмесе, ЖСН басқа телефонға өтетін уақыт: {time}."
            ru "Без ответа ИИН перейдёт на другой телефон: {time}."
            en "Without an answer the IIN moves to the other phone at {time}.";
        /// The button that ends the wait.
        ClaimAgree
            kk "Келісемін"
            ru "Согласиться"
            en "Agree";
        /// The button that ends the claim.
        ClaimObject
            kk "Қарсымын"
            ru "Возразить"
            en "Object";
        /// After the owner agreed.
        ClaimAgreed
            kk "ЖСН басқа телефонға өтті. Осы телефонда ол енді жұмыс істемейді."
            ru "ИИН перешёл на другой телефон. Здесь он больше не работает."
            en "The IIN has moved to the other phone. It no longer works on this one.";
        /// After the owner objected.
        ObjectionTaken
            kk "Қарсылығыңыз қабылданды. ЖСН осы телефонда қалды."
            ru "Возражение принято. ИИН остаётся на этом телефоне."
            en "Your objection is recorded. The IIN stays on this phone.";
        /// A new device of the account waits: the question on the device that is active.
        NewDevice
            kk "Есептік жазбаңызға жаңа құрылғы кірді. Оның іске қосылатын уақыты: {time}. Бұл Сіз болмасаңыз, қарсылық білдіріңіз."
            ru "В ваш аккаунт вошло новое устройство. Оно заработает после {time}. Если это не вы, возразите."
            en "A new device logged in to your account. It starts working after {time}. If that is not you, object.";
        /// The wait is over on the phone that waited.
        WaitOver
            kk "Күту аяқталды. Бұл телефон жұмысқа дайын."
            ru "Ожидание закончилось. Этот телефон готов к работе."
            en "The wait is over. This phone is ready.";
        /// Another phone took the place of this one.
        PlaceLost
            kk "Есептік жазба басқа телефонға көшті. Осы телефондағы жазбалар 14 күн бойы жіберіледі."
            ru "Аккаунт перешёл на другой телефон. Записи с этого телефона будут отправляться ещё 14 дней."
            en "The account has moved to another phone. Records on this one will still be sent for 14 days.";
        /// Staff looked the person up, told without the registry's proof: the day only.
        LookedUp
            kk "Қызметкер ЖСН-іңізді енгізді. Күні: {day}. Ол жерде болмасаңыз, операторға хабарлаңыз."
            ru "Сотрудник вводил ваш ИИН: {day}. Если вас там не было, сообщите оператору."
            en "Staff entered your IIN on {day}. If you were not there, tell the operator.";
        /// Staff looked the person up, told with the registry's proof.
        LookedUpAtVenue
            kk "«{venue}» қызметкері ЖСН-іңізді енгізді: {time}. Ол жерде болмасаңыз, операторға хабарлаңыз."
            ru "Сотрудник «{venue}» ввёл ваш ИИН: {time}. Если вас там не было, сообщите оператору."
            en "Staff of {venue} entered your IIN: {time}. If you were not there, tell the operator.";
        /// A business named this phone number as staff; the role starts when it is accepted.
        RoleOffered
            kk "«{venue}» Сізді қызметкер етіп тағайындады. Келіссеңіз, рөлді қабылдаңыз."
            ru "«{venue}» назначает вас сотрудником. Если согласны, примите роль."
            en "{venue} named you as staff. Accept the role if you agree.";
        /// Visits were too old to be delivered and are gone.
        VisitsDropped
            kk "14 күннен асқан жазбалар жіберілмей жойылды: {count}. Ештеңе істеудің қажеті жоқ."
            ru "Записи старше 14 дней удалены без отправки: {count}. Делать ничего не нужно."
            en "Records older than 14 days were removed unsent: {count}. You need not do anything.";
    } } } };
}
