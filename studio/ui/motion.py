"""Whether things may move by themselves: as the person chose, otherwise as the desktop wishes.

Playing is never meant: the person asks for it. What the desktop wishes is told to the application once, at its start;
it must never remember anything else: whoever would move something asks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.session import Settings

__all__ = ["may_move", "note_wish", "still_menus"]

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""What Qt moves by itself where a desktop wants it."""


_WISH = "wants-stillness"


def note_wish(*, stillness: bool) -> None:
    """What the desktop said when it was asked (`studio.session.desktop_wish`)."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_WISH, stillness)


def may_move(settings: Settings) -> bool:
    """Whether previews may begin to move, and menus unroll."""
    return settings.motion == "full" or (settings.motion == "system" and not _desktop_wants_stillness())


def still_menus(settings: Settings) -> None:
    """Have menus and tooltips appear at once where little is to move; what the desktop does otherwise stays."""
    if not may_move(settings):
        for effect in _EFFECTS:
            QApplication.setEffectEnabled(effect, False)


def _desktop_wants_stillness() -> bool:
    # Newer versions of Qt know the wish of every desktop; older ones only that of Windows, as effects that are off.
    application = QApplication.instance()
    if application is not None and application.property(_WISH):
        return True
    wish: Callable[[], object] | None = getattr(QGuiApplication.styleHints().accessibility(), "motionPreference", None)
    if wish is not None:
        return "Reduced" in str(wish())
    return sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
