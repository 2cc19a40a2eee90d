"""The page for effects: each one's controls, made from its declared params.

It must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from studio.edits import remove_effect, set_effect_on, tune_effect
from studio.effect import Effect, Param
from studio.model import Applied, Clip, Curve, Keyframes, Project, Setting, curve_at, find
from studio.sentences import Sentence, say
from studio.ui.adding import apply_effect, apply_look, is_look
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.choices import Choice, Swatches, Switch
from studio.ui.controls.diamond import Diamond
from studio.ui.controls.labels import label, rule
from studio.ui.controls.slider import ValueField, ValueRow
from studio.ui.inspector.changing import draft_row, own_time, with_value
from studio.ui.inspector.file_choice import FileChoice
from studio.ui.inspector.keying import Keying
from studio.ui.inspector.page import Page, named
from studio.ui.words import shown

__all__ = ["EffectsPage"]

_LONGEST_WORDS = 200
_SHOWN_DIGITS = 20
"""A range wider than this is shown in whole numbers."""


class EffectsPage(Page):
    """The effects of one clip. `kinds` says which effects fit the clip on show."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.add_button = PushButton(say("Add effect"), drawing="plus", clicked=self._ask)
        self.add(self.add_button)
        self._shown: tuple[object, ...] = ()
        self._holder = QWidget()
        self._inside: list[_Controls] = []
        self.column.addWidget(self._holder)
        self.end()

    @property
    def clip(self) -> Clip | None:
        """The clip whose effects are shown: only one at a time."""
        return self.clips[0] if len(self.clips) == 1 else None

    def refresh(self) -> None:
        """Build the controls anew where other effects are there, otherwise show their numbers."""
        clip = self.clip
        key: tuple[object, ...] = (clip.id, *((one.id, one.effect) for one in clip.effects)) if clip else ()
        if key != self._shown:
            self._shown = key
            self._build()
        for controls in self._inside:
            controls.refresh()

    def _build(self) -> None:
        old = self._holder
        self._holder = QWidget()
        self.column.replaceWidget(old, self._holder)
        old.deleteLater()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        clip = self.clip
        self._inside = []
        if clip is None:
            column.addWidget(label(say("Select one clip to see its effects."), "small", wrap=True))
            return
        if not clip.effects:
            words = say("No effects yet. Add one here, or drag one from the library.")
            column.addWidget(label(words, "small", wrap=True))
        for applied in clip.effects:
            controls = _Controls(self.bridge, clip.id, applied)
            self._inside.append(controls)
            column.addWidget(controls)

    def _ask(self) -> None:
        menu = QMenu(self)
        session = self.bridge.session
        for effect in session.effects.values():
            if self._fits(effect):
                menu.addAction(shown(effect.name), partial(self._add, effect.id))
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))

    def _fits(self, effect: Effect) -> bool:
        clip = self.clip
        if clip is None or effect.kind in ("transition", "sticker") or effect.group == "animations":
            return False
        found = find(self.bridge.session.project, clip.id)
        heard_only = found is not None and found.track == "sounds"
        return effect.kind == "sound" if heard_only else True

    def _add(self, effect_id: str) -> None:
        if is_look(self.bridge.session, effect_id):
            apply_look(self.bridge, effect_id, self.ids())
        else:
            apply_effect(self.bridge, effect_id, self.ids())


class _Controls(QWidget):
    """One applied effect: its name, on or off, remove, and a control for each param."""

    def __init__(self, bridge: Bridge, clip_id: str, applied: Applied) -> None:
        super().__init__()
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
        for param in self._effect.params:
            self._add_control(param)

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
            case "curve":
                pass  # Curves are drawn by whoever declares one; no control here could show them fairly.

    def _keep(self, param: Param, control: QWidget) -> None:
        self._refreshers.append((param, control))
        self._column.addWidget(named(param.name, control))

    def _add_number(self, param: Param) -> None:
        default = float(param.default) if isinstance(param.default, int | float) else 0.0
        decimals = 0 if param.high - param.low > _SHOWN_DIGITS else 2
        row = ValueRow(param.name, param.low, param.high, default, unit=param.unit, decimals=decimals)

        def tune(project: Project, clip_id: str, value: float) -> Project:
            found = find(project, clip_id)
            applied = found and next((one for one in found.clip.effects if one.id == self._applied_id), None)
            if not applied:
                return project
            old = applied.setting(param.key)
            curve: Curve = old if isinstance(old, Keyframes) else value
            changed = with_value(curve, own_time(self._bridge, clip_id), value)
            return tune_effect(project, clip_id, applied_id=self._applied_id, key=param.key, value=changed)

        draft_row(self._bridge, row, say("{name}", name=param.name), lambda: (self._clip_id,), tune)
        diamond = Diamond(param.name)
        number = f"effect.{self._applied_id}.{param.key}"
        self._keyings.append(Keying(self._bridge, diamond, (number,), lambda: (self._clip_id,), default))
        row.add_beside(diamond)
        self._refreshers.append((param, row))
        self._column.addWidget(row)

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
            _show(control, value)
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
