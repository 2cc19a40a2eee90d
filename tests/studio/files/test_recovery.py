from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.files import (
    FileRefused,
    Journal,
    ProjectLock,
    backups,
    discard_recovery,
    find_recovery,
    list_recoveries,
    load_project,
    save_project,
)
from studio.files.beside import journal_file
from studio.model import Project
from tests.helpers.saved_projects import AWKWARD_FOLDER, AWKWARD_NAME, one_of_everything

EDITED = Project("p", "Edited")
KEEPS_IT_OPEN = """
import sys
from pathlib import Path
from studio.files import Journal, ProjectLock
from studio.model import Project
ProjectLock(Path(sys.argv[1])).acquire()
Journal(Path(sys.argv[1])).append(Project("p", "Edited"), "Rename")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / AWKWARD_FOLDER
    folder.mkdir()
    return folder / AWKWARD_NAME


def killed_after(path, *states, saved=None):
    """What lies on disk when the program dies after these states."""
    journal = Journal(path)
    if saved is not None:
        save_project(saved, path)
        journal.begin(saved)
    for number, state in enumerate(states, 1):
        journal.append(state, f"Edit {number}")
    journal.close(clean=False)


def test_what_was_not_saved_is_offered_with_its_last_edit(path):
    killed_after(path, one_of_everything(), EDITED, saved=Project("p"))
    found = find_recovery(path)
    assert (found.path, found.project, found.label, found.edits) == (path, EDITED, "Edit 2", 2)
    assert datetime.now(UTC) - found.when < timedelta(minutes=5)
    assert load_project(path).project == Project("p")


def test_what_never_had_a_file_is_offered_too(path):
    killed_after(path, one_of_everything())
    found = find_recovery(path)
    assert (found.project, found.edits) == (one_of_everything(), 1)


def test_nothing_is_offered_where_nothing_is_lost(path, tmp_path):
    assert find_recovery(path) is None
    killed_after(path, saved=EDITED)
    assert find_recovery(path) is None
    # Killed after saving, before the journal heard of it.
    killed_after(path, one_of_everything(), saved=EDITED)
    save_project(one_of_everything(), path)
    assert find_recovery(path) is None
    # Never edited, never saved.
    killed_after(tmp_path / "new.decollage", Project("new"))
    assert find_recovery(tmp_path / "new.decollage") is None


@pytest.mark.parametrize("data", [b"", b"rubbish", b"decollage journal 1\n"])
def test_a_journal_that_cannot_be_read_offers_nothing(path, data):
    journal_file(path).write_bytes(data)
    assert find_recovery(path) is None


def test_a_journal_of_a_newer_program_offers_nothing(path, monkeypatch):
    monkeypatch.setattr("studio.files.project_file.SCHEMA", 99)
    killed_after(path, one_of_everything())
    assert find_recovery(path) is None


def test_what_is_open_elsewhere_is_not_left_behind(path):
    with subprocess.Popen(
        [sys.executable, "-c", KEEPS_IT_OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout.readline() == b"open\n"
        save_project(Project("p"), path)
        assert find_recovery(path) is None
        process.kill()
    assert find_recovery(path).project == EDITED


def test_a_folder_lists_what_was_left_in_it_newest_first(tmp_path):
    for name in ("one", "two", "three"):
        killed_after(tmp_path / f"{name}.decollage", Project("p", name), saved=Project("p"))
    killed_after(tmp_path / "saved.decollage", saved=EDITED)
    (tmp_path / ".other.journal").write_bytes(b"")
    assert sorted(found.project.name for found in list_recoveries(tmp_path)) == ["one", "three", "two"]
    whens = [found.when for found in list_recoveries(tmp_path)]
    assert whens == sorted(whens, reverse=True)
    assert list_recoveries(tmp_path / "gone") == ()


def test_what_is_not_wanted_is_offered_no_more_but_kept(path):
    killed_after(path, EDITED, saved=Project("p"))
    discard_recovery(find_recovery(path))
    assert find_recovery(path) is None
    assert [load_project(file).project for file in backups(path)] == [EDITED]
    assert load_project(path).project == Project("p")


def test_what_cannot_be_put_aside_is_still_offered(path):
    killed_after(path, EDITED, saved=Project("p"))
    path.with_name(f".{path.stem}.backups").write_bytes(b"in the way")
    with pytest.raises(FileRefused):
        discard_recovery(find_recovery(path))
    assert find_recovery(path).project == EDITED


def test_a_link_to_a_project_leads_to_its_journal(path):
    killed_after(path, one_of_everything(), saved=Project("p"))
    link = path.parent.parent / "link.decollage"
    link.symlink_to(path)
    assert find_recovery(link).project == one_of_everything()
    with ProjectLock(link), pytest.raises(FileRefused):
        ProjectLock(path).acquire()
