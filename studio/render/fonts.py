"""Which fonts words are set in: ours, those of the system, and spare ones where it has none for a script.

The spare ones (`assets/fonts/spare`, made by `packaging/fonts.py`) hold the signs of Chinese, Japanese and Korean in
common use, and emoji. They are read only when a text needs them and the system has nothing better. It must never lay
out or paint.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import resources
from threading import RLock
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

__all__ = ["QT", "families_for", "font_digest", "load_fonts", "load_spare_fonts", "raw_digest"]

QT = RLock()
"""Held while Qt sets or paints: its fonts are shared by all threads."""
_application: QCoreApplication | None = None
_OURS = ("Inter", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai")


class _Script(NamedTuple):
    """Signs that ours do not have: how they are told, which families have them, the spare files' beginning."""

    signs: re.Pattern[str]
    families: tuple[str, ...]
    spare: str


_HAN = r"\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KOREAN = _Script(
    re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]"),
    ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"),
    "NotoSansCJKKR",
)
_JAPANESE = _Script(
    re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]"),
    ("Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo"),
    "NotoSansCJKJP",
)
_CHINESE = _Script(
    re.compile(rf"[\u2190-\u27bf\u3000-\u303f\u3100-\u312f\uff00-\uffef{_HAN}]"),
    ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"),
    "NotoSansCJKSC",
)
_EMOJI = _Script(
    re.compile(r"[\u200d\u20e3\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]"),
    ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"),
    "NotoColorEmoji",
)
_SCRIPTS = (_CHINESE, _JAPANESE, _KOREAN, _EMOJI)


def load_fonts() -> None:
    """Make Qt ready to set text, once per process: an application without windows where there is none, our fonts.

    Call it on the main thread; drawing calls it too. A window program must have made its application before.
    """
    with QT:
        _load_fonts()


@cache
def _load_fonts() -> None:
    global _application
    if QCoreApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Where widgets are loaded they will be wanted, and there can be only one application.
        widgets = sys.modules.get("PySide6.QtWidgets")
        kind: Callable[[list[str]], QCoreApplication] = getattr(widgets, "QApplication", QGuiApplication)
        _application = kind(["decollage"])
    for entry in sorted((resources.files("assets") / "fonts").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".otf", ".ttf")):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())


def load_spare_fonts() -> None:
    """Load every spare font that the system has nothing better for, as a window wants that shows any name."""
    with QT:
        for script in _SCRIPTS:
            _ready(script)


@cache
def _ready(script: _Script) -> tuple[str, ...]:
    """The families of a script that are here, at the first need of them; the spare font where there are none."""
    _load_fonts()
    known = set(QFontDatabase.families())
    found = tuple(family for family in script.families if family in known)
    if found:
        return found
    for entry in (resources.files("assets") / "fonts" / "spare").iterdir():
        if entry.name.startswith(script.spare):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())
    return script.families[:1]


def families_for(text: str, first: str) -> list[str]:
    """The families that `text` is set in, in the order in which they are asked for a sign. Hold `QT`.

    Signs that Chinese, Japanese and Korean write each in their own way follow the rest of the text: kana make it
    Japanese, Hangul Korean.
    """
    native = [script for script in (_JAPANESE, _KOREAN) if script.signs.search(text)]
    needed = [script for script in (_CHINESE, _EMOJI) if script.signs.search(text)]
    # What is lacking in one may be in another.
    others = [_CHINESE, _JAPANESE] if native or _CHINESE in needed else []
    needed = list(dict.fromkeys([*native, *others, *needed]))
    families = [first, *_OURS, *(family for script in needed for family in _ready(script))]
    return list(dict.fromkeys(families))


def font_digest(family: str) -> str:
    """What tells one version of a font from another: a digest of its names and checksums; empty when it is absent."""
    with QT:
        _load_fonts()
        if family not in QFontDatabase.families():
            return ""
        return raw_digest(QRawFont.fromFont(QFont(family)))


def raw_digest(font: QRawFont) -> str:
    """The same of a font that glyphs come from."""
    digest = blake2b(digest_size=16)
    # `head` holds the checksum of the whole file and its revision.
    for table in ("head", "name", "maxp", "hhea"):
        digest.update(font.fontTable(table).data())
    return digest.hexdigest()
