"""Dissolve: as much of one picture as progress left, as much of the other as it took."""

from fractions import Fraction

import numpy as np
import pytest

from effects.transitions.dissolve import EFFECT
from studio.effect import Moment


@pytest.mark.parametrize("progress", [0.0, 0.25, 0.5, 0.9, 1.0])
def test_both_pictures_share_by_progress(progress: float):
    before, after = np.full((4, 4, 4), 200, np.uint8), np.full((4, 4, 4), 40, np.uint8)
    now = Moment(time=0.0, length=1.0, progress=progress, seed=0, rate=Fraction(30))
    result = EFFECT.apply(before, after, {}, now)
    assert np.abs(result - (200 * (1 - progress) + 40 * progress)).max() <= 1
