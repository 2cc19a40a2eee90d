"""A file made to do harm takes down a child, never the program: within limits, in plain words, and the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.media import MediaRefused, ProbeChildren, probe
from studio.media.child_limits import MEMORY_EXIT, MOST_MEMORY, work_of
from studio.sentences import Sentence
from tests.helpers.hostile_media import hostile_files
from tests.helpers.make_media import film
from tests.helpers.real_media import ROOT, real

FAKE = """
import json, sys, time
print("ready", flush=True)
for line in sys.stdin:
    {answer}
"""


@pytest.fixture(scope="module")
def warm():
    """Children that stay, as in the window."""
    children = ProbeChildren()
    children.warm_up()
    yield children
    children.close()


@pytest.fixture
def pretending():
    """Children that are programs of our own."""
    made = []

    def children(answer: str, limit_s: float = 5.0) -> ProbeChildren:
        made.append(ProbeChildren(command=[sys.executable, "-c", FAKE.format(answer=answer)], limit_s=limit_s))
        return made[-1]

    yield children
    for each in made:
        each.close()


def refusal(children: ProbeChildren, path: Path) -> Sentence:
    with pytest.raises(MediaRefused) as caught:
        children.probe(path)
    return caught.value.sentence


def test_the_facts_are_those_found_without_a_child(warm, tmp_path):
    for path in (film(tmp_path / "a.mp4", frames=7), real("broken/derived__friday_corrupt-packets.mp4")):
        assert warm.probe(path) == probe(path)


def test_a_refusal_is_the_one_without_a_child_and_can_be_translated(warm, tmp_path):
    sentence = refusal(warm, tmp_path / "gone.mp4")
    assert sentence.source == "There is no file “{name}”."
    assert sentence.places == {"name": "gone.mp4"}


def test_names_that_are_no_unicode_or_hold_a_line_break_travel(warm, tmp_path):
    for name in (os.fsdecode(b"\xff\xfe.mp4"), "two\nlines.mp4", 'it\'s "100%".mp4', "-rf.mp4", "ビデオ 🎬 é.mp4"):
        path = film(tmp_path / "plain.mp4", frames=3).rename(tmp_path / name)
        assert warm.probe(path).path == str(path)
        assert refusal(warm, path.with_name(f"x{name}")).places["name"] == f"x{name}"


def test_every_hostile_file_is_refused_in_plain_words_within_its_limits(warm, tmp_path):
    for what, path in hostile_files(tmp_path).items():
        sentence = refusal(warm, path)
        assert path.name in sentence, what
        cost = warm.costs[str(path)]
        assert cost.peak_bytes <= MOST_MEMORY * 1.1, what


def test_every_broken_file_is_read_or_refused_within_its_limits(warm):
    for path in sorted((ROOT / "broken").iterdir()) if real("broken/lpms__zero-frame.ts") else ():
        try:
            assert warm.probe(path).kind in ("video", "photo", "sound")
        except MediaRefused as refused:
            assert path.name in refused.sentence  # noqa: PT017  (either is right)
        cost = warm.costs[str(path)]
        assert cost.peak_bytes < MOST_MEMORY


def test_a_file_that_grows_while_it_is_read_comes_to_an_end(warm, tmp_path):
    path = film(tmp_path / "live.ts", frames=30)
    piece, over = path.read_bytes(), threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not over.is_set() and file.tell() < 400_000_000:
                file.write(piece)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        assert warm.probe(path).kind == "video"
    except MediaRefused as refused:
        assert "took too long" in refused.sentence  # noqa: PT017  (where the writer was faster for ten seconds)
    finally:
        over.set()
        writer.join()


def test_a_child_that_takes_too_long_is_ended_and_the_next_file_is_read(pretending, tmp_path):
    children = pretending(
        "time.sleep(60) if 'slow' in line else print(json.dumps({'refused': ['No.', {}]}), flush=True)", 0.4
    )
    assert "took too long" in refusal(children, tmp_path / "slow.mp4")
    assert refusal(children, tmp_path / "other.mp4") == "No."


@pytest.mark.parametrize(
    "answer",
    [
        "sys.exit(3)",
        "print('{', flush=True)",
        "print('[' * 100000, flush=True)",
        "print(json.dumps({'facts': {'kind': 'video'}}), flush=True)",
        "print(json.dumps({'refused': ['{x:99999999999}', {'x': '1'}]}), flush=True)",
        "print(json.dumps({'refused': ['{x}', {}]}), flush=True)",
        "print(json.dumps({'refused': 7}), flush=True)",
        "print('x' * 30000000, flush=True)",
        "import os; os.kill(os.getpid(), 11)",
    ],
)
def test_whatever_a_child_says_or_does_the_sentence_is_plain(pretending, tmp_path, answer):
    assert refusal(pretending(answer), tmp_path / "x.mp4") == "“x.mp4” could not be read: it is damaged."


def test_a_child_that_was_killed_is_replaced(warm, tmp_path):
    path = film(tmp_path / "a.mp4", frames=3)
    warm.probe(path)
    for child in tuple(warm._idle):
        os.kill(child._process.pid, signal.SIGKILL)
        child._process.wait()
    assert warm.probe(path).kind == "video"


def test_a_child_keeps_to_its_memory_and_the_next_file_is_read(tmp_path):
    little = ProbeChildren(memory=450_000_000)
    large, small = real("video/media3__portrait_4k60.mp4"), film(tmp_path / "a.mp4", frames=3)
    try:
        with suppress(MediaRefused):  # whether it fits depends on how many threads decode
            little.probe(large)
        assert little.costs[str(large)].peak_bytes < 500_000_000
        for child in tuple(little._idle):
            child.kill()
        assert little.probe(small).duration == Fraction(1, 10)
    finally:
        little.close()


def test_what_the_program_itself_holds_is_not_counted_as_the_childs(warm, tmp_path):
    held = np.ones(450_000_000, np.uint8)
    children = ProbeChildren()
    try:
        path = film(tmp_path / "a.mp4", frames=3)
        children.probe(path)
        assert children.costs[str(path)].peak_bytes < 300_000_000
        assert len(held) > children.costs[str(path)].peak_bytes
    finally:
        children.close()


def test_where_the_system_sets_no_limit_a_watchdog_does():
    program = f"from studio.media.child_limits import Watchdog; Watchdog({100_000_000}).wake(); {{}}"
    for what, status in (("held = bytearray(300_000_000); input()", MEMORY_EXIT), ("input()", 0)):
        with subprocess.Popen([sys.executable, "-c", program.format(what)], stdin=subprocess.PIPE) as child:
            if status == 0:
                child.communicate(b"\n", timeout=20)
            assert child.wait(timeout=20) == status


def test_where_no_child_can_be_started_files_are_read_all_the_same(tmp_path):
    for command in (["/nowhere/python"], [sys.executable, "-c", "raise SystemExit(1)"]):
        children = ProbeChildren(command=command)
        assert children.probe(film(tmp_path / "a.mp4", frames=3)).kind == "video"
        children.close()


def test_closing_ends_what_is_under_way(pretending, tmp_path):
    children = pretending("time.sleep(60)", 30)
    said = []
    reader = threading.Thread(target=lambda: said.append(refusal(children, tmp_path / "slow.mp4")))
    reader.start()
    while not children._busy:
        pass
    children.close()
    reader.join(10)
    assert said


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says it")
def test_a_child_is_known_to_work_to_wait_and_to_have_had_its_share():
    """What tells a child that hangs from one that others keep from the processor."""
    with subprocess.Popen([sys.executable, "-c", "input(); exec('while True: pass')"], stdin=subprocess.PIPE) as child:
        try:
            while (found := work_of(child.pid)) is None or found[1]:
                os.sched_yield()
            assert child.stdin is not None
            child.stdin.write(b"\n")
            child.stdin.flush()
            while not (now := work_of(child.pid)) or not now[1] or now[0] - found[0] < 0.05:
                os.sched_yield()
        finally:
            child.kill()
