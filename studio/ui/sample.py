"""The sample: a short project the program makes itself on first asking, to try things on.

It must never hold anybody's footage, and never make itself unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.jobs import Jobs
from studio.sentences import Refused, say
from studio.session import home_folder
from studio.ui.bridge import Bridge
from studio.ui.controls.toast import Toast

__all__ = ["Sample", "SampleMaker"]

SampleMaker = Callable[[Path, Callable[[int], object]], Path]
"""Makes the sample in a folder, on a worker, telling how many percent are done; gives its project file. Raises
`Refused`."""


class Sample:
    """Made by `make`, then opened by `opens`. Once made it stays, with whatever the person did to it."""

    def __init__(self, bridge: Bridge, toast: Toast, make: SampleMaker | None, opens: Callable[[Path], object]) -> None:
        self._bridge, self._toast, self._make, self._opens = bridge, toast, make, opens
        self._jobs: Jobs | None = None
        self.under_way = False
        self._told = -1
        """The tenth of the work that was told last."""

    def open(self) -> None:
        """Open the sample; the first time it takes a few seconds to make."""
        if self._make is None:
            self._toast.tell(say("This window has no sample."), wrong=True)
            return
        if self.under_way:
            return
        self.under_way = True
        self._told = -1
        # A pool of its own: the window's workers go on with what is seen.
        self._jobs = self._jobs or Jobs(post=self._bridge.post, workers=1, name="sample")
        self._jobs.submit(self._make, home_folder() / "sample", self._tell, done=self._made, failed=self._failed)

    def _tell(self, percent: int) -> None:
        """From the worker: each tenth is shown."""
        if percent // 10 != self._told:
            self._told = percent // 10
            self._bridge.post(lambda: self._show(percent))

    def _show(self, percent: int) -> None:
        if self.under_way:
            words = say("Drawing three scenes and playing a tune, this once: {percent} %.", percent=percent)
            self._toast.tell(words, drawing="clock", stays=True)

    def close(self) -> None:
        """Wait for the worker."""
        if self._jobs is not None:
            self._jobs.close()

    def _made(self, project: Path) -> None:
        self.under_way = False
        self._toast.tell(say("This is yours to try things on. Space plays it."), drawing="info")
        self._opens(project)

    def _failed(self, error: Exception) -> None:
        self.under_way = False
        if not isinstance(error, Refused):
            raise error
        self._toast.tell(error.sentence, wrong=True)
