"""The models that come with the program: where something stands, with an interval, and how little they know."""

from __future__ import annotations

import numpy as np
import pytest

from studio.reach.link import views_multiple
from studio.reach.norms import ACTION_CORRELATION, ACTIONS, ladder_survival, norm_at
from studio.reach.popularity import Draft, popularity_of
from studio.reach.words import retention_of_words

PROMISING = "The video begins with text on screen asking a question, then she opens the box and the result is revealed"
STILL = "A man is looking at the camera with a filter on his face. The background is a plain wall."


def test_words_of_something_that_happens_stand_above_a_still_face():
    assert retention_of_words(PROMISING).percentile > retention_of_words(STILL).percentile + 0.05


def test_without_words_it_is_the_middle_with_a_wide_interval():
    nothing, much = retention_of_words(""), retention_of_words(PROMISING + ". " + PROMISING)
    assert nothing.percentile == pytest.approx(0.5, abs=0.05)
    assert nothing.high - nothing.low > 0.7
    assert much.low <= much.percentile <= much.high


def test_followers_narrow_the_interval_and_move_it():
    alone = popularity_of(Draft(caption="my morning routine"))
    few, many = (popularity_of(Draft(caption="my morning routine", followers=count)) for count in (50, 5_000_000))
    assert few.percentile < alone.percentile < many.percentile
    assert few.high - few.low < alone.high - alone.low


def test_staying_longer_is_more_views_and_the_usual_is_once():
    norm = norm_at(60)
    usual = views_multiple(norm.stay, norm.watched, 60)
    assert usual.times == pytest.approx(1)
    assert usual.low < 1 < usual.high
    assert 1.5 < views_multiple(norm.stay + 0.05, norm.watched, 60).times < 4


def test_norms_fall_with_length_where_they_should():
    short, long = norm_at(20), norm_at(150)
    assert short.finished > long.finished
    assert short.watched > long.watched
    assert norm_at(20).beyond
    assert not norm_at(100).beyond
    assert np.linalg.eigvalsh(ACTION_CORRELATION).min() > 0
    assert len(ACTIONS) == len(ACTION_CORRELATION)
    survival = [share for _, share in ladder_survival()]
    assert survival == sorted(survival, reverse=True)
