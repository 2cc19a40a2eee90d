"""The one table of everything a person can ask for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

import studio.edits
from effects import all_effects
from studio.commands import COMMANDS, Misused, keys_of, run_command
from studio.effect import Effects
from studio.sentences import Refused, Sentence
from studio.session import Session


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Effects(all_effects()), keeps=False)
    yield opened
    opened.close()


def test_every_key_asks_for_one_command_that_exists() -> None:
    keys = keys_of()
    assert set(keys) <= set(COMMANDS)
    pressed = [key for command in COMMANDS.values() for key in command.keys]
    assert len(pressed) == len(set(pressed))


def test_the_keys_are_those_of_capcuts_final_cut_scheme() -> None:
    expected = {
        "split": "Ctrl+B", "split-all": "Ctrl+Shift+B", "export": "Ctrl+E", "snapping": "N", "skimming": "S",
        "select-tool": "A", "split-tool": "B", "enable": "V", "select-forward": "[", "select-backward": "]",
        "full-screen": "Ctrl+Shift+F", "delete-left": "Q", "delete-right": "W", "undo": "Ctrl+Z",
        "redo": "Ctrl+Shift+Z", "shuttle-back": "J", "pause": "K", "shuttle-forward": "L", "play": "Space",
        "frame-back": "Left", "frame-forward": "Right", "previous-cut": "Up", "next-cut": "Down",
        "to-start": "Home", "to-end": "End", "mark-in": "I", "mark-out": "O", "mark-clip": "Shift+X",
        "clear-range": "Alt+X", "close-gap": "Ctrl+Right", "import": "Ctrl+I", "new": "Ctrl+N",
        "close-window": "Ctrl+W", "quit": "Ctrl+Q", "speed-panel": "Ctrl+R", "louder": "Ctrl+.", "quieter": "Ctrl+,",
    }  # fmt: skip
    for command, key in expected.items():
        assert key in COMMANDS[command].keys, command
    assert {"Del", "Backspace"} <= set(COMMANDS["delete"].keys)


def test_every_command_has_words_marked_for_translation() -> None:
    for command in COMMANDS.values():
        assert isinstance(command.name, Sentence)
        assert isinstance(command.help, Sentence)
        assert command.help.endswith(".")
        for param in command.params:
            assert isinstance(param.name, Sentence)


def test_every_edit_there_is_can_be_asked_for() -> None:
    """Each edit's name, and the command that does it."""
    asked = {
        "add_asset": "import", "add_effect": "add-effect", "add_item": "overlay", "add_layer": "add-layer",
        "add_on_layer": "music",
        "append": "append", "duplicate": "duplicate", "insert": "insert", "lift": "lift", "move": "move",
        "move_effect": "move-effect", "pin": "pin", "remove_asset": "remove-media", "remove_effect": "remove-effect",
        "remove_layer": "remove-layer", "rename": "rename", "rename_clip": "rename-clip", "ripple_delete": "delete",
        "set_canvas": "canvas", "set_effect_on": "effect-on", "set_fades": "fades", "set_gain": "volume",
        "set_layer": "layer", "set_length": "length", "set_muted": "mute", "set_on": "enable",
        "set_opacity": "opacity", "set_sound_track": "sound-track",
        "set_place": "place", "set_speed": "speed", "set_title": "edit-title",
        "set_arc": "title-bend", "set_run": "title-part", "unset_runs": "title-part",
        "set_animation": "animate", "remove_animation": "remove-animation",
        "set_transition": "transition", "split": "split", "trim_end": "trim-end", "trim_start": "trim-start",
        "tune_effect": "tune-effect",
        "set_blend": "blend", "set_mask": "mask", "remove_mask": "remove-mask", "rotate": "rotate",
        "set_backdrop": "backdrop", "set_own_place": "own-place", "set_rate": "frame-rate",
        "set_key": "keyframe", "set_number": "keyframe", "remove_key": "remove-keyframe", "move_key": "move-keyframe",
        "ease_key": "ease-keyframe", "clear_keys": "clear-keyframes", "put_keys": "copy-keyframe",
        "move_keys": "shift-keyframes", "set_curves": "stabilise",
        "freeze": "freeze", "reverse": "reverse", "set_keep_pitch": "keep-pitch", "set_speed_curve": "speed-curve",
        "set_post": "post", "set_rights": "rights", "ignore_problem": "ignore", "heed_problem": "heed",
        "relink": "find-media", "renew": "renew-media",
        "add_marker": "marker", "set_marker": "change-marker", "remove_marker": "remove-marker", "group": "group",
        "ungroup": "ungroup", "make_compound": "compound", "release_compound": "release-compound",
        "lay_out": "screens",
        "mark_slot": "slot", "unmark_slot": "no-slot", "fill_slot": "fill-slot", "fill_text_slot": "fill-slot",
        "remix_challenge": "remix-challenge",
        "set_challenge": "challenge",
        "overwrite": "overwrite", "lift_range": "lift-range", "ripple_range": "delete-range",
        "close_gaps": "close-gaps", "roll": "roll", "slip": "slip", "slide": "slide", "rejoin": "rejoin",
        "ripple_trim_start": "ripple-trim-start", "ripple_trim_end": "ripple-trim-end", "move_over": "move",
        "moved_along": "move", "replace_footage": "replace", "detach_sound": "detach-sound",
        "attach_sound": "attach-sound", "paste_attributes": "paste-attributes", "make_room": "make-room",
        "unlinked": "delete",
        "add_folder": "new-folder", "rename_folder": "rename-folder", "remove_folder": "remove-folder",
        "put_in_folder": "put-in-folder", "set_stars": "rate", "set_asset_colour": "colour-media",
        "rename_asset": "rename-media", "remove_unused": "remove-unused",
        "set_speech": "captions-import", "set_film_speech": "captions-import", "remove_speech": "captions-remove",
        "place_captions": "caption-style", "set_caption_style": "caption-style", "set_captions_on": "captions-show",
        "rewrite_words": "caption-text", "split_caption": "caption-split", "merge_captions": "caption-merge",
        "time_word": "caption-time",
        "cut_words": "words-delete", "restore_words": "words-restore", "cut_said": "silences-delete",
        "trim_start_alone": "trim-start", "trim_end_alone": "trim-end",
        "set_beats": "find-beats", "double_beats": "double-beats", "halve_beats": "halve-beats",
        "nudge_beats": "nudge-beats", "follow_beats": "swap-song", "duck_under": "duck",
    }  # fmt: skip
    questions = {"longest_transition", "trim_room", "roll_room", "slip_room", "slide_room"}
    questions |= {"missing_material", "beat_times"}
    questions |= {"speed_curve", "said_span"}
    questions |= {"speed_curve", "slots_of", "takes"}
    questions |= {"speed_curve", "key_times", "number_at", "number_curve", "numbers_of"}
    edits = {name for name in studio.edits.__all__ if name[0].islower()} - questions
    assert edits == set(asked)
    for command in asked.values():
        assert COMMANDS[command].is_edit


