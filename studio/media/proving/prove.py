"""A film just written, read back and proved against its plan: the receipt.

Only as much is decoded as the proofs need. It must never repair: a film that fails is not handed out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TypeVar

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from studio.media.looking.mp4_boxes import box_names
from studio.media.open import MediaRefused, open_media
from studio.media.proving.proof_pictures import Likeness, PictureProver, SourceKeys, shots
from studio.media.proving.proof_sound import HeardSound, hear, places, together_at
from studio.media.proving.receipt import Proof, Receipt
from studio.media.read import MediaSources
from studio.media.reading.streams import sound_stream, video_stream
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.export_sound import SoundFacts, has_sound
from studio.media.writing.loudness import Loudness
from studio.media.writing.wanted import ExportCancelled, Part, Wanted
from studio.model import SAMPLE_RATE, ZERO, Time
from studio.render import Artist

__all__ = ["prove"]

_CODECS = {"h264": "h264", "hevc": "hevc", "av1": "av1", "vp9": "vp9", "prores": "prores"}
_BT709, _LIMITED = 1, 1
_LOUDNESS_FORGIVEN = 0.5
_PEAK_FORGIVEN = 0.1
_POLL_S = 0.1
_PROVERS = 2
_LOOKED_AT = ("first_picture", "last_picture", "kept_pictures", "copied_pictures")
Given = TypeVar("Given")
_SYNC = ("sync_start", "sync_middle", "sync_end")


def prove(
    path: Path,
    wanted: Wanted,
    parts: Sequence[Part],
    *,
    name: str,
    cancelled: Callable[[], bool],
    promised: SoundFacts | None = None,
    planned: bool = True,
) -> Receipt:
    """The receipt of the film at `path`, put together from `parts`. Raises `ExportCancelled`.

    `promised` is how loud the sound came out of the encoder, where it was brought to a loudness. Where nothing is
    `planned`, only what the file says of itself is looked at.
    """
    begun = monotonic()
    proving = _Proving(path, wanted, parts, cancelled, promised, planned=planned)
    try:
        proofs = tuple(proving.proofs())
    except (MediaRefused, av.error.FFmpegError, OSError, ValueError) as problem:
        proofs = (*proving.found, Proof("opens", "", str(problem), False))
    return Receipt(
        file=name,
        bytes=path.stat().st_size if path.exists() else 0,
        proofs=proofs,
        suspects=tuple(proving.suspects),
        took_s=round(monotonic() - begun, 3),
        passed=all(proof.passed for proof in proofs),
    )


class _Look(NamedTuple):
    """Where to look for which proof, and the stored piece that is there."""

    name: str
    frames: range
    key: str = ""


class _Seen(NamedTuple):
    """What was seen: at which picture, and how far it is from the plan's; None where there was none."""

    look: _Look
    frame: int
    likeness: Likeness | None


