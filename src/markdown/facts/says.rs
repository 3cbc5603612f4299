//! Finds out which sections of a page have content. A claim on a section without text counts as
//! partial (`docs/design.md`, "What a claim is").

use crate::manual::{ClauseQuote, Filling, ReferenceIx, Says};
use crate::markdown::facts::placeholders::says_nothing;

/// The number of bytes of a block after which the text so far is judged. Every known placeholder
/// sentence is shorter.
const LONGEST: usize = 1024;

/// The content of a page's sections, collected while the page is read.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The content before the first heading, then below each heading, up to the last section with
    /// content.
    says: Vec<Says>,
    quotes: Vec<ClauseQuote>,
    fillings: Vec<Filling>,
    /// The text of the open block. Nothing is collected once its section is known to have text.
    block: String,
    /// The section of the open block.
    section: usize,
    /// The reference to a clause at the beginning of the open block.
    quoted: Option<ReferenceIx>,
    /// The variables in the open block.
    variables: Vec<u32>,
}

impl Said {
    /// Adds text to a section. Section 0 is before the first heading; any other section has its
    /// heading's number, from 1.
    pub(crate) fn text(&mut self, section: usize, text: &str) {
        if self.at(section) == Says::Words {
            return;
        }
        self.enter(section);
        self.block.push_str(text);
        if self.block.len() > LONGEST {
            self.end_block();
        }
    }

    /// Adds a variable of the page. Whether its value is text is only known once `manual.toml` is
    /// read.
    pub(crate) fn variable(&mut self, section: usize, variable: u32) {
        if self.at(section) != Says::Words {
            self.enter(section);
            self.variables.push(variable);
        }
    }

    /// Notes that a section has content that need not be examined, such as code or a drawing.
    pub(crate) fn certainly(&mut self, section: usize) {
        self.note(section, Says::Words);
    }

    /// Notes that a section has a table, which may be blank.
    pub(crate) fn table(&mut self, section: usize) {
        self.note(section, Says::BlankTable);
    }

    /// Adds a reference to a clause without text of its own; `shown` is shown for it.
    pub(crate) fn clause(&mut self, section: usize, reference: ReferenceIx, shown: &str) {
        if self.at(section) == Says::Words {
            return;
        }
        self.enter(section);
        match self.block.trim().is_empty() && self.quoted.is_none() {
            true => self.quoted = Some(reference),
            false => self.block.push_str(shown),
        }
    }

    /// Ends the open block: a paragraph, an item or a cell begins or ends.
    pub(crate) fn end_block(&mut self) {
        // Nothing is collected if the section already has text.
        if self.block.is_empty() && self.quoted.is_none() && self.variables.is_empty() {
            return;
        }
        let quoted = self.quoted.take();
        let section = self.section as u32;
        let fillings = self.variables.drain(..);
        let fillings = fillings.map(|variable| Filling { section, variable });
        self.fillings.extend(fillings);
        if self.block.is_empty() && quoted.is_none() {
            return;
        }
        let text = std::mem::take(&mut self.block);
        match quoted {
            Some(reference) => self.quotes.push(ClauseQuote {
                section: self.section as u32,
                reference,
                text: text.trim_start_matches(':').trim().to_owned(),
            }),
            None if says_nothing(&text) => {}
            None => self.note(self.section, Says::Words),
        }
        self.block = text;
        self.block.clear();
    }

    /// Returns the content of each of `sections` sections, and the quoted clauses and the variables
    /// in those that have no other text.
    pub(crate) fn finish(mut self, sections: usize) -> (Vec<Says>, Vec<ClauseQuote>, Vec<Filling>) {
        self.end_block();
        self.says.resize(sections, Says::Nothing);
        let mut quotes = std::mem::take(&mut self.quotes);
        quotes.retain(|quote| self.at(quote.section as usize) != Says::Words);
        let mut fillings = std::mem::take(&mut self.fillings);
        fillings.retain(|filling| self.at(filling.section as usize) != Says::Words);
        self.says.shrink_to_fit();
        quotes.shrink_to_fit();
        fillings.shrink_to_fit();
        (self.says, quotes, fillings)
    }

    fn enter(&mut self, section: usize) {
        if self.section != section {
            self.end_block();
            self.section = section;
        }
    }

    fn at(&self, section: usize) -> Says {
        self.says.get(section).copied().unwrap_or_default()
    }

    fn note(&mut self, section: usize, says: Says) {
        if self.says.len() <= section {
            self.says.resize(section + 1, Says::Nothing);
        }
        if let Some(known) = self.says.get_mut(section) {
            *known = says.max(*known);
        }
    }
}
