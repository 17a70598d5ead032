//! The regions of Kazakhstan.

/// Hands the regions on to the next subject.
macro_rules! region_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* region {
        /// KATO 10.
        Abai kk "Абай облысы" ru "Абайская область" en "Abai Region";
        /// KATO 11.
        Akmola kk "Ақмола облысы" ru "Акмолинская область" en "Akmola Region";
        /// KATO 15.
        Aktobe kk "Ақтөбе облысы" ru "Актюбинская область" en "Aktobe Region";
        /// KATO 19.
        AlmatyRegion kk "Алматы облысы" ru "Алматинская область" en "Almaty Region";
        /// KATO 23.
        Atyrau kk "Атырау облысы" ru "Атырауская область" en "Atyrau Region";
        /// KATO 27.
        WestKazakhstan kk "Батыс Қазақстан облысы" ru "Западно-Казахстанская область" en "West Kazakhstan Region";
        /// KATO 31.
        Zhambyl kk "Жамбыл облысы" ru "Жамбылская область" en "Zhambyl Region";
        /// KATO 33.
        Zhetisu kk "Жетісу облысы" ru "Область Жетысу" en "Zhetisu Region";
        /// KATO 35.
        Karaganda kk "Қарағанды облысы" ru "Карагандинская область" en "Karaganda Region";
        /// KATO 39.
        Kostanay kk "Қостанай облысы" ru "Костанайская область" en "Kostanay Region";
        /// KATO 43.
        Kyzylorda kk "Қызылорда облысы" ru "Кызылординская область" en "Kyzylorda Region";
        /// KATO 47.
        Mangystau kk "Маңғыстау облысы" ru "Мангистауская область" en "Mangystau Region";
        /// KATO 55.
        Pavlodar kk "Павлодар облысы" ru "Павлодарская область" en "Pavlodar Region";
        /// KATO 59.
        NorthKazakhstan kk "Солтүстік Қазақстан облысы" ru "Северо-Казахстанская область" en "North Kazakhstan Region";
        /// KATO 61.
        Turkistan kk "Түркістан облысы" ru "Туркестанская область" en "Turkistan Region";
        /// KATO 62.
        Ulytau kk "Ұлытау облысы" ru "Область Улытау" en "Ulytau Region";
        /// KATO 63.
        EastKazakhstan kk "Шығыс Қазақстан облысы" ru "Восточно-Казахстанская область" en "East Kazakhstan Region";
        /// KATO 71.
        Astana kk "Астана қаласы" ru "Город Астана" en "Astana City";
        /// KATO 75.
        Almaty kk "Алматы қаласы" ru "Город Алматы" en "Almaty City";
        /// KATO 79.
        Shymkent kk "Шымкент қаласы" ru "Город Шымкент" en "Shymkent City";
    } } } };
}
