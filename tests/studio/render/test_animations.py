"""Animations on the canvas: coming, going, staying, and costing nothing where they are not at work."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from effects import all_effects
from studio.edits import set_animation, set_place, set_title, split
from studio.effect import Effects
from studio.model import Animation, Project
from studio.render import Artist, plan, plan_bytes
from studio.render.convert import rgba_from_i420
from studio.render.plan import Drawn
from tests.helpers.letter_sources import LetterSources
from tests.helpers.word_sources import seconds, timeline, with_title

EFFECTS = Effects(all_effects())
ARTIST = Artist(EFFECTS)
SIZE = (108, 192)
WHOLE = [effect.id for effect in EFFECTS.values() if effect.kind == "animation"]
OF_WORDS = [effect.id for effect in EFFECTS.values() if effect.kind == "text" and effect.whens]


def animated(project: Project, clip: str, effect: str, when: str = "in", length: int = 2) -> Project:
    return set_animation(project, clip, animation=Animation(when, effect, seconds(length)))


def drawn(project: Project, at: Fraction) -> np.ndarray:
    return ARTIST.draw(plan(project, at), LetterSources(), SIZE)


def film() -> Project:
    return timeline("abcdef", rate=Fraction(8))


@pytest.mark.parametrize("effect", WHOLE)
def test_every_animation_is_seen_while_it_is_at_work_and_not_afterwards(effect: str):
    when = EFFECTS[effect].whens[0]
    small = set_place(film(), "abcdef", scale=0.5)
    project = animated(small, "abcdef", effect, when)
    ways = [drawn(project, Fraction(number, 8)) for number in range(16)]
    still = [drawn(small, Fraction(number, 8)) for number in range(16)]
    assert any(not np.array_equal(one, other) for one, other in zip(ways, still, strict=True))
    assert all((one[..., 3] == 255).all() for one in ways)
    if when == "in":
        assert plan_bytes(plan(project, seconds(2))) == plan_bytes(plan(small, seconds(2)))
        back = animated(small, "abcdef", effect, "out")
        assert plan_bytes(plan(back, seconds(3))) == plan_bytes(plan(small, seconds(3)))
        assert any(
            not np.array_equal(drawn(back, 4 + Fraction(number, 8)), drawn(small, 4 + Fraction(number, 8)))
            for number in range(16)
        )


@pytest.mark.parametrize("effect", OF_WORDS)
def test_every_animation_of_words_is_seen_on_a_title(effect: str):
    when = EFFECTS[effect].whens[0]
    plain = set_title(with_title(film(), "T", 0), "T", text="ab cd")
    project = animated(plain, "T", effect, when, 1)
    assert any(
        not np.array_equal(drawn(project, Fraction(number, 8)), drawn(plain, Fraction(number, 8)))
        for number in range(1, 7)
    )


def test_a_picture_that_slides_in_comes_from_beyond_the_edge():
    project = animated(film(), "abcdef", "motion_slide_right")
    first, later = drawn(project, seconds(0)), drawn(project, seconds(1))
    background = np.array(first[0, -1])
    assert (first[:, -1] == background).all()
    assert not (later[96, 54] == background).all()


def test_coming_and_going_are_shortened_alike_where_both_do_not_fit():
    project = animated(animated(film(), "abcdef", "motion_fade", "in", 6), "abcdef", "motion_fade", "out", 6)
    moving = [plan(project, Fraction(number, 8)).layers[0] for number in range(48)]
    assert all(isinstance(layer, Drawn) and len(layer.motions) == 1 for layer in moving)
    assert [layer.motions[0].when for layer in moving if isinstance(layer, Drawn)] == ["in"] * 24 + ["out"] * 24


def test_a_split_changes_nothing_of_an_animation():
    project = animated(animated(film(), "abcdef", "motion_pop", "in", 4), "abcdef", "loop_sway", "loop", 1)
    halves = split(project, "abcdef", at=seconds(3), new_id="tail")
    for number in range(48):
        at = Fraction(number, 8)
        assert plan_bytes(plan(halves, at)) == plan_bytes(plan(project, at))


def test_planes_show_the_same_as_pictures():
    project = animated(film(), "abcdef", "motion_spin")
    planned = plan(project, seconds(1))
    picture = ARTIST.draw(planned, LetterSources(), SIZE).astype(int)
    planes = rgba_from_i420(ARTIST.draw_i420(planned, LetterSources(), SIZE)).astype(int)
    assert np.abs(picture - planes).mean() < 4


def test_an_animation_this_program_lacks_leaves_the_picture_alone():
    project = animated(film(), "abcdef", "made elsewhere")
    assert np.array_equal(drawn(project, seconds(0)), drawn(film(), seconds(0)))
