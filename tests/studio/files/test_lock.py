from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from studio.files import FileRefused, Holder, ProjectLock, who_has
from studio.files.beside import lock_file
from tests.helpers.saved_projects import AWKWARD_FOLDER, AWKWARD_NAME

HOLDS_IT = """
import sys
from pathlib import Path
from studio.files import ProjectLock
ProjectLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / AWKWARD_FOLDER
    folder.mkdir()
    return folder / AWKWARD_NAME


@pytest.fixture
def other_program(path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def left_by(path, host):
    holder = Holder(pid=1, host=host, user="mia", when=datetime.now(UTC))
    lock_file(path).write_bytes(msgspec.json.encode(holder))


def test_it_tells_who_has_the_project_open(path):
    assert who_has(path) is None
    with ProjectLock(path) as lock:
        assert lock.is_held
        holder = who_has(path)
        assert (holder.pid, holder.host, holder.is_this_process) == (os.getpid(), socket.gethostname(), True)
        lock.acquire()
    assert not lock.is_held
    lock.release()
    assert who_has(path) is None
    assert list(path.parent.iterdir()) == []


def test_the_same_program_cannot_open_it_twice(path):
    with ProjectLock(path), pytest.raises(FileRefused, match="already open in this program"):
        ProjectLock(path).acquire()


def test_another_living_program_is_named_and_cannot_be_pushed_aside(path, other_program):
    assert who_has(path).pid == other_program.pid
    for take_over in (False, True):
        with pytest.raises(FileRefused, match="open in another window"):
            ProjectLock(path).acquire(take_over=take_over)


def test_the_lock_of_a_killed_program_is_taken_over(path, other_program):
    other_program.send_signal(signal.SIGKILL)
    other_program.wait()
    assert lock_file(path).exists()
    assert who_has(path) is None
    with ProjectLock(path) as lock:
        assert lock.is_held


def test_a_lock_of_another_computer_is_asked_about(path):
    left_by(path, "studio-pc")
    assert who_has(path).host == "studio-pc"
    with pytest.raises(FileRefused, match="open on the computer “studio-pc”, by mia"):
        ProjectLock(path).acquire()
    lock = ProjectLock(path)
    lock.acquire(take_over=True)
    assert lock.is_held
    lock.release()


def test_rubbish_in_the_lock_file_keeps_nobody_out(path):
    lock_file(path).write_bytes(b"\xff rubbish")
    with ProjectLock(path) as lock:
        assert lock.is_held


def test_where_nobody_may_write_nobody_is_kept_out(tmp_path):
    lock = ProjectLock(tmp_path / "gone" / "p.decollage")
    lock.acquire()
    assert not lock.is_held


def test_a_lock_file_removed_meanwhile_is_made_again(path):
    lock = ProjectLock(path)
    handle = os.open(lock.file, os.O_RDWR | os.O_CREAT)
    lock.file.unlink()
    assert not lock._take(handle, take_over=False)
    os.close(handle)
    with lock:
        assert lock.is_held
        lock_file(path).write_bytes(b"")
        with pytest.raises(FileRefused, match="open in another window"):
            ProjectLock(path).acquire()


def test_a_person_without_a_name_can_lock_too(path, monkeypatch):
    def nobody():
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    with ProjectLock(path):
        assert who_has(path).user == ""
