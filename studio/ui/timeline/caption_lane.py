"""The captions along the timeline's time: blocks with their words, pulled at their edges, rewritten by a double-click.

A pull is one draft of the session. It must never keep captions: it asks the model each time it paints.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from studio.edits import rewrite_words, time_word
from studio.model import Cue, Project, SpokenWord, Time, captions_of, joined_words
from studio.publish.reading import too_fast
from studio.sentences import say
from studio.ui.theme import theme
from studio.ui.timeline.layout import HEADER_WIDTH
from studio.ui.timeline.strokes import colour, elided, words
from studio.ui.timeline.view import TimelineView
from studio.ui.words import shown

__all__ = ["CaptionLane"]

HEIGHT = 26
_EDGE = 6
_LEAST = 3
_FAR_ENOUGH = 3


class _Held(NamedTuple):
    """The edge that is pulled: of which word, whether its beginning, and where the pull began."""

    word: SpokenWord
    begins: bool
    x: float


class CaptionLane(QWidget):
    """One lane, there while anything is said. A click goes to a caption; what cannot be read in time is marked."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__()
        self._view, self._bridge = view, view.bridge
        self._held: _Held | None = None
        self._editor: QLineEdit | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(shown(say("Captions on the timeline")))
        for signal in (self._bridge.project_changed, self._bridge.opened):
            signal.connect(self._look)
        self._bridge.playhead_changed.connect(self.update)
        view.laid.connect(self.update)
        self._look()

    def sizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(600, HEIGHT)

    def cues(self) -> tuple[Cue, ...]:
        """The captions of the project as it is now."""
        return captions_of(self._bridge.session.project)

    def box(self, cue: Cue) -> QRectF:
        """Where a caption lies on the lane."""
        scale = self._view.layout_now().scale
        left, right = scale.x_at(cue.span.start), scale.x_at(cue.span.end)
        return QRectF(left + 1, 3, max(_LEAST, right - left - 2), HEIGHT - 6)

    def cue_at(self, x: float) -> Cue | None:
        """The caption there."""
        cues, moment = self.cues(), self._view.layout_now().scale.moment_at(x)
        number = bisect_right(cues, moment, key=lambda cue: cue.span.start) - 1
        return cues[number] if x >= HEADER_WIDTH and number >= 0 and moment in cues[number].span else None

    def _edge_at(self, x: float) -> _Held | None:
        for near in (x, x - _EDGE, x + _EDGE):
            cue = self.cue_at(near)
            if cue is None:
                continue
            box = self.box(cue)
            if box.width() > 3 * _EDGE and abs(box.left() - x) <= _EDGE:
                return _Held(cue.words[0], True, x)
            if box.width() > 3 * _EDGE and abs(box.right() - x) <= _EDGE:
                return _Held(cue.words[-1], False, x)
        return None

    def _look(self) -> None:
        self.setVisible(bool(self._bridge.session.project.captions.speeches))
        self.update()

    # By the hand.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, or go to the caption."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        self._held = self._edge_at(x)
        cue = self.cue_at(x)
        if self._held is None and cue is not None:
            self._bridge.session.move_playhead(cue.span.start)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the edge: the word's sound begins or ends there."""
        x, session = event.position().x(), self._bridge.session
        if self._held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            edge = self._edge_at(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.PointingHandCursor)
            return
        if not session.drafting:
            if abs(x - self._held.x) < _FAR_ENOUGH:
                return
            session.begin_draft(say("Time a caption"))
        one, begins = self._held.word, self._held.begins
        to = source_at(one, self._view.layout_now().scale.moment_at(x))

        def pull(project: Project) -> Project:
            times = {"start": to} if begins else {"end": to}
            return time_word(project, one.asset, word=one.number, **times)

        session.update_draft(pull)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            self._held = None
            if self._bridge.session.drafting:
                self._bridge.session.commit_draft()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write the caption's words anew where they stand."""
        cue = self.cue_at(event.position().x())
        if cue is not None and event.button() == Qt.MouseButton.LeftButton:
            self.edit(cue)

    def edit(self, cue: Cue) -> None:
        """A field over the caption; Enter takes what is in it, Escape leaves it."""
        self._close()
        first, last = cue.words[0], cue.words[-1]
        field = QLineEdit(joined_words([one.word for one in cue.words]), self)
        field.setAccessibleName(shown(say("Words of the caption")))
        box = self.box(cue)
        field.setGeometry(int(max(HEADER_WIDTH, box.left())), 1, int(max(160, box.width())), HEIGHT - 2)
        field.selectAll()

        def take() -> None:
            text = field.text().strip()
            self._close()
            if text and first.asset == last.asset and first.number <= last.number:
                self._bridge.edit(
                    say("Change a caption"),
                    lambda project: rewrite_words(
                        project, first.asset, first=first.number, last=last.number, text=text
                    ),
                )

        field.returnPressed.connect(take)
        field.editingFinished.connect(self._close)
        self._editor = field
        field.show()
        field.setFocus()

    @property
    def editor(self) -> QLineEdit | None:
        """The field that is open."""
        return self._editor

    def _close(self) -> None:
        field, self._editor = self._editor, None
        if field is not None:
            field.hide()
            field.deleteLater()

    # As it looks.

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The blocks that are seen, the one at the playhead brighter."""
        tokens, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(self.rect()), colour(tokens.panel))
        scale, playhead = self._view.layout_now().scale, self._bridge.session.playhead
        cues = self.cues()
        begin = max(0, bisect_right(cues, scale.seconds_at(HEADER_WIDTH), key=lambda cue: float(cue.span.start)) - 1)
        painter.setClipRect(QRectF(HEADER_WIDTH, 0, self.width() - HEADER_WIDTH, HEIGHT))
        for cue in cues[begin:]:
            box = self.box(cue)
            if box.left() > self.width():
                break
            fast = too_fast(cue)
            painter.setPen(QPen(colour(tokens.warn if fast else tokens.ctl), 1))
            painter.setBrush(colour(tokens.accwash if playhead in cue.span else tokens.raised))
            painter.drawRoundedRect(box, 4, 4)
            if box.width() > 20:
                text = elided(" ".join(cue.text.split("\n")), box.width() - 12)
                words(painter, text, (box.left() + 6, HEIGHT / 2), colour(tokens.warn if fast else tokens.strong))
        painter.setClipping(False)
        painter.setPen(Qt.PenStyle.NoPen)
        words(painter, elided(shown(say("Captions")), HEADER_WIDTH - 24), (16, HEIGHT / 2), colour(tokens.muted))
        x = scale.x_at(playhead)
        if HEADER_WIDTH <= x <= self.width():
            painter.setPen(QPen(colour(tokens.strong), 1.5))
            painter.drawLine(QPointF(x, 0), QPointF(x, HEIGHT))
        painter.end()


def source_at(one: SpokenWord, moment: Time) -> Time:
    """The source time that is heard at a moment of the timeline near a word, at the pace at which the word is."""
    if not one.span.length:
        return one.word.start
    pace = Fraction(one.word.end - one.word.start) / one.span.length
    return one.word.start + (moment - one.span.start) * pace
