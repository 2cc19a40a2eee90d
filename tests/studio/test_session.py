"""What is open: history, draft, selection, playhead, and that nothing committed is ever lost."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from studio.edits import EditRefused, append, rename, ripple_delete, split
from studio.effect import Effects
from studio.files import FileRefused, load_project
from studio.jobs import post_now
from studio.model import Canvas, Clip, Project, Solid, Span
from studio.sentences import say
from studio.session import Session, drafts_folder, recent_projects
from tests.helpers.make_media import photo, plain

SOON = 10.0
NOON = datetime(2026, 5, 1, 12, 0, 0)


def _clip(name: str, seconds: int = 2) -> Clip:
    return Clip(name, Solid(), Span(Fraction(0), Fraction(seconds)))


def _adding(name: str, seconds: int = 2) -> Callable[[Project], Project]:
    return lambda project: append(project, _clip(name, seconds))


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Effects(), now=lambda: NOON)
    yield opened
    opened.close()


def _heard(session: Session) -> list[str]:
    heard: list[str] = []
    session.listen(heard.append)
    return heard


def _ids(project: Project) -> list[str]:
    return [thing.id for thing in project.main]


# Edits and history.


def test_an_edit_is_committed_and_told(session: Session) -> None:
    heard = _heard(session)
    session.edit("Add", _adding("c1"))
    assert _ids(session.project) == ["c1"]
    assert session.history.present.label == "Add"
    assert "project" in heard


def test_a_refused_edit_changes_nothing(session: Session) -> None:
    session.edit("Add", _adding("c1"))
    before = session.history
    with pytest.raises(EditRefused):
        session.edit("Split", lambda project: split(project, "c1", at=Fraction(9), new_id="c2"))
    assert session.history is before


def test_undo_and_redo_walk_the_history(session: Session) -> None:
    for name in ("c1", "c2"):
        session.edit("Add", _adding(name))
    session.undo()
    assert _ids(session.project) == ["c1"]
    session.undo()
    session.undo()
    assert _ids(session.project) == []
    session.redo()
    session.redo()
    session.redo()
    assert _ids(session.project) == ["c1", "c2"]


def test_who_stops_listening_hears_nothing_more(session: Session) -> None:
    heard: list[str] = []
    stop = session.listen(heard.append)
    stop()
    stop()
    session.edit("Add", _adding("c1"))
    assert heard == []


# Drafts: an edit under the hand.


def test_a_draft_is_seen_at_once_and_is_one_step_when_committed(session: Session) -> None:
    session.edit("Add", _adding("c1"))
    session.begin_draft("Rename")
    for name in ("A", "AB", "ABC"):
        assert session.update_draft(lambda project, name=name: rename(project, name=name)) is None
    assert session.project.name == "ABC"
    assert len(session.history.past) == 1
    session.commit_draft()
    assert len(session.history.past) == 2
    session.undo()
    assert session.project.name == "Untitled"


def test_a_draft_is_computed_from_where_it_began(session: Session) -> None:
    session.begin_draft("Add")
    session.update_draft(_adding("c1"))
    session.update_draft(_adding("c2"))
    assert _ids(session.project) == ["c2"]


def test_a_refused_update_keeps_the_last_good_draft_and_says_why(session: Session) -> None:
    session.begin_draft("Rename")
    session.update_draft(lambda project: rename(project, name="Good"))
    sentence = session.update_draft(lambda project: rename(project, name="  "))
    assert sentence == "A project needs a name."
    assert session.project.name == "Good"


def test_a_dropped_draft_leaves_no_trace(session: Session) -> None:
    session.begin_draft("Rename")
    session.update_draft(lambda project: rename(project, name="Gone"))
    session.drop_draft()
    assert session.project.name == "Untitled"
    assert session.history.past == ()
    assert not session.drafting


def test_undo_during_a_drag_drops_the_drag(session: Session) -> None:
    session.edit("Add", _adding("c1"))
    session.begin_draft("Rename")
    session.update_draft(lambda project: rename(project, name="Gone"))
    session.undo()
    assert session.project.name == "Untitled"
    assert _ids(session.project) == []


def test_a_draft_that_changed_nothing_is_no_step(session: Session) -> None:
    session.begin_draft("Nothing")
    session.update_draft(lambda project: project)
    session.commit_draft()
    assert session.history.past == ()


# What a person looks at.


def test_only_what_is_there_can_be_selected_and_what_goes_is_deselected(session: Session) -> None:
    session.edit("Add", _adding("c1"))
    session.edit("Add", _adding("c2"))
    session.select(["c1", "nobody", "c2", "c1"])
    assert session.selection == ("c1", "c2")
    session.edit("Delete", lambda project: ripple_delete(project, "c1"))
    assert session.selection == ("c2",)


def test_the_playhead_stays_on_whole_frames_within_the_piece(session: Session) -> None:
    session.edit("Add", _adding("c1", 2))
    session.move_playhead(Fraction(101, 100))
    assert session.playhead == Fraction(30, 30)
    session.move_playhead(Fraction(-3))
    assert session.playhead == 0
    session.move_playhead(Fraction(99))
    assert session.playhead == 2
    session.undo()
    assert session.playhead == 0


def test_nothing_is_told_when_nothing_changed(session: Session) -> None:
    session.edit("Add", _adding("c1"))
    heard = _heard(session)
    session.select([])
    session.move_playhead(Fraction(0))
    session.set_range(None)
    session.set_snapping(True)
    assert heard == []


def test_ids_are_short_and_never_given_twice(session: Session) -> None:
    first = session.new_id("c")
    session.edit("Add", _adding(first))
    assert (first, session.new_id("c"), session.new_id("t")) == ("c1", "c2", "t1")
    session.undo()
    assert session.new_id("c") == "c3"


# Saving, and what survives.


def test_a_project_without_a_place_lives_in_the_drafts_folder(session: Session) -> None:
    session.edit("Add", _adding("c1"))
    session.close()
    [draft] = drafts_folder().glob("*.decollage")
    assert _ids(load_project(draft).project) == ["c1"]
    assert recent_projects() == (draft,)


def test_an_untouched_project_leaves_no_file(session: Session) -> None:
    session.new_project(name="Nothing")
    session.close()
    assert list(drafts_folder().glob("*")) == []


def test_saving_gives_the_project_its_place_and_takes_the_draft_away(session: Session, tmp_path: Path) -> None:
    session.edit("Add", _adding("c1"))
    session.save()
    assert session.path is None
    saved = session.save(tmp_path / "mine.decollage")
    assert (saved.state, saved.sentence, saved.when) == ("saved", "Saved 12:00", NOON)
    assert session.path == tmp_path / "mine.decollage"
    assert list(drafts_folder().glob("**/*.decollage")) == []
    assert recent_projects()[0] == tmp_path / "mine.decollage"


def test_a_save_that_fails_says_so_and_the_project_stays_where_it_was(session: Session, tmp_path: Path) -> None:
    session.edit("Add", _adding("c1"))
    saved = session.save(tmp_path / "not" / "there" / "mine.decollage")
    assert saved.state == "failed"
    assert "not there" in saved.sentence
    assert session.path is None
    session.close()
    assert len(list(drafts_folder().glob("*.decollage"))) == 1


def test_what_is_saved_is_found_again(session: Session, tmp_path: Path) -> None:
    session.new_project(name="Mine", canvas=Canvas(1080, 1080), rate=Fraction(25))
    session.edit("Add", _adding("c1"))
    session.save(tmp_path / "mine.decollage")
    again = Session(Effects())
    session.close()
    again.open(tmp_path / "mine.decollage")
    assert again.project == session.history.project
    assert again.saved_state.state == "saved"
    assert again.recovery is None
    again.close()


def test_a_project_open_elsewhere_is_refused_and_what_is_open_stays(session: Session, tmp_path: Path) -> None:
    session.edit("Add", _adding("c1"))
    session.save(tmp_path / "mine.decollage")
    other = Session(Effects())
    other.edit("Add", _adding("other"))
    with pytest.raises(FileRefused, match="open"):
        other.open(tmp_path / "mine.decollage")
    assert _ids(other.project) == ["other"]
    other.close()


def test_a_file_that_is_no_project_is_refused_and_what_is_open_stays(session: Session, tmp_path: Path) -> None:
    (tmp_path / "bad.decollage").write_text("{", encoding="utf-8")
    session.edit("Add", _adding("c1"))
    with pytest.raises(FileRefused):
        session.open(tmp_path / "bad.decollage")
    assert _ids(session.project) == ["c1"]


def test_after_a_crash_every_committed_edit_is_offered_and_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "mine.decollage"
    killed = Session(Effects())
    killed.edit("Add", _adding("c1"))
    killed.save(path)
    killed.edit("Add", _adding("c2"))
    killed.edit("Add", _adding("c3"))
    _die(killed)
    again = Session(Effects())
    again.open(path)
    assert _ids(again.project) == ["c1"]
    assert again.recovery is not None
    again.recover()
    assert _ids(again.project) == ["c1", "c2", "c3"]
    again.undo()
    assert _ids(again.project) == ["c1"]
    again.close()


def test_a_draft_lost_in_a_crash_is_listed_and_goes_on_where_it_was() -> None:
    killed = Session(Effects())
    killed.edit("Add", _adding("c1"))
    _die(killed)
    again = Session(Effects())
    [recovery] = again.recoveries()
    again.recover(recovery)
    assert _ids(again.project) == ["c1"]
    assert again.path is None
    assert again.recoveries() == ()
    again.close()
    assert len(list(drafts_folder().glob("*.decollage"))) == 1


def test_what_a_crash_left_beside_a_saved_project_is_listed_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.decollage"
    killed = Session(Effects())
    killed.edit("Add", _adding("c1"))
    killed.save(path)
    killed.edit("Add", _adding("c2"))
    _die(killed)
    again = Session(Effects())
    [recovery] = again.recoveries()
    assert recovery.path == path
    again.recover(recovery)
    assert _ids(again.project) == ["c1", "c2"]
    assert again.path == path
    again.close()


def test_who_goes_on_without_the_recovery_finds_it_among_the_backups(tmp_path: Path) -> None:
    path = tmp_path / "mine.decollage"
    killed = Session(Effects())
    killed.edit("Add", _adding("c1"))
    killed.save(path)
    killed.edit("Add", _adding("lost"))
    _die(killed)
    again = Session(Effects())
    again.open(path)
    again.edit("Add", _adding("new"))
    again.close()
    assert _ids(load_project(path).project) == ["c1", "new"]
    kept = [load_project(file).project for file in tmp_path.glob(".mine.backups/*.decollage")]
    assert ["c1", "lost"] in [_ids(project) for project in kept]


def _die(session: Session) -> None:
    """As if the process had been killed: journal and lock are let go of, nothing is saved, nothing is cleared up."""
    file = session._file
    assert file._keeper is not None
    journal = file._keeper._journal
    if journal is not None:
        journal.close(clean=False)
    if file._lock is not None:
        file._lock.release()


# Autosave.


def test_with_a_main_loop_the_project_saves_itself_and_says_so(tmp_path: Path) -> None:
    home: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    session = Session(Effects(), post=home.put, now=lambda: NOON, autosave_after_s=0.01)
    session.edit("Add", _adding("c1"))
    assert session.saved_state.state == "saving"
    home.get(timeout=SOON)()
    assert session.saved_state.sentence == "Saved 12:00"
    [draft] = drafts_folder().glob("*.decollage")
    assert _ids(load_project(draft).project) == ["c1"]
    session.close()


def test_closing_writes_what_was_not_saved_yet(tmp_path: Path) -> None:
    session = Session(Effects(), post=lambda _function: None, autosave_after_s=1000)
    session.save(tmp_path / "mine.decollage")
    session.edit("Add", _adding("c1"))
    session.close()
    assert _ids(load_project(tmp_path / "mine.decollage").project) == ["c1"]
    assert not [file for file in tmp_path.iterdir() if "journal" in file.name or "lock" in file.name]


def test_an_autosave_that_fails_keeps_the_journal_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    heard, told = threading.Event(), []
    session = Session(Effects(), post=post_now, autosave_after_s=0.01)
    session.save(folder / "mine.decollage")
    (folder / "mine.decollage").unlink()
    (folder / "mine.decollage").mkdir()

    def listen(name: str) -> None:
        told.append((name, session.saved_state.state))
        if session.saved_state.state == "failed":
            heard.set()

    session.listen(listen)
    session.edit("Add", _adding("c1"))
    assert heard.wait(SOON)
    session.close()
    assert [file.name for file in folder.iterdir() if "journal" in file.name]


# Importing.


def test_what_cannot_be_imported_is_listed_and_the_rest_is_taken(session: Session, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    photo(picture, plain((90, 90, 90)))
    (tmp_path / "bad.mp4").write_bytes(b"not a film")
    imported = session.import_media([picture, tmp_path / "bad.mp4", tmp_path / "gone.mp4", picture])
    assert [asset.id for asset in imported.assets] == ["m1", "m1"]
    assert [refusal.path.name for refusal in imported.refused] == ["bad.mp4", "gone.mp4"]
    assert [asset.name for asset in session.project.assets] == ["photo.png"]
    assert session.history.present.label == say("Import")
    session.undo()
    assert session.project.assets == ()


def test_media_the_project_has_is_known_again_by_its_content(session: Session, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        photo(tmp_path / name, plain((90, 90, 90)))
    session.import_media([tmp_path / "a.png"])
    again = session.import_media([tmp_path / "b.png"])
    assert [asset.id for asset in again.assets] == ["m1"]
    assert len(session.history.past) == 1
