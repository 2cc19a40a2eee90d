"""The sound of a file as 48 kHz stereo, each sample at its exact place.

Sample number n is heard n / 48000 s after the start of the file, whichever way it is reached: what a
jump gives is what reading from the start gives. It must never mix or change loudness.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from pathlib import Path
from time import monotonic
from typing import cast

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer

from studio.effect import Samples
from studio.media.open import open_media
from studio.media.reading.plain_sound import as_it_is
from studio.media.reading.streams import file_start, keep_only, sound_stream
from studio.model import SAMPLE_RATE

__all__ = ["SoundReader", "has_sound"]

_Layers = npt.NDArray[np.float32]
_BLOCK = 24_000
_KEPT_BLOCKS = 80
_EXACT_FORMATS = ("mov", "wav", "w64", "flac", "aiff", "caf", "au")
_PREROLL_S = 0.25
_JUMP_S = 0.004
_FORWARD_BLOCKS = 20
_DAMAGE_ALLOWED = 2000
_MOST_CHANNELS = 8  # the most that have places around a listener by their number alone
_FRUITLESS_S = 20.0
"""How long packets may come without any sound in them."""


def has_sound(container: InputContainer) -> bool:
    """Whether there is sound one could hear."""
    return sound_stream(container) is not None


class SoundReader:
    """One decoder on one file's sound, of `track` as `Footage.sound_track` counts. Not for several threads. Raises
    `MediaRefused` when it cannot be opened."""

    def __init__(self, path: str | Path, track: int = 0) -> None:
        self._path, self._track = Path(path), track
        self._blocks: OrderedDict[int, Samples] = OrderedDict()
        self.asked_at = monotonic()
        """When samples were asked of it last; whoever asks says it."""
        self._container: InputContainer | None = None
        self._open()

    @property
    def silent(self) -> bool:
        """Whether the file has no sound at all."""
        return self._stream is None

    def _open(self) -> None:
        self.close()
        container = open_media(self._path)
        stream = sound_stream(container, self._track)
        self._container, self._stream = container, stream
        if stream is None:
            return
        keep_only(container, stream)
        self._offset = file_start(container)
        self._places = _packet_places(stream)
        self._exact = _is_exact(container, stream, self._places)
        self._chain = _Chain(stream, self._offset, None, {})
        self._at_block = 0
        self._pieces = self._chain.pieces(container)
        self._rest: tuple[int, Samples] | None = None

    @property
    def bytes_held(self) -> int:
        """How much the samples take that it keeps for looking back."""
        return sum(block.nbytes for block in self._blocks.values())

    def close(self) -> None:
        """Give back the file and the decoder."""
        if self._container is not None:
            self._container.close()
            self._container = None

    def samples(self, first: int, count: int) -> Samples:
        """(count, 2) float32 from sample number `first`; silence outside the file."""
        out = np.zeros((count, 2), dtype=np.float32)
        if self._stream is None:
            return out
        begin, end = max(first, 0), first + count
        while begin < end:
            number, inside = divmod(begin, _BLOCK)
            taken = min(_BLOCK - inside, end - begin)
            out[begin - first : begin - first + taken] = self._block(number)[inside : inside + taken]
            begin += taken
        return out

    # -- blocks

    def _block(self, number: int) -> Samples:
        known = self._blocks.get(number)
        if known is not None:
            self._blocks.move_to_end(number)
            return known
        if number < self._at_block or number > self._at_block + _FORWARD_BLOCKS:
            self._jump(number)
        while self._at_block <= number:
            self._remember(self._at_block, self._next_block())
        return self._blocks[number]

    def _remember(self, number: int, block: Samples) -> None:
        self._blocks[number] = block
        self._at_block = number + 1
        while len(self._blocks) > _KEPT_BLOCKS:
            self._blocks.popitem(last=False)

    def _next_block(self) -> Samples:
        """The block `_at_block`, from the pieces that the chain gives; what no piece covers is silence."""
        block = np.zeros((_BLOCK, 2), dtype=np.float32)
        begin = self._at_block * _BLOCK
        while True:
            piece = self._rest or next(self._pieces, None)
            self._rest = None
            if piece is None:
                return block
            start, samples = piece
            if start >= begin + _BLOCK:
                self._rest = piece
                return block
            skipped = max(0, begin - start)
            used = samples[skipped : begin + _BLOCK - start]
            if len(used):
                block[start + skipped - begin :][: len(used)] = used
            if start + len(samples) > begin + _BLOCK:
                cut = begin + _BLOCK - start
                self._rest = (begin + _BLOCK, samples[cut:])
                return block

    def _jump(self, number: int) -> None:
        """Stand so that the next block to come is at or before `number`."""
        stream, container = self._stream, self._container
        assert stream is not None
        assert container is not None
        wanted = Fraction(number * _BLOCK, SAMPLE_RATE) + self._offset - Fraction(_PREROLL_S)
        far = number > self._at_block or number * _BLOCK > 10 * SAMPLE_RATE
        if self._exact and far and wanted > 0 and stream.time_base is not None:
            try:
                container.seek(int(wanted / stream.time_base), stream=stream, backward=True)
            except av.error.FFmpegError:
                pass
            else:
                stream.codec_context.flush_buffers()
                self._chain = _Chain(stream, self._offset, number * _BLOCK, self._places)
                self._pieces, self._rest, self._at_block = self._chain.pieces(container), None, number
                return
        if number < self._at_block:
            self._open()


def _is_exact(container: InputContainer, stream: AudioStream, places: dict[int, int]) -> bool:
    """Whether a jump lands on a sample that is known for certain."""
    if not container.format.name.startswith(_EXACT_FORMATS):
        return False
    return bool(places) or stream.codec_context.name.startswith(("pcm_", "flac", "alac"))


def _packet_places(stream: AudioStream) -> dict[int, int]:
    """Where each packet's sound lies when read from the start, by the packet's time in ticks.

    Phones write times that tremble by a few samples; the sound itself has no gaps. Only for streams with packets of
    one size and ticks of one sample; empty otherwise.
    """
    size, base = stream.codec_context.frame_size, stream.time_base
    if not size or base is None or base * stream.sample_rate != 1:
        return {}
    places: dict[int, int] = {}
    place: int | None = None
    for entry in stream.index_entries:
        pts = entry.timestamp
        if place is None or abs(pts - place) > _JUMP_S * stream.sample_rate:
            place = pts
        places[pts] = place
        place += size
    return places


class _Chain:
    """Decoder and resampler from one point on; gives (first sample number, samples) in order.

    With `settle` only what lies at or after that sample number is promised; the chain begins on an input
    sample that falls exactly on an output sample, so that the phase is the one of reading from the start.
    `places` tells for each packet's time where reading from the start would have put it.
    """

    def __init__(self, stream: AudioStream, offset: Fraction, settle: int | None, places: dict[int, int]) -> None:
        self._stream = stream
        self._places = places
        self._offset = offset
        self._rate = stream.sample_rate
        self._settle = settle
        self._counted_in: tuple[Fraction, int] | None = None
        self._each = self._late = Fraction(0)
        self._mono = stream.codec_context.channels == 1
        self._shape: tuple[int, str, str] | None = None
        self._resampler: av.AudioResampler | None = None
        self._expected: int | None = None
        self._grid = self._rate // gcd(self._rate, SAMPLE_RATE)
        self._origin = 0
        self._made = 0
        self._drop = 0

    def _new_resampler(self) -> av.AudioResampler:
        # Mono is doubled by us at its own level: the resampler would take 3 dB off.
        return av.AudioResampler(format="flt", layout="mono" if self._mono else "stereo", rate=SAMPLE_RATE)

    def pieces(self, container: InputContainer) -> Iterator[tuple[int, Samples]]:
        """Everything from here to the end of the file."""
        for frame in self._frames(container):
            yield from self._placed(frame)
        yield from self._flushed()

    def _frames(self, container: InputContainer) -> Iterator[AudioFrame]:
        damaged, since = 0, monotonic()
        packets = container.demux(self._stream)
        while monotonic() - since < _FRUITLESS_S:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                for frame in packet.decode():
                    yield frame
                    since = monotonic()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                damaged += 1
                if damaged > _DAMAGE_ALLOWED:
                    return

    def _placed(self, frame: AudioFrame) -> Iterator[tuple[int, Samples]]:
        frame = frame if len(frame.layout.channels) <= _MOST_CHANNELS else _first_two(frame)
        yield from self._reshaped((frame.sample_rate, frame.layout.name, frame.format.name))
        at = self._expected
        if frame.pts is not None and frame.time_base is not None:
            pts = self._places.get(frame.pts, frame.pts) if self._expected is None else frame.pts
            at = self._sample_at(pts, frame.time_base)
        if frame.sample_rate != self._rate or at is None:
            at = self._expected if self._expected is not None else 0
        if self._expected is None:
            self._begin(at)
        elif abs(at - self._expected) > _JUMP_S * self._rate:
            yield from self._flushed()
            self._begin(at)
        else:
            at = self._expected
        self._expected = at + frame.samples
        yield from self._resampled(frame)

    def _sample_at(self, ticks: int, tick: Fraction) -> int:
        """Which input sample, counted from the start of the film, is heard at `ticks`."""
        if (tick, self._rate) != self._counted_in:
            # What is the same for every packet is worked out once: fractions are slow.
            self._counted_in = tick, self._rate
            self._each, self._late = tick * self._rate, self._offset * self._rate
        return round(ticks * self._each - self._late)

    def _reshaped(self, shape: tuple[int, str, str]) -> Iterator[tuple[int, Samples]]:
        """Go on in another rate or with other channels, where the sound changes to them on the way."""
        before, self._shape = self._shape, shape
        if before is None or before == shape:
            return
        yield from self._flushed()
        rate, layout, _ = shape
        goes_on = Fraction(self._expected or 0, self._rate) * rate
        self._rate, self._mono = rate, layout == "mono"
        self._grid = rate // gcd(rate, SAMPLE_RATE)
        self._expected = round(goes_on)
        self._begin(self._expected)

    def _begin(self, at: int) -> None:
        """Count output from input sample `at` on; after a jump, from the next one that falls on the output grid."""
        self._resampler = None
        self._drop = -at % self._grid if self._settle is not None else 0
        self._origin = round(Fraction((at + self._drop) * SAMPLE_RATE, self._rate))
        self._made = 0

    def _resampled(self, frame: AudioFrame) -> Iterator[tuple[int, Samples]]:
        if self._drop:
            if self._drop >= frame.samples:
                self._drop -= frame.samples
                return
            frame, self._drop = _without_first(frame, self._drop), 0
        plain = as_it_is(frame) if self._resampler is None else None
        if plain is not None:
            yield self._numbered(plain)
            return
        if self._resampler is None:
            self._resampler = self._new_resampler()
        frame.pts = None
        for made in self._resampler.resample(frame):
            yield self._numbered(self._both(made))

    def _flushed(self) -> Iterator[tuple[int, Samples]]:
        if self._resampler is not None:
            for made in self._resampler.resample(None):
                yield self._numbered(self._both(made))

    def _both(self, frame: AudioFrame) -> Samples:
        flat = np.asarray(frame.to_ndarray(), dtype=np.float32).reshape(-1)
        return np.repeat(flat[:, None], 2, axis=1) if self._mono else flat.reshape(-1, 2)

    def _numbered(self, samples: Samples) -> tuple[int, Samples]:
        start = self._origin + self._made
        self._made += len(samples)
        if self._settle is not None and start < self._settle:
            cut = min(self._settle - start, len(samples))
            return start + cut, samples[cut:]
        return start, samples


def _first_two(frame: AudioFrame) -> AudioFrame:
    """The first two channels of a frame with so many that nobody says where they are heard."""
    array = frame.to_ndarray()
    if frame.format.is_planar:
        both = np.ascontiguousarray(array[:2])
    else:
        both = np.ascontiguousarray(array.reshape(-1, len(frame.layout.channels))[:, :2].reshape(1, -1))
    made = AudioFrame.from_ndarray(cast(_Layers, both), format=frame.format.name, layout="stereo")
    made.sample_rate, made.pts = frame.sample_rate, frame.pts
    if frame.time_base is not None:
        made.time_base = frame.time_base
    return made


def _without_first(frame: AudioFrame, count: int) -> AudioFrame:
    """The frame without its first `count` samples."""
    array = frame.to_ndarray()
    if frame.format.is_planar:
        rest = np.ascontiguousarray(array[:, count:])
    else:
        channels = len(frame.layout.channels)
        rest = np.ascontiguousarray(array.reshape(-1, channels)[count:].reshape(1, -1))
    cut = AudioFrame.from_ndarray(cast(_Layers, rest), format=frame.format.name, layout=frame.layout.name)
    cut.sample_rate = frame.sample_rate
    return cut
