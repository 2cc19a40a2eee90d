"""Filling by what was measured: the best choice is exact, and its reasons are those of the score."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from msgspec.structs import replace

from studio.edits import add_asset, fill_slot, mark_slot
from studio.media.glances import Glance
from studio.model import Project, Slot, find
from studio.remix import best_filling, filled_with, next_best, own_media, wanted_looks, why_there
from studio.remix.assigning import assigned
from tests.helpers.word_sources import play, seconds, timeline, word


def _by_trying_all(worths: np.ndarray) -> float:
    """The greatest sum, from every way there is."""
    rows, columns = worths.shape
    best = 0.0
    for way in product(range(-1, columns), repeat=rows):
        used = [column for column in way if column >= 0]
        if len(set(used)) == len(used):
            best = max(best, sum(worths[row, column] for row, column in enumerate(way) if column >= 0))
    return best


def _by_subsets(worths: np.ndarray) -> float:
    """The greatest sum, by the best of every set of rows served after each column: exact, and another way."""
    rows, columns = worths.shape
    sets = np.arange(1 << rows)
    best = np.where(sets == 0, 0.0, -inf)
    for column in range(columns):
        after = best.copy()
        for row in range(rows):
            without = sets[(sets >> row) & 1 == 0]
            with_row = without | (1 << row)
            after[with_row] = np.maximum(after[with_row], best[without] + worths[row, column])
        best = after
    return float(best.max())


def _sum(worths: np.ndarray) -> float:
    columns = assigned(worths.tolist())
    used = [column for column in columns if column is not None]
    assert len(set(used)) == len(used)
    return float(sum(worths[row, column] for row, column in enumerate(columns) if column is not None))


def test_the_assignment_is_as_good_as_the_best_of_all_ways():
    chance = np.random.default_rng(6)
    for turn in range(60):
        shape = chance.integers(1, 5), chance.integers(0, 5)
        worths = chance.integers(-3, 9, shape).astype(float) if turn % 2 else chance.random(shape)
        worths[chance.random(shape) < 0.25] = -inf
        assert _sum(worths) == pytest.approx(_by_trying_all(worths))


def test_twelve_slots_and_thirty_clips_are_as_good_as_another_exact_way():
    chance = np.random.default_rng(12)
    for _ in range(3):
        worths = chance.random((12, 30)) + 13.0
        worths[chance.random((12, 30)) < 0.3] = -inf
        assert _sum(worths) == pytest.approx(_by_subsets(worths))


def _asked() -> Project:
    """`abc` is a lively place, `defg` a still one with a face; of one's own there are five files."""
    project = timeline("abc defg hi")
    project = mark_slot(project, "abc", slot=Slot("jump"))
    project = mark_slot(project, "defg", slot=Slot("face", shortest=seconds(2)))
    for name in ("still", "lively", "u", "photo"):
        project = add_asset(project, word(name, kind="photo" if name == "photo" else "video"))
    return project


def _glance(at_s: float, motion: float, *, faces: int = 0, sharpness: float = 400.0) -> Glance:
    return Glance(at_s, motion, sharpness, -20.0, faces)


LOOKS = {
    "file:abc": [_glance(1, 20)],
    "file:defg": [_glance(1, 0.5, faces=1)],
    "file:lively": [_glance(1, 1, sharpness=3), _glance(4.5, 18)],
    "file:still": [_glance(1, 0.6, faces=1)],
    "file:u": [_glance(0.5, 20)],
}


def _mine(project: Project, *names: str):
    return [project.asset(f"file:{name}") for name in names]


def test_each_clip_goes_where_it_is_like_the_sample_and_is_told_why():
    project = _asked()
    assert [asset.name for asset in own_media(project)] == ["still", "lively", "u", "photo"]
    assert {asset.name for asset in wanted_looks(project, own_media(project))} >= {"abc", "defg", "still"}
    filling = best_filling(project, _mine(project, "still", "lively"), LOOKS)
    assert [(one.slot, one.asset) for one in filling.choices] == [("jump", "file:lively"), ("face", "file:still")]
    jump, face = filling.choices
    assert jump.start == seconds(3), "its end is livelier and sharper than its beginning"
    assert "as much moves as in the sample" in [str(one.source) for one in jump.good]
    assert any("face" in one.source for one in face.good)
    assert play(filled_with(project, filling.choices)) == "elystilhi"
    assert (filling.open, filling.unused) == ((), ())


def test_required_slots_come_first_and_what_does_not_fit_is_left():
    project = _asked()
    jump = find(project, "abc").clip
    project = mark_slot(project, "abc", slot=replace(jump.slot, required=False))
    filling = best_filling(project, _mine(project, "lively", "photo"), LOOKS)
    assert [(one.slot, one.asset) for one in filling.choices] == [("face", "file:lively")]
    assert (filling.open, filling.unused) == (("jump",), ("file:photo",))
    short = best_filling(project, _mine(project, "u"), LOOKS)
    assert [(one.slot, one.asset) for one in short.choices] == [("jump", "file:u")], "the other wants two seconds"
    assert any("shorter" in one.source for one in short.choices[0].bad)


def test_the_next_best_goes_round_and_changes_places():
    project = _asked()
    mine = _mine(project, "still", "lively", "u")
    project = filled_with(project, best_filling(project, mine[:2], LOOKS).choices)
    assert set(why_there(project, LOOKS)) == {"jump", "face"}
    shown = []
    for _ in range(3):
        choices = next_best(project, "jump", own_media(project), LOOKS)
        project = filled_with(project, choices)
        shown.append((find(project, "abc").clip.name, find(project, "defg").clip.name))
    assert shown == [("u", "still"), ("still", "lively"), ("u", "lively")] or len({one for one, _ in shown}) == 2
    assert play(project)[-2:] == "hi"


def test_a_longer_clip_after_a_short_one_is_as_long_as_the_sample_again():
    project = fill_slot(_asked(), "jump", asset_id="file:u")
    assert play(project) == "udefghi"
    assert find(project, "abc").clip.slot.sample == "file:abc"
    assert play(fill_slot(project, "jump", asset_id="file:lively")) == "livdefghi"
