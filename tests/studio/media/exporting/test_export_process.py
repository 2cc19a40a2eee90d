"""Exporting in a child: progress, a quick cancel, and no harm whatever happens to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from fractions import Fraction
from queue import SimpleQueue

import pytest

from studio.edits import append
from studio.files import project_json
from studio.media import ExportSettings, make_asset, probe
from studio.media.exporting.export import part_of
from studio.media.exporting.export_process import ExportProcess
from studio.model import Canvas, Clip, Footage, Project, Span
from tests.helpers.make_media import counted, film, prolonged

PROGRAM = """
import sys
from effects import all_effects
from studio.effect import Effects
from studio.media import export_child_main
sys.exit(export_child_main(Effects(all_effects())))
"""
CHILD = [sys.executable, "-c", PROGRAM]
SETTINGS = ExportSettings(width=180, height=320, preset="ultrafast")
SLOW = ExportSettings(width=720, height=1280, preset="slow")


class Listener:
    """Events as they come."""

    def __init__(self) -> None:
        self.events = SimpleQueue()
        self.seen = []

    def __call__(self, event) -> None:
        self.events.put(event)

    def until(self, *kinds):
        while True:
            event = self.events.get(timeout=30)
            self.seen.append(event)
            if event.kind in kinds:
                return event

    def last(self):
        return self.until("done", "refused", "cancelled", "failed")


@pytest.fixture(scope="module")
def process():
    made = ExportProcess(command=CHILD)
    made.warm_up()
    yield made
    made.close()


@pytest.fixture
def own_process():
    made = ExportProcess(command=CHILD)
    yield made
    made.close()


@pytest.fixture
def listener():
    return Listener()


def saved(tmp_path, frames=60) -> bytes:
    path = film(tmp_path / "film.mp4", lambda n: counted(n, (180, 320)), frames=min(frames, 60))
    if frames > 60:
        path = prolonged(path, frames // 60)
    asset = make_asset(probe(path), asset_id="a")
    clip = Clip(id="c", content=Footage(asset="a"), window=Span(Fraction(0), Fraction(frames, 30)))
    return project_json(append(Project(id="p", canvas=Canvas(width=180, height=320), assets=(asset,)), clip))


def test_an_export_tells_how_far_it_is_and_when_it_is_done(process, listener, tmp_path):
    process.start(saved(tmp_path), tmp_path / "out.mp4", SETTINGS, on_event=listener, base=tmp_path)
    done = listener.last()
    assert done.kind == "done"
    assert done.result.frames == 60
    assert (tmp_path / "out.mp4").stat().st_size == done.result.bytes
    assert all(event.kind == "progress" and event.total in (0, 60) for event in listener.seen[:-1])
    assert listener.seen[-2].done == 60
    assert not process.busy


def test_the_child_stays_for_the_next_export_and_finds_the_pieces(process, listener, tmp_path):
    data, store = saved(tmp_path), (tmp_path / "store", 10_000_000)
    process.start(data, tmp_path / "a.mp4", SETTINGS, on_event=listener, store=store)
    listener.last()
    child = process._child.pid
    process.start(
        data, tmp_path / "b.mp4", SETTINGS, on_event=listener, store=store, span=Span(Fraction(0), Fraction(2))
    )
    assert listener.last().result.frames_reused == 60
    assert process._child.pid == child


def test_a_refusal_comes_as_a_sentence_that_can_be_translated(process, listener, tmp_path):
    process.start(saved(tmp_path), tmp_path / "nowhere" / "out.mp4", SETTINGS, on_event=listener)
    refused = listener.last()
    assert refused.kind == "refused"
    assert refused.sentence.source == "The folder “{name}” is not there."
    assert refused.sentence.places == {"name": str(tmp_path / "nowhere")}


def test_nonsense_is_refused_not_fatal(process, listener, tmp_path):
    process.start(b"{}{", tmp_path / "out.mp4", SETTINGS, on_event=listener)
    assert listener.last().kind == "refused"


def test_cancelling_leaves_nothing(own_process, listener, tmp_path):
    process = own_process  # where the machine is busy, a child that is too slow to answer is ended
    process.start(saved(tmp_path, 900), tmp_path / "out.mp4", SLOW, on_event=listener)
    listener.until("progress")
    process.cancel()
    assert listener.last().kind == "cancelled"
    assert not (tmp_path / "out.mp4").exists()
    assert not part_of(tmp_path / "out.mp4").exists()


def test_a_child_that_is_killed_is_told_as_a_failure_and_replaced(own_process, listener, tmp_path):
    process, data = own_process, saved(tmp_path, 900)
    process.start(data, tmp_path / "out.mp4", SLOW, on_event=listener)
    listener.until("progress")
    os.kill(process._child.pid, signal.SIGKILL)
    assert listener.last().kind == "failed"
    assert not (tmp_path / "out.mp4").exists()
    process.start(data, tmp_path / "out.mp4", SETTINGS, on_event=listener, span=Span(Fraction(0), Fraction(1)))
    assert listener.last().kind == "done"


def test_a_child_whose_parent_is_gone_ends(tmp_path):
    child = subprocess.Popen(CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdin.close()
    assert child.wait(timeout=20) == 0
    child.stdout.close()


def test_only_one_export_at_a_time(own_process, listener, tmp_path):
    process = own_process
    process.start(saved(tmp_path, 900), tmp_path / "out.mp4", SLOW, on_event=listener)
    with pytest.raises(RuntimeError):
        process.start(b"", tmp_path / "other.mp4", SETTINGS, on_event=listener)
    process.cancel()
    assert listener.last().kind == "cancelled"


HANGS = """
import sys
sys.stdin.buffer.readline()
sys.stdout.buffer.write(b'{"kind": "progress", "done": 7, "total": 90}\\n')
sys.stdout.buffer.flush()
sys.stdin.buffer.read()
"""


def test_a_child_that_says_nothing_any_more_is_ended_and_that_is_said(tmp_path, listener):
    hanging = ExportProcess(command=[sys.executable, "-c", HANGS], stuck_s=4.0)
    hanging.start(saved(tmp_path), tmp_path / "out.mp4", SETTINGS, on_event=listener)
    last = listener.last()
    assert last.kind == "failed"
    assert "Nothing moved for a minute after 7 of 90 frames" in last.sentence
    assert not hanging.busy
    hanging.close()


def test_what_is_prepared_is_found_by_the_export(own_process, listener, tmp_path):
    data = saved(tmp_path, 60)
    store = (tmp_path / "store", 10**8)
    assert own_process.prepare(data, SETTINGS, base=tmp_path, store=store)
    assert own_process.wait_prepared(60)
    own_process.start(data, tmp_path / "out.mp4", SETTINGS, on_event=listener, base=tmp_path, store=store)
    result = listener.last().result
    assert result.frames_reused == result.frames == 60


def test_an_export_does_not_wait_for_what_is_prepared(own_process, listener, tmp_path):
    data = saved(tmp_path, 120)
    store = (tmp_path / "store", 10**8)
    assert own_process.prepare(data, SLOW, base=tmp_path, store=store)
    assert not own_process.prepare(data, SLOW, base=tmp_path, store=store)
    own_process.start(data, tmp_path / "out.mp4", SETTINGS, on_event=listener, base=tmp_path)
    assert listener.last().kind == "done"
    assert not own_process.preparing
    assert own_process.prepare(data, SLOW, base=tmp_path, store=store)
    own_process.stop_preparing()
    assert own_process.wait_prepared(10)


def test_two_programs_that_export_to_one_name_at_once_leave_one_whole_film(process, own_process, tmp_path):
    project, target = saved(tmp_path), tmp_path / "out.mp4"
    ends = []
    for each in (process, own_process):
        heard = Listener()
        each.start(project, target, SETTINGS, on_event=heard, base=tmp_path)
        ends.append(heard)
    assert [heard.last().kind for heard in ends] == ["done", "done"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4", "out.mp4"]
    assert probe(target).duration == 2
