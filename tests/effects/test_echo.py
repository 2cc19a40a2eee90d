"""Echo: repeats at its delay, each quieter, and says how long it rings."""

import numpy as np
import pytest

from effects.echo import EFFECT


def settings(**changes: float) -> dict[str, float]:
    return {"level": 50.0, "delay": 0.1, "feedback": 40.0, **changes}


def click(count: int = 48_000) -> np.ndarray:
    samples = np.zeros((count, 2), np.float32)
    samples[0] = (1.0, -1.0)
    return samples


def test_a_click_comes_back_at_each_delay_quieter():
    heard, _state = EFFECT.apply(click(), None, settings())
    at = np.flatnonzero(heard[:, 0])
    assert at[:4].tolist() == [0, 4800, 9600, 14400]
    assert heard[at[:4], 0] == pytest.approx([1.0, 0.5, 0.2, 0.08], rel=1e-5)
    assert np.array_equal(heard[:, 0], -heard[:, 1])


def test_without_repeats_there_is_one_echo():
    heard, _state = EFFECT.apply(click(), None, settings(feedback=0.0))
    assert np.flatnonzero(heard[:, 0]).tolist() == [0, 4800]
    assert EFFECT.sound_tail_s(settings(feedback=0.0)) == pytest.approx(0.1)


def test_the_tail_grows_with_delay_and_repeats():
    tails = [EFFECT.sound_tail_s(settings(feedback=feedback)) for feedback in (10.0, 40.0, 80.0)]
    assert tails == sorted(tails)
    assert EFFECT.sound_tail_s(settings(delay=0.2)) == pytest.approx(2 * EFFECT.sound_tail_s(settings()))
    assert EFFECT.sound_tail_s(settings(level=0.0)) == 0
