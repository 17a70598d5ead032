//! Staff: roles and shifts, and what staff see, hear and say.

/// Hands the words for staff on to the next subject.
macro_rules! staff_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* staff {
        /// The heading of one's own roles.
        StaffRoles
            kk "Қызметкер рөлдерім"
            ru "Мои роли сотрудника"
            en "My roles as staff";
        /// There are no roles.
        StaffRolesNone
            kk "Сізге рөл берілмеген. Оны нысан иесі телефон нөміріңіз бойынша береді."
            ru "У вас нет ролей. Их даёт владелец заведения по вашему номеру телефона."
            en "You have no roles. A venue's owner gives them by your phone number.";
        /// A role that waits for an answer.
        RoleNotAnswered
            kk "Ұсынылды"
            ru "Предложена"
            en "Offered";
        /// A role that was accepted.
        RoleAccepted
            kk "Қабылданды"
            ru "Принята"
            en "Accepted";
        /// The button that accepts a role.
        AcceptRole
            kk "Рөлді қабылдау"
            ru "Принять роль"
            en "Accept the role";
        /// The button that declines a role, or gives it up.
        DeclineRole
            kk "Рөлден бас тарту"
            ru "Отказаться от роли"
            en "Decline the role";
        /// The question before accepting a role.
        AcceptRoleQuestion
            kk "«{venue}» нысанының қызметкері рөлін қабылдайсыз ба?"
            ru "Принять роль сотрудника в «{venue}»?"
            en "Accept the role of staff at {venue}?";
        /// The question before declining a role, or giving it up.
        DeclineRoleQuestion
            kk "«{venue}» нысанының қызметкері рөлінен бас тартасыз ба?"
            ru "Отказаться от роли сотрудника в «{venue}»?"
            en "Decline the role of staff at {venue}?";
        /// A role was accepted: what comes next.
        RoleIsYours
            kk "Рөл қабылданды. Жұмысты бастағанда ауысымды ашыңыз."
            ru "Роль принята. Когда начнёте работу, откройте смену."
            en "The role is accepted. Open a shift when you start work.";
        /// A role was declined or given up.
        RoleDeclined
            kk "Рөлден бас тартылды."
            ru "Вы отказались от роли."
            en "The role is declined.";
        /// A shift is open, and until when.
        ShiftOpenUntil
            kk "Ауысым ашық, аяқталатын уақыты: {time}"
            ru "Смена открыта до: {time}"
            en "Shift open until: {time}";
        /// What an open shift is for.
        ShiftIsFor
            kk "Енді келушіні ЖСН бойынша тіркеуге және рұқсаттаманы желісіз де тексеруге болады."
            ru "Теперь можно отмечать посетителей по ИИН и проверять пропуска, даже без сети."
            en "You can now register visitors by IIN and check passes, even without network.";
        /// A shift was closed.
        ShiftClosed
            kk "Ауысым жабылды."
            ru "Смена закрыта."
            en "The shift is closed.";
        /// A shift was closed without network.
        ShiftClosedHere
            kk "Ауысым осы телефонда жабылды. Қызметке желі пайда болғанда хабарланады."
            ru "Смена закрыта на этом телефоне. Сервис узнает об этом, когда появится сеть."
            en "The shift is closed on this phone. The service is told once there is network.";
        /// Admitted, for a screen reader in staff's hands.
        StaffAdmittedSpoken
            kk "Кіргізуге болады."
            ru "Впустить можно."
            en "Let the visitor in.";
        /// Refused, for a screen reader in staff's hands.
        StaffRefusedSpoken
            kk "Кіргізуге болмайды."
            ru "Впускать нельзя."
            en "Do not let the visitor in.";
        /// Staff see a refused pass: what to say. The visitor's own phone says why.
        StaffSayRefusedPass
            kk "Келушіге айтыңыз: «Кешіріңіз, қазір кіруге болмайды. Себебі өз телефоныңызда жазылған»."
            ru "Скажите посетителю: «Извините, сейчас войти нельзя. Причина указана на вашем телефоне»."
            en "Say to the visitor: sorry, you cannot come in now. Your own phone says why.";
        /// An entry by IIN is recorded.
        EntryByIinNoted
            kk "Кіру белгіленді."
            ru "Вход отмечен."
            en "The entry is recorded.";
        /// When a pass was signed.
        PassSignedAt
            kk "Рұқсаттама берілген уақыт: {time}"
            ru "Пропуск выдан: {time}"
            en "Pass given: {time}";
        /// The heading over a pass that is refused by name.
        PassNotAccepted
            kk "Рұқсаттама қабылданбады"
            ru "Пропуск не принят"
            en "Pass not accepted";
        /// The heading over the first answer to a pass that was seen within a minute.
        FirstAnswer
            kk "Бірінші жауап"
            ru "Первый ответ"
            en "First answer";
        /// How long ago the first answer was given.
        SinceFirstAnswer
            kk "Содан бері өткен уақыт: {duration}"
            ru "Прошло с тех пор: {duration}"
            en "Time since then: {duration}";
        /// Whether staff may type the IIN again: the request is the same, so nobody is recorded twice.
        AskAgainSame
            kk "Жауап келмеді. Сол сұрауды қайта жіберу керек пе? Кіру бір-ақ рет жазылады."
            ru "Ответ не пришёл. Отправить тот же запрос ещё раз? Вход запишется только один раз."
            en "No answer came. Send the same request again? The entry is recorded only once.";
    } } } };
}
