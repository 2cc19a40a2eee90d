"""Fitting and checking on made-up tables: the same each time, honest about rows it saw, blind to what leaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.reach.evaluation import Figure, evaluate
from studio.reach.fitting import Models, fit_all, write_models
from studio.reach.outcomes import outcome_tables
from studio.reach.parameters import packed, read_parameters, texts_of
from studio.reach.tables import Table
from studio.sentences import Refused
from tests.helpers.outcome_rows import POSTS_HEADER, SHORTS_HEADER, post_rows, short_rows, write, write_tables


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    return outcome_tables(write_tables(tmp_path_factory.mktemp("rows")))


@pytest.fixture(scope="module")
def models(tables: dict[str, Table]) -> Models:
    return fit_all(tables)


def one(figures: tuple[Figure, ...], claim: str, metric: str, about: str = "") -> Figure:
    return next(f for f in figures if (f.claim, f.metric) == (claim, metric) and about in f.about)


def test_rows_in_any_order_give_the_same_bytes(models: Models, tmp_path: Path):
    write(tmp_path, "youtube_shorts_studio_z.csv", SHORTS_HEADER, short_rows(165, seed=3)[::-1])
    again = fit_all(outcome_tables(tmp_path))
    assert packed(again.link.parameters) == packed(models.link.parameters)
    assert packed(again.before.parameters) == packed(models.before.parameters)
    for file in write_models(again, tmp_path / "out"):
        assert packed(read_parameters(file)) == file.read_bytes()


def test_no_handle_and_nothing_rare_is_kept(models: Models):
    for model in (models.words, models.before, models.popularity):
        kept = [texts_of(array) for name, array in model.parameters.items() if name.endswith(("terms", "words"))]
        assert kept
        assert not [term for terms in kept for term in terms if "@" in term or "somebody" in term]
    assert "reveal" in texts_of(models.words.parameters["terms_terms"])


def test_rows_that_were_fitted_are_said_to_be_no_test(tables: dict[str, Table], models: Models):
    figures = evaluate({name: table for name, table in tables.items() if "smp" in name}, models)
    assert all(figure.better is None and figure.note is not None for figure in figures)


def test_other_rows_are_scored_beside_baselines(models: Models, tmp_path: Path):
    figures = evaluate(outcome_tables(write_tables(tmp_path, seed=50)), models)
    words = one(figures, "V1", "Spearman", "whole")
    assert words.rows == 55
    assert words.value > 0.4
    assert words.low < words.value < words.high
    assert one(figures, "V2", "Spearman", "watching").value > 0.5
    assert one(figures, "V3", "Spearman", "followers").value > one(figures, "V3", "Spearman", "alone").value > 0.3
    for about in ("whole", "watching", "alone", "followers"):
        assert 0.6 < one(figures, "V4", "coverage", about).value < 0.99
        assert one(figures, "V4", "interval score", about).better is not None


def test_what_the_platform_adds_afterwards_and_unknown_columns_change_nothing(models: Models, tmp_path: Path):
    plain = outcome_tables(write_tables(tmp_path, seed=50))["smp2025_tiktok_train_features"]
    leaking = replace(
        plain,
        columns={**plain.columns, "post_suggested_words": plain.texts("popularity"), "new": ("x",) * plain.rows},
    )
    assert evaluate({plain.name: plain}, models) == evaluate({plain.name: leaking}, models)


def test_missing_values_and_held_back_splits_are_no_reason_to_stop(models: Models, tmp_path: Path):
    rows = post_rows(60, seed=9)
    for row in rows[::3]:
        row[3], row[4], row[5], row[6] = "", "sometime", "", "nan"
    rows[0][2] = ""
    write(tmp_path, "smp2025_tiktok_train_features_held.csv", POSTS_HEADER, rows)
    figures = evaluate(outcome_tables(tmp_path), models)
    assert {figure.rows for figure in figures} == {59}
    assert all(np.isfinite(figure.value) for figure in figures)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"pid,uid\n1,2\n", "no column"),
        (b"pid,pid\n1,2\n", "header"),
        (b"pid\0,uid", "not a table"),
        (b"", "header"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_plain_words(tmp_path: Path, content: bytes, told: str):
    (tmp_path / "smp2025_tiktok_train_features.csv").write_bytes(content)
    with pytest.raises(Refused, match=told):
        outcome_tables(tmp_path)


def test_too_few_rows_are_not_fitted(tmp_path: Path):
    write(tmp_path, "smp2025_tiktok_train_features.csv", POSTS_HEADER, post_rows(20))
    with pytest.raises(Refused, match="at least"):
        fit_all(outcome_tables(tmp_path))
