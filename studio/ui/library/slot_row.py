"""One slot of a challenge in the Challenges tab: what it wants, what is in it and why, and how to change that.

It must never change a project itself: it asks for commands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from studio.commands import why_words
from studio.model import Footage, Found, Slot
from studio.remix import Choice
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import ElidedLabel, label
from studio.ui.words import shown

__all__ = ["SlotRow"]

_WANTS: dict[str, Sentence] = {
    "video": say("a video"),
    "photo": say("a photo"),
    "picture": say("a video or a photo"),
    "text": say("words"),
    "voice": say("something that is heard"),
}


class SlotRow(QFrame):
    """A slot: its name, what it wants, what fills it and why, and buttons to fill it. A click selects its clips."""

    def __init__(self, bridge: Bridge, key: str, clips: Sequence[Found], choose: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._bridge, self._clips = bridge, tuple(clips)
        first = clips[0]
        slot = first.clip.slot or Slot(key)
        self.filled = slot.filled
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(f"✓ {key}" if slot.filled else key, "strong"))
        words.addWidget(ElidedLabel(self._second_line(first, slot), "muted"))
        row.addLayout(words, 1)
        if slot.kind == "text":
            self.button = PushButton(say("Write…"), "raised", clicked=lambda: bridge.run("fill-slot", {"slot": key}))
        else:
            self.button = PushButton(say("Choose…"), "raised", clicked=lambda: choose(key))
        state = say("{slot}, filled", slot=key) if slot.filled else say("{slot}, open", slot=key)
        self.button.setAccessibleName(shown(state))
        self.next = PushButton(say("Next best"), "raised", clicked=lambda: bridge.run("next-fill", {"slot": key}))
        self.next.setAccessibleName(shown(say("The next best clip for {slot}", slot=key)))
        row.addWidget(self.next)
        self.next.setVisible(slot.filled and slot.kind != "text")
        row.addWidget(self.button)
        column.addLayout(row)
        self.why = label("", "small", wrap=True)
        column.addWidget(self.why)
        self.why.hide()

    def _second_line(self, first: Found, slot: Slot) -> str:
        """What is in it, otherwise what it wants."""
        content = first.clip.content
        if slot.filled and isinstance(content, Footage):
            asset = self._bridge.session.project.asset(content.asset)
            return asset.name if asset is not None else content.asset
        wants = say("{kind}, {seconds} s", kind=_WANTS[slot.kind], seconds=f"{float(first.clip.length):.3g}")
        return shown(slot.hint or wants)

    def tell_why(self, choice: Choice) -> None:
        """Show why what is in it is there."""
        self.why.setText(shown(why_words(choice)))
        self.why.show()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Its clips are selected, and the playhead goes there."""
        session = self._bridge.session
        session.move_playhead(self._clips[0].span.start)
        session.select([found.clip.id for found in self._clips])
