//! The audit as the operator reads it: who acts, what was done, and what goes with it.

/// Hands the words of the audit on to the next subject.
macro_rules! audit_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* audit {
        /// The heading of the audit, and the link to it.
        Audit
            kk "Аудит"
            ru "Аудит"
            en "Audit";
        /// What the audit is.
        AuditLead
            kk "Кім, қашан, не істегені. Адамдар кездейсоқ атпен тұр, жеке деректері мұнда жоқ."
            ru "Кто, когда и что сделал. Люди стоят под случайными именами, личных данных здесь нет."
            en "Who did what and when. People stand under random names; nothing private is here.";
        /// When something was done.
        AuditWhen
            kk "Уақыты"
            ru "Время"
            en "When";
        /// By whom something was done.
        AuditWho
            kk "Кім"
            ru "Кто"
            en "Who";
        /// What was done.
        AuditWhat
            kk "Не істеді"
            ru "Что сделано"
            en "What";
        /// To whom or what something was done.
        AuditSubject
            kk "Неге немесе кімге қатысты"
            ru "С чем или с кем"
            en "To what or whom";
        /// The numbers and names that go with it.
        AuditDetail
            kk "Толығырақ"
            ru "Подробности"
            en "Details";
        /// The link from a venue to what was done with it.
        AuditOfVenue
            kk "Осы нысанның аудиті"
            ru "Аудит этого заведения"
            en "Audit of this venue";
        /// The audit shows one thing or person only.
        AuditOfOne
            kk "Тек біреуінің жазбалары көрсетілген."
            ru "Показаны записи только об одном."
            en "Only the records of one are shown.";
        /// Who acts: a business.
        ActorBusiness
            kk "Бизнес"
            ru "Бизнес"
            en "Business";
        /// Who acts: the service by its clock.
        ActorService
            kk "Жүйе"
            ru "Система"
            en "The service";
        /// Who acts: a visitor, or whoever holds an account.
        ActorVisitor
            kk "Тіркелгі иесі"
            ru "Владелец учётной записи"
            en "Holder of an account";
        /// Who acts: a person of staff.
        ActorStaff
            kk "Нысан қызметкері"
            ru "Сотрудник заведения"
            en "Staff of a venue";
        /// Audit: an application was filed.
        DidSubmitApplication
            kk "Өтінім берді"
            ru "Подана заявка"
            en "Filed an application";
        /// Audit: an application was endorsed.
        DidEndorseApplication
            kk "Өтінімді қолдады"
            ru "Поддержана заявка"
            en "Endorsed an application";
        /// Audit: an application was agreed to.
        DidCheckApplication
            kk "Өтінімді мақұлдады"
            ru "Одобрена заявка"
            en "Approved an application";
        /// Audit: an application was refused.
        DidRefuseApplication
            kk "Өтінімді қабылдамады"
            ru "Отказано в заявке"
            en "Refused an application";
        /// Audit: a test week began.
        DidStartTest
            kk "Сынақ аптасын бастады"
            ru "Начата тестовая неделя"
            en "Began a test week";
        /// Audit: a venue went live.
        DidGoLive
            kk "Жұмысты бастады"
            ru "Начата работа"
            en "Went live";
        /// Audit: a venue was suspended.
        DidSuspendVenue
            kk "Нысанды тоқтатты"
            ru "Приостановлено заведение"
            en "Suspended a venue";
        /// Audit: a suspended venue went on.
        DidResumeVenue
            kk "Нысан жұмысын жалғастырды"
            ru "Возобновлено заведение"
            en "Let a venue go on";
        /// Audit: a venue was revoked.
        DidRevokeVenue
            kk "Нысанды жүйеден шығарды"
            ru "Отозвано заведение"
            en "Revoked a venue";
        /// Audit: a test was over.
        DidExpireTest
            kk "Сынақ мерзімін аяқтады"
            ru "Истёк срок теста"
            en "Ended a test";
        /// Audit: a venue was moved on the map.
        DidRelocateVenue
            kk "Нысанның орнын өзгертті"
            ru "Заведение перенесено на карте"
            en "Moved a venue";
        /// Audit: a poster was made.
        DidMakePoster
            kk "Постер жасады"
            ru "Сделан плакат"
            en "Made a poster";
        /// Audit: a poster was revoked.
        DidRevokePoster
            kk "Постердің күшін жойды"
            ru "Отозван плакат"
            en "Revoked a poster";
        /// Audit: a poster was replaced.
        DidReplacePoster
            kk "Постерді ауыстырды"
            ru "Заменён плакат"
            en "Replaced a poster";
        /// Audit: a practice person was chosen.
        DidChoosePracticePerson
            kk "Жаттығу адамын таңдады"
            ru "Выбран учебный посетитель"
            en "Chose a practice person";
        /// Audit: the day was closed.
        DidCloseDay
            kk "Күнді жапты"
            ru "Закрыт день"
            en "Closed the day";
        /// Audit: a person of staff was named.
        DidNameStaff
            kk "Қызметкерді тағайындады"
            ru "Назначен сотрудник"
            en "Named a person of staff";
        /// Audit: a person of staff was removed.
        DidRemoveStaff
            kk "Қызметкерді алып тастады"
            ru "Снят сотрудник"
            en "Removed a person of staff";
        /// Audit: a role was accepted.
        DidAcceptRole
            kk "Рөлді қабылдады"
            ru "Принята роль"
            en "Accepted a role";
        /// Audit: a role was declined.
        DidDeclineRole
            kk "Рөлден бас тартты"
            ru "Отклонена роль"
            en "Declined a role";
        /// Audit: a role was given up.
        DidGiveUpRole
            kk "Рөлін қойды"
            ru "Сложена роль"
            en "Gave up a role";
        /// Audit: a shift was opened.
        DidOpenShift
            kk "Ауысым ашты"
            ru "Открыта смена"
            en "Opened a shift";
        /// Audit: somebody was looked up by IIN.
        DidLookUp
            kk "ЖСН бойынша тексерді"
            ru "Проверка по ИИН"
            en "Looked somebody up by IIN";
        /// Audit: an operator or a member was named.
        DidNameMember
            kk "Рөлге тағайындады"
            ru "Назначена роль"
            en "Named somebody to a role";
        /// Audit: a role in an office was taken away.
        DidRemoveMember
            kk "Рөлін алды"
            ru "Снята роль"
            en "Took a role away";
        /// Audit: an association was added.
        DidMakeAssociation
            kk "Қауымдастық қосты"
            ru "Добавлена ассоциация"
            en "Added an association";
        /// Audit: a source was registered.
        DidMakeSource
            kk "Дереккөзді тіркеді"
            ru "Зарегистрирован источник"
            en "Registered a source";
        /// Audit: a source was revoked.
        DidRevokeSource
            kk "Дереккөздің күшін жойды"
            ru "Отозван источник"
            en "Revoked a source";
        /// Audit: rules were published.
        DidPublishRules
            kk "Ережені жариялады"
            ru "Опубликованы правила"
            en "Published rules";
        /// Audit: a claim was decided.
        DidDecideClaim
            kk "Дауды шешті"
            ru "Решён спор"
            en "Decided a claim";
        /// Audit: somebody agreed to a claim.
        DidAgreeToClaim
            kk "Өтінішке келісті"
            ru "Согласие с притязанием"
            en "Agreed to a claim";
        /// Audit: somebody objected to a claim.
        DidObjectToClaim
            kk "Өтінішке қарсы болды"
            ru "Возражение против притязания"
            en "Objected to a claim";
        /// Audit: a browser logged in.
        DidCabinetLogIn
            kk "Кабинетке кірді"
            ru "Вход в кабинет"
            en "Logged in to the cabinet";
        /// Audit: an authenticator app was set up.
        DidEnrol
            kk "Аутентификаторды баптады"
            ru "Настроен аутентификатор"
            en "Set up an authenticator";
        /// Audit: a one-time password was proved.
        DidOneTimePassword
            kk "Бір реттік құпиясөзді растады"
            ru "Подтверждён одноразовый пароль"
            en "Proved a one-time password";
        /// Audit: somebody logged out.
        DidLogOut
            kk "Шықты"
            ru "Выход"
            en "Logged out";
        /// Audit: somebody logged out everywhere.
        DidLogOutEverywhere
            kk "Барлық жерден шықты"
            ru "Выход везде"
            en "Logged out everywhere";
        /// Audit: a browser logged out.
        DidCabinetLogOut
            kk "Кабинеттен шықты"
            ru "Выход из кабинета"
            en "Logged out of the cabinet";
        /// Audit: every browser logged out.
        DidCabinetLogOutEverywhere
            kk "Кабинеттен барлық жерден шықты"
            ru "Выход из кабинета везде"
            en "Logged out of every cabinet";
        /// Audit: an IIN was bound.
        DidBindIin
            kk "ЖСН байланыстырды"
            ru "Привязан ИИН"
            en "Bound an IIN";
        /// Audit: an account was deleted.
        DidDeleteMyData
            kk "Деректерін өшірді"
            ru "Удалены свои данные"
            en "Deleted their data";
        /// Audit: a store's reviewer logged in.
        DidReviewLogIn
            kk "Қолданбалар дүкенінің тексерушісі кірді"
            ru "Вход проверяющего магазина приложений"
            en "A store's reviewer logged in";
        /// Audit: the deletion of an account was asked for.
        DidAskToDelete
            kk "Деректерін өшіруді сұрады"
            ru "Запрошено удаление своих данных"
            en "Asked to delete their data";
        /// Audit: the deletion of an account was taken back.
        DidKeepMyData
            kk "Деректерін өшіруден бас тартты"
            ru "Отменено удаление своих данных"
            en "Took back deleting their data";
        /// The label of the venue that a row of the audit names.
        DetailVenue
            kk "Нысан: {name}"
            ru "Заведение: {name}"
            en "Venue: {name}";
        /// The label of the role that a row of the audit names.
        DetailRole
            kk "Рөл: {name}"
            ru "Роль: {name}"
            en "Role: {name}";
        /// The label of the poster that a row of the audit names.
        DetailPoster
            kk "Постер: {name}"
            ru "Плакат: {name}"
            en "Poster: {name}";
        /// The label of the poster that took another's place.
        DetailNewPoster
            kk "Жаңа постер: {name}"
            ru "Новый плакат: {name}"
            en "New poster: {name}";
        /// The label of the association that a row of the audit names.
        DetailAssociation
            kk "Қауымдастық: {name}"
            ru "Ассоциация: {name}"
            en "Association: {name}";
        /// The label of the activities of an association.
        DetailActivities
            kk "Қызмет түрлері: {name}"
            ru "Виды деятельности: {name}"
            en "Activities: {name}";
        /// The label of the rules that were published.
        DetailVersion
            kk "Нұсқа: {name}"
            ru "Версия: {name}"
            en "Version: {name}";
    } } } };
}
