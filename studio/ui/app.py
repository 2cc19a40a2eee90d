"""Starting the window: application, fonts, theme, a log for what goes wrong, the session and its window.

Nothing slow is imported before the window is on the screen. It must never let an exception end the program.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QCoreApplication, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from studio.effect import Effects
from studio.render.fonts import load_fonts, load_spare_fonts
from studio.sentences import Refused, say
from studio.session import Session, log_file
from studio.session.crash_reports import keep_crash, keep_hard_crash
from studio.session.desktop_wish import desktop_wants_stillness
from studio.ui.bridge import Home
from studio.ui.icons import icon_pixmap
from studio.ui.motion import note_wish, still_menus
from studio.ui.preferences import Preferences
from studio.ui.sample import SampleMaker
from studio.ui.style import apply_theme
from studio.ui.window import MainWindow
from studio.ui.words import install_translation

__all__ = ["error_teller", "make_window", "run_window"]

ErrorHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_ARENA_MAX = -8

_log = logging.getLogger("studio.window")


def run_window(argv: Sequence[str], effects: Effects, make_sample: SampleMaker | None = None) -> int:
    """Open the window, with the project named in `argv` if there is one, and run until it closes."""
    keep_hard_crash()
    crash_log = _log_to_file()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["decollage", *argv])
    QCoreApplication.setApplicationName("Décollage")
    QCoreApplication.setOrganizationName("decollage")
    QGuiApplication.setDesktopFileName("decollage")
    qInstallMessageHandler(_qt_message)
    window = make_window(application, effects, make_sample)
    _catch(window)
    # On a small screen the window begins no larger than there is room.
    window.resize(window.size().boundedTo(application.primaryScreen().availableSize()))
    window.show()
    _ask_desktop(window)
    if argv:
        window.open_project(Path(argv[0]))
    status = application.exec()
    if crash_log is not None:
        faulthandler.disable()
        crash_log.close()
    return status


def _ask_desktop(window: MainWindow) -> None:
    """Ask the desktop, beside the main thread, whether little is to move, and heed it."""

    def heed(stillness: bool) -> None:
        note_wish(stillness=stillness)
        still_menus(window.session.settings)

    window.bridge.jobs.submit(desktop_wants_stillness, done=heed)


def make_window(application: QApplication, effects: Effects, make_sample: SampleMaker | None = None) -> MainWindow:
    """A dressed window over a new session that keeps everything."""
    _gather_memory()
    preferences = Preferences()
    chosen = preferences.settings
    install_translation([chosen.language] if chosen.language else None)
    load_fonts()
    load_spare_fonts()
    application.setWindowIcon(QIcon(icon_pixmap("decollage", "#C6EE62", 64, 1.0)))
    apply_theme(application, chosen.theme)
    home = Home()
    session = Session(effects, post=home.post, autosave_after_s=chosen.autosave_s)
    return MainWindow(session, home, preferences, make_sample)


def _gather_memory() -> None:
    """Have all threads take memory from two places: glibc's own for each keep for themselves what others could use.

    `M_ARENA_MAX`, see mallopt(3). Elsewhere than on Linux with glibc nothing is changed.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def _log_to_file() -> TextIO | None:
    """Log to a file that does not grow without end; a crash of the interpreter itself is written there too."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(log_file(), maxBytes=1_000_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger().addHandler(handler)
        crash_log = log_file().with_suffix(".crash").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(crash_log)
    return crash_log


def _catch(window: MainWindow) -> None:
    """From now on an unexpected error is logged and shown calmly, and the work goes on."""
    caught = error_teller(window)
    sys.excepthook = caught

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    threading.excepthook = caught_in_thread


def error_teller(window: MainWindow) -> ErrorHook:
    """A function for `sys.excepthook` that logs an error and tells of it in `window`. Any thread may call it."""

    def tell() -> None:
        window.toast.tell(say("Something went wrong. Your work is kept; the details are in the log."), wrong=True)

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.bridge.post(window.close)
        elif isinstance(error, Refused):
            window.bridge.refused.emit(error.sentence)
        else:
            _log.error("unexpected", exc_info=(kind, error, trace))
            keep_crash(kind, error, trace, window.asked)
            window.bridge.post(tell)

    return caught


def _qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("qt").log(levels.get(kind, logging.ERROR), message)
