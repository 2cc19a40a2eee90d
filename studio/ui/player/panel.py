"""The player panel: head with ratio and safe zone, stage, scrub bar, transport.

It must never play by itself: the viewer does.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from studio.edits import set_canvas, set_place
from studio.model import Clip, Project, Span, curve_at, duration, find, timecode
from studio.platforms import platforms
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.labels import label
from studio.ui.inspector.changing import with_value
from studio.ui.pictures import Pictures
from studio.ui.player.canvases import CANVASES
from studio.ui.player.scrub_bar import ScrubBar
from studio.ui.player.stage import Stage
from studio.ui.player.viewer import Viewer
from studio.ui.words import shown

__all__ = ["Player"]


class Player(QFrame):
    """Shows the picture of the moment; `run` runs a command of the table by id."""

    def __init__(
        self, bridge: Bridge, pictures: Pictures, run: Callable[[str], object], key: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(shown(say("Player")))
        self.setMinimumWidth(360)
        self._bridge, self._run, self._key = bridge, run, key
        self.stage = Stage()
        self.viewer = Viewer(bridge, pictures, self.stage)
        self.scrub_bar = ScrubBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.stage, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 0, 6, 0)
        bar.addWidget(self.scrub_bar)
        column.addLayout(bar)
        column.addWidget(self._transport())
        self.scrub_bar.scrubbed.connect(self._scrub)
        self.viewer.playing_changed.connect(self._playing)
        self.stage.resized.connect(self._show_zoom)
        self.stage.pressed_at.connect(self._press)
        self.stage.drag_started.connect(self._begin_drag)
        self.stage.dragged.connect(self._drag)
        self.stage.drag_ended.connect(bridge.session.commit_draft)
        for signal in (bridge.project_changed, bridge.playhead_changed, bridge.range_changed, bridge.opened):
            signal.connect(self.refresh)
        bridge.selection_changed.connect(self._show_frame)
        bridge.settings_changed.connect(self._show_settings)
        self.viewer.shown.connect(self._show_frame)
        self._show_settings()
        self.refresh()

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("panelHead")
        head.setFixedHeight(36)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(label(say("Player"), "head"))
        row.addStretch(1)
        self.ratio = PushButton("9:16", "smallChip", clicked=self._ask_ratio)
        explain(self.ratio, say("Shape of the picture"))
        self.safe_zone = PushButton(say("Safe zone"), "smallChip", "safe-zone", checkable=True, clicked=self._ask_zone)
        explain(self.safe_zone, say("Safe zone of a platform"))
        row.addWidget(self.ratio)
        row.addWidget(self.safe_zone)
        return head

    def _transport(self) -> QFrame:
        bar = QFrame()
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(4)
        self.time = label("", "strong", figures=True)
        self.length = label("", "muted", figures=True)
        for words in (self.time, self.length):
            row.addWidget(words)
        row.addStretch(1)
        self.mark_in = self._button("mark-in", "mark-in", say("Mark the start"))
        self.previous = self._button("previous-cut", "previous-cut", say("Previous cut"))
        self.play = IconButton("play", say("Play"), self._key("play"), size=20, clicked=lambda: self._run("play"))
        self.play.setFixedSize(36, 36)
        self.play.setProperty("look", "play")
        self.next = self._button("next-cut", "next-cut", say("Next cut"))
        self.loop = IconButton("loop", say("Play again and again"), checkable=True)
        self.loop.toggled.connect(self.viewer.set_loop)
        self.mark_out = self._button("mark-out", "mark-out", say("Mark the end"))
        for button in (self.mark_in, self.previous, self.play, self.next, self.mark_out, self.loop):
            row.addWidget(button)
        row.addStretch(1)
        self.zoom = label("", "muted", figures=True)
        self.zoom.setMinimumWidth(150)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.zoom)
        return bar

    def _button(self, drawing: str, command: str, words: Sentence) -> IconButton:
        return IconButton(drawing, words, self._key(command), clicked=lambda: self._run(command))

    # Showing the present.

    def refresh(self) -> None:
        """Show where we are."""
        session = self._bridge.session
        project = session.project
        whole = duration(project)
        self.time.setText(timecode(session.playhead, project.rate))
        self.length.setText(f"/ {timecode(whole, project.rate)}")
        self.scrub_bar.set_share(float(session.playhead / whole) if whole > 0 else 0.0)
        self.scrub_bar.set_marks(_shares(session.range, whole))
        self.ratio.setText(project.canvas.ratio)
        self._show_zoom()
        if not self.viewer.playing:
            self._show_frame()

    def _show_zoom(self) -> None:
        self.zoom.setText(shown(say("Fit {percent} %", percent=self.stage.zoom_percent())))

    def _show_settings(self) -> None:
        platform = platforms().get(self._bridge.session.safe_zone or "")
        on = platform is not None and platform.safe_zone is not None
        self.stage.show_platform(platform if on else None)
        self.safe_zone.setChecked(on)
        self.safe_zone.say_words(
            say("{platform} safe zone", platform=platform.name) if on and platform else say("Safe zone")
        )

    def _show_frame(self) -> None:
        clip = self._framed()
        session = self._bridge.session
        if clip is None or self.viewer.playing:
            self.stage.show_frame(())
            return
        from studio.render import clip_corners

        canvas = session.project.canvas
        size = (canvas.width, canvas.height)
        corners = clip_corners(session.project, clip.id, session.playhead, size)
        self.stage.show_frame([(x / size[0], y / size[1]) for x, y in corners or ()])

    def _framed(self) -> Clip | None:
        """The one selected clip, when it is on the picture now."""
        session = self._bridge.session
        if len(session.selection) != 1:
            return None
        found = find(session.project, session.selection[0])
        if found is None or found.track == "sounds" or session.playhead not in found.span:
            return None
        return found.clip

    def _playing(self, playing: bool) -> None:
        self.play.draw("pause" if playing else "play")
        explain(self.play, say("Pause") if playing else say("Play"), self._key("play"))
        self._show_frame()

    # What a person does.

    def _scrub(self, share: float) -> None:
        session = self._bridge.session
        whole = duration(session.project)
        session.move_playhead(whole * Fraction(round(share * 1_000_000), 1_000_000))

    def _ask_ratio(self) -> None:
        menu = QMenu(self)
        for ratio, width, height, words in CANVASES:
            action = menu.addAction(shown(words))
            action.setCheckable(True)
            action.setChecked(self._bridge.session.project.canvas.ratio == ratio)
            action.triggered.connect(lambda _on=False, size=(width, height): self._set_canvas(size))
        menu.popup(self.ratio.mapToGlobal(QPoint(0, self.ratio.height() + 4)))

    def _set_canvas(self, size: tuple[int, int]) -> None:
        self._bridge.edit(say("Shape"), lambda project: set_canvas(project, width=size[0], height=size[1]))

    def _ask_zone(self) -> None:
        menu = QMenu(self)
        session = self._bridge.session
        off = menu.addAction(shown(say("Off")))
        off.triggered.connect(lambda: session.set_safe_zone(None))
        menu.addSeparator()
        for platform in platforms().values():
            if platform.safe_zone is None:
                continue
            action = menu.addAction(platform.name)
            action.setCheckable(True)
            action.setChecked(session.safe_zone == platform.id)
            action.triggered.connect(lambda _on=False, name=platform.id: session.set_safe_zone(name))
        menu.aboutToHide.connect(self._show_settings)
        menu.popup(self.safe_zone.mapToGlobal(QPoint(0, self.safe_zone.height() + 4)))

    def _press(self, x: float, y: float) -> None:
        """Select the title under the pointer, if there is one."""
        session = self._bridge.session
        from studio.render import plan, text_boxes

        canvas = session.project.canvas
        size = (canvas.width, canvas.height)
        for box in reversed(text_boxes(plan(session.project, session.playhead), size)):
            if box.x <= x * size[0] <= box.x + box.width and box.y <= y * size[1] <= box.y + box.height:
                session.select((box.clip,))
                return
        session.select(())

    def _begin_drag(self) -> None:
        self._bridge.session.begin_draft(say("Move on the picture"))

    def _drag(self, dx: float, dy: float) -> None:
        clip = self._framed()
        session = self._bridge.session
        if clip is None or not session.drafting:
            return

        def place(project: Project) -> Project:
            found = find(project, clip.id)
            if found is None:
                return project
            place, own = found.clip.place, found.clip.window.start + session.playhead - found.span.start
            return set_place(
                project,
                clip.id,
                x=with_value(place.x, own, curve_at(place.x, own) + dx),
                y=with_value(place.y, own, curve_at(place.y, own) + dy),
            )

        session.update_draft(place)


def _shares(span: Span | None, whole: Fraction) -> tuple[float, float] | None:
    if span is None or whole <= 0:
        return None
    return min(1.0, float(span.start / whole)), min(1.0, float(span.end / whole))
