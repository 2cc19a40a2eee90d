"""Which picture the stage shows: while still, a frame drawn on a worker; while playing, what playback gives.

It must never draw or decode on the main thread.
"""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.jobs import Jobs
from studio.model import ZERO, Project, Span, Time, duration
from studio.sentences import Refused
from studio.session import indexes_folder
from studio.ui.bridge import Bridge
from studio.ui.pictures import Drawing, Pictures, as_image
from studio.ui.player.bare import without_effects, without_marks
from studio.ui.player.stage import Stage

if TYPE_CHECKING:
    from studio.media import Playback

__all__ = ["Viewer"]

_TICK_MS = 6
_PATIENCE_S = 0.04
"""So long a picture may be decoded before the nearest one is shown instead, until the very one is there."""
_REST_MS = 120
"""So long a slider rests before its picture is drawn to the last level."""
_STEP_S = Time(3, 10)
"""No further than this is a step, not a jump."""
_MOST_PIXELS = (1080, 1920)


class Viewer(QObject):
    """Keeps the stage showing the moment of the playhead, and plays.

    `playing_changed(bool)`; `shown` after each picture that came to the stage; `level` with how loud it is, None where
    nothing is heard.
    """

    playing_changed = Signal(bool)
    shown = Signal()
    level = Signal(object)

    def __init__(self, bridge: Bridge, pictures: Pictures, stage: Stage) -> None:
        super().__init__()
        self._bridge, self._pictures, self._stage = bridge, pictures, stage
        # A worker of its own: the picture a person waits for never stands behind thumbnails.
        self._jobs = Jobs(post=bridge.post, workers=1, name="viewer")
        self._slot = self._jobs.latest()
        self._playback: Playback | None = None
        self._played: Project | None = None
        """What plays, without its marks."""
        self._following = False
        self._file = ""
        """The file that is on show by itself."""
        self._skimmed: Time | None = None
        self._asked = self._settled = 0
        self._shown_at: Time | None = None
        self.loop = self.before = False
        self._speed = 0
        self._since, self._from = 0.0, ZERO
        self._showing: tuple[Span, Time] | None = None
        """What is played once, and where the playhead goes afterwards."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        bridge.project_changed.connect(self._project_changed)
        bridge.opened.connect(self._opened)
        bridge.playhead_changed.connect(lambda: None if self.shows_file else self._playhead_changed())
        bridge.deck_changed.connect(self._deck_changed)
        bridge.skimmed.connect(self._skim)
        bridge.to_show.connect(self.show_once)
        stage.resized.connect(self.refresh)

    @property
    def playing(self) -> bool:
        """Whether it plays now."""
        return self._timer.isActive()

    @property
    def shows_file(self) -> bool:
        """Whether a file of the library is on show by itself, and not the timeline."""
        return self._bridge.session.deck is not self._bridge.session

    def heard_at(self) -> Time | None:
        """The moment that is heard now; None where nothing plays, or without sound."""
        if not self.playing or self._speed or self._playback is None:
            return None
        return self._playback.position()

    @property
    def settling(self) -> bool:
        """Whether the picture on the stage is not yet the very one of the moment."""
        return self._settled < self._asked

    def refresh(self) -> None:
        """Have the present moment drawn, unless playback draws already."""
        deck = self._bridge.session.deck
        canvas = deck.project.canvas
        self._stage.set_canvas(canvas.width, canvas.height)
        if self.playing:
            return
        at = deck.playhead if self._skimmed is None else self._skimmed
        length = duration(deck.project)
        if length <= 0:
            self._slot.cancel()
            self._stage.show_picture(None)
            return
        self._request(at)

    def _project(self) -> Project:
        """What is shown: the project, or what it was before looks and effects."""
        project = self._bridge.session.deck.project
        return without_effects(project) if self.before else project

    def set_before(self, on: bool) -> None:
        """Show the pictures as they were before looks and effects, or as they are."""
        self.before = on
        if self.playing and not self._speed:
            self._start(self._bridge.session.deck.playhead)
        self.refresh()

    def _request(self, at: Time) -> None:
        project = self._project()
        # At the very end the last frame stays on show.
        at = min(at, max(ZERO, duration(project) - 1 / project.rate))
        self._asked += 1
        self._rest.stop()
        under_hand = at == self._shown_at and self._bridge.session.drafting
        if self._shown_at is not None and abs(at - self._shown_at) <= _STEP_S and not under_hand:
            # Neighbours are never shown for one another: a step waits for its very picture.
            self._settle(project, at, self._asked)
            return
        self._slot.submit(
            self._pictures.draw_soon, project, at, self._box(), _PATIENCE_S,
            done=partial(self._came, project, self._asked), failed=self._failed,
        )  # fmt: skip

    def _settle(self, project: Project, at: Time, number: int) -> None:
        """Have the very picture drawn, however long that takes; a newer wish ends it."""
        slot = self._slot
        slot.submit(
            self._pictures.draw_until, project, at, self._box(), lambda: slot.waiting,
            done=partial(self._came, project, number), failed=self._failed,
        )  # fmt: skip

    def _rested(self) -> None:
        if self._shown_at is not None and not self.playing:
            self._settle(self._project(), self._shown_at, self._asked)

    def _box(self) -> tuple[int, int]:
        wide, high = self._stage.pixels()
        most = max(_MOST_PIXELS)
        scale = min(1.0, most / max(wide, high))
        return round(wide * scale), round(high * scale)

    def _came(self, project: Project, number: int, drawing: Drawing) -> None:
        if self.playing and not self._speed:
            return
        self._stage.show_picture(drawing.image)
        self._shown_at = drawing.at
        self.shown.emit()
        if drawing.settled:
            self._settled = max(self._settled, number)
        elif number == self._asked and not self.playing:
            if self._bridge.session.drafting:
                # The hand moves on: what would take long waits until it rests.
                self._rest.start()
            else:
                self._settle(project, drawing.at, number)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._bridge.refused.emit(error.sentence)
            return
        raise error

    # Playing.

    def toggle(self) -> None:
        """Play, or stop playing."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from the playhead; from the start (of the range) when it stands at the end."""
        deck = self._bridge.session.deck
        if duration(deck.project) <= 0:
            return
        self._showing = None
        start, end = self._bounds()
        if deck.playhead >= end - 1 / deck.project.rate or deck.playhead < start:
            deck.move_playhead(start)
        self._begin(deck.playhead)

    def _begin(self, at: Time) -> None:
        self._start(at)
        if not self.playing:
            self._timer.start()
            self.playing_changed.emit(True)

    def show_once(self, span: Span) -> None:
        """Play a stretch of the timeline once and come back to where the playhead was; not while it plays already."""
        showing, session = self._showing, self._bridge.session
        if self.shows_file or span.length <= 0 or (self.playing and showing is None):
            return
        self._showing = span, session.playhead if showing is None else showing[1]
        self._follow(span.start)
        self._begin(span.start)

    def _bounds(self) -> tuple[Time, Time]:
        deck = self._bridge.session.deck
        whole = duration(deck.project)
        if self._showing is not None:
            span = self._showing[0]
            return min(span.start, whole), min(span.end, whole)
        # A range that lies beyond the end, since something was cut, waits there until the piece is longer again.
        if deck.range is None or deck.range.start >= whole:
            return ZERO, whole
        return deck.range.start, min(deck.range.end, whole)

    def shuttle(self, direction: int) -> None:
        """Play forward or backward; again in the same direction, twice as fast, up to 8 times."""
        if direction == 1 and not self.playing:
            self.play()
            return
        self._showing = None
        speed = self._speed * 2 if self._speed * direction > 0 else (2 if direction > 0 else -1)
        self._speed = max(-8, min(8, speed))
        if self._playback is not None:
            self._playback.pause()
        self._since = monotonic()
        self._from = self._bridge.session.deck.playhead
        if not self._timer.isActive():
            self._timer.start()
            self.playing_changed.emit(True)

    def _shuttled(self) -> None:
        """Go on at the shuttle's speed, without sound; pictures as fast as they come."""
        start, end = self._bounds()
        passed = Time(round((monotonic() - self._since) * 1000), 1000) * self._speed
        at = min(max(self._from + passed, start), end)
        self._follow(at)
        self._request(at)
        if at in (start, end):
            self.pause()

    def _start(self, at: Time) -> None:
        self._speed = 0
        self._skimmed = None
        if self._playback is None:
            from studio.media import Playback

            self._playback = Playback(
                self._bridge.session.effects,
                artist=self._pictures.artist,
                proxies=self._pictures.proxies,
                indexes=indexes_folder(),
            )
        project = self._project()
        self._played = without_marks(project)
        start, end = self._bounds()
        self._playback.play(project, at, self._box(), span=Span(start, end - start), loop=self._loops)

    @property
    def _loops(self) -> bool:
        return self.loop and self._showing is None

    def set_loop(self, on: bool) -> None:
        """Play again and again, or to the end."""
        self.loop = on
        if self.playing and not self._speed:
            self._start(self._bridge.session.deck.playhead)

    def pause(self) -> None:
        """Stop where it is."""
        if not self.playing:
            return
        self._timer.stop()
        self._speed = 0
        if self._playback is not None:
            self._playback.pause()
        self.playing_changed.emit(False)
        self.level.emit(None)
        showing, self._showing = self._showing, None
        if showing is not None:
            self._follow(min(showing[1], duration(self._bridge.session.deck.project)))
        self.refresh()

    def _tick(self) -> None:
        if self._speed:
            self._shuttled()
            return
        playback = self._playback
        if playback is None:
            return
        pixels = playback.frame_due()
        if pixels is not None:
            self._stage.show_picture(as_image(pixels))
            self.shown.emit()
            self.level.emit(playback.level())
        position = playback.position()
        self._shown_at = position
        if playback.failure is not None:
            self._follow(position)
            self.pause()
            self._failed(playback.failure)
            return
        _start, end = self._bounds()
        if position >= end and not self._loops:
            self._follow(end)
            self.pause()
            return
        self._follow(position)

    def _follow(self, position: Time) -> None:
        self._following = True
        self._bridge.session.deck.move_playhead(position)
        self._following = False

    # What others do meanwhile.

    def _playhead_changed(self) -> None:
        if self._following:
            return
        if self.playing and self._showing is not None:
            # Whoever goes elsewhere meanwhile stays there.
            self._showing = None
            self.pause()
        elif self.playing:
            self._start(self._bridge.session.deck.playhead)
        else:
            self.refresh()

    def _deck_changed(self) -> None:
        asset = self._bridge.session.file_deck.asset
        name = asset.id if asset is not None else ""
        if name == self._file:
            self._playhead_changed()
            return
        self._file = name
        self._opened()

    def _project_changed(self) -> None:
        if self.playing:
            if duration(self._bridge.session.deck.project) <= 0:
                self.pause()
            elif without_marks(self._project()) != self._played:
                # Whoever marks the beat while it plays hears the song go on. What was shown once is another thing now:
                # whoever changed it asks again.
                if self._showing is not None:
                    self.pause()
                else:
                    self._start(self._bridge.session.deck.playhead)
        self.refresh()

    def _opened(self) -> None:
        self._showing = None
        self.pause()
        self._skimmed = self._shown_at = None
        self.refresh()

    def _skim(self, at: Time | None) -> None:
        # While it plays, the pointer over the timeline asks for nothing; nor does it afterwards, until it moves again.
        self._skimmed = None if self.playing or self.shows_file else at
        self.refresh()

    def close(self) -> None:
        """Stop playing and let go of the sound device."""
        self._timer.stop()
        self._slot.cancel()
        self._jobs.close()
        if self._playback is not None:
            self._playback.close()
            self._playback = None
