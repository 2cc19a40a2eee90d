"""Everything that could be wrong with a project."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.edits import set_transition
from studio.model import (
    Applied,
    At,
    Clip,
    Footage,
    Item,
    Layer,
    OnClip,
    Project,
    Span,
    Transition,
    check_project,
)
from studio.sentences import Sentence
from tests.helpers.word_sources import seconds, timeline, title, with_title

WHOLE = with_title(
    set_transition(timeline("abc def", sounds="song"), "def", transition=Transition("x", seconds(2))), "T", 4
)


def main(index: int, **changes: object) -> Project:
    things = list(WHOLE.main)
    things[index] = replace(things[index], **changes)
    return replace(WHOLE, main=tuple(things))


def items(*new: Item, kind: str = "text") -> Project:
    return replace(WHOLE, layers=(Layer("text", kind, items=new),))


def window(start: float, length: float) -> Span:
    return Span(Fraction(start), Fraction(length))


def test_what_edits_make_has_no_problems():
    assert check_project(WHOLE) == ()


PINNED = OnClip("def", seconds(1))


@pytest.mark.parametrize(
    ("project", "code"),
    [
        (replace(WHOLE, rate=Fraction(0)), "odd-rate"),
        (main(0, id="def"), "same-id"),
        (main(0, window=window(0, 2.5)), "odd-length"),
        (main(0, window=window(0, 0)), "empty-clip"),
        (main(0, speed=Fraction(0)), "odd-speed"),
        (main(0, content=title("T").content, speed=Fraction(2)), "odd-speed"),
        (main(0, content=Footage("file:none")), "no-asset"),
        (main(0, window=window(0, 4)), "past-end"),
        (main(0, window=window(-1, 2)), "past-end"),
        (main(0, effects=(Applied("1", "blur"), Applied("1", "look"))), "same-id"),
        (main(0, enter=Transition("x", seconds(2))), "lone-transition"),
        (main(1, enter=Transition("x", seconds(0))), "odd-transition"),
        (main(1, enter=Transition("x", Fraction(1, 3))), "odd-transition"),
        (main(1, enter=Transition("x", seconds(8))), "long-transition"),
        (items(Item(title("T"), OnClip("none", seconds(0)))), "loose-pin"),
        (items(Item(title("T"), OnClip("def", seconds(5)))), "pin-outside"),
        (items(Item(title("T"), At(seconds(-1)))), "before-start"),
        (items(Item(replace(title("T"), window=window(0, 1.5)), PINNED)), "odd-length"),
        (items(Item(replace(title("T"), enter=Transition("x", seconds(1))), PINNED)), "lone-transition"),
        (items(Item(title("T"), PINNED), kind="sound"), "sound-above"),
        (replace(WHOLE, sounds=(Layer("more", "overlay"),)), "picture-below"),
    ],
)
def test_each_thing_that_is_wrong_is_named(project, code):
    problems = check_project(project)
    assert code in [problem.code for problem in problems]
    assert all(isinstance(problem.sentence, Sentence) for problem in problems)


def test_a_pin_to_a_clip_that_does_not_move_is_looked_at_without_falling_over():
    still = replace(WHOLE, main=(WHOLE.main[0], replace(WHOLE.main[1], speed=Fraction(0))))
    assert "odd-speed" in [problem.code for problem in check_project(still)]


def test_half_a_frame_past_the_end_is_forgiven():
    assets = tuple(replace(asset, duration=asset.duration - Fraction(1, 2)) for asset in WHOLE.assets)
    assert check_project(replace(WHOLE, assets=assets, sounds=())) == ()


def test_sound_items_may_last_any_number_of_samples():
    clip = Clip("s", Footage("file:song"), Span(seconds(0), Fraction(7, 48000)))
    sound = replace(WHOLE.sounds[0], items=(Item(clip, At(seconds(0))),))
    assert check_project(replace(WHOLE, sounds=(sound,))) == ()
