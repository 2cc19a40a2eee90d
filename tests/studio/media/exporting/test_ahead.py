"""What is made ahead comes in order, and what goes wrong ahead is not lost."""

from __future__ import annotations

import pytest

from studio.media.exporting.ahead import ahead


def test_everything_comes_in_order_and_ends():
    assert list(ahead(iter(range(1000)))) == list(range(1000))
    assert list(ahead([])) == []
    assert list(ahead([None, None])) == [None, None]


def test_what_goes_wrong_is_raised_where_the_things_are_used():
    def things():
        yield 1
        raise ValueError("no more")

    got = []
    with pytest.raises(ValueError, match="no more"):
        got.extend(ahead(things()))
    assert got == [1]


def test_who_stops_early_leaves_no_thread():
    made = []
    for thing in ahead((made.append(n) or n for n in range(10_000)), most=3):
        if thing == 5:
            break
    assert len(made) < 20
