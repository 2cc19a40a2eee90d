"""Picture effects: how much each changes a picture, that no two look alike, and that keys clear what they should."""

from fractions import Fraction
from itertools import combinations

import cv2
import numpy as np
import pytest

from effects import all_effects, pictures
from studio.effect import Effect, Moment, settings_at
from studio.model import ZERO

EFFECTS = {
    effect.id: effect
    for effect in all_effects()
    if effect.id in pictures.NAMES and not effect.looks_back and effect.group != "commands"
}
SIZE = (192, 108)
TIMES = (0.2, 1.1, 2.05)
CHANGE = {
    "sharpen": 0.9,
    "clarity": 2.7,
    "soft_focus": 12.9,
    "glow": 4.7,
    "halation": 7.7,
    "motion_streak": 4.2,
    "zoom_blur": 16.0,
    "spin_blur": 18.7,
    "tilt_shift": 3.6,
    "grain": 15.7,
    "vignette": 7.3,
    "light_leaks": 18.6,
    "old_film": 20.7,
    "cinema_bars": 30.3,
    "polaroid": 34.1,
    "film_frame": 20.8,
    "chromatic_aberration": 1.3,
    "fisheye": 19.1,
    "pinch": 3.4,
    "mirror": 16.6,
    "mirror_four": 23.1,
    "kaleidoscope_lens": 46.0,
    "prism": 9.0,
    "bokeh": 2.6,
    "lens_flare": 6.7,
    "rgb_split": 4.0,
    "glitch_bursts": 5.7,
    "vhs": 4.0,
    "crt": 17.3,
    "mosaic": 9.6,
    "tv_snow": 23.9,
    "halftone": 28.3,
    "neon_edges": 28.4,
    "sketch": 70.7,
    "cartoon": 8.9,
    "oil_paint": 11.9,
    "emboss": 26.2,
    "comic": 16.4,
    "wave": 5.7,
    "ripple_lens": 1.6,
    "heat_haze": 1.4,
    "camera_shake": 10.0,
    "zoom_punch": 11.1,
    "strobe": 16.1,
    "slow_zoom": 13.0,
    "tumble": 23.9,
    "rain": 11.0,
    "snow": 16.5,
    "fog": 26.4,
    "sparkles": 3.1,
    "confetti": 2.2,
    "fireflies": 2.7,
    "split_two": 47.4,
    "split_three": 27.8,
    "split_four": 45.7,
    "split_nine": 46.0,
    "blurred_frame": 34.5,
    "round_corners": 5.4,
    "background_blur": 3.6,
    "chroma_key": 69.2,
    "luma_key": 138.2,
    "cut_out_people": 102.6,
}
"""How many levels a pixel changes on the mean at 70 %, over `TIMES`."""


def scene() -> np.ndarray:
    """Large soft shapes, small sharp ones and a bright lamp, as films have."""
    chance = np.random.default_rng(1)
    picture = np.full((*SIZE, 4), 255, np.uint8)
    coarse = chance.integers(20, 200, (9, 6, 3), dtype=np.uint8)
    picture[..., :3] = cv2.resize(coarse, (SIZE[1], SIZE[0]), interpolation=cv2.INTER_CUBIC)
    for x, y, size in chance.integers(0, 100, (12, 3)):
        corner = int(x) + 4 + int(size) // 6, int(y) * 2 + 4 + int(size) // 8
        cv2.rectangle(picture, (int(x), int(y) * 2), corner, (*chance.integers(0, 255, 3).tolist(), 255), -1)
    cv2.circle(picture, (70, 60), 9, (255, 252, 240, 255), -1)
    picture.flags.writeable = False
    return picture


def altered(effect: Effect, time: float, **settings: object) -> np.ndarray:
    now = Moment(time=time, length=4.0, progress=0.0, seed=1, rate=Fraction(30))
    return np.asarray(effect.apply(scene(), settings_at(effect, (), ZERO) | {"amount": 70.0} | settings, now))


@pytest.fixture(scope="module")
def films() -> dict[str, np.ndarray]:
    return {name: np.stack([altered(each, time) for time in TIMES]).astype(int) for name, each in EFFECTS.items()}


def test_every_effect_changes_a_picture_as_much_as_it_should(films):
    change = {name: float(np.abs(film - scene()).mean()) for name, film in films.items()}
    assert change == pytest.approx(CHANGE, rel=0.1, abs=0.3)


def test_every_effect_can_be_told_from_every_other(films):
    alike = [(one, other) for one, other in combinations(films, 2) if np.abs(films[one] - films[other]).mean() < 1.0]
    assert alike == []


def test_a_green_screen_becomes_clear_and_a_face_stays():
    screen, skin = (0, 177, 64), (224, 172, 138)
    picture = np.full((20, 20, 4), 255, np.uint8)
    picture[:, :10, :3], picture[:, 10:, :3] = screen, skin
    effect = EFFECTS["chroma_key"]
    now = Moment(time=0.0, length=1.0, progress=0.0, seed=1, rate=Fraction(30))
    keyed = effect.apply(picture, settings_at(effect, (), ZERO) | {"amount": 40.0}, now)
    assert keyed[:, :10].max() == 0
    assert np.abs(keyed[:, 10:].astype(int) - picture[:, 10:]).max() <= 2


def test_a_luma_key_clears_the_dark_or_the_light():
    picture = np.full((20, 20, 4), 255, np.uint8)
    picture[:, :10, :3] = 20
    effect = EFFECTS["luma_key"]
    now = Moment(time=0.0, length=1.0, progress=0.0, seed=1, rate=Fraction(30))
    dark, light = (
        effect.apply(picture, settings_at(effect, (), ZERO) | {"amount": 40.0, "light": light}, now)
        for light in (False, True)
    )
    assert (dark[0, 0, 3], dark[0, 19, 3]) == (0, 255)
    assert (light[0, 0, 3], light[0, 19, 3]) == (255, 0)


def test_the_strobe_is_harmless():
    """At most three flashes a second (WCAG 2.3.1), by the light of each frame at 60 a second."""
    light = [float(altered(EFFECTS["strobe"], frame / 60, amount=100.0)[..., :3].mean()) for frame in range(120)]
    turns = sum(1 for a, b, c in zip(light, light[1:], light[2:], strict=False) if b < a and b <= c)
    assert turns <= 6
