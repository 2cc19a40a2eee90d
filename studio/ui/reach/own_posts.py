"""One's own posts in the forecast: bringing analytics files, what was learned from them, and erasing it.

It must never read a file on the main thread, nor keep or show a post.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio.sentences import Refused, Sentence, say
from studio.session.homes import own_priors_file
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import label
from studio.ui.words import shown

__all__ = ["OwnPostsBox"]


def _learned(files: Sequence[Path]) -> list[Sentence]:
    """What these files teach, kept, and in words with the forecast's record on them."""
    from studio.reach.own_posts import left_out_words, read_own_posts
    from studio.reach.own_priors import keep_priors, priors_of
    from studio.reach.own_record import record_words, track_records, usual_words

    found = read_own_posts(files)
    priors = priors_of(found)
    records = track_records(found)
    keep_priors(priors, own_priors_file())
    usual = [usual_words(platform, one) for platform, one in priors.platforms.items()]
    judged = [sentence for record in records for sentence in record_words(record)]
    return [*usual, *judged, *left_out_words(found.left_out)]


class OwnPostsBox(QWidget):
    """Two buttons and what was learned. `changed` says that the forecast is another."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PushButton(say("Bring your own posts…"), "raised", "import", clicked=self._ask))
        self.erase = PushButton(say("Forget them"), "raised", "delete", clicked=self.forget)
        row.addWidget(self.erase)
        row.addStretch(1)
        column.addLayout(row)
        self.told = label("", "small", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        self._refresh()

    def _refresh(self) -> None:
        self.erase.setVisible(own_priors_file().exists())

    def _ask(self) -> None:
        kinds = shown(say("Analytics of TikTok, YouTube, Douyin (*.zip *.csv *.xlsx *.tsv)"))
        names, _ = QFileDialog.getOpenFileNames(self, shown(say("Your own posts")), "", kinds)
        if names:
            self.bring([Path(name) for name in names])

    def bring(self, files: Sequence[Path]) -> None:
        """Learn from analytics files, on a worker; what they taught is shown, or why they cannot be used."""
        self._tell(say("Reading your posts…"))
        self._bridge.jobs.submit(_learned, files, done=self._show, failed=self._failed)

    def forget(self) -> None:
        """Erase what was learned."""
        from studio.reach.own_priors import forget_priors

        try:
            forget_priors(own_priors_file())
        except Refused as refused:
            self._tell(refused.sentence)
            return
        self._tell(say("What was learned from your posts is erased."))
        self._refresh()
        self.changed.emit()

    def _show(self, sentences: list[Sentence]) -> None:
        self._tell(*sentences, say("Kept on this machine alone."))
        self._refresh()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._tell(error.sentence if isinstance(error, Refused) else say("These files could not be read."))

    def _tell(self, *sentences: Sentence) -> None:
        self.told.setText("\n".join(shown(sentence) for sentence in sentences))
        self.told.show()
