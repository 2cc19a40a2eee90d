"""The controls of one effect on a clip, made from its declared params.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio.edits import remove_effect, set_effect_on, tune_effect
from studio.effect import Param
from studio.model import Applied, Keyframes, Project, Setting, curve_at, find
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.choices import Choice, Swatches, Switch
from studio.ui.controls.diamond import Diamond
from studio.ui.controls.labels import label, rule
from studio.ui.controls.slider import ValueField, ValueRow
from studio.ui.inspector.changing import draft_row, own_time, with_value
from studio.ui.inspector.colour_controls import BandPicker, Curves, Wheels
from studio.ui.inspector.file_choice import FileChoice
from studio.ui.inspector.keying import Keying
from studio.ui.inspector.page import named
from studio.ui.words import shown

__all__ = ["Counts", "EffectControls"]

Counts = Callable[[str, Callable[[Sequence[float]], None]], None]
"""Asks how often each light comes in a clip's picture, by its id; the answer may come later, or never."""

_LONGEST_WORDS = 200
_SHOWN_DIGITS = 20
"""A range wider than this is shown in whole numbers."""


class EffectControls(QWidget):
    """One applied effect: its name, on or off, remove, and a control for each param."""

    def __init__(self, bridge: Bridge, clip_id: str, applied: Applied, counts: Counts | None = None) -> None:
        super().__init__()
        self._counts = counts
        self._turned: dict[str, float] = {}
        self._parts: dict[str, list[tuple[Param, ValueRow]]] = {}
        self._bridge, self._clip_id, self._applied_id = bridge, clip_id, applied.id
        self._effect = bridge.session.effects.get(applied.effect)
        self._refreshers: list[tuple[Param, object]] = []
        self._keyings: list[Keying] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = shown(self._effect.name) if self._effect else applied.effect
        self.on = Switch(say("{name} on", name=name))
        self.on.toggled.connect(self._set_on)
        remove = IconButton("delete", say("Remove {name}", name=name), clicked=self._remove)
        reset = IconButton("reset", say("Reset {name}", name=name), clicked=self._reset)
        column.addSpacing(4)
        column.addWidget(rule())
        head = QHBoxLayout()
        head.setContentsMargins(0, 4, 0, 0)
        head.setSpacing(4)
        head.addWidget(label(name, "head"), 1)
        for control in (reset, self.on, remove):
            head.addWidget(control)
        column.addLayout(head)
        self._column = column
        if self._effect is None:
            words = say("This effect is not installed. It is kept, and does nothing here.")
            self._column.addWidget(label(words, "small", wrap=True))
            return
        self._add_together([param for param in self._effect.params if param.control])
        self._add_curves([param for param in self._effect.params if param.type == "curve"])
        for param in self._effect.params:
            if param.type != "curve" and not param.control:
                self._add_control(param)

    # Numbers that have a control of their own together.

    def _add_curves(self, params: list[Param]) -> None:
        if not params:
            return
        self.curves = Curves(params)
        self.curves.started.connect(lambda: self._bridge.session.begin_draft(say("Curve")))
        self.curves.changed.connect(lambda key, points: self._draft({key: points}))
        self.curves.finished.connect(self._bridge.session.commit_draft)
        self._refreshers += [(param, self.curves) for param in params]
        self._column.addWidget(self.curves)
        if self._counts is not None:
            self._counts(self._clip_id, self.curves.graph.set_counts)

    def _add_together(self, params: list[Param]) -> None:
        """Wheels or bands, and below them the rows of the one that is chosen."""
        if not params:
            return
        parts = {param.part: param.swatch for param in params}
        if params[0].control == "wheel":
            self.wheels = Wheels(list(parts))
            self.wheels.started.connect(lambda part: self._bridge.session.begin_draft(part))
            self.wheels.moved.connect(self._turn)
            self.wheels.finished.connect(self._bridge.session.commit_draft)
            self.wheels.chosen.connect(self._show_part)
            self._column.addWidget(self.wheels)
        else:
            self.bands = BandPicker(list(parts.items()))
            self.bands.chosen.connect(self._show_part)
            self._column.addWidget(self.bands)
        self.part = label("", "small")
        self._column.addWidget(self.part)
        for param in params:
            self._parts.setdefault(param.part, []).append((param, self._add_number(param)))
        first = next(iter(parts))
        if params[0].control == "band":
            self.bands.bands[first].setChecked(True)
        self._show_part(first)

    def _show_part(self, part: str) -> None:
        self.part.setText(shown(part))
        for name, rows in self._parts.items():
            for _param, row in rows:
                row.setVisible(name == part)

    def _turn(self, part: str, x: float, y: float) -> None:
        across, up = (param.key for param, _row in self._parts[part][:2])
        self._draft({across: x, up: y})

    def _draft(self, values: dict[str, Setting]) -> None:
        """Change settings within the draft that is under way."""

        def tuned(project: Project) -> Project:
            for key, value in values.items():
                project = self._tuned(project, self._clip_id, key, value)
            return project

        if self._bridge.session.drafting:
            self._bridge.session.update_draft(tuned)

    def _tuned(self, project: Project, clip_id: str, key: str, value: Setting) -> Project:
        """The project with a setting changed; a number that has keys gets one at the playhead."""
        found = find(project, clip_id)
        applied = found and next((one for one in found.clip.effects if one.id == self._applied_id), None)
        if not applied:
            return project
        old = applied.setting(key)
        if isinstance(old, Keyframes) and isinstance(value, int | float):
            value = with_value(old, own_time(self._bridge, clip_id), value)
        return tune_effect(project, clip_id, applied_id=self._applied_id, key=key, value=value)

    def _add_control(self, param: Param) -> None:
        match param.type:
            case "number":
                self._add_number(param)
            case "choice":
                choice = Choice(param.name, param.choices)
                choice.chosen.connect(lambda key: self._set(param, key))
                self._keep(param, choice)
            case "switch":
                switch = Switch(param.name)
                switch.toggled.connect(lambda on: self._set(param, on))
                self._keep(param, switch)
            case "colour":
                swatches = Swatches(param.name)
                swatches.chosen.connect(lambda colour: self._set(param, colour))
                self._keep(param, swatches)
            case "words":
                line = _Line(param.name)
                line.editingFinished.connect(lambda: self._set(param, line.text()))
                self._keep(param, line)
            case "point":
                self._keep(param, _Point(param, lambda point: self._set(param, point)))
            case "file":
                self._keep(param, FileChoice(self._bridge, param.name, lambda file: self._set(param, file)))

    def _keep(self, param: Param, control: QWidget) -> None:
        self._refreshers.append((param, control))
        self._column.addWidget(named(param.name, control))

    def _add_number(self, param: Param) -> ValueRow:
        default = float(param.default) if isinstance(param.default, int | float) else 0.0
        decimals = 0 if param.high - param.low > _SHOWN_DIGITS else 2
        row = ValueRow(param.name, param.low, param.high, default, unit=param.unit, decimals=decimals)

        def tune(project: Project, clip_id: str, value: float) -> Project:
            return self._tuned(project, clip_id, param.key, value)

        draft_row(self._bridge, row, say("{name}", name=param.name), lambda: (self._clip_id,), tune)
        diamond = Diamond(param.name)
        number = f"effect.{self._applied_id}.{param.key}"
        self._keyings.append(Keying(self._bridge, diamond, (number,), lambda: (self._clip_id,), default))
        row.add_beside(diamond)
        self._refreshers.append((param, row))
        self._column.addWidget(row)
        return row

    def _applied(self) -> Applied | None:
        found = find(self._bridge.session.project, self._clip_id)
        return next((one for one in found.clip.effects if one.id == self._applied_id), None) if found else None

    def refresh(self) -> None:
        """Show the settings as they are."""
        applied = self._applied()
        if applied is None:
            return
        self.on.set_on(applied.on)
        for param, control in self._refreshers:
            setting = applied.setting(param.key)
            value = param.default if setting is None else setting
            if isinstance(value, Keyframes):
                value = curve_at(value, own_time(self._bridge, self._clip_id))
            if isinstance(control, Curves):
                control.set_curve(param.key, value)
            else:
                _show(control, value)
            if param.control == "wheel":
                self._turned[param.key] = float(value) if isinstance(value, int | float) else 0.0
        for part, rows in self._parts.items():
            if rows[0][0].control == "wheel":
                self.wheels.wheels[part].set_point(*(self._turned[param.key] for param, _row in rows[:2]))
        for keying in self._keyings:
            keying.refresh()

    def _edit(self, words: Sentence, key: str, value: Setting | None) -> None:
        self._bridge.edit(
            words,
            lambda project: tune_effect(project, self._clip_id, applied_id=self._applied_id, key=key, value=value),
        )

    def _set(self, param: Param, value: Setting) -> None:
        self._edit(say("{name}", name=param.name), param.key, value)

    def _set_on(self, on: bool) -> None:
        self._bridge.edit(
            say("Switch effect"),
            lambda project: set_effect_on(project, self._clip_id, applied_id=self._applied_id, on=on),
        )

    def _reset(self) -> None:
        applied = self._applied()
        if applied is None:
            return

        def back(project: Project) -> Project:
            for key, _value in applied.settings:
                project = tune_effect(project, self._clip_id, applied_id=self._applied_id, key=key, value=None)
            return project

        self._bridge.edit(say("Reset effect"), back)

    def _remove(self) -> None:
        self._bridge.edit(
            say("Remove effect"),
            lambda project: remove_effect(project, self._clip_id, applied_id=self._applied_id),
        )


