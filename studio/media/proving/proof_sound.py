"""Whether the sound of a finished film is the one that was planned: in time at three places, and as loud as wanted.

The film's own sound is decoded from the file. It must never change a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import cv2
import msgspec
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import InputContainer

from studio.effect import Samples
from studio.media.reading.plain_sound import PlainSound
from studio.media.writing.export_sound import mixed
from studio.media.writing.loudness import Loudness, LoudnessMeter
from studio.media.writing.wanted import Wanted
from studio.model import SAMPLE_RATE
from studio.render import Sources

__all__ = ["HeardSound", "Together", "hear", "together_at"]

_WINDOW = SAMPLE_RATE
_FARTHEST = SAMPLE_RATE // 4
_SILENT = 10 ** (-50 / 20)
_NOTHING = 10 ** (-90 / 20)
_ALIKE = 0.4
_NEAR_BEST = 0.97
_APART_FORGIVEN_S = 0.010
_TOGETHER = SAMPLE_RATE // 2
"""Packets are short: so many samples are measured at a time, because each time costs."""


class Together(msgspec.Struct, frozen=True):
    """How the film's sound lies against the plan's: `apart_s` late is positive; `alike` is their correlation."""

    apart_s: float
    alike: float
    silent: bool = False

    @property
    def good(self) -> bool:
        """Whether nobody could tell."""
        return self.silent or (abs(self.apart_s) <= _APART_FORGIVEN_S and self.alike >= _ALIKE)


class HeardSound(msgspec.Struct, frozen=True):
    """What a film's sound track gave: how loud it is, how many samples, and stretches of it by their first sample."""

    loudness: Loudness
    samples: int
    stretches: dict[int, Samples]


def places(samples: int) -> tuple[int, int, int]:
    """The first samples of the three stretches that are compared."""
    last = max(0, samples - _WINDOW)
    return 0, last // 2, last


def hear(container: InputContainer, stream: AudioStream, samples: int, poll: Callable[[], None]) -> HeardSound:
    """Decode the whole track, measure it and keep three stretches with some room around them; `poll` may raise."""
    meter, position = LoudnessMeter(), 0
    wanted = {place: (place - _FARTHEST, place + _WINDOW + _FARTHEST) for place in places(samples)}
    kept = {place: np.zeros((end - begin, 2), np.float32) for place, (begin, end) in wanted.items()}
    for chunk in _decoded(container, stream):
        poll()
        meter.add(chunk[: max(0, samples - position)])
        for place, (begin, end) in wanted.items():
            first, last = max(begin, position), min(end, position + len(chunk))
            if last > first:
                kept[place][first - begin : last - begin] = chunk[first - position : last - position]
        position += len(chunk)
    return HeardSound(meter.result(), position, kept)


def _decoded(container: InputContainer, stream: AudioStream) -> Iterator[Samples]:
    plain = PlainSound()
    # The container was just opened. A jump to 0 would pass over the first packet of Opus, which begins before it.
    waiting: list[Samples] = []
    for frame in chain(container.decode(stream), (None,)):
        waiting += plain.take(frame)
        if waiting and (frame is None or sum(map(len, waiting)) >= _TOGETHER):
            yield np.concatenate(waiting)
            waiting.clear()


def together_at(heard: HeardSound, wanted: Wanted, place: int, sources: Sources) -> Together:
    """How the stretch that begins at sample `place` lies against the plan's mix of `sources`."""
    count = min(_WINDOW, wanted.samples - place)
    chunks = mixed(wanted.project, wanted.first_sample + place, count, wanted.effects, _nothing, sources)
    return compared(np.concatenate([np.zeros((0, 2), np.float32), *chunks]), heard.stretches[place])


def compared(planned: Samples, found: Samples) -> Together:
    """`planned` against `found`, which has `_FARTHEST` more samples on either side."""
    mix, film = planned.mean(axis=1), found.mean(axis=1)
    inner = film[_FARTHEST : _FARTHEST + len(mix)]
    if _level(mix) < _SILENT and _level(inner) < 4 * _SILENT:
        return Together(0.0, 1.0, silent=True)
    # Quiet sound may have been brought up to a loudness; where the plan has none, nothing could have been.
    if _level(mix) < _NOTHING:
        return Together(0.0, 0.0)
    # Normalised correlation at every shift at once: OpenCV's template matching on one row.
    scores = cv2.matchTemplate(
        np.ascontiguousarray(film[None, : len(mix) + 2 * _FARTHEST], np.float32),
        np.ascontiguousarray(mix[None, :], np.float32),
        cv2.TM_CCORR_NORMED,
    )[0]
    best = float(scores.max())
    # A tone fits at many shifts: the nearest of those that fit as well as the best.
    fitting = np.flatnonzero(scores >= best * _NEAR_BEST) - _FARTHEST
    nearest = int(fitting[np.argmin(np.abs(fitting))])
    return Together(nearest / SAMPLE_RATE, best)


def _level(samples: npt.NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0


def _nothing() -> None:
    return None
