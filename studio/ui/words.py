"""Sentences as the person reads them: translated here, at the edge, for the window and the command line.

It must never hold a sentence itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

from PySide6.QtCore import QLocale, QTranslator

from studio.sentences import Sentence, translate_with

__all__ = ["install_translation", "languages", "shown"]

CONTEXT = "studio"


def install_translation(languages: Sequence[str] | None = None, folder: Traversable | None = None) -> None:
    """From now on sentences come in the first of `languages` that is there; by default those the system prefers.

    A language is a code such as `de` or `pt-BR`; English needs no file. The files are the `decollage_de.qm` in
    `folder`, by default the program's own.
    """
    wanted = QLocale.system().uiLanguages() if languages is None else languages
    place = resources.files("assets") / "translations" if folder is None else folder
    for language in wanted:
        if language.split("-")[0] == "en":
            return
        file = place / f"decollage_{language.replace('-', '_')}.qm"
        translator = QTranslator()
        if not file.is_file():
            continue
        with resources.as_file(file) as path:
            there = translator.load(str(path))
        if there:
            translate_with(_sayer(translator))
            return


def languages() -> tuple[str, ...]:
    """The codes of the languages there are, English first."""
    folder = resources.files("assets") / "translations"
    if not folder.is_dir():
        return ("en",)
    names = (entry.name for entry in folder.iterdir() if entry.name.endswith(".qm"))
    return ("en", *sorted(name.removeprefix("decollage_").removesuffix(".qm").replace("_", "-") for name in names))


def _sayer(translator: QTranslator) -> Callable[[str], str]:
    return lambda source: translator.translate(CONTEXT, source) or source


def shown(text: str) -> str:
    """`text` as a widget shows it: a `Sentence` in the person's language, a name as it is."""
    return text.translated() if isinstance(text, Sentence) else text
