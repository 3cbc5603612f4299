//! Guesses which of the known names was meant.

/// The text of `known` that is most similar to `written`, ignoring case. `None` if no edit distance
/// is at most a third of the known text's length, rounded up.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = written.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().max(3).div_ceil(3))
        .min()
        .map(|(_, candidate)| candidate)
}
