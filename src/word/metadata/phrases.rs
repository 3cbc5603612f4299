//! The texts of comments in the front matter, in the language of the document.

use super::super::report::quoted;
use super::Source;

/// The texts of one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Phrases {
    /// The texts before and after the name of the file.
    pub(super) imported: (&'static str, &'static str),
    block: &'static str,
    lines: &'static str,
    title_style: &'static str,
    header: &'static str,
    footer: &'static str,
    custom: &'static str,
    bold_line: &'static str,
    only_heading: &'static str,
    file_name: &'static str,
    category: &'static str,
    pub(super) core: &'static str,
    pub(super) also: &'static str,
    pub(super) not_found: &'static str,
    pub(super) guess: &'static str,
    pub(super) never: &'static str,
    pub(super) savings: (&'static str, &'static str),
    pub(super) not_savings: (&'static str, &'static str),
    pub(super) creator: &'static str,
    pub(super) other_title: &'static str,
    pub(super) differ: &'static str,
    pub(super) person: &'static str,
    pub(super) ambiguous: &'static str,
    pub(super) placeholder: &'static str,
    pub(super) names: &'static str,
    pub(super) table_below: &'static str,
    pub(super) table: &'static str,
}

const ENGLISH: Phrases = Phrases {
    imported: (
        "Imported from ",
        ". Read each field, then set the status yourself.",
    ),
    block: "header block",
    lines: "lines at the start",
    title_style: "paragraph of style Title",
    header: "page header",
    footer: "page footer",
    custom: "custom property",
    bold_line: "first bold line",
    only_heading: "the only heading of level 1",
    file_name: "file name",
    category: "core property \"category\"",
    core: "core property",
    also: "also",
    not_found: "not found",
    guess: "not found; a guess",
    never: "never taken from a file",
    savings: ("core.xml's revision ", " counts saves"),
    not_savings: ("not core.xml's ", ": Word counts saves"),
    creator: "core.xml's creator is a person",
    other_title: "core.xml has another title:",
    differ: "places differ, so none was taken:",
    person: "names a person, not a role:",
    ambiguous: "can be read in two ways:",
    placeholder: "only a placeholder:",
    names: "names",
    table_below: "table below",
    table: "table of revisions",
};

const GERMAN: Phrases = Phrases {
    imported: (
        "Übernommen aus ",
        ". Jedes Feld prüfen, dann den Status selbst setzen.",
    ),
    block: "Kopftabelle",
    lines: "Zeilen am Anfang",
    title_style: "Absatz der Formatvorlage Titel",
    header: "Kopfzeile",
    footer: "Fußzeile",
    custom: "Dokumenteigenschaft",
    bold_line: "erste fette Zeile",
    only_heading: "die einzige Überschrift der Ebene 1",
    file_name: "Dateiname",
    category: "Eigenschaft \"Kategorie\"",
    core: "Eigenschaft der Datei",
    also: "auch",
    not_found: "nicht gefunden",
    guess: "nicht gefunden; geraten",
    never: "nie aus einer Datei übernommen",
    savings: ("die ", " in core.xml zählt Speichervorgänge"),
    not_savings: ("nicht die ", " aus core.xml: Word zählt Speichervorgänge"),
    creator: "der Ersteller in core.xml ist eine Person",
    other_title: "core.xml hat einen anderen Titel:",
    differ: "die Stellen widersprechen sich, keine wurde übernommen:",
    person: "nennt eine Person, keine Rolle:",
    ambiguous: "ist auf zwei Arten lesbar:",
    placeholder: "nur ein Platzhalter:",
    names: "nennt",
    table_below: "Tabelle unter",
    table: "Änderungstabelle",
};

impl Phrases {
    /// Returns the phrases for a text, by counting common words of each language.
    pub(super) fn of(text: &str) -> &'static Self {
        const GERMAN_WORDS: [&str; 12] = [
            "der", "die", "das", "und", "ist", "den", "mit", "für", "von", "nicht", "werden", "des",
        ];
        const OTHER_WORDS: [&str; 24] = [
            "the", "and", "of", "to", "is", "in", "for", "with", "be", "are", "or", "by", "le",
            "la", "les", "des", "et", "du", "el", "los", "y", "del", "une", "una",
        ];
        let (mut german, mut other) = (0, 0);
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let word = word.to_lowercase();
            german += usize::from(GERMAN_WORDS.contains(&word.as_str()));
            other += usize::from(OTHER_WORDS.contains(&word.as_str()));
        }
        if german > other { &GERMAN } else { &ENGLISH }
    }

    /// Describes the source of a value, with the text that it was read from.
    pub(super) fn source(&self, source: &Source, words: &str) -> String {
        match source {
            Source::Header => format!("{}: {}", self.header, quoted(words)),
            Source::Footer => format!("{}: {}", self.footer, quoted(words)),
            Source::Words => quoted(words),
            Source::Core => format!("{}: {words}", self.category),
            source => self.place(source),
        }
    }

    /// Describes the source of a value.
    pub(super) fn place(&self, source: &Source) -> String {
        match source {
            Source::Block => self.block.to_owned(),
            Source::Lines => self.lines.to_owned(),
            Source::TitleStyle => self.title_style.to_owned(),
            Source::Header => self.header.to_owned(),
            Source::Footer => self.footer.to_owned(),
            Source::Custom(name) => format!("{} {}", self.custom, quoted(name)),
            Source::BoldLine => self.bold_line.to_owned(),
            Source::OnlyHeading => self.only_heading.to_owned(),
            Source::FileName => self.file_name.to_owned(),
            Source::Words | Source::Core => self.category.to_owned(),
            Source::CoreTitle => self.core.to_owned(),
        }
    }

    /// Returns the name of a header or a footer.
    pub(super) fn page(&self, is_header: bool) -> &'static str {
        if is_header { self.header } else { self.footer }
    }

    /// Returns the English phrases, which reports use.
    pub(super) fn english() -> &'static Self {
        &ENGLISH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_words_say_the_language() {
        assert_eq!(
            Phrases::of("Gilt für die Standorte und das Lager."),
            &GERMAN
        );
        assert_eq!(Phrases::of("Holds for the sites and the store."), &ENGLISH);
        assert_eq!(Phrases::of(""), &ENGLISH);
    }
}
