//! Watches files for changes: the manual's folder, the targets of links in it, and the themes
//! beside it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostics::SourcePath;
use crate::serve::change::Change;
use crate::serve::host::{Handle, Work};
use crate::sources::{DiskSources, FollowedLink, Sources, Touched};

/// Watches a manual until it is dropped.
pub(super) struct Watch {
    watcher: Box<dyn Watcher + Send>,
    links: Arc<Mutex<Vec<FollowedLink>>>,
    /// The folders outside the manual that are watched because a link leads there.
    followed: HashSet<PathBuf>,
    root: PathBuf,
}

impl Watch {
    /// Watches a manual's folder and the themes beside it: by the system's notifications, or with
    /// `poll` by reading the folders at this interval.
    ///
    /// # Errors
    /// If the system cannot watch the folder.
    pub(super) fn begin(
        manual: &DiskSources,
        poll: Option<Duration>,
        handle: Handle,
    ) -> notify::Result<Self> {
        let links = Arc::new(Mutex::new(Vec::new()));
        let places = Places {
            manual: manual.clone(),
            links: Arc::clone(&links),
        };
        let tell = move |event: notify::Result<Event>| {
            let change = match event {
                Ok(event) if !event.need_rescan() && !event.paths.is_empty() => {
                    change(&event, |path| places.touched(path))
                }
                // The system has dropped events: everything may have changed.
                _ => Some(Change {
                    touched: vec![Touched::Everything],
                    is_done: false,
                }),
            };
            if let Some(change) = change {
                // The receiver is gone when the server ends.
                let _ = handle.work.send(Work::Changed(change));
            }
        };
        let mut watcher: Box<dyn Watcher + Send> = match poll {
            Some(interval) => {
                let config = Config::default().with_poll_interval(interval);
                Box::new(PollWatcher::new(tell, config)?)
            }
            None => Box::new(RecommendedWatcher::new(tell, Config::default())?),
        };
        let root = manual.root().to_owned();
        watcher.watch(&root, RecursiveMode::Recursive)?;
        let beside = themes_beside(&root);
        if beside.is_dir() {
            watcher.watch(&beside, RecursiveMode::Recursive)?;
        }
        Ok(Self {
            watcher,
            links,
            followed: HashSet::new(),
            root,
        })
    }

    /// Also watches the targets of these links.
    pub(super) fn follow(&mut self, links: &[FollowedLink]) {
        let mut known = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        if *known == links {
            return;
        }
        known.clone_from(&links.to_vec());
        drop(known);
        for link in links {
            // Editors replace a file by a new one of the same name, which only a watch on its
            // folder notices.
            let (folder, mode) = match (link.target.is_dir(), link.target.parent()) {
                (false, Some(folder)) => (folder, RecursiveMode::NonRecursive),
                _ => (link.target.as_path(), RecursiveMode::Recursive),
            };
            let is_watched = folder.starts_with(&self.root);
            if !is_watched && self.followed.insert(folder.to_owned()) {
                // A target that cannot be watched is read again when something else changes.
                let _ = self.watcher.watch(folder, mode);
            }
        }
    }
}

fn themes_beside(root: &Path) -> PathBuf {
    root.join("..").join("themes")
}

/// Maps paths of the disk to paths of the manual, through links too.
struct Places {
    manual: DiskSources,
    links: Arc<Mutex<Vec<FollowedLink>>>,
}

impl Places {
    fn touched(&self, path: &Path) -> Vec<Touched> {
        let root = self.manual.root();
        let is_own = path.starts_with(root) || path.starts_with(themes_beside(root));
        let own = is_own.then(|| self.manual.touched(path));
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let through = links.iter().filter_map(|link| {
            let below = path.strip_prefix(&link.target).ok()?;
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let path = match parts.is_empty() {
                true => link.path.clone(),
                false => SourcePath::new(&format!("{}/{}", link.path, parts.join("/"))),
            };
            Some(Touched::Path(path))
        });
        own.into_iter().chain(through).collect()
    }
}

/// Returns the change that an event reports; `None` for read access, which Clausebook causes
/// itself.
fn change(event: &Event, touched: impl Fn(&Path) -> Vec<Touched>) -> Option<Change> {
    let is_done = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_)) | EventKind::Remove(_) => {
            true
        }
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => false,
    };
    let touched: Vec<Touched> = event.paths.iter().flat_map(|path| touched(path)).collect();
    (!touched.is_empty()).then_some(Change { touched, is_done })
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, RenameMode};

    use super::*;

    fn done(kind: EventKind) -> Option<bool> {
        let event = Event::new(kind).add_path("a.md".into());
        change(&event, |_| vec![Touched::Everything]).map(|change| change.is_done)
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

    #[test]
    fn what_a_link_leads_to_is_touched_where_the_link_stands() {
        let link = |path: &str, target: &str| FollowedLink {
            path: SourcePath::new(path),
            target: target.into(),
        };
        let places = Places {
            manual: DiskSources::new(Path::new("/m")),
            links: Arc::new(Mutex::new(vec![
                link("procedures/a.md", "/else/a.md"),
                link("shared", "/else"),
            ])),
        };
        let touched = |path: &str| places.touched(Path::new(path));
        let path = |path: &str| Touched::Path(SourcePath::new(path));
        assert_eq!(touched("/m/b.md"), [path("b.md")]);
        assert_eq!(
            touched("/else/a.md"),
            [path("procedures/a.md"), path("shared/a.md")]
        );
        assert_eq!(touched("/m/../themes/own/x.css"), [Touched::Theme]);
        assert_eq!(touched("/other/a.md"), []);
    }
}
