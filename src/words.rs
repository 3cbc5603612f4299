//! Enumerations whose values have words. The values, their words and their order are declared once.

/// Declares an enumeration with `ALL` and `word`. Its values are ordered as they are declared.
macro_rules! words {
    (
        $(#[$of_type:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$of_value:meta])* $value:ident = $word:literal,)+
        }
    ) => {
        $(#[$of_type])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visibility enum $name {
            $($(#[$of_value])* $value,)+
        }

        impl $name {
            /// All of them, in their order.
            $visibility const ALL: [Self; <[&str]>::len(&[$($word),+])] = [$(Self::$value),+];

            /// The word in files and output.
            $visibility fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }
    };
}

pub(crate) use words;
