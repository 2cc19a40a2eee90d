"""Every animation keeps its contract: away and there, or a round that closes; a set large enough to choose from."""

from fractions import Fraction

import pytest

from effects import all_effects
from studio.effect import Effect, Effects, Moment, Pose, TextPart, TextPose, settings_at
from studio.model import ZERO

EFFECTS = Effects(all_effects())
ANIMATIONS = [pytest.param(effect, id=effect.id) for effect in EFFECTS.values() if effect.whens]
PARTS = tuple(TextPart(index=number, count=5, text="word") for number in range(5))


def shown(effect: Effect, progress: float, **settings: float) -> tuple[Pose | TextPose, ...]:
    moment = Moment(time=progress, length=1.0, progress=progress, seed=7, rate=Fraction(30))
    chosen = settings_at(effect, tuple(settings.items()), ZERO)
    if effect.kind == "text":
        if effect.param("length") is not None:
            chosen["length"] = 1.0
        found: tuple[TextPose, ...] = effect.apply(PARTS, chosen, moment)
        return found
    return (effect.apply(chosen, moment),)


def close(one: Pose | TextPose, other: Pose | TextPose) -> bool:
    return all(abs(getattr(one, name) - getattr(other, name)) < 1e-6 for name in one.__struct_fields__)


@pytest.mark.parametrize("effect", ANIMATIONS)
def test_what_has_come_is_at_rest_and_a_round_closes(effect: Effect):
    ends = (0.0, 1.0) if "loop" in effect.whens else (1.0,)
    rest = TextPose() if effect.kind == "text" else Pose()
    for progress in ends:
        assert all(close(pose, rest) for pose in shown(effect, progress))


@pytest.mark.parametrize("effect", ANIMATIONS)
def test_on_the_way_something_is_seen_and_every_number_is_sound(effect: Effect):
    ways = [shown(effect, number / 24) for number in range(25)]
    assert len({str(way) for way in ways}) > 1
    for param in effect.params:
        for value in (param.low, param.high):
            ways += [shown(effect, number / 24, **{param.key: value}) for number in range(25)]
    for pose in (pose for way in ways for pose in way):
        assert 0 <= pose.opacity <= 1
        assert pose.scale >= 0
        assert abs(pose.x) <= 20
        if isinstance(pose, Pose):
            assert 0 <= pose.light <= 1
            assert 0 <= pose.blur < 1
            assert all(0 <= getattr(pose, f"hide_{side}") <= 1 for side in ("left", "right", "top", "bottom"))


def test_there_is_enough_to_choose_from():
    whole = [effect for effect in EFFECTS.values() if effect.kind == "animation"]
    of_words = [effect for effect in EFFECTS.values() if effect.kind == "text" and effect.whens]
    for when, least in (("in", 20), ("out", 20), ("loop", 12)):
        assert len([effect for effect in whole if when in effect.whens]) >= least
    assert len([effect for effect in of_words if "in" in effect.whens]) >= 9
    assert len([effect for effect in of_words if "loop" in effect.whens]) >= 5
