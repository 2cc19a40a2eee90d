"""Screens: pictures that share the canvas, and change places while they play. No clip moves in time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import Screen, add_asset, add_item, add_layer, lay_out, set_mask, set_opacity, set_place
from studio.model import Clip, Footage, Layer, Project, Span, curve_at, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, play_layer, timeline, with_title, word

LEFT, RIGHT = Screen(-0.25, 0, 0.5, 16 / 9), Screen(0.25, 0, 0.5, 16 / 9)
FULL = Screen(0, 0, 1, 16 / 9)
ROUND = Screen(0.2, -0.3, 0.3, 0.3, roundness=1.0)


def _duet() -> Project:
    """`abcdefgh` on the main track, `stuvwxyz` over it."""
    project = add_asset(timeline("abcdefgh"), word("stuvwxyz"))
    project = add_layer(project, Layer("top", "overlay"))
    clip = Clip("me", Footage("file:stuvwxyz"), Span(Fraction(0), Fraction(8)))
    return add_item(project, clip, layer="top", at=Fraction(0))


def _numbers(project: Project, clip_id: str, own: int) -> tuple[float, float, float, float, float]:
    """x, scale, left crop, opacity and roundness at a second of the clip."""
    clip, at = find(project, clip_id).clip, Fraction(own)
    curves = (clip.place.x, clip.place.scale, clip.place.crop_left, clip.opacity)
    roundness = 0.0 if clip.mask is None else curve_at(clip.mask.roundness, at)
    return *(round(curve_at(curve, at), 6) for curve in curves), round(roundness, 6)


def test_pictures_stand_beside_each_other_and_nothing_moves_in_time():
    before = _duet()
    after = lay_out(before, ["abcdefgh", "me"], [LEFT, RIGHT])
    assert (play(after), play_layer(after, "top")) == (play(before), play_layer(before, "top"))
    assert _numbers(after, "abcdefgh", 0) == (-0.25, 1.0, 0.25, 1.0, 0.0)
    assert _numbers(after, "me", 0) == (0.25, 1.0, 0.25, 1.0, 0.0)


def test_a_whole_picture_is_not_cropped_and_may_stand_at_the_foot():
    half = Screen(0, 0, 1, 8 / 9, whole=True, foot=True)
    wide = set_place(_duet(), "me", rotation_deg=20.0)
    place = find(lay_out(wide, ["me"], [half]), "me").clip.place
    assert (place.scale, place.crop_left, place.rotation_deg) == (0.5, 0.0, 0.0)
    assert place.y == pytest.approx(0.0)


def test_round_screens_have_a_mask_and_lose_it_again():
    small = lay_out(_duet(), ["me"], [ROUND])
    mask = find(small, "me").clip.mask
    assert mask is not None
    assert (mask.shape, mask.roundness, mask.width, mask.height) == (
        "rectangle",
        1.0,
        pytest.approx(1),
        pytest.approx(1),
    )
    assert find(lay_out(small, ["me"], [FULL]), "me").clip.mask is None
    heart = set_mask(_duet(), "me", shape="heart")
    assert find(lay_out(heart, ["me"], [ROUND]), "me").clip.mask == find(heart, "me").clip.mask


def test_the_layout_changes_midway_and_a_later_change_stays():
    project = lay_out(_duet(), ["abcdefgh", "me"], [LEFT, RIGHT])
    late = lay_out(project, ["abcdefgh", "me"], [FULL, ROUND], at=Fraction(6), over=Fraction(1))
    assert [_numbers(late, "me", own)[0] for own in (0, 5, 6, 7, 8)] == [0.25, 0.25, 0.25, 0.2, 0.2]
    assert [_numbers(late, "me", own)[4] for own in (0, 6, 7)] == [0, 0, 1]
    both = lay_out(late, ["abcdefgh", "me"], [None, FULL], at=Fraction(2))
    assert [_numbers(both, "me", own)[1] for own in (0, 2, 3, 6, 7)] == [1.0, 1.0, 1.0, 1.0, _numbers(late, "me", 7)[1]]
    assert [_numbers(both, "abcdefgh", own)[3] for own in (1, 2, 3, 5, 6, 7)] == [1, 1, 0, 0, 0, 1]
    assert [_numbers(both, "me", own)[0] for own in (2, 3, 6, 7)] == [0.25, 0, 0, 0.2]


def test_round_in_the_middle_goes_back_where_the_screens_change_again():
    project = lay_out(_duet(), ["abcdefgh", "me"], [LEFT, RIGHT])
    late = lay_out(project, ["abcdefgh", "me"], [RIGHT, LEFT], at=Fraction(6))
    between = lay_out(late, ["abcdefgh", "me"], [FULL, ROUND], at=Fraction(2))
    assert [_numbers(between, "me", own)[4] for own in (0, 2, 3, 6, 7)] == [0, 0, 1, 1, 0]
    assert [_numbers(between, "me", own)[0] for own in (0, 3, 6, 7)] == [0.25, 0.2, 0.2, -0.25]


def test_what_filled_the_canvas_is_as_large_before_the_change():
    project = set_place(_duet(), "me", fit="none")
    changed = find(lay_out(project, ["me"], [RIGHT], at=Fraction(4)), "me").clip
    assert changed.place.fit == "fit"
    assert curve_at(changed.place.scale, Fraction(0)) == pytest.approx(1.0)


def test_what_was_hidden_comes_up_where_it_is_wanted():
    hidden = set_opacity(_duet(), "me", opacity=0.0)
    shown = lay_out(hidden, ["me"], [RIGHT])
    assert find(shown, "me").clip.opacity == 1.0


def test_words_sounds_and_too_many_clips_are_refused():
    project = with_title(_duet(), "T", 1)
    with refused("no picture that could have a screen"):
        lay_out(project, ["T"], [FULL])
    with refused("fewer screens than clips"):
        lay_out(project, ["abcdefgh", "me"], [FULL])
    with refused("Select the clips"):
        lay_out(project, [], [FULL])
    with refused("Move the playhead over"):
        lay_out(project, ["me"], [FULL], at=Fraction(99))
