//! What became of files: the manual's folder, and the themes beside it.

use std::path::Path;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::showroom::{Room, Work};

/// Watches a manual's folder and the themes beside it.
///
/// # Errors
/// If the system cannot watch the folder.
pub(super) fn watch(root: &Path, room: Room) -> notify::Result<RecommendedWatcher> {
    let whole = root.to_owned();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let touched = match event {
            // Reading is no change, and we read.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if !event.need_rescan() && !event.paths.is_empty() => event.paths,
            // The system has lost count: everything may have changed.
            _ => vec![whole.clone()],
        };
        // Nobody is there any more when the server ends.
        let _ = room.work.send(Work::Touched(touched));
    })?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    let beside = root.join("..").join("themes");
    if beside.is_dir() {
        watcher.watch(&beside, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}
