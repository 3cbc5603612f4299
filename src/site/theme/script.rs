//! Scripts in the form in which they are published: without comments and indentation.

/// Removes comment lines, empty lines, and white space at both ends of lines. It is correct only
/// for scripts in which every string literal ends on the line on which it begins, as in the
/// built-in ones.
pub(crate) fn without_notes(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let lines = script.lines().map(str::trim_ascii);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with("//")) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::theme::BuiltIn;

    #[test]
    fn comments_and_layout_are_left_out() {
        let script =
            "// What it does.\n(function () {\n\n  // Why.\n  var a = \"//\"; // here\n})();\n";
        assert_eq!(
            without_notes(script),
            "(function () {\nvar a = \"//\"; // here\n})();\n"
        );
    }

    #[test]
    fn texts_of_built_in_scripts_end_on_their_line() {
        let scripts = BuiltIn::iter().filter(|path| path.ends_with(".js"));
        let mut seen = 0;
        for path in scripts {
            let file = BuiltIn::get(&path).unwrap();
            let script = String::from_utf8(file.data.into_owned()).unwrap();
            for line in without_notes(&script).lines() {
                let is_whole = line.matches('`').count() % 2 == 0 && !line.ends_with('\\');
                let comments = line.matches("/*").count() == line.matches("*/").count();
                assert!(is_whole && comments, "{path}: {line}");
            }
            seen += 1;
        }
        assert!(seen > 5, "{seen}");
    }
}
