"""The looks look_meadow, look_dusk and look_chrome: each of its own character, each by strength."""

import numpy as np
import pytest

from effects import look_chrome, look_dusk, look_meadow
from studio.effect import Effect

LOOKS = [look_meadow.EFFECT, look_dusk.EFFECT, look_chrome.EFFECT]
COLOURS = np.random.default_rng(4).random((2000, 3), dtype=np.float32)


def looked(look: Effect, colours: object, strength: float = 100.0) -> np.ndarray:
    return look.apply(np.array(colours, np.float32).reshape(-1, 3), {"strength": strength})


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.id)
def test_strength_goes_straight_from_the_picture_to_the_look(look: Effect):
    half = looked(look, COLOURS, 50.0)
    assert np.abs(half - (COLOURS + looked(look, COLOURS)) / 2).max() < 1e-5
    assert look.group == "looks"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.id)
def test_blacks_stay_dark_and_whites_light(look: Effect):
    assert looked(look, (0, 0, 0)).max() < 0.1
    assert looked(look, (1, 1, 1)).min() > 0.88


def test_looks_can_be_told_apart():
    for one in LOOKS:
        for other in LOOKS:
            if one is not other:
                assert np.abs(looked(one, COLOURS) - looked(other, COLOURS)).mean() > 0.03


def test_meadow_is_warm():
    (grey,) = looked(look_meadow.EFFECT, (0.6, 0.6, 0.6))
    assert grey[0] > grey[2]


def test_dusk_has_cold_shadows_and_warm_lights():
    (dark,), (light,) = (looked(look_dusk.EFFECT, (level,) * 3) for level in (0.25, 0.85))
    assert dark[2] > dark[0]
    assert light[0] > light[2]


def test_chrome_has_hardly_any_colour():
    assert np.ptp(looked(look_chrome.EFFECT, COLOURS), axis=1).max() < 0.06
