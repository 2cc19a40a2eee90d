"""Exact seek: at random times, every film of the real media shows what a full decode shows there.

At 40 times a film; with DECOLLAGE_BENCH_ALL=1 at 200 and with both kinds of index, with DECOLLAGE_BENCH_ALL=4k also in
the film of six minutes in 4K: that takes half an hour.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

from studio.media.looking.probe import probe
from studio.media.open import MediaRefused
from studio.media.reading.decoding import Decoding
from studio.media.reading.index import build_index, index_of
from studio.media.reading.picture_reader import PictureReader
from tests.bench.rows import Row, percentile
from tests.helpers.full_decode import shown_pictures, unequal_at
from tests.helpers.real_media import ROOT

_TIMES = 200
_QUICK_TIMES = 40
_ALL = bool(os.environ.get("DECOLLAGE_BENCH_ALL"))
_LONG = "media3__long_4k_av1.mp4"
_LONG_GROUP = "mediabunny__video-h265.mp4"


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """One row a file that differs, one for all, one for the cost of a jump."""
    refused: list[str] = []
    files, wrong, compared = 0, 0, 0
    for path in _films():
        if path.name == _LONG and os.environ.get("DECOLLAGE_BENCH_ALL") != "4k":
            # Twenty thousand pictures in 4K: minutes for one file.
            continue
        try:
            if probe(path).kind != "video":
                continue
        except MediaRefused:
            refused.append(path.name)
            continue
        # Films that are looked at the second time have the full index.
        for make_index in (index_of, build_index) if _ALL else (index_of,):
            bad, of = _compared(path, make_index)
            wrong, compared = wrong + len(bad), compared + of
            if bad:
                yield Row(
                    group="seek", name=f"unequal pictures, {path.name}", value=len(bad), unit="", limit=0,
                    limit_name="limit", note=f"first at {bad[0]:.3f} s",
                )  # fmt: skip
        files += 1
    yield Row(
        group="seek", name="unequal pictures, all films", value=wrong, unit="", limit=0, limit_name="limit",
        note=f"{compared} compared, {files} films; refused plainly: {len(refused)}",
    )  # fmt: skip
    yield _cost_row()


def _films() -> Iterator[Path]:
    for part in ("video", "broken"):
        yield from sorted((ROOT / part).iterdir())


def _compared(path: Path, make_index: Callable[[Path], object]) -> tuple[list[float], int]:
    reader = PictureReader(path, index=make_index(path))
    try:
        times = _TIMES if _ALL else _QUICK_TIMES
        return unequal_at(reader, shown_pictures(path, made_whole=reader.interlaced), times), times
    finally:
        reader.close()


def _cost_row() -> Row:
    """CPU of a jump into a long group of pictures, against that of decoding from its key frame to the picture."""
    path = ROOT / "video" / _LONG_GROUP
    index = build_index(path)
    reader = PictureReader(path, index=index)
    decoding = Decoding(path)
    chance = random.Random(5)
    ratios = []
    for _ in range(12):
        number = chance.randrange(60, index.count - 2)
        begin = time.process_time()
        reader.frame_at(index.time_of(0))
        reader.frame_at(index.time_of(number) + Fraction(1, 1000))
        ours = time.process_time() - begin
        begin = time.process_time()
        decoding.rewind()
        decoding.take()
        key = index.key_before(int(index.times[number]))
        assert key is None or decoding.start_at(key)
        if key is None:
            decoding.rewind()
        while (frame := decoding.take()) is not None and (frame.pts or 0) < index.times[number]:
            pass
        ratios.append(ours / (time.process_time() - begin))
    reader.close()
    decoding.close()
    return Row(
        group="seek", name="jump into a long group ÷ the decode it needs", value=percentile(ratios, 0.5), unit="×",
        limit=1.2, limit_name="limit", note=f"p95 {percentile(ratios, 0.95):.2f}",
    )  # fmt: skip
