"""Words along a circle: how far they go, that they stay whole, and that a key moves them."""

from fractions import Fraction
from math import pi

import numpy as np
import pytest

from studio.edits import set_arc, set_key
from studio.effect import TextPose
from studio.model import At, Clip, Item, Layer, Project, Run, Span, TextStyle, Title
from studio.render import plan
from studio.render.planned import drawn_in
from studio.render.text import texts
from tests.helpers.refused import refused

PLAIN = TextStyle(stroke=0.0, size=0.08)


def inked(text: str, arc_deg: float, style: TextStyle = PLAIN, runs: tuple[Run, ...] = ()) -> np.ndarray:
    return texts.picture(text, style, 540, runs, arc_deg).pixels[..., 3] > 128


def test_an_arch_stands_highest_in_its_middle_and_a_sag_lowest():
    for arc_deg, highest in ((120.0, True), (-120.0, False)):
        rows = inked("oooooooooooo", arc_deg)
        tops = [int(column.argmax()) for column in rows.T if column.any()]
        middle, ends = tops[len(tops) // 2], (tops[3] + tops[-4]) / 2
        assert (middle < ends - 10) is highest
        assert (middle > ends + 10) is not highest


def test_a_full_circle_is_as_wide_as_it_is_high_and_its_line_goes_all_the_way_round():
    straight = texts.box("round and round we go", TextStyle(stroke=0.0, size=0.08, wrap_width=4.0))
    width, height = texts.box("round and round we go", PLAIN, (), 360)
    assert width == pytest.approx(height, rel=0.1)
    assert (width - straight[1]) * pi == pytest.approx(straight[0], rel=0.1)
    ink = inked("round and round we go", 360)
    assert not ink[
        ink.shape[0] // 2 - 20 : ink.shape[0] // 2 + 20, ink.shape[1] // 2 - 20 : ink.shape[1] // 2 + 20
    ].any()


@pytest.mark.parametrize("text", ["Good morning", "صباح الخير", "नमस्ते", "two\nlines", "🎬🎬🎬"])
def test_bent_words_keep_their_ink(text):
    style = TextStyle(stroke=0.0, size=0.08, gradient="#FF0000", box=True, shadow=0.01)
    straight, bent = (inked(text, arc_deg, style).sum() for arc_deg in (0.0, 100.0))
    assert bent == pytest.approx(straight, rel=0.25)


def test_letters_of_a_bent_title_still_move_by_themselves_and_a_straight_one_is_as_it_was():
    parts = texts.parts("Bend", PLAIN, "letter")
    assert len(parts) == 4
    posed = texts.posed("Bend", PLAIN, 540, "letter", (TextPose(),) * 4, (), 90.0).pixels[..., 3] > 128
    assert posed.sum() == pytest.approx(inked("Bend", 90.0).sum(), rel=0.02)
    assert np.array_equal(inked("Bend", 0.2), inked("Bend", 0.0))


def test_a_bend_is_keyed_like_any_number():
    clip = Clip("t", Title("Bend", PLAIN), Span(Fraction(0), Fraction(4)))
    project = Project("p", layers=(Layer("l", "text", items=(Item(clip, At(Fraction(0))),)),))
    project = set_key(project, "t", number="arc_deg", at=Fraction(0), value=0.0)
    project = set_key(project, "t", number="arc_deg", at=Fraction(2), value=180.0)
    shown = [next(iter(drawn_in(plan(project, Fraction(at)).layers))).shows.arc_deg for at in (0, 1, 2, 3)]
    assert shown == [0.0, 90.0, 180.0, 180.0]
    with refused("Bend can be from"):
        set_arc(project, "t", arc_deg=361)
