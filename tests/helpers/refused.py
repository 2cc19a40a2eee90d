"""Refusals in tests: the edit must say no, in a sentence for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from studio.edits import EditRefused
from studio.sentences import Sentence

__all__ = ["refused"]


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
