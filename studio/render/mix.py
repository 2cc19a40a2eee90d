"""Samples from sound plans: float32 stereo at 48 kHz, the same whichever way time is cut into blocks.

Every sample depends on its own number alone: positions are exact whole-number arithmetic, ramps and gains
are computed per sample, effects run in chunks counted from the voice's beginning. It must never depend on where a
block begins.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from math import ceil, floor
from threading import Lock
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from studio.effect import Effect, Effects, Samples, settings_at
from studio.model import SAMPLE_RATE, Applied, Asset, Curve, Keyframes, Span, Time, eased, is_animated
from studio.render.resample import Hearing, from_source
from studio.render.sound_plan import LONGEST_TAIL_S, Ensemble, Ramp, SoundPlan, Voice
from studio.render.sources import Sources
from studio.render.stretch import Stretches

__all__ = ["Mixer"]

Numbers = npt.NDArray[np.float64]
_Dry = Callable[[Voice, int, int, Hearing], Samples | None]

_SILENT_DB = -96.0
_CHUNK = 4096
_CHECKPOINT = 64
_KEPT_CHUNKS = 24
_KEPT_STREAMS = 16
_EASED_STEPS = 1025
_ROUND = 1 << 20
"""Effects may be begun anew at whole multiples of so many samples (22 s) from a voice's beginning: see the contract."""
_ROUNDS = 2
"""So many rounds of a sound are run before what is asked for: longer than any effect remembers. Less far from the
beginning all of it is run, so that there nothing differs by a single bit."""
_MOVING_STEP = 512
"""Settings that move are read anew after so many samples (11 ms)."""


class Mixer:
    """Adds up the voices of sound plans. Keeps the state of effects; safe to share between threads."""

    def __init__(self, effects: Effects) -> None:
        self._effects = effects
        self._lock = Lock()
        self._streams: OrderedDict[Voice, _Stream] = OrderedDict()
        self._stretches = Stretches()

    def mix(self, plan: SoundPlan, sources: Sources) -> Samples:
        """(count, 2) float32. A voice whose file is missing is silent.

        It is the sum as it is, and may rise above full scale: whoever plays or writes it holds it down, which takes a
        look at what comes next (`studio.media.writing.limiter`).
        """
        return self._mixed(plan, _Hears(self._mixed, sources))

    def _mixed(self, plan: SoundPlan, sources: Hearing) -> Samples:
        total = np.zeros((plan.count, 2), np.float32)
        for voice in plan.voices:
            works = self._works(voice)
            end = voice.end + _tail(works, voice)
            first, last = max(plan.first, voice.begin), min(plan.first + plan.count, end)
            if first >= last:
                continue
            read = self._streamed if works else self._dry
            heard = read(voice, first, last, sources)
            if heard is not None:
                total[first - plan.first : last - plan.first] += _amplified(heard, voice, first)
        return total

    def _dry(self, voice: Voice, first: int, last: int, sources: Hearing) -> Samples | None:
        """The voice's samples [first, last) before effects and gain; None when there is no source."""
        read = self._stretches.read if voice.keep_pitch else from_source
        samples = read(voice, first, last, sources)
        return _shaped(samples, voice, first, last) if samples is not None else None

    def _works(self, voice: Voice) -> tuple[tuple[Effect, Applied], ...]:
        found = ((self._effects.get(applied.effect), applied) for applied in voice.effects)
        return tuple((effect, applied) for effect, applied in found if effect is not None and effect.kind == "sound")

    def _streamed(self, voice: Voice, first: int, last: int, sources: Hearing) -> Samples:
        works = self._works(voice)
        # The gain acts after the effects, so that moving it starts nothing anew.
        key = msgspec.structs.replace(voice, gain_db=0.0)
        with self._lock:
            stream = self._streams.pop(key, None) or _Stream(key, works, self._dry)
            self._streams[key] = stream
            while len(self._streams) > _KEPT_STREAMS:
                self._streams.popitem(last=False)
        late = sum(effect.sound_delay for effect, _applied in works)
        return stream.read(first + late, last + late, sources)


