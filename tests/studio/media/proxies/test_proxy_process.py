"""The maker of proxies: one film at a time, beside the work, standing back when asked."""

from __future__ import annotations

import sys
import threading
from fractions import Fraction

import pytest

from studio.media import MediaSources, make_asset, probe
from studio.media.proxies.proxy_process import ProxyMaker
from studio.media.proxies.proxy_store import DecodeCost, ProxyStore
from tests.helpers.make_media import counted, film, prolonged, read_count

HEAVY = DecodeCost(picture_s=0.1, rate=30, keys_apart_s=10)
LONGEST_S = 60


class Watched:
    """A maker, and a way to wait for what it says."""

    def __init__(self, store: ProxyStore, **more) -> None:
        self.changed = threading.Condition()
        self.maker = ProxyMaker(store, on_change=self._heard, **more)

    def _heard(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def wait_for(self, asset, *kinds: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.maker.state(asset.fingerprint).kind in kinds, LONGEST_S), (
                self.maker.state(asset.fingerprint)
            )


@pytest.fixture
def store(tmp_path):
    return ProxyStore(tmp_path / "store")


@pytest.fixture
def watched(store):
    made = Watched(store)
    yield made
    made.maker.close()


def asset_of(path, name="a"):
    return make_asset(probe(path), asset_id=name)


def test_a_heavy_film_gets_its_proxy_and_a_light_one_none(tmp_path, store, watched):
    heavy = asset_of(film(tmp_path / "a.mp4", lambda n: counted(n, (640, 360)), frames=20))
    light = asset_of(film(tmp_path / "b.mp4", counted, frames=20))
    store.keep_cost(heavy.fingerprint, HEAVY)
    watched.maker.want((light, heavy))
    watched.wait_for(heavy, "ready", "failed")
    assert watched.maker.state(heavy.fingerprint).kind == "ready"
    assert watched.maker.state(light.fingerprint).kind == "unneeded"
    assert store.cost(light.fingerprint) is not None
    with MediaSources(proxies=store, quick=True) as sources:
        frame = sources.picture(heavy, Fraction(7, 30), (640, 360))
        assert read_count(frame.rgba()) == 7
    assert store.has(heavy.fingerprint)
    assert not store.has(light.fingerprint)


def test_while_it_is_held_nothing_is_made_and_then_it_goes_on(tmp_path, store, watched):
    asset = asset_of(film(tmp_path / "a.mp4", counted, frames=10))
    store.keep_cost(asset.fingerprint, HEAVY)
    watched.maker.hold(held=True)
    watched.maker.want((asset,))
    assert watched.maker.state(asset.fingerprint).kind == "unknown"
    watched.maker.hold(held=False)
    watched.wait_for(asset, "ready")


def test_a_film_that_left_the_project_is_given_up(tmp_path, store, watched):
    slow = asset_of(prolonged(film(tmp_path / "a.mp4", lambda n: counted(n, (1280, 720)), frames=30), 12))
    quick = asset_of(film(tmp_path / "b.mp4", counted, frames=10))
    for asset in (slow, quick):
        store.keep_cost(asset.fingerprint, HEAVY)
    watched.maker.want((slow,))
    watched.wait_for(slow, "making")
    watched.maker.hold(held=True)
    watched.maker.want((quick,))
    watched.maker.hold(held=False)
    watched.wait_for(quick, "ready")
    assert not store.has(slow.fingerprint)
    assert watched.maker.state(slow.fingerprint).kind == "unknown"


def test_one_half_made_at_the_end_is_made_the_next_time(tmp_path, store):
    asset = asset_of(prolonged(film(tmp_path / "a.mp4", lambda n: counted(n, (1280, 720)), frames=30), 4))
    store.keep_cost(asset.fingerprint, HEAVY)
    first = Watched(store)
    first.maker.want((asset,))
    first.wait_for(asset, "making")
    first.maker.close()
    assert list((tmp_path / "store").glob("??/.*")) == []
    assert not store.has(asset.fingerprint)
    second = Watched(ProxyStore(tmp_path / "store"))
    second.maker.want((asset,))
    second.wait_for(asset, "ready")
    second.maker.close()


def test_a_child_that_dies_costs_one_proxy_and_no_more(tmp_path, store):
    asset = asset_of(film(tmp_path / "a.mp4", counted, frames=10))
    watched = Watched(store, command=[sys.executable, "-c", "import os; os.abort()"])
    watched.maker.want((asset,))
    watched.wait_for(asset, "failed")
    watched.maker.close()
