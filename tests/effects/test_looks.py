"""Looks: enough of them, each of its own character, by strength, without banding, kind to skin where they mean it."""

from itertools import combinations

import numpy as np
import pytest

from effects import all_effects, look_chrome, look_dusk, look_meadow
from studio.effect import Effect

LOOKS = [effect for effect in all_effects() if effect.group == "looks"]
COLOURS = np.random.default_rng(4).random((2000, 3), dtype=np.float32)
LUMA = np.array([0.2126, 0.7152, 0.0722])
SKIN = (
    np.array(
        [
            (255, 224, 189), (241, 194, 125), (224, 172, 105), (198, 134, 66), (141, 85, 36),
            (92, 56, 28), (233, 185, 149), (209, 163, 134), (168, 112, 83), (60, 40, 28),
        ],
        np.float32,
    )
    / 255
)  # fmt: skip
"""Skin from very light to very dark."""
SKIN_LINE_DEG = (125.0, 147.0)
"""Where those lie around the circle of Cb and Cr."""
TURNS_SKIN = {
    "look_dusk", "look_metro", "look_thriller", "look_green_code", "look_day_for_night", "look_expired",
    "look_instant", "look_cross", "look_candy_floss", "look_cloud", "look_lilac", "look_mint",
}  # fmt: skip
"""Looks that put one light over everything, faces too, as all of the night do."""
NO_COLOUR = "Black and white"


def looked(look: Effect, colours: object, strength: float = 100.0) -> np.ndarray:
    return look.apply(np.array(colours, np.float32).reshape(-1, 3), {"strength": strength})


def skin_hues(colours: np.ndarray) -> np.ndarray:
    """Degrees around the circle of Cb (right) and Cr (up)."""
    luma = colours @ LUMA
    return np.rad2deg(np.arctan2((colours[:, 0] - luma) / 1.5748, (colours[:, 2] - luma) / 1.8556))


def test_there_are_enough_of_them_under_headings():
    assert len(LOOKS) >= 48
    families = {look.family for look in LOOKS}
    assert len(families) >= 8
    assert all(sum(look.family == family for look in LOOKS) >= 3 for family in families)
    assert len({look.name for look in LOOKS}) == len(LOOKS)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.id)
def test_strength_goes_straight_from_the_picture_to_the_look(look: Effect):
    half = looked(look, COLOURS, 50.0)
    assert np.abs(half - (COLOURS + looked(look, COLOURS)) / 2).max() < 1e-5


def test_a_grey_ramp_neither_jumps_nor_stands_still():
    ramp = np.repeat(np.linspace(0, 1, 256, dtype=np.float32)[:, None], 3, axis=1)
    for look in LOOKS:
        luma = looked(look, ramp).clip(0, 1) @ LUMA * 255
        steps = np.diff(luma)
        assert steps.max() < 3, look.id
        # From where it leaves black to where it reaches white, three steps on are always another level.
        inside = (luma[:-3] > 2) & (luma[3:] < luma[-1] - 8)
        assert (luma[3:] - luma[:-3])[inside].min() > 0.75, look.id


def test_black_stays_dark_and_white_light():
    for look in LOOKS:
        assert looked(look, (0, 0, 0)) @ LUMA < (0.3 if look.family == "Pastel" else 0.2), look.id
        assert looked(look, (1, 1, 1)) @ LUMA > 0.7, look.id


def test_looks_can_be_told_apart():
    made = {look.id: looked(look, COLOURS).clip(0, 1) for look in LOOKS}
    alike = [(one, other) for one, other in combinations(made, 2) if np.abs(made[one] - made[other]).mean() < 0.02]
    assert alike == []
    assert min(np.abs(colours - COLOURS).mean() for colours in made.values()) > 0.02


def test_faces_stay_faces():
    low, high = SKIN_LINE_DEG
    assert skin_hues(SKIN).min() > low
    assert skin_hues(SKIN).max() < high
    for look in LOOKS:
        if look.family not in ("Night", NO_COLOUR) and look.id not in TURNS_SKIN:
            # At the strength a look is put on with, and for skin that is not so dark that a tint is all of it.
            hues = skin_hues(looked(look, SKIN[:-1], 70.0))
            assert hues.min() > low - 12, (look.id, hues)
            assert hues.max() < high + 14, (look.id, hues)


def test_looks_without_colour_have_at_most_the_tone_of_their_paper():
    for look in LOOKS:
        if look.family == NO_COLOUR:
            made = looked(look, COLOURS)
            # Equal greys come out equal: only how light a colour is decides.
            order = np.argsort(made @ LUMA)
            assert np.abs(np.diff(made[order], axis=0)).max() < 0.15, look.id


def test_meadow_is_warm():
    (grey,) = looked(look_meadow.EFFECT, (0.6, 0.6, 0.6))
    assert grey[0] > grey[2]


def test_dusk_has_cold_shadows_and_warm_lights():
    (dark,), (light,) = (looked(look_dusk.EFFECT, (level,) * 3) for level in (0.25, 0.85))
    assert dark[2] > dark[0]
    assert light[0] > light[2]


def test_chrome_has_hardly_any_colour():
    assert np.ptp(looked(look_chrome.EFFECT, COLOURS), axis=1).max() < 0.06
