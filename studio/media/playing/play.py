"""Playing a project: the sound card's clock leads, pictures are drawn ahead and follow it.

A late picture is dropped, never the beat; before that, pictures become smaller. Without a sound device a clock of the
machine leads instead. An error ends what plays, and is told.
It must never know a window: pictures are asked for with `frame_due`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from threading import Condition, Thread
from time import perf_counter

import msgspec

from studio.effect import Effects, Pixels, Samples
from studio.media.playing.levels import Level, Levels
from studio.media.playing.pace import Pace
from studio.media.playing.sound_out import Clock, open_clock
from studio.media.proxies.proxy_store import ProxyStore
from studio.media.read import MediaSources
from studio.media.writing.limiter import FORGOTTEN, Stream
from studio.model import SAMPLE_RATE, ZERO, Project, Span, Time, duration, floor_frame
from studio.render import Artist, Mixer, plan, sound_plan
from studio.sentences import Refused, say

__all__ = ["Counts", "Playback", "fitted"]

_AHEAD_FRAMES = 8
_CHUNK = 1600
_FIRST_PICTURES, _FIRST_PICTURES_S = 5, 0.6
_IDLE_S = 0.01
_KEPT_BYTES = 64_000_000


class Counts(msgspec.Struct, frozen=True):
    """How many pictures were shown and how many dropped since `play`; how many were drawn smaller to keep pace."""

    shown: int = 0
    dropped: int = 0
    smaller: int = 0


class _Run:
    """One playing of one project. Steps are frames since `play`; a loop steps on while the timeline jumps back."""

    def __init__(self, project: Project, at: Time, size: tuple[int, int], span: Span, *, loop: bool) -> None:
        self.project = project
        self.size = size
        self.span = span
        self.loop = loop and span.length > 0
        inside = min(max(at, span.start), span.end)
        self.begin = floor_frame(inside, project.rate) / project.rate
        self.length: Time | None = None if self.loop else max(ZERO, span.end - self.begin)
        self.pictures: deque[tuple[int, Pixels]] = deque()
        self.started = False
        self.stopped = False
        self.shown = 0
        self.dropped = 0
        self.pace = Pace(float(1 / project.rate))
        self.levels = Levels()

    def counts(self) -> Counts:
        """What became of its pictures so far."""
        return Counts(self.shown, self.dropped, self.pace.smaller)

    def moment(self, played: Time) -> Time:
        """Where on the timeline one is after playing for `played`."""
        moment = self.begin + played
        if moment < self.span.end:
            return moment
        if not self.loop:
            return self.span.end
        return self.span.start + (moment - self.span.end) % self.span.length

    def last_step(self) -> int | None:
        """The last frame to be shown; None for ever."""
        if self.length is None:
            return None
        return max(0, -floor_frame(-self.length, self.project.rate) - 1)


class Playback:
    """Plays projects. `play`, `pause`, `position` and `frame_due` are for one thread; `close` at the end.

    `on_end` is called from another thread when the end was heard. `clock` is for tests and for hosts with their own
    sound. Films that have a proxy in `proxies` are played by it, whatever the size.
    """

    def __init__(
        self,
        effects: Effects,
        *,
        artist: Artist | None = None,
        on_end: Callable[[], None] | None = None,
        clock: Callable[[], Clock] = open_clock,
        proxies: ProxyStore | None = None,
        indexes: Path | None = None,
    ) -> None:
        self._proxies, self._indexes = proxies, indexes
        self._artist = artist if artist is not None else Artist(effects)
        self._mixer = Mixer(effects)
        self._on_end = on_end
        self._make_clock = clock
        self._clock: Clock | None = None
        self._changed = Condition()
        self._run: _Run | None = None
        self._resting_at: Time = ZERO
        self._counts = Counts()
        self._failure: Exception | None = None
        self._closed = False
        self._threads = [
            Thread(target=self._work, args=(self._draw,), name="playback-pictures", daemon=True),
            Thread(target=self._work, args=(self._sound,), name="playback-sound", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    # -- for the one who plays

    def play(
        self, project: Project, at: Time, box: tuple[int, int], *, span: Span | None = None, loop: bool = False
    ) -> None:
        """Play from `at` in pictures that fit into `box`; `span` ends it (or is played over and over with `loop`)."""
        self.pause()
        whole = Span(ZERO, duration(project))
        run = _Run(project, at, fitted(project, box), span if span is not None else whole, loop=loop)
        self._resting_at = run.begin
        self._failure = None
        with self._changed:
            self._run = run
            self._changed.notify_all()

    def pause(self) -> None:
        """Stop where it is. Nothing sounds when this returns."""
        run = self._run
        if run is None:
            return
        self._resting_at = self.position()
        with self._changed:
            run.stopped = True
            self._run = None
            if self._clock is not None:
                self._clock.stop()
            self._changed.notify_all()
        self._counts = run.counts()

    @property
    def playing(self) -> bool:
        """Whether it plays (a run that came to its end does not)."""
        return self._run is not None

    @property
    def failure(self) -> Exception | None:
        """Why what was played last ended before its end; None where it did not."""
        return self._failure

    @property
    def counts(self) -> Counts:
        """Pictures shown and dropped since `play`."""
        run = self._run
        return run.counts() if run is not None else self._counts

    def position(self) -> Time:
        """The moment on the timeline that is heard now."""
        run = self._run
        return self._resting_at if run is None else run.moment(self._played(run))

    def level(self) -> Level | None:
        """How loud what is heard now is; None while nothing plays."""
        run = self._run
        return run.levels.at(round(self._played(run) * SAMPLE_RATE)) if run is not None else None

    def frame_due(self) -> Pixels | None:
        """The picture that belongs to what is heard now, when it is a new one; otherwise None."""
        run = self._run
        if run is None:
            return None
        due = floor_frame(self._played(run), run.project.rate)
        found: Pixels | None = None
        with self._changed:
            while run.pictures and run.pictures[0][0] <= due:
                if found is not None:
                    run.dropped += 1
                _, found = run.pictures.popleft()
            if found is not None:
                run.shown += 1
                self._changed.notify_all()
        return found

    def close(self) -> None:
        """Stop, end the threads, give back the device and the files."""
        self.pause()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        if self._clock is not None:
            self._clock.close()
            self._clock = None

    def _played(self, run: _Run) -> Time:
        clock = self._clock
        heard = clock.heard() if clock is not None and run.started else 0
        played = Fraction(heard, SAMPLE_RATE)
        return played if run.length is None else min(played, run.length)

    # -- the two workers

    def _work(self, follow: Callable[[_Run, MediaSources], None]) -> None:
        """Follow each run to its end; keep the files open from one to the next."""
        done: _Run | None = None
        with MediaSources(
            proxies=self._proxies, quick=True, preview=True, indexes=self._indexes, kept_bytes=_KEPT_BYTES
        ) as sources:
            while True:
                done = self._next_run(done)
                if done is None:
                    return
                try:
                    follow(done, sources)
                except Exception as error:  # noqa: BLE001  (whatever it is: nothing may be left half playing)
                    self._over(done, done.moment(self._played(done)), error)
                    sources.close()

    def _next_run(self, done: _Run | None) -> _Run | None:
        """Wait for a run other than `done`; None when it is time to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._run not in (None, done))
            return None if self._closed else self._run

    def _draw(self, run: _Run, sources: MediaSources) -> None:
        step, last = 0, run.last_step()
        rate, pace = run.project.rate, run.pace
        while not run.stopped and (last is None or step <= last):
            wanted = pace.next_step(step, floor_frame(self._played(run), rate))
            if last is not None:
                wanted = min(wanted, last)
            run.dropped += wanted - step
            step, begun = wanted, perf_counter()
            picture = self._artist.draw(plan(run.project, run.moment(step / rate)), sources, pace.size(*run.size))
            took, due = perf_counter() - begun, floor_frame(self._played(run), rate)
            with self._changed:
                run.pictures.append((step, picture))
                if run.started:
                    pace.drew(took, sum(number > due for number, _ in run.pictures))
                self._changed.notify_all()
                self._changed.wait_for(lambda: run.stopped or len(run.pictures) < _AHEAD_FRAMES)
            step += 1

    def _sound(self, run: _Run, sources: MediaSources) -> None:
        clock = self._ready_clock()
        limiter = self._limiter(run, sources)
        mixed = written = 0
        end = None if run.length is None else round(run.length * SAMPLE_RATE)
        while not run.stopped:
            if (end is None or written < end) and clock.wanted() > 0:
                if end is None or mixed < end:
                    mix = self._mixed(run, mixed, _CHUNK if end is None else min(_CHUNK, end - mixed), sources)
                    mixed += len(mix)
                    samples = limiter.limited(mix)
                else:
                    samples = limiter.rest()
                with self._changed:
                    if run.stopped:
                        return
                    clock.write(samples)
                run.levels.add(written, samples)
                written += len(samples)
            elif not run.started:
                self._start(run, clock)
            elif end is not None and clock.heard() >= end:
                self._end(run)
                return
            elif clock.lost():
                raise Refused(
                    say("The sound device has gone. Play again to hear it through the one that is there now.")
                )
            else:
                with self._changed:
                    self._changed.wait_for(lambda: run.stopped, timeout=_IDLE_S)

    def _ready_clock(self) -> Clock:
        if self._clock is None:
            self._clock = self._make_clock()
        return self._clock

    def _limiter(self, run: _Run, sources: MediaSources) -> Stream:
        """Holds the sound below full scale, and already has what a run from the start would have at this place."""
        first = round(run.begin * SAMPLE_RATE)
        before = min(first, FORGOTTEN)
        limiter = Stream(before)
        if before:
            limiter.limited(self._mixer.mix(sound_plan(run.project, first - before, before), sources))
        return limiter

    def _mixed(self, run: _Run, mixed: int, most: int, sources: MediaSources) -> Samples:
        """The next samples, `most` at most: a loop's end is never mixed over."""
        moment = run.moment(Fraction(mixed, SAMPLE_RATE))
        first = round(moment * SAMPLE_RATE)
        left = round(run.span.end * SAMPLE_RATE) - first
        count = min(most, left) if run.loop and left > 0 else most
        return self._mixer.mix(sound_plan(run.project, first, count), sources)

    def _start(self, run: _Run, clock: Clock) -> None:
        """Start the clock when there is something to see too, so that both begin together."""
        with self._changed:
            last = run.last_step()
            enough = _FIRST_PICTURES if last is None else min(_FIRST_PICTURES, last + 1)
            self._changed.wait_for(lambda: run.stopped or len(run.pictures) >= enough, timeout=_FIRST_PICTURES_S)
            if not run.stopped:
                clock.start()
                run.started = True

    def _end(self, run: _Run) -> None:
        """The end was heard."""
        if self._over(run, run.span.end) and self._on_end is not None:
            self._on_end()

    def _over(self, run: _Run, at: Time, failure: Exception | None = None) -> bool:
        """It is over at that moment; False where it was before."""
        with self._changed:
            if run.stopped:
                return False
            run.stopped = True
            self._resting_at, self._failure = at, failure
            self._counts = run.counts()
            self._run = None
            if self._clock is not None:
                self._clock.stop()
                if failure is not None:
                    # Whatever it was: the next playing opens the device anew.
                    self._clock.close()
                    self._clock = None
            self._changed.notify_all()
            return True


def fitted(project: Project, box: tuple[int, int]) -> tuple[int, int]:
    """The largest even size of the canvas's shape within `box`, never larger than the canvas."""
    width, height = project.canvas.width, project.canvas.height
    factor = min(Fraction(box[0], width), Fraction(box[1], height), Fraction(1))
    return max(2, int(width * factor) // 2 * 2), max(2, int(height * factor) // 2 * 2)
