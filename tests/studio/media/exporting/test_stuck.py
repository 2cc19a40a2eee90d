"""What hangs is told from what waits for its turn."""

from __future__ import annotations

import pytest

from studio.media.exporting.stuck import Movement, is_stuck


@pytest.mark.parametrize(
    ("wall_s", "cpu_s", "stuck"),
    [
        (30, 0.0, False),  # a pause
        (61, 0.1, True),  # asleep for good
        (61, 55.0, True),  # turning in circles
        (61, 3.0, False),  # a machine busy with other things
        (599, 20.0, False),
        (601, 20.0, True),  # nobody waits for ever
    ],
)
def test_an_export_hangs_when_it_sleeps_or_turns_in_circles_not_when_the_machine_is_busy(wall_s, cpu_s, stuck):
    assert is_stuck(wall_s, cpu_s) is stuck


def test_what_has_just_moved_is_not_stuck():
    assert not Movement().stuck
