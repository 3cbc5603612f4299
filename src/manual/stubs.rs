//! The sentences that new files hold until somebody writes what is so: known again, so that a file
//! that was approved untouched never counts as one that says something (`docs/design.md`, empty
//! claims).

/// The sentences of a language. What stands between the parts of a pair is filled in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stubs {
    /// The language's code.
    pub language: &'static str,
    /// What a document is for, with its kind in the middle.
    pub purpose: (&'static str, &'static str),
    /// What a section should say.
    pub section: &'static str,
    /// How a section claims, behind that, with the attribute in the middle.
    pub claim: (&'static str, &'static str),
    /// What a record should say.
    pub record: &'static str,
}

/// The sentences, in every language of the built-in theme.
pub(crate) const STUBS: [Stubs; 4] = [
    Stubs {
        language: "en",
        purpose: ("Say what this ", " is for, and for whom."),
        section: "Say here who does what, when, and what is recorded.",
        claim: (
            "Then let this section claim the requirement: write",
            "behind its heading.",
        ),
        record: "Say here what was seen, decided or done.",
    },
    Stubs {
        language: "de",
        purpose: ("Hier steht, wozu und für wen es das gibt (", ")."),
        section: "Hier steht, wer was wann tut und was aufgezeichnet wird.",
        claim: (
            "Danach beansprucht dieser Abschnitt die Anforderung:",
            "hinter die Überschrift schreiben.",
        ),
        record: "Hier steht, was gesehen, entschieden oder getan wurde.",
    },
    Stubs {
        language: "es",
        purpose: ("Indique aquí para qué y para quién es (", ")."),
        section: "Indique aquí quién hace qué, cuándo y qué se registra.",
        claim: (
            "Después, que esta sección declare el requisito: escriba",
            "detrás de su título.",
        ),
        record: "Indique aquí qué se vio, se decidió o se hizo.",
    },
    Stubs {
        language: "fr",
        purpose: ("Dites ici à quoi cela sert, et à qui (", ")."),
        section: "Dites ici qui fait quoi, quand, et ce qui est enregistré.",
        claim: (
            "Ensuite, que cette section revendique l'exigence : écrivez",
            "derrière son titre.",
        ),
        record: "Dites ici ce qui a été vu, décidé ou fait.",
    },
];

impl Stubs {
    /// The sentences of a language; the English ones where it has none.
    pub(crate) fn of(language: &str) -> &'static Self {
        let base = language.split(['-', '_']).next().unwrap_or(language);
        let found = STUBS.iter().find(|stubs| stubs.language == base);
        found.unwrap_or(&STUBS[0])
    }
}
