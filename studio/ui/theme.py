"""Colours, sizes and type of the window, as tokens.

Everything painted takes its colour from here. It must never know a widget.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette

__all__ = [
    "DARK",
    "GUTTER",
    "LIGHT",
    "KindColours",
    "Theme",
    "ThemeName",
    "palette",
    "set_theme",
    "theme",
    "ui_font",
]

ThemeName = Literal["dark", "light"]

GUTTER = 4
"""Pixels between panels."""


@dataclass(frozen=True)
class KindColours:
    """The colours of one kind of clip: `edge` is the 3 px at the left, `fill` the body."""

    edge: str
    fill: str


@dataclass(frozen=True)
class Theme:
    """Every colour by its role, as `#RRGGBB`; make a `QColor(theme().panel)` of it to paint."""

    name: ThemeName
    win: str
    panel: str
    lane: str
    stage: str
    raised: str
    hover: str
    sel: str
    line: str
    line2: str
    ctl: str
    strong: str
    text: str
    muted: str
    dis: str
    acc: str
    ink: str
    accline: str
    accwash: str
    ok: str
    ok_wash: str
    warn: str
    warn_wash: str
    err: str
    err_wash: str
    scrim: float
    """How dark the scrim behind a dialog is, 0 to 1."""
    video: KindColours
    overlay: KindColours
    title: KindColours
    captions: KindColours
    sound: KindColours
    look: KindColours

    def kind(self, name: str) -> KindColours:
        """The colours of a clip kind: video, overlay, text, captions, sound or look."""
        return {
            "video": self.video,
            "overlay": self.overlay,
            "text": self.title,
            "captions": self.captions,
            "sound": self.sound,
            "look": self.look,
        }[name]


DARK = Theme(
    name="dark",
    win="#0E0F11",
    panel="#17181B",
    lane="#131417",
    stage="#0A0B0C",
    raised="#212327",
    hover="#2A2D32",
    sel="#343840",
    line="#2A2C31",
    line2="#40444C",
    ctl="#747A84",
    strong="#F5F6F7",
    text="#D5D8DD",
    muted="#A0A5AE",
    dis="#62676F",
    acc="#C6EE62",
    ink="#14190A",
    accline="#C6EE62",
    accwash="#2B331B",
    ok="#5FCB94",
    ok_wash="#19291F",
    warn="#F2B84B",
    warn_wash="#2F2716",
    err="#FF8078",
    err_wash="#331C1B",
    scrim=0.64,
    video=KindColours("#4BA3F7", "#1B2A3A"),
    overlay=KindColours("#DB5CA6", "#4A3141"),
    title=KindColours("#C98B0C", "#4B3A17"),
    captions=KindColours("#F3E53F", "#41401D"),
    sound=KindColours("#6FE3BB", "#17392F"),
    look=KindColours("#C9705A", "#452A24"),
)

LIGHT = Theme(
    name="light",
    win="#DFE1E5",
    panel="#FAFAFB",
    lane="#F1F2F4",
    stage="#CDD0D5",
    raised="#EEEFF2",
    hover="#E4E6EA",
    sel="#D5D8DE",
    line="#DDDFE4",
    line2="#BFC4CB",
    ctl="#7C828B",
    strong="#101215",
    text="#2A2D33",
    muted="#595E67",
    dis="#9DA2AA",
    acc="#B4E04A",
    ink="#14190A",
    accline="#487300",
    accwash="#E9F3D3",
    ok="#157347",
    ok_wash="#E0F1E7",
    warn="#8A5A00",
    warn_wash="#FAEFD6",
    err="#BF2A20",
    err_wash="#FBE4E2",
    scrim=0.45,
    video=KindColours("#225FA6", "#C9DBEF"),
    overlay=KindColours("#640C4C", "#F0D6E4"),
    title=KindColours("#80621F", "#F8E3B8"),
    captions=KindColours("#928D04", "#F4F0B4"),
    sound=KindColours("#218573", "#C6E8DB"),
    look=KindColours("#57231A", "#F8D9C8"),
)

_current = DARK


def theme() -> Theme:
    """The tokens in force."""
    return _current


def set_theme(name: ThemeName) -> Theme:
    """Put a theme in force; whoever calls restyles the application afterwards."""
    global _current
    _current = LIGHT if name == "light" else DARK
    return _current


def palette(tokens: Theme) -> QPalette:
    """The palette Fusion paints with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.panel,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.raised,
        QPalette.ColorRole.AlternateBase: tokens.hover,
        QPalette.ColorRole.Text: tokens.strong,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.strong,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accwash,
        QPalette.ColorRole.HighlightedText: tokens.strong,
        QPalette.ColorRole.Link: tokens.accline,
        QPalette.ColorRole.LinkVisited: tokens.accline,
        QPalette.ColorRole.Accent: tokens.accline,
        QPalette.ColorRole.Light: tokens.hover,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.line2,
        QPalette.ColorRole.Dark: tokens.line,
        QPalette.ColorRole.Shadow: tokens.win,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.dis))
    return made


def ui_font(size: int = 12, weight: int = 400, *, figures: bool = False) -> QFont:
    """The window's font, `size` pixels high; with `figures`, all digits are equally wide."""
    if sys.platform == "win32":
        families = ["Segoe UI Variable Text", "Segoe UI", "Microsoft YaHei"]
    elif sys.platform == "darwin":
        families = [".AppleSystemUIFont", "PingFang SC"]
    else:
        families = ["Inter", "Noto Sans", "Noto Sans CJK SC"]
    font = QFont(families)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
