"""Proxies: the same picture at the same time, only smaller; used for previews and nothing else."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import chain
from math import floor
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from studio.media import MediaSources, make_asset, probe
from studio.media.proxies.proxy_file import ProxyPictures
from studio.media.proxies.proxy_store import DecodeCost, ProxyStore, decode_cost, make_proxy
from studio.media.reading.kept_frames import KeptFrames
from studio.model import Asset
from tests.helpers.make_media import counted, film, read_count
from tests.helpers.real_media import real

CLIPS = (
    "video/moviepy__fire2.mp4",
    "video/media3__pixel-motion-photo-2-hevc-tracks.mp4",
    "video/mediabunny__annex-b-avc.mkv",
    "video/media3__sample_rotate_and_reflect.mp4",
    "video/media3__sample_edit_list.mp4",
    "video/media3__edit_list_positive_shift.mp4",
    "video/media3__bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
    "video/media3__hdr10-av1.mp4",
    "video/media3__portrait_4k60.mp4",
    "video/mediabunny__video-h265.mp4",
    "video/mediabunny__sar_2x1.mp4",
    "video/opf__xdcam-ex-1080i50.mov",
)
FULL_ONES = (*CLIPS, "video/mediabunny__missing-keyframe-labels.ts")
LONG_ONES = (
    "video/mediabunny__annex-b-avc.mkv", "video/media3__sample_edit_list.mp4", "video/media3__portrait_4k60.mp4",
    "video/mediabunny__video-h265.mp4", "video/mediabunny__missing-keyframe-labels.ts", "video/media3__hdr10-av1.mp4",
)  # fmt: skip
"""What takes seconds each: with `test --long`."""


def asset_of(path: Path) -> Asset:
    return make_asset(probe(path), asset_id="a")


def made(path: Path, store: ProxyStore) -> Asset:
    asset = asset_of(path)
    make_proxy(path, store, asset.fingerprint)
    return asset


def opened(store: ProxyStore, asset: Asset) -> ProxyPictures:
    pictures = store.open(asset, KeptFrames())
    assert pictures is not None
    return pictures


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if name in LONG_ONES else []) for name in FULL_ONES]
)
def test_a_proxy_shows_at_every_time_what_the_film_shows(name, tmp_path):
    store = ProxyStore(tmp_path)
    asset = made(real(name), store)
    pictures = opened(store, asset)
    moments = list(pictures.moments)
    pictures.close()
    assert moments == _moments_of_a_full_decode(real(name))
    if name in CLIPS:
        _compare(asset, store, moments, random.Random(name))


def _compare(asset: Asset, store: ProxyStore, moments: list[Fraction], chance: random.Random) -> None:
    edges = chance.sample(range(len(moments)), min(3, len(moments)))
    times = [moments[number] for number in edges]
    times += [moments[number] - Fraction(1, 1_000_000) for number in edges]
    times += [Fraction(chance.uniform(-0.1, float(moments[-1]) + 0.2)) for _ in range(3)]
    near: dict[Fraction, list[Fraction]] = {}
    for at in times:
        number = max(0, next((n for n, moment in enumerate(moments) if moment > at), len(moments)) - 1)
        near[at] = [moments[n] for n in (number - 1, number, number + 1) if 0 <= n < len(moments)]
    with MediaSources() as plain:
        theirs = {at: _small(plain, asset, at) for at in sorted({*times, *chain.from_iterable(near.values())})}
    with MediaSources(proxies=store) as quick:
        for at in times:
            own = _small(quick, asset, at)
            far = [float(np.abs(own - theirs[moment]).mean()) for moment in near[at]]
            away = float(np.abs(own - theirs[at]).mean())
            # No nearer to any neighbour than to the very picture (but for what coding changes), and near to that.
            assert away <= 1.25 * min(far) + 0.02, (at, away, far)
            assert away < 4, (at, away)


def _small(sources: MediaSources, asset: Asset, at: Fraction) -> np.ndarray:
    """The picture at `at` as (90, 160, 3), enough to tell it from its neighbours."""
    pixels = sources.picture(asset, at, (240, 240)).rgba()[..., :3]
    return cv2.resize(pixels, (160, 90), interpolation=cv2.INTER_AREA).astype(np.int16)


def _moments_of_a_full_decode(path: Path) -> list[Fraction]:
    """When each picture begins, from the start of the file, by FFmpeg alone."""
    with av.open(str(path)) as container:
        stream = max(container.streams.video, key=lambda stream: stream.frames or 0)
        stream.thread_type = "AUTO"
        starts = [each.start_time * each.time_base for each in container.streams
                  if each.type in ("video", "audio") and each.start_time is not None
                  and (each.type == "audio" or each.index == stream.index)]  # fmt: skip
        return [frame.pts * stream.time_base - min(starts) for frame in container.decode(stream)]


def test_the_numbers_on_the_pictures_are_the_same(tmp_path):
    times = [Fraction(number * (3 + number % 4), 100) for number in range(90)]
    times = sorted(set(times))
    path = film(tmp_path / "vfr.mp4", lambda n: counted(n, (1920, 1080)), frames=len(times), times=times, gop=250)
    store = ProxyStore(tmp_path / "store")
    asset = made(path, store)
    with MediaSources(proxies=store) as quick, MediaSources() as plain:
        for step in range(floor(times[-1] * 97)):
            at = Fraction(step, 97)
            want = max((n for n, moment in enumerate(times) if moment <= at), default=0)
            assert read_count(quick.picture(asset, at, (960, 540)).rgba()) == want
            if step % 20 == 0:
                assert read_count(plain.picture(asset, at, (960, 540)).rgba()) == want


def test_a_larger_box_is_served_by_the_film_itself_unless_it_must_be_quick(tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (1920, 1080)), frames=6)
    store = ProxyStore(tmp_path / "store")
    asset = made(path, store)
    with MediaSources(proxies=store) as sources:
        assert sources.picture(asset, Fraction(0), (960, 540)).width == 960
        assert sources.picture(asset, Fraction(0), (1280, 720)).width == 1280
        sources.quick = True
        assert sources.picture(asset, Fraction(0), (1280, 720)).width == 960
    with MediaSources() as sources:
        assert sources.picture(asset, Fraction(0), (1280, 720)).width == 1280


def test_proxies_can_be_switched_off_and_come_when_they_are_made(tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (1920, 1080)), frames=6)
    store = ProxyStore(tmp_path / "store")
    asset = asset_of(path)
    with MediaSources(proxies=store, quick=True) as sources:
        assert sources.picture(asset, Fraction(0), (1280, 720)).width == 1280
        make_proxy(path, store, asset.fingerprint)
        store.renew()
        assert sources.picture(asset, Fraction(0), (1280, 720)).width == 960
        store.enable(False)
        assert sources.picture(asset, Fraction(0), (1280, 720)).width == 1280


def test_a_film_that_became_another_is_not_shown_by_the_old_proxy(tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n + 1, (1920, 1080)), frames=6)
    store = ProxyStore(tmp_path / "store")
    asset = made(path, store)
    with MediaSources(proxies=store, quick=True) as sources:
        assert read_count(sources.picture(asset, Fraction(0), (960, 540)).rgba()) == 1
        other = film(tmp_path / "b.mp4", lambda n: counted(n + 300, (1920, 1080)), frames=6)
        path.unlink()
        assert sources.picture(asset, Fraction(0), (960, 540)) is None
        other.rename(path)
        assert read_count(sources.picture(asset, Fraction(0), (960, 540)).rgba()) == 300


@pytest.mark.parametrize("damage", ["cut", "tail", "empty", "other"])
def test_a_damaged_proxy_is_no_proxy_and_goes(damage, tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (640, 360)), frames=6)
    store = ProxyStore(tmp_path / "store")
    asset = made(path, store)
    (file,) = (tmp_path / "store").glob("??/*.proxy")
    whole = file.read_bytes()
    file.write_bytes({"cut": whole[:-30], "tail": whole[:-1] + b"?", "empty": b"", "other": b"x" * 500}[damage])
    with MediaSources(proxies=store) as sources:
        assert read_count(sources.picture(asset, Fraction(1, 10), (640, 360)).rgba()) == 3
    assert not file.exists()


def test_a_proxy_given_up_half_way_leaves_nothing(tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (640, 360)), frames=30)
    store = ProxyStore(tmp_path / "store")
    asset = asset_of(path)
    asked = 0

    def give_up() -> None:
        nonlocal asked
        asked += 1
        if asked == 12:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        make_proxy(path, store, asset.fingerprint, wait=give_up)
    assert not store.has(asset.fingerprint)
    assert [each for each in (tmp_path / "store").rglob("*") if each.is_file()] == []


def test_what_is_heavy_is_decided_by_what_decoding_takes():
    assert DecodeCost(picture_s=0.012, rate=30, keys_apart_s=1).heavy  # 4K
    assert DecodeCost(picture_s=0.0035, rate=30, keys_apart_s=8.3).heavy  # 1080p with 250 pictures between key frames
    assert not DecodeCost(picture_s=0.0035, rate=30, keys_apart_s=1).heavy  # 1080p from a phone
    assert not DecodeCost(picture_s=0.0005, rate=30, keys_apart_s=8.3).heavy
    assert not DecodeCost(picture_s=0.012, rate=30, keys_apart_s=1, holes=True).heavy


def test_the_cost_of_a_film_is_measured_and_remembered(tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (640, 360)), frames=90, gop=45)
    cost = decode_cost(path)
    assert cost.rate == pytest.approx(30, rel=0.01)
    assert cost.keys_apart_s == pytest.approx(1.5, rel=0.05)
    assert 0 < cost.picture_s < 0.5
    assert decode_cost(real("video/moviepy__transparent.webm")).holes
    store = ProxyStore(tmp_path / "store")
    assert store.cost("abc") is None
    store.keep_cost("abc", cost)
    assert ProxyStore(tmp_path / "store").cost("abc") == cost


def test_the_proxy_used_longest_ago_goes_first(tmp_path):
    store = ProxyStore(tmp_path / "store", 10)
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (320, 180)), frames=6)
    asset = asset_of(path)
    with pytest.raises(OSError, match="room"):
        store.check_room(100)
    roomy = ProxyStore(tmp_path / "store", 1 << 20)
    make_proxy(path, roomy, asset.fingerprint)
    assert roomy.has(asset.fingerprint)
    store.tidy()
    assert not roomy.has(asset.fingerprint)
