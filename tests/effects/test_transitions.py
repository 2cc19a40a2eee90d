"""Transitions: how much of the next picture shows on the way, and that no two look alike."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effect, Moment, settings_at
from studio.model import ZERO

TRANSITIONS = {effect.id: effect for effect in all_effects() if effect.kind == "transition"}
SIZE = (96, 54)
LIGHT = {
    "dissolve": (0.25, 0.5, 0.75),
    "dip": (0.0, 0.0, 0.5),
    "flash": (0.51, 1.0, 1.0),
    "bright_dissolve": (0.44, 0.75, 0.94),
    "blur_dissolve": (0.0, 0.5, 1.0),
    "film_burn": (0.21, 0.59, 0.95),
    "light_leak": (0.14, 0.71, 1.0),
    "luma_dissolve": (0.0, 0.0, 0.0),
    "ink": (0.1, 0.42, 0.9),
    "slide": (0.57, 0.87, 0.98),
    "push": (0.15, 0.5, 0.85),
    "reveal": (0.03, 0.16, 0.46),
    "whip_pan": (0.05, 0.49, 0.94),
    "zoom_in": (0.0, 0.5, 1.0),
    "zoom_out": (0.23, 0.56, 0.89),
    "spin": (0.0, 1.0, 1.0),
    "swing_round": (0.06, 0.28, 0.75),
    "bounce": (0.47, 0.77, 0.97),
    "snap": (0.89, 1.0, 1.0),
    "shake": (0.0, 1.0, 1.0),
    "drop": (0.2, 0.34, 0.82),
    "gallery": (0.09, 0.35, 0.6),
    "film_roll": (0.56, 0.0, 0.37),
    "pull": (0.44, 0.75, 0.94),
    "squeeze": (0.0, 0.0, 0.71),
    "flip": (0.01, 0.05, 0.87),
    "cube": (0.08, 0.36, 0.78),
    "doors": (0.05, 0.31, 0.74),
    "page": (0.07, 0.56, 0.98),
    "fold": (0.15, 0.5, 0.85),
    "swing": (0.82, 0.83, 0.99),
    "fly_away": (0.23, 0.77, 0.86),
    "tiles": (0.01, 0.33, 0.91),
    "iris": (0.03, 0.45, 0.93),
    "heart": (0.03, 0.3, 0.81),
    "star": (0.03, 0.29, 0.78),
    "hexagons": (0.02, 0.37, 0.9),
    "wipe": (0.12, 0.5, 0.88),
    "clock": (0.18, 0.5, 0.82),
    "blinds": (0.07, 0.54, 0.97),
    "squares": (0.24, 0.54, 0.76),
    "comb": (0.52, 0.81, 0.96),
    "split": (0.07, 0.26, 0.59),
    "spiral": (0.06, 0.46, 0.91),
    "brush": (0.27, 0.58, 0.9),
    "dots": (0.03, 0.46, 0.96),
    "wave_wipe": (0.06, 0.59, 1.0),
    "blink": (0.0, 0.01, 0.82),
    "ripple": (0.06, 0.44, 0.88),
    "swirl": (0.0, 0.5, 1.0),
    "morph": (0.02, 0.5, 0.98),
    "heat": (0.0, 0.5, 1.0),
    "lens": (0.0, 0.0, 0.51),
    "kaleidoscope": (0.0, 0.5, 1.0),
    "pixel_stretch": (0.0, 0.5, 1.0),
    "pixelate": (0.0, 0.5, 1.0),
    "glitch": (0.0, 0.0, 1.0),
    "colour_split": (0.0, 0.5, 1.0),
    "static": (0.32, 0.37, 0.47),
    "lost_hold": (0.01, 0.45, 0.91),
    "shatter": (0.11, 0.38, 0.65),
}
"""From a black picture to a white one: how light it is after a quarter, a half and three quarters."""


def shown(effect: Effect, before: np.ndarray, after: np.ndarray, progress: float) -> np.ndarray:
    now = Moment(time=progress, length=1.0, progress=progress, seed=1, rate=Fraction(30))
    return np.asarray(effect.apply(before, after, settings_at(effect, (), ZERO), now))


def plain(level: int) -> np.ndarray:
    picture = np.full((*SIZE, 4), level, np.uint8)
    picture[..., 3] = 255
    return picture


def drawn(seed: int) -> np.ndarray:
    """A picture with large soft shapes, as pictures have."""
    import cv2

    coarse = np.random.default_rng(seed).integers(0, 256, (9, 6, 3), dtype=np.uint8)
    picture = plain(255)
    picture[..., :3] = cv2.resize(coarse, (SIZE[1], SIZE[0]), interpolation=cv2.INTER_CUBIC)
    return picture


@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_transition_goes_as_far_as_it_should(name):
    light = [shown(TRANSITIONS[name], plain(0), plain(255), part)[..., :3].mean() / 255 for part in (0.25, 0.5, 0.75)]
    assert light == pytest.approx(LIGHT[name], abs=0.02)


def test_every_transition_can_be_told_from_every_other():
    before, after = drawn(1), drawn(2)
    films = {
        name: np.stack([shown(effect, before, after, part).astype(int) for part in (0.2, 0.4, 0.6, 0.8)])
        for name, effect in TRANSITIONS.items()
    }
    alike = [
        (one, other, float(np.abs(films[one] - films[other]).mean()))
        for one, other in combinations(films, 2)
        if np.abs(films[one] - films[other]).mean() < 3
    ]
    assert alike == []


def test_a_direction_that_is_chosen_is_the_way_it_goes():
    right, left = (
        TRANSITIONS["slide"].apply(
            plain(0), plain(255), {"way": way}, Moment(time=0.1, length=1.0, progress=0.1, seed=1, rate=Fraction(30))
        )
        for way in ("right", "left")
    )
    assert right[:, 0].min() == 255
    assert right[:, -1, :3].max() == 0
    assert left[:, -1].min() == 255
    assert left[:, 0, :3].max() == 0
