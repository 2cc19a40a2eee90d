"""What a table of one's own posts tells of what is usual for oneself: how many, the median of views, their spread.

It must never keep a row of it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.reach.forecast import Known
from studio.reach.tables import read_rows
from studio.sentences import Refused, say

__all__ = ["known_from"]

_VIEWS = (
    "Total views", "Views", "views", "Video views", "video_views", "engaged_views", "播放量", "观看量", "視聴回数",
    "Aufrufe",
)  # fmt: skip
"""Headers of views in what TikTok Studio, YouTube Studio and Douyin give out, the usual ones first."""
_LEAST_SPREAD, _MOST_SPREAD = 0.2, 1.5


def known_from(file: Path, followers: int | None = None) -> Known:
    """What is usual for the creator of these posts. Raises `Refused` when the file is no such table.

    YouTube's line of totals does not count, nor do posts without a view.
    """
    if file.suffix.lower() == ".zip":
        raise Refused(say("Take the table (.csv) out of “{name}” first.", name=file.name))
    table = read_rows(file)
    column = next((name for name in _VIEWS if name in table.columns), None)
    if column is None:
        raise Refused(say("“{name}” has no column of views that is known here.", name=file.name))
    views = table.numbers(column)
    first = next(iter(table.columns.values()))
    kept = [
        float(count)
        for count, name in zip(views, first, strict=True)
        if np.isfinite(count) and count > 0 and name.strip().lower() not in ("total", "totals", "合計", "总计")
    ]
    if not kept:
        raise Refused(say("“{name}” has no post with views.", name=file.name))
    spread = float(np.std(np.log10(kept))) if len(kept) > 1 else _MOST_SPREAD
    return Known(
        followers=followers,
        posts=len(kept),
        median_views=float(np.median(kept)),
        spread_log10=min(max(spread, _LEAST_SPREAD), _MOST_SPREAD),
    )
