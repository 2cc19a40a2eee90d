"""Another file in a clip's place, sound apart from its picture, attributes of another clip, room for transitions."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest
from msgspec.structs import replace

from studio.edits import (
    ATTRIBUTES,
    add_asset,
    add_effect,
    attach_sound,
    detach_sound,
    make_room,
    missing_material,
    move,
    paste_attributes,
    replace_footage,
    set_fades,
    set_gain,
    set_keep_pitch,
    set_opacity,
    set_place,
    set_speed,
    set_speed_curve,
    set_transition,
    split,
)
from studio.model import (
    Animation,
    Applied,
    Backdrop,
    Clip,
    Footage,
    Key,
    Keyframes,
    Mask,
    Place,
    Span,
    Transition,
    check_project,
    curve_at,
    find,
)
from tests.helpers.refused import why_not
from tests.helpers.word_sources import play, play_layer, seconds, starts, timeline, title, with_title, word


def with_file(project, text: str, **how):
    return add_asset(project, word(text, **how))


def test_a_clip_shows_another_file_as_long_as_it_did():
    project = with_file(timeline("ab[cd]e fg"), "vwxyz")
    assert play(replace_footage(project, "cd", asset_id="file:vwxyz")) == "vwfg"
    assert play(replace_footage(project, "cd", asset_id="file:vwxyz", start=seconds(2))) == "xyfg"
    assert play(replace_footage(project, "cd", asset_id="file:vwxyz", whole=True)) == "vwxyzfg"


def test_a_shorter_file_makes_the_clip_shorter():
    project = with_file(timeline("abcd fg"), "vw")
    assert play(replace_footage(project, "abcd", asset_id="file:vw")) == "vwfg"
    assert "shows nothing" in why_not(replace_footage, project, "abcd", asset_id="file:vw", start=seconds(2))


def test_everything_done_to_the_clip_is_kept():
    rising = Keyframes(keys=(Key(seconds(2), 0.0), Key(seconds(4), 1.0)))
    project = with_file(with_title(timeline("pq ab[cdef]g"), "T", 3), "uvwxyz")
    project = set_opacity(set_fades(project, "cdef", fade_in=seconds(1), fade_out=seconds(1)), "cdef", opacity=rising)
    project = set_transition(project, "cdef", transition=Transition("dissolve", seconds(2)))
    done = replace_footage(project, "cdef", asset_id="file:uvwxyz", start=seconds(1))
    clip = find(done, "cdef").clip
    assert play(done) == "pqvwxy"
    assert curve_at(clip.opacity, clip.window.start) == 0.0
    assert curve_at(clip.opacity, clip.window.start + 2) == 1.0
    assert (clip.fade_in, clip.fade_out) == (Span(seconds(1), seconds(1)), Span(seconds(4), seconds(1)))
    assert clip.enter is not None
    assert starts(done)["T"] == 3
    assert not check_project(done)


def test_what_stands_still_has_no_speed_and_sound_is_no_picture():
    project = set_speed(with_file(timeline("abcd"), "P", kind="photo"), "abcd", speed=seconds(2))
    clip = find(replace_footage(project, "abcd", asset_id="file:P"), "abcd").clip
    assert (clip.speed, clip.length) == (1, 2)
    project = with_file(timeline("abcd"), "song", kind="sound")
    assert "has no picture" in why_not(replace_footage, project, "abcd", asset_id="file:song")
    assert "shows no file" in why_not(replace_footage, with_title(project, "T", 0), "T", asset_id="file:abcd")


def test_sound_is_taken_out_of_a_clip_moves_with_it_and_goes_back():
    project = set_gain(timeline("x[abcd] ef"), "abcd", gain_db=-6.0)
    project = add_effect(project, "abcd", applied=Applied("e1", "echo"))
    apart = detach_sound(project, "abcd", new_id="s1", new_layer="l1", sound_effects=("echo",))
    assert play_layer(apart, "sound") == "abcd"
    assert find(apart, "abcd").clip.muted
    assert (find(apart, "abcd").clip.effects, len(find(apart, "s1").clip.effects)) == ((), 1)
    assert play_layer(move(apart, "abcd", to=seconds(4)), "sound") == "  abcd"
    louder = set_gain(apart, "s1", gain_db=3.0)
    for name in ("abcd", "s1"):
        back = attach_sound(louder, name)
        assert find(back, "s1") is None
        clip = find(back, "abcd").clip
        assert (clip.muted, clip.gain_db, len(clip.effects)) == (False, 3.0, 1)


def test_sound_is_apart_only_once_and_every_piece_goes_back():
    project = detach_sound(timeline("abcd"), "abcd", new_id="s1", new_layer="l1")
    assert "apart already" in why_not(detach_sound, project, "abcd", new_id="s2", new_layer="l2")
    project = split(project, "s1", at=seconds(2), new_id="s2")
    assert not any(layer.items for layer in attach_sound(project, "s2").sounds)
    assert "No sound" in why_not(attach_sound, timeline("abcd"), "abcd")


def test_another_sound_layer_is_made_where_there_is_no_room():
    project = detach_sound(timeline("abcd", sounds="song"), "abcd", new_id="s1", new_layer="l1")
    assert [layer.id for layer in project.sounds] == ["sound", "l1"]


PARTS = ("place", "opacity", "looks", "effects", "volume", "fades", "speed", "enabled")


def ids():
    numbers = count(1)
    return lambda: f"new {next(numbers)}"


def test_a_clip_takes_what_was_done_to_another():
    project = set_speed(set_opacity(timeline("abcdef x[ghij]"), "abcdef", opacity=0.5), "abcdef", speed=seconds(2))
    project = set_fades(set_place(project, "abcdef", x=0.25), "abcdef", fade_in=seconds(1))
    project = add_effect(
        add_effect(project, "abcdef", applied=Applied("e1", "blur")), "abcdef", applied=Applied("e2", "dusk")
    )
    source = find(project, "abcdef").clip
    done = find(
        paste_attributes(project, "ghij", source=source, parts=PARTS, looks=("dusk",), new_id=ids()), "ghij"
    ).clip
    assert (done.opacity, done.place.x, done.speed, done.length) == (0.5, 0.25, 2, 2)
    assert done.fade_in == Span(done.window.start, seconds(1))
    assert [one.effect for one in done.effects] == ["blur", "dusk"]
    only = paste_attributes(project, "ghij", source=source, parts=("looks",), looks=("dusk",), new_id=ids())
    assert [one.effect for one in find(only, "ghij").clip.effects] == ["dusk"]
    assert find(only, "ghij").clip.speed == 1


STAYS_WITH_ITS_CLIP = {
    "id", "name", "window", "group", "markers",  # which clip it is
    "enter",  # belongs to the cut
    "extra",  # what this program does not know
    "slot",  # what others may put there
}  # fmt: skip


def test_no_field_of_a_clip_is_forgotten_by_paste_attributes():
    rising = Keyframes(keys=(Key(seconds(0), 0.1), Key(seconds(2), 0.9)))
    project = set_speed_curve(timeline("abcdefgh klmnopqr"), "abcdefgh", points=((0.0, 1.0), (0.5, 2.0), (1.0, 1.0)))
    project = set_keep_pitch(project, "abcdefgh", keep_pitch=True)
    project = set_fades(project, "abcdefgh", fade_in=seconds(1), fade_out=seconds(1))
    worn = replace(
        find(project, "abcdefgh").clip, place=Place(x=rising, mirror=True), opacity=rising, gain_db=rising, muted=True,
        on=False, effects=(Applied("e", "blur", settings=(("amount", rising),)),), blend="screen",
        mask=Mask(shape="heart", width=rising), backdrop=Backdrop(strength=0.25), speed=Fraction(3, 2),
        animations=(Animation("in", "motion_pop", seconds(1)),), content=Footage("file:abcdefgh", sound_track=1),
    )  # fmt: skip
    # Every field says something, so that a new one cannot be left out here either.
    bare = Clip("abcdefgh", Footage("file:abcdefgh"), worn.window)
    forgotten = [name for name in worn.__struct_fields__ if getattr(worn, name) == getattr(bare, name)]
    assert set(forgotten) <= STAYS_WITH_ITS_CLIP
    done = find(
        paste_attributes(project, "klmnopqr", source=worn, parts=ATTRIBUTES, looks=(), new_id=ids()), "klmnopqr"
    ).clip
    plain = find(project, "klmnopqr").clip
    same = {name for name in done.__struct_fields__ if getattr(done, name) == getattr(plain, name)}
    # What is shown, and which of its tracks is heard, is the clip's own.
    assert same <= STAYS_WITH_ITS_CLIP | {"content"}


def test_keys_stand_as_far_from_the_beginning():
    rising = Keyframes(keys=(Key(seconds(0), 0.0), Key(seconds(2), 1.0)))
    project = set_opacity(timeline("abcd xy[ghij]"), "abcd", opacity=rising)
    clip = find(
        paste_attributes(project, "ghij", source=find(project, "abcd").clip, parts=("opacity",), new_id=ids()), "ghij"
    ).clip
    assert [key.time for key in clip.opacity.keys] == [2, 4]


def test_parts_that_do_not_fit_are_left_out_and_nothing_at_all_is_refused():
    project = with_title(timeline("abcd"), "T", 0)
    words = replace(title("U"), opacity=0.5)
    assert why_not(paste_attributes, project, "T", source=words, parts=("fades", "speed"), new_id=ids()) == (
        "“T” can take none of that."
    )
    assert find(paste_attributes(project, "T", source=words, parts=PARTS, new_id=ids()), "T").clip.opacity == 0.5


@pytest.mark.parametrize(
    ("drawing", "missing", "spelled"),
    [("abcd efgh", (1, 1), "abcfgh"), ("[abcd]x y[efgh]", (0, 0), ""), ("[abcd]x efgh", (0, 1), "abcdfgh")],
)
def test_a_transition_without_material_is_told_and_gets_room(drawing, missing, spelled):
    project = set_transition(timeline(drawing), "efgh", transition=Transition("dissolve", seconds(2)))
    assert missing_material(project, "efgh") == missing
    if not spelled:
        assert "has all its material" in why_not(make_room, project, "efgh")
        return
    done = make_room(project, "efgh")
    assert play(done) == spelled
    assert missing_material(done, "efgh") == (0, 0)
    assert find(done, "efgh").clip.enter.length == 2
