"""Trails, afterimages, long_shutter and stop_motion: effects that ask for what was seen a moment ago."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effects
from studio.model import (
    Applied,
    Asset,
    At,
    Canvas,
    Clip,
    Footage,
    Item,
    Layer,
    Project,
    Span,
    SpeedPoint,
    TimeMap,
    Title,
)
from studio.render import Artist, plan, plan_bytes
from tests.helpers.letter_sources import FlatFrame

EFFECTS = Effects(all_effects())
BACK = ("trails", "afterimages", "long_shutter", "stop_motion")
SIZE = (48, 48)
RATE = Fraction(30)
HALF = Fraction(1, 2)
SECOND = Span(Fraction(0), Fraction(1))


class Bars:
    """Footage in which a bright bar stands one pixel further with each thirtieth of a second."""

    def __init__(self):
        self.asked = []

    def picture(self, asset, at, box):

        self.asked.append(at)
        pixels = np.zeros((48, 48, 4), np.uint8)
        pixels[..., 3] = 255
        pixels[:, int(at * 30) % 48, :3] = 255
        return FlatFrame(pixels)

    def samples(self, *_):
        return None


def project(effect: str, settings: dict, *, window=SECOND, **more) -> Project:
    film = Asset("f", "/f.mp4", "video", "f", Fraction(2), 48, 48, RATE)
    worn = (Applied("e", effect, 1, tuple(settings.items())),)
    clip = Clip("c", Footage("f"), window, effects=worn, **more)
    return Project("p", canvas=Canvas(*SIZE), rate=RATE, assets=(film,), main=(clip,))


def drawn(made: Project, frame: int, sources=None):
    return Artist(EFFECTS).draw(plan(made, frame / RATE), sources or Bars(), SIZE)


def light(picture):
    """The level of each column."""
    return picture[24, :, 0].astype(int)


def test_they_are_the_ones_that_look_back():
    assert tuple(effect.id for effect in EFFECTS.values() if effect.looks_back) == BACK


def test_trails_grow_fainter_behind_what_moves():
    seen = light(drawn(project("trails", {"amount": 100.0, "length": 8 / 30}), 20))
    assert seen[20] == 255
    assert all(seen[20 - n] > seen[19 - n] > 0 for n in range(1, 8))
    assert seen[21:].max() == 0


def test_afterimages_stand_where_it_was():
    seen = light(drawn(project("afterimages", {"amount": 100.0, "delay": 5 / 30}), 20))
    assert set(np.flatnonzero(seen).tolist()) == {20, 15, 10, 5}


def test_a_long_shutter_is_the_mean_of_the_last_pictures():
    seen = light(drawn(project("long_shutter", {"amount": 100.0, "shutter": 5 / 30}), 20))
    assert set(np.flatnonzero(seen).tolist()) == {20, 19, 18, 17, 16}
    assert seen.max() - seen[seen > 0].min() <= 4


def test_stop_motion_stands_and_jumps():
    made = project("stop_motion", {"steps": 5.0})
    assert [int(light(drawn(made, frame)).argmax()) for frame in (0, 5, 6, 11, 12, 13)] == [0, 0, 6, 6, 12, 12]


@pytest.mark.parametrize("effect", BACK)
def test_rendering_from_the_middle_equals_rendering_from_the_start(effect):
    settings = {"steps": 4.0} if effect == "stop_motion" else {"amount": 80.0}
    made = project(effect, settings)
    artist, sources = Artist(EFFECTS), Bars()
    on = [artist.draw(plan(made, frame / RATE), sources, SIZE).copy() for frame in range(24)]
    assert np.array_equal(drawn(made, 23), on[23])
    # A split leaves every picture as it was, though the later half begins at its own first frame.
    clip = made.main[0]
    halves = [Clip(n, clip.content, Span(s, HALF), effects=clip.effects) for n, s in (("a", HALF - HALF), ("b", HALF))]
    split = Project("p", canvas=made.canvas, rate=RATE, assets=made.assets, main=tuple(halves))
    assert np.array_equal(drawn(split, 17), on[17])


def test_nothing_is_asked_from_before_the_clip_begins():
    sources = Bars()
    drawn(project("trails", {"amount": 100.0}, window=Span(Fraction(1), Fraction(1, 2))), 2, sources)
    assert min(sources.asked) >= 1


def test_a_clip_that_runs_backwards_trails_the_other_way():
    back = TimeMap(Fraction(1), (SpeedPoint(Fraction(0), Fraction(-1)),))
    seen = light(drawn(project("trails", {"amount": 100.0, "length": 8 / 30}, time_map=back), 10))
    head = int(seen.argmax())
    assert seen[:head].max() == 0
    assert seen[head + 1] > seen[head + 4] > 0


def test_two_that_look_back_stand_on_each_other():
    made = project("stop_motion", {"steps": 5.0})
    clip = made.main[0]
    worn = (*clip.effects, Applied("t", "afterimages", 1, (("amount", 100.0), ("delay", 6 / 30))))
    twice = (Clip("c", clip.content, clip.window, effects=worn),)
    both = Project("p", canvas=made.canvas, rate=RATE, assets=made.assets, main=twice)
    assert set(np.flatnonzero(light(drawn(both, 20))).tolist()) == {18, 12, 6, 0}


def test_another_past_is_another_piece_of_the_export():
    settings = {"amount": 100.0}
    one = project("trails", settings, window=Span(Fraction(0), Fraction(1)))
    other = project("trails", settings, window=Span(Fraction(1, 2), Fraction(1)))
    assert plan_bytes(plan(one, Fraction(1, 2))) != plan_bytes(plan(other, Fraction(0)))


def test_where_there_is_no_past_the_present_stands_for_it():
    worn = (Applied("e", "trails", 1, (("amount", 100.0),)),)
    words = Clip("t", Title("Still"), Span(Fraction(0), Fraction(1)), effects=worn)
    plain = Clip("t", Title("Still"), Span(Fraction(0), Fraction(1)))
    pictures = []
    for clip in (words, plain):
        layer = Layer("l", "text", items=(Item(clip, At(Fraction(0))),))
        made = Project("p", canvas=Canvas(*SIZE), rate=RATE, layers=(layer,))
        pictures.append(Artist(EFFECTS).draw(plan(made, Fraction(1, 2)), Bars(), SIZE))
    assert np.abs(pictures[0].astype(int) - pictures[1]).max() <= 1
