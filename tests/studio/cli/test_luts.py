"""A LUT on a clip, from the file to the picture: taken in, kept, collected, missed, and refused where it is broken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.cli import main
from studio.files import load_project
from tests.helpers.make_media import photo, plain
from tests.helpers.real_media import real

SWAPS = "LUT_1D_SIZE 2\n1 1 1\n0 0 0\n"


def shown(project: Path, picture: Path) -> np.ndarray:
    assert main(["frame", str(project), str(picture), "--size", "54x96"]) == 0
    return np.asarray(Image.open(picture).convert("RGB"))[48, 27].astype(int)


def test_a_lut_travels_with_its_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    grey = photo(tmp_path / "grey.png", plain((200, 100, 50), size=(90, 160)))
    lut = tmp_path / "swap.cube"
    lut.write_text(SWAPS)
    project = tmp_path / "a.decollage"
    assert main(["new", str(project), str(grey)]) == 0
    plainly = shown(project, tmp_path / "before.png")
    assert main(["do", str(project), "add-effect", "clip=grey.png", "effect=lut", f"file={lut}"]) == 0
    asset = load_project(project).project.assets[1]
    assert (asset.kind, asset.name, bool(asset.fingerprint)) == ("lut", "swap.cube", True)
    assert '"path": "swap.cube"' in project.read_text()
    assert shown(project, tmp_path / "after.png") == pytest.approx(255 - plainly, abs=1)
    # Named by what the project calls it, it is not taken in twice.
    assert main(["do", str(project), "tune-effect", "clip=grey.png", "effect=lut", "file=swap.cube", "amount=50"]) == 0
    assert len(load_project(project).project.assets) == 2
    assert shown(project, tmp_path / "half.png") == pytest.approx(128, abs=1)

    assert main(["collect", str(project), str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "media" / "swap.cube").read_text() == SWAPS
    lut.unlink()
    capsys.readouterr()
    main(["show", str(project)])
    assert "“swap.cube” is missing" in capsys.readouterr().out
    assert shown(tmp_path / "out" / "a.decollage", tmp_path / "collected.png") == pytest.approx(128, abs=1)


def test_what_is_no_lut_is_refused_and_nothing_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    grey = photo(tmp_path / "grey.png", plain((200, 100, 50), size=(90, 160)))
    broken = tmp_path / "broken.cube"
    broken.write_text("LUT_3D_SIZE 33\n0 0 nan\n")
    project = tmp_path / "a.decollage"
    main(["new", str(project), str(grey)])
    before = project.read_bytes()
    for file, words in ((broken, "it should have 35937"), (grey, "is no LUT"), (tmp_path / "none.cube", "no file")):
        capsys.readouterr()
        assert main(["do", str(project), "add-effect", "clip=grey.png", "effect=lut", f"file={file}"]) != 0
        assert words in capsys.readouterr().err
    assert project.read_bytes() == before


def test_a_lut_is_no_clip(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["new", str(tmp_path / "a.decollage"), str(real("luts/colour__Demo.cube"))]) != 0
    assert "LUT" in capsys.readouterr().err
