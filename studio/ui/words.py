"""Sentences as the person reads them: translated here, at the edge.

It must never hold a sentence itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.sentences import Sentence, translate_with

__all__ = ["install_translation", "shown"]


def _translate(source: str) -> str:
    return QCoreApplication.translate("studio", source)


def install_translation() -> None:
    """From now on sentences come in the language of the installed translators."""
    translate_with(_translate)


def shown(text: str) -> str:
    """`text` as a widget shows it: a `Sentence` in the person's language, a name as it is."""
    return text.translated() if isinstance(text, Sentence) else text
