"""The one style sheet, made from the tokens, and how it is put on the application.

Variants are the dynamic property `look` (accent, ghost, outline, tool, link); roles of text are `role`.
It must never hold a colour of its own.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip, QWidget

from studio.ui.theme import Theme, ThemeName, palette, set_theme, theme, ui_font

__all__ = ["apply_theme", "refresh", "style_sheet"]


def apply_theme(application: QApplication, name: ThemeName) -> None:
    """Dress the whole application in a theme."""
    tokens = set_theme(name)
    sheet = style_sheet(tokens)
    if application.styleSheet() == sheet:
        return  # worn already; putting it on again would cost every widget a new look-up
    # Each of these makes every widget look itself up anew: once is enough.
    if application.font() != ui_font(12):
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            application.setStyle(fusion)
        application.setFont(ui_font(12))
        QToolTip.setFont(ui_font(12))
    application.setPalette(palette(tokens))
    application.setStyleSheet(sheet)


def refresh(widget: QWidget) -> None:
    """Have the style looked up again, after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def style_sheet(tokens: Theme | None = None) -> str:
    """The whole sheet."""
    made = tokens or theme()
    return "\n".join((_surfaces(made), _text(made), _buttons(made), _fields(made), _bars(made), _floating(made)))


def _surfaces(t: Theme) -> str:
    return f"""
QWidget#window, QSplitter#rows, QSplitter#columns {{ background: {t.win}; }}
QFrame#panel {{ background: {t.panel}; border-radius: 6px; }}
QFrame#panelHead {{ background: transparent; border-bottom: 1px solid {t.line}; }}
QFrame#panelFoot {{ background: transparent; border-top: 1px solid {t.line}; }}
QFrame#rail {{ background: transparent; border-right: 1px solid {t.line}; }}
QFrame#rule {{ background: {t.line}; border: none; }}
QFrame#card {{ background: {t.raised}; border-radius: 8px; }}
QFrame#way {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 12px; }}
QFrame#dialog {{ background: {t.panel}; border: 1px solid {t.line2}; border-radius: 12px; }}
QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {t.win}; }}
QSplitter::handle:hover {{ background: {t.sel}; }}
"""


def _text(t: Theme) -> str:
    return f"""
QLabel {{ color: {t.text}; background: transparent; }}
QLabel[role="strong"] {{ color: {t.strong}; font-weight: 500; }}
QLabel[role="head"] {{ color: {t.strong}; font-size: 13px; font-weight: 600; }}
QLabel[role="title"] {{ color: {t.strong}; font-size: 15px; font-weight: 600; }}
QLabel[role="hero"] {{ color: {t.strong}; font-size: 28px; font-weight: 600; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: 11px; }}
QLabel[role="body"] {{ color: {t.muted}; font-size: 13px; }}
QLabel[role="ok"] {{ color: {t.ok}; }}
QLabel[role="warn"] {{ color: {t.warn}; }}
QLabel[role="err"] {{ color: {t.err}; }}
QLabel[role="tagWarn"] {{ color: {t.warn}; background: {t.warn_wash}; border-radius: 4px; padding: 1px 6px;
    font-size: 11px; }}
QLabel[role="tagErr"] {{ color: {t.err}; background: {t.err_wash}; border-radius: 4px; padding: 1px 6px;
    font-size: 11px; }}
QLabel[role="tagOk"] {{ color: {t.ok}; background: {t.ok_wash}; border-radius: 4px; padding: 1px 6px;
    font-size: 11px; }}
QLabel:disabled {{ color: {t.dis}; }}
"""


