"""A reader that was closed gives its pictures back at once, not whenever the collector comes by."""

from __future__ import annotations

import gc
import weakref
from fractions import Fraction

import av
import pytest

from studio.media.reading.decoding import Decoding
from studio.media.reading.picture_reader import PictureReader
from tests.helpers.make_media import film


@pytest.fixture
def uncollected():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def pictures_about() -> int:
    return sum(isinstance(thing, av.VideoFrame) for thing in gc.get_objects())


@pytest.mark.usefixtures("uncollected")
def test_a_closed_reader_and_its_pictures_are_gone_without_the_collector(tmp_path):
    path = film(tmp_path / "film.mp4", frames=12)
    # x264 leaves its settings beside the first picture, which is asked how the camera was held.
    before = pictures_about()
    reader = PictureReader(path)
    reader.frame_at(Fraction(1, 5))
    assert pictures_about() > before
    gone = weakref.ref(reader)
    reader.close()
    del reader
    assert gone() is None
    assert pictures_about() == before


@pytest.mark.usefixtures("uncollected")
def test_a_closed_run_of_pictures_is_gone_without_the_collector(tmp_path):
    decoding = Decoding(film(tmp_path / "film.mp4", frames=12))
    assert decoding.take() is not None
    gone = weakref.ref(decoding)
    decoding.close()
    del decoding
    assert gone() is None
