"""The crowd: seeded, as asked on average, the same however many workers, and consistent with its norms (V5)."""

from __future__ import annotations

import numpy as np
import pytest

from studio.reach.consistency import consistency, gini, ks
from studio.reach.policy import ACTIONS
from studio.reach.viewers import TOPICS, topics_of, viewers
from studio.reach.watching import Audience, Videos, watch

N = 500


def videos(stay: float, complete: float, watched: float, count: int = 300) -> Videos:
    rates = np.tile(np.array([0.05, 0.006, 0.01, 0.004, 0.002, 0.01], np.float32), (count, 1))
    whole = (np.full(count, value, np.float32) for value in (stay, complete, watched))
    return Videos(*whole, rates, np.full(count, 30, np.float32))


@pytest.fixture(scope="module")
def audience() -> Audience:
    return Audience(viewers(1).patience[:N], np.zeros(N, np.float32), np.ones(N, np.float32))


def test_the_same_seed_gives_the_same_people():
    one, same, other = viewers(3, 200), viewers(3, 200), viewers(4, 200)
    assert np.array_equal(one.interests, same.interests)
    assert np.array_equal(one.friends, same.friends)
    assert not np.array_equal(one.patience, other.patience)
    assert np.allclose(one.interests.sum(axis=1), 1, atol=1e-5)


def test_who_is_interested_likes_it_more():
    crowd, dancing = viewers(1), topics_of("We dance a new choreo #dance")
    assert dancing is not None
    fond = crowd.interests[:, list(TOPICS).index("dance")] > 0.4
    assert crowd.liking(dancing)[fond].mean() > crowd.liking(dancing)[~fond].mean() + 0.5
    assert topics_of("xyzzy") is None
    assert np.array_equal(crowd.liking(None), crowd.patience)


@pytest.mark.parametrize(("stay", "complete", "watched"), [(0.8, 0.4, 0.85), (0.6, 0.1, 0.5), (0.9, 0.6, 1.2)])
def test_watching_is_on_average_what_was_asked(audience, stay, complete, watched):
    rates = dict(zip(ACTIONS, watch(videos(stay, complete, watched), audience, 1).rates.mean(axis=0), strict=True))
    assert rates["stay"] == pytest.approx(stay, rel=0.03)
    assert rates["complete"] == pytest.approx(stay * complete, rel=0.1)
    assert rates["watch"] == pytest.approx(stay * watched, rel=0.06)
    assert rates["like"] == pytest.approx(0.05, rel=0.1)
    assert rates["comment"] == pytest.approx(0.006, rel=0.2)
    assert rates["negative"] == pytest.approx(0.01, rel=0.2)
    assert rates["rewatch"] <= rates["complete"] <= rates["stay"]


def test_the_same_comes_out_however_many_work(audience):
    asked = videos(0.8, 0.4, 0.85, 600)
    assert np.array_equal(watch(asked, audience, 5, workers=1).counts, watch(asked, audience, 5, workers=2).counts)
    assert not np.array_equal(watch(asked, audience, 6).counts, watch(asked, audience, 5).counts)


def test_viewers_chosen_at_random_leave_sooner(audience):
    random = audience._replace(away=np.full(N, -1.35, np.float32))
    asked = videos(0.8, 0.4, 0.85)
    assert watch(asked, random, 1).rates[:, 0].mean() < watch(asked, audience, 1).rates[:, 0].mean() - 0.15


def test_the_crowd_agrees_with_its_norms():
    found = consistency(1)
    assert found.within, found
    assert found.watching_error < 0.05


def test_rows_that_are_not_like_the_norm_are_told():
    rng = np.random.default_rng(1)
    odd = {name: np.exp(rng.normal(-2, 0.1, 500)) for name in ("like", "comment", "share", "save")}
    found = consistency(1, odd, views=np.arange(1, 500))
    assert not found.within
    assert max(distance for _, distance in found.rate_ks) > 0.5


def test_distances_and_inequality_are_those_of_the_books():
    assert ks([1, 2, 3], [1, 2, 3]) == 0
    assert ks([1, 2], [3, 4]) == 1
    assert gini([1, 1, 1, 1]) == pytest.approx(0)
    assert gini([0, 0, 0, 1]) == pytest.approx(0.75)
