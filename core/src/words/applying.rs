//! Applying on the site, and what is done with an application.

/// Hands the words of applying on to the next subject.
macro_rules! applying_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* applying {
        /// The heading of the form, and the link to it.
        Apply
            kk "Өтінім беру"
            ru "Подать заявку"
            en "Apply";
        /// Who applies where.
        ApplyLead
            kk "Постерді бизнес қана алады. Кинотеатр, қоғамдық тамақтану және қосымша білім қауымдастық арқылы өтеді."
            ru "Плакат получает только бизнес. Кинотеатры, общепит и дополнительное образование идут через ассоциацию."
            en "Only businesses get posters. Cinemas, catering and further education go through their association.";
        /// The heading of the own applications.
        OwnApplications
            kk "Менің өтінімдерім"
            ru "Мои заявки"
            en "My applications";
        /// The heading of applications that wait for the operator.
        Queue
            kk "Шешім күтетін өтінімдер"
            ru "Заявки, ожидающие решения"
            en "Applications that wait for a decision";
        /// The heading of applications through an association.
        ThroughAssociation
            kk "Қауымдастық арқылы берілген өтінімдер"
            ru "Заявки через ассоциацию"
            en "Applications through the association";
        /// Whether the number is a BIN or a sole proprietor's IIN.
        NumberKind
            kk "Нөмір түрі"
            ru "Вид номера"
            en "Kind of number";
        /// A company's number.
        NumberBin
            kk "БСН"
            ru "БИН"
            en "BIN";
        /// A sole proprietor's number.
        NumberIin
            kk "Жеке кәсіпкердің ЖСН-і"
            ru "ИИН предпринимателя"
            en "Sole proprietor's IIN";
        /// The label of the number's field.
        NumberLabel
            kk "Он екі цифр"
            ru "Двенадцать цифр"
            en "Twelve digits";
        /// The label of the venue's name.
        VenueNameLabel
            kk "Маңдайшадағы атауы"
            ru "Название на вывеске"
            en "Name over the door";
        /// The label of the latitude.
        Latitude
            kk "Ендік"
            ru "Широта"
            en "Latitude";
        /// The label of the longitude.
        Longitude
            kk "Бойлық"
            ru "Долгота"
            en "Longitude";
        /// How coordinates are written.
        CoordinatesHint
            kk "Картадағы градуспен, мысалы 43.238949 және 76.889709."
            ru "В градусах с карты, например 43.238949 и 76.889709."
            en "In degrees, from a map, such as 43.238949 and 76.889709.";
        /// The label of the region.
        RegionLabel
            kk "Өңір"
            ru "Регион"
            en "Region";
        /// The label of whom the operator calls.
        ContactPhone
            kk "Байланыс телефоны"
            ru "Контактный телефон"
            en "Contact phone";
        /// The label of the number of entrances.
        Entrances
            kk "Кіреберіс саны"
            ru "Число входов"
            en "Number of entrances";
        /// The choice of no association.
        NoAssociation
            kk "Қауымдастықсыз"
            ru "Без ассоциации"
            en "Without an association";
        /// The heading of what a venue in test mode tries.
        ChecklistTitle
            kk "Сынақ аптасында тексеріңіз"
            ru "Проверьте за тестовую неделю"
            en "Try in the test week";
        /// Something on the checklist was tried.
        Tried
            kk "тексерілді"
            ru "проверено"
            en "tried";
        /// Something on the checklist was not tried yet.
        NotTried
            kk "тексерілмеді"
            ru "не проверено"
            en "not tried yet";
        /// The heading of the posters.
        Posters
            kk "Постерлер"
            ru "Плакаты"
            en "Posters";
        /// The heading of what happened to an application.
        History
            kk "Не болды"
            ru "Что было"
            en "What happened";
        /// The button that begins the test week.
        StartTestWeek
            kk "Сынақ аптасын бастау"
            ru "Начать тестовую неделю"
            en "Begin the test week";
        /// The button that goes live.
        GoLiveButton
            kk "Жұмысты бастау"
            ru "Начать работу"
            en "Go live";
        /// The heading of a decision on an application.
        Decide
            kk "Шешім"
            ru "Решение"
            en "Decision";
        /// The operator's button that agrees.
        Approve
            kk "Мақұлдау"
            ru "Одобрить"
            en "Approve";
        /// The association's button that stands for an application.
        Endorse
            kk "Қолдау"
            ru "Поддержать"
            en "Endorse";
        /// The button that refuses an application.
        RefuseApplication
            kk "Бас тарту"
            ru "Отказать"
            en "Refuse";
        /// The label of the reason.
        ReasonLabel
            kk "Себебі"
            ru "Причина"
            en "Reason";
        /// When an application was filed.
        FiledAt
            kk "Берілген уақыты"
            ru "Подана"
            en "Filed";
    } } } };
}
