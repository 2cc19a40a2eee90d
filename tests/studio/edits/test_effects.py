"""The effects on a clip, and the transition it comes in with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import (
    add_effect,
    longest_transition,
    move_effect,
    remove_effect,
    set_effect_on,
    set_transition,
    trim_end,
    tune_effect,
)
from studio.model import Applied, Key, Keyframes, Transition, check_project, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, seconds, timeline, with_title

BLUR, LOOK = Applied("1", "blur"), Applied("2", "look_dusk", settings=(("strength", 50.0),))


def with_effects():
    return add_effect(add_effect(timeline("abc def"), "abc", applied=BLUR), "abc", applied=LOOK)


def effects(project):
    return find(project, "abc").clip.effects


def test_effects_come_after_each_other_and_go():
    assert effects(with_effects()) == (BLUR, LOOK)
    assert effects(remove_effect(with_effects(), "abc", applied_id="1")) == (LOOK,)
    with refused("this effect already"):
        add_effect(with_effects(), "abc", applied=BLUR)
    with refused("any more"):
        remove_effect(with_effects(), "abc", applied_id="3")


def test_effects_change_their_order():
    assert effects(move_effect(with_effects(), "abc", applied_id="2", to=0)) == (LOOK, BLUR)
    for place in (-1, 2):
        with refused("only 2 effects"):
            move_effect(with_effects(), "abc", applied_id="1", to=place)


def test_settings_are_set_changed_and_given_back():
    project = tune_effect(with_effects(), "abc", applied_id="1", key="radius", value=3)
    assert effects(project)[0].settings == (("radius", 3.0),)
    project = tune_effect(project, "abc", applied_id="1", key="centre", value=(0, 1))
    project = tune_effect(project, "abc", applied_id="1", key="radius", value=4.0)
    assert effects(project)[0].settings == (("radius", 4.0), ("centre", (0.0, 1.0)))
    assert effects(tune_effect(project, "abc", applied_id="1", key="radius", value=None))[0].setting("radius") is None
    assert effects(project)[1] == LOOK
    rising = Keyframes(keys=(Key(seconds(0), 1.0),))
    for value in (True, "#FF0000", rising):
        assert effects(tune_effect(project, "abc", applied_id="2", key="k", value=value))[1].setting("k") == value


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), (0.0, float("nan")), Keyframes(keys=(Key(seconds(0), float("nan")),))]
)
def test_settings_that_are_no_numbers_are_refused(value):
    with refused("must be a number"):
        tune_effect(with_effects(), "abc", applied_id="1", key="radius", value=value)


def test_an_effect_rests_and_works_again():
    resting = set_effect_on(with_effects(), "abc", applied_id="1", on=False)
    assert not effects(resting)[0].on
    assert set_effect_on(resting, "abc", applied_id="1", on=True) == with_effects()


def test_a_transition_changes_no_length():
    project = set_transition(timeline("abc def"), "def", transition=Transition("dissolve", seconds(2)))
    assert play(project) == "abcdef"
    assert find(project, "def").clip.enter == Transition("dissolve", seconds(2))
    assert set_transition(project, "def", transition=None) == timeline("abc def")


def test_a_transition_lasts_an_even_number_of_frames():
    project = timeline("abc def", rate=Fraction(30))
    for asked, frames in ((Fraction(1, 100), 2), (Fraction(1, 2), 16), (Fraction(14, 30), 14), (Fraction(2), 60)):
        enter = find(set_transition(project, "def", transition=Transition("dissolve", asked)), "def").clip.enter
        assert enter.length == Fraction(frames, 30)


def test_a_transition_lasts_at_most_as_long_as_its_shorter_clip():
    project = timeline("abcd efghijkl mn")
    assert [longest_transition(project, clip) for clip in ("abcd", "efghijkl", "mn")] == [0, 4, 2]
    with refused("at most 4 s"):
        set_transition(project, "efghijkl", transition=Transition("dissolve", seconds(5)))


def test_transitions_do_not_overlap():
    project = set_transition(timeline("abcd efgh ijkl"), "efgh", transition=Transition("dissolve", seconds(4)))
    assert longest_transition(project, "ijkl") == 4
    project = trim_end(project, "efgh", to=seconds(7))
    assert longest_transition(project, "ijkl") == 2
    assert not check_project(set_transition(project, "ijkl", transition=Transition("dissolve", seconds(2))))


def test_the_transition_out_leaves_less_for_the_transition_in():
    project = set_transition(timeline("abcd efgh ijkl"), "ijkl", transition=Transition("dissolve", seconds(4)))
    project = trim_end(project, "efgh", to=seconds(7))
    assert longest_transition(project, "efgh") == 2
    assert not check_project(set_transition(project, "efgh", transition=Transition("dissolve", seconds(2))))


def test_two_transitions_on_a_clip_that_became_too_short_share_it():
    project = timeline("abcd efgh ijkl")
    for clip in ("efgh", "ijkl"):
        project = set_transition(project, clip, transition=Transition("dissolve", seconds(4)))
    project = trim_end(project, "efgh", to=seconds(7))
    assert [find(project, clip).clip.enter.length for clip in ("efgh", "ijkl")] == [4, 2]
    assert not check_project(project)


def test_transitions_need_a_clip_to_come_in_over():
    dissolve = Transition("dissolve", seconds(2))
    project = with_title(timeline("a bc . de"), "T", 1)
    for clip in ("a", "de"):
        with refused("no clip right before"):
            set_transition(project, clip, transition=dissolve)
    with refused("too short for a transition"):
        set_transition(project, "bc", transition=dissolve)
    with refused("lies on a layer"):
        set_transition(project, "T", transition=dissolve)
    assert longest_transition(project, "T") == 0
    with refused("must be a number"):
        bad = Transition("dissolve", seconds(2), settings=(("soft", float("nan")),))
        set_transition(timeline("abc def"), "def", transition=bad)
