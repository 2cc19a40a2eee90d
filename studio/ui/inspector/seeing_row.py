"""The row of a clip's page that has the film looked through: stabilise, reframe, follow.

It must never look itself: the commands do, on a worker.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.commands.following import is_film
from studio.model import Adjustment, Clip, find
from studio.sentences import say
from studio.ui.controls.buttons import PushButton, explain
from studio.ui.inspector.page import Page, named

__all__ = ["SeeingRow"]


class SeeingRow:
    """Buttons for what can be done with the one clip that is chosen; none of them where nothing can."""

    def __init__(self, page: Page) -> None:
        self._page = page
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons: dict[str, PushButton] = {}
        for command, words, told in (
            ("stabilise", say("Stabilise"), say("Take the shake of a hand out of the film")),
            ("reframe", say("Reframe"), say("Fill the canvas and keep faces, people or what moves in the frame")),
            ("follow", say("Follow"), say("Tie it to what lies under it at the playhead")),
        ):
            button = PushButton(words, "smallChip", clicked=partial(self._run, command))
            explain(button, told)
            self.buttons[command] = button
            row.addWidget(button)
        row.addStretch(1)
        self._row = named(say("Motion"), holder)
        page.add(self._row)

    def refresh(self) -> None:
        """Show what can be done."""
        clip = self._clip()
        project = self._page.bridge.session.project
        found = find(project, clip.id) if clip is not None else None
        film = clip is not None and is_film(project, clip)
        above = found is not None and found.layer is not None and found.track != "sounds"
        masked = clip is not None and (not isinstance(clip.content, Adjustment) or clip.mask is not None)
        for command, button in self.buttons.items():
            button.setVisible(above and masked if command == "follow" else film)
        self._row.setVisible(film or (above and masked))

    def _clip(self) -> Clip | None:
        return self._page.clips[0] if len(self._page.clips) == 1 else None

    def _run(self, command: str, _on: bool = False) -> None:
        clip = self._clip()
        if clip is not None:
            self._page.bridge.run(command, {"clip": clip.id})
