"""The page for the time of clips: speed, length, curve, direction, pitch; for what stands still, how long it lasts.

It must never reckon with time itself: it asks for the edits.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.commands.retiming import CURVE_NAMES
from studio.edits import (
    SPEED_CURVES,
    reverse,
    set_keep_pitch,
    set_length,
    set_speed,
    set_speed_curve,
    speed_curve,
)
from studio.model import Clip, Project, find, is_sourced
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.labels import label
from studio.ui.controls.point_graph import PointBar
from studio.ui.controls.slider import ValueField, ValueRow
from studio.ui.controls.speed_graph import FASTEST, SLOWEST, SpeedGraph
from studio.ui.inspector.changing import own_time
from studio.ui.inspector.page import Page, named

__all__ = ["SpeedPage"]


def _seconds(value: float) -> Fraction:
    return Fraction(round(value * 1000), 1000)


class SpeedPage(Page):
    """How fast it plays, evenly or along a curve; for photos, titles and frozen pictures, how long it lasts."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.section(say("Time"), first=True)
        self.speed = self.number(
            ValueRow(say("Speed"), 0.25, 4, 1, unit="×", decimals=2, limits=(0.1, 100)),
            say("Speed"),
            lambda clip: float(clip.speed),
            lambda project, clip_id, value: set_speed(project, clip_id, speed=Fraction(round(value * 100), 100)),
        )
        self.lasting = self.number(
            ValueRow(say("Length"), 0.1, 30, 5, unit="s", decimals=1, limits=(0.05, 3600)),
            say("Speed"),
            lambda clip: float(clip.length),
            _lasting,
        )
        self.length = self.number(
            ValueRow(say("Length"), 0.5, 15, 5, unit="s", decimals=1, limits=(0.05, 3600)),
            say("Length"),
            lambda clip: float(clip.length),
            lambda project, clip_id, value: set_length(project, clip_id, length=_seconds(value)),
        )
        self.pitch = Switch(say("Keep the pitch"))
        self.pitch.toggled.connect(self._keep_pitch)
        self._pitch_row = named(say("Keep pitch"), self.pitch)
        self.add(self._pitch_row)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        self.reverse = PushButton(say("Reverse"), "smallChip", checkable=True, clicked=self._reverse)
        self.freeze = PushButton(say("Freeze here"), "smallChip", "freeze", clicked=lambda: bridge.run("freeze"))
        row.addWidget(self.reverse)
        row.addWidget(self.freeze)
        row.addStretch(1)
        self.add(self._buttons)
        self._build_curve()
        self.end()

    def _build_curve(self) -> None:
        self.section(say("Speed curve"))
        choices = [("none", say("None")), *CURVE_NAMES, ("own", say("Own"))]
        self.curve = Choice(say("Speed curve"), choices)
        self.curve.chosen.connect(self._choose)
        self._curve_row = named(say("Curve"), self.curve)
        self.add(self._curve_row)
        self.graph = SpeedGraph()
        self.graph.started.connect(lambda: self.bridge.session.begin_draft(say("Speed curve")))
        self.graph.changed.connect(self._bend)
        self.graph.finished.connect(self.bridge.session.commit_draft)
        self.add(self.graph)
        self.points = PointBar(
            self.graph,
            (ValueField(0, 100, unit="%", decimals=1), say("Where in the pictures"), 100),
            (ValueField(SLOWEST, FASTEST, unit="×", decimals=2), say("Speed there"), 1),
        )
        self.add(self.points)
        self._still = label(say("What stands still has a length and no speed."), "small", wrap=True)
        self.add(self._still)
        self._drawn: tuple[Clip, ...] = ()

    def refresh(self) -> None:
        """A source has a speed, what stands still has a length."""
        project = self.bridge.session.project
        sourced = bool(self.clips) and all(is_sourced(project, clip) for clip in self.clips)
        for widget in (
            self.speed,
            self.lasting,
            self._pitch_row,
            self._buttons,
            self._curve_row,
            self.graph,
            self.points,
        ):
            widget.setVisible(sourced)
        self.length.setVisible(not sourced)
        self._still.setVisible(not sourced)
        if not sourced:
            return
        self.pitch.set_on(all(clip.keep_pitch for clip in self.clips))
        maps = [clip.time_map for clip in self.clips]
        self.reverse.setChecked(all(one is not None and one.backwards for one in maps))
        self._show_curve()

    def _show_curve(self) -> None:
        if self.clips != self._drawn:
            self._drawn = self.clips
            curves = {speed_curve(clip) for clip in self.clips}
            points = curves.pop() if len(curves) == 1 else None
            self.curve.set_key(_name_of(points))
            self.graph.set_points(points or ())
            # One clip's points are told in seconds of its source, those of several in percent.
            only = self.clips[0] if len(self.clips) == 1 else None
            seconds = abs(float(only.source_at(only.window.end) - only.source_at(only.window.start))) if only else 0.0
            self.points.measure_across(*((seconds, "s", 2) if seconds else (100.0, "%", 1)))
        self.graph.set_playhead(self._part())

    def _part(self) -> float | None:
        """How far through the one clip's pictures the playhead stands."""
        if len(self.clips) != 1:
            return None
        clip = self.clips[0]
        found = find(self.bridge.session.project, clip.id)
        if found is None or self.bridge.session.playhead not in found.span:
            return None
        begin, end = clip.source_at(clip.window.start), clip.source_at(clip.window.end)
        now = clip.source_at(own_time(self.bridge, clip.id))
        return float((now - begin) / (end - begin)) if end != begin else None

    def _choose(self, key: str) -> None:
        if key == "own":
            points = self.graph.points
            points = points if len(points) > 2 else ((0.0, 1.0), (0.25, 1.0), (0.5, 2.0), (0.75, 1.0), (1.0, 1.0))
        else:
            points = SPEED_CURVES.get(key, ())
        ids = self.ids()

        def change(project: Project) -> Project:
            for clip_id in ids:
                project = set_speed_curve(project, clip_id, points=points)
            return project

        self.bridge.edit(say("Speed curve"), change)

    def _bend(self, points: object) -> None:
        assert isinstance(points, tuple)
        ids = self.ids()

        def change(project: Project) -> Project:
            for clip_id in ids:
                project = set_speed_curve(project, clip_id, points=points)
            return project

        refusal = self.bridge.session.update_draft(change)
        if refusal is not None:
            self.bridge.refused.emit(refusal)

    def _reverse(self) -> None:
        wanted = self.reverse.isChecked()
        ids = [clip.id for clip in self.clips if (clip.time_map is not None and clip.time_map.backwards) != wanted]

        def change(project: Project) -> Project:
            for clip_id in ids:
                project = reverse(project, clip_id)
            return project

        self.bridge.edit(say("Reverse"), change)

    def _keep_pitch(self, on: bool) -> None:
        ids = self.ids()

        def change(project: Project) -> Project:
            for clip_id in ids:
                project = set_keep_pitch(project, clip_id, keep_pitch=on)
            return project

        if not self.bridge.edit(say("Keep the pitch"), change):
            self.refresh()


def _lasting(project: Project, clip_id: str, value: float) -> Project:
    """The clip as fast as it must be to last `value` seconds."""
    found = find(project, clip_id)
    if found is None or value <= 0:
        return project
    clip = found.clip
    speed = clip.speed * clip.length / _seconds(value)
    return set_speed(project, clip_id, speed=speed)


def _name_of(points: tuple[tuple[float, float], ...] | None) -> str | None:
    """Which ready-made curve these points are; None where several clips differ."""
    if points is None:
        return None
    if not points:
        return "none"
    for name, curve in SPEED_CURVES.items():
        if len(curve) == len(points) and all(
            abs(a - b) < 0.02 and abs(v - w) < 0.05 * w for (a, v), (b, w) in zip(points, curve, strict=True)
        ):
            return name
    return "own"
