//! The cabinet: logging in with a browser, one-time passwords, and who holds which role.

/// Hands the words of the cabinet on to the next subject.
macro_rules! cabinet_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* cabinet {
        /// Why a business's phone number is asked for.
        CabinetPhoneWhy
            kk "Нөмірге кіру коды жіберіледі. Бизнес осы нөмірмен танылады."
            ru "На этот номер придёт код для входа. По нему узнаётся бизнес."
            en "A log-in code is sent to this number. The business is known by it.";
        /// The button that logs in.
        LogInButton
            kk "Кіру"
            ru "Войти"
            en "Log in";
        /// The link back to the phone number.
        OtherNumber
            kk "Басқа нөмір енгізу"
            ru "Ввести другой номер"
            en "Enter another number";
        /// The heading of the step after the log-in code.
        OneTimePassword
            kk "Бір реттік құпиясөз"
            ru "Одноразовый пароль"
            en "One-time password";
        /// What to do there.
        OneTimePasswordDo
            kk "Аутентификатор қолданбасындағы алты цифрды енгізіңіз."
            ru "Введите шесть цифр из приложения-аутентификатора."
            en "Enter the six digits of your authenticator app.";
        /// The label of its field.
        OneTimePasswordLabel
            kk "Алты цифр"
            ru "Шесть цифр"
            en "Six digits";
        /// The button that proves it.
        OneTimePasswordSend
            kk "Растау"
            ru "Подтвердить"
            en "Confirm";
        /// The heading of setting up an authenticator app.
        Enrol
            kk "Аутентификаторды баптау"
            ru "Настройка аутентификатора"
            en "Set up an authenticator";
        /// What to do there.
        EnrolDo
            kk "Осы QR кодты аутентификатор қолданбасымен сканерлеңіз. Ол қайта көрсетілмейді."
            ru "Отсканируйте этот QR-код приложением-аутентификатором. Больше он показан не будет."
            en "Scan this QR code with an authenticator app. It is not shown again.";
        /// The label of the secret, for those who type it.
        EnrolSecret
            kk "Немесе қолмен енгізіңіз"
            ru "Или введите вручную"
            en "Or type it";
        /// Set up too late.
        EnrolmentOver
            kk "Аутентификатор бір апта ішінде бапталмады. Оператордан қайта тағайындауын сұраңыз."
            ru "Аутентификатор не настроен за неделю. Попросите оператора назначить вас снова."
            en "The authenticator was not set up within a week. Ask the operator to name you again.";
        /// The one-time password is still to be proved.
        OneTimePasswordNeeded
            kk "Бір реттік құпиясөз әлі енгізілмеген. Алдымен соны растаңыз."
            ru "Одноразовый пароль ещё не введён. Сначала подтвердите его."
            en "The one-time password is still to be proved. Confirm it first.";
        /// The one-time password does not fit, or was used.
        OneTimePasswordWrong
            kk "Құпиясөз сәйкес келмеді немесе қолданылып қойған. Келесісін күтіп, енгізіңіз."
            ru "Пароль не подошёл или уже использован. Дождитесь следующего и введите его."
            en "The password does not fit or was used. Wait for the next one and enter it.";
        /// Too many wrong ones.
        OneTimePasswordTriesUsedUp
            kk "Қате құпиясөз көп енгізілді. {time} кейін қайталаңыз."
            ru "Слишком много неверных паролей. Повторите после {time}."
            en "There were too many wrong passwords. Try again after {time}.";
        /// The heading of a business's cabinet.
        CabinetOfBusiness
            kk "Бизнес кабинеті"
            ru "Кабинет бизнеса"
            en "Business cabinet";
        /// The heading of an association's cabinet.
        CabinetOfAssociation
            kk "Қауымдастық кабинеті"
            ru "Кабинет ассоциации"
            en "Association cabinet";
        /// The heading of the operator's cabinet.
        CabinetOfOperator
            kk "Оператор кабинеті"
            ru "Кабинет оператора"
            en "Operator cabinet";
        /// Until when the session lives.
        SessionUntil
            kk "Сеанс аяқталатын уақыт: {time}. Жарты сағат әрекет болмаса, ертерек аяқталады."
            ru "Сеанс закончится: {time}. После получаса бездействия – раньше."
            en "The session ends at {time}, or after half an hour without use.";
        /// The heading of operators and the members of associations.
        Members
            kk "Рөлдер"
            ru "Роли"
            en "Roles";
        /// What the page of roles is for.
        MembersLead
            kk "Мұнда операторлар мен қауымдастық өкілдері тағайындалады. Өзгеріс SMS арқылы айтылып, 24 сағаттан кейін іске қосылады."
            ru "Здесь назначают операторов и представителей ассоциаций. Об изменении сообщает SMS, вступает оно через 24 часа."
            en "Operators and members of associations are named here. A change is told by SMS and waits 24 hours.";
        /// A person with the role, known by the end of the phone number.
        MemberNumber
            kk "Нөмір соңы"
            ru "Конец номера"
            en "Number ends in";
        /// The label of a role.
        RoleLabel
            kk "Рөл"
            ru "Роль"
            en "Role";
        /// The role of an operator.
        RoleOperator
            kk "Оператор"
            ru "Оператор"
            en "Operator";
        /// The role of an association's member.
        RoleAssociation
            kk "Қауымдастық"
            ru "Ассоциация"
            en "Association";
        /// From when a role counts.
        RoleFrom
            kk "Басталуы"
            ru "Начало"
            en "From";
        /// Until when a role counts.
        RoleUntil
            kk "Аяқталуы"
            ru "Конец"
            en "Until";
        /// A role that has not begun.
        RoleWaits
            kk "Күтуде"
            ru "Ожидает"
            en "Waits";
        /// A role that counts.
        RoleCounts
            kk "Күшінде"
            ru "Действует"
            en "In force";
        /// A role whose authenticator is not set up.
        RoleNotEnrolled
            kk "Аутентификатор бапталмаған"
            ru "Аутентификатор не настроен"
            en "Authenticator not set up";
        /// The button that takes a role away.
        RoleRemove
            kk "Рөлді алу"
            ru "Снять роль"
            en "Take the role away";
        /// The heading of naming somebody.
        MemberName
            kk "Тағайындау"
            ru "Назначить"
            en "Name somebody";
        /// After somebody was named: the same for every number.
        MemberNamed
            kk "Тағайындау қабылданды. Басталатын уақыты: {time}."
            ru "Назначение принято. Начало: {time}."
            en "The naming is recorded. It begins at {time}.";
        /// After a role was taken away.
        MemberRemoved
            kk "Өзгеріс қабылданды. Ол SMS арқылы айтылады."
            ru "Изменение принято. О нём сообщит SMS."
            en "The change is recorded. It is told by SMS.";
        /// The heading of associations.
        Associations
            kk "Қауымдастықтар"
            ru "Ассоциации"
            en "Associations";
        /// The label of an association's name.
        AssociationName
            kk "Атауы"
            ru "Название"
            en "Name";
        /// The label of an association's activities.
        AssociationOkeds
            kk "ЭҚЖЖ кодтары, үтірмен"
            ru "Коды ОКЭД через запятую"
            en "OKEDs, with commas";
        /// The button that adds an association.
        AssociationAdd
            kk "Қауымдастық қосу"
            ru "Добавить ассоциацию"
            en "Add an association";
        /// There is nothing in a list yet.
        ListEmpty
            kk "Әзірге ештеңе жоқ"
            ru "Пока ничего нет"
            en "Nothing here yet";
        /// The heading of claims that were objected to.
        Claims
            kk "Даулы өтініштер"
            ru "Спорные заявки"
            en "Claims with an objection";
        /// What the page of claims is for.
        ClaimsLead
            kk "Жеке куәлікті қарап шешіңіз. Өтініштің атауы келушінің қолданбасында тұрады."
            ru "Решайте, увидев удостоверение личности. Имя заявки показывает приложение пришедшего."
            en "Decide after seeing an ID card. The person's app shows the claim's name.";
        /// A claim for an IIN.
        ClaimOfIin
            kk "ЖСН"
            ru "ИИН"
            en "IIN";
        /// A claim for a device's place.
        ClaimOfDevice
            kk "Құрылғы"
            ru "Устройство"
            en "Device";
        /// The button that gives the claimant what is claimed.
        ClaimAllow
            kk "Рұқсат беру"
            ru "Разрешить"
            en "Allow";
        /// The button that does not.
        ClaimDeny
            kk "Қабылдамау"
            ru "Отклонить"
            en "Deny";
        /// After a claim was decided.
        ClaimDecided
            kk "Шешім қабылданды"
            ru "Решение принято"
            en "The claim is decided";
    } } } };
}
