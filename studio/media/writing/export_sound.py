"""The sound of an export: mixed in pieces, measured, brought to its loudness under a true-peak limit, encoded.

The mix lies in a temporary file, so that it can be gone over again; what the encoder made of it is decoded and
measured. It must never raise what is nearly silence, nor hold the whole mix in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Self, TypeVar

import msgspec
import numpy as np

from studio.effect import Effects, Samples
from studio.media.read import MediaSources
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.limiter import CONTEXT, Limiter, held_down
from studio.media.writing.loudness import Loudness, LoudnessMeter
from studio.media.writing.sound_encoder import EncodedSound, decoded_sound, encode_sound
from studio.model import Project, used_assets
from studio.render import Mixer, Sources, sound_plan
from studio.sentences import Sentence, say

__all__ = [
    "MOST_GAIN_DB",
    "ExportedSound",
    "Level",
    "SoundFacts",
    "Spool",
    "export_sound",
    "has_sound",
    "levelled",
    "mixed",
]

Made = TypeVar("Made")

MOST_GAIN_DB = 20.0
"""The most that quiet sound is raised: more would bring up the room, not the voice."""
_TOO_QUIET_LUFS = -55.0
"""What is quieter than this all along is the noise of a microphone, and left alone."""
_CHUNK = 48_000
_MIX_SAMPLES = 24_000
_HEADROOM_DB = 0.4
"""The limiter stays this far below the ceiling, because encoders overshoot."""
_MOST_PUSH_DB = 12.0
"""The most that is added to make up for what the limiter takes."""
_NEAR_LU = 0.2
_OFF_LU = 0.5
_ROUNDS = 5


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How loud the mix was, how loud the result is when played, and what was done to it.

    `gain_db` is what was added to the mix. `note` says it where the wanted loudness was not to be had.
    """

    mix: Loudness
    result: Loudness
    gain_db: float = 0.0
    note: Sentence | None = None

    def facts(self) -> SoundFacts:
        """The figures."""
        return SoundFacts(
            mix_lufs=_finite(self.mix.integrated_lufs),
            loudness_lufs=_finite(self.result.integrated_lufs),
            true_peak_db=_finite(self.result.true_peak_db),
            gain_db=round(self.gain_db, 2),
            note_source=self.note.source if self.note is not None else "",
            note_places={key: str(place) for key, place in self.note.places.items()} if self.note is not None else {},
        )


class ExportedSound(msgspec.Struct, frozen=True, kw_only=True):
    """The encoded sound, and its level where it was brought to a loudness."""

    encoded: EncodedSound
    level: Level | None = None

    def facts(self) -> SoundFacts | None:
        """The figures, where the sound was measured."""
        return self.level.facts() if self.level is not None else None


def _finite(level: float) -> float | None:
    return round(level, 2) if level > -np.inf else None


class SoundFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What came of the sound, as it travels between processes: LUFS and dBTP, None for silence."""

    mix_lufs: float | None
    loudness_lufs: float | None
    true_peak_db: float | None
    gain_db: float
    note_source: str = ""
    note_places: dict[str, str] = {}

    @property
    def note(self) -> Sentence | None:
        """What there is to say about it, if anything."""
        return Sentence(self.note_source, dict(self.note_places)) if self.note_source else None


class Spool:
    """Samples on disk, in a file that nobody else sees and that goes with the process. `poll` is asked at each reading
    and may raise to stop."""

    def __init__(self, poll: Callable[[], None] | None = None) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by __exit__)
        self._count = 0
        self._poll = poll

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, samples: Samples) -> None:
        """Append (N, 2) float32 samples."""
        self._file.write(np.ascontiguousarray(samples, dtype=np.float32).tobytes())
        self._count += len(samples)

    def read(self, first: int, count: int) -> Samples:
        """(count, 2) float32 from sample `first`; silence outside."""
        if self._poll is not None:
            self._poll()
        out = np.zeros((count, 2), dtype=np.float32)
        begin, end = max(0, first), min(self._count, first + count)
        if end > begin:
            self._file.seek(begin * 8)
            out[begin - first : end - first] = np.frombuffer(self._file.read((end - begin) * 8), np.float32).reshape(
                -1, 2
            )
        return out


def has_sound(project: Project) -> bool:
    """Whether anything in the project can sound."""
    sounding = {asset.id for asset in project.assets if asset.has_sound}
    return not sounding.isdisjoint(used_assets(project))


def mixed(
    project: Project,
    first: int,
    count: int,
    effects: Effects,
    poll: Callable[[], None],
    sources: Sources | None = None,
) -> Iterator[Samples]:
    """`count` samples of the project's mix from sample number `first`, of `sources` where they are open already; `poll`
    may raise to stop."""
    mixer = Mixer(effects)
    with ExitStack() as closing:
        opened = sources if sources is not None else closing.enter_context(MediaSources())
        for begin in range(0, count, _MIX_SAMPLES):
            poll()
            length = min(_MIX_SAMPLES, count - begin)
            yield mixer.mix(sound_plan(project, first + begin, length), opened)


def export_sound(
    chunks: Iterable[Samples], settings: ExportSettings, poll: Callable[[], None] | None = None
) -> ExportedSound:
    """`chunks` encoded for a film; brought to their loudness where the settings name one. `poll` may raise to stop."""

    def encoded(samples: Iterable[Samples]) -> EncodedSound:
        return encode_sound(samples, settings)

    def decoded(made: EncodedSound) -> Iterator[Samples]:
        for chunk in decoded_sound(made):
            if poll is not None:
                poll()
            yield chunk

    if settings.loudness_lufs is None:
        return ExportedSound(encoded=encoded(held_down(chunks)))
    played = decoded if settings.sound_codec != "pcm" else None
    made, level = levelled(chunks, settings.loudness_lufs, settings.true_peak_db, encoded, played, poll)
    return ExportedSound(encoded=made, level=level)


def levelled(
    chunks: Iterable[Samples],
    loudness_lufs: float,
    true_peak_db: float,
    make: Callable[[Iterable[Samples]], Made],
    played: Callable[[Made], Iterable[Samples]] | None,
    poll: Callable[[], None] | None = None,
) -> tuple[Made, Level]:
    """What `make` makes of `chunks` at the wanted loudness, below the wanted true peak.

    Gain and limit are set from what is heard when the last try is `played` (None: exactly what went in), until both
    are right. What is nearly silent is left alone.
    """
    meter = LoudnessMeter()
    with Spool(poll) as spool:
        for chunk in chunks:
            meter.add(chunk)
            spool.add(chunk)
        mix = meter.result()
        if mix.integrated_lufs < _TOO_QUIET_LUFS:
            made = make(held_down(_whole(spool)))
            result = _loudness(played(made) if played is not None else held_down(_whole(spool)))
            return made, Level(mix=mix, result=result, note=_quiet_note(mix))
        return _brought(spool, mix, loudness_lufs, true_peak_db, make, played)


def _brought(
    spool: Spool,
    mix: Loudness,
    target: float,
    true_peak_db: float,
    make: Callable[[Iterable[Samples]], Made],
    played: Callable[[Made], Iterable[Samples]] | None,
) -> tuple[Made, Level]:
    note = None
    if target - mix.integrated_lufs > MOST_GAIN_DB:
        note = say("The sound is very quiet: it was raised by {gain} dB, and no more.", gain=f"{MOST_GAIN_DB:g}")
        target = mix.integrated_lufs + MOST_GAIN_DB
    ceiling_db = true_peak_db - _HEADROOM_DB
    gain_db = _gain_for(spool, mix, target, ceiling_db)
    for tried in range(_ROUNDS):
        made = make(_raised(spool, gain_db, ceiling_db))
        result = _loudness(played(made) if played is not None else _raised(spool, gain_db, ceiling_db))
        over = result.true_peak_db - true_peak_db
        if tried == _ROUNDS - 1 or (over <= 0 and abs(target - result.integrated_lufs) <= 2 * _NEAR_LU):
            break
        ceiling_db -= over + 0.1 if over > 0 else 0.0
        gain_db = min(gain_db + target - result.integrated_lufs, target - mix.integrated_lufs + _MOST_PUSH_DB)
    if abs(target - result.integrated_lufs) > _OFF_LU:
        note = say("The sound has very sharp peaks, so it could not be brought to {target} LUFS.", target=f"{target:g}")
    return made, Level(mix=mix, result=result, gain_db=gain_db, note=note)


def _gain_for(spool: Spool, mix: Loudness, target: float, ceiling_db: float) -> float:
    """The gain in dB that makes the limited mix as loud as `target`: the limiter takes some of it away again, so it is
    looked for by the secant method."""
    gain_db = target - mix.integrated_lufs
    if mix.true_peak_db + gain_db <= ceiling_db:
        return gain_db
    most = gain_db + _MOST_PUSH_DB
    before: tuple[float, float] | None = None
    for _ in range(_ROUNDS):
        short = target - _loudness(_raised(spool, gain_db, ceiling_db)).integrated_lufs
        if abs(short) <= _NEAR_LU / 2:
            break
        slope = 1.0 if before is None or before[0] == gain_db else (before[1] - short) / (gain_db - before[0])
        before = gain_db, short
        gain_db = min(most, gain_db + short / min(1.0, max(0.1, slope)))
    return gain_db


def _quiet_note(mix: Loudness) -> Sentence | None:
    if mix.integrated_lufs == -np.inf and mix.true_peak_db == -np.inf:
        return None
    return say("The sound is nearly silent, so its level was left as it is.")


def _whole(spool: Spool) -> Iterator[Samples]:
    for begin in range(0, len(spool), _CHUNK):
        yield spool.read(begin, min(_CHUNK, len(spool) - begin))


def _raised(spool: Spool, gain_db: float, ceiling_db: float) -> Iterator[Samples]:
    factor = np.float32(10 ** (gain_db / 20))
    limiter = Limiter(10 ** (ceiling_db / 20))
    for begin in range(0, len(spool), _CHUNK):
        count = min(_CHUNK, len(spool) - begin)
        yield limiter.limited(spool.read(begin - CONTEXT, count + 2 * CONTEXT) * factor)


def _loudness(chunks: Iterable[Samples]) -> Loudness:
    meter = LoudnessMeter()
    for chunk in chunks:
        meter.add(chunk)
    return meter.result()
