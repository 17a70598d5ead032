//! Around the doors: visitors with and without network, what is kept, and the end.

side_by_side! {
    /// A text of the demo.
    Narration {
        /// The title.
        Title
            kk "Ashyq бір компьютерде: өтінімнен ашық есікке дейін"
            ru "Ashyq на одном компьютере: от заявки до открытой двери"
            en "Ashyq on one computer: from the application to the open door";
        /// What is real and what is not.
        WhatIsReal
            kk "Қызмет SQLite файлымен {service} мекенжайында жұмыс істейді, телефондар онымен HTTP арқылы сөйлеседі. Кадрлар, қолтаңбалар, журналдар – нағыз. Адамдар мен нөмірлер ойдан шығарылған, уақыт алға жылжытылады."
            ru "Сервис с файлом SQLite работает по адресу {service}, телефоны говорят с ним по HTTP. Кадры, подписи и журналы настоящие. Люди и номера выдуманы, время переводится вперёд."
            en "The service runs on a SQLite file at {service}; the phones speak to it over HTTP. Frames, signatures and journals are real. People and numbers are made up, and time is moved ahead.";
        /// The phones' vault.
        MemoryVault
            kk "Демо телефондары құпияларын қорғалған қоймада емес, тек жадта сақтайды."
            ru "Телефоны демо хранят секреты только в памяти, а не в защищённом хранилище."
            en "The demo's phones keep their secrets in memory only, not in a secure store.";
        /// SMS.
        SmsBelow
            kk "SMS stderr арқылы шығады."
            ru "SMS выводятся в stderr."
            en "SMS go to standard error.";
        /// Table head.
        Venue
            kk "Нысан"
            ru "Заведение"
            en "Venue";
        /// Table head.
        Kind
            kk "Түрі"
            ru "Вид"
            en "Kind";
        /// Table head.
        TypedCode
            kk "Терілетін код"
            ru "Код для набора"
            en "Typed code";
        /// Heading: facts.
        FactsSent
            kk "Денсаулық сақтау органы деректерін жібереді, келушілер кіреді"
            ru "Орган здравоохранения присылает сведения, посетители входят в приложение"
            en "The health authority sends facts, and the visitors log in";
        /// What happens at a log-in.
        LogInsDone
            kk "Бес телефон SMS коды арқылы кірді, әрқайсысына ЖСН бір рет енгізілді."
            ru "Пять телефонов вошли по коду из SMS, в каждый ИИН введён один раз."
            en "Five phones logged in with a code from an SMS; each was told its IIN once.";
        /// Table head.
        Person
            kk "Келуші"
            ru "Посетитель"
            en "Visitor";
        /// Table head.
        OwnStatus
            kk "Өз мәртебесі"
            ru "Свой статус"
            en "Own status";
        /// Table head.
        Because
            kk "Себебі"
            ru "Почему"
            en "Because";
        /// Heading: own status page.
        LooksAtStatus
            kk "{person} үйде өз мәртебесін қарайды"
            ru "{person} дома смотрит свой статус"
            en "{person} looks at the own status at home";
        /// Heading: at a door.
        AtTheDoor
            kk "{person} – {venue}"
            ru "{person} – {venue}"
            en "{person} – {venue}";
        /// How the poster was read.
        Filmed
            kk "Телефон постерге жақындайды: код {frames} кадрдың {frame}-інде оқылды."
            ru "Телефон приближается к плакату: код прочитан на кадре {frame} из {frames}."
            en "The phone comes up to the poster: read in frame {frame} of {frames}.";
        /// Heading: scanning twice.
        ScansTwice
            kk "{person} постерді екінші рет сканерлейді, 20 секундтан кейін"
            ru "{person} сканирует плакат второй раз, через 20 секунд"
            en "{person} scans the poster a second time, 20 seconds later";
        /// Heading: on exit.
        ScansOnExit
            kk "{person} шығарда сканерлейді"
            ru "{person} сканирует на выходе"
            en "{person} scans on exit";
        /// Heading: things that are no posters.
        NotPosters
            kk "Постер емес нәрселер"
            ru "То, что не плакат"
            en "Things that are no posters";
        /// A forged poster.
        Forged
            kk "{person}: қолдан жасалған постер"
            ru "{person}: поддельный плакат"
            en "{person}: a forged poster";
        /// A sticker over the poster.
        Sticker
            kk "{person}: постерге жапсырылған бөтен сілтеме"
            ru "{person}: наклейка с чужой ссылкой"
            en "{person}: a sticker with a foreign link";
        /// A Wi-Fi code.
        Wifi
            kk "{person}: дәмхананың Wi-Fi коды"
            ru "{person}: код Wi-Fi кафе"
            en "{person}: the cafe's Wi-Fi code";
        /// Heading: the network is cut.
        NetworkCut
            kk "Желі үзілді: {person} – {venue}"
            ru "Сеть пропала: {person} – {venue}"
            en "The network is cut: {person} – {venue}";
        /// Heading: an exit without network.
        LeavesOffline
            kk "Желі жоқ: {person} шығарда сканерлейді"
            ru "Сети нет: {person} сканирует на выходе"
            en "No network: {person} scans on exit";
        /// Heading: status without network.
        StatusOffline
            kk "40 минуттан кейін, желі әлі жоқ: {person} мәртебесін қарайды"
            ru "Через 40 минут, сети всё ещё нет: {person} смотрит статус"
            en "40 minutes later, still no network: {person} looks at the status";
        /// Heading: visits without network.
        VisitsOffline
            kk "{person} шығуды түймемен белгілейді және тізімін қарайды"
            ru "{person} отмечает выход кнопкой и смотрит список"
            en "{person} records the exit by the button and looks at the list";
        /// Heading: the network is back.
        NetworkBack
            kk "Желі қалпына келді"
            ru "Сеть вернулась"
            en "The network is back";
        /// What was delivered.
        Delivered
            kk "{person}: жіберілген жазба – {count}, күтіп тұрғаны – 0. Қайта жіберуге ештеңе қалмады."
            ru "{person}: отправлено записей – {count}, ждут – 0. Повторно отправлять нечего."
            en "{person}: records delivered – {count}, waiting – 0. There is nothing to send twice.";
        /// What the service holds of them.
        OnceEach
            kk "Қызметте бұл екі келу дәл бір-бір рет тұр."
            ru "В сервисе эти два посещения стоят ровно по одному разу."
            en "The service holds these two visits exactly once each.";
        /// Heading: forgotten exit.
        Forgot
            kk "{person} шығуды белгілеуді ұмытты: 12 сағаттан кейін келу өздігінен аяқталады"
            ru "{person} не отметила выход: через 12 часов посещение заканчивается само"
            en "{person} forgot to record the exit: after 12 hours the visit ends by itself";
        /// Heading: what venues know.
        WhatVenuesKnow
            kk "Әр нысан әр адам туралы не біледі"
            ru "Что каждое заведение знает о каждом человеке"
            en "What each venue knows about each person";
        /// Where the table comes from.
        FromTheDatabase
            kk "Қызметтің дерекқорынан оқылды: түс, одан басқа ештеңе жоқ. Сынақ аптасының түстері – сынақ тұлғаларынікі: қызметкер туралы ештеңе білінбейді."
            ru "Прочитано из базы сервиса: цвет и больше ничего. Цвета тестовой недели – учебных посетителей: о сотруднике ничего не известно."
            en "Read from the service's database: the colour and nothing else. The test week's colours are those of practice persons: nothing is known about the member of staff.";
        /// What was searched for in vain.
        NothingFound
            kk "Қызмет файлдарынан {count} құпия (ЖСН, нөмір, кіру коды, токен) ізделді, ешқайсысы табылмады."
            ru "В файлах сервиса искали {count} секретов (ИИН, номера, коды для входа, токены): ни одного."
            en "The service's files were searched for {count} secrets (IINs, numbers, log-in codes, tokens): not one was found.";
        /// A cell of an entry without a decision.
        NoColour
            kk "түссіз"
            ru "без цвета"
            en "no colour";
        /// All is well.
        AsTold
            kk "Барлық {count} қадам айтылғандай болды."
            ru "Все шаги ({count}) прошли как рассказано."
            en "All {count} steps came out as told.";
        /// Something is not.
        NotAsTold
            kk "Демо айтылғандай болмады: {step}. Мәліметті --keep DIR қалтасынан қараңыз."
            ru "Демо прошло не так, как рассказано: {step}. Подробности – в папке --keep DIR."
            en "The demo did not come out as told: {step}. Look into the folder of --keep DIR.";
        /// What was kept.
        Kept
            kk "Сақталды: {folder}. Құпия нәрсе тек transcript пен phones ішінде болуы мүмкін."
            ru "Сохранено: {folder}. Секретное может быть только в transcript и phones."
            en "Kept: {folder}. Only transcript and phones may hold anything secret.";
        /// The rule of --keep.
        RuleKeep
            kk "жаңа, бос немесе осы демодан қалған қалта"
            ru "новая или пустая папка либо папка прошлого демо"
            en "a new or empty folder, or one that an earlier demo left";
        /// The green visitor.
        Aigerim
            kk "Әйгерім"
            ru "Айгерим"
            en "Aigerim";
        /// The blue visitor.
        Daniyar
            kk "Данияр"
            ru "Данияр"
            en "Daniyar";
        /// The yellow visitor near home.
        Saule
            kk "Сәуле"
            ru "Сауле"
            en "Saule";
        /// The yellow visitor too far from home.
        Marat
            kk "Марат"
            ru "Марат"
            en "Marat";
        /// The red visitor.
        Timur
            kk "Тимур"
            ru "Тимур"
            en "Timur";
        /// The member of staff.
        Yerlan
            kk "Ерлан"
            ru "Ерлан"
            en "Yerlan";
        /// The visitor without a smartphone.
        Bibigul
            kk "Бибігүл"
            ru "Бибигуль"
            en "Bibigul";
    }
}

#[cfg(test)]
mod tests {
    use ashyq_core::words::Language;

    use super::*;

    #[test]
    fn every_text_is_there_in_three_languages_with_the_same_placeholders() {
        for text in Narration::ALL {
            crate::side_by_side::is_a_good_entry(Language::ALL.map(|language| text.say(language)));
        }
    }
}