def _buttons(t: Theme) -> str:
    return f"""
QPushButton, QToolButton {{ color: {t.text}; background: {t.raised}; border: 1px solid transparent;
    border-radius: 6px; padding: 0 12px; min-height: 30px; font-weight: 500; }}
QPushButton:hover, QToolButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.sel}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.dis}; background: {t.raised}; }}
QPushButton[look="accent"] {{ color: {t.ink}; background: {t.acc}; font-weight: 600; }}
QPushButton[look="accent"]:hover {{ background: {_mixed(t.acc, "#FFFFFF", 0.14)}; }}
QPushButton[look="accent"]:pressed {{ background: {_mixed(t.acc, "#000000", 0.12)}; }}
QPushButton[look="accent"]:disabled {{ color: {t.dis}; background: {t.raised}; }}
QPushButton[look="ghost"], QToolButton[look="ghost"] {{ background: transparent; }}
QPushButton[look="ghost"]:hover, QToolButton[look="ghost"]:hover {{ background: {t.hover}; }}
QPushButton[look="ghost"]:pressed, QToolButton[look="ghost"]:pressed {{ background: {t.sel}; }}
QPushButton[look="ghost"]:disabled, QToolButton[look="ghost"]:disabled {{ background: transparent; }}
QPushButton[look="outline"] {{ background: transparent; border: 1px solid {t.ctl}; }}
QPushButton[look="outline"]:hover {{ background: {t.hover}; }}
QPushButton[look="link"] {{ background: transparent; color: {t.accline}; padding: 0; min-height: 24px; }}
QPushButton[look="link"]:hover {{ color: {t.strong}; }}
QToolButton[look="tool"] {{ background: transparent; padding: 0; min-height: 26px; min-width: 26px; }}
QFileDialog QToolButton {{ padding: 0 6px; min-width: 16px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton[look="play"] {{ padding: 0; min-height: 34px; min-width: 34px; }}
QToolButton[look="tool"]:hover {{ background: {t.hover}; }}
QToolButton[look="tool"]:pressed {{ background: {t.sel}; }}
QToolButton[look="tool"]:checked {{ background: {t.accwash}; }}
QToolButton[look="tool"]:disabled {{ background: transparent; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[look="chip"] {{ border-radius: 15px; padding: 0 14px; min-height: 28px; border: 1px solid transparent; }}
QPushButton[look="chip"]:checked {{ background: {t.accwash}; color: {t.accline}; border: 1px solid {t.accline}; }}
QPushButton[look="smallChip"] {{ border-radius: 12px; padding: 0 10px; min-height: 22px;
    border: 1px solid transparent; }}
QPushButton[look="smallChip"]:checked {{ background: {t.accwash}; color: {t.accline};
    border: 1px solid {t.accline}; }}
QPushButton[look="small"] {{ min-height: 24px; padding: 0 8px; }}
QToolButton[look="rail"] {{ background: transparent; color: {t.muted}; border-radius: 0; border: none; padding: 0;
    border-left: 2px solid transparent; min-height: 38px; font-size: 11px; font-weight: 400; }}
QToolButton[look="rail"]:hover {{ color: {t.strong}; background: {t.hover}; }}
QToolButton[look="rail"]:checked {{ color: {t.strong}; border-left: 2px solid {t.accline}; font-weight: 500; }}
QPushButton[look="tab"] {{ background: transparent; color: {t.muted}; border: none; border-radius: 0; padding: 0;
    border-bottom: 2px solid transparent; min-height: 33px; font-size: 12px; }}
QPushButton[look="tab"]:hover {{ color: {t.strong}; }}
QPushButton[look="tab"]:checked {{ color: {t.strong}; border-bottom: 2px solid {t.accline}; font-weight: 600; }}
QPushButton[look="name"] {{ background: transparent; color: {t.strong}; font-size: 13px; font-weight: 600;
    padding: 0 6px; min-height: 28px; }}
QPushButton[look="name"]:hover {{ background: {t.hover}; }}
QCheckBox {{ color: {t.text}; spacing: 8px; background: transparent; }}
"""


def _fields(t: Theme) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QComboBox, QTextEdit {{ color: {t.strong}; background: {t.raised};
    border: 1px solid transparent; border-radius: 6px; padding: 0 8px; selection-background-color: {t.accwash};
    selection-color: {t.accline}; }}
QLineEdit, QComboBox {{ min-height: 28px; }}
QPlainTextEdit {{ padding: 6px; }}
QLineEdit QToolButton {{ min-height: 0; padding: 0; background: transparent; border: none; }}
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover {{ background: {t.hover}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {t.accline}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {t.dis}; }}
QLineEdit[look="value"] {{ min-height: 22px; padding: 0 6px; border-radius: 4px; }}
QLineEdit[look="name"] {{ font-size: 13px; font-weight: 600; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line2};
    selection-background-color: {t.sel}; selection-color: {t.strong}; outline: none; padding: 4px; }}
QProgressBar {{ background: {t.line2}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {t.accline}; border-radius: 2px; }}
"""


def _bars(t: Theme) -> str:
    return f"""
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 8px; margin: 0; }}
QScrollBar:horizontal {{ height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {t.line2}; border-radius: 2px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.ctl}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
"""


def _floating(t: Theme) -> str:
    return f"""
QToolTip {{ color: {t.text}; background: {t.raised}; border: 1px solid {t.line2}; padding: 4px 6px; }}
QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line2}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.sel}; color: {t.strong}; }}
QMenu::item:disabled {{ color: {t.dis}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QListView#found, QListView#cards {{ background: transparent; border: none; outline: none; }}
QFrame#toast {{ background: {t.raised}; border: 1px solid {t.line2}; border-radius: 8px; }}
"""


def _mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` of `other` in it."""
    pairs = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
