"""Lottie animations are assets that go round, sharp at every size; without the drawer a plain sentence says so."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from fractions import Fraction

import numpy as np
import pytest

from studio.media.looking.probe import make_asset, probe
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.reading.lottie import lottie_of
from tests.helpers.real_media import real

_DRAWER = importlib.util.find_spec("rlottie_python") is not None


def square(**changes):
    """A red square that stands in the middle of an animation of 20 × 10, 30 pictures at 30 a second."""
    shape = {
        "ty": "gr",
        "it": [
            {"ty": "rc", "p": {"a": 0, "k": [0, 0]}, "s": {"a": 0, "k": [4, 4]}, "r": {"a": 0, "k": 0}},
            {"ty": "fl", "c": {"a": 0, "k": [1, 0, 0, 1]}, "o": {"a": 0, "k": 50}},
            {"ty": "tr", "p": {"a": 0, "k": [0, 0]}, "s": {"a": 0, "k": [100, 100]}, "o": {"a": 0, "k": 100}},
        ],
    }
    layer = {"ty": 4, "ip": 0, "op": 30, "st": 0, "ks": {"p": {"a": 0, "k": [10, 5]}}, "shapes": [shape]}
    return {"v": "5.5", "fr": 30, "ip": 0, "op": 30, "w": 20, "h": 10, "assets": [], "layers": [layer], **changes}


def test_its_pictures_are_sharp_at_every_size_and_straight_or_a_sentence_says_what_to_install(tmp_path):
    path = tmp_path / "square.json"
    path.write_text(json.dumps(square()))
    if not _DRAWER:
        with pytest.raises(MediaRefused, match="install the package “rlottie-python”"):
            probe(path)
        return
    facts = probe(path)
    assert (facts.kind, facts.loops, facts.duration, facts.width, facts.has_alpha) == ("video", True, 1, 20, True)
    with MediaSources() as sources:
        drawn = sources.picture(make_asset(facts, asset_id="a"), Fraction(1, 2), (400, 200)).rgba()
    assert drawn.shape == (200, 400, 4)
    assert np.array_equal(drawn[100, 200, :3], (255, 0, 0))
    assert 120 <= drawn[100, 200, 3] <= 135
    # An edge of 80 pixels that is no softer than two of them.
    assert (drawn[100, :, 3] > 100).sum() in range(78, 83)


@pytest.mark.parametrize(
    "name", ["lottieios__animation.lottie", "lottieios__base64Test.json", "lottieios__PinJump.json"]
)
def test_real_ones_are_read(name):
    found = lottie_of(real(f"lottie/{name}"))
    assert found.frames > 1
    assert found.duration > 0
    if _DRAWER:
        assert probe(real(f"lottie/{name}")).frames == found.frames


def test_pictures_of_other_files_are_not_looked_for(tmp_path):
    path = tmp_path / "spy.json"
    path.write_text(json.dumps(square(assets=[{"id": "a", "w": 9, "h": 9, "u": "/etc/", "p": "passwd", "e": 0}])))
    assert "passwd" not in lottie_of(path).text


def test_pictures_within_a_dotlottie_are_taken_from_it(tmp_path):
    path = tmp_path / "packed.lottie"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("manifest.json", json.dumps({"animations": [{"id": "one"}]}))
        made.writestr("a/one.json", json.dumps(square(assets=[{"id": "a", "u": "/i/", "p": "dot.png", "e": 0}])))
        made.writestr("i/dot.png", b"dot")
    assert "data:image/png;base64,ZG90" in lottie_of(path).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[" * 50_000, "damaged"),
        ("{}", "not a Lottie"),
        ("not json", "damaged"),
        (json.dumps(square(w=900_000)), "too large"),
        (json.dumps(square(op=1e30)), "too large"),
        (json.dumps(square(fr=0)), "too large"),
        (json.dumps(square(layers=[{}] * 5000)), "too large"),
    ],
)
def test_what_is_none_or_beyond_measure_is_refused(tmp_path, content, said):
    path = tmp_path / "odd.json"
    path.write_text(content)
    with pytest.raises(MediaRefused, match=said):
        lottie_of(path)


def test_a_zip_that_leaves_its_folder_is_refused(tmp_path):
    path = tmp_path / "odd.lottie"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../animations/one.json", json.dumps(square()))
    with pytest.raises(MediaRefused, match="damaged"):
        lottie_of(path)
