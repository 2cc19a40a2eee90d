"""Refusals in tests: the edit must say no, in a sentence for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from studio.edits import EditRefused
from studio.sentences import Sentence

__all__ = ["refused", "why_not"]


@contextmanager
def refused(words: str) -> Iterator[None]:
    """What is inside must raise `EditRefused` with `words` in its sentence."""
    with pytest.raises(EditRefused) as caught:
        yield
    sentence = caught.value.sentence
    assert isinstance(sentence, Sentence)
    assert words in sentence
    assert sentence.endswith(".")
    assert sentence[0].isupper() or sentence[0] == "“"


def why_not(edit: Callable[..., object], *args: object, **kwargs: object) -> str:
    """The sentence with which `edit` refuses these arguments; fails where it does not."""
    with pytest.raises(EditRefused) as caught:
        edit(*args, **kwargs)
    assert isinstance(caught.value.sentence, Sentence)
    return caught.value.sentence
