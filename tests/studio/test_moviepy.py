"""MoviePy's effects on our pictures and sound, and our projects as its clips."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from effects import all_effects
from studio.cli.contract import broken_in
from studio.effect import Effects, Moment, settings_at
from studio.model import ZERO
from studio.moviepy import as_clip, moviepy_effects
from tests.helpers.letter_sources import LetterSources
from tests.helpers.word_sources import timeline

OURS = {effect.id: effect for effect in moviepy_effects()}
MOMENT = Moment(time=0.5, length=2.0, progress=0.5, seed=1, rate=Fraction(30))


def picture() -> np.ndarray:
    pixels = np.random.default_rng(1).integers(0, 256, (24, 32, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


def drawn(name: str, **changes: float) -> np.ndarray:
    effect = OURS[f"moviepy_{name}"]
    return effect.apply(picture(), settings_at(effect, (), ZERO) | {"strength": 100.0} | changes, MOMENT)[..., :3]


@pytest.mark.parametrize("effect", [pytest.param(effect, id=effect.id) for effect in OURS.values()])
def test_its_effects_keep_our_contract(effect):
    assert broken_in(effect) == ()


def test_ten_of_its_picture_effects_do_what_moviepy_does():
    given = picture()[..., :3].astype(float)
    assert np.array_equal(drawn("InvertColors"), 255 - picture()[..., :3])
    assert np.array_equal(drawn("MirrorX"), picture()[:, ::-1, :3])
    assert np.array_equal(drawn("MirrorY"), picture()[::-1, :, :3])
    assert np.ptp(drawn("BlackAndWhite").astype(int), axis=2).max() == 0
    assert np.abs(drawn("GammaCorrection", gamma=2.0) - 255 * (given / 255) ** 2).max() <= 1
    assert np.abs(drawn("MultiplyColor", factor=0.5) - given / 2).max() <= 1
    assert np.abs(drawn("FadeIn", duration=1.0) - given / 2).max() <= 1
    assert np.abs(drawn("FadeOut", duration=3.0) - given / 2).max() <= 1
    assert drawn("LumContrast", lum=40.0).mean() > given.mean() + 20
    assert not drawn("Margin", width=12.0)[0].any()


def test_its_sound_effects_are_ours():
    samples = np.full((4800, 2), 0.5, np.float32)

    def heard(name: str, **settings: float) -> np.ndarray:
        effect = OURS[f"moviepy_{name}"]
        return effect.apply(samples, None, settings_at(effect, (), ZERO) | settings)[0]

    assert heard("MultiplyVolume", factor=0.5)[100, 0] == pytest.approx(0.25)
    assert heard("MultiplyStereoVolume", left=0.0)[100].tolist() == [0.0, 0.5]


def test_a_project_is_a_clip_of_moviepy_with_its_sound():
    from moviepy.video.fx import MirrorX

    sources = LetterSources()
    clip = as_clip(timeline("abc"), Effects(all_effects()), sources, size=(64, 36))
    assert clip.duration == 3
    assert clip.get_frame(1.5).shape == (36, 64, 3)
    mirrored = clip.with_effects([MirrorX()]).get_frame(1.5)
    assert np.array_equal(mirrored, clip.get_frame(1.5)[:, ::-1])
    assert clip.audio.get_frame(np.array([0.5, 1.5])).shape == (2, 2)
