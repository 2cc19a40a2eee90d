"""The recommender learns at once, follows a taste that moves, shares no row, and is a value that survives its file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
import pytest

from studio.reach import recommender
from studio.reach.kept_learning import erase_learning, keep_learning, kept_learning, learning_bytes, learning_from
from studio.reach.recommender import Features, Recommender, Snapshot
from tests.helpers.drifting_viewers import EACH, Swipe, Viewer, auc
from tests.helpers.hashed_recommender import HashedRecommender

WHO = "p"
PLANTS = Features("i1", "ada", "rain", (("plants", 1.0),))
CARS = Features("i2", "bob", "motor", (("cars", 1.0),))


def learn(learner: Recommender, swipe: Swipe, day: float = 0) -> None:
    learner.learn(WHO, swipe.features, {"stay": float(swipe.stayed)}, day)


def stays(learner: Recommender, swipe: Swipe) -> float:
    return float(learner.chances(WHO, swipe.features)[0])


def taught(times: int = 5) -> Recommender:
    learner = Recommender()
    for day in range(times):
        learner.learn(WHO, PLANTS, {"stay": 1.0, "like": 1.0}, day)
        learner.learn(WHO, CARS, {"negative": 1.0}, day)
    return learner


def test_after_thirty_swipes_it_tells_what_a_persona_stays_with():
    found = []
    for seed in range(16):
        viewer, learner = Viewer(seed, drifts=False), Recommender()
        swipes = list(islice(viewer.swipes(), 180))
        for swipe in swipes[:30]:
            learn(learner, swipe)
        found.append(auc([stays(learner, swipe) for swipe in swipes[30:]], [swipe.stayed for swipe in swipes[30:]]))
    assert np.mean(found) >= 0.75


def test_it_follows_a_taste_that_moves_better_than_a_copy_that_is_retrained_each_day():
    for seed in (1, 2):
        learner, copy = Recommender(), Recommender()
        at_once, daily, truth = [], [], []
        for number, swipe in enumerate(islice(Viewer(seed).swipes(), 900)):
            if number % (2 * EACH) == 0:
                copy = Recommender(learner.snapshot())
            at_once.append(stays(learner, swipe))
            daily.append(stays(copy, swipe))
            truth.append(swipe.stayed)
            learn(learner, swipe, number / (2 * EACH))
        assert auc(at_once, truth) > auc(daily, truth) + 0.03


def test_rows_of_their_own_are_better_than_hashed_ones_in_as_many_bytes():
    for seed in (301,):
        learner, scores, truth = Recommender(), [], []
        swipes = list(islice(Viewer(seed).swipes(), 1500))
        for swipe in swipes:
            scores.append(stays(learner, swipe))
            truth.append(swipe.stayed)
            learn(learner, swipe)
        hashed, others = HashedRecommender(learner.memory_bytes), []
        for swipe in swipes:
            others.append(hashed.stays(swipe.features))
            hashed.learn(swipe.features, swipe.stayed)
        assert auc(scores, truth) > auc(others, truth)


def test_each_act_is_learned_for_itself_and_one_viewer_teaches_nothing_about_another():
    learner = taught()
    plants, cars = learner.chances(WHO, PLANTS), learner.chances(WHO, CARS)
    like, negative = recommender.ACTIONS.index("like"), recommender.ACTIONS.index("negative")
    assert plants[0] > 0.7 > 0.3 > cars[0]
    assert plants[like] > cars[like]
    assert cars[negative] > plants[negative]
    assert np.array_equal(learner.chances("other", PLANTS), np.full(len(recommender.ACTIONS), 0.5, np.float32))


def test_what_is_met_once_gets_no_row_and_what_is_no_longer_met_loses_it():
    learner = Recommender()
    for number in range(200):
        learner.learn(WHO, Features(f"once{number}", f"author{number}", f"sound{number}"), {"stay": 1.0}, 0)
    assert len(learner) < 8  # The viewer's own, and at most a few that fell into one cell.
    learner = taught()
    had = {one.kind for one in learner.learned(WHO)}
    assert had == {"topic", "author", "sound", "item"}
    assert learner.expire(10) == 0
    assert learner.expire(40) == 4  # Sounds and items.
    assert {one.kind for one in learner.learned(WHO)} == {"topic", "author"}
    fresh = Features("new", "new", "new", (("pets", 1.0),))
    learner.learn(WHO, fresh, {"stay": 1.0}, 40)
    pets = next(one for one in learner.learned(WHO) if one.name == "pets")
    assert pets.met == 1  # The place of a row that was given up holds nothing of it.
    assert 0 < pets.weight < 2


def test_the_table_never_grows_beyond_its_bound(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recommender, "_MOST_ROWS", 50)
    learner = Recommender()
    for number in range(300):
        for _ in range(2):
            learner.learn(WHO, Features("", f"author{number}"), {"stay": 1.0}, number)
    assert len(learner) == 50
    assert learner.learned(WHO)[0].name.startswith("author2")


def test_what_it_learned_can_be_read_and_erased():
    learner = taught()
    learner.learn("other", PLANTS, {"stay": 1.0}, 0)
    told = {one.name: one for one in learner.learned(WHO) if one.kind == "topic"}
    assert told["plants"].weight > 0 > told["cars"].weight
    assert told["plants"].part > 0.5 > told["cars"].part
    assert told["plants"].met == 5
    learner.forget(WHO)
    assert learner.learned(WHO) == ()
    assert learner.learned("other")
    learner.forget()
    assert learner.snapshot() == Snapshot()


def test_a_snapshot_goes_on_as_if_nothing_had_been(tmp_path: Path):
    swipes = list(islice(Viewer(7).swipes(), 120))
    learner = Recommender()
    for swipe in swipes[:80]:
        learn(learner, swipe)
    file = tmp_path / "learned"
    keep_learning(file, learner.snapshot())
    kept, said = kept_learning(file)
    assert (kept, said) == (learner.snapshot(), None)
    again = Recommender(kept)
    for swipe in swipes[80:]:
        learn(learner, swipe)
        learn(again, swipe)
    assert again.snapshot() == learner.snapshot()
    erase_learning(file)
    erase_learning(file)
    assert kept_learning(file) == (Snapshot(), None)


def test_a_file_that_is_damaged_or_cut_starts_empty_and_says_so(tmp_path: Path):
    whole = learning_bytes(taught().snapshot())
    spoiled = [whole[:cut] for cut in range(0, len(whole), 97)]
    spoiled += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 53)]
    for content in spoiled:
        kept, said = learning_from(content)
        assert kept == Snapshot()
        assert said is not None
    (tmp_path / "folder").mkdir()
    assert kept_learning(tmp_path / "folder")[1] is not None


@pytest.mark.parametrize(
    "change",
    [{"weights": b"1234"}, {"weights": b"\xff" * 40}, {"slopes": b"\x00\x00\x80\xbf" * 10}, {"day": float("nan")}],
    ids=["short", "no number", "below nothing", "no day"],
)
def test_rows_that_cannot_be_are_refused_even_with_a_right_checksum(change: dict[str, object]):
    good = taught().snapshot()
    row = msgspec.structs.replace(good.rows[0], **change)
    bad = msgspec.structs.replace(good, rows=(row, *good.rows[1:]))
    assert learning_from(learning_bytes(good))[0] == good
    assert learning_from(learning_bytes(bad))[0] == Snapshot()
    twice = msgspec.structs.replace(good, rows=(good.rows[0], *good.rows))
    assert learning_from(learning_bytes(twice))[0] == Snapshot()
