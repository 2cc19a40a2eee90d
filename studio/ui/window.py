"""The window: start screen and editor, keys, menus, messages; where the panels are joined.

It must never change a project but through the session.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from studio.commands import COMMANDS, Misused, missing_values, run_command
from studio.sentences import Refused, say
from studio.session import Session, Settings, leave
from studio.ui.actions import give_actions
from studio.ui.bridge import Bridge, Home
from studio.ui.choosing import Choosing
from studio.ui.collecting import Collecting
from studio.ui.controls.buttons import explain
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.toast import Toast
from studio.ui.crash_row import CrashRow
from studio.ui.drafts import Drafts
from studio.ui.drag import dropped_files
from studio.ui.export.offered import ExportNews, OfferedExports
from studio.ui.export.running import Exporting
from studio.ui.focus_ring import FocusRing
from studio.ui.import_report import ImportReport
from studio.ui.kept_choices import keep_choices
from studio.ui.missing import MissingMedia
from studio.ui.motion import still_menus
from studio.ui.news import News
from studio.ui.palette import CommandPalette
from studio.ui.pictures import Pictures
from studio.ui.preferences import Preferences, keep_bytes, kept_bytes
from studio.ui.proxies import Proxying
from studio.ui.recording.recording import Recording
from studio.ui.sample import Sample, SampleMaker
from studio.ui.shortcuts import Shortcuts, chosen_keys, key_words, use_keys
from studio.ui.start import StartScreen
from studio.ui.style import apply_theme
from studio.ui.theme import theme
from studio.ui.top_bar import TopBar

if TYPE_CHECKING:
    from studio.ui.door import LiveDoor
    from studio.ui.editor import Editor
    from studio.ui.layouts import Layouts

__all__ = ["MainWindow"]

_ON_START = ("file", "view")
"""Groups of commands that make sense without a project."""
_SOON_MS = 150
"""How long after the start screen the editing view is made ready."""


class MainWindow(QMainWindow):
    """The one window over a session. `home` is the way results come home; `close` leaves the project saved."""

    def __init__(
        self,
        session: Session,
        home: Home | None = None,
        preferences: Preferences | None = None,
        make_sample: SampleMaker | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences or Preferences()
        session.settings = self.preferences.settings
        use_keys(chosen_keys(self.preferences.settings))
        still_menus(self.preferences.settings)
        self.bridge = Bridge(session, home, self.run)
        self.pictures = Pictures(self.bridge.jobs, session.effects)
        self.pictures.proxy_bytes = session.settings.proxy_bytes
        self.importing = self.bridge.importing
        self.exporting = Exporting(self.bridge)
        self.missing = MissingMedia(self.bridge)
        self.proxying = Proxying(self.bridge, self.pictures, self._busy)
        self.proxying.enable(self.preferences.settings.proxies)
        self.dialog: Dialog | None = None
        self.asked: deque[str] = deque(maxlen=20)
        """The commands asked for last, by their ids: a report of a crash names them."""
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
        self.toast = Toast(self)
        self.choosing = Choosing(
            self,
            session,
            self.importing,
            self.bridge.refused.emit,
            lambda: self.on_start,
            lambda zipped: self.collecting.open_zip(zipped),
        )
        give_actions(self)
        self._lay_out()
        self.collecting = Collecting(self, self.bridge, self.toast, self.choosing.open)
        self.sample = Sample(self.bridge, self.toast, make_sample, self.open_project)
        self.drafts = Drafts(self, self.start, self.toast, self.open_project, self.open_dialog)
        self.news = News(self)
        self.export_news = ExportNews(self, self.exporting, self.toast)
        self.import_report = ImportReport(self, self.bridge, self.importing, self.toast, self.open_dialog)
        self.palette_box = CommandPalette(self, session, self.run)
        self.ring = FocusRing(self)
        self.shortcuts = Shortcuts(self, self.run)
        self.door: LiveDoor | None = None
        self._listen()
        geometry = kept_bytes("window")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _listen(self) -> None:
        self.preferences.changed.connect(self._chosen)
        keep_choices(self.bridge, self.preferences)
        bridge = self.bridge
        bridge.opened.connect(self._opened)
        bridge.project_changed.connect(self._retitle)
        for signal in (bridge.deck_changed, bridge.opened, bridge.project_changed):
            signal.connect(lambda: self.shortcuts.leave_by_escape(self.session.deck is not self.session))

    def _lay_out(self) -> None:
        self.recording = Recording(self)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._editor: Editor | None = None
        self._layouts: Layouts | None = None
        self.start = StartScreen(self.bridge, self.pictures, self.run)
        self._editor_page = QWidget()
        for page in (self.start, self._editor_page):
            self._stack.addWidget(page)
        self.start.kept.addWidget(OfferedExports(self.exporting))
        self.start.kept.addWidget(CrashRow(self, self.open_dialog))
        self._editor_column = QVBoxLayout(self._editor_page)
        self._editor_column.setContentsMargins(0, 0, 0, 0)
        self._editor_column.setSpacing(0)
        self.top_bar = TopBar(self.bridge, self.run)
        self._editor_column.addWidget(self.top_bar)
        self._stack.setCurrentWidget(self.start)

    @property
    def editor(self) -> Editor:
        """The editing view, made when first needed, at the latest soon after the start screen is seen."""
        if self._editor is None:
            from studio.ui.editor import Editor
            from studio.ui.layouts import Layouts

            page, ask, run = self._editor_page, self.choosing.ask_media, self.run
            self._editor = Editor(page, self.bridge, self.pictures, self.missing, run, ask, self.proxying, self._busy)
            self._editor_column.addWidget(self._editor, 1)
            self._layouts = Layouts(self._editor)
            self._layouts.use_last()
        return self._editor

    @property
    def layouts(self) -> Layouts:
        """Where the panels stand."""
        from studio.ui.layouts import Layouts

        if self._layouts is None:
            self._layouts = Layouts(self.editor)
        return self._layouts

    # Commands.

    def run(self, command_id: str, values: Mapping[str, object] | None = None) -> object:
        """Run a command; what it needs and has not is asked for, a refusal becomes a message.

        Nothing runs beneath an open dialog.
        """
        if self.dialog is not None:
            return None
        if self.on_start and COMMANDS[command_id].group not in _ON_START:
            self.toast.tell(say("Open or begin a project first."), wrong=True)
            return None
        self.asked.append(command_id)
        try:
            given = dict(values or {})
            if COMMANDS[command_id].enabled(self.session) and missing_values(self.session, command_id, given):
                self.ask_values(command_id, given)
                return None
            return run_command(self.session, command_id, given)
        except Misused as misused:
            if not values and COMMANDS[command_id].params:
                self.ask_values(command_id, {})
            else:
                self.toast.tell(misused.sentence, wrong=True)
        except Refused as refusal:
            self.toast.tell(refusal.sentence, wrong=True)
        return None

    def ask_values(self, command_id: str, given: Mapping[str, object]) -> None:
        """Let the person say what the command needs."""
        from studio.ui.values_dialog import ValuesDialog

        self.open_dialog(ValuesDialog(self, self.session, COMMANDS[command_id], given))

    def import_files(self, paths: tuple[Path, ...]) -> None:
        """Take files in; into an empty project they also go to the timeline, in their order."""
        self.choosing.take_in(paths)

    def open_project(self, path: Path) -> None:
        """Open a project; what went wrong becomes a message."""
        self.choosing.open(path)

    def ask_save(self) -> None:
        """Let the person choose where the project lives."""
        place = self.choosing.ask_place()
        if place is not None:
            self.run("save-as", {"file": place})

    # Dialogs.

    def open_missing(self) -> None:
        """Open the list of missing files."""
        from studio.ui.missing_dialog import MissingDialog

        self.missing.look()
        self.open_dialog(MissingDialog(self, self.missing, self.renew_media))

    def renew_media(self, asset_id: str, path: Path) -> None:
        """Use the file at `path` for an asset: the same content in another place, or other content at their word."""
        self.importing.renew(asset_id, path)

    def open_export(self) -> None:
        """Open the export dialog."""
        from studio.ui.export.dialog import ExportDialog

        if self.dialog is not None:
            return
        self.editor.player.viewer.pause()
        leave(self.session, all_of_them=True)
        self.open_dialog(
            ExportDialog(self, self.bridge, self.exporting, self.editor.player.stage.picture, self.pictures.draw)
        )

    def open_keys(self) -> None:
        """Open the sheet of all keys."""
        from studio.ui.keys_dialog import KeysDialog

        self.open_dialog(KeysDialog(self, self.preferences))

    def open_settings(self) -> None:
        """Open the settings."""
        from studio.ui.settings_dialog import SettingsDialog

        self.open_dialog(SettingsDialog(self, self.bridge, self.preferences, self.open_keys))

    def keep_layout(self, name: str | None) -> None:
        """Keep where the panels stand, under a name the person gives."""
        if name is None:
            self.ask_values("keep-layout", {})
        else:
            self.layouts.keep(name)

    def use_layout(self, name: str | None) -> None:
        """Put the panels where they stood; without a name, let the person choose."""
        if name is None:
            self.ask_values("use-layout", {"name": next(iter(self.layouts.names), "")})
        else:
            self.layouts.use(name)

    def open_dialog(self, dialog: Dialog) -> bool:
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

    # Choices.

    def change_theme(self) -> None:
        """From dark to light and back."""
        self.preferences.change(theme="light" if theme().name == "dark" else "dark")

    def switch_proxies(self) -> None:
        """Use small copies of heavy films for previews, or the films themselves."""
        on = not self.proxying.on
        self.preferences.change(proxies=on)
        self.toast.tell(
            say("Heavy clips are previewed by small copies.") if on else say("Every clip is previewed by its own file.")
        )

    def _chosen(self, before: Settings, now: Settings) -> None:
        """Do what the person chose."""
        self.session.settings = now
        still_menus(now)
        application = QApplication.instance()
        if now.theme != before.theme and isinstance(application, QApplication):
            apply_theme(application, now.theme)
        if chosen_keys(now) != chosen_keys(before):
            use_keys(chosen_keys(now))
            self.shortcuts.lay()
            for widget in self.findChildren(QWidget):
                if command := widget.property("command"):
                    explain(widget, widget.accessibleName(), key_words(command))
        if now.proxies != before.proxies:
            self.proxying.enable(now.proxies)
        if now.live_door != before.live_door:
            self.open_door()

    def open_door(self) -> None:
        """Listen to scripts, or no longer, as the person chose."""
        from studio.ui.door import LiveDoor

        self.door = self.door or LiveDoor(self)
        if not self.preferences.settings.live_door:
            self.door.close()
            return
        try:
            self.door.open()
        except Refused as refusal:
            self.toast.tell(refusal.sentence, wrong=True)

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
        self.news.tell_opened()

    def _retitle(self) -> None:
        self.setWindowTitle(f"{self.session.project.name} – Décollage")

    def show_start(self) -> None:
        """Go to the start screen; what is open is saved."""
        if self._editor is not None:
            self._editor.player.viewer.pause()
        if not self.on_start:
            self.session.close()
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
        if self.preferences.settings.live_door and self.door is None:
            QTimer.singleShot(0, self.open_door)

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
        event.acceptProposedAction()
        self.choosing.take_drop(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved before the window goes; an export under way is asked about once."""
        if not self.export_news.may_close():
            event.ignore()
            return
        if self.dialog is not None:
            self.dialog.close_dialog()
        if self.door is not None:
            self.door.close()
        self._save_layout()
        self.recording.close()
        self.missing.close()
        if self._editor is not None:
            self._editor.close_panels()
        self.proxying.close()
        self.exporting.close()
        self.importing.close()
        self.collecting.close()
        self.sample.close()
        self.pictures.give_up()
        self.bridge.close()
        self.pictures.close()
        self.session.close()
        event.accept()

    def _save_layout(self) -> None:
        if self._full is None:
            keep_bytes(window=self.saveGeometry())
        if self._layouts is not None and self._full is None:
            self._layouts.keep_last()
