"""A voice-over in the making: samples into a file, and where on the timeline each stretch of them was spoken.

While the timeline plays, two readings tell where: when a sample was spoken, and what was heard at that moment. It must
never believe a single reading, and never lose what was spoken: what lies before and after stays in the file.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from threading import Lock

import msgspec

from studio.effect import Samples
from studio.media.recording.listening import Listening
from studio.media.recording.steady import Steady
from studio.media.recording.takes import Part, Take, keep_take
from studio.media.recording.wav_file import GrowingWav
from studio.model import SAMPLE_RATE, Time

__all__ = ["VoiceTake"]

_LEAP_S = 0.12
"""Where what is heard moves by more than this, playing went somewhere else, or stood still for a moment."""
_SURE = 5
"""After so many readings a leap is a leap."""


class _Stretch:
    """What is spoken without a pause: from which sample on, at which sample of the file, for which place."""

    def __init__(self, first: int, in_file: int, at: Time, spoken: float, *, playing: bool) -> None:
        self.first, self.in_file, self.at, self.spoken, self.playing = first, in_file, at, spoken, playing
        self.heard = Steady()


class VoiceTake:
    """Records what `listening` hears into the WAV `path`, from `begin` to `end`.

    `extra_s` is how much later than they say sounds come back on this machine, as `measure_round_trip` found.
    One thread calls; samples come from that of `listening`. Raises `OSError` where the file cannot be made.
    """

    def __init__(self, listening: Listening, path: Path, *, extra_s: float = 0.0) -> None:
        self.path = path
        self._listening, self._extra_s = listening, extra_s
        self._wav = GrowingWav(path)
        self._lock = Lock()
        self._stretch: _Stretch | None = None
        self._parts: list[Part] = []
        self._lost = listening.lost
        self.failed: OSError | None = None

    @property
    def recording(self) -> bool:
        """Whether it takes what is spoken; not while it pauses."""
        return self._stretch is not None

    @property
    def length(self) -> Time:
        """How much was recorded."""
        return Fraction(self._wav.count, SAMPLE_RATE)

    @property
    def end_at(self) -> Time:
        """Where on the timeline the last part ends that was ended by a pause."""
        last = self._parts[-1] if self._parts else Part(0, 0, 0)
        return Fraction(last.at + last.length, SAMPLE_RATE)

    def begin(self, at: Time, *, playing: bool) -> None:
        """Record from this moment on, what belongs to `at` on the timeline.

        With `playing`, the timeline is begun to be played there now, and `follow` tells what is heard.
        """
        listening = self._listening
        spoken = listening.now()
        if not self._parts and self._stretch is None:
            keep_take(Take("voice", (Part(0, 0, round(at * SAMPLE_RATE)),), path=str(self.path)))
        first = round(listening.sample_at(spoken))
        with self._lock:
            self._stretch = _Stretch(first, self._wav.count, at, spoken, playing=playing)
        listening.add_sink(self._write, since=spoken)

    def follow(self, heard: Time) -> None:
        """`heard` is the moment of the timeline that is heard now; what stands still tells nothing."""
        stretch = self._stretch
        if stretch is None or not stretch.playing or heard == stretch.at:
            return
        reading = float(heard) - self._listening.now()
        if len(stretch.heard) >= _SURE and abs(reading - stretch.heard.difference) > _LEAP_S:
            self.pause()
            self.begin(heard, playing=True)
            return
        stretch.heard.add(reading)

    def pause(self) -> None:
        """Take nothing until `begin`."""
        self._listening.take()
        self._listening.remove_sink(self._write)
        with self._lock:
            stretch, self._stretch = self._stretch, None
        if stretch is not None:
            part = self._placed(stretch)
            if part.length > 0:
                self._parts.append(part)

    def end(self) -> Take:
        """End it; the take as it is kept. Raises `FileRefused` or `OSError` where the disk refuses."""
        self.pause()
        self._wav.close()
        parts = _without_overlaps(self._parts)
        take = Take("voice", parts, self._listening.lost - self._lost, whole=True, path=str(self.path))
        keep_take(take)
        return take

    def throw_away(self) -> None:
        """End it where nothing was spoken: no file is left."""
        self._listening.remove_sink(self._write)
        self._stretch = None
        self._wav.close()
        for path in (self.path, *self.path.parent.glob(f"{self.path.name}.*")):
            path.unlink(missing_ok=True)

    def _write(self, first: int, samples: Samples) -> None:
        stretch = self._stretch
        if stretch is None or self.failed is not None:
            return
        try:
            if self._wav.count == stretch.in_file:
                stretch.first = first
            self._wav.write(samples)
        except OSError as error:
            self.failed = error

    def _placed(self, stretch: _Stretch) -> Part:
        """Where the stretch lies: its sample that was spoken when `at` was heard comes to lie at `at`."""
        listening, end = self._listening, self._wav.count
        spoken = stretch.spoken
        if stretch.playing and len(stretch.heard):
            spoken = float(stretch.at) - stretch.heard.difference + self._extra_s
        # Counted in the file: negative where the recording began after that moment.
        start = stretch.in_file + round(listening.sample_at(spoken)) - stretch.first
        begun = max(start, stretch.in_file)
        at = round(stretch.at * SAMPLE_RATE) + begun - start
        return msgspec.structs.replace(Part(begun, max(0, end - begun), at))


def _without_overlaps(parts: list[Part]) -> tuple[Part, ...]:
    """Each part ends where the next begins: after a pause a frame is heard again, but spoken once."""
    cut = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        length = part.length
        if following is not None and part.at < following.at < part.at + part.length:
            length = following.at - part.at
        cut.append(Part(part.start, length, part.at))
    return tuple(cut)
