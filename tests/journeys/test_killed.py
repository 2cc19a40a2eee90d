"""The whole program killed in the middle of work: nothing committed is lost, nothing half made stands anywhere."""

from __future__ import annotations

import pytest

from studio.media import probe
from tests.helpers.kill import decollage, finished, killed_after
from tests.helpers.kill_edits import committed_before_kill
from tests.helpers.make_media import counted, film, tone


@pytest.mark.parametrize("seconds", [0.15, 0.6])
def test_a_killed_session_loses_nothing_it_committed(tmp_path, seconds):
    assert committed_before_kill(tmp_path / "work", seconds) == []


def test_a_killed_export_leaves_nothing_half_made_under_its_name_and_the_next_goes_through(tmp_path):
    source = film(tmp_path / "a.mp4", lambda n: counted(n, (180, 320)), frames=150, sound=tone(5))
    project, target = tmp_path / "p.decollage", tmp_path / "out.mp4"
    assert finished(decollage("new", project, source), tmp_path)[1].returncode == 0
    for seconds in (0.6, 0.9, 1.2, 1.5):
        killed_after(seconds, decollage("export", project, target), tmp_path)
        assert not target.exists() or probe(target).duration == 5
        target.unlink(missing_ok=True)
    _, done = finished(decollage("export", project, target), tmp_path)
    assert done.returncode == 0, done.stderr
    assert probe(target).duration == 5
    assert not list(tmp_path.glob(".*.part"))
