//! Whether the text says anything, section by section: a claim on a section without a word counts
//! as partial (`docs/design.md`, empty claims).

use crate::manual::{ClauseQuote, Filling, ReferenceIx, Says};
use crate::markdown::facts::placeholders::says_nothing;

/// The most that is put aside of a block before it is judged: no sentence that is known is longer.
const LONGEST: usize = 1024;

/// What the text says, in the making.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// Above the first heading, then below each, as far as something is said there.
    says: Vec<Says>,
    quotes: Vec<ClauseQuote>,
    fillings: Vec<Filling>,
    /// The text of the block that is being read, while its section says nothing yet.
    block: String,
    /// The section that it stands in.
    section: usize,
    /// The reference to a clause that it begins with.
    quoted: Option<ReferenceIx>,
    /// The variables in it.
    variables: Vec<u32>,
}

impl Said {
    /// Text of a section: 0 above the first heading, else the heading's number from 1.
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

    /// The value of a variable of the page: what it says is known when `manual.toml` is.
    pub(crate) fn variable(&mut self, section: usize, variable: u32) {
        if self.at(section) != Says::Words {
            self.enter(section);
            self.variables.push(variable);
        }
    }

    /// Something that needs no reading: code, a drawing.
    pub(crate) fn certainly(&mut self, section: usize) {
        self.note(section, Says::Words);
    }

    /// A table, whatever stands in it.
    pub(crate) fn table(&mut self, section: usize) {
        self.note(section, Says::BlankTable);
    }

    /// A reference to a clause without a text of its own.
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

    /// A paragraph, an item or a cell begins or ends.
    pub(crate) fn end_block(&mut self) {
        // Once its section says something, nothing of a block is kept.
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

    /// What each section says, for as many as there are, and the quotations that may be all that a
    /// section says, and the variables that may be.
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
