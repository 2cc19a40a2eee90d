"""What moves is followed, what shakes is steadied, and a frame of another shape keeps whom a film is about."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from effects import all_effects
from studio.edits import set_curves
from studio.effect import Effects, Moment
from studio.media.following import Box, beneath, follow
from studio.media.looking.probe import make_asset, probe
from studio.media.reframing import subject_way
from studio.media.steadying import steadying
from studio.model import (
    At,
    Canvas,
    Clip,
    Footage,
    Item,
    Key,
    Keyframes,
    Layer,
    Place,
    Project,
    Span,
    Title,
    curve_at,
    find,
)
from tests.helpers.real_media import real

EFFECTS = Effects(all_effects())
ZERO, RATE = Fraction(0), Fraction(30)


def moved(tmp_path: Path, frames: int = 40) -> tuple[Project, Keyframes, Keyframes]:
    """A flower that goes over a photo of the earth, with a title over both; and how it goes."""
    with av.open(str(real("video/mdn__flower.mp4"))) as container:
        flower = next(container.decode(video=0)).to_ndarray(format="bgr24")[100:400, 300:600]
    files = (tmp_path / "behind.png", tmp_path / "flower.png")
    noise = cv2.GaussianBlur(np.random.default_rng(1).integers(0, 256, (960, 540, 3), np.uint8), (0, 0), 6)
    cv2.imwrite(str(files[0]), cv2.normalize(noise, noise, 0, 255, cv2.NORM_MINMAX))
    cv2.imwrite(str(files[1]), flower)
    one, two = (make_asset(probe(path), asset_id=f"a{number}") for number, path in enumerate(files))
    length = Fraction(frames) / RATE
    x = Keyframes((Key(ZERO, -0.2), Key(length / 2, 0.2), Key(length, 0.1)))
    y = Keyframes((Key(ZERO, 0.3), Key(length, -0.3)))
    thing = Clip("thing", Footage("a1"), Span(ZERO, length), place=Place(x=x, y=y, scale=0.3))
    words = Clip("words", Title("here"), Span(ZERO, length), place=Place(x=0.0, y=0.3))
    project = Project(
        id="p",
        canvas=Canvas(width=540, height=960),
        rate=RATE,
        assets=(one, two),
        main=(Clip("behind", Footage("a0"), Span(ZERO, length)),),
        layers=(
            Layer("o", "overlay", items=(Item(thing, At(ZERO)),)),
            Layer("t", "text", items=(Item(words, At(ZERO)),)),
        ),
    )
    return project, x, y


def test_a_thing_is_followed_both_ways_from_where_it_was_marked(tmp_path: Path) -> None:
    project, x, y = moved(tmp_path)
    lower = beneath(project, "words")
    assert find(lower, "words") is None
    assert find(lower, "thing") is not None
    at = Fraction(15) / RATE
    box = Box(curve_at(x, at), curve_at(y, at), 0.24, 0.24)
    way = follow(lower, EFFECTS, box, Span(ZERO, Fraction(40) / RATE), at)
    assert way.frames == tuple(range(40))
    assert way.lost == ()
    truth = [(curve_at(x, Fraction(k) / RATE), curve_at(y, Fraction(k) / RATE)) for k in way.frames]
    off = [max(abs(a - c), abs(b - d)) for a, b, (c, d) in zip(way.x, way.y, truth, strict=True)]
    assert max(off) < 0.02
    assert max(abs(one - 1) for one in way.scale) < 0.05


def test_what_is_no_longer_there_counts_as_lost_and_stays_where_it_was(tmp_path: Path) -> None:
    project, x, y = moved(tmp_path)
    fades = Keyframes((Key(Fraction(19, 30), 1.0), Key(Fraction(2, 3), 0.0)))
    gone = set_curves(project, "thing", curves=[("opacity", fades)])
    box = Box(curve_at(x, ZERO), curve_at(y, ZERO), 0.24, 0.24)
    way = follow(beneath(gone, "words"), EFFECTS, box, Span(ZERO, Fraction(40) / RATE), ZERO)
    assert set(range(25, 40)) <= set(way.lost)
    assert not set(range(15)) & set(way.lost)
    assert way.x[30] == pytest.approx(way.x[39])


def shaken() -> tuple[list[np.ndarray], np.ndarray]:
    """A still wall of noise seen by a trembling hand; and how it trembled, in pixels."""
    rng = np.random.default_rng(5)
    wall = cv2.GaussianBlur(rng.integers(0, 256, (400, 500), np.uint8), (0, 0), 4)
    wall = np.asarray(cv2.normalize(wall, wall, 0, 255, cv2.NORM_MINMAX), np.uint8)
    offsets = np.cumsum(rng.normal(0, 2.0, (60, 2)), axis=0) * 0.5 + rng.normal(0, 3.0, (60, 2))
    offsets -= offsets.mean(axis=0)
    pictures = []
    for across, down in offsets:
        matrix = np.array([[1, 0, -90 - across], [0, 1, -100 - down]])
        pictures.append(np.asarray(cv2.warpAffine(wall, matrix, (320, 200)), np.uint8))
    return pictures, offsets


def test_a_trembling_hand_is_steadied_and_no_edge_shows() -> None:
    pictures, _offsets = shaken()
    found = steadying(pictures, 30)
    assert 1 < found.zoom <= 1.25
    effect = EFFECTS["stabilise"]
    calm = []
    for number, picture in enumerate(pictures):
        settings = {
            "amount": 100.0,
            "x": 100 * found.x[number],
            "y": 100 * found.y[number],
            "turn": found.rotation_deg[number],
            "zoom": 100 * (found.zoom - 1),
        }
        rgba = np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2RGBA), np.uint8)
        rgba[[0, -1]], rgba[:, [0, -1]] = (255, 0, 0, 255), (255, 0, 0, 255)  # a red line around the edge
        moment = Moment(time=0.0, length=2.0, progress=0.0, seed=1, rate=RATE)
        put = effect.apply(rgba, settings, moment)
        assert (put[..., 0].astype(int) - put[..., 1] < 128).all(), "its edge is never seen"
        calm.append(np.asarray(cv2.cvtColor(put, cv2.COLOR_RGBA2GRAY), np.uint8))
    assert steadying(calm, 30).shake < found.shake / 3


def test_a_still_film_is_left_as_it_is() -> None:
    pictures, _offsets = shaken()
    found = steadying([pictures[0]] * 10, 30)
    assert found.zoom == pytest.approx(1)
    assert max(map(abs, (*found.x, *found.y, *found.rotation_deg))) < 1e-6


def test_whom_a_film_is_about_stays_in_the_frame() -> None:
    with av.open(str(real("video/intel__book.mkv"))) as container:
        whole = next(container.decode(video=0)).to_ndarray(format="rgba")
    # She goes from the right of the picture to the left, as the window moves over her.
    pictures = [np.ascontiguousarray(whole[60:420, left : left + 420]) for left in range(0, 220, 20)]
    way = subject_way(pictures, 4)
    assert way.kind in ("face", "people")
    assert way.x[0] > 0.6
    assert way.x[-1] < 0.45
    assert all(later <= sooner + 1e-6 for sooner, later in zip(way.x, way.x[1:], strict=False))
    nobody = subject_way([np.full((90, 160, 4), 128, np.uint8)] * 3, 4)
    assert nobody.kind == "nothing"
    assert set(nobody.x) == {0.5}


def test_a_cut_lets_the_frame_jump() -> None:
    with av.open(str(real("video/intel__book.mkv"))) as container:
        whole = next(container.decode(video=0)).to_ndarray(format="rgba")
    right, left = np.ascontiguousarray(whole[:, :420]), np.ascontiguousarray(whole[:, 200:620] // 3)
    way = subject_way([right] * 4 + [left] * 4, 4)
    assert way.cuts == (4,)
    assert len(way.x) == 8
