"""Media is sorted by commands: named, or selected in the library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from effects import all_effects
from studio.commands import run_command
from studio.edits import add_asset
from studio.effect import Effects
from studio.model import Project
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.word_sources import seconds, timeline, word


@pytest.fixture
def session() -> Iterator[Session]:
    """Of `ab`, `cd` and `song` only `ab` is on the timeline, twice."""
    opened = Session(Effects(all_effects()), keeps=False)

    def put(_old: Project) -> Project:
        return add_asset(add_asset(timeline("ab xx [ab]cd"), word("ef")), word("song", kind="sound"))

    opened.edit("words", put)
    yield opened
    opened.close()


def where(session: Session) -> dict[str, str]:
    return {asset.name: asset.folder for asset in session.project.assets if asset.folder}


def test_media_is_put_into_folders_by_name_or_by_selection(session: Session) -> None:
    made = run_command(session, "new-folder", {"name": "Beach", "media": "ef"})
    assert where(session) == {"ef": made}
    session.chosen_media = ("file:song", "file:gone")
    run_command(session, "put-in-folder", {"folder": "beach"})
    assert where(session) == {"ef": made, "song": made}
    run_command(session, "put-in-folder", {"media": "ef"})
    inner = run_command(session, "new-folder", {"name": "Sea", "folder": "Beach", "media": "ef"})
    assert where(session) == {"ef": inner, "song": made}
    run_command(session, "rename-folder", {"folder": "Sea", "name": "Lake"})
    run_command(session, "remove-folder", {"folder": "Beach"})
    assert [(one.name, one.inside) for one in session.project.folders] == [("Lake", "")]
    assert where(session) == {"ef": inner}


def test_media_is_rated_and_coloured(session: Session) -> None:
    run_command(session, "rate", {"media": "ef,song", "stars": "4"})
    run_command(session, "colour-media", {"media": "ef", "colour": "red"})
    by_name = {asset.name: asset for asset in session.project.assets}
    assert (by_name["ef"].stars, by_name["song"].stars, by_name["ef"].colour) == (4, 4, "#E53935")
    with pytest.raises(Refused, match="outside 0 to 5"):
        run_command(session, "rate", {"media": "ef", "stars": "6"})


def test_unused_media_goes_in_one_step_and_comes_back(session: Session) -> None:
    before = session.project
    assert set(run_command(session, "remove-unused")) >= {"ef", "song"}
    with pytest.raises(Refused, match="Every file is used"):
        run_command(session, "remove-unused")
    run_command(session, "undo")
    assert session.project is before


def test_media_is_found_on_the_timeline_place_after_place(session: Session) -> None:
    asset = session.project.main[0].content.asset
    run_command(session, "find-on-timeline", {"media": asset})
    assert session.playhead == seconds(0)
    run_command(session, "find-on-timeline", {"media": "abcd"})
    assert session.playhead == seconds(4)
    assert len(session.selection) == 1
    with pytest.raises(Refused, match="not on the timeline"):
        run_command(session, "find-on-timeline", {"media": "song"})
