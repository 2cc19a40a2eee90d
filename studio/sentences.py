"""Sentences for people, in English with named places, marked for translation without Qt.

`say` is the marker that the translation tools look for; the sentence is translated at the edge
(window, command line) by the translator set with `translate_with`. It must never import Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

__all__ = ["Refused", "Sentence", "say", "translate_with", "translated"]

_translate: Callable[[str], str] = lambda source: source  # noqa: E731  (replaced as a whole by translate_with)


class Sentence(str):
    """A finished English sentence that remembers how it was made, so that it can be said in another language."""

    source: str
    places: dict[str, object]

    def __new__(cls, source: str, places: dict[str, object]) -> Self:
        """The sentence that `source` makes with `places` filled in."""
        sentence = super().__new__(cls, source.format(**places) if places else source)
        sentence.source = source
        sentence.places = places
        return sentence

    def translated(self) -> str:
        """The sentence in the person's language."""
        source = _translate(self.source)
        if not self.places:
            return source
        return source.format(**{key: translated(place) for key, place in self.places.items()})


def say(source: str, **places: object) -> Sentence:
    """An English sentence, with `{named}` places filled in."""
    return Sentence(source, places)


def translated(text: object) -> object:
    """`text` in the person's language when it is a `Sentence`, otherwise unchanged."""
    return text.translated() if isinstance(text, Sentence) else text


def translate_with(translator: Callable[[str], str]) -> None:
    """Set how English becomes the person's language, for the whole process. Called once, by the edge."""
    global _translate
    _translate = translator


class Refused(Exception):
    """Something a person asked for cannot be done; `sentence` says why, in words for them."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
