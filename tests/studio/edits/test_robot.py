"""A robot edits at random, and looks after every step whether the project is still whole.

Each exported edit is one of its rules, with undo, redo, and saving and loading between them. After each step the
project has no problems and plays; undone to the start it is the very project one began with, redone the very
same object; saved and loaded it is equal.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, settings

from studio import edits
from studio.history import MOST_STEPS
from studio.model import Project
from tests.studio.edits.robot import RATES, RISING, SPEEDS, WHEN_GONE, Robot


class TestRobot(Robot.TestCase):
    settings = settings(max_examples=40, stateful_step_count=50, deadline=None)


@pytest.mark.long
class TestTirelessRobot(Robot.TestCase):
    # About a hundred steps come of each: fifty thousand. How fast they come says nothing about the edits.
    settings = settings(
        max_examples=520, stateful_step_count=120, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip


def cut_at_random(seed: int, steps: int, look: Callable[[Project], None] | None = None) -> None:
    """The edits that move things, one after the other, chosen by plain chance: it meets more odd corners."""
    chance = random.Random(seed)

    def number() -> int:
        return chance.randrange(10**6)

    def moment() -> Fraction:
        return Fraction(chance.randrange(-3, 280), 10)

    def length() -> Fraction:
        return Fraction(chance.randrange(0, 60), 7)

    robot = Robot()
    robot.open(chance.choice(RATES), empty=0)
    actions: list[Callable[[], None]] = [
        lambda: robot.split(number(), Fraction(chance.randrange(-1, 22), 20)),
        lambda: robot.split(number(), Fraction(chance.randrange(1, 20), 20)),
        lambda: robot.trim_start(number(), length() / 3),
        lambda: robot.trim_end(number(), length()),
        lambda: robot.trim_to_the_limit(number(), end=chance.random() < 0.5, far=chance.random() < 0.5),
        lambda: robot.set_speed(number(), chance.choice(SPEEDS)),
        lambda: robot.set_rate(chance.choice(RATES), 0 if chance.random() < 0.3 else 1),
        lambda: robot.set_key(number(), "scale", 0.5, Fraction(chance.randrange(0, 20), 20), None),
        lambda: robot.set_speed_curve(number(), chance.choice([*edits.SPEED_CURVES.values(), ()])),
        lambda: robot.reverse(number()),
        lambda: robot.freeze(number(), Fraction(chance.randrange(0, 20), 20), length() / 3),
        lambda: robot.move(number(), moment(), number(), across=chance.random() < 0.5),
        lambda: robot.move_on_the_main_track(number(), moment()),
        lambda: robot.move_to_the_main_track(number(), moment()),
        lambda: robot.duplicate(number()),
        lambda: robot.lift(number()),
        lambda: robot.ripple_delete(number()),
        lambda: robot.ripple_delete_an_item(number()),
        lambda: robot.pin(number(), number(), free=chance.random() < 0.5),
        lambda: robot.set_transition(number(), length(), number() % 5),
        lambda: robot.set_the_longest_transition(number()),
        lambda: robot.set_fades(number(), length(), None),
        lambda: robot.set_fades(number(), None, length()),
        lambda: robot.set_opacity(number(), RISING),
        lambda: robot.insert(number(), length() / 4, length(), chance.choice(SPEEDS), moment()),
        lambda: robot.add_item(
            number(), length() / 4, length(), chance.choice(SPEEDS), number(), moment(), None, chance.choice(WHEN_GONE)
        ),
        lambda: robot.roll(number(), length(), chance.choice((None, False, True))),
        lambda: robot.slide(number(), length(), chance.choice((None, False, True))),
        lambda: robot.slip(number(), length(), chance.choice((None, False, True))),
        lambda: robot.trim_start_alone(number(), length(), chance.random() < 0.5),
        lambda: robot.ripple_trim_start(number(), length() / 3),
        lambda: robot.ripple_trim_end(number(), length()),
        lambda: robot.overwrite(number(), length() / 4, length(), chance.choice(SPEEDS), moment()),
        lambda: robot.move_over(number(), moment()),
        lambda: robot.lift_range(moment(), length()),
        lambda: robot.ripple_range(moment(), length()),
        lambda: robot.rejoin(number()),
        lambda: robot.replace_footage(number(), number(), length() / 4, chance.random() < 0.5),
        lambda: robot.detach_sound(number()),
        lambda: robot.attach_sound(number()),
        lambda: robot.paste_attributes(number(), number(), {"speed", "fades", "place"}),
        lambda: robot.make_room(number()),
        lambda: robot.split_and_rejoin(number(), Fraction(chance.randrange(1, 10), 10)),
        lambda: robot.add_marker(number(), moment(), chance.random() < 0.7, "#00FF00"),
        lambda: robot.cut_words(number(), number() % 8, number() % 3, back=chance.random() < 0.5),
        lambda: robot.undo(1 + number() % 4),
        lambda: robot.redo(1 + number() % 4),
    ]
    for _step in range(steps):
        chance.choice(actions)()
        if look is None:
            robot.look()
        else:
            look(robot.project)


@pytest.mark.parametrize("seed", range(24))
def test_cutting_at_random_keeps_the_project_whole(seed):
    cut_at_random(seed, 90)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(24, 124))
def test_cutting_at_random_for_long_keeps_the_project_whole(seed):
    cut_at_random(seed, MOST_STEPS)


def test_every_edit_is_a_rule_of_the_robot():
    exported = {
        name
        for name in edits.__all__
        if inspect.isfunction(edit := getattr(edits, name)) and edit.__annotations__["return"] in (Project, "Project")
    }
    assert len(exported) >= 30
    assert {name for name in exported if not hasattr(vars(Robot).get(name), "hypothesis_stateful_rule")} == set()
