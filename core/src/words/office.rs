//! The operator's office: venues and sources of facts. And what an association does for a business.

/// Hands the words of the office on to the next subject.
macro_rules! office_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* office {
        /// The heading of an association's form, and the link to it.
        ApplyForBusiness
            kk "Бизнес атынан өтінім беру"
            ru "Подать заявку за бизнес"
            en "Apply for a business";
        /// What follows from an association's application.
        ApplyForBusinessLead
            kk "Кабинет бизнестікі болады: ол байланыс телефонымен кіреді. Өтінім қолдау тапқан болып саналады."
            ru "Кабинет будет у бизнеса: он войдёт по контактному телефону. Заявка считается поддержанной."
            en "The cabinet will be the business's: it logs in with the contact phone. The application counts as endorsed.";
        /// The heading of the venues, and the link to them.
        Venues
            kk "Нысандар"
            ru "Заведения"
            en "Venues";
        /// What the page of venues is for.
        VenuesLead
            kk "Нысанды атауының басы немесе БСН бойынша табыңыз."
            ru "Найдите заведение по началу названия или по БИН."
            en "Find a venue by the beginning of its name or by its BIN.";
        /// The label of what is searched for.
        SearchLabel
            kk "Атауының басы немесе БСН"
            ru "Начало названия или БИН"
            en "Beginning of the name, or BIN";
        /// The label of what a venue is.
        ModeLabel
            kk "Күйі"
            ru "Состояние"
            en "State";
        /// The choice of everything.
        ChooseAll
            kk "Барлығы"
            ru "Все"
            en "All";
        /// The button that shows what was asked for.
        ShowButton
            kk "Көрсету"
            ru "Показать"
            en "Show";
        /// The link to what comes next in a list.
        NextPage
            kk "Келесі бет"
            ru "Следующая страница"
            en "Next page";
        /// The link to where a list begins.
        FirstRows
            kk "Тізімнің басына"
            ru "К началу списка"
            en "Back to the beginning";
        /// Nothing in a list fits what was asked for.
        NothingFound
            kk "Ештеңе табылмады. Сұрауды өзгертіңіз."
            ru "Ничего не найдено. Измените запрос."
            en "Nothing was found. Change what you ask for.";
        /// The label of a venue's kind.
        KindLabel
            kk "Түрі"
            ru "Вид"
            en "Kind";
        /// The heading and the button of suspending a venue.
        SuspendVenue
            kk "Тоқтату"
            ru "Приостановить"
            en "Suspend";
        /// What follows from a suspension.
        SuspendVenueLead
            kk "Жалғастырылғанша постерлер жұмыс істемейді. Бизнес себебін кабинетінде көреді."
            ru "Плакаты не работают, пока работу не возобновят. Причину бизнес увидит в кабинете."
            en "The posters do not work until the venue goes on. The business sees the reason in its cabinet.";
        /// The button that lets a suspended venue go on.
        ResumeVenue
            kk "Жұмысын жалғастыру"
            ru "Возобновить работу"
            en "Let it go on";
        /// The heading and the button of revoking a venue.
        RevokeVenue
            kk "Ashyq жүйесінен шығару"
            ru "Отозвать навсегда"
            en "Revoke for good";
        /// What follows from a revocation.
        RevokeVenueLead
            kk "Постерлер біржола жұмыс істемейді. Мұны қайтару мүмкін емес."
            ru "Плакаты перестанут работать навсегда. Отменить это нельзя."
            en "The posters stop working for good. This cannot be undone.";
        /// The box that is ticked before a revocation.
        RevokeVenueSure
            kk "Иә, біржола шығару керек"
            ru "Да, отозвать навсегда"
            en "Yes, revoke it for good";
        /// The button that revokes one poster.
        RevokePoster
            kk "Постердің күшін жою"
            ru "Отозвать плакат"
            en "Revoke the poster";
        /// A poster or a source that was revoked.
        Revoked
            kk "күші жойылған"
            ru "отозван"
            en "revoked";
        /// The heading of the sources, and the link to them.
        Sources
            kk "Дереккөздер"
            ru "Источники фактов"
            en "Sources of facts";
        /// What the page of sources is for.
        SourcesLead
            kk "Денсаулық сақтау органының факт жіберетін жүйелері. Әрқайсысы өз кілтімен танылады."
            ru "Системы органа здравоохранения, которые присылают факты. Каждую узнают по её ключу."
            en "Systems of the health authority that send facts. Each is known by its key.";
        /// The label of a source's name.
        SourceName
            kk "Жүйенің атауы"
            ru "Название системы"
            en "Name of the system";
        /// The label of a source's public key.
        SourceKey
            kk "Ашық кілті: base64url, 86 таңба"
            ru "Открытый ключ: base64url, 86 знаков"
            en "Public key: base64url, 86 characters";
        /// What is shown of a source's key.
        SourceThumbprint
            kk "Кілттің ізі"
            ru "Отпечаток ключа"
            en "Thumbprint of the key";
        /// When a source was registered.
        SourceSince
            kk "Тіркелген уақыты"
            ru "Зарегистрирован"
            en "Registered";
        /// The heading and the button of registering a source.
        SourceAdd
            kk "Дереккөзді тіркеу"
            ru "Зарегистрировать источник"
            en "Register a source";
        /// The button that revokes a source.
        SourceRevoke
            kk "Кілттің күшін жою"
            ru "Отозвать ключ"
            en "Revoke the key";
    } } } };
}
