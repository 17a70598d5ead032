//! Why an application was refused, or a venue suspended or revoked: chosen from a list, so that nobody writes about anybody.

use ashyq_core::words::Word;
use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $word:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every reason, in the order of a list to choose from.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The sentence for the business: what is the matter and what to do.
            pub fn word(self) -> Word {
                match self { $(Self::$variant => Word::$word,)* }
            }
        }
    };
}

reasons! {
    /// Why an application was refused.
    RefusalReason {
        /// The number is no registered business's or sole proprietor's.
        NotABusiness RefusedNotABusiness,
        /// The number is another business's than the applicant's.
        NumberOfAnother RefusedNumberOfAnother,
        /// The business does not carry on the activity.
        OtherActivity RefusedOtherActivity,
        /// There is no such venue at the address.
        NoVenueThere RefusedNoVenueThere,
        /// Address and coordinates are not the same place.
        PlaceDiffers RefusedPlaceDiffers,
        /// The venue is part of Ashyq already.
        ThereAlready RefusedThereAlready,
        /// The name is not the venue's.
        NameMisleads RefusedNameMisleads,
        /// The association does not stand for the business.
        AssociationDeclines RefusedAssociationDeclines,
        /// The venue does not meet the sanitary rules.
        SanitaryRules RefusedSanitaryRules,
    }
}

reasons! {
    /// Why a venue was suspended or revoked.
    SuspensionReason {
        /// Visitors are let in whatever their colour.
        ColoursIgnored SuspendedColoursIgnored,
        /// The poster hangs somewhere else.
        PosterElsewhere SuspendedPosterElsewhere,
        /// The sanitary rules are broken.
        SanitaryRules SuspendedSanitaryRules,
        /// The application said something that is not so.
        FalseApplication SuspendedFalseApplication,
        /// The venue has closed.
        Closed SuspendedClosed,
        /// The business asked for it.
        OwnRequest SuspendedOwnRequest,
        /// Access to the cabinet is in strange hands.
        CabinetInStrangeHands SuspendedCabinetInStrangeHands,
    }
}
