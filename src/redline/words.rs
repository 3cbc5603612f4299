//! Compares two texts word by word.

use similar::{Algorithm, DiffOp, DiffTag, DiffableStr, capture_diff_slices};

use super::model::{Change, Piece, What};

/// A word, a blank, a punctuation mark, a piece of markup or a picture.
pub(super) type Token = What;

/// The share of common words, from 0 to 1, below which the new text replaces the old one as a
/// whole.
const LEAST_ALIKE: f32 = 0.3;

/// Splits a text into words, blanks and punctuation marks. Each run of blanks becomes one space.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in text.tokenize_unicode_words() {
        let token = match word.chars().all(char::is_whitespace) {
            true => What::Text(" ".to_owned()),
            false => What::Text(word.to_owned()),
        };
        let is_second_blank = is_blank(&token) && tokens.last().is_some_and(is_blank);
        if is_digits(word) && ends_in_number_and_dash(&tokens) {
            join(&mut tokens, word);
        } else if !is_second_blank {
            tokens.push(token);
        }
    }
    tokens
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the last tokens are a number and a dash: the beginning of `2025-06-01`.
fn ends_in_number_and_dash(tokens: &[Token]) -> bool {
    let [.., What::Text(number), What::Text(dash)] = tokens else {
        return false;
    };
    let begins = number
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit());
    dash == "-"
        && begins
        && number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Adds a number to the number and the dash before it, so that a date is one word.
fn join(tokens: &mut Vec<Token>, digits: &str) {
    tokens.pop();
    if let Some(What::Text(number)) = tokens.last_mut() {
        number.push('-');
        number.push_str(digits);
    }
}

/// Compares two texts.
pub(super) fn compare(old: &[Token], new: &[Token]) -> Vec<Piece> {
    if old == new {
        return whole(old, Change::Kept);
    }
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let mut pieces = Pieces::default();
    if share(&ops, old, new) < LEAST_ALIKE {
        pieces.change(old, new);
        return pieces.finish();
    }
    for (at, op) in ops.iter().enumerate() {
        let (tag, before, after) = op.as_tag_tuple();
        let between_changes = at > 0 && at + 1 < ops.len();
        match tag {
            DiffTag::Equal if between_changes && !new[after.clone()].iter().any(says) => {
                pieces.change(&old[before], &new[after]);
            }
            DiffTag::Equal => pieces.keep(&new[after]),
            _ => pieces.change(&old[before], &new[after]),
        }
    }
    pieces.finish()
}

/// The pieces of a text that was kept, added or removed as a whole.
pub(super) fn whole(tokens: &[Token], change: Change) -> Vec<Piece> {
    let mut pieces = Vec::new();
    push(&mut pieces, tokens, change);
    pieces
}

/// The likeness of two texts, from 0 (nothing in common) to 1 (equal).
pub(super) fn likeness(old: &[Token], new: &[Token]) -> f32 {
    if old == new {
        return 1.0;
    }
    share(&capture_diff_slices(Algorithm::Myers, old, new), old, new)
}

/// The share of words that both texts have, from 0 to 1.
fn share(ops: &[DiffOp], old: &[Token], new: &[Token]) -> f32 {
    let count = |tokens: &[Token]| tokens.iter().filter(|token| says(token)).count();
    let same = ops.iter().filter(|op| op.tag() == DiffTag::Equal);
    let same: usize = same.map(|op| count(&new[op.new_range()])).sum();
    match count(old) + count(new) {
        0 => 1.0,
        all => (2 * same) as f32 / all as f32,
    }
}

/// Whether a token is a word or a picture.
fn says(token: &Token) -> bool {
    match token {
        What::Text(text) => text.chars().any(char::is_alphanumeric),
        What::Mark(_) => false,
        What::Picture { .. } => true,
    }
}

pub(super) fn is_blank(token: &Token) -> bool {
    matches!(token, What::Text(text) if text.chars().all(char::is_whitespace))
}

/// Collects pieces. Adjacent changes are joined into one.
#[derive(Default)]
struct Pieces<'a> {
    done: Vec<Piece>,
    removed: Vec<&'a Token>,
    added: Vec<&'a Token>,
}

impl<'a> Pieces<'a> {
    fn keep(&mut self, tokens: &'a [Token]) {
        self.close();
        push(&mut self.done, tokens, Change::Kept);
    }

    fn change(&mut self, removed: &'a [Token], added: &'a [Token]) {
        self.removed.extend(removed);
        self.added.extend(added);
    }

    fn close(&mut self) {
        let (removed, added) = (
            std::mem::take(&mut self.removed),
            std::mem::take(&mut self.added),
        );
        // Tokens that both sides have at their beginning or their end are not changes.
        let same = |(one, other): &(&&Token, &&Token)| one == other;
        let lead = removed.iter().zip(&added).take_while(same).count();
        let rest = (&removed[lead..], &added[lead..]);
        let pairs = rest.0.iter().rev().zip(rest.1.iter().rev());
        let tail = pairs.take_while(same).count();
        push(&mut self.done, added[..lead].iter().copied(), Change::Kept);
        push(
            &mut self.done,
            rest.0[..rest.0.len() - tail].iter().copied(),
            Change::Removed,
        );
        push(
            &mut self.done,
            rest.1[..rest.1.len() - tail].iter().copied(),
            Change::Added,
        );
        push(
            &mut self.done,
            rest.1[rest.1.len() - tail..].iter().copied(),
            Change::Kept,
        );
    }

    fn finish(mut self) -> Vec<Piece> {
        self.close();
        self.done
    }
}

fn push<'a>(pieces: &mut Vec<Piece>, tokens: impl IntoIterator<Item = &'a Token>, change: Change) {
    for token in tokens {
        match (pieces.last_mut(), token) {
            (Some(last), What::Text(text)) if last.change == change => match &mut last.what {
                What::Text(before) => before.push_str(text),
                _ => pieces.push(piece(token, change)),
            },
            _ => pieces.push(piece(token, change)),
        }
    }
}

fn piece(token: &Token, change: Change) -> Piece {
    Piece {
        change,
        what: token.clone(),
    }
}
