"""Bringing files in: asking for them, looking into them off the main thread, saying what was not taken.

It must never open a file itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.history import Entry
from studio.jobs import Job, Jobs
from studio.model import Asset
from studio.sentences import Refused, say
from studio.session import Gathered, Imported, Probed, Refusal, look_into, media_in
from studio.ui.adding import add_asset
from studio.ui.bridge import Bridge
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import Facts, ProbeChildren

__all__ = ["PROJECT_ENDING", "Importing", "ask_for_media"]

_AT_ONCE = 2
_MOMENT_MS = 400
"""What takes no longer is not worth a word."""
_DRAFT_MS = 150

PROJECT_ENDING = ".decollage"
_VIDEO = "*.mp4 *.mov *.m4v *.mkv *.webm *.avi *.3gp *.ts *.mts *.m2ts *.mpg *.mpeg *.wmv *.flv *.ogv"
_PHOTO = "*.jpg *.jpeg *.png *.webp *.heic *.avif *.gif *.bmp *.tif *.tiff"
_LUT = "*.cube"
_SOUND = "*.mp3 *.wav *.m4a *.aac *.flac *.ogg *.oga *.opus *.wma *.aiff *.aif *.mka"


def ask_for_media(parent: QWidget, folder: str) -> tuple[Path, ...]:
    """Let the person choose videos, photos and sounds, beginning in `folder`; their own videos where it is empty."""
    if not folder or not Path(folder).is_dir():
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        if not Path(folder).is_dir():
            folder = str(Path.home())
    named = f"{shown(say('Videos, photos, sounds, LUTs'))} ({_VIDEO} {_PHOTO} {_SOUND} {_LUT})"
    kinds = f"{named};;{shown(say('All files'))} (*)"
    paths, _kind = QFileDialog.getOpenFileNames(
        parent, shown(say("Import")), folder, kinds, options=QFileDialog.Option.HideNameFilterDetails
    )
    return tuple(map(Path, paths))


class Importing(QObject):
    """Imports into the session behind `bridge`: what comes first is shown first, and all is one step of undo.

    `looking(done, total)` is told when it takes longer than a moment; `ended` carries what came of it, an `Imported`
    in the order asked for. `under_way` counts imports that have not ended.
    """

    looking = Signal(int, int)
    ended = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._runs: list[_Run] = []
        self._jobs: Jobs | None = None
        self._children: ProbeChildren | None = None
        self._closed = False
        self._moment = _once(_MOMENT_MS, self._tell)
        self._later = _once(_DRAFT_MS, self._settle)
        self._slow = False
        bridge.opened.connect(self.stop)

    @property
    def under_way(self) -> int:
        """How many imports have not ended."""
        return len(self._runs)

    def warm_up(self) -> None:
        """Files may come soon: make ready to look into them."""
        jobs, children = self._ready()
        jobs.submit(children.warm_up)

    def start(
        self,
        paths: Sequence[Path],
        *,
        to_timeline: bool = False,
        done: Callable[[Imported], object] | None = None,
    ) -> None:
        """Look into the files, and into folders for media; take them in; `to_timeline` puts them on the main track."""
        if not paths or self._closed:
            return
        jobs, children = self._ready()
        run = _Run(to_timeline, done)
        self._runs.append(run)
        self._moment.start()

        def gathered(found: Gathered) -> None:
            run.left = len(found.files)
            run.refused += [(-1, refusal) for refusal in found.refused]
            for number, path in enumerate(found.files):
                run.jobs.append(
                    jobs.submit(
                        look_into,
                        path,
                        children,
                        done=partial(self._came, run, number),
                        failed=partial(self._failed, run, number, path),
                    )
                )
            run.all = run.left
            self._settle()

        run.jobs.append(jobs.submit(media_in, tuple(paths), done=gathered, failed=partial(self._gave_up, run)))

    def renew(self, asset_id: str, path: Path) -> None:
        """Look into a file, then use it for an asset: its content in another place, or other content instead."""
        jobs, children = self._ready()
        session = self._bridge.session

        def done(found: Facts | Refusal) -> None:
            asset = session.project.asset(asset_id)
            if isinstance(found, Refusal):
                self._bridge.refused.emit(found.sentence)
            elif asset is not None and asset.fingerprint == found.fingerprint:
                session.relink({asset_id: Path(found.path)})
            else:
                try:
                    session.renew(asset_id, found)
                except Refused as refused:
                    self._bridge.refused.emit(refused.sentence)

        jobs.submit(look_into, path, children, done=done)

    def stop(self) -> None:
        """Look no further: what was taken in stays."""
        runs, self._runs = self._runs, []
        for run in runs:
            for job in run.jobs:
                job.cancel()
        if runs:
            self._quiet()
            self.ended.emit(Imported((), ()))

    def close(self) -> None:
        """End the workers and their children."""
        self._closed = True
        self.stop()
        if self._children is not None:
            self._children.close()
        if self._jobs is not None:
            self._jobs.close()

    # Within.

    def _ready(self) -> tuple[Jobs, ProbeChildren]:
        """Two workers of its own, so that thumbnails of what came first are made while the rest is looked into."""
        from studio.media import ProbeChildren

        if self._children is None:
            self._children = ProbeChildren(most=_AT_ONCE)
        if self._jobs is None:
            self._jobs = Jobs(post=self._bridge.post, workers=_AT_ONCE, name="looking")
        return self._jobs, self._children

    def _came(self, run: _Run, number: int, found: Facts | Refusal) -> None:
        run.left -= 1
        if isinstance(found, Refusal):
            run.refused.append((number, found))
        else:
            run.waiting.append((number, found))
        self._settle()
        if self._slow:
            self._tell()

    def _failed(self, run: _Run, number: int, path: Path, error: Exception) -> None:
        self._came(run, number, Refusal(path, say("“{name}” could not be read.", name=path.name)))
        raise error

    def _gave_up(self, run: _Run, error: Exception) -> None:
        run.all = 0
        self._settle()
        raise error

    def _tell(self) -> None:
        self._slow = True
        total = sum(run.all or 0 for run in self._runs)
        if total:
            self.looking.emit(total - sum(run.left for run in self._runs), total)

    def _quiet(self) -> None:
        self._moment.stop()
        self._later.stop()
        self._slow = False

    def _settle(self) -> None:
        """Take in what came, unless something is under the person's hand: then soon."""
        if self._bridge.session.drafting:
            self._later.start()
            return
        for run in tuple(self._runs):
            self._take(run)
            if run.all is not None and run.left == 0:
                self._end(run)

    def _take(self, run: _Run) -> None:
        session = self._bridge.session
        waiting, run.waiting = run.waiting, []
        before = session.history
        if waiting:
            imported = session.add_probed(Probed(tuple(facts for _, facts in waiting), ()), joins=run.step)
            run.assets |= dict(zip((number for number, _ in waiting), imported.assets, strict=True))
        if session.history is not before:
            run.step = session.history.present

    def _end(self, run: _Run) -> None:
        self._runs.remove(run)
        if not self._runs:
            self._quiet()
        assets = tuple(asset for _, asset in sorted(run.assets.items()))
        refused = tuple(refusal for _, refusal in sorted(run.refused, key=itemgetter(0)))
        if run.to_timeline and assets:
            add_asset(self._bridge, _main_first(assets), select=False)
        imported = Imported(assets, refused)
        if run.done is not None:
            run.done(imported)
        self.ended.emit(imported)


class _Run:
    """One import: what is left to look into, what came and is not in the project yet, what was taken, what was not.

    `all` is None until the folders were looked through; `step` is the step of the history it made.
    """

    def __init__(self, to_timeline: bool, done: Callable[[Imported], object] | None) -> None:
        self.to_timeline, self.done = to_timeline, done
        self.all: int | None = None
        self.left = 0
        self.waiting: list[tuple[int, Facts]] = []
        self.assets: dict[int, Asset] = {}
        self.refused: list[tuple[int, Refusal]] = []
        self.step: Entry | None = None
        self.jobs: list[Job] = []


def _once(after_ms: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(call)
    return timer


def _main_first(assets: Sequence[Asset]) -> tuple[str, ...]:
    return tuple(asset.id for asset in sorted(assets, key=lambda asset: asset.kind == "sound"))
