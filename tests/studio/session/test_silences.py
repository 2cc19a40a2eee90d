"""What a film can do without: silences and words that say nothing."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from studio.edits import set_speech
from studio.model import Span, Word
from studio.session import fillers_in, silences_in
from tests.helpers.word_sources import timeline


def test_silences_are_what_is_far_quieter_than_speech_less_a_margin():
    loud, noise = 0.5, 0.004
    level = np.repeat([loud, noise, loud, noise, loud], [100, 100, 100, 30, 100]).astype(np.float32)
    peaks = np.stack([-level, level], axis=1)
    (found,) = silences_in(peaks, 100, shortest=Fraction(1, 2), margin=Fraction(1, 5))
    wanted = Span(Fraction(6, 5), Fraction(3, 5))
    assert abs(found.start - wanted.start) < Fraction(5, 100)
    assert abs(found.end - wanted.end) < Fraction(5, 100)
    assert silences_in(peaks * np.float32(0.1), 100, margin=Fraction(1, 5)) == (found,)
    assert silences_in(np.zeros((300, 2), np.float32), 100) == ()
    assert silences_in(np.zeros((0, 2), np.float32), 100) == ()


def test_filler_words_are_found_in_their_language_and_only_where_they_are_heard():
    texts = ["Um,", "so", "you", "know", "Äh", "yes"]
    words = [Word(text=text, start=Fraction(number), end=Fraction(number + 1)) for number, text in enumerate(texts)]
    project = set_speech(timeline("abcdef", rate=Fraction(10)), "file:abcdef", words=words, language="en-GB")
    assert [one.text for one in fillers_in(project)] == ["um"]
    assert [(one.text, one.first, one.last) for one in fillers_in(project, perhaps=True)] == [
        ("um", 0, 0), ("you know", 2, 3),
    ]  # fmt: skip
    assert [one.text for one in fillers_in(project, language="de")] == ["äh"]
    shorter = set_speech(timeline("[b]cdef", rate=Fraction(10)), "file:bcdef", words=words[1:])
    assert fillers_in(shorter) == ()
