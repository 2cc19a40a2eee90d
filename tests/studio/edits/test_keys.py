"""Keyframes: set, moved, removed, eased, on every number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import (
    add_effect,
    clear_keys,
    ease_key,
    key_times,
    longest_transition,
    move_key,
    move_keys,
    number_at,
    number_curve,
    numbers_of,
    put_keys,
    remove_key,
    set_key,
    set_layer,
    set_mask,
    set_number,
    set_place,
    set_speed,
    split,
)
from studio.model import EASES, Applied, Key, Keyframes, Project, curve_at, eased, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import seconds, timeline, with_title


def project() -> Project:
    made = set_mask(timeline("ab cd[efghij]"), "efghij", shape="circle")
    return add_effect(made, "efghij", applied=Applied("1", "blur", settings=(("radius", 4.0), ("on", True))))


def curve(made: Project, number: str):
    return number_curve(made, find(made, "efghij").clip, number)


def owns(made: Project):
    return [key.time for key in curve(made, "scale").keys]


def test_every_number_of_a_clip_can_have_keys():
    made = project()
    names = numbers_of(find(made, "efghij").clip)
    assert {"x", "scale", "opacity", "gain_db", "mask.feather", "effect.1.radius"} <= set(names)
    for name in names:
        made = set_key(made, "efghij", number=name, at=seconds(3))
        assert curve(made, name).keys == (Key(seconds(3), number_at(made, "efghij", name, at=seconds(3))),)
    assert key_times(made, "efghij") == (seconds(3),)


def test_a_number_with_keys_is_changed_by_a_key_and_one_without_for_good():
    made = set_number(project(), "efghij", number="opacity", value=0.5, at=seconds(3))
    assert curve(made, "opacity") == 0.5
    made = set_key(made, "efghij", number="opacity", at=seconds(3))
    made = set_number(made, "efghij", number="opacity", value=1.0, at=seconds(5))
    assert curve(made, "opacity") == Keyframes(keys=(Key(seconds(3), 0.5), Key(seconds(5), 1.0)))
    assert number_at(made, "efghij", "opacity", at=seconds(4)) == 0.75


def keyed() -> Project:
    made = set_key(project(), "efghij", number="scale", at=seconds(3), value=1.0)
    return set_key(made, "efghij", number="scale", at=seconds(5), value=3.0)


def test_keys_move_and_go():
    made = move_key(keyed(), "efghij", number="scale", at=seconds(5), to=seconds(7))
    assert key_times(made, "efghij", "scale") == (3, 7)
    made = remove_key(made, "efghij", number="scale", at=seconds(3))
    assert remove_key(made, "efghij", number="scale", at=seconds(7)) == set_place(project(), "efghij", scale=3.0)
    assert curve(clear_keys(keyed(), "efghij", number="scale", at=seconds(4)), "scale") == 2.0
    with refused("no keyframe there"):
        remove_key(keyed(), "efghij", number="scale", at=seconds(4))
    with refused("Move the playhead"):
        set_key(keyed(), "efghij", number="scale", at=seconds(0))


def test_keys_stay_on_their_pictures_through_splits_and_speed():
    made = split(keyed(), "efghij", at=seconds(4), new_id="tail")
    assert key_times(made, "tail", "scale") == (3, 5)
    fast = set_speed(keyed(), "efghij", speed=Fraction(2))
    assert key_times(fast, "efghij", "scale") == (Fraction(5, 2), Fraction(7, 2))


def test_the_way_between_keys_is_one_of_thirty_or_a_bezier():
    assert len(EASES) == 33
    made = ease_key(keyed(), "efghij", number="scale", at=seconds(3), ease="in_quad")
    assert number_at(made, "efghij", "scale", at=seconds(4)) == 1.5
    # A key between goes on in the same way.
    assert curve(set_key(made, "efghij", number="scale", at=seconds(4)), "scale").keys[1].ease == "in_quad"
    bent = ease_key(keyed(), "efghij", number="scale", at=seconds(3), ease="bezier", bend=(0.0, 0.0, 1.0, 1.0))
    assert number_at(bent, "efghij", "scale", at=seconds(4)) == pytest.approx(2.0)
    with refused("no easing"):
        ease_key(made, "efghij", number="scale", at=seconds(3), ease="wobbly")
    with refused("between its two keys"):
        ease_key(made, "efghij", number="scale", at=seconds(3), ease="bezier", bend=(2.0, 0.0, 1.0, 1.0))


@pytest.mark.parametrize("ease", [ease for ease in EASES if ease != "hold"])
def test_every_easing_begins_and_ends_at_its_keys(ease):
    assert eased(0.0, ease) == pytest.approx(0, abs=2e-3)
    assert eased(1.0, ease) == pytest.approx(1, abs=2e-3)
    keys = Keyframes(keys=(Key(seconds(0), 0.0, ease), Key(seconds(1), 1.0)))
    assert curve_at(keys, Fraction(1, 2)) == pytest.approx(eased(0.5, ease))
    if ease.startswith("in_out"):
        assert eased(0.5, ease) == pytest.approx(0.5, abs=2e-3)


def test_known_values_of_easings():
    # From easings.net's functions, which are R. Penner's.
    assert eased(0.25, "in_sine") == pytest.approx(0.0761, abs=1e-4)
    assert eased(0.5, "in_back") == pytest.approx(-0.0877, abs=1e-4)
    assert eased(0.5, "out_bounce") == pytest.approx(0.7656, abs=1e-4)
    assert eased(0.5, "in_expo") == pytest.approx(0.0313, abs=1e-4)
    assert eased(0.5, "in_circ") == pytest.approx(0.1340, abs=1e-4)
    assert eased(0.75, "out_elastic") == pytest.approx(1.0055, abs=1e-3)
    assert eased(0.5, "bezier") == pytest.approx(0.8024, abs=1e-4)


def test_keys_move_together_and_those_in_their_way_give_way():
    made = move_keys(keyed(), "efghij", keys=[("scale", own) for own in owns(keyed())[:1]], by=seconds(1))
    assert owns(made) == [owns(keyed())[0] + 1, owns(keyed())[1]]
    both = [("scale", own) for own in owns(keyed())]
    with refused("inside their clip"):
        move_keys(keyed(), "efghij", keys=both, by=seconds(40))
    with refused("no keyframe there"):
        move_keys(keyed(), "efghij", keys=[("scale", seconds("0.5"))], by=seconds(1))
    first, last = owns(keyed())
    assert owns(move_keys(keyed(), "efghij", keys=both[:1], by=last - first)) == [last]


def test_copies_of_keys_keep_their_distances_and_their_ways():
    eased_one = ease_key(keyed(), "efghij", number="scale", at=seconds(3), ease="in_quad")
    keys = [("scale", key) for key in curve(eased_one, "scale").keys]
    put = put_keys(clear_keys(eased_one, "efghij", number="scale", at=seconds(3)), "efghij", keys=keys, at=seconds(4))
    gone = keys[1][1].time - keys[0][1].time
    assert owns(put)[0] == keys[0][1].time + 1
    assert curve(put, "scale").keys[0].ease == "in_quad"
    assert len(owns(put)) == (2 if keys[0][1].time + 1 + gone <= find(put, "efghij").clip.window.end else 1)
    with refused("none of these numbers"):
        put_keys(keyed(), "efghij", keys=[("effect.9.radius", keys[0][1])], at=seconds(4))


def test_what_has_no_such_number_is_refused():
    made = with_title(timeline("abc"), "T", 1)
    with refused("has no number"):
        set_key(made, "abc", number="wings", at=seconds(1))
    with refused("can be from"):
        set_number(made, "abc", number="opacity", value=2.0, at=seconds(1))


def test_what_lies_on_a_locked_track_can_still_be_looked_at_but_not_keyed():
    keyed = set_key(project(), "efghij", number="scale", at=seconds(6), value=2.0)
    locked = set_layer(keyed, "main", locked=True)
    assert key_times(locked, "efghij") == key_times(keyed, "efghij") == (seconds(6),)
    assert number_at(locked, "efghij", "scale", at=seconds(6)) == 2.0
    assert longest_transition(locked, "efghij") == longest_transition(keyed, "efghij")
    with refused("The main track is locked. Unlock it first."):
        set_key(locked, "efghij", number="scale", at=seconds(6), value=1.0)
