"""What an author is told before a challenge goes to others: each thing once, in a plain sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from msgspec.structs import replace
from PIL import ExifTags, Image

from studio.model import ZERO, Asset, Challenge, Clip, Footage, Project, Span, TextStyle, Title
from studio.publish import film_metadata
from studio.session import authoring
from studio.session.authoring import packing_problems


def _photo(path: Path, owner: str = "") -> Path:
    exif = Image.Exif()
    if owner:
        exif[ExifTags.Base.Artist] = owner
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = "SN 4711"
    Image.new("RGB", (32, 32), "red").save(path, exif=exif)
    return path


def _film(path: Path) -> Path:
    with av.open(str(path), "w") as file:
        file.metadata["artist"] = "Jo Doe"
        stream = file.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def _project(path: Path, kind: str = "photo", **facts: str) -> Project:
    asset = Asset("m", str(path), kind, path.name, width=32, height=32, licence="own", duration=Fraction(1))
    clip = Clip("c", Footage("m"), Span(ZERO, Fraction(2)))
    told = {"about": "A", "hashtags": ("a",), "licence": "CC0-1.0"} | facts
    return Project("p", assets=(asset,), main=(clip,), challenge=Challenge("id", name="N", **told))


def _codes(project: Project) -> list[str]:
    return [problem.code for problem in packing_problems(project)]


def test_a_project_in_order_has_nothing_to_look_at(tmp_path: Path):
    assert _codes(_project(_photo(tmp_path / "a.jpg"))) == []


def test_missing_rights_fonts_that_stay_and_missing_facts_are_told(tmp_path: Path):
    project = _project(_photo(tmp_path / "a.jpg"), about="", licence="", hashtags=())
    [asset] = project.assets
    title = Clip("t", Title("Hi", TextStyle(font="Comic Sans MS")), Span(ZERO, Fraction(1)))
    inter = replace(title, id="u", content=Title("Hi", TextStyle(font="Noto Sans Thai")))
    spoiled = replace(project, assets=(replace(asset, licence=""),), main=(*project.main, title, inter))
    assert _codes(spoiled) == ["missing-rights", "font-stays", "no-about", "no-hashtag", "no-licence"]
    assert "Comic Sans MS" in packing_problems(spoiled)[1].sentence


def test_names_and_numbers_in_photos_and_films_are_told(tmp_path: Path):
    [photo] = packing_problems(_project(_photo(tmp_path / "a.jpg", owner="Jo Doe")))
    assert photo.code == "tells-names"
    assert "Jo Doe, SN 4711" in photo.sentence
    [film] = packing_problems(_project(_film(tmp_path / "a.mp4"), kind="video"))
    assert "Jo Doe" in film.sentence


def test_what_is_too_much_to_send_is_told(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(authoring, "MOST_SENT_BYTES", 10)
    assert _codes(_project(_photo(tmp_path / "a.jpg"))) == ["too-large"]


def test_whose_work_is_used_stands_in_the_exported_file(tmp_path: Path):
    project = _project(_photo(tmp_path / "a.jpg"))
    assert film_metadata(project) == {}
    [asset] = project.assets
    credited = replace(project, assets=(replace(asset, author="@ann", licence="CC BY 4.0", origin="ann.example"),))
    assert film_metadata(credited) == {"copyright": "a.jpg · @ann · CC BY 4.0 · ann.example"}
