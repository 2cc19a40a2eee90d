"""The whole program killed in the middle of work: nothing committed is lost, nothing half made stands anywhere."""

from __future__ import annotations

from functools import partial

import pytest

from studio.media import probe
from studio.session import store_folder
from tests.helpers.kill import decollage, finished, killed_when
from tests.helpers.kill_edits import committed_before_kill
from tests.helpers.make_media import counted, film, tone


@pytest.mark.parametrize("seconds", [0.15, 0.6])
def test_a_killed_session_loses_nothing_it_committed(tmp_path, seconds):
    assert committed_before_kill(tmp_path / "work", seconds) == []


def test_a_killed_export_leaves_nothing_half_made_under_its_name_and_the_next_goes_through(tmp_path, home):
    source = film(tmp_path / "a.mp4", lambda n: counted(n, (180, 320)), frames=90, sound=tone(3))
    project, target = tmp_path / "p.decollage", tmp_path / "out.mp4"
    assert finished(decollage("new", project, source), home)[1].returncode == 0
    half_made = partial(tmp_path.glob, ".*.part")
    # As soon as there is something of it anywhere, and while the film itself is written.
    for reached in (lambda: any(half_made()) or any(store_folder().rglob("*.piece")), lambda: any(half_made())):
        killed_when(reached, decollage("export", project, target))
        assert not target.exists() or probe(target).duration == 3
        target.unlink(missing_ok=True)
    _, done = finished(decollage("export", project, target), home)
    assert done.returncode == 0, done.stderr
    assert probe(target).duration == 3
    assert not list(half_made())
