//! What became of files: the manual's folder, and the themes beside it.

use std::path::Path;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::serve::host::{Handle, Work};
use crate::sources::{DiskSources, Sources, Touched};

/// What became of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) touched: Vec<Touched>,
    /// Whether the one who writes them is done with them, as far as the system says so.
    pub(super) is_done: bool,
}

/// Watches a manual's folder and the themes beside it.
///
/// # Errors
/// If the system cannot watch the folder.
pub(super) fn watch(sources: &DiskSources, handle: Handle) -> notify::Result<RecommendedWatcher> {
    let root = sources.root();
    let manual = sources.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let change = match event {
            Ok(event) if !event.need_rescan() && !event.paths.is_empty() => {
                change(&event, |path| manual.touched(path))
            }
            // The system has lost count: everything may have changed.
            _ => Some(Change {
                touched: vec![Touched::Everything],
                is_done: false,
            }),
        };
        if let Some(change) = change {
            // Nobody is there any more when the server ends.
            let _ = handle.work.send(Work::Changed(change));
        }
    })?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    let beside = root.join("..").join("themes");
    if beside.is_dir() {
        watcher.watch(&beside, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// What an event says; nothing where files were only read, as we do.
fn change(event: &Event, touched: impl Fn(&Path) -> Touched) -> Option<Change> {
    let is_done = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_)) | EventKind::Remove(_) => {
            true
        }
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => false,
    };
    let touched = event.paths.iter().map(|path| touched(path)).collect();
    Some(Change { touched, is_done })
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, RenameMode};

    use super::*;

    fn done(kind: EventKind) -> Option<bool> {
        let event = Event::new(kind).add_path("a.md".into());
        change(&event, |_| Touched::Everything).map(|change| change.is_done)
    }

    #[test]
    fn a_writer_is_done_once_the_file_is_closed_or_has_its_name() {
        let close = |mode| EventKind::Access(AccessKind::Close(mode));
        assert_eq!(done(close(AccessMode::Write)), Some(true));
        assert_eq!(done(close(AccessMode::Read)), None);
        assert_eq!(done(EventKind::Create(CreateKind::File)), Some(false));
        let written = ModifyKind::Data(DataChange::Any);
        assert_eq!(done(EventKind::Modify(written)), Some(false));
        let renamed = ModifyKind::Name(RenameMode::To);
        assert_eq!(done(EventKind::Modify(renamed)), Some(true));
    }
}
