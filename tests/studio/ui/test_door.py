"""The live door: a script in another process drives the open window; nobody else can, and nothing hurts it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.commands.live import MOST_BYTES, answer_to, read_asked
from studio.model import find
from studio.sentences import Refused
from studio.session import door_address
from studio.ui.door import LiveDoor
from studio.ui.window import MainWindow
from tests.helpers.source_tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="speaks to a socket; Windows has a pipe")


@pytest.fixture
def listening(filled: MainWindow) -> MainWindow:
    filled.preferences.change(live_door=True)
    assert filled.door is not None
    assert filled.door.is_open
    return filled


def meanwhile(qtbot: QtBot, call: Callable[[], object]) -> object:
    """What `call` gives on a thread of its own while the window goes on."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(call()))
    thread.start()
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    thread.join()
    return found[0]


def script(qtbot: QtBot, *words: str) -> subprocess.CompletedProcess[str]:
    """`decollage do @live` in a process of its own."""
    command = [sys.executable, "-m", "studio", "do", "@live", *words]
    run = lambda: subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)  # noqa: E731
    done = meanwhile(qtbot, run)
    assert isinstance(done, subprocess.CompletedProcess)
    return done


def say_to_door(qtbot: QtBot, sent: bytes) -> dict[str, object]:
    def talk() -> bytes:
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(10)
            door.connect(door_address())
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                door.sendall(sent)
            return door.recv(65536)

    answer = meanwhile(qtbot, talk)
    assert isinstance(answer, bytes)
    return json.loads(answer)


def test_another_process_edits_what_the_person_sees_and_the_person_can_undo_it(
    listening: MainWindow, qtbot: QtBot
) -> None:
    before = listening.session.project
    done = script(qtbot, "split", "clip=c2", "at=3", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["changed"], len(answer["made"])) == (0, True, 1)
    assert find(listening.session.project, answer["made"][0]) is not None
    assert "Split" in listening.toast.words
    listening.toast._action.click()
    assert listening.session.project == before
    refused = script(qtbot, "split", "clip=c2", "at=99")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.strip().endswith(".")
    assert listening.session.project == before


def test_it_is_shut_until_it_is_opened_and_after_it_is_shut(filled: MainWindow, qtbot: QtBot) -> None:
    assert filled.door is None
    assert not Path(door_address()).exists()
    filled.preferences.change(live_door=True)
    assert say_to_door(qtbot, b'{"command": "to-end"}\n')["done"]
    filled.preferences.change(live_door=False)
    assert not Path(door_address()).exists()
    assert script(qtbot, "to-start").returncode == 1


def test_only_this_user_can_reach_it(listening: MainWindow) -> None:
    mode = Path(door_address()).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert not mode & (stat.S_IRWXG | stat.S_IRWXO)


@pytest.mark.parametrize(
    "sent",
    [
        b"split\n", b"\xff\xfe\n", b"[]\n", b'{"command": 7}\n', b'{"command": "split", "values": {"at": 3}}\n',
        b'{"command": "split", "other": 1}\n', b'{"command": "no-such"}\n', b"[" * 60_000 + b"\n",
        b'{"command": "' + b"x" * (MOST_BYTES + 100) + b'"}\n', b"x" * (3 * MOST_BYTES),
    ],
    ids=["word", "no text", "list", "number", "value no text", "unknown key", "unknown", "deep", "long", "endless"],
)  # fmt: skip
def test_what_is_no_request_is_refused_and_changes_nothing(listening: MainWindow, qtbot: QtBot, sent: bytes) -> None:
    before = listening.session.project
    answer = say_to_door(qtbot, sent)
    assert answer["done"] is False
    assert str(answer["sentence"]).endswith(".")
    assert listening.session.project is before
    assert listening.door is not None
    assert listening.door.is_open


@pytest.mark.parametrize("command", ["quit", "close-window", "open", "save-as", "new", "export", "collect"])
def test_files_and_the_window_itself_are_left_to_the_person(filled: MainWindow, command: str) -> None:
    answer = answer_to(filled.session, read_asked(json.dumps({"command": command}).encode()))
    assert not answer.done
    assert "person" in answer.sentence


def test_nothing_happens_under_the_hand_or_beneath_a_dialog(listening: MainWindow, qtbot: QtBot) -> None:
    listening.session.begin_draft("Move")
    assert "dragged" in str(say_to_door(qtbot, b'{"command": "split", "values": {"at": "3"}}\n')["sentence"])
    listening.session.drop_draft()
    listening.open_keys()
    assert "dialog" in str(say_to_door(qtbot, b'{"command": "undo"}\n')["sentence"])
    listening.dialog.close_dialog()


def test_a_second_window_is_told_and_what_a_killed_one_left_is_taken_over(listening: MainWindow) -> None:
    second = LiveDoor(listening)
    with pytest.raises(Refused, match="Another window"):
        second.open()
    listening.preferences.change(live_door=False)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(door_address())
    assert Path(door_address()).exists()
    second.open()
    assert second.is_open
    second.close()
