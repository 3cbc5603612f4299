//! The placeholder sentences of files that `init` and `new` write. The parser recognises them, so
//! that the claims of a document with nothing but placeholders count as empty (`docs/design.md`,
//! "What a claim is").

/// The placeholder sentences of a language. Between the two parts of a pair a value is inserted.
///
/// A sentence that is no longer written stays known: files with it are still there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stubs {
    /// The language's code.
    pub language: &'static str,
    /// The purpose of a document. The kind is inserted.
    pub purpose: (&'static str, &'static str),
    /// What a clause asks for, before the content of its section. The reference to the clause is
    /// inserted, and its summary follows.
    pub asked: (&'static str, &'static str),
    /// The content of a section.
    pub section: &'static str,
    /// How the section makes its claim, after `section`. The heading attribute is inserted.
    pub claim: (&'static str, &'static str),
    /// The content of a record.
    pub record: &'static str,
}

/// The placeholder sentences in every language of the built-in theme.
pub(crate) const STUBS: [Stubs; 4] = [
    Stubs {
        language: "en",
        purpose: ("Say what this ", " is for, and for whom."),
        asked: ("What ", " asks for, in short:"),
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
        asked: ("Was ", " verlangt, in Kürze:"),
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
        asked: ("Lo que pide ", ", en resumen:"),
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
        asked: ("Ce que demande ", ", en bref :"),
        section: "Dites ici qui fait quoi, quand, et ce qui est enregistré.",
        claim: (
            "Ensuite, que cette section revendique l'exigence : écrivez",
            "derrière son titre.",
        ),
        record: "Dites ici ce qui a été vu, décidé ou fait.",
    },
];

impl Stubs {
    /// The paragraph that says what a clause asks for. It is known by its first words, so that it
    /// never counts as text of the section, whatever the summary says today.
    pub(crate) fn asked(&self, clause: &str, summary: &str) -> String {
        let (before, behind) = self.asked;
        let words: Vec<&str> = summary.split_whitespace().collect();
        match words.is_empty() {
            true => format!("[[clause:{clause}]]"),
            false => format!("{before}[[clause:{clause}]]{behind} {}", words.join(" ")),
        }
    }

    /// The sentences for a language tag, such as `de` or `de-AT`; the English ones for other
    /// languages.
    pub(crate) fn of(language: &str) -> &'static Self {
        let base = language.split(['-', '_']).next().unwrap_or(language);
        let found = STUBS.iter().find(|stubs| stubs.language == base);
        found.unwrap_or(&STUBS[0])
    }
}
