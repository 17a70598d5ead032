//! The site: what Ashyq is, and what stands around every page.

/// Hands the words of the site on to the next subject.
macro_rules! site_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* site {
        /// The first link of every page, for those who do not see it: past the head of the page.
        SkipToContent
            kk "Мазмұнға өту"
            ru "К содержанию"
            en "Skip to content";
        /// The name of the list of links on every page.
        SiteLinks
            kk "Бөлімдер"
            ru "Разделы"
            en "Sections";
        /// The link to the first page.
        AboutAshyq
            kk "Ashyq деген не"
            ru "Что такое Ashyq"
            en "What Ashyq is";
        /// The link to the cabinet.
        Cabinet
            kk "Кабинет"
            ru "Кабинет"
            en "Cabinet";
        /// The link to logging in.
        CabinetLogIn
            kk "Кіру"
            ru "Войти"
            en "Log in";
        /// The button that logs out.
        CabinetLogOut
            kk "Шығу"
            ru "Выйти"
            en "Log out";
        /// The first sentence of the first page.
        HomeLead
            kk "Шектеу кезінде де есік ашық."
            ru "Двери открыты и во время ограничений."
            en "Doors stay open during a restriction.";
        /// What Ashyq does, in one sentence.
        HomeWhat
            kk "Келуші кірерде және шығарда постерді сканерлейді. Нысан ол туралы бір нәрсені ғана біледі – түсін."
            ru "Посетитель сканирует плакат на входе и на выходе. Заведение узнаёт о нём только одно – цвет."
            en "A visitor scans the poster on entry and on exit. The venue learns one thing about them: a colour.";
        /// The heading over the three steps of a visit.
        HomeSteps
            kk "Кіру қалай өтеді"
            ru "Как проходит вход"
            en "How a visit goes";
        /// The first step.
        HomeStepScan
            kk "Ashyq қолданбасымен есіктегі постерді сканерлеңіз."
            ru "Отсканируйте плакат у двери приложением Ashyq."
            en "Scan the poster at the door with the Ashyq app.";
        /// The second step.
        HomeStepShow
            kk "Экранды қызметкерге көрсетіңіз. Онда түс, пішін, сөз және есік белгісі тұрады."
            ru "Покажите экран сотруднику: на нём цвет, фигура, слово и знак двери."
            en "Show the screen to staff: a colour, a shape, a word and the door code.";
        /// The third step.
        HomeStepLeave
            kk "Шығарда постерді тағы бір рет сканерлеңіз."
            ru "На выходе отсканируйте плакат ещё раз."
            en "Scan the poster once more when you leave.";
        /// The heading over the four colours.
        HomeColours
            kk "Түстер нені білдіреді"
            ru "Что означают цвета"
            en "What the colours mean";
        /// Where somebody green may go.
        GreenWhere
            kk "ПТР нәтижесі теріс. Барлық жерге кіруге болады."
            ru "Отрицательный ПЦР-тест. Вход открыт везде."
            en "A negative PCR test. Welcome everywhere.";
        /// Where somebody blue may go.
        BlueWhere
            kk "Шектеу туралы дерек жоқ. ПТР міндетті орындардан басқа жерге кіруге болады."
            ru "Данных об ограничениях нет. Вход открыт везде, кроме заведений, где нужен ПЦР-тест."
            en "Nothing known that restricts. Welcome everywhere but where a PCR test is mandatory.";
        /// Where somebody yellow may go.
        YellowWhere
            kk "Байланыста болған адам. Үйіне жақын азық-түлік, шаруашылық дүкендер мен дәріханаларға ғана кіреді."
            ru "Контактный. Только ближайшие продуктовые и хозяйственные магазины и аптеки."
            en "A contact. Only the nearest grocery and household-goods stores and pharmacies.";
        /// Where somebody red may go.
        RedWhere
            kk "Ауырған адам. Ешқайда шықпайды, үйде оқшауланады."
            ru "Больной. Никуда не выходит, строгая домашняя изоляция."
            en "Ill. Stays at home in strict isolation.";
        /// The heading over what is kept.
        HomePrivacy
            kk "Сіз туралы не сақталады"
            ru "Что хранится о вас"
            en "What is kept about you";
        /// What venues learn.
        HomePrivacyVenue
            kk "Нысан түсті ғана көреді. Атыңыз, телефоныңыз және ЖСН көрсетілмейді."
            ru "Заведение видит только цвет. Имя, телефон и ИИН ему не показываются."
            en "Venues see the colour only. Your name, phone number and IIN are never shown to them.";
        /// How long visits are kept.
        HomePrivacyDays
            kk "Кіру жазбалары 14 күн сақталып, содан кейін жойылады."
            ru "Записи о входах хранятся 14 дней и затем удаляются."
            en "Visits are kept for 14 days and then deleted.";
        /// The heading for people without a smartphone.
        HomeNoPhone
            kk "Смартфон жоқ болса"
            ru "Если нет смартфона"
            en "Without a smartphone";
        /// What people without a smartphone do.
        HomeNoPhoneDo
            kk "Қызметкерге ЖСН айтыңыз. Ол тек түсті көреді."
            ru "Назовите ИИН сотруднику. Он увидит только цвет."
            en "Tell staff your IIN. They see the colour only.";
        /// The heading for businesses.
        HomeBusiness
            kk "Бизнес үшін"
            ru "Для бизнеса"
            en "For businesses";
        /// What a business does.
        HomeBusinessDo
            kk "Өтінім беріңіз, постерді басып шығарыңыз, бір апта сынақ режимінде жұмыс істеңіз – есік ашылады."
            ru "Подайте заявку, распечатайте плакат, неделю поработайте в тестовом режиме – и двери открыты."
            en "Apply, print the poster, work a week in test mode, and open the door.";
        /// The button that leads a business to its cabinet.
        HomeBusinessGo
            kk "Кабинетке өту"
            ru "Перейти в кабинет"
            en "Go to the cabinet";
        /// At the foot of every page.
        SiteFoot
            kk "Ережелер мен ЭҚЖЖ кестесі – министрлік бекіткенге дейінгі үлгі деректер."
            ru "Правила и таблица ОКЭД – образцы данных, пока министерство не утвердит свои."
            en "Rules and the OKED table are sample data until the ministry's own replace them.";
        /// The heading of a page that could not be shown.
        PageFailed
            kk "Бет көрсетілмеді"
            ru "Страница не показана"
            en "The page was not shown";
        /// The link that leads back to the first page.
        ToFirstPage
            kk "Басты бетке"
            ru "На главную"
            en "To the first page";
        /// The page's form is not of this session.
        FormStale
            kk "Бұл бет ескірген. Оны жаңартып, қайта жіберіңіз."
            ru "Эта страница устарела. Обновите её и отправьте снова."
            en "This page is out of date. Reload it and send again.";

        /// What to do on the page that a poster's link opens.
        PosterOpenApp
            kk "Телефоныңыздағы Ashyq қолданбасын ашып, осы постерді сонда сканерлеңіз."
            ru "Откройте на телефоне приложение Ashyq и отсканируйте этот плакат в нём."
            en "Open the Ashyq app on your phone and scan this poster there.";
        /// Why the page itself does nothing.
        PosterNothingSent
            kk "Бұл бетте кіру жазылмайды және ештеңе жіберілмейді."
            ru "На этой странице вход не отмечается и ничего не отправляется."
            en "This page records no entry and sends nothing.";
        /// The poster of a venue that is live.
        PosterGood
            kk "Постер жарамды"
            ru "Плакат действует"
            en "The poster is valid";
        /// A poster that does not work.
        PosterBad
            kk "Постер жарамсыз"
            ru "Плакат не действует"
            en "The poster does not work";
        /// The poster of a venue in test mode.
        PosterInTest
            kk "Сынақ постері"
            ru "Тестовый плакат"
            en "Test poster";
        /// The link is no poster's.
        PosterNotOurs
            kk "Бұл сілтемеде Ashyq постері жоқ. Постерді толық сканерлеңіз."
            ru "В этой ссылке нет плаката Ashyq. Отсканируйте плакат целиком."
            en "There is no Ashyq poster in this link. Scan the whole poster.";
        /// The label of an address.
        AddressLabel
            kk "Мекенжай"
            ru "Адрес"
            en "Address";
    } } } };
}
