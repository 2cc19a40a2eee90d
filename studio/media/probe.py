"""What a file is: kind, size as shown, length, rate, sound, and what is odd about it.

Facts are measured where the header could lie: packets are counted, one picture is decoded. It must
never take long or much memory, whatever the file says about itself.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from time import monotonic

import av
import msgspec
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from studio.media.fingerprints import fingerprint
from studio.media.open import MediaRefused, is_still, open_media, refuse_damaged, usable_stream
from studio.media.picture_reader import PictureReader
from studio.media.stills import read_still
from studio.media.streams import file_start, sound_stream, stream_rate, video_stream
from studio.model import ZERO, Asset, AssetKind, Rate, Time, round_to_flick
from studio.sentences import Sentence, say

__all__ = ["PROBE_VERSION", "Facts", "fingerprint", "make_asset", "probe"]

PROBE_VERSION = 1
_SCAN_S = 3.0
_LONGEST_S = 24 * 3600
# Their packets may hold frames that are never shown, so counting packets would count too much.
_HIDING = frozenset({"vp8", "vp9", "libvpx", "libvpx-vp9"})


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a probe found.

    `width` and `height` are as shown, after turning and sample aspect ratio. `rotation` is how far the stored
    picture is turned clockwise to stand upright (0, 90, 180, 270), after mirroring when `mirrored`. `rate` is the
    average frame rate, 0 for photos and sound. `codecs` lists every stream's, the picture that is used first.
    """

    path: str
    kind: AssetKind
    duration: Time = ZERO
    width: int = 0
    height: int = 0
    rate: Rate = Fraction(0)
    rotation: int = 0
    mirrored: bool = False
    has_sound: bool = False
    codecs: tuple[str, ...] = ()
    problems: tuple[Sentence, ...] = ()
    fingerprint: str = ""
    size_bytes: int = 0


def probe(path: str | Path) -> Facts:
    """The facts about a file. Raises `MediaRefused` when it cannot be used at all."""
    path = Path(path).absolute()
    return msgspec.structs.replace(_facts(path), size_bytes=path.stat().st_size)


def _facts(path: Path) -> Facts:
    with open_media(path) as container:
        still = is_still(container, path)
        codecs = _codecs(container)
        scan = None if still else _scan(container)
    if scan is None:
        return _photo(path, codecs)
    if scan.has_picture:
        try:
            return _film(path, codecs, scan)
        except MediaRefused:
            if not scan.has_sound:
                raise
            return _sound(path, codecs, scan, (say("The picture cannot be decoded; only the sound is used."),))
    return _sound(path, codecs, scan, ())


def make_asset(facts: Facts, *, asset_id: str) -> Asset:
    """The asset that these facts describe, named after its file."""
    return Asset(
        id=asset_id,
        path=facts.path,
        kind=facts.kind,
        name=Path(facts.path).name,
        duration=facts.duration,
        width=facts.width,
        height=facts.height,
        rate=facts.rate,
        has_sound=facts.has_sound,
        fingerprint=facts.fingerprint,
        size_bytes=facts.size_bytes,
    )


def _photo(path: Path, codecs: tuple[str, ...]) -> Facts:
    _, shape = read_still(path)
    width, height = shape.shown
    return Facts(
        path=str(path),
        kind="photo",
        width=width,
        height=height,
        rotation=shape.turn.degrees,
        mirrored=shape.turn.mirrored,
        codecs=codecs[:1],
        fingerprint=fingerprint(path),
    )


def _film(path: Path, codecs: tuple[str, ...], scan: _Scan) -> Facts:
    reader = PictureReader(path)
    shape = reader.shape
    reader.close()
    width, height = shape.shown
    return Facts(
        path=str(path),
        kind="video",
        duration=scan.duration,
        width=width,
        height=height,
        rate=scan.rate,
        rotation=shape.turn.degrees,
        mirrored=shape.turn.mirrored,
        has_sound=scan.has_sound,
        codecs=codecs,
        problems=scan.problems,
        fingerprint=fingerprint(path),
    )


def _sound(path: Path, codecs: tuple[str, ...], scan: _Scan, problems: tuple[Sentence, ...]) -> Facts:
    if not scan.has_sound or scan.duration <= 0:
        raise refuse_damaged(path)
    return Facts(
        path=str(path),
        kind="sound",
        duration=scan.duration,
        has_sound=True,
        codecs=codecs,
        problems=(*problems, *scan.problems),
        fingerprint=fingerprint(path),
    )


