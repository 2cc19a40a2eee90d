"""Layers, the items on them, and what holds the items in place."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.edits import (
    add_item,
    add_layer,
    add_on_layer,
    append,
    close_gaps,
    make_compound,
    move,
    pin,
    release_compound,
    remove_layer,
    ripple_delete,
    ripple_range,
    set_layer,
    set_opacity,
    set_speed,
    split,
)
from studio.edits.entering import entered, with_entered
from studio.model import Adjustment, At, Clip, Footage, Layer, OnClip, Span, check_project, find
from studio.render.plan import plan
from studio.render.sound_plan import sound_plan
from tests.helpers.refused import refused
from tests.helpers.word_sources import play_layer, seconds, starts, timeline, title, with_title


def kinds(project):
    return [layer.kind for layer in project.layers]


def test_a_clip_goes_to_the_topmost_open_layer_of_its_kind():
    project = timeline("abc def")
    for name in ("low", "high"):
        project = add_layer(project, Layer(name, "text"))
    assert find(add_on_layer(project, title("T"), kind="text", at=seconds(4), new_layer="n"), "T").layer.id == "high"
    locked = set_layer(project, "high", locked=True)
    put = add_on_layer(locked, title("T"), kind="text", at=seconds(4), new_layer="n")
    assert find(put, "T").layer.id == "low"
    assert find(put, "T").item.pin == OnClip("def", seconds(1))


def test_new_layers_stack_words_above_looks_above_pictures():
    project = replace(timeline("abc"), layers=())
    for kind in ("text", "overlay", "look", "overlay"):
        clip = title(f"{kind} {len(project.layers)}")
        project = add_on_layer(project, clip, kind=kind, at=seconds(0), new_layer=f"{kind} layer")
    assert kinds(project) == ["overlay", "look", "text"]
    assert [len(layer.items) for layer in project.layers] == [2, 1, 1]


def test_a_picture_is_pinned_to_the_clip_it_begins_over():
    project = with_title(timeline("abc x[def]"), "T", 4)
    assert find(project, "T").item.pin == OnClip("def", seconds(2))
    assert play_layer(project, "text") == "    T"


def test_a_picture_over_nothing_is_pinned_to_time():
    assert find(with_title(timeline("abc .. def"), "T", 3), "T").item.pin == At(seconds(3))
    assert find(with_title(timeline("abc"), "T", 7), "T").item.pin == At(seconds(7))


def test_sound_is_pinned_to_time_unless_asked_otherwise():
    project = timeline("abc", sounds="song")
    voice = Clip("voice", Footage("file:song"), Span(seconds(0), Fraction(100001, 96000)))
    assert find(add_item(project, voice, layer="sound", at=seconds(1)), "voice").item.pin == At(seconds(1))
    held = add_item(project, voice, layer="sound", at=seconds(1), pinned=True)
    assert find(held, "voice").item.pin == OnClip("abc", seconds(1))
    assert find(held, "voice").clip.length == Fraction(50000, 48000)


def test_a_title_over_a_fast_clip_is_on_the_very_frame():
    project = set_speed(timeline("abcdefghij", rate=Fraction(30)), "abcdefghij", speed=Fraction(137, 100))
    for frame in range(0, 200, 7):
        start = starts(add_item(project, title("T"), layer="text", at=frame / project.rate))["T"]
        assert 0 <= frame / project.rate - start < Fraction(1, 10**8)


def test_what_begins_with_a_half_is_pinned_to_that_half_at_any_rate():
    project = split(timeline("abcdef", rate=Fraction(59, 2)), "abcdef", at=seconds(2), new_id="tail")
    project = with_title(project, "T", starts(project)["tail"])
    assert find(project, "T").item.pin.clip == "tail"
    assert not check_project(project)


def test_a_pin_can_be_changed_without_moving_anything():
    project = with_title(timeline("abc def"), "T", 4)
    freed = pin(project, "T")
    assert find(freed, "T").item.pin == At(seconds(4))
    assert pin(freed, "T") is freed
    assert pin(freed, "T", to_clip="def", when_gone="stay") != project
    assert pin(freed, "T", to_clip="def") == project


def test_pins_that_make_no_sense_are_refused():
    project = with_title(timeline("abc . def"), "T", 4)
    with refused("does not begin over “abc”"):
        pin(project, "T", to_clip="abc")
    with refused("no clip “.”"):
        pin(project, "T", to_clip=".")
    with refused("where order holds it"):
        pin(project, "abc")


def test_layers_come_and_go():
    project = add_layer(timeline("abc"), Layer("more", "text", "More"))
    assert project.layers[-1].id == "more"
    assert remove_layer(project, "more") == timeline("abc")
    assert remove_layer(timeline("abc"), "sound").sounds == ()
    for taken in ("text", "main", "abc", "file:abc", ""):
        with refused("taken"):
            add_layer(project, Layer(taken, "text"))


def test_a_layer_is_hidden_muted_named_and_locked():
    project = set_layer(timeline("abc"), "text", hidden=True, muted=True, name="Captions")
    layer = project.layers[1]
    assert (layer.hidden, layer.muted, layer.name, layer.locked) == (True, True, "Captions", False)
    assert set_layer(project, "text", hidden=True) is project


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: remove_layer(p, "text"),
        lambda p: with_title(p, "U", 1),
        lambda p: pin(p, "T"),
        lambda p: ripple_delete(p, "T"),
    ],
)
def test_a_locked_layer_refuses(edit):
    project = set_layer(with_title(timeline("abc"), "T", 1), "text", locked=True)
    with refused("“Words” is locked"):
        edit(project)
    assert edit(set_layer(project, "text", locked=False)) != project


def test_what_has_nothing_to_hear_is_refused_below():
    project = timeline("abc")
    with refused("has no sound"):
        add_item(project, title("T"), layer="sound", at=seconds(0))
    with refused("before the start"):
        add_item(project, title("T"), layer="text", at=seconds(-1))
    with refused("no layer"):
        add_item(project, title("T"), layer="nowhere", at=seconds(0))


def test_a_look_over_everything_is_an_item():
    look = Clip("look", Adjustment(), Span(seconds(0), seconds(2)))
    project = add_item(add_layer(timeline("abc"), Layer("looks", "look")), look, layer="looks", at=seconds(1))
    assert not check_project(project)
    with refused("has no sound"):
        add_item(project, Clip("more", Adjustment(), Span(seconds(0), seconds(2))), layer="sound", at=seconds(1))


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: ripple_delete(p, "ab"),
        lambda p: append(p, replace(p.main[0], id="x")),
        close_gaps,
        lambda p: set_opacity(p, "ab", opacity=0.5),
        lambda p: move(p, "T", to=seconds(0), layer="main"),
        lambda p: ripple_range(p, Span(seconds(1), seconds(3)), new_id=iter("xyz").__next__),
    ],
)
def test_a_locked_main_track_refuses(edit):
    project = set_layer(with_title(timeline("ab .. cd"), "T", 1), "main", locked=True)
    with refused("main track is locked"):
        edit(project)
    assert edit(set_layer(project, "main", locked=False)) != project


def test_the_main_track_is_hidden_and_muted_as_a_whole_and_stays_in_a_compound():
    project = timeline("ab cd")
    hidden = set_layer(project, "main", hidden=True)
    assert plan(hidden, seconds(0)).layers == ()
    assert sound_plan(hidden, 0, 4800).voices == sound_plan(project, 0, 4800).voices != ()
    assert sound_plan(set_layer(project, "main", muted=True), 0, 4800).voices == ()
    whole = make_compound(project, ["ab", "cd"], name="Both", new_id=iter("klm").__next__)
    inside = set_layer(entered(whole, ("k",)), "main", hidden=True)
    changed = with_entered(whole, ("k",), inside)
    assert plan(changed, seconds(0)).layers == ()
    assert not changed.main_state.hidden
    with refused("hidden or muted"):
        release_compound(changed, "k", new_id=iter("xyz").__next__)
