"""The colour tools: each does what its name says to the colours it is about and leaves the rest."""

import numpy as np
import pytest

from effects import all_effects, colours
from studio.effect import settings_at
from studio.model import ZERO
from studio.painting import hues, tones

EFFECTS = {effect.id: effect for effect in all_effects() if effect.id in colours.NAMES}
LUMA = np.array([0.2126, 0.7152, 0.0722])
GREYS = np.repeat(np.linspace(0, 1, 11, dtype=np.float32)[:, None], 3, axis=1)
RED, SKY, LEAF = (0.8, 0.2, 0.15), (0.3, 0.5, 0.9), (0.2, 0.6, 0.2)


def made(name: str, *given: tuple[float, float, float], **settings: object) -> np.ndarray:
    effect = EFFECTS[name]
    return effect.apply(np.array(given, np.float32), settings_at(effect, (), ZERO) | settings)


def test_a_curve_goes_through_its_points_and_never_beyond_them():
    points = (0.0, 0.1, 0.3, 0.2, 0.6, 0.9, 1.0, 0.95)
    (colours_at,) = (made("curves", *((x,) * 3 for x in points[::2]), master=points),)
    assert colours_at[:, 0] == pytest.approx(points[1::2], abs=1e-3)
    table = tones.curve_table(points)
    assert table is not None
    assert (np.diff(table[: int(0.6 * 1024)]) >= 0).all()
    assert table.max() <= 0.951


def test_one_channels_curve_leaves_the_others_and_luma_moves_all_alike():
    raised = (0.0, 0.0, 0.5, 0.7, 1.0, 1.0)
    (red,) = made("curves", (0.5, 0.5, 0.5), red=raised)
    assert red == pytest.approx((0.7, 0.5, 0.5), abs=1e-3)
    (luma,) = made("curves", SKY, luma=raised)
    assert np.ptp(luma - SKY) < 1e-5
    assert luma @ LUMA > np.array(SKY) @ LUMA + 0.1
    (half,) = made("curves", (0.5, 0.5, 0.5), red=raised, amount=50.0)
    assert half == pytest.approx((0.6, 0.5, 0.5), abs=1e-3)


def test_a_curve_of_one_point_or_doubled_points_is_no_trouble():
    assert made("curves", RED, master=(0.4, 0.5)) == pytest.approx(np.full((1, 3), 0.5))
    assert np.isfinite(made("curves", RED, master=(0.4, 0.5, 0.4, 0.2, 1.0, 1.0))).all()
    assert np.array_equal(made("curves", RED, master=()), np.array([RED], np.float32))


def test_a_band_changes_its_own_hue_and_neither_greys_nor_the_opposite():
    settings = {"blue_saturation": -100.0, "blue_luma": -40.0}
    assert made("hsl", *GREYS, **settings) == pytest.approx(GREYS, abs=1e-5)
    (sky,), (red,) = made("hsl", SKY, **settings), made("hsl", RED, **settings)
    assert np.ptp(sky) < 0.15
    assert sky @ LUMA < np.array(SKY) @ LUMA - 0.05
    assert red == pytest.approx(RED, abs=1e-5)
    (leaf,) = made("hsl", LEAF, green_hue=-100.0)
    assert leaf @ LUMA == pytest.approx(np.array(LEAF) @ LUMA, abs=1e-4)
    assert leaf[0] > LEAF[0] + 0.1


def test_hues_are_read_right_all_around():
    around = np.array([hues.hue_tint(degrees) for degrees in range(0, 360, 7)], np.float32) * np.float32(0.3) + 0.5
    assert hues.banded(around, (("red", (1e-9, 0, 0)),)) == pytest.approx(around, abs=1e-4)


def test_wheels_move_their_own_part_of_the_light():
    (dark,), (light,) = (made("wheels", (level,) * 3, lift_level=60.0) for level in (0.05, 0.95))
    assert dark.mean() - 0.05 > 5 * (light.mean() - 0.95) > 0
    (dark,), (light,) = (made("wheels", (level,) * 3, gain_level=-60.0) for level in (0.05, 0.95))
    assert 0.95 - light.mean() > 5 * (0.05 - dark.mean()) > 0
    (middle,) = made("wheels", (0.5, 0.5, 0.5), gamma_x=80.0)
    assert middle[0] > middle[1]
    assert made("wheels", (0, 0, 0), (1, 1, 1), gamma_x=80.0, gamma_y=-50.0, gamma_level=40.0) == pytest.approx(
        np.array([(0, 0, 0), (1, 1, 1)]), abs=1e-6
    )


def test_split_toning_tints_darks_and_lights_apart_and_keeps_luma():
    dark, light = made("split_toning", (0.2,) * 3, (0.8,) * 3, shadows=80.0, highlights=80.0)
    assert dark[2] > dark[0]
    assert light[0] > light[2]
    assert (dark @ LUMA, light @ LUMA) == pytest.approx((0.2, 0.8), abs=1e-5)


def test_the_mixer_swaps_channels():
    swapped = {"red_red": 0.0, "red_blue": 100.0, "blue_blue": 0.0, "blue_red": 100.0}
    assert made("channel_mixer", RED, **swapped) == pytest.approx(np.array([RED[::-1]]), abs=1e-6)


def test_black_and_white_sees_through_its_glass():
    (sky_red,), (sky_blue,) = (made("black_and_white", SKY, amount=100.0, glass=glass) for glass in ("red", "blue"))
    assert np.ptp(sky_red) == 0
    assert sky_red[0] < sky_blue[0] - 0.1
    (warm,) = made("black_and_white", (0.5,) * 3, amount=100.0, toning=80.0)
    assert warm[0] > warm[2]


def test_duotone_goes_from_one_colour_to_the_other():
    black, white = made("duotone", (0, 0, 0), (1, 1, 1), amount=100.0, dark="#102030", light="#FFEEDD")
    assert black * 255 == pytest.approx((16, 32, 48), abs=1e-3)
    assert white * 255 == pytest.approx((255, 238, 221), abs=1e-3)


def test_a_lut_is_mixed_in_by_its_amount_and_a_broken_one_does_nothing():
    swaps = b"LUT_1D_SIZE 2\n1 1 1\n0 0 0\n"
    assert made("lut", RED, file=swaps) == pytest.approx(1 - np.array([RED]), abs=1e-6)
    assert made("lut", RED, file=swaps, amount=50.0) == pytest.approx(np.full((1, 3), 0.5), abs=1e-6)
    assert made("lut", RED, file=b"no table") == pytest.approx(np.array([RED]))


def test_posterize_has_as_many_levels_as_it_says_and_invert_is_its_own_way_back():
    ramp = np.linspace(0, 1, 256, dtype=np.float32)
    assert len(np.unique(made("posterize", *zip(ramp, ramp, ramp, strict=True), amount=100.0, steps=4.0))) == 4
    assert made("invert", *made("invert", RED, amount=100.0), amount=100.0) == pytest.approx(np.array([RED]), abs=1e-6)
