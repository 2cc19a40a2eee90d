"""Bringing files in: asking for them, looking into them off the main thread, saying what was not taken.

It must never open a file itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.model import Asset
from studio.sentences import Refused, say
from studio.session import Imported, Probed, probe_all
from studio.ui.adding import add_asset
from studio.ui.bridge import Bridge
from studio.ui.words import shown

__all__ = ["PROJECT_ENDING", "Importing", "ask_for_media"]

PROJECT_ENDING = ".decollage"
_VIDEO = "*.mp4 *.mov *.m4v *.mkv *.webm *.avi *.3gp *.ts *.mts *.m2ts *.mpg *.mpeg *.wmv *.flv *.ogv"
_PHOTO = "*.jpg *.jpeg *.png *.webp *.heic *.avif *.gif *.bmp *.tif *.tiff"
_SOUND = "*.mp3 *.wav *.m4a *.aac *.flac *.ogg *.oga *.opus *.wma *.aiff *.aif *.mka"


def ask_for_media(parent: QWidget, folder: str) -> tuple[Path, ...]:
    """Let the person choose videos, photos and sounds, beginning in `folder`; their own videos where it is empty."""
    if not folder or not Path(folder).is_dir():
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        if not Path(folder).is_dir():
            folder = str(Path.home())
    kinds = f"{shown(say('Videos, photos, sounds'))} ({_VIDEO} {_PHOTO} {_SOUND});;{shown(say('All files'))} (*)"
    paths, _kind = QFileDialog.getOpenFileNames(
        parent, shown(say("Import")), folder, kinds, options=QFileDialog.Option.HideNameFilterDetails
    )
    return tuple(map(Path, paths))


class Importing:
    """Imports into the session behind `bridge`."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.under_way = 0

    def start(
        self,
        paths: Sequence[Path],
        *,
        to_timeline: bool = False,
        done: Callable[[Imported], object] | None = None,
    ) -> None:
        """Look into the files on a worker, then take them in; `to_timeline` puts them on the main track, in order."""
        if not paths:
            return
        self.under_way += 1

        def came(probed: Probed) -> None:
            self.under_way -= 1
            imported = self._take(probed)
            if imported is None:
                return
            if to_timeline:
                add_asset(self._bridge, _main_first(imported.assets), select=False)
            if done is not None:
                done(imported)

        def failed(error: Exception) -> None:
            self.under_way -= 1
            raise error

        self._bridge.jobs.submit(probe_all, tuple(paths), done=came, failed=failed)

    def _take(self, probed: Probed) -> Imported | None:
        try:
            imported = self._bridge.session.add_probed(probed)
        except Refused as refusal:
            self._bridge.refused.emit(refusal.sentence)
            return None
        refused = imported.refused
        if len(refused) == 1:
            self._bridge.refused.emit(refused[0].sentence)
        elif refused:
            first = refused[0].sentence
            self._bridge.refused.emit(
                say("{count} files were not taken. The first: {reason}", count=len(refused), reason=first)
            )
        return imported


def _main_first(assets: Sequence[Asset]) -> tuple[str, ...]:
    return tuple(asset.id for asset in sorted(assets, key=lambda asset: asset.kind == "sound"))
