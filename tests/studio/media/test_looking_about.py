"""Moving about in films: the nearest picture when it must be quick, the very one after it, and few decoders."""

from __future__ import annotations

import random
from fractions import Fraction
from math import inf

import pytest

from studio.media import MediaSources, make_asset, probe
from studio.media.reading.index import build_index
from studio.media.reading.picture_reader import PictureReader
from tests.helpers.make_media import counted, film, read_count, tone

BOX = (320, 180)


def asset_of(path):
    return make_asset(probe(path), asset_id=path.name)


@pytest.fixture(scope="module")
def long_groups(tmp_path_factory):
    """300 numbered pictures with key frames a hundred apart, and pyramids of B-frames."""
    return film(tmp_path_factory.mktemp("films") / "long.mp4", frames=300, gop=100, b_frames=3)


def test_when_it_is_enough_the_picture_reached_is_given_and_asked_again_the_very_one(long_groups):
    asset = asset_of(long_groups)
    with MediaSources() as sources:
        for at in (90, 250, 170):
            patience = iter([False] * 20)
            sources.enough, sources.settled = lambda left=patience: next(left, True), True
            near = read_count(sources.picture(asset, Fraction(at, 30), BOX).rgba())
            assert at // 100 * 100 <= near < at
            assert not sources.settled
            sources.enough, sources.settled = None, True
            assert read_count(sources.picture(asset, Fraction(at, 30), BOX).rgba()) == at
            assert sources.settled


def test_a_key_frame_and_its_neighbours_are_found_in_any_order(long_groups):
    reader = PictureReader(long_groups, index=build_index(long_groups))
    asked = [100, 101, 100, 99, 100, 200, 200, 0, 1, 200, 201, 202, 100, 299, 100]
    for number in asked:
        frame = reader.frame_at(Fraction(number, 30) + Fraction(1, 100))
        assert read_count(frame.to_ndarray(format="rgb24")) == number
    reader.close()


def test_a_film_of_key_frames_alone_is_read_on_without_jumping(tmp_path):
    path = film(tmp_path / "intra.mp4", frames=40, gop=1, b_frames=0)
    reader = PictureReader(path, index=build_index(path))
    jumps = 0
    start_at = reader._decoding.start_at

    def counting(key):
        nonlocal jumps
        jumps += 1
        return start_at(key)

    reader._decoding.start_at = counting
    for number in [20, *range(21, 40)]:
        frame = reader.frame_at(Fraction(number, 30) + Fraction(1, 100))
        assert read_count(frame.to_ndarray(format="rgb24")) == number
    assert jumps <= 2
    reader.close()


def test_jumping_about_opens_a_film_once_and_two_clips_of_it_open_it_twice(long_groups):
    asset = asset_of(long_groups)
    chance = random.Random(5)
    with MediaSources() as sources:
        for _ in range(12):
            number = chance.randrange(300)
            assert read_count(sources.picture(asset, Fraction(number, 30), BOX).rgba()) == number
        assert len(sources._pictures[asset.path]) == 1
    with MediaSources() as sources:
        for step in range(8):
            for start in (40, 240):
                number = start + step
                assert read_count(sources.picture(asset, Fraction(number, 30), BOX).rgba()) == number
        assert len(sources._pictures[asset.path]) == 2


def test_an_index_made_meanwhile_is_used_at_the_next_jump(tmp_path, monkeypatch):
    monkeypatch.setattr("studio.media.reading.index._QUICK_BYTES", 0)
    path = film(tmp_path / "long.mp4", frames=300, gop=100)
    asset, folder = asset_of(path), tmp_path / "indexes"
    with MediaSources(indexes=folder) as sources:
        sources.picture(asset, Fraction(0), BOX)
        assert not sources._pictures[asset.path][0].indexed
        build_index(path, folder)
        assert read_count(sources.picture(asset, Fraction(250, 30), BOX).rgba()) == 250
        (reader,) = sources._pictures[asset.path]
        assert reader.indexed


def test_films_not_used_for_long_are_closed_while_decoders_hold_much(tmp_path, monkeypatch):
    monkeypatch.setattr("studio.media.read._READERS_BYTES", 1)
    assets = [asset_of(film(tmp_path / f"{n}.mp4", lambda n: counted(n), frames=4)) for n in range(4)]
    with MediaSources() as sources:
        for asset in assets:
            sources.picture(asset, Fraction(0), BOX)
        assert list(sources._pictures) == [asset.path for asset in assets[2:]]
        assert read_count(sources.picture(assets[0], Fraction(3, 30), BOX).rgba()) == 3


def test_all_that_a_preview_keeps_is_counted_and_goes_when_others_need_the_room(tmp_path):
    asset = asset_of(film(tmp_path / "film.mp4", frames=40, sound=tone(1)))
    with MediaSources(preview=True) as sources:
        for number in range(30):
            sources.picture(asset, Fraction(number, 30), BOX)
        few = sum(size for _, size in sources.held())
        sources.samples(asset, 0, 48_000)
        assert sum(size for _, size in sources.held()) > few
        (reader,) = sources._pictures[asset.path]
        assert reader.bytes_with_kept > reader.bytes_held
        sources.close_older(inf)
        assert sum(size for _, size in sources.held()) == 0
        assert read_count(sources.picture(asset, Fraction(7, 30), BOX).rgba()) == 7
        assert sources.samples(asset, 0, 480).shape == (480, 2)
