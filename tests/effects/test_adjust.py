"""Adjust: each slider does what its name says and leaves the rest."""

import numpy as np
import pytest

from effects.adjust import EFFECT

LUMA = np.array([0.2126, 0.7152, 0.0722])
GREY = (0.5, 0.5, 0.5)


def adjusted(colour: tuple[float, float, float], **sliders: float) -> np.ndarray:
    settings = {param.key: sliders.get(param.key, 0.0) for param in EFFECT.params}
    return EFFECT.apply(np.array([colour], np.float32), settings)[0]


def luma(colour: np.ndarray) -> float:
    return float(colour @ LUMA)


def test_it_has_the_sliders_of_every_editor():
    assert [param.key for param in EFFECT.params] == [
        "exposure",
        "contrast",
        "highlights",
        "shadows",
        "whites",
        "blacks",
        "gamma",
        "temperature",
        "tint",
        "saturation",
        "vibrance",
        "hue",
        "fade",
    ]


@pytest.mark.parametrize("slider", ["exposure", "contrast", "highlights", "shadows"])
def test_light_sliders_keep_black_and_white_and_greys_grey(slider: str):
    for amount in (100.0, 50.0):
        assert adjusted((0, 0, 0), **{slider: amount}) == pytest.approx((0, 0, 0), abs=1e-6)
        assert adjusted((1, 1, 1), **{slider: amount}) == pytest.approx((1, 1, 1), abs=1e-6)
    for amount in (100.0, -100.0):
        assert np.ptp(adjusted(GREY, **{slider: amount})) < 1e-6


def test_exposure_lightens_and_darkens():
    assert luma(adjusted(GREY, exposure=50.0)) > 0.55
    assert luma(adjusted(GREY, exposure=-50.0)) < 0.45


def test_contrast_turns_about_the_middle():
    assert luma(adjusted(GREY, contrast=80.0)) == pytest.approx(0.5, abs=1e-6)
    assert luma(adjusted((0.25,) * 3, contrast=80.0)) < 0.2
    assert luma(adjusted((0.75,) * 3, contrast=80.0)) > 0.8
    assert luma(adjusted((0.25,) * 3, contrast=-80.0)) > 0.3


def test_shadows_move_the_dark_more_and_highlights_the_light():
    dark, light = (0.2,) * 3, (0.8,) * 3
    assert luma(adjusted(dark, shadows=60.0)) - 0.2 > 3 * (luma(adjusted(light, shadows=60.0)) - 0.8) > 0
    assert 0.8 - luma(adjusted(light, highlights=-60.0)) > 3 * (0.2 - luma(adjusted(dark, highlights=-60.0))) > 0


def test_temperature_and_tint_change_the_colour_but_not_the_lightness():
    warm, cold = adjusted(GREY, temperature=60.0), adjusted(GREY, temperature=-60.0)
    assert warm[0] > warm[1] > warm[2]
    assert cold[0] < cold[1] < cold[2]
    magenta = adjusted(GREY, tint=60.0)
    assert magenta[1] < magenta[0]
    assert magenta[1] < magenta[2]
    for colour in (warm, cold, magenta):
        assert luma(colour) == pytest.approx(0.5, abs=1e-4)


def test_saturation_spreads_or_removes_colour():
    colour = (0.6, 0.4, 0.3)
    assert np.ptp(adjusted(colour, saturation=100.0)) == pytest.approx(0.6, abs=1e-5)
    assert np.ptp(adjusted(colour, saturation=-100.0)) < 1e-6
    assert adjusted(GREY, saturation=100.0) == pytest.approx(GREY, abs=1e-6)


def test_fade_lifts_black():
    assert luma(adjusted((0, 0, 0), fade=100.0)) == pytest.approx(0.16, abs=1e-5)
    assert luma(adjusted((1, 1, 1), fade=100.0)) < 0.95


def test_whites_and_blacks_move_the_ends_more_than_the_middle():
    assert luma(adjusted((0.95,) * 3, whites=-60.0)) - 0.95 < 3 * (luma(adjusted(GREY, whites=-60.0)) - 0.5) < 0
    assert luma(adjusted((0.05,) * 3, blacks=60.0)) - 0.05 > 3 * (luma(adjusted(GREY, blacks=60.0)) - 0.5) > 0


def test_gamma_bends_the_middle_and_keeps_the_ends():
    assert adjusted((0, 1, 0), gamma=80.0) == pytest.approx((0, 1, 0), abs=1e-6)
    assert luma(adjusted(GREY, gamma=100.0)) == pytest.approx(0.5**0.5, abs=1e-6)


def test_vibrance_lifts_pale_colours_more_than_strong_ones_and_skin_less():
    def gained(colour: tuple[float, float, float]) -> float:
        return float(np.ptp(adjusted(colour, vibrance=80.0)) / np.ptp(colour))

    assert gained((0.4, 0.5, 0.6)) > gained((0.1, 0.5, 0.9))
    assert gained((0.4, 0.5, 0.6)) > gained((0.6, 0.5, 0.4))


def test_hue_turns_red_to_green_and_keeps_luma_and_greys():
    turned = adjusted((0.8, 0.3, 0.3), hue=120.0)
    assert turned.argmax() == 1
    assert luma(turned) == pytest.approx(luma(np.array((0.8, 0.3, 0.3))), abs=1e-4)
    assert adjusted(GREY, hue=77.0) == pytest.approx(GREY, abs=1e-4)
