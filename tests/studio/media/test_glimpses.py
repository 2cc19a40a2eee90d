"""Glimpses: heavy films show key frames, a little earlier than asked for; light ones and the sound are as they are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from studio.media import make_asset, probe
from studio.media.glimpses import Glimpses, key_times
from studio.media.open import MediaRefused
from studio.model import Asset, Clip, Footage, Project, Span
from tests.helpers.make_media import counted, film, read_count


def project(asset: Asset) -> Project:
    return Project("p", assets=(asset,), main=(Clip("c", Footage(asset.id), Span(Fraction(0), asset.duration)),))


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Asset:
    path = tmp_path_factory.mktemp("film") / "heavy.mp4"
    made = film(path, lambda number: counted(number, (640, 640)), frames=40, rate=Fraction(40), gop=20)
    return make_asset(probe(made), asset_id="heavy")


def test_a_heavy_film_shows_its_key_frames_while_snapping(heavy: Asset) -> None:
    assert key_times(heavy) == (Fraction(0), Fraction(1, 2))
    with Glimpses() as glimpses:
        assert glimpses.spacing(project(heavy)) == Fraction(1, 2)
        exact = glimpses.picture(heavy, Fraction(7, 10), (320, 320))
        glimpses.snapping = True
        glimpse = glimpses.picture(heavy, Fraction(7, 10), (320, 320))
        assert exact is not None
        assert glimpse is not None
        assert read_count(exact.rgba()) == 28
        assert read_count(glimpse.rgba()) == 20


def test_light_films_and_photos_are_as_they_are(tmp_path) -> None:
    asset = make_asset(probe(film(tmp_path / "light.mp4", frames=20)), asset_id="light")
    with Glimpses() as glimpses:
        assert glimpses.spacing(project(asset)) is None
        glimpses.snapping = True
        picture = glimpses.picture(asset, Fraction(1, 3), (320, 180))
        assert picture is not None
        assert read_count(np.asarray(picture.rgba())) == 10


def test_a_film_that_is_gone_has_no_glimpses(heavy: Asset, tmp_path) -> None:
    gone = Asset("gone", str(tmp_path / "gone.mp4"), "video", "gone", Fraction(1), 640, 640, Fraction(40))
    with pytest.raises((MediaRefused, OSError)):
        key_times(gone)
    with Glimpses() as glimpses:
        assert glimpses.spacing(project(gone)) is None
