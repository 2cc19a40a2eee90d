"""What was measured is found again whole, and what is damaged is measured again."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from pathlib import Path

from studio.model import Span
from studio.publish.found import ClipFound, Flashing, Measured, PicturesFound, SoundFound, TitleFound
from studio.publish.kept import MeasureStore

FOUND = Measured(
    SoundFound(-inf, -3.2, (Span(Fraction(1, 3), Fraction(2)),), (Fraction(7, 48_000),), -0.5),
    (TitleFound("t1", Fraction(5, 2), 3.4),),
    PicturesFound(
        (Flashing("red", Fraction(1), Fraction(2), 9),),
        (Span(Fraction(0), Fraction(1)),),
        (),
        ("top left",),
        (ClipFound("c1", Fraction(1, 30), 0.1, 0.0, 0.4),),
    ),
)


def test_what_was_measured_comes_back_as_it_was(tmp_path: Path) -> None:
    store = MeasureStore(tmp_path)
    assert store.get("ab" * 20) is None
    store.put("ab" * 20, FOUND)
    assert MeasureStore(tmp_path).get("ab" * 20) == FOUND


def test_a_damaged_file_is_not_trusted(tmp_path: Path) -> None:
    store = MeasureStore(tmp_path)
    store.put("ab" * 20, FOUND)
    [path] = tmp_path.rglob("*.measured")
    path.write_bytes(path.read_bytes()[:-3])
    assert store.get("ab" * 20) is None
