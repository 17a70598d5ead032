//! At the camera: hints while it looks, and the names of what it saw instead of a poster.

/// Hands the words at the camera on to the next subject.
macro_rules! camera_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* camera {
        /// The first hint of the scanner.
        AimAtPoster
            kk "Камераны кіреберістегі постерге бағыттаңыз"
            ru "Наведите камеру на плакат у входа"
            en "Point the camera at the poster by the door";
        /// The QR code is too small in the picture.
        MoveCloser
            kk "Жақынырақ келіңіз"
            ru "Подойдите ближе"
            en "Move closer";
        /// The picture is too dark.
        TooDark
            kk "Қараңғы. Жарық қосыңыз"
            ru "Темно. Включите свет"
            en "Too dark. Add some light";
        /// The picture has a reflection on the poster.
        Glare
            kk "Жарық шағылысып тұр. Телефонды сәл бұрыңыз"
            ru "Мешает блик. Немного поверните телефон"
            en "There is a glare. Tilt the phone a little";
        /// The picture is blurred by movement.
        HoldStill
            kk "Телефонды қозғамай ұстаңыз"
            ru "Держите телефон неподвижно"
            en "Hold the phone still";
        /// The picture shows two codes of ours.
        SeveralCodes
            kk "Бірнеше QR коды бар. Тек біреуін көрсетіңіз"
            ru "Несколько QR-кодов. Наведите на один из них"
            en "Several QR codes. Point at one of them";
        /// The camera saw the QR code of a Wi-Fi network.
        SeenWifi
            kk "Бұл Wi-Fi коды, Ashyq постері емес."
            ru "Это код Wi-Fi, а не плакат Ashyq."
            en "This is a Wi-Fi code, not an Ashyq poster.";
        /// The camera saw a link that is not ours.
        SeenLink
            kk "Бұл веб-сілтеме, Ashyq постері емес."
            ru "Это ссылка на сайт, а не плакат Ashyq."
            en "This is a web link, not an Ashyq poster.";
        /// The camera saw a contact card.
        SeenContactCard
            kk "Бұл визит карточкасы, Ashyq постері емес."
            ru "Это визитная карточка, а не плакат Ashyq."
            en "This is a contact card, not an Ashyq poster.";
        /// The camera saw a phone number.
        SeenPhone
            kk "Бұл телефон нөмірі, Ashyq постері емес."
            ru "Это номер телефона, а не плакат Ashyq."
            en "This is a phone number, not an Ashyq poster.";
        /// The camera saw a prepared SMS or e-mail.
        SeenMessage
            kk "Бұл дайын хабарлама, Ashyq постері емес."
            ru "Это готовое сообщение, а не плакат Ashyq."
            en "This is a prepared message, not an Ashyq poster.";
        /// The camera saw a request for payment.
        SeenPayment
            kk "Бұл төлем коды, Ashyq постері емес."
            ru "Это код для оплаты, а не плакат Ashyq."
            en "This is a payment code, not an Ashyq poster.";
        /// The camera saw coordinates.
        SeenPlace
            kk "Бұл картадағы орын, Ashyq постері емес."
            ru "Это точка на карте, а не плакат Ashyq."
            en "This is a place on a map, not an Ashyq poster.";
        /// The camera saw a calendar event.
        SeenEvent
            kk "Бұл күнтізбедегі іс-шара, Ashyq постері емес."
            ru "Это событие календаря, а не плакат Ashyq."
            en "This is a calendar event, not an Ashyq poster.";
        /// The camera saw the poster of another check-in system.
        SeenOtherCheckIn
            kk "Бұл басқа тіркеу жүйесінің коды, Ashyq постері емес."
            ru "Это код другой системы регистрации, а не плакат Ashyq."
            en "This is another check-in system's code, not an Ashyq poster.";
        /// The camera saw one of several codes that hold one text together.
        SeenPart
            kk "Бұл бірге оқылатын бірнеше кодтың бірі, Ashyq постері емес."
            ru "Это один из нескольких кодов, которые читают вместе, а не плакат Ashyq."
            en "This is one of several codes that belong together, not an Ashyq poster.";
        /// The camera saw a crypto wallet's address.
        SeenCryptoWallet
            kk "Бұл криптоәмиян мекенжайы, Ashyq постері емес."
            ru "Это адрес криптокошелька, а не плакат Ashyq."
            en "This is a crypto wallet, not an Ashyq poster.";
        /// The camera saw a second factor or another secret.
        SeenSecret
            kk "Бұл құпия кілт, Ashyq постері емес. Оны ешкімге көрсетпеңіз."
            ru "Это секретный ключ, а не плакат Ashyq. Никому его не показывайте."
            en "This is a secret key, not an Ashyq poster. Do not show it to anybody.";
        /// The camera saw text that is nothing known.
        SeenText
            kk "Бұл жай мәтін, Ashyq постері емес."
            ru "Это просто текст, а не плакат Ashyq."
            en "This is plain text, not an Ashyq poster.";
        /// A visitor scanned a pass.
        SeenPass
            kk "Бұл келушінің рұқсаттамасы. Кіреберістегі постерді сканерлеңіз."
            ru "Это пропуск посетителя. Отсканируйте плакат у входа."
            en "This is a visitor's pass. Scan the poster by the door.";
        /// A member of staff checks a pass and scanned a poster.
        SeenPosterNotPass
            kk "Бұл – постер. Келушінің телефонындағы рұқсаттаманы сканерлеңіз."
            ru "Это плакат. Отсканируйте пропуск на телефоне посетителя."
            en "This is a poster. Scan the pass on the visitor's phone.";
        /// A member of staff checks a pass and scanned a code of others.
        SeenNotPass
            kk "Бұл Ashyq рұқсаттамасы емес. Келушінің телефонындағы рұқсаттаманы сканерлеңіз."
            ru "Это не пропуск Ashyq. Отсканируйте пропуск на телефоне посетителя."
            en "This is not an Ashyq pass. Scan the pass on the visitor's phone.";
        /// A picture holds nothing that can be read.
        SeenNothing
            kk "Суретте QR-код табылмады. Басқа суретті таңдаңыз."
            ru "На снимке не найден QR-код. Выберите другой снимок."
            en "No QR code was found in the picture. Choose another one.";
        /// The light's switch.
        Torch
            kk "Шам"
            ru "Фонарик"
            en "Torch";
        /// The way to a picture from the gallery.
        FromGallery
            kk "Суреттен оқу"
            ru "Прочитать со снимка"
            en "Read from a picture";
        /// The way to the typed code.
        TypeTheCode
            kk "Постердегі кодты теру"
            ru "Набрать код с плаката"
            en "Enter the typed code";
        /// The label of the typed code.
        TypedCodeLabel
            kk "Постердегі сегіз таңба"
            ru "Восемь знаков с плаката"
            en "Typed code: eight characters on the poster";
        /// The operating system asks for the camera with this reason.
        CameraReason
            kk "Камера постерді сканерлеу үшін керек. Кескін телефоннан шықпайды."
            ru "Камера нужна, чтобы сканировать плакаты. Изображение не покидает телефон."
            en "The camera is for scanning posters. The picture never leaves the phone.";
        /// The camera was not allowed.
        CameraDenied
            kk "Камераға рұқсат берілмеген. Рұқсатты баптаулардан қосыңыз немесе постердегі кодты теріңіз."
            ru "Нет доступа к камере. Разрешите его в настройках или наберите код с плаката."
            en "The camera is not allowed. Allow it in the settings, or enter the typed code.";
    } } } };
}
