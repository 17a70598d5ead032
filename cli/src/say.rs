//! What only the terminal says; everything else comes from the core's words.

side_by_side! {
    /// A text of the terminal.
    Say {
        /// A command that needs a session, and nobody is logged in.
        LogInFirst
            kk "Бұл профильде ешкім кірмеген. Алдымен кіріңіз: ashyq log-in."
            ru "В этом профиле никто не вошёл. Сначала войдите: ashyq log-in."
            en "Nobody is logged in with this profile. Log in first: ashyq log-in.";
        /// Logging in twice.
        LoggedInAlready
            kk "Бұл профильде біреу кірген. Алдымен шығыңыз: ashyq log-out."
            ru "В этом профиле уже вошли. Сначала выйдите: ashyq log-out."
            en "Somebody is logged in with this profile. Log out first: ashyq log-out.";
        /// After the log-in.
        LoggedIn
            kk "Сіз кірдіңіз. Енді ЖСН-іңізді енгізіңіз: ashyq iin."
            ru "Вы вошли. Теперь введите свой ИИН: ashyq iin."
            en "You are logged in. Now enter your IIN: ashyq iin.";
        /// After the log-in where an IIN is bound already.
        LoggedInWithIin
            kk "Сіз кірдіңіз. Кіреберістегі постерді сканерлеңіз: ashyq scan."
            ru "Вы вошли. Отсканируйте плакат у входа: ashyq scan."
            en "You are logged in. Scan the poster by the door: ashyq scan.";
        /// After the IIN was bound.
        IinBound
            kk "ЖСН тіркелді."
            ru "ИИН привязан."
            en "The IIN is bound.";
        /// After the log-out.
        LoggedOut
            kk "Сіз есептік жазбадан шықтыңыз."
            ru "Вы вышли из аккаунта."
            en "You are logged out.";
        /// The service's address is not known.
        NoService
            kk "Қызметтің мекенжайы мен түбір кілті белгісіз. Оларды бір рет беріңіз: --service URL --root KEY."
            ru "Адрес сервиса и его корневой ключ неизвестны. Укажите их один раз: --service URL --root KEY."
            en "The service's address and its root key are not known. Give them once: --service URL --root KEY.";
        /// A command that there is not.
        NoSuchCommand
            kk "Мұндай пәрмен жоқ. Бар пәрмендер: {commands}."
            ru "Такой команды нет. Есть команды: {commands}."
            en "There is no such command. The commands are: {commands}.";
        /// An argument too many, or one that is not known.
        UnknownArgument
            kk "Аргументтердің бірі белгісіз немесе артық. Былай жазылады: {usage}"
            ru "Один из аргументов неизвестен или лишний. Пишется так: {usage}"
            en "One of the arguments is not known or one too many. It goes like this: {usage}";
        /// Two arguments of which only one can be given.
        NotTogether
            kk "{first} мен {second} бірге берілмейді. Біреуін ғана беріңіз."
            ru "{first} и {second} не задают вместе. Укажите одно из них."
            en "{first} and {second} do not go together. Give one of them.";
        /// The rule of `--language`.
        RuleLanguage
            kk "kk, ru, en тілдерінің бірі"
            ru "один из языков kk, ru, en"
            en "one of the languages kk, ru, en";
        /// The rule of `--service`.
        RuleService
            kk "https:// деп басталатын жолсыз мекенжай, http:// тек 127.0.0.1 сияқты жергілікті мекенжайға"
            ru "адрес без пути, начинается с https://, а http:// – только для 127.0.0.1 и подобных"
            en "an address without a path that begins with https://, or http:// for 127.0.0.1 and the like alone";
        /// The rule of `--root`.
        RuleRoot
            kk "қызметтің түбір кілті – base64url түріндегі 43 таңба"
            ru "корневой ключ сервиса – 43 знака base64url"
            en "the service's root key is 43 characters of base64url";
        /// The rule of `--profile`, once it belongs to a service.
        RuleOtherService
            kk "бұл профиль басқа қызметке тиесілі: {service}"
            ru "этот профиль относится к другому сервису: {service}"
            en "this profile belongs to another service: {service}";
        /// The rule of `--profile`.
        RuleProfile
            kk "жазуға болатын қалта, ішіндегі profile.json осы қосымшаныкі"
            ru "папка, в которую можно писать, с profile.json этого приложения"
            en "a folder that can be written, with a profile.json of this app";
        /// The rule of what is scanned.
        RulePicture
            kk "PNG не JPEG суреті немесе кадрлар қалтасы"
            ru "снимок PNG или JPEG либо папка с кадрами"
            en "a PNG or JPEG picture, or a folder of frames";
        /// The rule of a notice's name.
        RuleNotice
            kk "ashyq notices көрсеткен 22 таңба"
            ru "22 знака, которые показывает ashyq notices"
            en "the 22 characters that ashyq notices shows";
        /// The rule of a role's name.
        RuleRole
            kk "ashyq staff roles көрсеткен 22 таңба"
            ru "22 знака, которые показывает ashyq staff roles"
            en "the 22 characters that ashyq staff roles shows";
        /// The rule of an entrance's number.
        RuleEntrance
            kk "кіреберістің нөмірі, 1-ден бастап, ең үлкені: {count}"
            ru "номер входа от 1, наибольший: {count}"
            en "an entrance's number from 1; the largest is {count}";
        /// Several roles fit.
        WhichRole
            kk "Рөл біреу емес. Қажеттісінің атын қосыңыз, ол осында: ashyq staff roles."
            ru "Ролей несколько. Добавьте имя нужной, оно здесь: ashyq staff roles."
            en "There are several roles. Add the name of the one you mean; it is in: ashyq staff roles.";
        /// No role fits what was asked for.
        NoRoleFits
            kk "Мұндай рөл жоқ. Рөлдеріңізді қараңыз: ashyq staff roles."
            ru "Подходящей роли нет. Посмотрите свои роли: ashyq staff roles."
            en "There is no such role. See your roles: ashyq staff roles.";
        /// There is no secure store on this desk.
        NoSecureStore
            kk "Бұл компьютерде қорғалған қойма жоқ. Оны іске қосыңыз немесе құпиясөзі бар файлды атаңыз: --vault FILE."
            ru "На этом компьютере нет защищённого хранилища. Запустите его или назовите файл с парольной фразой: --vault FILE."
            en "There is no secure store on this computer. Start one, or name a file with a passphrase: --vault FILE.";
        /// The vault's file does not open.
        VaultShut
            kk "--vault файлы ашылмады: құпиясөз сәйкес келмейді. Қайта енгізіңіз."
            ru "Файл --vault не открылся: фраза не подходит. Введите её снова."
            en "The file of --vault does not open: the passphrase does not fit. Enter it again.";
        /// The vault's file is no vault.
        VaultDamaged
            kk "--vault файлы бүлінген немесе оны басқалар оқи алады. Басқа файлды атаңыз немесе рұқсатын 0600 етіңіз."
            ru "Файл --vault повреждён или доступен другим. Назовите другой файл или поставьте ему права 0600."
            en "The file of --vault is damaged or others can read it. Name another one, or set its mode to 0600.";
        /// Asks for the vault's passphrase.
        Passphrase
            kk "--vault файлының құпиясөзі"
            ru "Парольная фраза файла --vault"
            en "Passphrase of the file of --vault";
        /// The end of a question.
        YesNo
            kk "[и/Ж]"
            ru "[д/Н]"
            en "[y/N]";
        /// There is no terminal to ask on.
        YesNeeded
            kk "Терминал болмағандықтан сұрау мүмкін емес. Растау үшін --yes қосыңыз."
            ru "Спросить негде: терминала нет. Подтвердите с --yes."
            en "There is no terminal to ask on. Confirm with --yes.";
        /// The question was answered with no.
        NothingDone
            kk "Ештеңе өзгерген жоқ."
            ru "Ничего не изменилось."
            en "Nothing was changed.";
        /// There are no notices.
        NoNotices
            kk "Хабарлама жоқ."
            ru "Уведомлений нет."
            en "There are no notices.";
        /// How many visits were delivered just now.
        DeliveredNow
            kk "Енді жіберілген жазбалар: {count}"
            ru "Отправлено записей: {count}"
            en "Records delivered just now: {count}";
        /// The terminal is narrower than the pass.
        PassTooWide
            kk "Рұқсаттама сыймайды: терминал терезесін кеңейтіңіз."
            ru "Пропуск не помещается: расширьте окно терминала."
            en "The pass does not fit: make the terminal's window wider.";
        /// There is no pass to show.
        NoPass
            kk "Қазір көрсетілетін рұқсаттама жоқ. Ол кіруден кейін бес минут тұрады."
            ru "Сейчас пропуска нет. Он действует пять минут после входа."
            en "There is no pass to show now. It lives for five minutes after the entry.";
    }
}

#[cfg(test)]
mod tests {
    use ashyq_core::words::Language;

    use super::*;

    #[test]
    fn every_text_is_there_in_three_languages_with_the_same_placeholders() {
        for say in Say::ALL {
            crate::side_by_side::is_a_good_entry(Language::ALL.map(|language| say.say(language)));
        }
    }
}