def _codecs(container: InputContainer) -> tuple[str, ...]:
    used = [video_stream(container), sound_stream(container)]
    first = [stream.codec_context.codec.canonical_name for stream in used if stream is not None]
    other = [
        stream.codec_context.codec.canonical_name
        for stream in container.streams
        if usable_stream(stream) and stream not in used
    ]
    return tuple(first + other)


class _Scan(msgspec.Struct):
    """What counting packets found; lengths from the header where the count was broken off."""

    has_picture: bool
    has_sound: bool
    duration: Time
    rate: Rate
    problems: tuple[Sentence, ...]


class _Tally(msgspec.Struct):
    """The packets of one stream: how many are shown, the first time and the end, in ticks."""

    count: int = 0
    first: int | None = None
    last: int = 0
    end: int = 0

    def add(self, packet: av.Packet[Stream]) -> None:
        """Count a packet that will be shown."""
        pts = packet.pts if packet.pts is not None else packet.dts
        if pts is None or packet.is_discard:
            return
        self.count += 1
        self.first = pts if self.first is None else min(self.first, pts)
        self.last = max(self.last, pts)
        self.end = max(self.end, pts + (packet.duration or 0))


def _scan(container: InputContainer) -> _Scan:
    video, sound = video_stream(container), sound_stream(container)
    used = [stream for stream in (video, sound) if stream is not None]
    tallies = {stream.index: _Tally() for stream in used}
    whole, damaged = _count(container, used, tallies)
    start = file_start(container)
    ends = [_end(stream, tallies[stream.index], whole) for stream in used]
    if not whole and container.duration is not None:
        ends.append(Fraction(container.duration, av.time_base) + start)
    duration = max((end - start for end in ends), default=ZERO)
    rate = _rate(video, tallies[video.index], whole) if video is not None else Fraction(0)
    heard = sound is not None and (tallies[sound.index].count > 0 or not whole)
    return _Scan(
        has_picture=video is not None,
        has_sound=heard,
        duration=round_to_flick(min(max(duration, ZERO), Fraction(_LONGEST_S))),
        rate=rate,
        problems=(say("Parts of the file are damaged."),) if damaged else (),
    )


def _count(
    container: InputContainer, used: list[VideoStream | AudioStream], tallies: dict[int, _Tally]
) -> tuple[bool, bool]:
    """Count the packets of the used streams; whether it came to the end in time, and whether some are damaged."""
    deadline = monotonic() + _SCAN_S
    damaged = False
    try:
        for packet in container.demux(*used):
            # Streams may turn up on the way that were not there at first.
            if packet.size and packet.stream_index in tallies:
                tallies[packet.stream_index].add(packet)
                damaged = damaged or packet.is_corrupt
            if monotonic() > deadline:
                return False, damaged
    except av.error.FFmpegError:
        return True, True
    return True, damaged


def _end(stream: VideoStream | AudioStream, tally: _Tally, whole: bool) -> Time:
    """When the stream ends: as counted, never later than a header of the MP4 family says (edit lists cut there)."""
    base = stream.time_base or Fraction(0)
    header = None
    if stream.duration is not None:
        header = ((stream.start_time or 0) + stream.duration) * base
    if tally.count == 0 or not whole:
        return header if header is not None else ZERO
    end = tally.end
    if end == tally.last and tally.count > 1 and tally.first is not None:
        # The last packet does not say how long it lasts: as long as the others on average.
        end += round((tally.last - tally.first) / (tally.count - 1))
    counted = end * base
    return min(counted, header) if header is not None and header > tally.last * base else counted


def _rate(stream: VideoStream, tally: _Tally, whole: bool) -> Rate:
    """The average rate: the header's where the count agrees with it, otherwise the count's."""
    header = stream_rate(stream)
    if header and stream.codec_context.name in _HIDING:
        return header
    if not whole or tally.count < 2 or tally.first is None or tally.last <= tally.first:
        return header
    counted = Fraction(tally.count - 1) / ((tally.last - tally.first) * (stream.time_base or Fraction(1)))
    if header and abs(counted / header - 1) < Fraction(1, 50):
        return header
    return counted.limit_denominator(1001)
