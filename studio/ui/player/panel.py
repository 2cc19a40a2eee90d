"""The player panel: head with ratio and safe zone, stage, scrub bar, transport.

It must never play by itself: the viewer does.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout

from studio.edits import set_canvas
from studio.model import Project, Span, duration, timecode
from studio.platforms import platforms
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.labels import ElidedLabel, label
from studio.ui.drag import Carried, mime_for
from studio.ui.pictures import Pictures
from studio.ui.player.canvases import CANVASES
from studio.ui.player.framing import Framing
from studio.ui.player.handles import Point
from studio.ui.player.meter import Meter
from studio.ui.player.readout import Readout
from studio.ui.player.scopes_panel import ScopesPanel
from studio.ui.player.scrub_bar import ScrubBar
from studio.ui.player.stage import Stage
from studio.ui.player.viewer import Viewer
from studio.ui.words import shown

__all__ = ["Player"]

_SMOOTH = Qt.TransformationMode.SmoothTransformation
_ZOOM_PERCENTS = (25, 50, 100, 200)


class Player(QFrame):
    """Shows the picture of the moment; `run` runs a command of the table by id."""

    def __init__(
        self, bridge: Bridge, pictures: Pictures, run: Callable[[str], object], key: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(shown(say("Player")))
        self.setMinimumWidth(360)
        self._bridge, self._pictures, self._run, self._key = bridge, pictures, run, key
        self._file: str | None = ""
        """The name of the file that is on show; None for the timeline."""
        self.stage = Stage()
        self.viewer = Viewer(bridge, pictures, self.stage)
        self.scrub_bar = ScrubBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.stage, 1)
        self.meter = Meter()
        self.viewer.level.connect(self.meter.show_level)
        middle.addWidget(self.meter)
        self.scopes = ScopesPanel(bridge.jobs)
        middle.addWidget(self.scopes)
        column.addLayout(middle, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 0, 6, 0)
        bar.addWidget(self.scrub_bar)
        column.addLayout(bar)
        column.addWidget(self._transport())
        self.scrub_bar.scrubbed.connect(self._scrub)
        self.viewer.playing_changed.connect(self._playing)
        self.stage.resized.connect(self._show_zoom)
        self.stage.resized.connect(self._show_frame)
        self.stage.pressed_at.connect(self._press)
        self.framing = Framing(bridge)
        self.framing.zone = self.stage.safe_corners
        self.readout = Readout(self.stage)
        self.readout.typed.connect(self.framing.write)
        self.stage.taken.connect(self.framing.begin)
        self.stage.pulled.connect(self._pull)
        self.stage.let_go.connect(self._let_go)
        self.stage.dropped.connect(self.framing.cancel)
        self.stage.nudged.connect(self.framing.nudge)
        self.stage.carried_off.connect(self._carry)
        for signal in (
            bridge.project_changed, bridge.playhead_changed, bridge.range_changed, bridge.deck_changed, bridge.opened,
        ):  # fmt: skip
            signal.connect(self.refresh)
        bridge.selection_changed.connect(self._show_frame)
        bridge.settings_changed.connect(self._show_settings)
        self.viewer.shown.connect(self._show_frame)
        self.viewer.shown.connect(lambda: self.scopes.look_at(self.stage.picture))
        self._show_settings()
        self.refresh()

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("panelHead")
        head.setFixedHeight(36)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        self.title = ElidedLabel(say("Player"), "head")
        row.addWidget(self.title, 1)
        self.back = PushButton(say("Timeline"), "smallChip", "left", clicked=lambda: self._run("close-media"))
        explain(self.back, say("Back to the timeline"), "Esc")
        row.addWidget(self.back)
        self.ratio = PushButton("9:16", "smallChip", clicked=self._ask_ratio)
        explain(self.ratio, say("Shape of the picture"))
        self.safe_zone = PushButton(say("Safe zone"), "smallChip", "safe-zone", checkable=True, clicked=self._ask_zone)
        explain(self.safe_zone, say("Safe zone of a platform"))
        self.crop = IconButton("crop", say("Crop on the picture"), checkable=True)
        self.crop.toggled.connect(self._set_cropping)
        row.addWidget(self.crop)
        self.compare = IconButton("compare", say("Before looks and effects"), self._key("before-after"), checkable=True)
        self.compare.toggled.connect(self.viewer.set_before)
        row.addWidget(self.compare)
        self.scopes_button = IconButton("scopes", say("Scopes"), self._key("scopes"), checkable=True)
        self.scopes_button.toggled.connect(self._show_scopes)
        row.addWidget(self.scopes_button)
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
        self.insert = self._button("import", "insert", say("Insert at the playhead"))
        self.overwrite = self._button("overlay", "overwrite", say("Overwrite at the playhead"))
        buttons = (self.mark_in, self.previous, self.play, self.next, self.mark_out, self.loop)
        for button in (*buttons, self.insert, self.overwrite):
            row.addWidget(button)
        row.addStretch(1)
        self.zoom = PushButton("", "smallChip", clicked=self._ask_zoom)
        explain(self.zoom, say("Size of the picture"))
        self.zoom.setMinimumWidth(90)
        row.addWidget(self.zoom)
        return bar

    def _button(self, drawing: str, command: str, words: Sentence) -> IconButton:
        return IconButton(drawing, words, self._key(command), clicked=lambda: self._run(command))

    # Showing the present.

    def refresh(self) -> None:
        """Show where we are."""
        deck = self._bridge.session.deck
        project = deck.project
        whole = duration(project)
        self.time.setText(timecode(deck.playhead, project.rate))
        self.length.setText(f"/ {timecode(whole, project.rate)}")
        self.scrub_bar.set_share(float(deck.playhead / whole) if whole > 0 else 0.0, self.time.text())
        self.scrub_bar.set_marks(_shares(deck.range, whole))
        self._show_deck()
        self.ratio.setText(project.canvas.ratio)
        self._show_zoom()
        if not self.viewer.playing:
            self._show_frame()

    def _show_deck(self) -> None:
        """A file by itself has its name over it, and what is for the timeline makes room for what is for files."""
        asset = self._bridge.session.file_deck.asset
        if (asset is not None and asset.name == self._file) or (asset is None and self._file is None):
            return
        self._file = asset.name if asset is not None else None
        self.title.setText(shown(say("Player")) if asset is None else asset.name)
        for timeline_only in (self.crop, self.compare, self.ratio, self.safe_zone):
            timeline_only.setVisible(asset is None)
        for file_only in (self.back, self.insert, self.overwrite):
            file_only.setVisible(asset is not None and (file_only is self.back or asset.has_picture))
        self.stage.carries = asset is not None
        self._show_settings()

    def _carry(self) -> None:
        """Drag the file that is on show, or what is marked in it, to the timeline."""
        asset = self._bridge.session.file_deck.asset
        if asset is None:
            return
        drag = QDrag(self.stage)
        drag.setMimeData(mime_for(Carried("asset", asset.id)))
        if self.stage.picture is not None:
            drag.setPixmap(QPixmap.fromImage(self.stage.picture.scaledToHeight(96, _SMOOTH)))
        drag.exec(Qt.DropAction.CopyAction)

    def _show_zoom(self) -> None:
        percent = self.stage.zoom_percent()
        fits = self.stage.zoom is None
        self.zoom.say_words(say("Fit {percent} %", percent=percent) if fits else say("{percent} %", percent=percent))

    def _show_settings(self) -> None:
        platform = platforms().get(self._bridge.session.safe_zone or "")
        on = platform is not None and platform.safe_zone is not None
        self.stage.show_platform(platform if on and not self.viewer.shows_file else None)
        self.safe_zone.setChecked(on)
        self.safe_zone.say_words(
            say("{platform} safe zone", platform=platform.name) if on and platform else say("Safe zone")
        )

    def _show_frame(self) -> None:
        hidden = self.viewer.playing or self.viewer.shows_file
        frame = None if hidden else self.framing.frame()
        self.stage.show_frame(frame, self.framing.guides if frame is not None else ())
        numbers = self.framing.numbers() if frame is not None else None
        self.readout.show_numbers(numbers, self.stage.canvas_box(), pulled=self.framing.pulling)

    def set_masking(self, on: bool) -> None:
        """Let the grips be those of the mask, as long as its page is on show."""
        if on:
            self.crop.setChecked(False)
        if on or self.framing.mode == "mask":
            self.framing.mode = "mask" if on else "place"
            self._show_frame()

    def _set_cropping(self, on: bool) -> None:
        self.framing.mode = "crop" if on else "place"
        self._show_frame()

    def _playing(self, playing: bool) -> None:
        self.play.draw("pause" if playing else "play")
        explain(self.play, say("Pause") if playing else say("Play"), self._key("play"))
        self._show_frame()

    # What a person does.

    def _scrub(self, share: float) -> None:
        deck = self._bridge.session.deck
        whole = duration(deck.project)
        deck.move_playhead(whole * Fraction(round(share * 1_000_000), 1_000_000))

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

    def _ask_zoom(self) -> None:
        menu = QMenu(self)
        fit = menu.addAction(shown(say("Fit")))
        fit.triggered.connect(lambda: self.stage.set_zoom(None))
        for percent in _ZOOM_PERCENTS:
            action = menu.addAction(shown(say("{percent} %", percent=percent)))
            action.triggered.connect(lambda _on=False, zoom=percent / 100: self.stage.set_zoom(zoom))
        menu.popup(self.zoom.mapToGlobal(QPoint(0, self.zoom.height() + 4)))

    def _show_scopes(self, on: bool) -> None:
        self.scopes.setVisible(on)
        self.scopes.look_at(self.stage.picture)

    def export_frame(self) -> None:
        """Ask where to, and write the picture of the playhead as a PNG in the canvas's own size."""
        session = self._bridge.session
        project, at = session.project, session.playhead
        name = f"{project.name} {timecode(at, project.rate).replace(':', '-')}.png"
        path, _kind = QFileDialog.getSaveFileName(self, shown(say("Export the frame")), name, "PNG (*.png)")
        if path:
            self.write_frame(path if path.lower().endswith(".png") else f"{path}.png")

    def write_frame(self, path: str) -> None:
        """Write the picture of the playhead to `path`, drawn by a worker from the films themselves."""
        session = self._bridge.session
        canvas = session.project.canvas
        size = (canvas.width, canvas.height)

        def write(project: Project, at: Fraction) -> bool:
            return self._pictures.draw(project, at, size).save(path)

        def told(written: bool) -> None:
            if written:
                self._bridge.done.emit(say("The frame is written to {path}.", path=path))
            else:
                self._bridge.refused.emit(say("The frame could not be written to {path}.", path=path))

        self._bridge.jobs.submit(write, session.project, session.playhead, done=told)

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
        """Select what is seen under the pointer: words, what lies above, the main track; otherwise nothing."""
        session = self._bridge.session
        if self.viewer.shows_file:
            return
        from studio.render import clip_at

        canvas = session.project.canvas
        size = (canvas.width, canvas.height)
        found = clip_at(session.project, session.playhead, (x * size[0], y * size[1]), size, session.effects)
        session.select((found,) if found is not None else ())

    def _pull(self, start: Point, now: Point, snap: bool) -> None:
        self.framing.pull(start, now, snap=snap, pixels=self.stage.short_side())
        self._show_frame()

    def _let_go(self) -> None:
        self.framing.end()
        self._show_frame()


def _shares(span: Span | None, whole: Fraction) -> tuple[float, float] | None:
    if span is None or whole <= 0:
        return None
    return min(1.0, float(span.start / whole)), min(1.0, float(span.end / whole))
