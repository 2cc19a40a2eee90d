"""`decollage export`, `demo` and `bench`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio.cli import main
from studio.cli.demo_scenes import SCENES, SIZE, film_planes, tune
from studio.media import probe
from tests.helpers.make_media import film, plain, tone

CLONE = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    clip = film(folder / "clip.mp4", lambda _number: plain((200, 40, 40), (180, 320)), frames=90, sound=tone(3))
    path = folder / "mine.decollage"
    assert main(["new", str(path), str(clip), "--canvas", "180x320"]) == 0
    return path


def test_export_makes_what_the_platform_takes_and_tells_programs(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "film.mp4"
    capsys.readouterr()
    assert main(["export", str(project), str(out), "--for", "tiktok", "--json"]) == 0
    told, err = capsys.readouterr()
    answer = json.loads(told)
    assert err == ""
    facts = probe(out)
    assert (answer["width"], answer["height"], answer["frames"]) == (180, 320, 90)
    assert (facts.width, facts.height, facts.rate, facts.has_sound) == (180, 320, 30, True)
    assert answer["bytes"] == out.stat().st_size
    assert answer["platform"] == "tiktok"
    assert main(["export", str(project), str(out), "--for", "tiktok", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frames_reused"] == 90
    assert main(["export", str(project), str(out), "--for", "tiktok", "--json", "--no-store"]) == 0
    assert json.loads(capsys.readouterr().out)["frames_reused"] == 0
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")] == []


@pytest.mark.parametrize(("span", "frames"), [("1.0:2.5", 45), ("0:00.5:0:01", 15), ("2:100", 30)])
def test_a_range_is_exported(
    project: Path, tmp_path: Path, span: str, frames: int, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["export", str(project), str(tmp_path / "part.mp4"), "--range", span, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frames"] == frames


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["gone.decollage", "out.mp4"], 1),
        (["PROJECT", "no/such/folder/out.mp4"], 1),
        (["PROJECT", "out.mp4", "--range", "50:60"], 1),
        (["PROJECT", "out.mp4", "--range", "1"], 2),
        (["PROJECT", "out.mp4", "--range", "2:1"], 2),
        (["PROJECT", "out.xyz"], 2),
        (["PROJECT", "out.png"], 2),
        (["PROJECT", "out.mp4", "--codec", "vp9"], 2),
        (["PROJECT", "out.gif", "--codec", "h264"], 2),
        (["PROJECT", "out.mp4", "--codec", "nonsense"], 2),
        (["PROJECT", "out.mp4", "--quality", "best"], 2),
        (["PROJECT", "out.mp4", "--size", "9"], 2),
        (["PROJECT", "out.mp4", "--for", ","], 2),
        (["PROJECT", "out.mp4", "--at", "1"], 2),
        (["PROJECT", "out.mp4", "--covers", "--cover-place", "2"], 2),
        (["PROJECT", "out.mp4", "--covers", "--cover-at", "100"], 1),
        (["PROJECT", "out.png", "--at", "100"], 1),
    ],
)
def test_a_refused_export_leaves_nothing(
    project: Path,
    tmp_path: Path,
    arguments: list[str],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["export", *(str(project) if word == "PROJECT" else word for word in arguments)]) == status
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert list(tmp_path.rglob("*.mp4")) == []


@pytest.mark.parametrize(
    ("name", "more", "kind"),
    [
        ("out.mov", [], "film"),
        ("out.webm", ["--size", "90"], "film"),
        ("out.gif", ["--range", "0:0.5"], "animation"),
        ("out.wav", [], "sound"),
        ("frames", ["--range", "0:0.2"], "pictures"),
        ("out.jpg", ["--at", "1.5"], "still"),
    ],
)
def test_the_ending_says_what_is_made(
    project: Path, tmp_path: Path, name: str, more: list[str], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["export", str(project), str(tmp_path / name), "--json", *more]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["kind"] == kind
    assert (tmp_path / name).exists()


def test_several_platforms_get_a_file_each_with_covers_and_a_sheet_and_nothing_is_encoded_twice(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    out = tmp_path / "film.mp4"
    assert main(["export", str(project), str(out), "--for", "tiktok,shorts", "--covers", "--json"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    films = [answer for answer in answers if answer["kind"] == "film"]
    assert [answer["platform"] for answer in films] == ["tiktok", "shorts"]
    assert films[1]["frames_reused"] == films[1]["frames"]
    assert all(answer["receipt"]["passed"] for answer in films)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"film-tiktok.mp4", "film-shorts.mp4", "film.cover-9x16.jpg"} <= names


def test_a_post_sheet_lies_beside_the_film(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "export",
                str(project),
                str(tmp_path / "film.mp4"),
                "--for",
                "tiktok",
                "--sheet",
                "--covers",
                "--cover-at",
                "1",
                "--cover-place",
                "0",
            ]
        )
        == 0
    )
    told = capsys.readouterr().out
    assert "Encoder: x264 (software)" in told
    assert "film.cover-9x16.jpg" in (tmp_path / "film.post.txt").read_text()


def test_ctrl_c_cancels_and_leaves_nothing_under_the_targets_name(tmp_path: Path) -> None:
    path, out = tmp_path / "long.decollage", tmp_path / "film.mp4"
    assert main(["new", str(path), "--canvas", "360x640"]) == 0
    assert main(["do", str(path), "solid", "colour=red", "length=60"]) == 0
    assert main(["do", str(path), "title", "text=Long", "length=60", "at=0"]) == 0
    command = [sys.executable, "-u", "-m", "studio", "export", str(path), str(out), "--no-store"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=CLONE, env={**os.environ})
    grows = threading.Event()

    def watch() -> None:
        while child.poll() is None and not grows.is_set():
            if any(name.name.endswith(".part") for name in tmp_path.iterdir()):
                grows.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    assert grows.wait(60)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    watcher.join()
    assert child.returncode == 1
    assert err == "The export was cancelled; nothing was written.\n"
    assert not out.exists()
    assert [file.name for file in tmp_path.iterdir() if file.suffix in (".part", ".mp4")] == []


def test_the_demos_scenes_are_the_same_every_time_and_move() -> None:
    for _, scene in SCENES:
        first, second, third = list(film_planes(scene, 3))
        [again] = list(film_planes(scene, 1))
        assert first.shape == (SIZE[1] * 3 // 2, SIZE[0])
        assert abs(second - (first / 2 + third / 2)).max() <= 0.5
        assert (first == again).all()
        assert (first != second).any()
    samples = tune(1.0)
    assert samples.shape == (48_000, 2)
    assert 0.05 < abs(samples).max() < 1


@pytest.mark.long
def test_the_demo_makes_a_video_that_passes_its_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", str(tmp_path / "demo")]) == 0
    made = probe(tmp_path / "demo" / "demo-tiktok.mp4")
    assert (made.width, made.height, made.rate, made.has_sound) == (1080, 1920, 30, True)
    assert "nothing found" in capsys.readouterr().out


def test_a_demo_that_has_no_place_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert main(["demo", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_receipt_is_written_beside_and_read_again_later(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, kept = tmp_path / "film.mp4", tmp_path / "film.json"
    assert main(["export", str(project), str(out), "--receipt", str(kept)]) == 0
    receipt = json.loads(kept.read_bytes())
    assert receipt["passed"] is True
    assert {proof["name"] for proof in receipt["proofs"]} >= {"first_picture", "sync_middle", "loudness"}
    capsys.readouterr()
    assert main(["receipt", str(out), str(project)]) == 0
    told = capsys.readouterr().out
    assert "✓ First picture: " in told
    assert "✗" not in told
    assert main(["receipt", str(out), "--json", "--save", str(tmp_path / "bare.json")]) == 0
    bare = json.loads(capsys.readouterr().out)
    assert bare["passed"] is True
    assert "first_picture" not in {proof["name"] for proof in bare["proofs"]}
    assert json.loads((tmp_path / "bare.json").read_bytes()) == bare


def test_a_receipt_says_what_is_wrong(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = film(tmp_path / "other.mp4", lambda _number: plain((20, 40, 200), (180, 320)), frames=60)
    capsys.readouterr()
    assert main(["receipt", str(other), str(project)]) == 1
    told = capsys.readouterr().out
    assert "✗ Length: 2.000 s, 60 (planned was 3.000 s, 90)" in told
    assert "✗ First picture" in told
    assert main(["receipt", str(tmp_path / "none.mp4")]) == 1
    assert capsys.readouterr().err == "There is no file “none.mp4”.\n"
