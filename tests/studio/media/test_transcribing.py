"""Writing down what is said: packs a person brings, words from tokens, and a child that tells its refusals."""

from __future__ import annotations

import sys
import tarfile
import threading
from fractions import Fraction
from pathlib import Path

import pytest

from studio.media.open import MediaRefused
from studio.media.transcribing.packs import checked, install_pack, installed_packs
from studio.media.transcribing.process import Transcription
from studio.media.transcribing.words import words_of
from studio.model import Asset

LONG = Asset("a", "/nowhere/talk.mp4", kind="sound", name="talk", duration=Fraction(60))


def pack_in(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


def test_a_pack_is_told_by_its_files_and_the_small_ones_are_taken(tmp_path):
    source = pack_in(
        tmp_path / "whisper-tiny", "tiny-encoder.onnx", "tiny-encoder.int8.onnx", "tiny-decoder.int8.onnx",
        "tiny-tokens.txt", "README.md",
    )  # fmt: skip
    pack = install_pack(source, tmp_path / "models")
    assert (pack.name, pack.kind) == ("whisper-tiny", "whisper")
    assert pack.files["encoder"].name == "tiny-encoder.int8.onnx"
    assert installed_packs(tmp_path / "models") == (pack,)
    assert checked(pack) is pack


def test_an_archive_is_a_pack_and_nothing_else_of_it_is_unpacked(tmp_path):
    source = pack_in(tmp_path / "sense", "model.int8.onnx", "tokens.txt", "evil.sh")
    with tarfile.open(tmp_path / "sense.tar.bz2", "w:bz2") as archive:
        archive.add(source, "../sense")
    pack = install_pack(tmp_path / "sense.tar.bz2", tmp_path / "models")
    assert (pack.name, pack.kind) == ("sense", "sense-voice")
    assert sorted(path.name for path in pack.folder.iterdir()) == ["model.int8.onnx", "pack.json", "tokens.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["models", "sense", "sense.tar.bz2"]


def test_a_model_that_changed_or_is_none_is_refused(tmp_path):
    pack = install_pack(pack_in(tmp_path / "m", "model.onnx", "tokens.txt"), tmp_path / "models")
    pack.files["model"].write_bytes(b"another")
    with pytest.raises(MediaRefused, match="is not what was installed"):
        checked(pack)
    with pytest.raises(MediaRefused, match="holds no speech model"):
        install_pack(pack_in(tmp_path / "photos", "a.jpg"), tmp_path / "models")
    with pytest.raises(MediaRefused, match="no folder and no archive"):
        install_pack(tmp_path / "photos" / "a.jpg", tmp_path / "models")


@pytest.mark.parametrize(
    ("text", "tokens", "words"),
    [
        (
            "Hello big world",
            [("▁Hel", 0.1), ("lo", 0.3), (" big", 0.8), ("▁world", 1.5)],
            "Hello@10.1 big@10.8 world@11.5",
        ),
        (
            "你好，世界",
            [("你", 0.2), ("好", 0.5), ("，", 0.7), ("世", 1.0), ("界", 1.2)],
            "你@10.2 好，@10.5 世@11.0 界@11.2",
        ),
        ("two words", [], "two@10.0 words@10.8"),
        ("late", [("late", 9.0)], "late@12.0"),
        ("", [], ""),
    ],
)  # fmt: skip
def test_words_begin_with_their_first_token_in_source_time(text, tokens, words):
    found = words_of(text, tokens, Fraction(10), Fraction(12))
    assert " ".join(f"{one.text}@{float(one.start):.1f}" for one in found) == words
    assert all(one.start <= one.end <= 12 for one in found)


def test_a_refusal_of_the_child_reaches_the_person(tmp_path):
    pack = install_pack(pack_in(tmp_path / "m", "model.onnx", "tokens.txt"), tmp_path / "models")
    pack.files["tokens"].unlink()
    with pytest.raises(MediaRefused, match=r"tokens\.txt” of the model “m” is not what was installed"):
        Transcription(LONG, pack).run()


def test_words_and_progress_come_from_the_child_and_it_is_ended_when_it_is_stopped(tmp_path):
    pack = install_pack(pack_in(tmp_path / "m", "model.onnx", "tokens.txt"), tmp_path / "models")
    says = r"""print('{"words": [["Hi", "1/2", "1", false]]}\n{"done": 1, "total": 1}', flush=True)"""
    told: list[tuple[int, int]] = []
    run = Transcription(LONG, pack, command=[sys.executable, "-c", says])
    run.follow(lambda done, total: told.append((done, total)))
    assert [(one.text, one.start) for one in run.run()] == [("Hi", Fraction(1, 2))]
    assert told == [(1, 1)]

    begun = threading.Event()
    waits = r"""import sys; print('{"done": 0, "total": 2}', flush=True); sys.stdin.read()"""
    run = Transcription(LONG, pack, command=[sys.executable, "-c", waits])
    run.follow(lambda _done, _total: begun.set())
    ends = threading.Thread(target=lambda: (begun.wait(), run.stop()))
    ends.start()
    with pytest.raises(MediaRefused, match="was stopped"):
        run.run()
    ends.join()
    with pytest.raises(MediaRefused, match="broke off"):
        Transcription(LONG, pack, command=[sys.executable, "-c", "pass"]).run()
