"""`*.challenge` files: made, looked into, unpacked; and strangers' ones that are not what they say."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from studio.edits import mark_slot, set_challenge
from studio.files import FileRefused
from studio.model import Project, Slot
from studio.remix import open_challenge, pack_challenge, unpack_challenge
from tests.helpers.word_sources import timeline


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A challenge whose two files are a few bytes each: nobody decodes them here."""
    project = mark_slot(timeline("abc def"), "def", slot=Slot("act", hint="You"))
    assets = []
    for number, asset in enumerate(project.assets):
        path = tmp_path / f"source{number}" / "clip.mp4"
        path.parent.mkdir()
        path.write_bytes(asset.name.encode() * 100)
        assets.append(replace(asset, path=str(path)))
    return set_challenge(replace(project, assets=tuple(assets)), challenge_id="id", name="Bloom", author="@ann")


@pytest.fixture
def packed(project: Project, tmp_path: Path) -> Path:
    pack_challenge(project, tmp_path / "bloom.challenge", preview=b"picture")
    return tmp_path / "bloom.challenge"


def test_what_was_packed_comes_out_again(project: Project, packed: Path, tmp_path: Path):
    opened = open_challenge(packed)
    assert (opened.manifest.challenge, opened.preview) == (project.challenge, b"picture")
    assert [(slot.key, slot.hint, slot.seconds) for slot in opened.manifest.slots] == [("act", "You", 3)]
    unpacked = unpack_challenge(packed, tmp_path)
    assert unpacked is not None
    loaded, folder = unpacked
    assert folder == tmp_path / "bloom"
    assert [Path(asset.path).read_bytes() for asset in loaded.project.assets] == [b"abc" * 100, b"def" * 100]
    assert loaded.project.main == project.main
    assert packed.read_bytes()[30:38] == b"mimetype"
    assert str(tmp_path).encode() not in packed.read_bytes(), "it does not tell where things lay"


def test_only_a_challenge_with_slots_and_all_media_is_packed(project: Project, tmp_path: Path):
    target = tmp_path / "x.challenge"
    for other, words in (
        (replace(project, challenge=None), "what the challenge is called"),
        (replace(project, main=project.main[:1]), "Mark at least one clip"),
        (replace(project, assets=tuple(replace(one, path="/nowhere.mp4") for one in project.assets)), "missing"),
    ):
        with pytest.raises(FileRefused, match=words):
            pack_challenge(other, target)
    assert not target.exists()


Content = dict[str, bytes]


def _manifest(change: Callable[[dict], object]) -> Callable[[Content], Content]:
    def changed(content: Content) -> Content:
        record = json.loads(content["manifest.json"])
        change(record)
        return {**content, "manifest.json": json.dumps(record).encode()}

    return changed


def _project(change: Callable[[dict], object]) -> Callable[[Content], Content]:
    """Another project, which the manifest knows of."""

    def changed(content: Content) -> Content:
        record = json.loads(content["project.json"])
        change(record["project"])
        return _known({**content, "project.json": json.dumps(record).encode()})

    return changed


def _known(content: Content) -> Content:
    manifest = json.loads(content["manifest.json"])
    names = [name for name in content if name not in ("mimetype", "manifest.json")]
    manifest["files"] = [
        {"path": name, "size": len(content[name]), "sha256": hashlib.sha256(content[name]).hexdigest()}
        for name in names
    ]
    return {**content, "manifest.json": json.dumps(manifest).encode()}


def _without(name: str) -> Callable[[Content], Content]:
    return lambda content: {key: data for key, data in content.items() if key != name}


HOSTILE: dict[str, tuple[Callable[[Content], Content], str]] = {
    "no mimetype": (_without("mimetype"), "is not a challenge"),
    "mimetype last": (lambda c: {**_without("mimetype")(c), "mimetype": c["mimetype"]}, "is not a challenge"),
    "another mimetype": (lambda c: {**c, "mimetype": b"application/epub+zip"}, "is not a challenge"),
    "no manifest": (_without("manifest.json"), "is not in it"),
    "no project": (_without("project.json"), "does not hold what it says"),
    "media gone": (_without("media/clip.mp4"), "does not hold what it says"),
    "one file more": (lambda c: {**c, "media/more.mp4": b"more"}, "does not hold what it says"),
    "code beside it": (lambda c: {**c, "run.py": b"import os"}, "does not belong"),
    "media changed": (lambda c: {**c, "media/clip.mp4": c["media/clip.mp4"][:-1] + b"!"}, "was changed"),
    "project changed": (lambda c: {**c, "project.json": c["project.json"][:-1] + b" "}, "was changed"),
    "size wrong": (_manifest(lambda m: m["files"][0].update(size=1)), "does not hold what it says"),
    "named twice": (_manifest(lambda m: m["files"].append(m["files"][0])), "does not hold what it says"),
    "newer": (_manifest(lambda m: m.update(schema=99)), "newer program"),
    "another format": (_manifest(lambda m: m.update(format="x")), "is not a challenge"),
    "a number for a name": (_manifest(lambda m: m["challenge"].update(name=5)), "cannot be read"),
    "not a number": (
        lambda c: {**c, "manifest.json": c["manifest.json"].replace(b"1080", b"NaN", 1)},
        "cannot be read",
    ),
    "deep": (lambda c: {**c, "manifest.json": b"[" * 100_000}, "cannot be read"),
    "half a manifest": (lambda c: {**c, "manifest.json": c["manifest.json"][:40]}, "cannot be read"),
    "binary": (lambda c: {**c, "manifest.json": b"\xff\xfe\x00"}, "cannot be read"),
    "a file of yours": (_project(lambda p: p["assets"][0].update(path="/etc/passwd")), "not in it"),
    "a file above": (_project(lambda p: p["assets"][0].update(path="../clip.mp4")), "not in it"),
    "no slots": (_project(lambda p: p["main"].pop()), "no place for anything"),
    "no project in it": (lambda c: _known({**c, "project.json": b"{}"}), "not a Décollage project"),
    "up and out": (lambda c: _known({**c, "../evil": b"x"}), "was not opened"),
    "from the root": (lambda c: _known({**c, "/evil": b"x"}), "was not opened"),
    "a device": (lambda c: _known({**c, "media/CON": b"x"}), "was not opened"),
    "cases clash": (lambda c: _known({**c, "media/CLIP.mp4": b"x"}), "was not opened"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_package_that_is_not_what_it_says_leaves_nothing_behind(name: str, packed: Path, tmp_path: Path):
    change, words = HOSTILE[name]
    with zipfile.ZipFile(packed) as archive:
        content = change({info.filename: archive.read(info) for info in archive.infolist()})
    bad = tmp_path / "bad" / "bad.challenge"
    bad.parent.mkdir()
    with zipfile.ZipFile(bad, "w") as archive:
        for entry, data in content.items():
            archive.writestr(entry, data)
    with pytest.raises(FileRefused, match=words):
        unpack_challenge(bad, bad.parent)
    assert list(bad.parent.iterdir()) == [bad]
