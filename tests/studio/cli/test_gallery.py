"""`decollage gallery`: a list of the whole library, and a page of pictures that needs nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from effects import all_effects
from studio.cli import main
from studio.cli.gallery_index import Shot, index_page
from studio.cli.gallery_samples import KINDS, gallery_kind, shown_settings
from studio.effect import Effect, Param
from tests.helpers.real_media import real


def test_the_list_is_complete(capsys: pytest.CaptureFixture[str]):
    assert main(["gallery", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {entry["id"] for entry in listed} == {one.id for one in all_effects() if one.group != "commands"}
    assert all(set(entry) == {"id", "kind", "name", "params"} and entry["kind"] in KINDS for entry in listed)
    counts = {kind: sum(entry["kind"] == kind for entry in listed) for kind in KINDS}
    assert min(counts["look"], counts["picture"], counts["transition"]) >= 48
    blur = next(entry for entry in listed if entry["id"] == "blur")
    assert blur["params"][0]["type"] == "number"


def test_everything_is_shown_in_a_way_that_can_be_noticed():
    for effect in all_effects():
        if gallery_kind(effect) in ("colour", "look", "picture") and effect.id != "lut":
            assert shown_settings(effect), effect.id
        assert all(effect.param(key) is not None for key, _value in effect.example)


def test_stills_clips_sounds_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "gallery"
    flower = str(real("images/pillow__flower.webp"))
    only = ["look_neon", "push", "echo", "words_pop", "loop_spin"]
    assert main(["gallery", str(out), "--only", *only, "--on", flower]) == 0
    assert "5 effects" in capsys.readouterr().out
    page = (out / "index.html").read_text()
    for name in re.findall(r'src="([^"]+)"', page):
        assert (out / name).stat().st_size > 1000
    assert not re.search(r"https?:|//", page.replace("<!doctype html>", ""))
    with Image.open(out / "plain/plain-1.jpg") as plain, Image.open(out / "look/look_neon-1.jpg") as neon:
        assert plain.size == neon.size == (270, 480)
        assert list(plain.getdata())[::997] != list(neon.getdata())[::997]
    for moves in ("transition/push-1.webp", "text/loop_spin-1.webp"):
        with Image.open(out / moves) as moving:
            assert moving.n_frames > 10
    assert (out / "sound/echo.wav").is_file()
    assert main(["gallery", str(out)]) != 0
    assert "new or empty" in capsys.readouterr().err


def test_the_page_escapes_what_it_is_told():
    sly = Param(key="k", name="<b>")
    effect = Effect(id="x", name="<script>alert(1)</script>", kind="picture", apply=abs, params=(sly,))
    page = index_page([("picture", [(effect, [Shot('"><img>', "picture/a b.jpg")])])], [])
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert '"><img>' not in page
    assert "picture/a%20b.jpg" in page


def test_what_it_does_not_have_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert main(["gallery"]) != 0
    assert main(["gallery", str(tmp_path / "a"), "--only", "nothing"]) != 0
    assert "nothing" in capsys.readouterr().err
