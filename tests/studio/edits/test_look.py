"""How a clip looks and sounds, and the canvas it stands on."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.edits import (
    append,
    set_canvas,
    set_fades,
    set_gain,
    set_layer,
    set_muted,
    set_on,
    set_opacity,
    set_place,
    set_sound_track,
    split,
)
from studio.model import Canvas, Clip, Footage, Key, Keyframes, Place, Span, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, seconds, timeline, with_title

FADING = Keyframes(keys=(Key(seconds(0), 1.0), Key(seconds(2), 0.0)))
WILD = Keyframes(keys=(Key(seconds(0), 1.0), Key(seconds(2), 900.0)))


def clip(project, clip_id="abc"):
    return find(project, clip_id).clip


def test_a_place_changes_field_by_field():
    project = set_place(timeline("abc"), "abc", x=0.25, scale=2, fit="fill", mirror=True)
    assert clip(project).place == Place(x=0.25, scale=2.0, fit="fill", mirror=True)
    assert clip(set_place(project, "abc", x=FADING)).place.x == FADING
    assert clip(set_place(project, "abc", rotation_deg=90)).place.scale == 2.0


def test_the_place_that_is_seen_is_the_one_that_changes():
    place = Place(per_ratio=(("9:16", Place(x=0.1)), ("1:1", Place(x=0.2))))
    project = append(timeline("abc"), Clip("own", Footage("file:abc"), Span(seconds(0), seconds(2)), place=place))
    changed = clip(set_place(project, "own", y=0.5), "own").place
    assert changed == Place(per_ratio=(("9:16", Place(x=0.1, y=0.5)), ("1:1", Place(x=0.2))))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scale": 0.0}, "Scale can be from"),
        ({"x": float("nan")}, "Position must be a number"),
        ({"y": WILD}, "Position can be from"),
        ({"rotation_deg": float("inf")}, "Rotation must be a number"),
        ({"fit": "stretch"}, "fit can be"),
        ({"crop_left": 0.5, "crop_right": 0.5}, "leave nothing"),
        ({"crop_top": FADING}, "leave nothing"),
        ({"x": True}, "must be a number"),
    ],
)
def test_places_that_make_no_sense_are_refused(changes, words):
    with refused(words):
        set_place(timeline("abc"), "abc", **changes)


def test_a_place_has_no_other_fields():
    with pytest.raises(TypeError):
        set_place(timeline("abc"), "abc", colour=1.0)


def test_opacity_is_a_part_of_one():
    assert clip(set_opacity(timeline("abc"), "abc", opacity=0.5)).opacity == 0.5
    assert clip(set_opacity(timeline("abc"), "abc", opacity=FADING)).opacity == FADING
    for opacity in (-0.1, 1.1, WILD):
        with refused("Opacity can be from 0 to 1"):
            set_opacity(timeline("abc"), "abc", opacity=opacity)


def test_volume_is_in_decibels():
    assert clip(set_gain(timeline("abc"), "abc", gain_db=-6)).gain_db == -6.0
    with refused("Volume can be from -60 to 20"):
        set_gain(timeline("abc"), "abc", gain_db=21)


def test_switches_switch():
    assert clip(set_muted(timeline("abc"), "abc", muted=True)).muted
    assert play(set_on(timeline("abc de"), "abc", on=False)) == "---de"


def test_a_clip_is_heard_on_a_track_that_its_source_has():
    project = timeline("abc")
    with refused("one track of sound only"):
        set_sound_track(project, "abc", track=1)
    two = replace(project, assets=tuple(replace(asset, sound_tracks=2) for asset in project.assets))
    assert clip(set_sound_track(two, "abc", track=2)).content.sound_track == 2
    assert set_sound_track(two, "abc", track=0) is two
    with refused("the sound tracks 1 to 2"):
        set_sound_track(two, "abc", track=3)


def test_doing_nothing_gives_the_very_same_project():
    project = timeline("abc")
    assert set_on(project, "abc", on=True) is project
    assert set_opacity(project, "abc", opacity=1.0) is project
    assert set_place(project, "abc") is project
    assert set_canvas(project, width=1080, height=1920) is project


def test_fades_lie_at_the_edges_of_what_is_shown():
    project = set_fades(timeline("xx[abc]"), "abc", fade_in=seconds(1), fade_out=Fraction(1, 2))
    assert clip(project).fade_in == Span(seconds(2), seconds(1))
    assert clip(project).fade_out == Span(Fraction(9, 2), Fraction(1, 2))
    assert clip(set_fades(project, "abc", fade_in=seconds(0))).fade_in is None
    assert clip(set_fades(project, "abc", fade_in=seconds(0))).fade_out is not None


def test_fades_that_do_not_fit_are_refused():
    project = timeline("abc")
    with refused("at most as long"):
        set_fades(project, "abc", fade_in=seconds(4))
    with refused("shorter than nothing"):
        set_fades(project, "abc", fade_in=seconds(-1))
    with refused("would overlap"):
        set_fades(project, "abc", fade_in=seconds(2), fade_out=seconds(2))
    assert clip(set_fades(project, "abc", fade_in=seconds(2), fade_out=seconds(1))).fade_out is not None


def test_silence_has_no_volume_and_sound_no_picture():
    project = with_title(timeline("abc", sounds="song"), "T", 1)
    for edit in (
        lambda: set_gain(project, "T", gain_db=1),
        lambda: set_muted(project, "T", muted=True),
        lambda: set_fades(project, "T", fade_in=seconds(1)),
    ):
        with refused("has no sound"):
            edit()
    for edit in (lambda: set_opacity(project, "song", opacity=0.5), lambda: set_place(project, "song", x=0.5)):
        with refused("has no picture"):
            edit()


def test_locked_layers_keep_their_look():
    project = set_layer(with_title(timeline("abc"), "T", 1), "text", locked=True)
    with refused("locked"):
        set_opacity(project, "T", opacity=0.5)


def test_a_split_half_keeps_the_whole_look():
    project = set_opacity(timeline("abc"), "abc", opacity=FADING)
    assert clip(split(project, "abc", at=seconds(1), new_id="tail"), "tail").opacity == FADING


def test_the_canvas_changes_size_and_colour():
    project = set_canvas(timeline("abc"), width=1080, height=1080, background="#ff8000")
    assert project.canvas == Canvas(1080, 1080, "#FF8000")
    assert set_canvas(project, width=1920, height=1080).canvas.background == "#FF8000"
    assert replace(project, canvas=Canvas()) == timeline("abc")


@pytest.mark.parametrize(("width", "height"), [(0, 1080), (1081, 1080), (1080, 9000), (-2, 2)])
def test_odd_canvases_are_refused(width, height):
    with refused("even numbers of pixels"):
        set_canvas(timeline("abc"), width=width, height=height)


@pytest.mark.parametrize("colour", ["red", "#12345", "#GGGGGG", ""])
def test_odd_colours_are_refused(colour):
    with refused("is not a colour"):
        set_canvas(timeline("abc"), width=1080, height=1080, background=colour)
