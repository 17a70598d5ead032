//! From application to live: where it stands, what to do next, why it was refused.

/// Hands the words of applications on to the next subject.
macro_rules! application_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* application {
        /// Phase: filed, and nobody has decided.
        PhaseSubmitted
            kk "Өтінім берілді"
            ru "Заявка подана"
            en "Submitted";
        /// Phase: the association stands for it.
        PhaseEndorsed
            kk "Қауымдастық қолдады"
            ru "Поддержана ассоциацией"
            en "Endorsed by the association";
        /// Phase: the operator has agreed.
        PhaseChecked
            kk "Тексерілді"
            ru "Проверена"
            en "Checked";
        /// Phase: the test week, or what comes after it while the checklist is open.
        PhaseTest
            kk "Сынақ режимі"
            ru "Тестовый режим"
            en "Test mode";
        /// Phase: test mode with a complete checklist.
        PhaseReady
            kk "Жұмысқа дайын"
            ru "Готово к работе"
            en "Ready to go live";
        /// Phase: live.
        PhaseLive
            kk "Жұмыс істеп тұр"
            ru "Работает"
            en "Live";
        /// Phase: suspended.
        PhaseSuspended
            kk "Тоқтатылды"
            ru "Приостановлено"
            en "Suspended";
        /// Phase: revoked for good.
        PhaseRevoked
            kk "Ashyq жүйесінен шығарылды"
            ru "Отозвано"
            en "Revoked";
        /// Phase: refused.
        PhaseRefused
            kk "Қабылданбады"
            ru "Отказано"
            en "Refused";
        /// Phase: the test was over before the venue went live.
        PhaseExpired
            kk "Сынақ мерзімі өтті"
            ru "Срок теста истёк"
            en "The test is over";
        /// What to do while it waits for the operator.
        NextAwaitOperator
            kk "Өтінімді оператор тексеріп жатыр. Шешімі осы жерде көрінеді."
            ru "Заявку проверяет оператор. Решение появится здесь."
            en "The operator is checking the application. The decision appears here.";
        /// What to do while it waits for its association.
        NextAwaitAssociation
            kk "Өтінім салалық қауымдастықтың қолдауын күтіп тұр. Қажет болса, қауымдастыққа хабарласыңыз."
            ru "Заявка ждёт поддержки отраслевой ассоциации. При необходимости свяжитесь с ней."
            en "The application waits for its industry association. Contact the association if needed.";
        /// What to do once the operator has agreed.
        NextStartTest
            kk "Өтінім мақұлданды. Постерлерді алып, жеті күндік сынақты бастаңыз."
            ru "Заявка одобрена. Начните тестовую неделю и получите плакаты."
            en "The application is approved. Start the test week and get your posters.";
        /// What to do in test mode.
        NextTryEverything
            kk "Тізімдегінің бәрін байқап көріңіз. Жұмысты бастауға болатын уақыт: {time}."
            ru "Попробуйте всё из списка. Начать работу можно будет с этого времени: {time}."
            en "Try everything on the checklist. You can go live from {time}.";
        /// What to do once everything was tried and the week still runs.
        NextAwaitWeek
            kk "Бәрі байқалды. Жұмысты бастауға болатын уақыт: {time}."
            ru "Всё проверено. Начать работу можно будет с этого времени: {time}."
            en "Everything has been tried. You can go live from {time}.";
        /// What to do once everything was tried and the week is over.
        NextGoLive
            kk "Бәрі дайын. Жұмысты бастап, сынақ белгісі жоқ постерлерді басып шығарыңыз."
            ru "Всё готово. Начните работу и распечатайте плакаты без отметки «тест»."
            en "Everything is ready. Go live and print the posters without the test marks.";
        /// What to do while live.
        NextLive
            kk "Келушілер сканерлей алады. Тақтаны кіреберісте ашық ұстаңыз."
            ru "Посетители могут сканировать. Держите табло открытым у входа."
            en "Visitors can scan. Keep the board open at the entrance.";
        /// What to do after a suspension.
        NextSuspended
            kk "Постерлер жұмыс істемейді. Себебін жойып, операторға хабарласыңыз."
            ru "Плакаты не работают. Устраните причину и обратитесь к оператору."
            en "The posters do not work. Remove the cause and turn to the operator.";
        /// What to do after a revocation.
        NextRevoked
            kk "Постерлер енді жұмыс істемейді. Оларды алып тастаңыз."
            ru "Плакаты больше не работают. Снимите их."
            en "The posters do not work any more. Take them down.";
        /// What to do after a refusal.
        NextRefused
            kk "Өтінім қабылданбады. Себебін жойып, жаңа өтінім беріңіз."
            ru "В заявке отказано. Устраните причину и подайте новую."
            en "The application was refused. Remove the cause and file a new one.";
        /// What to do after a test that never ended.
        NextExpired
            kk "Сынақ мерзімі аяқталды, постерлер жұмыс істемейді. Операторға хабарласыңыз."
            ru "Срок теста истёк, плакаты не работают. Обратитесь к оператору."
            en "The test is over and the posters do not work. Turn to the operator.";
        /// Checklist: somebody of staff has accepted the role.
        TriedStaffNamed
            kk "Қызметкер тағайындалды"
            ru "Сотрудник назначен"
            en "A member of staff is named";
        /// Checklist: the board was opened.
        TriedBoardOpened
            kk "Тақта ашылды"
            ru "Табло открыто"
            en "The board was opened";
        /// Checklist: a practice person was admitted.
        TriedEntry
            kk "Жаттығу адамы кірді"
            ru "Учебный посетитель вошёл"
            en "A practice person entered";
        /// Checklist: a practice person left.
        TriedExit
            kk "Жаттығу адамы шықты"
            ru "Учебный посетитель вышел"
            en "A practice person left";
        /// Checklist: the red practice person was refused.
        TriedRefusedRed
            kk "Қызыл жаттығу адамы кіргізілмеді"
            ru "«Красному» учебному посетителю отказано"
            en "The red practice person was refused";
        /// Refused: no registered business has the number.
        RefusedNotABusiness
            kk "Бұл нөмірмен бизнес тіркелмеген. Бизнесті тіркеп, қайта өтінім беріңіз."
            ru "По этому номеру бизнес не зарегистрирован. Зарегистрируйте его и подайте заявку снова."
            en "No business is registered under this number. Register it and apply again.";
        /// Refused: the number is somebody else's.
        RefusedNumberOfAnother
            kk "Бұл нөмір басқа бизнеске тиесілі. Өз БСН немесе ЖСН нөміріңізбен өтінім беріңіз."
            ru "Этот номер принадлежит другому бизнесу. Подайте заявку со своим БИН или ИИН."
            en "This number is another business's. Apply with your own BIN or IIN.";
        /// Refused: the business does something else.
        RefusedOtherActivity
            kk "Бизнестің қызмет түрі өтінімдегідей емес. ЭҚЖЖ-ны тексеріп, қайта өтінім беріңіз."
            ru "Вид деятельности не совпадает с заявкой. Проверьте ОКЭД и подайте заявку снова."
            en "The business carries on another activity. Check the OKED and apply again.";
        /// Refused: there is no such venue.
        RefusedNoVenueThere
            kk "Бұл мекенжайда мұндай нысан табылмады. Мекенжайды тексеріп, қайта өтінім беріңіз."
            ru "По этому адресу такого заведения нет. Проверьте адрес и подайте заявку снова."
            en "There is no such venue at this address. Check the address and apply again.";
        /// Refused: address and coordinates differ.
        RefusedPlaceDiffers
            kk "Мекенжай мен координаттар әртүрлі жерді көрсетеді. Түзетіп, қайта өтінім беріңіз."
            ru "Адрес и координаты указывают на разные места. Исправьте и подайте заявку снова."
            en "Address and coordinates are not the same place. Correct them and apply again.";
        /// Refused: the venue is part of Ashyq already.
        RefusedThereAlready
            kk "Бұл нысан Ashyq жүйесінде бар. Оны тіркеген телефон нөмірімен кіріңіз."
            ru "Это заведение уже есть в Ashyq. Войдите с номером, на который оно записано."
            en "This venue is part of Ashyq already. Log in with the number that it is filed under.";
        /// Refused: the name is not the venue's.
        RefusedNameMisleads
            kk "Атауы бұл нысанға сәйкес емес. Маңдайшадағы атауды жазып, қайта өтінім беріңіз."
            ru "Название не этого заведения. Укажите название с вывески и подайте заявку снова."
            en "The name is not this venue's. Give the name over the door and apply again.";
        /// Refused: the association does not stand for it.
        RefusedAssociationDeclines
            kk "Қауымдастық өтінімді қолдамады. Шарттарын қауымдастықтан сұраңыз."
            ru "Ассоциация не поддержала заявку. Уточните у неё условия."
            en "The association did not endorse the application. Ask it for its conditions.";
        /// Refused: the sanitary rules are not met.
        RefusedSanitaryRules
            kk "Нысан санитарлық талаптарға сай емес. Кемшіліктерді жойып, қайта өтінім беріңіз."
            ru "Заведение не отвечает санитарным требованиям. Устраните недостатки и подайте заявку снова."
            en "The venue does not meet the sanitary rules. Put that right and apply again.";
        /// Suspended: everybody is let in.
        SuspendedColoursIgnored
            kk "Келушілер түсіне қарамай кіргізілген. Қызметкерлерге ережені түсіндіріңіз."
            ru "Посетителей пускают, не глядя на цвет. Объясните правила сотрудникам."
            en "Visitors were let in whatever their colour. Explain the rules to your staff.";
        /// Suspended: the poster hangs elsewhere.
        SuspendedPosterElsewhere
            kk "Постер басқа жерде ілулі тұр. Оны өз кіреберісіне іліңіз."
            ru "Плакат висит в другом месте. Повесьте его у своего входа."
            en "The poster hangs somewhere else. Put it up at its own entrance.";
        /// Suspended: the sanitary rules are broken.
        SuspendedSanitaryRules
            kk "Санитарлық талаптар бұзылған. Кемшіліктерді жойыңыз."
            ru "Нарушены санитарные требования. Устраните недостатки."
            en "The sanitary rules were broken. Put that right.";
        /// Suspended: the application was not true.
        SuspendedFalseApplication
            kk "Өтінімде дұрыс емес мәлімет бар. Құжаттарымен операторға жүгініңіз."
            ru "В заявке были неверные сведения. Обратитесь к оператору с документами."
            en "The application was not true. Turn to the operator with your documents.";
        /// Suspended: the venue has closed.
        SuspendedClosed
            kk "Нысан жабылды. Қайта ашылса, операторға хабарлаңыз."
            ru "Заведение закрылось. Если оно откроется снова, сообщите оператору."
            en "The venue has closed. Tell the operator if it opens again.";
        /// Suspended: the business asked for it.
        SuspendedOwnRequest
            kk "Бизнес өзі сұрады. Жалғастыру үшін операторға хабарласыңыз."
            ru "По просьбе самого бизнеса. Чтобы продолжить, обратитесь к оператору."
            en "The business asked for it. Turn to the operator to go on.";
        /// Suspended: the cabinet is in strange hands.
        SuspendedCabinetInStrangeHands
            kk "Кабинетке бөтен адам кірген болуы мүмкін. Құжаттарымен операторға жүгініңіз."
            ru "Возможно, в кабинет вошёл посторонний. Обратитесь к оператору с документами."
            en "Somebody else may have the cabinet. Turn to the operator with your documents.";
        /// The number under BIN is no BIN.
        NotABusinessNumber
            kk "Бұл бизнестің нөмірі емес. БСН немесе жеке кәсіпкердің ЖСН нөмірін енгізіңіз."
            ru "Это не номер бизнеса. Укажите БИН или ИИН индивидуального предпринимателя."
            en "This is not a business's number. Give a BIN or a sole proprietor's IIN.";
        /// The activity is not eligible.
        OkedNotEligible
            kk "Бұл қызмет түріне Ashyq постері берілмейді. ЭҚЖЖ-ны тексеріңіз."
            ru "Для этого вида деятельности плакат Ashyq не выдаётся. Проверьте ОКЭД."
            en "There is no Ashyq poster for this activity. Check the OKED.";
        /// The activity goes through an association.
        AssociationNeeded
            kk "Бұл қызмет түріне өтінім салалық қауымдастық арқылы беріледі. Қауымдастықты таңдаңыз."
            ru "По этому виду деятельности заявку подают через отраслевую ассоциацию. Выберите её."
            en "For this activity one applies through an industry association. Choose yours.";
        /// The venue has an application, or is part of Ashyq.
        VenueDuplicate
            kk "Бұл нысанға өтінім бар немесе ол Ashyq жүйесіне қосылған. Кабинеттегі тізімді қараңыз."
            ru "На это заведение уже есть заявка или оно уже в Ashyq. Посмотрите список в кабинете."
            en "This venue has an application or is part of Ashyq already. See the list in your cabinet.";
        /// The venue had its test or was revoked.
        VenueNotAgain
            kk "Бұл нысан сынақтан өткен немесе Ashyq жүйесінен шығарылған. Операторға хабарласыңыз."
            ru "Это заведение уже проходило тест или было отозвано. Обратитесь к оператору."
            en "This venue has had its test or was revoked. Turn to the operator.";
        /// Too many applications.
        ApplicationsUsedUp
            kk "Өтінім тым көп берілді. Келесісін беруге болатын уақыт: {time}."
            ru "Слишком много заявок. Подайте следующую после {time}."
            en "Too many applications. File the next one after {time}.";
        /// The step does not start here.
        StepNotFromHere
            kk "Өтінім басқа қалыпта тұр. Бетті жаңартып, қайта қараңыз."
            ru "Заявка сейчас в другом состоянии. Обновите страницу и посмотрите снова."
            en "The application stands elsewhere now. Reload the page and look again.";
        /// The association comes first.
        AssociationFirst
            kk "Өтінімді қауымдастық әлі қолдаған жоқ. Оның шешімін күтіңіз."
            ru "Ассоциация ещё не поддержала заявку. Дождитесь её решения."
            en "The association has not endorsed the application yet. Wait for it.";
        /// The test week is not over.
        TestWeekRuns
            kk "Сынақ аптасы әлі аяқталған жоқ. Жұмысты бастауға болатын уақыт: {time}."
            ru "Тестовая неделя ещё идёт. Начать работу можно после {time}."
            en "The test week still runs. You can go live after {time}.";
        /// The checklist is not complete.
        ChecklistOpen
            kk "Тізімдегінің бәрі әлі байқалған жоқ. Қалғанын байқап көріңіз."
            ru "Проверено ещё не всё из списка. Попробуйте остальное."
            en "Not everything on the checklist was tried. Try the rest.";
        /// The test is over.
        TestOver
            kk "Сынақ мерзімі өтіп кетті. Операторға хабарласыңыз."
            ru "Срок теста истёк. Обратитесь к оператору."
            en "The test is over. Turn to the operator.";
        /// Too many new posters.
        PostersUsedUp
            kk "Бүгін жаңа постер тым көп жасалды. Ертең жалғастырыңыз."
            ru "Сегодня сделано слишком много новых плакатов. Продолжите завтра."
            en "Too many new posters were made today. Go on tomorrow.";
    } } } };
}
