"""How exactly loudness is measured, and how near an export comes to its target."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from studio.effect import Samples
from studio.media.reading.sound_reader import SoundReader
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.export_sound import export_sound
from studio.media.writing.loudness import Loudness, LoudnessMeter
from studio.media.writing.sound_encoder import decoded_sound
from tests.bench.rows import Row
from tests.helpers.ebu_signals import LOUDNESS, PEAKS, RANGES, sine
from tests.helpers.real_media import ROOT

_CHUNK = 24_000
# One channel heard on both sides is 3.01 LU louder than the one channel pyloudnorm measures.
_OTHER_METER = {"pyloudnorm__sine_1000": -3.0523 + 3.0103, "pyloudnorm__1770-2_Comp_RelGateTest": -10.0}
_EXPORTED = ("uberi__english.wav", "mdn__guitar.wav", "librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg", "ina__musanmix.mp3")
_TARGET, _CEILING = -14.0, -1.5


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """EBU's signals, another meter's files, real sound after the encoder, and the meter's speed."""
    off = [abs(_measured(one.samples()).integrated_lufs - one.expected) for one in LOUDNESS]
    yield _row(f"EBU Tech 3341, {len(off)} signals, worst", max(off), "LU", 0.1)
    off = [abs(_measured(one.samples()).range_lu - one.expected) for one in RANGES]
    yield _row(f"EBU Tech 3342, {len(off)} ranges, worst", max(off), "LU", 1.0)
    peaks = [_measured(one.samples()).true_peak_db - one.expected for one in PEAKS]
    yield _row(f"true peak, {len(peaks)} signals, highest", max(peaks), "dB", 0.2)
    yield _row(f"true peak, {len(peaks)} signals, lowest", -min(peaks), "dB", 0.4, note="below what it should be")
    if ROOT.is_dir():
        for name, expected in _OTHER_METER.items():
            found = _measured(_sound(ROOT / "audio" / f"{name}.wav")).integrated_lufs
            yield _row(name, abs(found - expected), "LU", 0.1)
        for codec in ("aac", "opus"):
            results = [_exported(_sound(ROOT / "audio" / name, 30), codec) for name in _EXPORTED]
            worst = max(abs(result.integrated_lufs - _TARGET) for result in results)
            yield _row(f"{len(results)} real sounds exported as {codec}, worst", worst, "LU", 0.5)
            yield _row(f"their loudest true peak, {codec}", max(one.true_peak_db for one in results), "dBTP", _CEILING)
    steady = max(
        abs(_exported(sine(1000, 6, level), "aac").integrated_lufs - _TARGET) for level in (-30.0, -20.0, -3.0)
    )
    yield _row("tones of −30, −20, −3 dB exported, worst", steady, "LU", 0.5)
    noise = (np.random.default_rng(0).standard_normal((48_000 * 60, 2)) * 0.05).astype(np.float32)
    begun = time.process_time()
    _measured(noise)
    yield Row(
        group="loudness", name="measuring a minute, CPU", value=time.process_time() - begun, unit="s", note=f"{runs=}"
    )


def _row(name: str, value: float, unit: str, limit: float, note: str = "") -> Row:
    return Row(group="loudness", name=name, value=value, unit=unit, limit=limit, limit_name="at most", note=note)


def _sound(path: Path, seconds: float = 600) -> Samples:
    """The file's sound, `seconds` of it at most."""
    from studio.media import probe

    length = min(seconds, float(probe(path).duration or seconds))
    reader = SoundReader(path)
    samples = reader.samples(0, int(length * 48_000))
    reader.close()
    return samples


def _pieces(samples: Samples) -> Iterable[Samples]:
    return (samples[begin : begin + _CHUNK] for begin in range(0, len(samples), _CHUNK))


def _measured(samples: Samples) -> Loudness:
    meter = LoudnessMeter()
    for piece in _pieces(samples):
        meter.add(piece)
    return meter.result()


def _exported(samples: Samples, codec: str) -> Loudness:
    settings = ExportSettings(loudness_lufs=_TARGET, true_peak_db=_CEILING, sound_codec=codec)  # type: ignore[arg-type]
    meter = LoudnessMeter()
    for piece in decoded_sound(export_sound(_pieces(samples), settings).encoded):
        meter.add(piece)
    return meter.result()
