"""Asking for what a command needs: one field for each of its values, made from the table of commands.

So that every command can be asked for from menu, palette and key, also where no panel has a place for it. It must never
read a value itself: what is typed goes to `run_command` as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.commands import Command, CommandParam, folder_words, run_command
from studio.effect import Param
from studio.model import Applied, all_clips, find
from studio.sentences import Refused, say
from studio.session import Session
from studio.ui.controls.buttons import IconButton, PushButton
from studio.ui.controls.choices import Choice
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import label
from studio.ui.timeline.names import clip_name
from studio.ui.words import shown

__all__ = ["ValuesDialog"]

_ROW = 44
_ON_OFF = (("", "—"), ("on", say("On")), ("off", say("Off")))


class ValuesDialog(Dialog):
    """The fields of `command`, beginning with `given`. It closes when the command was done."""

    def __init__(self, window: QWidget, session: Session, command: Command, given: Mapping[str, object]) -> None:
        rows = len(command.params) + (2 if command.takes_settings else 0)
        super().__init__(window, command.name, 520, min(620, 190 + _ROW * rows))
        self._session, self._command = session, command
        self.fields: dict[str, Choice | QLineEdit] = {}
        self._settings: set[str] = set()
        head = label(command.help, "muted", wrap=True)
        head.setContentsMargins(24, 14, 24, 6)
        self.body.addWidget(head)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 6, 24, 12)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, 132)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._foot())
        for param in sorted(command.params, key=lambda param: not param.required):
            self._add(param, given.get(param.key))
        self._show_settings()

    def open_dialog(self) -> None:
        """Show it; the first field that wants an answer has the keyboard."""
        super().open_dialog()
        empty = [field for field in self.fields.values() if isinstance(field, QLineEdit) and not field.text()]
        chosen = next(iter(empty), next(iter(self.fields.values()), None))
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(8)
        self.answer = label("", "warn", wrap=True)
        row.addWidget(self.answer, 1)
        row.addWidget(PushButton(say("Cancel"), "ghost", clicked=self.close_dialog))
        self.does = PushButton(self._command.name, "accent", clicked=self.run)
        row.addWidget(self.does)
        return foot

    def run(self) -> None:
        """Do it with what the fields say; where that is refused, say why and stay."""
        values = {key: text for key, field in self.fields.items() if (text := _text(field))}
        try:
            run_command(self._session, self._command.id, values)
        except Refused as refusal:
            self.answer.setText(shown(refusal.sentence))
            return
        self.close_dialog()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run()
            event.accept()
        else:
            super().keyPressEvent(event)

    # Fields.

    def _add(self, param: CommandParam, given: object) -> None:
        choices = _choices(self._session, param)
        start = given if given is not None else param.default
        if choices is not None:
            # What may be left out has an empty answer first.
            listed = choices if param.required or param.type == "switch" else (("", "—"), *choices)
            chosen = Choice(param.name, listed)
            chosen.set_key(_begun(self._session, param, start, listed))
            field: Choice | QLineEdit = chosen
        else:
            field = QLineEdit("" if start is None else str(start))
            field.setPlaceholderText(_hint(param))
            field.setAccessibleName(shown(param.name))
        self._put(param.key, param.name, field, param)
        if param.key in ("effect", "clip") and isinstance(field, Choice) and self._command.takes_settings:
            field.chosen.connect(lambda _key: self._show_settings())

    def _put(self, key: str, name: str, field: Choice | QLineEdit, param: CommandParam | None = None) -> None:
        row = self._grid.rowCount()
        needed = param is not None and param.required
        self._grid.addWidget(label(name, "" if needed else "muted"), row, 0)
        self._grid.addWidget(field, row, 1)
        if param is not None and param.type in ("file", "files", "media", "medias") and isinstance(field, QLineEdit):
            several = param.type in ("files", "medias")
            ask = partial(self._ask_file, field, new=param.key == "file" and self._saves, several=several)
            self._grid.addWidget(IconButton("folder-open", say("Choose a file"), clicked=ask), row, 2)
        self.fields[key] = field

    @property
    def _saves(self) -> bool:
        return self._command.id in ("export", "collect", "save-as")

    def _ask_file(self, field: QLineEdit, *, new: bool, several: bool) -> None:
        if several:
            paths, _kind = QFileDialog.getOpenFileNames(self, shown(self._command.name))
            if paths:
                field.setText(", ".join(paths))
            return
        ask = QFileDialog.getSaveFileName if new else QFileDialog.getOpenFileName
        path, _kind = ask(self, shown(self._command.name), field.text() and str(Path(field.text()).parent))
        if path:
            field.setText(path)

    def _show_settings(self) -> None:
        """The settings of the effect that is chosen."""
        if not self._command.takes_settings:
            return
        for key in self._settings:
            self._take_away(self.fields.pop(key))
        self._settings = set()
        for param in _effect_params(self._session, self.fields):
            if param.key in self.fields:
                continue
            if param.choices or param.type == "switch":
                listed = (("", "—"), *param.choices) if param.choices else _ON_OFF
                field: Choice | QLineEdit = Choice(param.name, listed)
            else:
                field = QLineEdit()
                field.setAccessibleName(shown(param.name))
                field.setPlaceholderText(_ends(param.low, param.high, param.unit))
            self._put(param.key, param.name, field)
            self._settings.add(param.key)

    def _take_away(self, field: QWidget) -> None:
        """Take a field and its label off the form."""
        cells = [(row, column) for row in range(self._grid.rowCount()) for column in range(2)]
        items = {cell: self._grid.itemAtPosition(*cell) for cell in cells}
        row = next(cell[0] for cell, item in items.items() if item is not None and item.widget() is field)
        for column in range(2):
            item = items[row, column]
            widget = item.widget() if item is not None else None
            if widget is not None:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()


def _text(field: Choice | QLineEdit) -> str:
    return str(field.currentData() or "") if isinstance(field, Choice) else field.text().strip()


def _hint(param: CommandParam) -> str:
    match param.type:
        case "speed":
            return "2x, 50 %"
        case "time":
            return "1.5"
        case "canvas":
            return "9:16, 1080x1920"
        case "rate":
            return "30"
        case "colour":
            return "#FF8800"
    return _ends(param.low, param.high, param.unit)


def _ends(low: float | None, high: float | None, unit: str) -> str:
    ends = "" if low is None or high is None else f"{low:g}…{high:g}"
    return f"{ends} {unit}".strip()


def _choices(session: Session, param: CommandParam) -> tuple[tuple[str, str], ...] | None:
    """What there is to choose from, as key and words; None for what is typed."""
    project = session.project
    match param.type:
        case "clip" | "clips":
            named = [(found.clip.id, clip_name(project, found.clip, session.effects)) for found in all_clips(project)]
            if param.type == "clips" and len(session.selection) > 1:
                several = say("The {count} that are selected", count=len(session.selection))
                named.insert(0, (",".join(session.selection), several))
            return tuple(named)
        case "assets" | "folder":
            return _library_choices(session, param)
        case "asset":
            return tuple((asset.id, asset.name) for asset in project.assets)
        case "media" if project.assets:
            return tuple((asset.id, asset.name) for asset in project.assets)
        case "layer":
            layers = (*project.layers, *project.sounds)
            of_layers = ((layer.id, layer.name or f"{layer.kind} {layer.id}") for layer in layers)
            return (("main", say("Main track")), *of_layers)
        case "effect":
            fits = [effect for effect in session.effects.values() if not param.kinds or effect.kind in param.kinds]
            return param.choices + tuple((effect.id, effect.name) for effect in fits)
        case "applied":
            return tuple((applied.id, _effect_name(session, applied.effect)) for applied in _worn(session))
        case "choice":
            return param.choices
        case "switch":
            return _ON_OFF
    return None


def _library_choices(session: Session, param: CommandParam) -> tuple[tuple[str, str], ...]:
    project = session.project
    if param.type == "folder":
        return tuple((folder.id, folder_words(project, folder.id)) for folder in project.folders)
    listed = tuple((asset.id, asset.name) for asset in project.assets)
    if len(session.chosen_media) > 1:
        several = say("The {count} that are selected", count=len(session.chosen_media))
        return ((",".join(session.chosen_media), several), *listed)
    return listed


def _worn(session: Session) -> tuple[Applied, ...]:
    """The effects of the selected clip."""
    found = find(session.project, session.selection[0]) if session.selection else None
    return found.clip.effects if found is not None else ()


def _effect_name(session: Session, effect_id: str) -> str:
    effect = session.effects.get(effect_id)
    return effect.name if effect is not None else effect_id


def _begun(session: Session, param: CommandParam, start: object, listed: tuple[tuple[str, str], ...]) -> str | None:
    keys = [key for key, _words in listed]
    wanted = ",".join(start) if isinstance(start, tuple) else str(start) if start is not None else ""
    if param.type in ("clip", "clips") and session.selection and not wanted:
        wanted = ",".join(session.selection) if param.type == "clips" else session.selection[0]
    if param.type == "assets" and param.required and session.chosen_media and not wanted:
        wanted = ",".join(session.chosen_media)
    return wanted if wanted in keys else keys[0] if keys else None


def _effect_params(session: Session, fields: Mapping[str, Choice | QLineEdit]) -> tuple[Param, ...]:
    field = fields.get("effect") or fields.get("look")
    chosen = _text(field) if field is not None else ""
    worn = next((applied.effect for applied in _worn(session) if applied.id == chosen), chosen)
    effect = session.effects.get(worn)
    return effect.params if effect is not None else ()