class _Proving:
    """One film being proved."""

    def __init__(
        self,
        path: Path,
        wanted: Wanted,
        parts: Sequence[Part],
        cancelled: Callable[[], bool],
        promised: SoundFacts | None,
        *,
        planned: bool,
    ) -> None:
        self._path, self._wanted, self._parts = path, wanted, parts
        self._cancelled, self._promised = cancelled, promised
        self._over = False
        self._source_keys = SourceKeys()
        self._planned = planned
        self._sounds = has_sound(wanted.project)
        self.found: list[Proof] = []
        self.suspects: list[str] = []

    def proofs(self) -> Iterator[Proof]:
        """Everything that is looked at, in order."""
        for proof in self._all():
            self._go_on()
            self.found.append(proof)
            yield proof

    def _go_on(self) -> None:
        if self._over or self._cancelled():
            self._over = True
            raise ExportCancelled

    def _all(self) -> Iterator[Proof]:
        settings = self._wanted.settings
        if settings.container in ("mp4", "mov"):
            names = box_names(self._path)
            first = "moov" in names and "mdat" in names and names.index("moov") < names.index("mdat")
            yield Proof("index_first", "moov, mdat", "moov, mdat" if first else "mdat, moov", first)
            yield Proof("no_edit_list", "0", str(names.count("elst")), "elst" not in names)
        with ExitStack() as closing:
            container = closing.enter_context(open_media(self._path, ours=True))
            stream = video_stream(container)
            if stream is None:
                yield Proof("format", settings.codec, "", False)
                return
            yield from _facts(stream, settings)
            times, keys = _times(container, stream)
            yield from self._timing(stream, times)
            pool = closing.enter_context(ThreadPoolExecutor(_PROVERS + 1, thread_name_prefix="export-proof"))
            sound = pool.submit(self._heard)
            if self._planned:
                yield from self._pictures(pool, [bisect_left(times, key) for key in keys])
            yield from self._sound(*self._awaited(sound))

    def _awaited(self, coming: Future[Given]) -> Given:
        """What a thread found, while still listening for a cancel."""
        while not coming.done():
            wait((coming,), timeout=_POLL_S)
            self._go_on()
        return coming.result()

    def _timing(self, stream: VideoStream, times: Sequence[int]) -> Iterator[Proof]:
        settings, frames = self._wanted.settings, self._wanted.frames
        tick = Fraction(stream.time_base or 1)
        length = (times[-1] - times[0]) * tick + 1 / settings.rate if times else Fraction(0)
        allowed = max(tick, Fraction(1, 1000)) if settings.container == "webm" else tick
        wrong = [number for number, pts in enumerate(times) if abs(pts * tick - number / settings.rate) > allowed]
        yield Proof(
            "length", _seconds(frames / settings.rate, frames), _seconds(length, len(times)), len(times) == frames
        )
        yield Proof("times", f"{frames}", f"{len(times) - len(wrong)}", not wrong and len(times) == frames)

    def _pictures(self, pool: ThreadPoolExecutor, keys: Sequence[int]) -> Iterator[Proof]:
        last = self._wanted.frames - 1
        looks = [_Look("first_picture", range(1)), _Look("last_picture", range(last, last + 1))]
        looks += [_Look(f"{part.origin}_pictures", part.frames, part.key) for part in self._parts]
        looks = sorted((look for look in looks if look.name in _LOOKED_AT), key=self._first_source)
        # Made here, because Qt wants its titles' application on this thread.
        artist, half = Artist(self._wanted.effects), -(-len(looks) // _PROVERS)
        shares = [looks[begin : begin + half] for begin in range(0, len(looks), half)]
        coming = [pool.submit(self._looked, share, artist, keys) for share in shares]
        seen = sorted((found for each in coming for found in self._awaited(each)), key=lambda found: found.frame)
        for name in _LOOKED_AT[:2]:
            yield _likeness_proof(name, next(found.likeness for found in seen if found.look.name == name))
        for name in _LOOKED_AT[2:]:
            stretches = [found for found in seen if found.look.name == name]
            wrong = [found for found in stretches if found.likeness is None or not found.likeness.same]
            self.suspects += [found.look.key for found in wrong if found.look.key]
            at = ", ".join(f"{float(found.frame / self._wanted.settings.rate):.2f} s" for found in wrong)
            good = f"{len(stretches) - len(wrong)}" + (f" (not: {at})" if wrong else "")
            if stretches:
                yield Proof(name, f"{len(stretches)}", good, not wrong)

    def _first_source(self, look: _Look) -> tuple[str, Time, int]:
        """Looks into one source lie together, so that each prover opens few and meets the same pictures again."""
        number = look.frames.start
        path, at = next(((asset.path, at) for asset, at in shots(self._wanted.plan(number))), ("", ZERO))
        return path, at, number

    def _looked(self, looks: Sequence[_Look], artist: Artist, keys: Sequence[int]) -> list[_Seen]:
        """Runs in a thread, with decoders of its own."""
        with open_media(self._path, ours=True) as container:
            stream = video_stream(container)
            assert stream is not None
            prover = PictureProver(container, stream, self._wanted, keys, artist, self._source_keys)
            try:
                return [self._seen(look, prover) for look in looks]
            finally:
                prover.close()

    def _seen(self, look: _Look, prover: PictureProver) -> _Seen:
        self._go_on()
        frame = prover.cheapest(look.frames)
        return _Seen(look, frame, prover.likeness_at(frame))

    def _heard(self) -> tuple[str, HeardSound | None]:
        """The codec of the film's sound and what is heard; the file is opened once more, beside the pictures."""
        with open_media(self._path, ours=True) as container:
            stream = sound_stream(container)
            if stream is None or (self._planned and not self._sounds):
                return ("" if stream is None else stream.codec_context.name), None
            return stream.codec_context.name, hear(container, stream, self._wanted.samples, self._go_on)

    def _sound(self, codec: str, heard: HeardSound | None) -> Iterator[Proof]:
        settings = self._wanted.settings
        planned = self._sounds if self._planned else bool(codec)
        words = settings.sound_codec if planned else "—"
        if heard is None:
            yield Proof("sound", words, codec or "—", bool(codec) == planned)
            return
        length = self._wanted.samples
        # AAC ends on whole packets; what is missing or too much is less than one picture.
        close = abs(heard.samples - length) <= max(Fraction(2048), SAMPLE_RATE / settings.rate)
        yield Proof("sound", f"{words}, {length} samples", f"{codec}, {heard.samples} samples", close)
        if self._planned:
            yield from self._together(heard, length)
        yield from self._loudness(heard.loudness)

    def _together(self, heard: HeardSound, length: int) -> Iterator[Proof]:
        with MediaSources(threads=1) as sources:
            for name, place in zip(_SYNC, places(length), strict=True):
                together = together_at(heard, self._wanted, place, sources)
                apart = f"{1000 * together.apart_s:+.1f} ms, {together.alike:.2f} alike"
                yield Proof(name, "±10 ms", "silence" if together.silent else apart, together.good)

    def _loudness(self, found: Loudness) -> Iterator[Proof]:
        settings = self._wanted.settings
        said = f"{found.integrated_lufs:.1f} LUFS"
        peak = f"{found.true_peak_db:.1f} dBTP"
        if settings.loudness_lufs is None:
            yield Proof("loudness", "—", said, True)
            yield Proof("true_peak", "—", peak, True)
            return
        near = abs(found.integrated_lufs - settings.loudness_lufs) <= _LOUDNESS_FORGIVEN
        # Near silence is not raised at will: then the sound must be as loud as it was said to become.
        promised = self._promised
        kept = _is_near(found.integrated_lufs, promised.loudness_lufs) if promised is not None else False
        silent = found.integrated_lufs == float("-inf")
        yield Proof(
            "loudness", f"{settings.loudness_lufs:.1f} ±{_LOUDNESS_FORGIVEN} LUFS", said, near or kept or silent
        )
        below = found.true_peak_db <= settings.true_peak_db + _PEAK_FORGIVEN
        as_said = _is_near(found.true_peak_db, promised.true_peak_db) if promised is not None else False
        yield Proof("true_peak", f"≤ {settings.true_peak_db:.1f} dBTP", peak, below or as_said)


def _facts(stream: VideoStream, settings: ExportSettings) -> Iterator[Proof]:
    context = stream.codec_context
    codec = context.name.removeprefix("lib").removesuffix("dav1d") or "av1"
    yield Proof("format", settings.codec, codec, codec == _CODECS[settings.codec])
    size = (stream.width, stream.height)
    yield Proof("size", f"{settings.width}×{settings.height}", "×".join(map(str, size)),
                size == (settings.width, settings.height))  # fmt: skip
    rate = stream.average_rate or Fraction(0)
    yield Proof(
        "rate", f"{float(settings.rate):g}", f"{float(rate):g}", abs(rate - settings.rate) < settings.rate / 1000
    )
    tags = (context.color_primaries, context.color_trc, context.colorspace)
    right = tags == (_BT709,) * 3 and context.color_range == _LIMITED
    yield Proof("colours", "1-1-1 tv", "-".join(str(int(tag)) for tag in tags) + f" {context.color_range}", right)


def _times(container: InputContainer, stream: VideoStream) -> tuple[list[int], list[int]]:
    """The time stamps of all pictures in order, and of those that stand alone."""
    shown, keys = [], []
    for packet in container.demux(stream):
        if packet.size and packet.pts is not None:
            shown.append(packet.pts)
            if packet.is_keyframe:
                keys.append(packet.pts)
    return sorted(shown), sorted(keys)


def _likeness_proof(name: str, seen: Likeness | None) -> Proof:
    found = f"{seen.mean:.1f} levels apart" if seen is not None else "—"
    return Proof(name, "≤ 4 levels apart", found, seen is not None and seen.same)


def _seconds(length: Fraction, frames: int) -> str:
    return f"{float(length):.3f} s, {frames}"


def _is_near(found: float, promised: float | None) -> bool:
    """Whether a level is about as loud as was said; None is silence."""
    return found == float("-inf") if promised is None else abs(found - promised) <= _LOUDNESS_FORGIVEN
