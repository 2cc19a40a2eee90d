"""A hand that presses, drags, clicks and types at random on the timeline, with every tool and any key held.

Whatever it does, nothing may be raised, the project stays whole, no draft stays behind, and undo leads to the start.
"""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from PySide6.QtCore import Qt

from studio.commands import run_command
from studio.edits import add_marker, group, set_transition
from studio.model import Marker, Time, Transition, check_project
from studio.sentences import Refused
from tests.helpers.word_sources import with_title
from tests.studio.ui.timeline.conftest import show
from tests.studio.ui.timeline.scenes import at, drawn

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
HELD = (NONE, NONE, NONE, CTRL, SHIFT, ALT, CTRL | ALT, SHIFT | ALT)
COMMANDS = (
    "select-tool", "split-tool", "roll-tool", "slip-tool", "slide-tool", "magnet", "linkage", "snapping", "marker",
    "beat", "remove-marker", "marker-colour", "next-marker", "group", "ungroup", "compound", "release-compound",
    "split", "split-all", "rejoin",
    "delete", "lift", "delete-left", "delete-right", "close-gaps", "mark-in", "mark-out", "lift-range", "delete-range",
    "roll", "roll-back", "slip-forward", "slide-back", "trim-start", "ripple-trim-end", "copy", "cut", "paste",
    "duplicate", "copy-attributes", "paste-attributes", "detach-sound", "pin", "unpin", "fold", "lanes-higher",
    "lanes-lower", "zoom-in", "zoom-out", "zoom-fit", "make-room", "enable", "select-all", "select-none",
)  # fmt: skip
KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def something_of_everything():
    project = drawn("xx[abcd]yy ef . [ghij]zz klmn", sounds="lalala")
    project = with_title(with_title(project, "one", 1), "two", 2)
    project = set_transition(project, "ef", transition=Transition("dissolve", at("1/2")))
    project = add_marker(project, Marker("k1", Time(0)), at=at(3))
    project = add_marker(project, Marker("k2", Time(0)), at=at(2), clip_id="lalala")
    return group(project, ["ghij", "lalala"], group_id="g1")


def act(view, hand, session, chance: random.Random) -> None:
    def point() -> tuple[float, float]:
        return chance.uniform(0, view.width()), chance.uniform(0, view.height())

    match chance.randrange(8):
        case 0 | 1:
            begin = point()
            hand.press(begin, chance.choice(HELD))
            for _step in range(chance.randrange(1, 4)):
                hand.move(
                    (begin[0] + chance.uniform(-200, 200), chance.choice((begin[1], point()[1]))), chance.choice(HELD)
                )
            if chance.random() < 0.15:
                hand.key(Qt.Key.Key_Escape)
            hand.release(chance.choice(HELD))
        case 2 | 3:
            hand.click(point(), chance.choice(HELD))
        case 4:
            hand.key(chance.choice(KEYS), chance.choice(HELD))
        case 5:
            hand.turn(chance.choice((-2, -1, 1, 2)), point(), chance.choice(HELD))
        case _:
            with suppress(Refused):
                run_command(session, chance.choice(COMMANDS))


def restless(view, hand, session, seed: int, steps: int) -> None:
    show(view, something_of_everything())
    begun, chance = session.project, random.Random(seed)
    for step in range(steps):
        if len(session.project.main) > 60 or not session.project.main:
            while session.history.past:
                session.undo()
        act(view, hand, session, chance)
        assert not session.drafting
        assert check_project(session.project) == (), step
        if step % 20 == 0:
            view.grab()
    while session.history.past:
        session.undo()
    assert session.project is begun


@pytest.mark.parametrize("seed", range(2))
def test_a_restless_hand_breaks_nothing(view, hand, session, seed):
    restless(view, hand, session, seed, 250)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 22))
def test_a_hand_that_never_rests_breaks_nothing(view, hand, session, seed):
    restless(view, hand, session, seed, 1000)
