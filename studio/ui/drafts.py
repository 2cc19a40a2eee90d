"""What can be done with a project on the start screen: opened, renamed, copied, put into the trash and brought back.

It must never delete a project for good.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFile, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QWidget

from studio.sentences import Refused, say
from studio.session.drafts import duplicate_project, parts_of_project, rename_project
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.toast import Toast
from studio.ui.start import StartScreen
from studio.ui.words import shown

__all__ = ["Drafts", "NameDialog"]


class Drafts:
    """Serves the `start` screen: asks over `window`, tells by `toast`."""

    def __init__(
        self,
        window: QWidget,
        start: StartScreen,
        toast: Toast,
        opens: Callable[[Path], object],
        open_dialog: Callable[[Dialog], object],
    ) -> None:
        self._window, self._toast, self._opens = window, toast, opens
        self._open_dialog, self._changed = open_dialog, start.refresh
        start.card_asked.connect(self.menu)
        start.name_asked.connect(self.ask_name)
        start.trash_asked.connect(self.throw_away)

    def menu(self, path: Path, name: str, at: QPoint) -> QMenu:
        """The menu of one project, at a place of the screen."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, does in (
            (say("Open"), lambda: self._opens(path)),
            (say("Rename…"), lambda: self.ask_name(path, name)),
            (say("Duplicate"), lambda: self.duplicate(path)),
            (say("Show in its folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
            (say("Move to the trash"), lambda: self.throw_away(path, name)),
        ):
            action = menu.addAction(shown(words))
            action.triggered.connect(lambda _on=False, does=does: does())
        menu.popup(at)
        return menu

    def ask_name(self, path: Path, name: str) -> None:
        """Let the person type another name."""
        self._open_dialog(NameDialog(self._window, name, lambda typed: self.rename(path, typed)))

    def rename(self, path: Path, name: str) -> None:
        """Give the project another name."""
        self._try(lambda: rename_project(path, name))

    def duplicate(self, path: Path) -> None:
        """Copy the project."""
        self._try(lambda: duplicate_project(path))

    def throw_away(self, path: Path, name: str) -> None:
        """Put the project into the system's trash; one click brings it back."""

        def throw() -> None:
            [file] = parts_of_project(path)
            done, place = _to_trash(file)
            if not done:
                raise Refused(say("“{name}” could not be moved to the trash.", name=name))

            def back() -> None:
                if not (place and QFile.rename(place, str(file))):
                    self._toast.tell(say("It lies in the trash of this computer."), wrong=True)
                self._changed()

            self._toast.tell(say("“{name}” is in the trash.", name=name), action=say("Bring it back"), does=back)

        self._try(throw)

    def _try(self, does: Callable[[], object]) -> None:
        try:
            does()
        except Refused as refusal:
            self._toast.tell(refusal.sentence, wrong=True)
        self._changed()


class NameDialog(Dialog):
    """One field for a name; `named(name)` when the person is done."""

    def __init__(self, window: QWidget, name: str, named: Callable[[str], object]) -> None:
        super().__init__(window, say("Rename the project"), 440, 190)
        self._named = named
        self.field = QLineEdit(name)
        self.field.setAccessibleName(shown(say("Name of the project")))
        self.field.returnPressed.connect(self.take)
        row = QHBoxLayout()
        row.setContentsMargins(24, 16, 24, 16)
        row.addWidget(self.field)
        self.body.addLayout(row)
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.addStretch(1)
        row.addWidget(PushButton(say("Cancel"), "ghost", clicked=self.close_dialog))
        row.addWidget(PushButton(say("Rename"), "accent", clicked=self.take))
        self.body.addWidget(foot)

    def open_dialog(self) -> None:
        """Show it; typing replaces the name."""
        super().open_dialog()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def take(self) -> None:
        """Take what was typed."""
        name = self.field.text().strip()
        if name:
            self.close_dialog()
            self._named(name)


def _to_trash(file: Path) -> tuple[bool, str]:
    """Whether it is there now, and under which path (empty where the system does not say)."""
    thing = QFile(str(file))
    done = bool(thing.moveToTrash())
    return done, thing.fileName() if done and thing.fileName() != str(file) else ""
