"""A table of one's own posts gives how many there are, their median and spread; what is no such table is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.reach.own_posts import known_from
from studio.sentences import Refused


def table(folder: Path, *lines: str) -> Path:
    path = folder / "posts.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_ten_posts_give_a_median_and_a_spread(tmp_path):
    rows = [f"post {number},{100 * number}" for number in range(1, 13)]
    known = known_from(table(tmp_path, "Video title,Total views", *rows, "unseen,0", "Total,7800"), followers=40)
    assert known.posts == 12
    assert known.median_views == 650
    assert 0.2 <= known.spread_log10 <= 0.5
    assert known.followers == 40


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("Video title,Likes", "a,3"), "no column of views"),
        (("Video title,Views", "a,"), "no post with views"),
        (("",), "no header"),
    ],
)
def test_what_is_no_table_of_posts_is_refused(tmp_path, lines, why):
    with pytest.raises(Refused, match=why):
        known_from(table(tmp_path, *lines))
