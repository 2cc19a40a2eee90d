"""Tools with settings, ready to be a step of a voice.

It must never compute a sample itself.
"""

from __future__ import annotations

from typing import Any

from studio.effect import Samples, Settings
from studio.sounding.filters import bell, filtered, high_pass, high_shelf, low_pass, low_shelf
from studio.sounding.grains import PITCH_DELAY, pitched
from studio.sounding.levels import STEP, compressed
from studio.sounding.shapes import crushed, driven, ringing, trembling
from studio.sounding.spaces import bounced_to_and_fro, chorused, delay_tail_s, reverb_tail_s, reverberated
from studio.sounding.spectra import FRAME, robotic
from studio.sounding.voices import Step

__all__ = [
    "bits",
    "chorus",
    "cut",
    "drive",
    "equalised",
    "louder",
    "pitch",
    "repeats",
    "ring",
    "robot",
    "room",
    "squeeze",
    "tone",
    "tremolo",
]


def equalised(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Five bands in dB at 90, 300, 1000, 3500 and 10000 Hz, and everything outside the two cuts gone.

    A low cut of 20 Hz or less and a high cut of 20 kHz or more are none.
    """
    bands = (
        low_shelf(90, settings["low"]),
        bell(300, settings["low_middle"], 0.9),
        bell(1000, settings["middle"], 0.9),
        bell(3500, settings["high_middle"], 0.9),
        high_shelf(10_000, settings["high"]),
    )
    low, high = settings["low_cut"], settings["high_cut"]
    cuts = (_UNCUT if low <= 20 else high_pass(low), _UNCUT if high >= 20_000 else low_pass(high))
    return filtered(samples, state, (*bands, *cuts))


_UNCUT = bell(1000, 0.0, 1.0)
_NEUTRAL = {"low": 0.0, "low_middle": 0.0, "middle": 0.0, "high_middle": 0.0, "high": 0.0}
_NEUTRAL_CUTS = {"low_cut": 20.0, "high_cut": 20_000.0}


def pitch(semitones: float) -> Step:
    """Higher or lower at the same pace."""
    return Step(pitched, {"semitones": semitones}, PITCH_DELAY)


def tone(**bands: float) -> Step:
    """The equaliser, with the bands that are named."""
    return Step(equalised, _NEUTRAL | _NEUTRAL_CUTS | bands)


def cut(low: float, high: float) -> Step:
    """Only what lies between two frequencies, steeply."""

    def run(samples: Samples, state: Any, _settings: Settings) -> tuple[Samples, Any]:
        return filtered(samples, state, (high_pass(low),) * 2 + (low_pass(high),) * 2)

    return Step(run, {})


def louder(gain_db: float) -> Step:
    """The same, louder or quieter."""
    factor = 10 ** (gain_db / 20)

    def run(samples: Samples, state: Any, _settings: Settings) -> tuple[Samples, Any]:
        return (samples * factor).astype(samples.dtype), state

    return Step(run, {})


def squeeze(threshold: float, ratio: float, makeup: float) -> Step:
    """A compressor with the times of speech."""
    settings = {"threshold": threshold, "ratio": ratio, "makeup": makeup, "attack": 4.0, "release": 90.0}
    return Step(compressed, settings, STEP)


def drive(amount: float) -> Step:
    """A soft bend."""
    return Step(driven, {"amount": amount})


def bits(amount: float) -> Step:
    """Few steps."""
    return Step(crushed, {"amount": amount})


def ring(frequency: float, amount: float) -> Step:
    """Multiplied with a tone."""
    return Step(ringing, {"frequency": frequency, "amount": amount})


def tremolo(rate: float, amount: float) -> Step:
    """Louder and quieter."""
    return Step(trembling, {"rate": rate, "amount": amount, "spread": 0.0})


def robot(amount: float) -> Step:
    """One pitch."""
    return Step(robotic, {"amount": amount}, FRAME)


def chorus(voices: int, rate: float, depth: float, amount: float) -> Step:
    """Several of the same; with one voice, a vibrato."""
    return Step(chorused, {"voices": voices, "rate": rate, "depth": depth, "amount": amount}, 0, 0.1)


def room(length: float, amount: float, damping: float = 40.0, before: float = 10.0) -> Step:
    """A reverb."""
    settings = {"length": length, "amount": amount, "damping": damping, "before": before}
    return Step(reverberated, settings, 0, reverb_tail_s(settings))


def repeats(time: float, level: float, again: float, dull: float = 50.0) -> Step:
    """A delay from side to side."""
    settings = {"time": time, "level": level, "repeats": again, "tone": dull}
    return Step(bounced_to_and_fro, settings, 0, delay_tail_s(settings))
