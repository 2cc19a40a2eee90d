"""Exports that were asked for survive the program, whole; a program that lives keeps its own."""

from __future__ import annotations

import msgspec

from studio.files import project_json
from studio.model import Project
from studio.session import KeptExport, KeptExports, exports_folder


def export(key: str, name: str = "Beach") -> KeptExport:
    project = msgspec.Raw(project_json(Project("project", name=name)))
    return KeptExport(key=key, project=project, steps=(("/films/a.mp4", {"type": "film"}),), platforms=("TikTok",))


def test_what_was_not_finished_is_there_at_the_next_start_in_its_order():
    before = KeptExports()
    for key in ("000001-a", "000002-b", "000003-c"):
        before.keep(export(key, name=key))
    before.let_go("000002-b")
    before.close()
    left = KeptExports().left()
    assert [one.key for one in left] == ["000001-a", "000003-c"]
    assert [one.read_project().name for one in left] == ["000001-a", "000003-c"]


def test_a_program_that_lives_keeps_its_own_and_what_was_taken_over_is_not_offered_twice():
    living, other = KeptExports(), KeptExports()
    living.keep(export("000001-a"))
    assert other.left() == ()
    living.close()
    assert len(other.left()) == 1
    assert KeptExports().left() == ()
    other.close()
    assert len(KeptExports().left()) == 1


def test_what_was_let_go_is_not_written_any_more_and_nothing_is_left_on_disk():
    kept = KeptExports()
    kept.keep(export("000001-a"))
    kept.let_go("000001-a")
    kept.let_go("000002-b")
    kept.keep(export("000002-b"))
    kept.close()
    kept.keep(export("000003-c"))
    assert list(exports_folder().iterdir()) == []


def test_a_damaged_file_is_passed_over():
    before = KeptExports()
    before.keep(export("000001-a"))
    before.keep(export("000002-b"))
    before.close()
    (path,) = exports_folder().rglob("000001-a.export")
    path.write_bytes(path.read_bytes()[:40])
    assert [one.key for one in KeptExports().left()] == ["000002-b"]
