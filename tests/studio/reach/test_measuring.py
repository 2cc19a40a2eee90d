"""Signals of drafts whose content is known: what is there is found at its place, what cannot be told is unknown."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from studio.effect import Effects
from studio.media import probe
from studio.media.glimpses import Glimpses
from studio.model import At, Canvas, Clip, Item, Layer, Project, Solid, Span, Title
from studio.publish import film_project
from studio.reach.measuring import first_signals, signals
from studio.reach.signals import SIGNAL_NAMES, SIGNAL_WORDS, Signals
from studio.render import Artist, Mixer
from studio.sentences import Refused
from tests.helpers.make_media import film, tone


def span(start: float, length: float) -> Span:
    return Span(Fraction(start), Fraction(length))


def title(name: str, words: str, start: float, length: float) -> Item:
    return Item(Clip(name, Title(words), span(0, length)), At(Fraction(start)))


def measured(project: Project, **more: object) -> Signals:
    with Glimpses() as sources:
        found = signals(project, sources, Artist(Effects(())), Mixer(Effects(())), **more)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def draft(qapp: object) -> Signals:
    project = Project(
        "p",
        canvas=Canvas(180, 320),
        main=(
            Clip("a", Solid("#000000"), span(0, 1)),
            Clip("b", Solid("#3040F0"), span(0, 5)),
            Clip("c", Solid("#F0E0C0"), span(0, 2)),
        ),
        layers=(
            Layer("t", items=(title("x", "How to fold a boat?", 0.5, 1.5), title("y", "Done", 6.5, 1)), kind="text"),
        ),
    )
    return measured(project, caption="Fold it #paper #boats", about="hands fold a paper boat")


def test_words_are_found_where_they_are(draft):
    assert draft.value("opening-text") == 1
    assert draft.signal("opening-text").at == span(0.5, 1.5)
    assert draft.value("opening-question") == 1
    assert draft.value("opening-promise") == 1
    assert draft.value("text-share") == pytest.approx(100 * 2.5 / 8)
    assert draft.words.hashtags == ("paper", "boats")
    assert draft.words.caption == "Fold it"
    assert "paper boat" in draft.words.everything


def test_black_cuts_and_dead_stretches_have_their_place(draft):
    assert draft.value("opening-black") == 1
    assert draft.cuts == (Fraction(1), Fraction(6))
    assert draft.signal("longest-shot").at == span(1, 5)
    assert [(float(dead.start), float(dead.end)) for dead in draft.dead] == [(1.2, 6)]
    assert draft.value("first-change") == pytest.approx(0.5)
    assert draft.value("loop-seam") > 50


def test_a_silent_draft_has_no_loudness_and_nobody_speaks(draft):
    assert draft.value("silence") == 8
    assert draft.signal("loudness") is None
    assert draft.value("speech-share") == 0
    assert draft.signal("speech-onset") is None


def shades(number: int) -> np.ndarray:
    return np.full((180, 320, 3), 40 if number < 15 else 200, np.uint8)


def test_what_a_finished_video_does_not_tell_is_unknown(tmp_path, qapp):
    sound = np.clip(tone(2, level=1.4), -1, 1).astype(np.float32)
    path = film(tmp_path / "film.mp4", shades, frames=30, rate=Fraction(15), sound=sound)
    found = measured(film_project(probe(path)), from_project=False)
    assert found.signal("opening-text").value is None
    assert found.value("opening-promise") is None
    assert [float(cut) for cut in found.cuts] == [1.0]
    assert found.value("clipping") >= 1
    assert found.value("loudness") > -6
    assert found.value("resolution") == 180


def test_nothing_on_the_timeline_is_refused():
    with pytest.raises(Refused, match="nothing on the timeline"):
        measured(Project("p"))


def test_what_is_no_short_video_is_refused_before_it_is_looked_at():
    with pytest.raises(Refused, match="longer than ten minutes"):
        measured(Project("p", main=(Clip("a", Solid("#000000"), span(0, 601)),)))


def test_the_first_numbers_need_no_picture():
    project = Project("p", main=(Clip("a", Solid("#000000"), span(0, 8)),))
    found = first_signals(project)
    assert found.value("opening-text") == 0
    assert found.value("longest-shot") == 8
    assert found.signal("loudness") is None


def test_every_signal_has_words():
    assert set(SIGNAL_WORDS) == set(SIGNAL_NAMES)
