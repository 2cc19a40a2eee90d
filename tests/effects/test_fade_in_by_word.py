"""Fade in by word: in reading order, overlapping, done when its length is over."""

from fractions import Fraction

from effects.fade_in_by_word import EFFECT
from studio.effect import Moment, TextPart, TextPose

PARTS = tuple(TextPart(index=number, count=4, text="word") for number in range(4))


def poses(time: float, length: float = 2.0, rise: float = 50.0) -> tuple[TextPose, ...]:
    now = Moment(time=time, length=9.0, progress=min(1.0, time), seed=0, rate=Fraction(30))
    return EFFECT.apply(PARTS, {"length": length, "rise": rise}, now)


def test_nothing_is_seen_at_first_and_all_at_the_end():
    assert all(pose.opacity == 0 for pose in poses(0.0))
    assert poses(2.0) == (TextPose(),) * 4


def test_earlier_words_are_ahead_and_neighbours_overlap():
    opacities = [pose.opacity for pose in poses(0.9)]
    assert opacities == sorted(opacities, reverse=True)
    assert sum(0 < opacity < 1 for opacity in opacities) >= 2


def test_words_rise_into_place():
    rises = [poses(time)[0].y for time in (0.1, 0.3, 0.6, 1.5)]
    assert rises == sorted(rises, reverse=True)
    assert 0 < rises[0] <= 0.5
    assert rises[-1] == 0


def test_no_length_means_no_waiting():
    assert poses(0.0, length=0.0) == (TextPose(),) * 4
