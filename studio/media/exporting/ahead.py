"""Reading ahead: what an iterator gives is made in a thread of its own while the one before is used.

It must never lose what goes wrong in there, nor leave the thread running.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

__all__ = ["ahead"]

_POLL_S = 0.1

Thing = TypeVar("Thing")


def ahead(things: Iterable[Thing], most: int = 8) -> Iterator[Thing]:
    """The same things in the same order, up to `most` of them made before they are asked for."""
    # One thing in a tuple, what went wrong, or None at the end.
    waiting: Queue[tuple[Thing] | BaseException | None] = Queue(most)
    over = Event()

    def give(item: tuple[Thing] | BaseException | None) -> None:
        while not over.is_set():
            with suppress(Full):
                waiting.put(item, timeout=_POLL_S)
                return

    def make() -> None:
        try:
            for thing in things:
                give((thing,))
                if over.is_set():
                    return
        except BaseException as problem:  # noqa: BLE001  (raised again where the things are used)
            give(problem)
        give(None)

    thread = Thread(target=make, name="ahead", daemon=True)
    thread.start()
    try:
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item[0]
    finally:
        over.set()
        thread.join()
