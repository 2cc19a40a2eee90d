"""Duet, reaction, green screen, stitch and the layout of what is shown, on words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from effects import all_effects
from studio.commands import layouts_at, run_command
from studio.edits import add_asset
from studio.effect import Effects
from studio.model import Project, check_project, curve_at, find
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.word_sources import play, play_layer, seconds, word


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session(Effects(all_effects()), keeps=False)

    def begin(project: Project) -> Project:
        for one in (word("source"), word("mineislong"), word("me"), word("la", kind="sound")):
            project = add_asset(project, one)
        return project

    session.edit("words", begin)
    yield session
    assert check_project(session.project) == ()
    session.close()


def _at_second(session: Session, text: str) -> str:
    return text[:: int(session.project.rate)]


def test_a_duet_plays_both_together_as_long_as_the_source(session: Session):
    run_command(session, "duet", {"source": "file:source", "mine": "file:mineislong", "credit": "ann"})
    project = session.project
    [layer] = project.layers
    assert (_at_second(session, play(project)), _at_second(session, play_layer(project, layer.id))) == (
        "source",
        "mineis",
    )
    assert curve_at(layer.items[0].clip.gain_db, seconds(0)) == -6
    assert project.post.caption == "#duet with @ann"
    assert project.asset("file:source").author == "@ann"
    assert list(session.selection) == [layer.items[0].id]


def test_three_play_together_each_on_a_layer_of_its_own(session: Session):
    mine = "file:mineislong, file:me"
    run_command(session, "duet", {"source": "file:source", "mine": mine, "layout": "one-and-two"})
    assert [len(layer.items) for layer in session.project.layers] == [1, 1]
    with pytest.raises(Refused, match="is for 2 pictures, and there are 3"):
        run_command(session, "duet", {"source": "file:source", "mine": mine})


def test_a_green_screen_cuts_out(session: Session):
    run_command(session, "green-screen", {"source": "file:source", "mine": "file:me"})
    [item] = session.project.layers[0].items
    assert [applied.effect for applied in item.clip.effects] == ["chroma_key"]


def test_a_stitch_begins_with_up_to_five_seconds(session: Session):
    run_command(session, "stitch", {"source": "file:source", "mine": "file:me", "from": "1", "length": "2"})
    assert _at_second(session, play(session.project)) == "oume"
    for values, words in (
        ({"length": "6"}, "up to 5 s"),
        ({"from": "9"}, "is over by then"),
        ({"source": "file:la"}, "is no video"),
    ):
        with pytest.raises(Refused, match=words):
            run_command(session, "stitch", {"source": "file:source", "mine": "file:me", **values})


def test_the_layout_of_what_is_shown_changes_from_a_time_on(session: Session):
    assert layouts_at(session) == ()
    run_command(session, "duet", {"source": "file:source", "mine": "file:mineislong"})
    assert "circle" in [layout.key for layout in layouts_at(session)]
    run_command(session, "screens", {"layout": "only-mine", "at": "3", "over": "1"})
    [source] = session.project.main
    opacity = find(session.project, source.id).clip.opacity
    assert [curve_at(opacity, seconds(at)) for at in (0, 3, 4, 5)] == [1, 1, 0, 0]
    session.move_playhead(seconds(99))
    with pytest.raises(Refused, match="several pictures"):
        run_command(session, "screens")


def test_several_files_fill_the_open_slots_where_they_go_best(session: Session):
    for name in ("file:source", "file:mineislong"):
        run_command(session, "append", {"media": name})
    with pytest.raises(Refused, match="at least one clip"):
        run_command(session, "fill-slots", {})
    first, second = session.project.main
    run_command(session, "slot", {"clip": first.id, "key": "one"})
    run_command(session, "slot", {"clip": second.id, "key": "two", "shortest": "3"})
    run_command(session, "fill-slots", {"media": "file:mineislong, file:source"})
    assert _at_second(session, play(session.project)) == "sourcemineislong"
    with pytest.raises(Refused, match="Every slot is filled"):
        run_command(session, "fill-slots", {"media": "file:me"})
    run_command(session, "next-fill", {"slot": "two"})
    assert _at_second(session, play(session.project)) == "mineissource"
    with pytest.raises(Refused, match="There are: one, two"):
        run_command(session, "next-fill", {"slot": "three"})
    run_command(session, "no-slot", {"clip": f"{first.id}, {second.id}"})
    run_command(session, "challenge", {"name": "Bloom", "rules": "one; two"})
    assert session.project.challenge.rules == ("one", "two")
    with pytest.raises(Refused, match="at least one clip"):
        run_command(session, "pack-challenge", {})
