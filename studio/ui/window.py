"""The window: start screen and editor, keys, menus, messages; where the panels are joined.

It must never change a project but through the session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.commands import COMMANDS, run_command
from studio.sentences import Refused, say
from studio.session import Session, home_folder
from studio.ui.bridge import Bridge, Home
from studio.ui.collecting import Collecting
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.toast import Toast
from studio.ui.drag import dropped_files
from studio.ui.export.offered import ExportNews, OfferedExports
from studio.ui.export.running import Exporting
from studio.ui.focus_ring import FocusRing
from studio.ui.import_report import ImportReport
from studio.ui.importing import PROJECT_ENDING, ask_for_media
from studio.ui.missing import MissingMedia
from studio.ui.palette import CommandPalette
from studio.ui.pictures import Pictures
from studio.ui.proxies import Proxying
from studio.ui.shortcuts import Shortcuts
from studio.ui.start import StartScreen
from studio.ui.style import apply_theme
from studio.ui.theme import ThemeName, theme
from studio.ui.top_bar import TopBar
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.ui.editor import Editor

__all__ = ["MainWindow", "kept_theme"]

_TAB_OF = {
    "add-effect": "effects",
    "look": "looks",
    "transition": "transitions",
    "title": "text",
    "music": "audio",
}
"""Where in the library a person finds what a command needs."""
_PAGE_OF = {"volume": "sound", "fades": "sound", "opacity": "picture", "place": "picture", "speed": "speed"}
"""Where in the inspector a person sets what a command needs."""
_PROJECTS = say("Décollage projects")
_SOON_MS = 150
"""How long after the start screen the editing view is made ready."""


class MainWindow(QMainWindow):
    """The one window over a session. `home` is the way results come home; `close` leaves the project saved."""

    def __init__(self, session: Session, home: Home | None = None) -> None:
        super().__init__()
        self.session = session
        self.bridge = Bridge(session, home)
        self.pictures = Pictures(self.bridge.jobs, session.effects)
        self.importing = self.bridge.importing
        self.exporting = Exporting(self.bridge)
        self.missing = MissingMedia(self.bridge)
        self._media_words: str | None = None
        self.proxying = Proxying(self.bridge, self.pictures, self._busy)
        if _settings().value("proxies") == "off":
            self.proxying.enable(False)
        self.dialog: Dialog | None = None
        self._full: QByteArray | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(lambda: self.editor)
        self.setObjectName("window")
        self.setMinimumSize(1024, 640)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.setWindowTitle("Décollage")
        self._give_actions()
        self.top_bar = TopBar(self.bridge, self.run)
        self._editor: Editor | None = None
        self.start = StartScreen(self.bridge, self.pictures, self.run)
        self.start.kept.addWidget(OfferedExports(self.exporting))
        self._stack = QStackedWidget()
        self._editor_page = QWidget()
        self._editor_column = QVBoxLayout(self._editor_page)
        self._editor_column.setContentsMargins(0, 0, 0, 0)
        self._editor_column.setSpacing(0)
        self._editor_column.addWidget(self.top_bar)
        self._stack.addWidget(self.start)
        self._stack.addWidget(self._editor_page)
        self.setCentralWidget(self._stack)
        self.toast = Toast(self)
        self.collecting = Collecting(self, self.bridge, self.toast)
        self.missing.news.connect(self._media_news)
        self.missing.changed.connect(self._media_changed)
        self.import_report = ImportReport(self, self.bridge, self.importing, self.toast, self._open_dialog)
        self.palette_box = CommandPalette(self, session, self.run)
        self.ring = FocusRing(self)
        self.shortcuts = Shortcuts(self, self.run)
        self.bridge.refused.connect(lambda words: self.toast.tell(words, wrong=True))
        self.bridge.done.connect(lambda words: self.toast.tell(words))
        self.exporting.changed.connect(lambda: self.top_bar.show_exporting(self.exporting.percent))
        self._news = ExportNews(self, self.exporting, self.toast)
        self.bridge.opened.connect(self._opened)
        self.bridge.project_changed.connect(self._retitle)
        self._restore_layout()
        self._stack.setCurrentWidget(self.start)

    @property
    def editor(self) -> Editor:
        """The editing view, made when first needed, at the latest soon after the start screen is seen."""
        if self._editor is None:
            from studio.ui.editor import Editor

            self._editor = Editor(self.bridge, self.pictures, self.missing, self.run, self.ask_import, self.proxying)
            self._editor_column.addWidget(self._editor, 1)
            settings = _settings()
            columns, rows = settings.value("columns"), settings.value("rows")
            if isinstance(columns, QByteArray) and isinstance(rows, QByteArray):
                self._editor.restore_layout(columns, rows)
        return self._editor

    # Commands.

    def run(self, command_id: str, values: Mapping[str, object] | None = None) -> object:
        """Run a command; a refusal becomes a message. Nothing runs beneath an open dialog."""
        if self.dialog is not None:
            return None
        try:
            return run_command(self.session, command_id, dict(values or {}))
        except Refused as refusal:
            self.toast.tell(refusal.sentence, wrong=True)
            return None

    def _give_actions(self) -> None:
        """What the table of commands leaves to the window."""
        viewer: Callable[[], Any] = lambda: self.editor.player.viewer  # noqa: E731
        actions: dict[str, Callable[[], object]] = {
            "play": lambda: viewer().toggle(),
            "pause": lambda: viewer().pause(),
            "shuttle-forward": lambda: viewer().shuttle(1),
            "shuttle-back": lambda: viewer().shuttle(-1),
            "import": self.ask_import,
            "open": self.ask_open,
            "save-as": self.ask_save,
            "rename": lambda: self.top_bar.edit_name(),
            "export": self.open_export,
            "find-media": self.open_missing,
            "collect": self.collecting_asked,
            "theme": self.change_theme,
            "proxies": self.switch_proxies,
            "palette": lambda: self.palette_box.open_palette(),
            "shortcuts": lambda: self.palette_box.open_palette(),
            "full-screen": self.toggle_full_screen,
            "close-window": self.close,
            "quit": self.close,
            "speed-panel": lambda: self.editor.inspector.show_tab("speed"),
        }
        for command, tab in _TAB_OF.items():
            actions[command] = partial(self._show_tab, tab)
        for command, page in _PAGE_OF.items():
            actions[command] = partial(self._show_page, page)
        for command, action in actions.items():
            if command in COMMANDS:
                self.session.actions[command] = _without_values(action)

    def _show_tab(self, tab: str) -> None:
        self.editor.library.show_tab(tab)

    def _show_page(self, page: str) -> None:
        self.editor.inspector.show_tab(page)

    def ask_import(self) -> None:
        """Let the person choose files and take them in."""
        self.importing.warm_up()
        settings = _settings()
        paths = ask_for_media(self, str(settings.value("folder") or ""))
        if paths:
            settings.setValue("folder", str(paths[0].parent))
        self.import_files(paths)

    def import_files(self, paths: tuple[Path, ...]) -> None:
        """Take files in; into an empty project they also go to the timeline, in their order."""
        if not paths:
            return
        if self._stack.currentWidget() is self.start:
            self.session.new_project()
        empty = not self.session.project.main
        self.importing.start(paths, to_timeline=empty)

    def ask_open(self) -> None:
        """Let the person choose a project and open it."""
        path, _kind = QFileDialog.getOpenFileName(self, shown(say("Open")), "", _project_kinds())
        if path:
            self.open_project(Path(path))

    def open_project(self, path: Path) -> None:
        """Open a project; what went wrong becomes a message."""
        try:
            self.session.open(path)
        except Refused as refusal:
            self.toast.tell(refusal.sentence, wrong=True)

    def ask_save(self) -> None:
        """Let the person choose where the project lives."""
        name = f"{self.session.project.name}{PROJECT_ENDING}"
        path, _kind = QFileDialog.getSaveFileName(self, shown(say("Save as")), name, _project_kinds())
        if path:
            self.run("save-as", {"file": path if path.endswith(PROJECT_ENDING) else path + PROJECT_ENDING})

    def open_missing(self) -> None:
        """Open the list of missing files."""
        from studio.ui.missing_dialog import MissingDialog

        self.missing.look()
        self._open_dialog(MissingDialog(self, self.missing, self.renew_media))

    def renew_media(self, asset_id: str, path: Path) -> None:
        """Use the file at `path` for an asset: the same content in another place, or other content at their word."""
        self.importing.renew(asset_id, path)

    def collecting_asked(self) -> None:
        """Let the person choose where to collect the project."""
        self.collecting.ask()

    def _media_changed(self) -> None:
        if not self.missing.odd and self.toast.words == self._media_words:
            self.toast.hide()

    def _media_news(self, words: str, more: bool) -> None:
        if self.dialog is None:
            self._media_words = shown(words) if more else None
            finds = say("Find…") if more else ""
            self.toast.tell(words, wrong=more, action=finds, does=self.open_missing, stays=more)

    def open_export(self) -> None:
        """Open the export dialog."""
        from studio.ui.export.dialog import ExportDialog

        if self.dialog is not None:
            return
        self.editor.player.viewer.pause()
        self._open_dialog(ExportDialog(self, self.bridge, self.exporting, self.editor.player.stage.picture))

    def _open_dialog(self, dialog: Dialog) -> bool:
        """Open it, unless another is open; whether it was."""
        if self.dialog is not None:
            dialog.close_dialog()
            return False
        self.dialog = dialog
        self.shortcuts.set_enabled(False)
        dialog.closed.connect(self._dialog_closed)
        dialog.open_dialog()
        return True

    def _dialog_closed(self) -> None:
        self.dialog = None
        self.shortcuts.set_enabled(True)

    def change_theme(self) -> None:
        """From dark to light and back."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, "light" if theme().name == "dark" else "dark")
            _settings().setValue("theme", theme().name)

    def switch_proxies(self) -> None:
        """Use small copies of heavy films for previews, or the films themselves."""
        on = not self.proxying.on
        self.proxying.enable(on)
        _settings().setValue("proxies", "on" if on else "off")
        self.toast.tell(
            say("Heavy clips are previewed by small copies.") if on else say("Every clip is previewed by its own file.")
        )

    def _busy(self) -> bool:
        """Whether something a person waits for is going on."""
        return self.exporting.busy or (self._editor is not None and self._editor.player.viewer.playing)

    def toggle_full_screen(self) -> None:
        """The picture on the whole screen, and back."""
        full = self._full is None
        if full:
            self._full = self.saveGeometry()
            self.showFullScreen()
        else:
            self.showNormal()
            if self._full is not None:
                self.restoreGeometry(self._full)
            self._full = None
        self.top_bar.setVisible(not full)
        self.editor.show_only_player(full)

    # What happens.

    def _opened(self) -> None:
        editor = self.editor
        self._stack.setCurrentWidget(self._editor_page)
        # Space plays: no button may have the focus before the person gave it one.
        editor.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        self._retitle()
        problems = self.session.problems
        if self.session.recovery is not None:
            self.toast.tell(
                say("Unsaved changes were found."),
                action=say("Bring them back"),
                does=self.session.recover,
                stays=True,
            )
        elif problems:
            self.toast.tell(problems[0].sentence, wrong=True)

    def _retitle(self) -> None:
        self.setWindowTitle(f"{self.session.project.name} – Décollage")

    def show_start(self) -> None:
        """Go to the start screen."""
        self.start.refresh()
        self._stack.setCurrentWidget(self.start)

    @property
    def on_start(self) -> bool:
        """Whether the start screen is on show."""
        return self._stack.currentWidget() is self.start

    def showEvent(self, event: QShowEvent) -> None:
        """The window is there."""
        super().showEvent(event)
        QTimer.singleShot(0, self.ring.watch)
        if self.on_start:
            self.setFocus()
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Messages stay in their place."""
        super().resizeEvent(event)
        self.toast.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the full screen; F6 goes from panel to panel."""
        if event.key() == Qt.Key.Key_Escape and self._full is not None:
            self.toggle_full_screen()
        elif event.key() == Qt.Key.Key_F6 and not self.on_start:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.editor.focus_next_panel(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the desktop are welcome anywhere."""
        if self.dialog is None and dropped_files(event.mimeData()):
            self.importing.warm_up()
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A project opens, media is taken in."""
        paths = dropped_files(event.mimeData())
        projects = [path for path in paths if path.suffix == PROJECT_ENDING]
        event.acceptProposedAction()
        if projects:
            self.open_project(projects[0])
        else:
            self.import_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved before the window goes; an export under way is asked about once."""
        if not self._news.may_close():
            event.ignore()
            return
        if self.dialog is not None:
            self.dialog.close_dialog()
        self._save_layout()
        self.missing.close()
        if self._editor is not None:
            self._editor.close_panels()
        self.proxying.close()
        self.exporting.close()
        self.importing.close()
        self.collecting.close()
        self.pictures.give_up()
        self.bridge.close()
        self.pictures.close()
        self.session.close()
        event.accept()

    # The layout is kept from one day to the next.

    def _save_layout(self) -> None:
        settings = _settings()
        if self._full is None:
            settings.setValue("window", self.saveGeometry())
        if self._editor is not None:
            settings.setValue("columns", self._editor.columns.saveState())
            settings.setValue("rows", self._editor.rows.saveState())
        settings.sync()

    def _restore_layout(self) -> None:
        settings = _settings()
        window = settings.value("window")
        if isinstance(window, QByteArray):
            self.restoreGeometry(window)


def _settings() -> QSettings:
    return QSettings(str(home_folder() / "window.ini"), QSettings.Format.IniFormat)


def _project_kinds() -> str:
    return f"{shown(_PROJECTS)} (*{PROJECT_ENDING})"


def kept_theme() -> ThemeName:
    """The theme chosen last; dark at first."""
    return "light" if _settings().value("theme") == "light" else "dark"


def _without_values(action: Callable[[], object]) -> Callable[[Mapping[str, Any]], object]:
    return lambda _values: action()
