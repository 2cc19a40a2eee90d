"""All models from tables of outcomes, and their parameters as files.

The same rows give the same bytes, in whatever order they stand. It must never write a row.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from studio.reach.before import BeforeModel, before_model, fit_before
from studio.reach.link import LinkModel, fit_link, link_model
from studio.reach.outcomes import DESCRIBED, POSTS, SHORTS, Described, Posts, Shorts, described, posts, shorts
from studio.reach.parameters import packed
from studio.reach.popularity import PopularityModel, fit_popularity, popularity_model
from studio.reach.tables import Table
from studio.reach.words import WordsModel, fit_words, words_model
from studio.sentences import Refused, say

__all__ = ["Models", "fit_all", "fitted_posts", "fitted_shorts", "fitted_words", "shipped_models", "write_models"]

_LEAST_ROWS = 100


class Models(NamedTuple):
    """The four models; None for those there were no rows for."""

    words: WordsModel | None = None
    before: BeforeModel | None = None
    link: LinkModel | None = None
    popularity: PopularityModel | None = None


def shipped_models() -> Models:
    """The models that come with the program."""
    return Models(words_model(), before_model(), link_model(), popularity_model())


def fitted_words(rows: Described) -> WordsModel:
    """The model of described videos. Raises `Refused` when they are too few."""
    _enough(len(rows.texts), DESCRIBED)
    return fit_words(rows.texts, rows.third)


def fitted_shorts(rows: Shorts) -> tuple[BeforeModel, LinkModel]:
    """The models of Shorts: from the title, and from watching. Raises `Refused` when they are too few."""
    _enough(len(rows.titles), SHORTS)
    channels = np.unique(np.array(rows.channels), return_inverse=True)[1]
    before = fit_before(rows.titles, rows.watched[2], rows.days, rows.ages, rows.log_views)
    return before, fit_link(rows.watched, rows.log_views, rows.days, channels)


def fitted_posts(rows: Posts) -> PopularityModel:
    """The model of posts. Raises `Refused` when they are too few."""
    _enough(len(rows.drafts), POSTS)
    return fit_popularity(rows.drafts, rows.popularity, rows.authors)


def fit_all(tables: dict[str, Table]) -> Models:
    """The models of all tables that are there; of the described videos only the split `val`, so that `test` checks."""
    models = Models()
    if DESCRIBED in tables:
        models = models._replace(words=fitted_words(described(tables[DESCRIBED], "val")))
    if SHORTS in tables:
        before, link = fitted_shorts(shorts(tables[SHORTS]))
        models = models._replace(before=before, link=link)
    if POSTS in tables:
        models = models._replace(popularity=fitted_posts(posts(tables[POSTS])))
    return models


def write_models(models: Models, folder: Path) -> tuple[Path, ...]:
    """Write the parameters of the models into a folder, a file each. Raises `Refused` when that cannot be done."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, model in models._asdict().items():
            if model is not None:
                file = folder / f"{name}.npz"
                file.write_bytes(packed(model.parameters))
                written.append(file)
    except OSError:
        raise Refused(say("Parameters cannot be written to “{folder}”.", folder=folder)) from None
    return tuple(written)


def _enough(rows: int, name: str) -> None:
    if rows < _LEAST_ROWS:
        raise Refused(
            say(
                "{name} has {rows} rows to fit on; at least {least} are needed.",
                name=name,
                rows=rows,
                least=_LEAST_ROWS,
            )
        )
