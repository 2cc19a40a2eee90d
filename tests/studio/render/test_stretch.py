"""Sound at other speeds: pitch that follows, pitch that is kept, ramps, backwards, and rendering from the middle."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from studio.edits import SPEED_CURVES, add_asset, append, freeze, reverse, set_keep_pitch, set_speed, set_speed_curve
from studio.effect import Effects, Samples
from studio.model import SAMPLE_RATE, Asset, Clip, Footage, Project, Span
from studio.render import Mixer, sound_plan

SECONDS = 4
TONE_HZ = 440.0


class Tone:
    """A source that is a tone with a louder blip each second, silent outside; it knows nothing of pictures."""

    def __init__(self) -> None:
        at = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
        tone = 0.2 * np.sin(2 * np.pi * TONE_HZ * at) + 0.1 * np.sin(2 * np.pi * 137.3 * at)
        tone[(at % 1) < 0.02] *= 3
        self.sound = np.stack([tone, tone * 0.5], axis=1).astype(np.float32)

    def samples(self, _asset: Asset, first: int, count: int, _track: int = 0) -> Samples:
        padded = np.zeros((count, 2), np.float32)
        low, high = max(0, first), min(len(self.sound), first + count)
        if low < high:
            padded[low - first : high - first] = self.sound[low:high]
        return padded

    def picture(self, _asset: Asset, _at: Fraction, _box: tuple[int, int]) -> None:
        return None


def project() -> Project:
    asset = Asset(
        "a", "/a.mp4", "video", "a", Fraction(SECONDS), width=64, height=64, rate=Fraction(30), has_sound=True
    )
    whole = Clip("c", Footage("a"), Span(Fraction(0), Fraction(SECONDS)))
    return append(add_asset(Project("p"), asset), whole)


def heard(shown: Project, first: int = 0, count: int | None = None, mixer: Mixer | None = None) -> Samples:
    count = int(shown.main[0].length * SAMPLE_RATE) if count is None else count
    return (mixer or Mixer(Effects())).mix(sound_plan(shown, first, count), Tone())


def loudest_hz(samples: Samples) -> float:
    mono = samples[:, 0] * np.hanning(len(samples))
    return float(np.argmax(np.abs(np.fft.rfft(mono))) * SAMPLE_RATE / len(mono))


@pytest.mark.parametrize(("speed", "keep", "wanted"), [("2", False, 880), ("2", True, 440), ("1/2", True, 440)])
def test_pitch_follows_speed_or_is_kept(speed, keep, wanted):
    fast = set_keep_pitch(set_speed(project(), "c", speed=Fraction(speed)), "c", keep_pitch=keep)
    assert loudest_hz(heard(fast)[4800:-4800]) == pytest.approx(wanted, abs=2)


def curved(keep: bool) -> Project:
    return set_keep_pitch(set_speed_curve(project(), "c", points=SPEED_CURVES["hero"]), "c", keep_pitch=keep)


@pytest.mark.parametrize("made", [curved(keep=True), curved(keep=False), reverse(curved(keep=True), "c")])
def test_rendering_from_the_middle_is_rendering_from_the_start(made):
    whole = heard(made)
    mixer = Mixer(Effects())
    for first, count in ((30000, 4801), (17, 3000), (60001, 999)):
        assert np.array_equal(heard(made, first, count, mixer), whole[first : first + count])


def test_backwards_is_the_very_sound_turned_round():
    plain, turned = heard(project()), heard(reverse(project(), "c"))
    assert np.abs(turned[::-1][10:-10] - plain[10:-10]).max() < 2e-3


def test_at_its_own_pace_a_kept_pitch_changes_nothing():
    even = set_speed_curve(project(), "c", points=((0.0, 1.0), (0.5, 1.0), (1.0, 1.001)))
    kept = heard(set_keep_pitch(even, "c", keep_pitch=True))
    plain = heard(project())
    assert np.abs(kept[5000:80000] - plain[5000:80000]).max() < 1e-5


def test_blips_stay_in_step_with_the_pictures():
    fast = set_keep_pitch(set_speed(project(), "c", speed=Fraction(3, 2)), "c", keep_pitch=True)
    sound = np.abs(heard(fast)[:, 0])
    for second in (1, 2, 3):
        at = round(second / 1.5 * SAMPLE_RATE)
        near = sound[at - 2000 : at + 3000]
        assert abs(int(np.argmax(near > 0.45)) - 2000) < SAMPLE_RATE * 0.02


def test_a_frozen_picture_is_silent():
    still = freeze(project(), "c", at=Fraction(1), still_id="still", new_id="rest", length=Fraction(1))
    sound = heard(still, 0, 3 * SAMPLE_RATE)
    assert np.abs(sound[SAMPLE_RATE : 2 * SAMPLE_RATE]).max() == 0
    assert np.abs(sound[2 * SAMPLE_RATE + 480 :]).max() > 0.1
