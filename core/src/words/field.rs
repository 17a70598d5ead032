//! Fields of the site's forms: what each must say, where it does not.

/// Hands the words of fields on to the next subject.
macro_rules! field_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* field {
        /// A BIN or an IIN whose digits do not fit.
        NumberRefused
            kk "Нөмірде қате бар: 12 цифр керек, соңғысы – бақылау цифры. Тексеріп, қайта енгізіңіз."
            ru "В номере ошибка: нужны 12 цифр, последняя – контрольная. Проверьте и введите снова."
            en "The number has a mistake: it has 12 digits, and the last one checks the others. Check it and type it again.";
        /// A name that cannot stand on a poster.
        VenueNameRefused
            kk "Атауы ұзын немесе онда бөгде таңба бар. 32 таңбаға дейін әріп, цифр және тыныс белгісін жазыңыз."
            ru "Название слишком длинное или в нём лишние знаки. Оставьте до 32 букв, цифр и знаков препинания."
            en "The name is too long or has other signs. Use up to 32 letters, digits and punctuation marks.";
        /// An address that is too long or no address.
        AddressRefused
            kk "Мекенжай ұзын немесе онда бөгде таңба бар. 100 таңбаға дейін бір жолға жазыңыз."
            ru "Адрес слишком длинный или в нём лишние знаки. Напишите его в одну строку, до 100 знаков."
            en "The address is too long or has other signs. Write it in one line of up to 100 characters.";
        /// Coordinates that are no place.
        CoordinatesRefused
            kk "Картада мұндай орын жоқ. Градусты картадан көшіріңіз, мысалы 43.238949."
            ru "Такого места на карте нет. Скопируйте градусы с карты, например 43.238949."
            en "There is no such place on the map. Copy the degrees from a map, such as 43.238949.";
        /// Something that the list to choose from does not have.
        ChoiceRefused
            kk "Тізімде мұндай таңдау жоқ. Тізімнен қайта таңдаңыз."
            ru "Такого варианта в списке нет. Выберите из списка снова."
            en "This choice is not in the list. Choose again from the list.";
        /// A number of entrances that no venue has.
        EntrancesRefused
            kk "Кіреберіс саны 1-ден 99-ға дейін болады. Түзетіңіз."
            ru "Входов может быть от 1 до 99. Исправьте число."
            en "A venue has 1 to 99 entrances. Correct the number.";
        /// A text that is no day.
        DayRefused
            kk "Күн бұлай жазылмайды. Үлгісі – 2026-11-22. Түзетіңіз."
            ru "День пишется иначе, например 2026-11-22. Исправьте."
            en "A day is written in another way, such as 2026-11-22. Correct it.";
        /// A text that is no OKED.
        OkedMalformed
            kk "ЭҚЖЖ бұлай жазылмайды. Үлгісі – 47.11. Түзетіңіз."
            ru "ОКЭД пишется иначе, например 47.11. Исправьте."
            en "An OKED is written in another way, such as 47.11. Correct it.";
        /// An activity that the register of businesses does not name.
        OkedNotInRegister
            kk "Тізілімде бұл бизнестің басқа қызмет түрлері тұр. Солардың бірін жазыңыз."
            ru "В реестре у этого бизнеса другие виды деятельности. Укажите один из них."
            en "The register names other activities for this business. Give one of those.";
        /// An association files for an activity that goes without one.
        OkedFiledDirectly
            kk "Бұл қызмет түрі қауымдастықсыз өтеді. Бизнес өтінімді өзі берсін."
            ru "Этот вид деятельности идёт без ассоциации. Пусть бизнес подаст заявку сам."
            en "This activity goes without an association. Let the business apply itself.";
        /// An association where the activity goes without one.
        AssociationNotNeeded
            kk "Бұл қызмет түрі қауымдастықсыз өтеді. «Қауымдастықсыз» дегенді таңдаңыз."
            ru "Этот вид деятельности идёт без ассоциации. Выберите «Без ассоциации»."
            en "This activity goes without an association. Choose “Without an association”.";
        /// A name that an association cannot have.
        AssociationNameRefused
            kk "Атауы ұзын немесе онда бөгде таңба бар. 60 таңбаға дейін әріп, цифр және тыныс белгісін жазыңыз."
            ru "Название слишком длинное или в нём лишние знаки. Оставьте до 60 букв, цифр и знаков препинания."
            en "The name is too long or has other signs. Use up to 60 letters, digits and punctuation marks.";
        /// Activities for which no association files.
        AssociationOkedsRefused
            kk "Мұнда қауымдастық арқылы өтетін ЭҚЖЖ ғана тұрады. Үтірмен жазыңыз: 56, 59.14, 85.5."
            ru "Здесь только ОКЭД, которые идут через ассоциацию. Напишите их через запятую: 56, 59.14, 85.5."
            en "Only OKEDs that go through an association stand here. Write them with commas: 56, 59.14, 85.5.";
        /// A name that a source cannot have.
        SourceNameRefused
            kk "Атауы бос немесе ұзын. Бір жолға 32 таңбаға дейін жазыңыз."
            ru "Название пустое или слишком длинное. Напишите в одну строку до 32 знаков."
            en "The name is empty or too long. Write one line of up to 32 characters.";
        /// A text that is no public key.
        SourceKeyRefused
            kk "Бұл P-256 ашық кілті емес. x пен y-ті base64url түрінде, 86 таңба етіп көшіріңіз."
            ru "Это не открытый ключ P-256. Скопируйте x и y в base64url, всего 86 знаков."
            en "This is no public P-256 key. Copy x and y in base64url, 86 characters in all.";
        /// A key that a source had or has.
        SourceThere
            kk "Бұл кілт тіркелген. Дереккөзге жаңа кілт жасап, соны енгізіңіз."
            ru "Этот ключ уже был зарегистрирован. Создайте для источника новый и введите его."
            en "This key was registered before. Make the source a new key and enter that.";
    } } } };
}
