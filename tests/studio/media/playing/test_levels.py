"""How loud what is heard now is."""

from __future__ import annotations

import numpy as np
import pytest

from studio.media.playing.levels import Levels
from studio.model import SAMPLE_RATE


def test_the_level_is_that_of_the_sample_that_sounds():
    levels = Levels()
    assert levels.at(0) is None
    at = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    tone = np.sin(2 * np.pi * 997 * at)
    loud = np.stack([tone, tone * 0.5], axis=1).astype(np.float32)
    levels.add(0, loud)
    levels.add(SAMPLE_RATE, loud * 0.1)
    first = levels.at(SAMPLE_RATE // 2)
    assert first.left_db == pytest.approx(0, abs=0.05)
    assert first.right_db == pytest.approx(-6.02, abs=0.05)
    assert first.lufs == pytest.approx(-2.0, abs=0.5)
    later = levels.at(SAMPLE_RATE * 3 // 2)
    assert later.left_db == pytest.approx(-20, abs=0.1)


def test_silence_has_no_level():
    levels = Levels()
    levels.add(0, np.zeros((SAMPLE_RATE, 2), np.float32))
    assert levels.at(100).left_db == -np.inf
    assert levels.at(100).lufs == -np.inf
