"""Blend modes, masks, backdrops, quarter turns, places per ratio, and another frame rate."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from studio.edits import (
    add_asset,
    remove_mask,
    rotate,
    set_backdrop,
    set_blend,
    set_canvas,
    set_mask,
    set_own_place,
    set_place,
    set_rate,
    set_transition,
)
from studio.model import (
    ZERO,
    Adjustment,
    At,
    Backdrop,
    Clip,
    Item,
    Key,
    Keyframes,
    Layer,
    Mask,
    Span,
    Transition,
    check_project,
    find,
    place_for,
)
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, play_layer, seconds, timeline, with_title, word


def test_a_clip_blends_in_a_mode_there_is():
    assert find(set_blend(timeline("abc"), "abc", blend="screen"), "abc").clip.blend == "screen"
    with refused("no blend mode"):
        set_blend(timeline("abc"), "abc", blend="melt")


def test_a_mask_is_made_changed_and_taken_away():
    masked = set_mask(set_mask(timeline("abc"), "abc", shape="heart", width=1.0), "abc", invert=True)
    assert find(masked, "abc").clip.mask == Mask(shape="heart", width=1.0, invert=True)
    assert remove_mask(masked, "abc") == timeline("abc")
    with refused("no mask"):
        set_mask(masked, "abc", shape="cloud")
    with refused("is words"):
        set_mask(with_title(timeline("abc"), "T", 1), "T", shape="heart")


def test_the_effects_of_a_look_act_within_its_mask():
    look = Item(Clip("L", Adjustment(), Span(ZERO, Fraction(2))), At(ZERO))
    project = replace(timeline("abc"), layers=(Layer("o", "look", items=(look,)),))
    masked = set_mask(project, "L", shape="star")
    assert find(masked, "L").clip.mask == Mask(shape="star")
    assert remove_mask(masked, "L") == project


def test_quarter_turns_come_round():
    turned = rotate(timeline("abc"), "abc")
    assert find(turned, "abc").clip.place.rotation_deg == 90
    assert rotate(turned, "abc", quarters=3) == timeline("abc")
    keys = Keyframes(keys=(Key(seconds(0), 0.0), Key(seconds(1), 10.0)))
    moving = rotate(set_place(timeline("abc"), "abc", rotation_deg=keys), "abc", quarters=-1)
    assert [key.value for key in find(moving, "abc").clip.place.rotation_deg.keys] == [-90, -80]


def test_a_backdrop_lies_behind_clips_of_the_main_track():
    project = add_asset(with_title(timeline("abc"), "T", 1), word("P", kind="photo"))
    blurred = set_backdrop(project, "abc", kind="blur", strength=0.8)
    assert find(blurred, "abc").clip.backdrop == Backdrop(strength=0.8)
    assert set_backdrop(blurred, "abc", kind="none") == project
    assert find(set_backdrop(project, "abc", kind="photo", asset="file:P"), "abc").clip.backdrop.asset == "file:P"
    with refused("Choose a photo"):
        set_backdrop(project, "abc", kind="photo")
    with refused("lies on a layer"):
        set_backdrop(project, "T", kind="blur")


def test_a_place_of_its_own_holds_on_its_ratio_only():
    project = set_place(timeline("abc"), "abc", scale=2.0)
    own = set_place(set_own_place(project, "abc", own=True), "abc", scale=3.0)
    place = find(own, "abc").clip.place
    assert (place_for(place, "9:16").scale, place_for(place, "1:1").scale) == (3.0, 2.0)
    square = set_canvas(own, width=1080, height=1080)
    assert find(set_place(square, "abc", x=0.5), "abc").clip.place.per_ratio[0][1].x == 0.0
    assert set_own_place(own, "abc", own=False) == project


def test_another_frame_rate_leaves_everything_where_it_is():
    project = with_title(timeline("ab cde . fg", rate=Fraction(2)), "T", 3)
    halved = set_rate(project, rate=Fraction(1))
    assert (play(halved), play_layer(halved, "text")) == ("abcde.fg", "   T")
    assert set_rate(halved, rate=Fraction(2)) == project
    fine = set_rate(project, rate=Fraction(30000, 1001))
    assert check_project(fine) == ()
    with refused("from 1 to 240"):
        set_rate(project, rate=Fraction(1, 2))


def test_rounding_to_frames_never_adds_up_and_transitions_fit():
    project = timeline("[abc]z [def]z [ghi]z jkl", rate=Fraction(30))
    project = set_transition(project, "def", transition=Transition("dissolve", Fraction(2, 30)))
    slow = set_rate(project, rate=Fraction(7, 5))
    assert check_project(slow) == ()
    assert abs(find(slow, "jkl").span.start - 9) <= Fraction(5, 14)
    assert find(slow, "def").clip.enter.length == Fraction(10, 7)
