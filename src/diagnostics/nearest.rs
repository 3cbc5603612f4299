//! Guesses which of the known names was meant.

/// The text of `known` that is most similar to `written`, ignoring case. `None` if no edit distance
/// is at most a third of the known text's length, rounded up.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let length = lower.chars().count();
    known
        .into_iter()
        .filter_map(|candidate| {
            let most = candidate.chars().count().max(3).div_ceil(3);
            let folded = candidate.to_lowercase();
            // The distance is at least the difference in length, which costs less to compute.
            if folded.chars().count().abs_diff(length) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&lower, &folded);
            (distance <= most).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}
