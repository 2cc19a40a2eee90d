"""What happens beside the person's hand, told in words over the window: refusals, what is done, missing media.

It must never take the focus, and never tell the same twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.sentences import say
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["News"]


class News(QObject):
    """Listens to what works in the background of `window`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._toast = window, window.toast
        self._media_words: str | None = None
        window.bridge.refused.connect(lambda words: self._toast.tell(words, wrong=True))
        window.bridge.done.connect(lambda words: self._toast.tell(words))
        window.missing.news.connect(self._media_news)
        window.missing.changed.connect(self._media_changed)
        window.exporting.changed.connect(lambda: window.top_bar.show_exporting(window.exporting.percent))

    def tell_opened(self) -> None:
        """What there is to say about a project that was just opened."""
        session = self._window.session
        if session.recovery is not None:
            self._toast.tell(
                say("Unsaved changes were found."),
                action=say("Bring them back"),
                does=session.recover,
                stays=True,
            )
        elif session.problems:
            self._toast.tell(session.problems[0].sentence, wrong=True)

    def _media_changed(self) -> None:
        if not self._window.missing.odd and self._toast.words == self._media_words:
            self._toast.hide()

    def _media_news(self, words: str, more: bool) -> None:
        if self._window.dialog is None:
            self._media_words = shown(words) if more else None
            finds = say("Find…") if more else ""
            self._toast.tell(words, wrong=more, action=finds, does=self._window.open_missing, stays=more)