class _Line(QLineEdit):
    """A line of words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(shown(name))
        self.setMaxLength(_LONGEST_WORDS)


class _Point(QWidget):
    """Two numbers."""

    def __init__(self, param: Param, changed: Callable[[tuple[float, ...]], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._changed = changed
        self._fields = [ValueField(param.low, param.high, decimals=2, prefix=prefix) for prefix in ("X", "Y")]
        self._values = [0.0, 0.0]
        for at, field in enumerate(self._fields):
            field.entered.connect(lambda value, at=at: self._entered(at, value))
            row.addWidget(field)

    def set_point(self, point: tuple[float, ...]) -> None:
        self._values = [*point[:2]]
        for field, value in zip(self._fields, self._values, strict=False):
            field.set_number(value)

    def _entered(self, at: int, value: float) -> None:
        self._values[at] = value
        self._changed(tuple(self._values))


def _show(control: object, value: Setting) -> None:
    match control:
        case ValueRow():
            control.set_number(float(value) if isinstance(value, int | float) else None)
        case FileChoice():
            control.set_file(str(value))
        case Choice():
            control.set_key(str(value))
        case Switch():
            control.set_on(bool(value))
        case Swatches():
            control.set_colour(str(value))
        case _Line() if not control.hasFocus():
            control.setText(str(value))
        case _Point() if isinstance(value, tuple):
            control.set_point(value)
