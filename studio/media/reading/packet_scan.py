"""What the packets of a file tell, counted once: how long it is, its rate, its pictures, its sound.

It must never decode anything, and never take long, whatever the file says about itself.
"""

from __future__ import annotations

from fractions import Fraction
from time import monotonic

import av
import msgspec
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from studio.media.reading.beat import Beat, beat_of
from studio.media.reading.streams import file_start, sound_stream, stream_rate, video_stream
from studio.model import ZERO, Rate, Time, round_to_flick
from studio.sentences import Sentence, say

__all__ = ["PacketScan", "is_shown", "scan_packets"]

_SCAN_S = 3.0
_LONGEST_S = 24 * 3600
_NEAR = Fraction(1, 50)


class PacketScan(msgspec.Struct, frozen=True):
    """What counting packets found; lengths from the header where the count was broken off."""

    has_picture: bool
    has_sound: bool
    duration: Time
    rate: Rate
    problems: tuple[Sentence, ...]
    start: Time
    key_count: int
    beat: Beat


class _Tally(msgspec.Struct):
    """The packets of one stream that are shown: their times and the end, in ticks, and how many are key frames."""

    times: list[int] = []
    end: int = 0
    keys: int = 0

    def add(self, packet: av.Packet[Stream]) -> None:
        """Count a packet."""
        pts = packet.pts if packet.pts is not None else packet.dts
        if pts is None or packet.is_discard or not is_shown(packet):
            return
        self.times.append(pts)
        self.end = max(self.end, pts + (packet.duration or 0))
        self.keys += packet.is_keyframe


def is_shown(packet: av.Packet[Stream] | av.Packet[VideoStream]) -> bool:
    """Whether a packet has something to show: VP8 (RFC 6386, 9.1) and VP9 (bitstream specification, 6.2) hold pictures
    that only others are made from."""
    name = packet.stream.codec_context.name
    if name not in _HIDING:
        return True
    data = memoryview(packet)
    first = data[0]
    if name in ("vp8", "libvpx"):
        return bool(first & 0x10)
    if data[-1] & 0xE0 == 0xC0:
        return True  # several pictures in one packet: the last one is shown
    bits = f"{first:08b}"
    at = 5 if bits[2:4] == "11" else 4
    return bits[at] == "1" or bits[at + 2] == "1"


_HIDING = frozenset({"vp8", "vp9", "libvpx", "libvpx-vp9"})


def scan_packets(container: InputContainer) -> PacketScan:
    """Count all packets of the picture and the sound that are used; what time is too short for, the header tells."""
    video, sound = video_stream(container), sound_stream(container)
    used = [stream for stream in (video, sound) if stream is not None]
    tallies = {stream.index: _Tally() for stream in used}
    whole, damaged = _count(container, used, tallies)
    start = file_start(container)
    ends = [_end(stream, tallies[stream.index], whole) for stream in used]
    if not whole and container.duration is not None:
        ends.append(Fraction(container.duration, av.time_base) + start)
    duration = max((end - start for end in ends), default=ZERO)
    beat = Beat()
    if video is not None and video.time_base is not None:
        beat = beat_of(np.unique(np.array(tallies[video.index].times, dtype=np.int64)), video.time_base)
    heard = sound is not None and (len(tallies[sound.index].times) > 0 or not whole)
    return PacketScan(
        has_picture=video is not None,
        has_sound=heard,
        duration=round_to_flick(min(max(duration, ZERO), Fraction(_LONGEST_S))),
        rate=_rate(video, beat, whole=whole) if video is not None else Fraction(0),
        problems=(say("Parts of the file are damaged."),) if damaged else (),
        start=start,
        key_count=tallies[video.index].keys if video is not None and whole else 0,
        beat=beat if whole else Beat(),
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
    if not tally.times or not whole:
        return header if header is not None else ZERO
    end, first, last = tally.end, min(tally.times), max(tally.times)
    if end == last and len(tally.times) > 1:
        # The last packet does not say how long it lasts: as long as the others on average.
        end += round((last - first) / (len(tally.times) - 1))
    counted = end * base
    return min(counted, header) if header is not None and header > last * base else counted


def _rate(stream: VideoStream, beat: Beat, *, whole: bool) -> Rate:
    """The rate: one the header gives where the count agrees, otherwise the count's own average.

    A film that keeps its beat but for a few gaps has the rate of the beat.
    """
    header = stream_rate(stream)
    if not whole or beat.count < 2:
        return header
    for said in (header, Fraction(stream.guessed_rate or 0)):
        if said and abs(beat.average / said - 1) < _NEAR:
            return said
        if said and beat.with_gaps and abs(beat.middle * said - 1) < _NEAR:
            return said
    return beat.average.limit_denominator(1001)
