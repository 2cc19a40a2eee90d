"""Whether work that shows no progress hangs, or only waits for its turn on a busy machine.

It must never go by the wall clock alone: a busy machine makes everything slow, and nothing wrong.
"""

from __future__ import annotations

from time import monotonic, process_time

__all__ = ["Movement", "is_stuck"]

_STUCK_S = 60.0
_HOPELESS_S = 600.0
_ASLEEP_S, _TURNING_S = 0.5, 30.0


def is_stuck(wall_s: float, cpu_s: float) -> bool:
    """Whether work in which nothing moved for `wall_s`, while it used `cpu_s` of processor time, hangs.

    Asleep, or turning in circles: after a minute. One that gets hardly any of the processor, but some: after ten.
    """
    starved = _ASLEEP_S < cpu_s < _TURNING_S
    return wall_s > (_HOPELESS_S if starved else _STUCK_S)


class Movement:
    """When this process last moved on, by the wall clock and by its own processor time."""

    def __init__(self) -> None:
        self.moved()

    def moved(self) -> None:
        """It moved now."""
        self._at, self._cpu = monotonic(), process_time()

    @property
    def stuck(self) -> bool:
        """Whether it hangs, by `is_stuck`."""
        return is_stuck(monotonic() - self._at, process_time() - self._cpu)
