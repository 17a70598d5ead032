//! Refusals: each says what happened, then what to do.

/// Hands the refusals on to the next subject.
macro_rules! refusal_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* refusal {
        /// The number is no Kazakhstan mobile number.
        PhoneNotAMobile
            kk "Бұл Қазақстанның ұялы нөмірі емес. Нөмірді мына түрде енгізіңіз: +7 705 123 45 67."
            ru "Это не мобильный номер Казахстана. Введите номер в таком виде: +7 705 123 45 67."
            en "This is not a Kazakhstan mobile number. Enter one like this: +7 705 123 45 67.";
        /// A log-in code was asked for again too soon.
        ResendTooSoon
            kk "Кіру коды жаңа ғана жіберілді. Жаңасын {seconds} секундтан кейін сұраңыз."
            ru "Код для входа только что отправлен. Запросите новый через {seconds} с."
            en "A log-in code was sent a moment ago. Ask for a new one in {seconds} s.";
        /// No more log-in codes are sent to the number for now.
        SendsUsedUp
            kk "Кіру коды әзірге жіберілмейді. Қайта сұрауға болатын уақыт: {time}."
            ru "Код для входа пока больше не отправляется. Запросите его снова после {time}."
            en "No more log-in codes are sent for now. Ask again after {time}.";
        /// The log-in code is another one.
        LogInCodeWrong
            kk "Кіру коды сәйкес келмеді. SMS-ті қарап, қайта енгізіңіз. Қалған мүмкіндік: {tries}."
            ru "Код для входа не подошёл. Сверьте его с SMS и введите ещё раз. Осталось попыток: {tries}."
            en "The log-in code does not match. Compare it with the SMS and enter it again. Tries left: {tries}.";
        /// The log-in code's life time has passed.
        LogInCodeExpired
            kk "Кіру кодының мерзімі өтті. Жаңа код сұраңыз."
            ru "Срок кода для входа истёк. Запросите новый."
            en "The log-in code has expired. Ask for a new one.";
        /// No tries are left for the log-in code.
        LogInCodeTriesUsedUp
            kk "Бұл кіру кодын енді енгізуге болмайды. Жаңа код сұраңыз."
            ru "Попытки для этого кода закончились. Запросите новый код для входа."
            en "No tries are left for this log-in code. Ask for a new one.";
        /// What was typed is no log-in code.
        LogInCodeNotSixDigits
            kk "Кіру коды алты цифрдан тұрады. SMS-тегі алты цифрды енгізіңіз."
            ru "Код для входа состоит из шести цифр. Введите шесть цифр из SMS."
            en "A log-in code has six digits. Enter the six digits of the SMS.";
        /// What was typed is no IIN.
        IinNotTwelveDigits
            kk "ЖСН он екі цифрдан тұрады. Он екі цифрды толық енгізіңіз."
            ru "ИИН состоит из двенадцати цифр. Введите все двенадцать."
            en "An IIN has twelve digits. Enter all twelve.";
        /// The IIN's check digit does not fit.
        IinCheckDigit
            kk "ЖСН-де қате бар: соңғы цифр сәйкес келмейді. Цифрларды тексеріңіз."
            ru "В ИИН ошибка: не сходится последняя цифра. Проверьте цифры."
            en "The IIN has a mistake: its last digit does not fit. Check the digits.";
        /// The two typed IINs differ.
        IinNotTheSameTwice
            kk "Енгізілген екі ЖСН бірдей емес. Екеуін де қайта енгізіңіз."
            ru "Два введённых ИИН не совпадают. Введите оба ещё раз."
            en "The two IINs are not the same. Enter both again.";
        /// Two IINs were bound within 30 days.
        IinChangesUsedUp
            kk "30 күнде екі ЖСН-нен артық тіркелмейді. Келесісін енгізуге болатын уақыт: {time}."
            ru "За 30 дней можно привязать не больше двух ИИН. Введите следующий после {time}."
            en "At most two IINs can be bound in 30 days. Enter the next one after {time}.";
        /// The IIN is bound elsewhere and waits 24 h.
        IinWaits
            kk "Бұл ЖСН басқа құрылғыға тіркелген. Осы телефонда іске қосылатын уақыт: {time}. Әзірге қызметкерден ЖСН енгізуін сұраңыз."
            ru "Этот ИИН привязан к другому устройству. Здесь он заработает после {time}. А пока просите сотрудника вводить ваш ИИН."
            en "This IIN is bound to another device. It starts working here after {time}. Until then ask staff to enter your IIN.";
        /// The other side objected to this phone's claim; the operator decides, and finds the claim by its number.
        ClaimObjected
            kk "Қарсылық түсті. Жеке куәлікпен және осы нөмірмен операторға жүгініңіз: {claim}."
            ru "Поступило возражение. Обратитесь к оператору с удостоверением и этим номером: {claim}."
            en "There is an objection. Go to the operator with your ID card and this number: {claim}.";
        /// The same, where the number is not at hand.
        ClaimWithOperator
            kk "Қарсылық түсті. Жеке куәлікпен операторға жүгініңіз, өтініш нөмірі мәртебе бетінде тұр."
            ru "Поступило возражение. Обратитесь к оператору с удостоверением, номер заявки – на странице статуса."
            en "There is an objection. Go to the operator with your ID card; the claim's number is on the status page.";
        /// A notice that was answered already, or whose time is over.
        NoticeAnswered
            kk "Бұл хабарламаға жауап берілген немесе мерзімі өткен. Ештеңе істеудің қажеті жоқ."
            ru "На это уведомление уже ответили, или его срок прошёл. Делать ничего не нужно."
            en "This notice is answered already or over. You need not do anything.";
        /// No IIN is bound on this phone.
        IinNotBound
            kk "ЖСН әлі енгізілмеген. Алдымен ЖСН-іңізді енгізіңіз."
            ru "ИИН ещё не указан. Сначала введите свой ИИН."
            en "There is no IIN on this phone yet. Enter your IIN first.";
        /// A new device of the account waits 24 h.
        DeviceWaits
            kk "Бұл құрылғы есептік жазбаңызда жаңа. Іске қосылатын уақыты: {time}. Ертерек керек болса, бұрынғы телефоннан келісім беріңіз."
            ru "Это устройство новое в вашем аккаунте. Оно заработает после {time}. Чтобы не ждать, дайте согласие на прежнем телефоне."
            en "This device is new in your account. It starts working after {time}. To end the wait, agree on your other phone.";
        /// The session is over.
        SessionEnded
            kk "Сеанс аяқталды. Телефон нөміріңізбен қайта кіріңіз."
            ru "Сеанс завершён. Войдите снова по номеру телефона."
            en "The session has ended. Log in again with your phone number.";
        /// There is no network where it is needed.
        NoNetwork
            kk "Желі жоқ. Байланысты тексеріп, қайталап көріңіз."
            ru "Нет сети. Проверьте подключение и попробуйте ещё раз."
            en "No network. Check the connection and try again.";
        /// A captive portal or something else answered instead of the service.
        NotOurService
            kk "Ashyq орнына басқа қызмет жауап берді. Wi-Fi желісіне кіріңіз немесе мобильді интернетті қосыңыз."
            ru "Вместо Ashyq ответил кто-то другой. Войдите в сеть Wi-Fi или включите мобильный интернет."
            en "Something else answered instead of Ashyq. Log in to the Wi-Fi or switch to mobile data.";
        /// The service has too much to do.
        ServiceBusy
            kk "Қызмет қазір бос емес. {seconds} секундтан кейін қайталап көріңіз."
            ru "Сервис сейчас перегружен. Повторите через {seconds} с."
            en "The service is busy. Try again in {seconds} s.";
        /// The service failed.
        ServiceFault
            kk "Қызметте ақау болды. Біраздан кейін қайталап көріңіз."
            ru "В сервисе произошёл сбой. Попробуйте ещё раз чуть позже."
            en "The service had a fault. Try again a little later.";
        /// The app is older than the service can serve.
        UpdateNeeded
            kk "Қосымшаның бұл нұсқасы ескірді. Жаңартып алыңыз, кіру мен шығу оған дейін де жазылады."
            ru "Эта версия приложения устарела. Обновите его, а входы и выходы записываются и сейчас."
            en "This version of the app is too old. Please update; entries and exits are still recorded.";
        /// The poster's signature does not fit.
        PosterForged
            kk "Постердің қолтаңбасы сәйкес келмейді. Қызметкерге айтыңыз."
            ru "Подпись плаката не сходится. Сообщите сотруднику."
            en "The poster's signature does not fit. Please tell staff.";
        /// The poster is on the list of revoked posters.
        PosterRevoked
            kk "Бұл постердің күші жойылған. Қызметкерден жаңа постерді сұраңыз."
            ru "Этот плакат отозван. Спросите у сотрудника новый."
            en "This poster is revoked. Ask staff for the new one.";
        /// The poster's validity has not begun.
        PosterNotValidYet
            kk "Бұл постер әлі күшіне енген жоқ, басталатын уақыты: {time}. Қызметкерден қолданыстағы постерді сұраңыз."
            ru "Этот плакат ещё не действует, начало: {time}. Спросите у сотрудника действующий."
            en "This poster is not valid yet; it starts at {time}. Ask staff for the present one.";
        /// The poster's validity has ended.
        PosterExpired
            kk "Бұл постердің мерзімі өткен. Қызметкерден жаңа постерді сұраңыз."
            ru "Срок этого плаката истёк. Спросите у сотрудника новый."
            en "This poster has expired. Ask staff for the new one.";
        /// The poster has a format that this app does not know.
        PosterOfAnotherVersion
            kk "Бұл постер қосымшаның басқа нұсқасына арналған. Қосымшаны жаңартып, қайта сканерлеңіз."
            ru "Этот плакат для другой версии приложения. Обновите приложение и отсканируйте снова."
            en "This poster is for another version of the app. Update the app and scan again.";
        /// The service knows no such poster.
        PosterUnknown
            kk "Мұндай постер тіркелмеген. Қызметкерге айтыңыз."
            ru "Такой плакат не зарегистрирован. Сообщите сотруднику."
            en "No such poster is registered. Please tell staff.";
        /// Before an entry by a poster that cannot be checked yet is confirmed.
        PosterToBeChecked
            kk "Постерді әзірге тексеру мүмкін емес, кіру тексерусіз жазылады. Қызметкерден ЖСН енгізуін сұраңыз."
            ru "Плакат пока не проверить, вход запишется без проверки. Попросите сотрудника ввести ваш ИИН."
            en "The poster cannot be checked yet; your entry will be recorded unchecked. Ask staff to enter your IIN.";
        /// The poster's key is not known yet: it is checked at delivery.
        PosterUnverified
            kk "Постерді әзірге тексеру мүмкін болмады, кіру жазылды. Қызметкерден ЖСН енгізуін сұраңыз."
            ru "Плакат пока не удалось проверить, вход записан. Попросите сотрудника ввести ваш ИИН."
            en "The poster could not be checked yet; your entry is recorded. Ask staff to enter your IIN.";
        /// The venue is suspended.
        VenueSuspended
            kk "Бұл нысанның Ashyq жүйесіндегі жұмысы уақытша тоқтатылған. Қызметкерге айтыңыз."
            ru "Работа этого заведения в Ashyq приостановлена. Обратитесь к сотруднику."
            en "This venue is suspended in Ashyq. Please speak to staff.";
        /// The venue no longer takes part.
        VenueRevoked
            kk "Бұл нысан Ashyq жүйесінен шығарылған. Қызметкерге айтыңыз."
            ru "Это заведение больше не участвует в Ashyq. Обратитесь к сотруднику."
            en "This venue no longer takes part in Ashyq. Please speak to staff.";
        /// A practice person was chosen for a venue that is not in test mode.
        VenueNotInTest
            kk "Бұл нысан сынақ режимінде емес. Сынақ тұлғалары тек сынақ аптасына арналған."
            ru "Это заведение не в тестовом режиме. Учебные посетители нужны только в тестовую неделю."
            en "This venue is not in test mode. Practice persons are only for the test week.";
        /// A practice person's IIN was entered where a real one is needed.
        IinOfPractice
            kk "Бұл – сынақ тұлғасының ЖСН-і, ол тек сынақ режимінде жарамды. Адамның өз ЖСН-ін енгізіңіз."
            ru "Это ИИН учебного посетителя, он годится только в тестовом режиме. Введите собственный ИИН человека."
            en "This is a practice person's IIN, which counts in test mode only. Enter the person's own IIN.";
        /// The typed code's check character does not fit.
        TypedCodeWrong
            kk "Терілген код сәйкес келмейді. Постердегі сегіз таңбаны тексеріп, қайта теріңіз."
            ru "Набранный код не сходится. Сверьте восемь знаков с плакатом и наберите снова."
            en "The typed code does not fit. Compare the eight characters with the poster and type again.";
        /// A yellow person has had today's decisions.
        DecisionsUsedUp
            kk "Бүгін бес нысан бойынша шешім берілді, бұл – күндік шек. Ертең қайталап көріңіз."
            ru "Сегодня решения уже даны для пяти заведений, это предел на день. Попробуйте завтра."
            en "Decisions were given for five venues today, which is the limit. Try again tomorrow.";
        /// The phone's storage is full.
        StorageFull
            kk "Телефонда бос орын қалмады. Орын босатып, қайталап көріңіз."
            ru "На телефоне нет места. Освободите место и попробуйте ещё раз."
            en "The phone has no free space. Free some and try again.";
        /// The outbox is full.
        OutboxFull
            kk "Жіберілмеген жазбаларға орын қалмады. Желіге қосылып, жіберілгенін күтіңіз."
            ru "Для неотправленных записей больше нет места. Подключитесь к сети и дождитесь отправки."
            en "There is no room for more unsent records. Connect to the network and wait until they are sent.";
        /// The phone's secure store is locked.
        VaultLocked
            kk "Телефонның қорғалған қоймасы жабық. Телефон құлпын ашып, қайталап көріңіз."
            ru "Защищённое хранилище телефона закрыто. Разблокируйте телефон и попробуйте ещё раз."
            en "The phone's secure store is locked. Unlock the phone and try again.";
        /// There is no secure store.
        VaultMissing
            kk "Мұнда қорғалған қойма жоқ, ЖСН сақталмайды. Экран құлпын орнатыңыз немесе басқа телефон алыңыз."
            ru "Здесь нет защищённого хранилища для ИИН. Включите блокировку экрана или возьмите другой телефон."
            en "There is no secure store for the IIN here. Set a screen lock or use another phone.";
        /// Records of the journal could not be read.
        JournalDamaged
            kk "Оқылмаған жазбалар: {count}. Қалғандары сақталды, қосымшаны пайдалана беріңіз."
            ru "Не удалось прочитать записей: {count}. Остальные целы, пользуйтесь приложением дальше."
            en "Records that could not be read: {count}. The others are safe; keep using the app.";
        /// The phone's clock is not known well enough.
        ClockUncertain
            kk "Телефон сағаты тексерілмеді. Желіге қосылыңыз, қосымша уақытты өзі салыстырады."
            ru "Часы телефона не сверены. Подключитесь к сети, приложение само сверит время."
            en "The phone's clock is not checked. Connect to the network; the app then sets the time itself.";
        /// The visit is older than 14 days.
        VisitTooOld
            kk "Жазба жасалғанына 14 күннен асты, ол жіберілмейді. Ештеңе істеудің қажеті жоқ."
            ru "Запись старше 14 дней, она не будет отправлена. Делать ничего не нужно."
            en "The record is older than 14 days and will not be sent. You need not do anything.";
        /// There is no visit to end.
        NotInside
            kk "Қазір ешбір нысанға кіру белгіленбеген. Кіру үшін постерді сканерлеңіз."
            ru "Сейчас вход нигде не отмечен. Чтобы войти, отсканируйте плакат."
            en "No entry is recorded at present. Scan a poster to enter.";
        /// A frame's measures do not fit its bytes.
        FrameInvalid
            kk "Камера кескіні оқылмады. Сканерді жауып, қайта ашыңыз."
            ru "Изображение с камеры не прочитано. Закройте сканер и откройте снова."
            en "The camera's picture could not be read. Close the scanner and open it again.";
        /// The picture has too many pixels.
        PictureTooLarge
            kk "Сурет тым үлкен. Кішірек суретті таңдаңыз."
            ru "Снимок слишком большой. Выберите снимок поменьше."
            en "The picture is too large. Choose a smaller one.";
        /// The picture's format is not known or it is broken.
        PictureUnreadable
            kk "Сурет ашылмады. Басқа суретті таңдаңыз немесе постерді камерамен сканерлеңіз."
            ru "Снимок не открывается. Выберите другой или отсканируйте плакат камерой."
            en "The picture does not open. Choose another one or scan the poster with the camera.";
        /// Another running app holds this phone's data.
        PhoneBusy
            kk "Ashyq басқа терезеде ашық тұр. Оны жауып, қайталап көріңіз."
            ru "Ashyq уже открыт в другом окне. Закройте его и попробуйте ещё раз."
            en "Ashyq is open in another window. Close it and try again.";
        /// Deleting waits for visits that are not delivered.
        DeleteHasUnsent
            kk "Жіберілмеген жазбалар бар: {count}. Желіге қосылып жіберіңіз немесе өшіруге бөлек келісім беріңіз."
            ru "Есть неотправленные записи: {count}. Подключитесь к сети и отправьте их или отдельно согласитесь удалить."
            en "There are unsent records: {count}. Connect and send them, or agree separately to discard them.";
        /// A form or request lacks a field.
        FieldMissing
            kk "«{field}» өрісі бос. Оны толтырыңыз."
            ru "Поле «{field}» пустое. Заполните его."
            en "The field {field} is empty. Please fill it in.";
        /// A field has too many characters.
        FieldTooLong
            kk "«{field}» өрісі тым ұзын. Қысқартыңыз, ең көп таңба саны: {limit}."
            ru "Поле «{field}» слишком длинное. Сократите, наибольшее число знаков: {limit}."
            en "The field {field} is too long. Shorten it; the most characters: {limit}.";
        /// A field breaks its rule.
        FieldInvalid
            kk "«{field}» өрісі қабылданбады: {rule}. Түзетіп, қайта жіберіңіз."
            ru "Поле «{field}» не принято: {rule}. Исправьте и отправьте снова."
            en "The field {field} was not accepted: {rule}. Correct it and send again.";
        /// A request's body has too many bytes.
        BodyTooLarge
            kk "Сұраныс тым үлкен. Көлемін азайтыңыз, шегі: {limit} байт."
            ru "Запрос слишком большой. Уменьшите его, предел в байтах: {limit}."
            en "The request is too large. Make it smaller; the limit in bytes: {limit}.";
        /// A request's body is no JSON.
        BodyNotJson
            kk "Сұраныс мазмұны JSON емес. Оны JSON түрінде жіберіңіз."
            ru "Тело запроса – не JSON. Отправьте его в виде JSON."
            en "The body of the request is not JSON. Send it as JSON.";
        /// There is no such page or thing.
        NotFound
            kk "Мұндай бет жоқ. Мекенжайды тексеріңіз."
            ru "Такой страницы нет. Проверьте адрес."
            en "There is no such page. Check the address.";
        /// The role does not allow it.
        NotAllowed
            kk "Бұл әрекет рөліңізге берілмеген. Рөл тағайындайтын адамға жүгініңіз."
            ru "Ваша роль этого не позволяет. Обратитесь к тому, кто назначает роли."
            en "Your role does not allow this. Ask whoever gives out the roles.";
        /// No more boards of the venue can be open at once.
        BoardsUsedUp
            kk "Бұл нысанның ашық тақталары тым көп. Біреуін жауып, қайта ашыңыз."
            ru "У этого заведения открыто слишком много табло. Закройте одно из них и откройте снова."
            en "Too many boards of this venue are open. Close one of them and open yours again.";
        /// Too many requests in a short time.
        RateLimited
            kk "Қысқа уақытта сұраныс көп болды. {seconds} секундтан кейін қайталап көріңіз."
            ru "Слишком много запросов за короткое время. Повторите через {seconds} с."
            en "There were many requests in a short time. Try again in {seconds} s.";
        /// The role that was named is not accepted yet.
        RoleNotAccepted
            kk "Рөл әлі қабылданбаған. Қосымшада рөлді қабылдап, ауысымды қайта ашыңыз."
            ru "Роль ещё не принята. Примите её в приложении и откройте смену снова."
            en "The role is not accepted yet. Accept it in the app, then open the shift again.";
        /// No shift is open, or it was opened online more than 24 h ago.
        ShiftNotOpen
            kk "Ауысым ашылмаған. Желіге қосылып, ауысымды ашыңыз."
            ru "Смена не открыта. Подключитесь к сети и откройте смену."
            en "No shift is open. Connect to the network and open your shift.";
        /// The role was taken back, or the venue no longer has it.
        RoleGone
            kk "Бұл рөл енді жоқ. Рөлдер тізімін жаңартыңыз немесе нысан иесіне хабарласыңыз."
            ru "Этой роли больше нет. Обновите список ролей или обратитесь к владельцу заведения."
            en "This role is no longer there. Refresh the list of roles, or ask the venue's owner.";
        /// The phone's clock is not sure enough to check passes.
        CheckClockUncertain
            kk "Телефон сағаты тексерілмеді, сондықтан рұқсаттама тексерілмейді. Желіге қосылыңыз."
            ru "Часы телефона не сверены, поэтому пропуск не проверить. Подключитесь к сети."
            en "The phone's clock is not checked, so no pass can be. Connect to the network.";
        /// The venue was suspended or revoked since the pass was signed.
        CheckVenueClosed
            kk "Бұл нысанның Ashyq жүйесіндегі жұмысы тоқтатылған. Рұқсаттаманы қабылдамай, нысан иесіне хабарласыңыз."
            ru "Работа этого заведения в Ashyq остановлена. Не принимайте пропуск и обратитесь к владельцу заведения."
            en "This venue no longer works in Ashyq. Do not accept the pass, and ask the venue's owner.";
        /// A pass has a signature that does not fit.
        PassForged
            kk "Рұқсаттаманың қолтаңбасы сәйкес келмейді. Келушіден постерді осы жерде сканерлеуін сұраңыз."
            ru "Подпись пропуска не сходится. Попросите посетителя отсканировать плакат при вас."
            en "The pass has a signature that does not fit. Ask the visitor to scan the poster in front of you.";
        /// A pass is older than its decision's five minutes.
        PassExpired
            kk "Рұқсаттаманың мерзімі өтті. Келушіден постерді қайта сканерлеуін сұраңыз."
            ru "Срок пропуска истёк. Попросите посетителя отсканировать плакат снова."
            en "The pass has expired. Ask the visitor to scan the poster again.";
        /// A pass belongs to another venue.
        PassOfAnotherVenue
            kk "Бұл – басқа нысанның рұқсаттамасы. Келушіден осы жердегі постерді сканерлеуін сұраңыз."
            ru "Это пропуск в другое заведение. Попросите посетителя отсканировать плакат здесь."
            en "This pass is for another venue. Ask the visitor to scan the poster here.";
        /// A pass shows a past slot: a screenshot or a photo.
        PassOldSlot
            kk "Бұл – бұрынғы кескін, мысалы, скриншот. Келушіден қосымшаның өзін ашуын сұраңыз."
            ru "Это прежнее изображение, например снимок экрана. Попросите открыть само приложение."
            en "This is an earlier picture, such as a screenshot. Ask the visitor to open the app itself.";
        /// A pass was seen here within a minute.
        PassSeen
            kk "Бұл рұқсаттама жаңа ғана тексерілді: {time}. Келесі келушіден өз рұқсаттамасын сұраңыз."
            ru "Этот пропуск уже проверен: {time}. У следующего посетителя попросите его собственный."
            en "This pass was already checked at {time}. Ask the next visitor for their own.";
        /// The key that signed a pass is not on this phone yet.
        PassKeyUnknown
            kk "Рұқсаттаманы тексеретін кілт телефонда әлі жоқ. Желіге қосылып, қайта тексеріңіз."
            ru "Ключа для проверки этого пропуска на телефоне ещё нет. Подключитесь к сети и проверьте снова."
            en "The key that checks this pass is not on the phone yet. Connect to the network and check again.";
    } } } };
}
