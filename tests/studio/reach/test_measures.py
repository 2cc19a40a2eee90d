"""Figures that tell how well a forecast did, against counts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from studio.reach.measures import bootstrap, covered, interval_score, paired_bootstrap, ranks, spearman, xauc
from studio.reach.ridge import ridge_of_rows, ridge_of_terms
from studio.reach.terms import pieces_of, terms_of, vocabulary_of, words_of
from studio.reach.trees import Growth, grow


def test_ranks_share_their_middle_and_pairs_count_ties_half():
    assert ranks(np.array([3.0, 1.0, 3.0])).tolist() == [2.5, 1.0, 2.5]
    assert spearman(np.arange(5.0), np.arange(5.0) ** 3) == pytest.approx(1)
    assert spearman(np.arange(5.0), np.ones(5)) == 0
    assert xauc(np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0])) == 0.75
    assert xauc(np.ones(3), np.arange(3.0)) == 0.5


def test_what_lies_outside_costs_ten_times_its_distance():
    truth, low, high = np.array([0.0, 2.0]), np.zeros(2), np.ones(2)
    assert covered(truth, low, high) == 0.5
    assert interval_score(truth, low, high) == pytest.approx((1 + 1 + 10) / 2)


def test_groups_are_drawn_whole_and_a_better_forecast_is_told_apart():
    chance = np.random.default_rng(1)
    truth = chance.normal(size=200)
    near, far = truth + 0.3 * chance.normal(size=200), truth + 3 * chance.normal(size=200)
    difference, low, high = paired_bootstrap(spearman, truth, near, far)
    assert 0 < low < difference < high
    groups = np.repeat(np.arange(20), 10)
    assert bootstrap(lambda a: float(a.mean()), (groups.astype(float),), groups)[1] > 10


def test_words_leave_names_links_and_numbers_out():
    assert words_of("Don’t miss 2024 @some.one https://a.b/c #FYP") == ["don't", "miss", "0", "fyp"]
    assert terms_of("one two") == ["one", "two", "one two"]
    assert pieces_of("ab") == ["_ab", "ab_", "_ab_", "_ab_"]


def test_both_ways_to_a_ridge_agree():
    chance = np.random.default_rng(2)
    texts = [[str(word) for word in chance.choice(list("abcdef"), 4)] for _ in range(60)]
    rows = vocabulary_of(texts).sparse(texts)
    full = np.zeros((60, rows.width))
    full[rows.owners, rows.places] = rows.values
    target = chance.normal(size=60)
    (weights,), constant = ridge_of_terms([rows], target, 2.0)
    exact = np.linalg.solve(full.T @ full + 2 * np.eye(rows.width), full.T @ (target - constant))
    assert weights == pytest.approx(exact, abs=1e-9)
    lined, at = ridge_of_rows(full, 3 * full[:, 0] + 1, 1e-9)
    assert full @ lined + at == pytest.approx(3 * full[:, 0] + 1, abs=1e-6)


def test_trees_find_what_no_line_can_and_their_tenths():
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(600, 3))
    rows[::10, 1] = np.nan
    target = rows[:, 0] ** 2 + 0.1 * chance.normal(size=600)
    assert spearman(target[400:], grow(rows[:400], target[:400], Growth(trees=60, rate=0.1)).forecast(rows[400:])) > 0.9
    high = grow(rows[:400], target[:400], Growth(trees=30, rate=0.1, quantile=0.9)).forecast(rows[400:])
    assert 0.75 < float(np.mean(target[400:] <= high)) < 0.98
