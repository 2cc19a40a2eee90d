"""GIF, WebP and PNG that move are films: every picture at its own time, round and round; single ones stay photos."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from av.video.reformatter import VideoReformatter
from PIL import Image, ImageSequence

from studio.edits import insert, trim_end
from studio.media.looking.probe import make_asset, probe
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.reading.animated_picture import animation_lengths
from studio.media.reading.frame import MediaFrame
from studio.media.reading.index import index_of
from studio.media.reading.picture_reader import PictureReader
from studio.model import Project, check_project, main_duration
from studio.render import plan
from studio.session import clip_of
from tests.helpers.real_media import real

_COLOURS = [(250, 20, 20), (20, 250, 20), (20, 20, 250), (240, 240, 20)]


def animated(path, lengths=(100, 200, 50, 300), **settings):
    """Plain pictures of four colours, 40 × 30, each shown for so many thousandths."""
    first, *rest = [Image.new("RGB", (40, 30), colour) for colour in _COLOURS[: len(lengths)]]
    first.save(path, save_all=True, append_images=rest, duration=list(lengths), loop=0, **settings)
    return path


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_each_picture_is_shown_for_its_own_time(tmp_path, ending):
    path = animated(tmp_path / f"moving.{ending}", **({"lossless": True} if ending == "webp" else {}))
    facts = probe(path)
    assert (facts.kind, facts.duration, facts.frames) == ("video", Fraction(65, 100), 4)
    assert (facts.has_sound, facts.width, facts.height) == (False, 40, 30)
    asset = make_asset(facts, asset_id="a")
    with MediaSources() as sources:
        for moment, number in ((0, 0), (99, 0), (100, 1), (340, 2), (299, 1), (350, 3), (2000, 3), (0, 0)):
            picture = sources.picture(asset, Fraction(moment, 1000), (40, 30))
            assert np.abs(picture.rgba()[15, 20, :3].astype(int) - _COLOURS[number]).max() < 8, (moment, number)
        assert sources.samples(asset, 0, 100) is None


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_a_single_picture_stays_a_photo(tmp_path, ending):
    path = tmp_path / f"still.{ending}"
    Image.new("RGB", (40, 30), _COLOURS[0]).save(path)
    assert probe(path).kind == "photo"
    assert animation_lengths(path) == ()


def test_pictures_without_a_length_are_shown_for_a_tenth(tmp_path):
    assert animation_lengths(animated(tmp_path / "quick.gif", (0, 10, 20, 100))) == tuple(
        Fraction(n, 100) for n in (10, 10, 2, 10)
    )


@pytest.mark.parametrize("name", ["pillow__iss634.gif", "pillow__iss634.webp", "pillow__delay.png"])
def test_real_ones_show_what_pillow_shows(name):
    path = real(f"images/{name}")
    index = index_of(path)
    with Image.open(path) as image:
        wanted = [np.asarray(picture.convert("RGBA")) for picture in ImageSequence.Iterator(image)]
        wanted = wanted[1:] if image.info.get("default_image") else wanted
    reader = PictureReader(path, index=index)
    for number in [3, 0, 1, index.count - 1, 2]:
        frame = reader.frame_at(index.time_of(number) + Fraction(1, 1000))
        shown = MediaFrame(frame, reader.shape, reader.shape.shown, VideoReformatter()).rgba()
        assert np.array_equal(shown, wanted[number])
    reader.close()


def test_one_that_is_cut_short_shows_what_is_left(tmp_path):
    path = animated(tmp_path / "whole.gif")
    data = path.read_bytes()
    (tmp_path / "cut.gif").write_bytes(data[: len(data) * 2 // 3])
    facts = probe(tmp_path / "cut.gif")
    assert facts.kind in ("video", "photo")
    (tmp_path / "head.gif").write_bytes(data[:20])
    with pytest.raises(MediaRefused):
        probe(tmp_path / "head.gif")


def test_a_tiff_is_a_photo_and_stands_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30), _COLOURS[0]).save(tmp_path / "photo.tif", exif=exif)
    facts = probe(tmp_path / "photo.tif")
    assert (facts.kind, facts.width, facts.height, facts.rotation) == ("photo", 30, 40, 90)


def test_a_raw_photo_is_refused_not_shown_small(tmp_path):
    Image.new("RGB", (40, 30), _COLOURS[0]).save(tmp_path / "photo.tif")
    raw = (tmp_path / "photo.tif").rename(tmp_path / "photo.dng")
    with pytest.raises(MediaRefused, match="of a kind"):
        probe(raw)


def test_one_goes_round_for_as_long_as_its_clip_is(tmp_path):
    path = animated(tmp_path / "round.gif")
    asset = make_asset(probe(path), asset_id="a")
    empty = Project("round", rate=Fraction(20), assets=(asset,))
    clip = clip_of(empty, asset, "c")
    assert clip.length == Fraction(65, 20)  # five rounds, the first that take three seconds
    project = trim_end(insert(empty, clip, at=Fraction(0)), "c", to=Fraction(10))
    assert main_duration(project) == 10
    assert [plan(project, Fraction(n, 20)).layers[0].shows.at for n in (0, 12, 13, 14, 26)] == [
        Fraction(n, 20) for n in (0, 12, 0, 1, 0)
    ]
    assert not check_project(project)