class _Hears:
    """Files and compounds alike: what a compound sounds like is the mix of what it holds."""

    def __init__(self, mixed: Callable[[SoundPlan, Hearing], Samples], sources: Sources) -> None:
        self._mixed, self._sources = mixed, sources

    def samples(self, asset: Asset | Ensemble, first: int, count: int, track: int = 0) -> Samples | None:
        if isinstance(asset, Ensemble):
            return self._mixed(SoundPlan(first, count, asset.voices), self)
        return self._sources.samples(asset, first, count, track)


class _Stream:
    """A voice through its effects, computed in chunks from its beginning, state kept at checkpoints."""

    def __init__(self, voice: Voice, works: tuple[tuple[Effect, Applied], ...], dry: _Dry) -> None:
        self._voice, self._works, self._dry = voice, works, dry
        self._lock = Lock()
        self._states: dict[int, tuple[Any, ...]] = {0: (None,) * len(works)}
        self._chunks: OrderedDict[int, Samples] = OrderedDict()

    def read(self, first: int, last: int, sources: Hearing) -> Samples:
        """Samples [first, last) of the timeline."""
        begin = self._voice.begin
        low, high = (first - begin) // _CHUNK, (last - 1 - begin) // _CHUNK
        with self._lock:
            chunks = [self._chunk(number, sources) for number in range(low, high + 1)]
        joined = np.concatenate(chunks)
        offset = begin + low * _CHUNK
        return joined[first - offset : last - offset]

    def _chunk(self, wanted: int, sources: Hearing) -> Samples:
        known = self._chunks.get(wanted)
        if known is not None:
            return known
        start = max(number for number in self._states if number <= wanted)
        start = max(start, (wanted * _CHUNK // _ROUND - _ROUNDS) * _ROUND // _CHUNK)
        states = self._states.get(start, (None,) * len(self._works))
        for number in range(start, wanted + 1):
            samples, states = self._computed(number, states, sources)
            if number % _CHECKPOINT == _CHECKPOINT - 1 or number == wanted:
                self._states[number + 1] = states
                self._forget_states(number + 1)
        self._chunks[wanted] = samples
        while len(self._chunks) > _KEPT_CHUNKS:
            self._chunks.popitem(last=False)
        return samples

    def _forget_states(self, latest: int) -> None:
        # States between checkpoints serve only the chunk that comes next.
        for number in [n for n in self._states if n % _CHECKPOINT and n != latest]:
            del self._states[number]

    def _computed(self, number: int, states: tuple[Any, ...], sources: Hearing) -> tuple[Samples, tuple[Any, ...]]:
        voice = self._voice
        first = voice.begin + number * _CHUNK
        samples = np.zeros((_CHUNK, 2), np.float32)
        last = min(first + _CHUNK, voice.end)
        dry = self._dry(voice, first, last, sources) if first < last else None
        if dry is not None:
            samples[: len(dry)] = dry
        after = []
        for (effect, applied), state in zip(self._works, states, strict=True):
            samples, state = _through(samples, state, effect, applied, Time(first, SAMPLE_RATE) - voice.origin)
            # What comes late has begun earlier.
            first -= effect.sound_delay
            after.append(state)
        return samples, tuple(after)


def _through(samples: Samples, state: Any, effect: Effect, applied: Applied, own: Time) -> tuple[Samples, Any]:
    """The samples, of which the first is heard at own time `own`, through an effect."""
    if not any(isinstance(value, Keyframes) and is_animated(value) for _key, value in applied.settings):
        heard, after = effect.apply(samples, state, settings_at(effect, applied.settings, own))
        return heard, after
    pieces = []
    for begin in range(0, len(samples), _MOVING_STEP):
        now = settings_at(effect, applied.settings, own + Time(begin, SAMPLE_RATE))
        heard, state = effect.apply(samples[begin : begin + _MOVING_STEP], state, now)
        pieces.append(heard)
    return np.concatenate(pieces), state


def _tail(works: tuple[tuple[Effect, Applied], ...], voice: Voice) -> int:
    """How many samples the effects ring on after the voice."""
    own = Time(voice.end, SAMPLE_RATE) - voice.origin
    tails = (effect.sound_tail_s(settings_at(effect, applied.settings, own)) for effect, applied in works)
    return ceil(min(sum(tails), LONGEST_TAIL_S) * SAMPLE_RATE)


def _shaped(samples: Samples, voice: Voice, first: int, last: int) -> Samples:
    """The voice's samples [first, last) with its ramps and fades."""
    numbers = np.arange(first, last)
    factors: list[Numbers] = []
    if voice.enter is not None and first < voice.enter.first + voice.enter.count:
        factors.append(_ramp(voice.enter, numbers))
    if voice.leave is not None and last > voice.leave.first:
        factors.append(_ramp(voice.leave, numbers, going=True))
    if voice.fade_in is not None:
        factors.append(_risen(voice.fade_in, _own_seconds(voice, numbers)))
    if voice.fade_out is not None:
        factors.append(1 - _risen(voice.fade_out, _own_seconds(voice, numbers)))
    for factor in factors:
        samples = samples * factor.astype(np.float32)[:, None]
    return samples


def _own_seconds(voice: Voice, numbers: npt.NDArray[np.int64]) -> Numbers:
    """Own time of each sample of the timeline, from whole numbers so that no block boundary shows."""
    origin = voice.origin * SAMPLE_RATE
    whole = floor(origin)
    return (np.asarray(numbers - whole, np.float64) - float(origin - whole)) / SAMPLE_RATE


def _ramp(ramp: Ramp, numbers: npt.NDArray[np.int64], *, going: bool = False) -> Numbers:
    progress = np.clip((numbers - ramp.first + 0.5) / max(1, ramp.count), 0.0, 1.0)
    if going:
        progress = 1 - progress
    return np.asarray(np.sin(progress * (np.pi / 2)) if ramp.crossing else progress, np.float64)


def _risen(span: Span, own: Numbers) -> Numbers:
    """From 0 at the beginning of the span to 1 at its end, in a straight line."""
    length = float(span.length)
    if length <= 0:
        return np.asarray(own >= float(span.start), np.float64)
    return np.clip((own - float(span.start)) / length, 0.0, 1.0)


def _amplified(samples: Samples, voice: Voice, first: int) -> Samples:
    gain = voice.gain_db
    if is_animated(gain) and isinstance(gain, Keyframes):
        own = _own_seconds(voice, np.arange(first, first + len(samples)))
        return samples * _factors(_curve(gain, own))[:, None]
    steady = _steady(gain)
    return samples if steady == 0 else samples * _factors(np.array([steady]))[0]


def _steady(curve: Curve) -> float:
    return curve.keys[0].value if isinstance(curve, Keyframes) else float(curve)


def _factors(gain_db: Numbers) -> npt.NDArray[np.float32]:
    return np.where(gain_db <= _SILENT_DB, 0.0, 10 ** (gain_db / 20)).astype(np.float32)


def _curve(curve: Keyframes, own: Numbers) -> Numbers:
    """The curve at each own time; easings as in `studio.model.curve`."""
    keys = curve.keys
    times = np.array([float(key.time) for key in keys])
    at = np.searchsorted(times, own, side="right") - 1
    values = np.full(len(own), keys[0].value)
    for index in np.unique(at[at >= 0]):
        here = at == index
        key = keys[index]
        if index == len(keys) - 1:
            values[here] = key.value
            continue
        following = keys[index + 1]
        progress = (own[here] - times[index]) / (times[index + 1] - times[index])
        if key.ease != "linear":
            # Between so many steps a straight line is off by less than a hundredth of a decibel.
            steps = np.linspace(0, 1, _EASED_STEPS)
            progress = np.interp(progress, steps, [eased(float(step), key.ease, key.bend) for step in steps])
        values[here] = key.value + (following.value - key.value) * progress
    return values
