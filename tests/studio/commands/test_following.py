"""Stabilise, reframe and follow as commands: what they see stands as keyframes, one step of undo."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from effects import all_effects
from studio.commands import run_command
from studio.edits import set_curves, set_mask
from studio.effect import Effects
from studio.model import Clip, Key, Keyframes, Title, curve_at, find
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.real_media import real


@pytest.fixture
def session() -> Iterator[Session]:
    """A session with a second of a woman who signs, on an upright canvas."""
    opened = Session(Effects(all_effects()), keeps=False)
    run_command(opened, "append", {"media": str(real("video/intel__book.mkv"))})
    run_command(opened, "canvas", {"size": "1080x1920"})
    [clip] = opened.project.main
    run_command(opened, "trim-end", {"clip": clip.id, "to": "1"})
    yield opened
    opened.close()


def only(session: Session) -> Clip:
    [clip] = session.project.main
    assert isinstance(clip, Clip)
    return clip


def test_a_film_is_steadied_by_an_effect_with_keyframes(session: Session) -> None:
    before = session.project
    run_command(session, "stabilise", {"clip": only(session).id})
    [applied] = only(session).effects
    assert applied.effect == "stabilise"
    zoom = applied.setting("zoom")
    assert isinstance(zoom, float)
    assert 0 <= zoom < 10
    run_command(session, "stabilise", {"clip": only(session).id, "amount": "50"})
    assert len(only(session).effects) == 1
    assert only(session).effects[0].setting("amount") == 50
    session.undo()
    session.undo()
    assert session.project == before


def test_she_is_kept_in_an_upright_frame(session: Session) -> None:
    run_command(session, "reframe", {"clip": only(session).id})
    place = only(session).place
    assert place.fit == "fill"
    # She stands a little left of the middle: the picture goes to the right, and covers the canvas.
    at = curve_at(place.x, Fraction(1, 2))
    assert 0 < at < 0.3
    run_command(session, "canvas", {"size": "640x480"})
    with pytest.raises(Refused, match="shape of the canvas"):
        run_command(session, "reframe", {"clip": only(session).id})


def test_words_and_effects_follow_what_lies_under_them(session: Session) -> None:
    run_command(session, "title", {"text": "her"})
    [words] = [found.clip.id for layer in session.project.layers for found in layer.items]
    run_command(session, "length", {"clip": words, "length": "1"})
    run_command(session, "place", {"clip": words, "x": "-0.2", "y": "-0.15"})
    session.edit("a way", lambda project: set_curves(project, only(session).id, curves=[("x", WAY)]))
    session.move_playhead(Fraction(0))
    run_command(session, "follow", {"clip": words})
    found = find(session.project, words)
    assert found is not None
    assert isinstance(found.clip.content, Title)
    x = found.clip.place.x
    gone = curve_at(x, Fraction(29, 30)) - curve_at(x, Fraction(0))
    assert gone == pytest.approx(0.29, abs=0.03)
    session.undo()
    with pytest.raises(Refused, match="lies on nothing"):
        run_command(session, "follow", {"clip": only(session).id})


WAY = Keyframes((Key(Fraction(0), -0.15), Key(Fraction(1), 0.15)))


def test_a_masked_effect_follows_and_one_without_a_mask_is_told(session: Session) -> None:
    run_command(session, "adjustment", {"length": "1"})
    [look] = [found.clip.id for layer in session.project.layers for found in layer.items]
    with pytest.raises(Refused, match="a mask first"):
        run_command(session, "follow", {"clip": look})
    session.edit(
        "Mask", lambda project: set_mask(project, look, shape="circle", x=-0.05, y=-0.2, width=0.2, height=0.2)
    )
    run_command(session, "follow", {"clip": look})
    found = find(session.project, look)
    assert found is not None
    assert found.clip.mask is not None
