"""What own posts teach is kept and erased; the record judges each post by those before it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from studio.reach.own_posts import OwnPost, OwnPosts
from studio.reach.own_priors import HALF_LIFE_DAYS, forget_priors, keep_priors, known_for, priors_of, read_priors
from studio.reach.own_record import record_words, track_records
from studio.sentences import Refused

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def post(number: int, views: float, platform: str = "tiktok", **told: object) -> OwnPost:
    return OwnPost(
        platform=platform, views=views, title=f"post {number}", posted=BEGIN + timedelta(days=number), **told
    )


def posts(*found: OwnPost) -> OwnPosts:
    return OwnPosts(found, {})


def test_recent_posts_count_more_and_platforms_stay_apart():
    old = [post(number, 100, likes=10) for number in range(10)]
    new = [post(round(HALF_LIFE_DAYS * 4) + number, 10_000, likes=10) for number in range(5)]
    priors = priors_of(posts(*old, *new, post(0, 7, "douyin", complete=0.5)))
    tiktok = priors.platforms["tiktok"]
    assert 10**tiktok.log10_median == pytest.approx(10_000)
    assert 5 < tiktok.worth < 6
    assert tiktok.rates["likes"].mean < 0.02
    assert "complete" not in tiktok.rates
    assert known_for(priors, ("tiktok",), 3).posts == 15
    assert known_for(priors, (), None).posts == 15
    assert known_for(priors, ("douyin",), None, kept=True).kept
    elsewhere = known_for(priors, ("reels",), None)
    assert (elsewhere.posts, elsewhere.elsewhere) == (0, 16)
    assert known_for(None, ("tiktok",), 5).followers == 5


def test_a_rate_never_counts_more_viewers_than_a_post_may():
    beta = priors_of(posts(post(0, 1e9, likes=5e8))).platforms["tiktok"].rates["likes"]
    assert (beta.did, beta.did_not) == (50.5, 50.5)


def test_what_was_learned_is_kept_erased_and_refused_when_damaged(tmp_path):
    file, priors = tmp_path / "home" / "own-priors.json", priors_of(posts(post(0, 10), post(1, 1000)))
    assert read_priors(file) is None
    keep_priors(priors, file)
    assert read_priors(file) == priors
    assert b"post" not in file.read_bytes().replace(b'"posts"', b"")
    file.write_text('{"platforms": {"tiktok": {}}}', encoding="utf-8")
    with pytest.raises(Refused, match="Calibrate again"):
        read_priors(file)
    assert forget_priors(file)
    assert not forget_priors(file)


def test_fewer_than_ten_judged_posts_have_no_figures():
    (record,) = track_records(posts(*(post(number, 100 + number) for number in range(14))))
    assert (record.judged, record.figures) == (9, None)
    assert "too few posts" in record_words(record)[0]


def test_views_that_follow_nothing_known_are_no_better_than_the_median():
    chance = np.random.default_rng(5)
    found = posts(*(post(number, float(10 ** chance.normal(3, 0.5))) for number in range(60)))
    (record,) = track_records(found)
    assert record.figures is not None
    assert not record.figures.better
    assert 0.65 < record.figures.covered < 0.95
    assert "no better than your median" in record_words(record)[0]


def test_a_record_is_good_where_watching_really_carried_the_views():
    chance = np.random.default_rng(6)
    found = []
    for number in range(80):
        stay = float(chance.uniform(0.6, 0.95))
        views = float(10 ** (2 + 8 * (stay - 0.6) + chance.normal(0, 0.1)))
        found.append(post(number, views, "shorts", stay=stay, watched=stay, length_s=40.0))
    records = {record.about: record for record in track_records(posts(*found))}
    figures = records["views after watching"].figures
    assert figures is not None
    assert figures.better
    assert figures.hits > figures.hits_between[1]
    assert set(records) == {"views", "watching", "views after watching"}


def test_later_posts_help_no_earlier_one():
    chance = np.random.default_rng(7)
    views = [float(10 ** chance.normal(3, 0.5)) for _ in range(15)]
    (before,) = track_records(posts(*(post(number, count) for number, count in enumerate(views))))
    (after,) = track_records(posts(*(post(number, count) for number, count in enumerate([*views, 1e9]))))
    assert before.figures is not None
    assert after.figures is not None
    assert 0 <= after.figures.hits * 11 - before.figures.hits * 10 <= 1.001
    assert after.figures.covered * 11 == pytest.approx(before.figures.covered * 10)
