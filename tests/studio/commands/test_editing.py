"""What the commands do to a project."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from effects import all_effects
from studio.commands import COMMANDS, Misused, run_command
from studio.effect import Effects
from studio.model import At, Clip, OnClip, Sticker, Title, check_project, duration, find, main_duration
from studio.sentences import Refused
from studio.session import Probed, Session, probe_all
from tests.helpers.make_media import film, photo, plain, tone, wav


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("media")
    return {
        "film": str(film(folder / "film.mp4", frames=90, sound=tone(3))),
        "photo": str(photo(folder / "photo.png", plain((200, 100, 50)))),
        "song": str(wav(folder / "song.wav", np.asarray(tone(4)))),
    }


@pytest.fixture(scope="module")
def looked_into(media: dict[str, str]) -> Probed:
    """The facts of the film and the photo, looked into once."""
    return probe_all([media["film"], media["photo"]])


@pytest.fixture
def session(looked_into: Probed) -> Iterator[Session]:
    """A film of 3 s (c1), a photo of 5 s (c2), nothing selected."""
    opened = Session(Effects(all_effects()), keeps=False)
    opened.new_project()
    opened.add_probed(looked_into)
    run_command(opened, "append", {"media": "film.mp4,photo.png"})
    opened.select([])
    yield opened
    assert check_project(opened.project) == ()
    opened.close()


def _clip(session: Session, name: str) -> Clip:
    found = find(session.project, name)
    assert found is not None
    return found.clip


def _main(session: Session) -> list[tuple[str, Fraction]]:
    return [(thing.id, thing.length) for thing in session.project.main]


def test_media_from_files_is_imported_and_lies_on_the_main_track_in_one_step(media: dict[str, str]) -> None:
    opened = Session(Effects(all_effects()), keeps=False)
    opened.new_project()
    run_command(opened, "append", {"media": f"{media['film']},{media['photo']}"})
    assert _main(opened) == [("c1", 3), ("c2", 5)]
    assert [asset.kind for asset in opened.project.assets] == ["video", "photo"]
    opened.undo()
    assert opened.project.assets == ()
    opened.close()


def test_media_in_the_project_is_used_again_by_id_or_name(session: Session) -> None:
    run_command(session, "append", {"media": "m1"})
    run_command(session, "insert", {"media": "photo.png", "at": "0"})
    assert [name for name, _ in _main(session)] == ["c4", "c1", "c2", "c3"]
    assert len(session.project.assets) == 2


def test_sound_goes_under_the_video_and_not_onto_the_main_track(session: Session, media: dict[str, str]) -> None:
    run_command(session, "music", {"media": media["song"], "at": "0.5"})
    [layer] = session.project.sounds
    [item] = layer.items
    assert (item.id, item.pin, item.clip.length) == ("s1", At(Fraction(1, 2)), 4)
    with pytest.raises(Refused, match="is sound"):
        run_command(session, "append", {"media": "song.wav"})


def test_music_ends_with_the_video_it_begins_over(session: Session, media: dict[str, str]) -> None:
    end = main_duration(session.project)
    run_command(session, "music", {"media": media["song"], "at": str(end - 1)})
    run_command(session, "music", {"media": "song.wav", "at": str(end)})
    over, after = session.project.sounds[0].items
    assert (over.clip.length, after.clip.length) == (1, 4)


def test_a_title_lies_in_the_safe_zone_unless_it_is_placed(session: Session) -> None:
    run_command(session, "title", {"text": "One", "at": "0"})
    run_command(session, "title", {"text": "Two", "at": "0", "x": "0", "y": "0.1"})
    free, placed = [item.clip.place for item in session.project.layers[0].items]
    assert -0.5 < float(free.y) < 0
    assert (placed.x, placed.y) == (0, 0.1)


def test_split_with_a_clip_and_a_time(session: Session) -> None:
    run_command(session, "split", {"clip": "c1", "at": "1.0"})
    assert _main(session) == [("c1", 1), ("c3", 2), ("c2", 5)]
    assert session.selection == ("c3",)


def test_split_at_the_playhead_needs_no_words(session: Session) -> None:
    assert not COMMANDS["split-all"].enabled(Session(Effects(), keeps=False))
    session.move_playhead(Fraction(4))
    run_command(session, "split")
    assert _main(session) == [("c1", 3), ("c2", 1), ("c3", 4)]


def test_split_all_cuts_every_layer(session: Session) -> None:
    run_command(session, "title", {"text": "Hi", "at": "0.5", "length": "2"})
    run_command(session, "split-all", {"at": "1"})
    assert _main(session)[:2] == [("c1", 1), ("c3", 2)]
    assert [item.clip.length for item in session.project.layers[0].items] == [Fraction(1, 2), Fraction(3, 2)]


def test_q_and_w_take_away_what_lies_left_and_right_of_the_playhead(session: Session) -> None:
    session.move_playhead(Fraction(1))
    run_command(session, "delete-left")
    assert _main(session) == [("c1", 2), ("c2", 5)]
    assert session.playhead == 0
    session.move_playhead(Fraction(3))
    run_command(session, "delete-right")
    assert _main(session) == [("c1", 2), ("c2", 1)]


def test_trims_take_several_clips_and_the_playhead(session: Session) -> None:
    run_command(session, "trim-end", {"clip": "c1", "to": "2"})
    run_command(session, "trim-start", {"clip": "c1", "to": "1"})
    assert _main(session)[0] == ("c1", 1)


def test_delete_closes_the_hole_and_lift_leaves_a_gap(session: Session) -> None:
    run_command(session, "lift", {"clip": "c1"})
    assert _main(session) == [("g1", 3), ("c2", 5)]
    run_command(session, "close-gap", {"at": "0"})
    assert _main(session) == [("c2", 5)]
    session.select(["c2"])
    run_command(session, "delete")
    assert _main(session) == []


def test_deleting_a_clip_and_the_title_pinned_to_it_is_one_step(session: Session) -> None:
    run_command(session, "title", {"text": "Hi", "at": "0.5"})
    run_command(session, "select-all")
    steps = len(session.history.past)
    run_command(session, "delete")
    assert session.project.main == ()
    assert len(session.history.past) == steps + 1


def test_move_duplicate_and_pin(session: Session) -> None:
    run_command(session, "move", {"clip": "c1", "to": "4"})
    assert [name for name, _ in _main(session)] == ["c2", "c1"]
    run_command(session, "duplicate", {"clip": "c1"})
    assert [name for name, _ in _main(session)] == ["c2", "c1", "c3"]
    run_command(session, "title", {"text": "Hi", "at": "1"})
    assert isinstance(session.project.layers[0].items[0].pin, OnClip)
    run_command(session, "unpin", {"clip": "t1"})
    assert session.project.layers[0].items[0].pin == At(Fraction(1))
    run_command(session, "pin", {"clip": "t1", "to": "c2"})
    assert isinstance(session.project.layers[0].items[0].pin, OnClip)


def test_place_opacity_speed_and_sound(session: Session) -> None:
    run_command(
        session,
        "place",
        {"clip": "c1", "x": "0.25", "scale": "150%", "rotation_deg": "-90", "mirror": "on", "fit": "fill"},
    )
    run_command(session, "opacity", {"clip": "c1,c2", "opacity": "0.5"})
    run_command(session, "speed", {"clip": "c1", "speed": "2x"})
    run_command(session, "volume", {"clip": "c1", "gain_db": "-6dB"})
    run_command(session, "fades", {"clip": "c1", "fade_in": "0.5"})
    clip = _clip(session, "c1")
    place = clip.place
    assert (place.x, place.scale, place.rotation_deg, place.mirror, place.fit) == (0.25, 1.5, -90.0, True, "fill")
    assert (clip.opacity, _clip(session, "c2").opacity) == (0.5, 0.5)
    assert (clip.length, clip.speed, clip.gain_db) == (Fraction(3, 2), 2, -6.0)
    assert clip.fade_in is not None
    run_command(session, "length", {"clip": "c2", "length": "2"})
    assert _clip(session, "c2").length == 2


def test_keys_toggle_and_step(session: Session) -> None:
    session.select(["c1"])
    for command in ("enable", "mute", "louder", "louder", "quieter"):
        run_command(session, command)
    clip = _clip(session, "c1")
    assert (clip.on, clip.muted, clip.gain_db) == (False, True, 1.0)
    run_command(session, "enable")
    run_command(session, "mute", {"muted": "off"})
    assert (_clip(session, "c1").on, _clip(session, "c1").muted) == (True, False)


def test_titles_lie_above_looks_and_looks_above_pictures(session: Session) -> None:
    run_command(session, "title", {"text": r"Two\nlines", "at": "1", "colour": "yellow", "y": "-0.3"})
    run_command(session, "adjustment", {"at": "0"})
    run_command(session, "overlay", {"media": "m1", "at": "1"})
    assert [layer.kind for layer in session.project.layers] == ["overlay", "look", "text"]
    title = _clip(session, "t1")
    assert isinstance(title.content, Title)
    assert (title.content.text, title.content.style.colour) == ("Two\nlines", "#FDD835")
    assert title.place.y == -0.3
    run_command(session, "edit-title", {"clip": "t1", "text": "One", "size": "0.1", "italic": "yes"})
    changed = _clip(session, "t1").content
    assert isinstance(changed, Title)
    assert (changed.text, changed.style.size, changed.style.italic) == ("One", 0.1, True)


def test_a_locked_layer_is_left_alone(session: Session) -> None:
    run_command(session, "title", {"text": "A"})
    run_command(session, "layer", {"layer": "l1", "locked": "on"})
    run_command(session, "title", {"text": "B"})
    assert [len(layer.items) for layer in session.project.layers] == [1, 1]


def test_a_sticker_is_put_on_the_picture_with_its_settings(session: Session) -> None:
    values = {"sticker": "Speech bubble", "at": "1", "length": "2", "words": "Hi\\nyou", "colour": "#ff0000"}
    run_command(session, "sticker", values)
    [clip] = [_clip(session, name) for name in session.selection]
    assert isinstance(clip.content, Sticker)
    assert clip.length == 2
    assert dict(clip.effects[0].settings) == {"words": "Hi\nyou", "colour": "#FF0000"}
    run_command(session, "tune-effect", {"clip": clip.id, "effect": "sticker_speech", "speed": "2"})
    assert _clip(session, clip.id).effects[0].setting("speed") == 2
    session.undo()
    session.undo()
    assert not session.project.layers


def test_effects_are_added_set_ordered_and_taken_off(session: Session) -> None:
    run_command(session, "add-effect", {"clip": "c1", "effect": "Adjust", "exposure": "20"})
    run_command(session, "add-effect", {"clip": "c1", "effect": "blur"})
    run_command(session, "tune-effect", {"clip": "c1", "effect": "adjust", "contrast": "-5"})
    run_command(session, "move-effect", {"clip": "c1", "effect": "blur", "to": "1"})
    run_command(session, "effect-on", {"clip": "c1", "effect": "e2", "on": "off"})
    blur, adjust = _clip(session, "c1").effects
    assert (blur.effect, blur.on) == ("blur", False)
    assert dict(adjust.settings) == {"exposure": 20.0, "contrast": -5.0}
    run_command(session, "remove-effect", {"clip": "c1", "effect": "e1"})
    assert [applied.id for applied in _clip(session, "c1").effects] == ["e2"]
    with pytest.raises(Misused, match="has no size"):
        run_command(session, "tune-effect", {"clip": "c1", "effect": "blur", "size": "3"})
    with pytest.raises(Refused, match="no single effect"):
        run_command(session, "remove-effect", {"clip": "c1", "effect": "echo"})


def test_a_clip_wears_one_look(session: Session) -> None:
    run_command(session, "look", {"clip": "c1,c2", "look": "dusk", "strength": "40"})
    run_command(session, "look", {"clip": "c1", "look": "look_dusk", "strength": "80"})
    [worn] = _clip(session, "c1").effects
    assert (worn.effect, worn.setting("strength")) == ("look_dusk", 80.0)
    run_command(session, "look", {"clip": "c1", "look": "Chrome"})
    assert [applied.effect for applied in _clip(session, "c1").effects] == ["look_chrome"]
    run_command(session, "look", {"clip": "c1", "look": "none"})
    assert _clip(session, "c1").effects == ()
    assert [applied.effect for applied in _clip(session, "c2").effects] == ["look_dusk"]
    with pytest.raises(Refused, match="is no look"):
        run_command(session, "look", {"clip": "c1", "look": "adjust"})


def test_a_transition_comes_and_goes_and_moves_nothing(session: Session) -> None:
    before = duration(session.project)
    run_command(session, "transition", {"clip": "c2", "effect": "dissolve", "length": "0.8"})
    enter = _clip(session, "c2").enter
    assert enter is not None
    assert (enter.effect, enter.length) == ("dissolve", Fraction(4, 5))
    assert duration(session.project) == before
    run_command(session, "remove-transition", {"clip": "c2"})
    assert _clip(session, "c2").enter is None


def test_copies_are_pasted_at_the_playhead(session: Session) -> None:
    run_command(session, "title", {"text": "Hi", "at": "0.5"})
    session.select(["c1", "t1"])
    run_command(session, "copy")
    session.move_playhead(Fraction(8))
    run_command(session, "paste")
    assert [name for name, _ in _main(session)] == ["c1", "c2", "c3"]
    assert [item.id for item in session.project.layers[0].items] == ["t1", "t2"]
    assert set(session.selection) == {"c3", "t2"}
    session.select(["c1"])
    run_command(session, "cut")
    assert [name for name, _ in _main(session)] == ["c2", "c3"]


def test_the_playhead_walks_frames_seconds_and_cuts(session: Session) -> None:
    for command, at in (
        ("frame-forward", Fraction(1, 30)), ("second-forward", Fraction(31, 30)), ("next-cut", Fraction(3)),
        ("next-cut", Fraction(8)), ("previous-cut", Fraction(3)), ("frame-back", Fraction(89, 30)),
        ("to-end", Fraction(8)), ("second-back", Fraction(7)), ("to-start", Fraction(0)),
    ):  # fmt: skip
        run_command(session, command)
        assert session.playhead == at, command


def test_in_and_out_make_a_range(session: Session) -> None:
    run_command(session, "mark-in", {"at": "1"})
    run_command(session, "mark-out", {"at": "2"})
    assert session.range is not None
    assert (session.range.start, session.range.end) == (1, Fraction(61, 30))
    run_command(session, "mark-clip")
    assert (session.range.start, session.range.length) == (0, 3)
    run_command(session, "clear-range")
    assert session.range is None


def test_the_canvas_changes_and_the_project_has_a_name(session: Session) -> None:
    run_command(session, "canvas", {"size": "1:1", "background": "white"})
    run_command(session, "rename", {"name": "Mine"})
    canvas = session.project.canvas
    assert (canvas.ratio, canvas.background, session.project.name) == ("1:1", "#FFFFFF", "Mine")


def test_layers_and_media_are_managed(session: Session) -> None:
    run_command(session, "add-layer", {"kind": "overlay", "name": "Top"})
    run_command(session, "layer", {"layer": "Top", "hidden": "on"})
    assert session.project.layers[0].hidden
    run_command(session, "remove-layer", {"layer": "Top"})
    assert session.project.layers == ()
    with pytest.raises(Refused, match="still on the timeline"):
        run_command(session, "remove-media", {"media": "m1"})
    run_command(session, "rename-media", {"media": "m1", "name": "Walk"})
    assert session.project.assets[0].name == "Walk"


def test_a_refusal_changes_nothing(session: Session) -> None:
    before = session.history
    for command, values in (
        ("split", {"clip": "c1", "at": "0"}),
        ("opacity", {"clip": "c1", "opacity": "2"}),
        ("transition", {"clip": "c1", "effect": "dissolve"}),
        ("length", {"clip": "c1", "length": "2"}),
        ("title", {"text": "  "}),
        ("add-effect", {"clip": "c1", "effect": "dissolve"}),
        ("append", {"media": "m1,gone.mp4"}),
    ):
        with pytest.raises(Refused):
            run_command(session, command, values)
    assert session.history is before


def test_save_as_needs_a_place_that_exists(session: Session, tmp_path: Path) -> None:
    run_command(session, "save-as", {"file": str(tmp_path / "mine.decollage")})
    assert session.path == tmp_path / "mine.decollage"
    with pytest.raises(Refused):
        run_command(session, "save-as", {"file": str(tmp_path / "no" / "mine.decollage")})