def test_a_command_that_needs_the_window_is_disabled_with_a_reason_until_the_window_is_there(session: Session) -> None:
    assert COMMANDS["zoom-in"].why_not(session) == "“Zoom in” needs the window."
    with pytest.raises(Refused, match="needs the window"):
        run_command(session, "zoom-in")
    asked: list[object] = []
    session.actions["zoom-in"] = asked.append
    assert COMMANDS["zoom-in"].enabled(session)
    run_command(session, "zoom-in")
    assert asked == [{}]


def test_the_window_is_asked_for_what_is_missing(session: Session) -> None:
    asked: list[object] = []
    session.actions["import"] = asked.append
    run_command(session, "import")
    assert asked == [{}]


def test_every_command_is_enabled_or_says_why_not_on_an_empty_project(session: Session) -> None:
    for command in COMMANDS.values():
        reason = command.why_not(session)
        assert reason is None or (isinstance(reason, Sentence) and reason.endswith(".")), command.id
        assert command.enabled(session) == (reason is None)


def test_unknown_commands_and_keys_and_missing_values_are_misuse(session: Session) -> None:
    for command, values, words in (
        ("fly", {}, "no command “fly”"),
        ("opacity", {"clip": "c1", "speed": "2"}, "takes no speed"),
        ("opacity", {"clip": "c1"}, "No clip|no clip"),
        ("rename", {}, "needs name="),
        ("canvas", {"size": "7"}, "no canvas"),
    ):
        with pytest.raises(Refused, match=words):
            run_command(session, command, values)
    with pytest.raises(Misused):
        run_command(session, "rename", {})


NOT_BY_DO = {
    "undo": "a file holds no history",
    "redo": "a file holds no history",
    "copy": "nothing is copied from one call to the next",
    "cut": "nothing is copied from one call to the next",
    "paste": "nothing is copied from one call to the next",
    "new": "`decollage new` does it",
    "open": "`do` opens the project it is given",
}
"""What changes the project in a window, but is no edit of `decollage do`; and why."""


def test_whatever_changes_a_project_can_be_done_by_do_or_says_why_not() -> None:
    for command in COMMANDS.values():
        if command.is_edit or command.id in NOT_BY_DO:
            continue
        opened = Session(Effects(all_effects()), keeps=False)
        run_command(opened, "solid")
        opened.select(("c1",))
        before = opened.project
        with contextlib.suppress(Refused):
            run_command(opened, command.id)
        assert opened.project is before, f"{command.id} changes the project: let it be an edit"
        opened.close()
