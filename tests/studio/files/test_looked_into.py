"""No file is opened that a child with limits has not looked into; what was looked into well stays known."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest

from studio.files.looked_into import (
    LookedInto,
    ask_again,
    guarded,
    looked_into,
    mark_of,
    refusal_of,
    stop_looking,
)
from studio.media import MediaRefused, MediaSources, ProbeChildren, make_asset, probe
from studio.media.open import open_media
from studio.media.reading.stills import read_still
from studio.sentences import say
from tests.helpers.hostile_media import endless_index
from tests.helpers.make_media import film, photo, plain

# A child that refuses everything, and so shows what would have been opened without it.
REFUSING = """
import json, sys
print("ready", flush=True)
for line in sys.stdin:
    print(json.dumps({"refused": ["“{name}” is a trap.", {"name": json.loads(line).rpartition("/")[2]}]}), flush=True)
"""


class Looker:
    """Looks here, and remembers what it was asked; refuses what is called a trap."""

    def __init__(self) -> None:
        self.asked: list[Path] = []
        self.closed = False

    def probe(self, path: str | Path) -> None:
        """Refuse what is called a trap."""
        self.asked.append(Path(path))
        if self.closed:
            raise MediaRefused(say("Looking into files was stopped."))
        if "trap" in Path(path).name:
            raise MediaRefused(say("“{name}” is a trap.", name=Path(path).name))

    def close(self) -> None:
        """Refuse all from now on."""
        self.closed = True


@pytest.fixture
def looker() -> Looker:
    return Looker()


@pytest.fixture
def gate(tmp_path: Path, looker: Looker) -> LookedInto:
    return LookedInto(tmp_path / "store" / "looked-into", lambda: looker)


def a_file(path: Path) -> Path:
    path.write_bytes(b"something")
    return path


def test_a_file_is_looked_into_once_by_this_machine(gate, looker, tmp_path):
    path = a_file(tmp_path / "a.mp4")
    gate.admit(path)
    gate.admit(path)
    later = LookedInto(tmp_path / "store" / "looked-into", lambda: looker)
    later.admit(path)
    assert looker.asked == [path]


def test_a_file_that_changed_or_moved_is_looked_into_again(gate, looker, tmp_path):
    path = a_file(tmp_path / "a.mp4")
    gate.admit(path)
    before = path.stat()
    path.write_bytes(b"elsething")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    gate.admit(path)
    gate.admit(path.rename(tmp_path / "b.mp4"))
    assert looker.asked == [path, path, tmp_path / "b.mp4"]


def test_a_refusal_is_said_again_without_another_look_and_is_not_kept(gate, looker, tmp_path):
    path = a_file(tmp_path / "trap.mp4")
    for _ in range(2):
        with pytest.raises(MediaRefused, match=r"trap\.mp4.* is a trap"):
            gate.admit(path)
    assert looker.asked == [path]
    assert str(gate.refusal(path)) == "“trap.mp4” is a trap."
    assert not (tmp_path / "store" / "looked-into").exists()


def test_trying_again_asks_again_and_what_failed_to_open_is_opened(looker, tmp_path):
    path = photo(tmp_path / "trap.png", plain((200, 80, 0), (40, 30)))
    asset = make_asset(probe(path), asset_id="a")
    with guarded(tmp_path / "looked-into", lambda: looker) as gate, MediaSources() as sources:
        assert sources.picture(asset, Fraction(0), (40, 30)) is None
        assert gate.refusal(path) is not None
        looker.probe = looker.asked.append
        assert sources.picture(asset, Fraction(0), (40, 30)) is None, "nobody asked"
        ask_again(path)
        assert gate.refusal(path) is None
        assert sources.picture(asset, Fraction(0), (40, 30)) is not None


def test_what_another_process_looked_into_is_known_here_too(gate, looker, tmp_path):
    path = a_file(tmp_path / "a.mp4")
    assert not gate.knows(mark_of(path))
    LookedInto(tmp_path / "store" / "looked-into", lambda: looker).remember(mark_of(path))
    assert gate.knows(mark_of(path))


def test_many_threads_that_want_one_file_have_it_looked_into_once(gate, looker, tmp_path):
    path, together = a_file(tmp_path / "a.mp4"), threading.Barrier(6)

    def ask() -> None:
        together.wait()
        gate.admit(path)

    with ThreadPoolExecutor(6) as pool:
        for asked in [pool.submit(ask) for _ in range(6)]:
            asked.result()
    assert looker.asked == [path]


def test_a_record_that_was_cut_short_or_is_nonsense_lets_nothing_through(gate, looker, tmp_path):
    path = a_file(tmp_path / "a.mp4")
    record = tmp_path / "store" / "looked-into"
    record.parent.mkdir()
    record.write_bytes(b"\xff\n" + mark_of(path).encode()[:20])
    gate.admit(path)
    assert looker.asked == [path]


def test_a_long_record_loses_its_oldest_lines(looker, tmp_path):
    record = tmp_path / "looked-into"
    record.write_bytes(b"".join(b"%032x\n" % number for number in range(50_000)))
    path = a_file(tmp_path / "a.mp4")
    LookedInto(record, lambda: looker).admit(path)
    lines = record.read_text().split()
    assert len(lines) == 20_001
    assert lines[-2:] == [f"{49_999:032x}", mark_of(path)]


def test_where_the_record_cannot_be_written_files_are_looked_into_all_the_same(looker, tmp_path):
    blocked = a_file(tmp_path / "blocked") / "looked-into"
    path = a_file(tmp_path / "a.mp4")
    gate = LookedInto(blocked, lambda: looker)
    gate.admit(path)
    gate.admit(path)
    assert looker.asked == [path]


def test_once_it_is_closed_the_known_go_through_and_the_unknown_do_not(gate, tmp_path):
    known, unknown = a_file(tmp_path / "a.mp4"), a_file(tmp_path / "b.mp4")
    gate.admit(known)
    gate.close()
    gate.admit(known)
    with pytest.raises(MediaRefused):
        gate.admit(unknown)
    assert gate.refusal(unknown) is None


def test_no_door_opens_what_the_child_refused(tmp_path):
    moving, still = film(tmp_path / "a.mp4", frames=3), photo(tmp_path / "b.png", plain((9, 9, 9)))
    assets = [make_asset(probe(path), asset_id=path.stem) for path in (moving, still)]

    def children() -> ProbeChildren:
        return ProbeChildren(command=[sys.executable, "-c", REFUSING])

    with guarded(tmp_path / "looked-into", children), MediaSources() as sources:
        for asset in assets:
            assert sources.picture(asset, Fraction(0), (32, 18)) is None
            assert str(refusal_of(asset.path)) == f"“{asset.name}” is a trap."
        for door in (open_media, read_still):
            with pytest.raises(MediaRefused, match="is a trap"):
                door(still)
        open_media(moving, ours=True).close()
    assert refusal_of(moving) is None
    with MediaSources() as sources:
        assert all(sources.picture(asset, Fraction(0), (32, 18)) is not None for asset in assets)


def test_a_real_child_lets_a_film_through_and_refuses_a_bomb(tmp_path):
    good, bad = film(tmp_path / "a.mp4", frames=3), tmp_path / "bomb.mp4"
    bad.write_bytes(endless_index(150_000_000))
    with guarded(tmp_path / "looked-into", ProbeChildren) as gate:
        assert not looked_into(good)
        open_media(good).close()
        assert looked_into(good)
        with pytest.raises(MediaRefused, match=r"bomb\.mp4"):
            open_media(bad)
        assert not looked_into(bad)
        stop_looking()
        open_media(good).close()
        assert gate.knows(mark_of(good))


def test_what_was_imported_was_looked_into(tmp_path):
    path = film(tmp_path / "a.mp4", frames=3)
    children = ProbeChildren()
    try:
        with guarded(tmp_path / "looked-into", Looker):
            children.probe(path)
            assert looked_into(path)
    finally:
        children.close()


def test_where_no_child_can_be_started_the_file_is_looked_into_here(tmp_path):
    path = film(tmp_path / "a.mp4", frames=3)
    with guarded(tmp_path / "looked-into", lambda: ProbeChildren(command=[str(tmp_path / "no program")])):
        open_media(path).close()
        assert looked_into(path)
