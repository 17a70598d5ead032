//! Venue kinds, as OKED groups them, and how several stand in one sentence.

use super::{Language, Word};

/// Hands the venue kinds on to the next subject.
macro_rules! kind_words {
    ($next:ident $($further:ident)* { $($before:tt)* }) => { $next! { $($further)* { $($before)* kind {
        /// The venue kind grocery.
        Grocery
            kk "Азық-түлік дүкендері"
            ru "Продуктовые магазины"
            en "Grocery stores";
        /// The venue kind household goods.
        HouseholdGoods
            kk "Тұрмыстық тауар дүкендері"
            ru "Хозяйственные магазины"
            en "Household-goods stores";
        /// The venue kind pharmacy.
        Pharmacy
            kk "Дәріханалар"
            ru "Аптеки"
            en "Pharmacies";
        /// The venue kind catering.
        Catering
            kk "Қоғамдық тамақтану орындары"
            ru "Кафе и рестораны"
            en "Cafes and restaurants";
        /// The venue kind cinema.
        Cinema
            kk "Кинотеатрлар"
            ru "Кинотеатры"
            en "Cinemas";
        /// The venue kind further education.
        FurtherEducation
            kk "Қосымша білім беру орталықтары"
            ru "Центры дополнительного образования"
            en "Further education";
        /// The venue kind shopping centre.
        ShoppingCentre
            kk "Сауда орталықтары"
            ru "Торговые центры"
            en "Shopping centres";
        /// The venue kind sport.
        Sport
            kk "Спорт орындары"
            ru "Спортивные объекты"
            en "Sport";
        /// The venue kind beauty and baths.
        BeautyAndBaths
            kk "Сұлулық салондары мен моншалар"
            ru "Салоны красоты и бани"
            en "Beauty salons and baths";
        /// The venue kind hotel.
        Hotel
            kk "Қонақүйлер"
            ru "Гостиницы"
            en "Hotels";
        /// The venue kind sanatorium.
        Sanatorium
            kk "Шипажайлар"
            ru "Санатории"
            en "Sanatoriums";
        /// The venue kind airport.
        Airport
            kk "Әуежайлар"
            ru "Аэропорты"
            en "Airports";
        /// The venue kind culture.
        Culture
            kk "Мәдениет орындары"
            ru "Учреждения культуры"
            en "Culture";
        /// The venue kind entertainment.
        Entertainment
            kk "Ойын-сауық орындары"
            ru "Развлекательные заведения"
            en "Entertainment";
    } } } };
}

/// Several venue kinds as they stand inside a sentence: small first letters, commas between.
pub fn list_kinds(language: Language, kinds: &[Word]) -> String {
    let mut listed = String::new();
    for kind in kinds {
        if !listed.is_empty() {
            listed.push_str(", ");
        }
        let mut letters = kind.say(language).chars();
        listed.extend(letters.next().into_iter().flat_map(char::to_lowercase).chain(letters));
    }
    listed
}
