"""Stretches of an export that nobody touched: found in their source, and taken over packet by packet.

Only where it is sure to be the same picture: H.264 as the export writes it, the same size, rate and colours, shown
whole and alone, from a picture that stands by itself on. It must never copy what it does not fully understand:
whatever is odd is drawn and encoded like everything else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from math import floor

import av
import msgspec
from av.container import InputContainer
from av.video.stream import VideoStream

from studio.media.open import MediaRefused, open_media
from studio.media.reading.streams import file_start, keep_only, pixel_aspect, video_stream
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.h264 import IDR, PARAMETER_SETS, Headers, annex_b, headers, kind, picture_set, units
from studio.media.writing.picture_encoder import Coded, Piece
from studio.model import Asset, Time
from studio.render import Plan, whole_shot

__all__ = ["CopiedGroup", "Copies", "PacketReader", "find_copies"]

_SHORTEST_S = Fraction(1, 2)
_LONGEST_GROUP = 600
_SURE_PROFILES = frozenset({77, 100})
_BASELINE = 66
_BT709, _UNSAID = 1, 2
_HIGHEST_NUMBER = 31
_LATE_S = 1


class CopiedGroup(msgspec.Struct, frozen=True):
    """Frames of the export that are packets of a file: `count` of them in coding order from time stamp `first` on.

    Groups of one `run` follow one another in the export as in the file.
    """

    frames: range
    path: str
    first: int
    count: int
    run: int


class Copies(msgspec.Struct, frozen=True):
    """All that is copied: the groups in order, the parameter sets they need, a number those leave free for ours, and
    by how many pictures the coding order may run ahead."""

    groups: tuple[CopiedGroup, ...] = ()
    parameter_sets: bytes = b""
    free_number: int = 0
    delay: int = 0


class _Packet(msgspec.Struct, frozen=True):
    """What is known of one packet: its time stamp, and whether a film can begin with it."""

    pts: int
    opens: bool


class _Run(msgspec.Struct):
    """Frames of the export in a row that show pictures of one asset in a row: the first, and source times."""

    first: int
    asset: Asset
    times: list[Time]


def find_copies(plans: Iterable[Plan], settings: ExportSettings) -> Copies:
    """What can be copied of the export whose frames are `plans`, in order."""
    if settings.encoder != "libx264" or settings.container not in ("mp4", "mov"):
        return Copies()
    found: list[tuple[Headers, list[CopiedGroup], int]] = []
    for run in _runs(plans, settings):
        if len(run.times) >= _SHORTEST_S * settings.rate:
            with suppress(MediaRefused, av.error.FFmpegError, OSError, ValueError):
                found += _groups_of(run, settings)
    return _together(found)


def _runs(plans: Iterable[Plan], settings: ExportSettings) -> Iterator[_Run]:
    run: _Run | None = None
    step = 1 / settings.rate
    for number, each in enumerate(plans):
        shot = whole_shot(each, (settings.width, settings.height))
        if run is not None and (shot is None or shot.asset is not run.asset or shot.at - run.times[-1] != step):
            yield run
            run = None
        if shot is not None:
            if run is None:
                run = _Run(number, shot.asset, [])
            run.times.append(shot.at)
    if run is not None:
        yield run


def _groups_of(run: _Run, settings: ExportSettings) -> Iterator[tuple[Headers, list[CopiedGroup], int]]:
    """The groups of `run`'s file that lie within it, or nothing where anything about the file is odd."""
    with open_media(run.asset.path) as container:
        stream = video_stream(container)
        said = headers(bytes(stream.codec_context.extradata or b"")) if stream is not None else None
        if stream is None or said is None or not _fits(stream, said, settings):
            return
        keep_only(container, stream)
        if not _plainly_shown(container, stream):
            return
        time_base, start = stream.time_base or Fraction(1), file_start(container)
        wanted = [floor((at + start) / time_base) for at in run.times]
        packets = _scanned(container, stream, said, wanted[0], wanted[-1])
    shown = sorted(packet.pts for packet in packets)
    indexes = [bisect_right(shown, ticks) - 1 for ticks in wanted]
    if indexes[0] < 0 or any(after - before != 1 for before, after in pairwise(indexes)):
        return
    groups, delay = _within(run, packets, shown, indexes)
    if sum(group.count for group in groups) >= _SHORTEST_S * settings.rate:
        yield said, groups, delay


def _fits(stream: VideoStream, said: Headers, settings: ExportSettings) -> bool:
    """Whether the stream is, in every way that can be read off its head, what the export writes."""
    if stream.codec_context.name != "h264" or len(said.said) != 1 or not said.pictures:
        return False
    sequence = said.said[0]
    size = (settings.width, settings.height)
    sure = sequence.profile in _SURE_PROFILES or (sequence.profile == _BASELINE and bool(said.sequences[0][2] & 0x40))
    plain = sequence.chroma == 1 and sequence.depth == 8 and sequence.whole_frames and not sequence.gaps
    square = sequence.aspect[0] == sequence.aspect[1] and pixel_aspect(stream) == 1
    return (
        (sure and plain and square and (sequence.width, sequence.height) == size)
        and (stream.width, stream.height) == size
        and all(sequence.number == of for _, of in said.picture_numbers)
        and not sequence.full_range
        and _usual_colours((sequence.primaries, sequence.transfer, sequence.matrix), size)
    )


def _usual_colours(colours: tuple[int, int, int], size: tuple[int, int]) -> bool:
    # Where nothing is said everybody takes large pictures for BT.709, and so did we when we showed it.
    large = size[1] >= 720 or size[0] >= 1280
    return colours == (_BT709,) * 3 or (colours == (_UNSAID,) * 3 and large)


def _plainly_shown(container: InputContainer, stream: VideoStream) -> bool:
    """Whether the first picture is neither turned nor made of two half pictures."""
    for frame in container.decode(stream):
        return frame.rotation == 0 and not frame.interlaced_frame
    return False


def _scanned(container: InputContainer, stream: VideoStream, said: Headers, first: int, last: int) -> list[_Packet]:
    """The packets around time stamps `first` to `last`, in coding order. Raises `ValueError` for what is odd."""
    known, packets = {number for number, _ in said.picture_numbers}, []
    sets = {*said.sequences, *said.pictures}
    late = last + round(_LATE_S / (stream.time_base or Fraction(1)))
    container.seek(first, stream=stream, backward=True)
    for packet in container.demux(stream):
        if not packet.size:
            continue
        if packet.pts is None or packet.is_corrupt or packet.is_discard:
            raise ValueError("a packet without its time, or one that is not shown")
        parts = list(units(bytes(packet), said.length_bytes))
        numbers = {number for part in parts if (number := picture_set(part)) is not None}
        if (
            not numbers
            or not numbers <= known
            or any(kind(part) in PARAMETER_SETS and part not in sets for part in parts)
        ):
            raise ValueError("a picture that uses what the head does not hold")
        packets.append(_Packet(packet.pts, any(kind(part) == IDR for part in parts)))
        if packet.pts > late and packets[-1].opens:
            break
    return packets


def _within(
    run: _Run, packets: Sequence[_Packet], shown: Sequence[int], indexes: Sequence[int]
) -> tuple[list[CopiedGroup], int]:
    """The groups that lie in the run, the last one perhaps only as far as it reaches, and the reordering in them."""
    place = {pts: number for number, pts in enumerate(shown)}
    opens = [number for number, packet in enumerate(packets) if packet.opens]
    groups, delay = [], 0
    for begin, end in pairwise([*opens, len(packets)]):
        order = [place[packet.pts] for packet in packets[begin:end]]
        first = order[0]
        if first < indexes[0] or first > indexes[-1] or len(order) > _LONGEST_GROUP:
            continue
        count = _whole_prefix(order, indexes[-1])
        if count == 0:
            continue
        at = run.first + first - indexes[0]
        groups.append(CopiedGroup(range(at, at + count), run.asset.path, packets[begin].pts, count, run.first))
        delay = max(delay, *(number - (index - first) for number, index in enumerate(order[:count])))
    return groups, delay


def _whole_prefix(order: Sequence[int], last: int) -> int:
    """How many packets from the first on show pictures without a hole, none of them after picture `last`."""
    highest, count = -1, 0
    for number, index in enumerate(order):
        if index < order[0]:
            break  # shown before the picture that should stand alone
        highest = max(highest, index)
        if highest - order[0] == number and highest <= last:
            count = number + 1
    return count


def _together(found: Sequence[tuple[Headers, list[CopiedGroup], int]]) -> Copies:
    """All groups whose parameter sets can stand in one file; those that copy most go first."""
    families: dict[tuple[tuple[bytes, ...], tuple[bytes, ...]], list[tuple[Headers, list[CopiedGroup], int]]] = {}
    for each in found:
        families.setdefault((each[0].sequences, each[0].pictures), []).append(each)
    taken: set[int] = set()
    groups: list[CopiedGroup] = []
    sets, delay = [], 0
    for family in sorted(families.values(), key=_copied, reverse=True):
        said = family[0][0]
        numbers = {number for pair in said.picture_numbers for number in pair}
        if taken & numbers:
            continue
        taken |= numbers
        sets.append(annex_b((*said.sequences, *said.pictures)))
        for _, some, ahead in family:
            groups += some
            delay = max(delay, ahead)
    free = next((number for number in range(_HIGHEST_NUMBER + 1) if number not in taken), None)
    if not groups or free is None:
        return Copies()
    return Copies(tuple(sorted(groups, key=lambda group: group.frames.start)), b"".join(sets), free, delay)


def _copied(family: Sequence[tuple[Headers, list[CopiedGroup], int]]) -> int:
    return sum(group.count for _, groups, _ in family for group in groups)


class PacketReader:
    """Gives copied groups as pieces; groups that follow one another are read on. Not for several threads."""

    def __init__(self, parameter_sets: bytes) -> None:
        self._parameter_sets = parameter_sets
        self._path = ""
        self._container: InputContainer | None = None
        self._length_bytes = 4
        self._packets: Iterator[av.Packet[VideoStream]] = iter(())
        self._next: av.Packet[VideoStream] | None = None

    def close(self) -> None:
        """Give back the file."""
        if self._container is not None:
            self._container.close()
        self._container, self._path, self._next = None, "", None

    def piece(self, group: CopiedGroup) -> Piece:
        """The group's packets. Raises `MediaRefused` or `ValueError` where the file is no longer what it was."""
        if group.path != self._path or self._container is None:
            self._open(group.path)
        packet = self._next
        if packet is None or packet.pts != group.first:
            packet = self._sought(group.first)
        packets = [packet]
        packets += [following for _, following in zip(range(group.count - 1), self._packets, strict=False)]
        self._next = next(self._packets, None)
        shown = sorted(each.pts or 0 for each in packets)
        if len(packets) != group.count or shown[0] != group.first:
            raise ValueError("the file ends before its time")
        place = {pts: number for number, pts in enumerate(shown)}
        coded = (Coded(place[each.pts or 0], number == 0, self._bytes(each)) for number, each in enumerate(packets))
        return Piece(self._parameter_sets, tuple(coded))

    def _open(self, path: str) -> None:
        self.close()
        self._container = open_media(path)
        stream = video_stream(self._container)
        said = headers(bytes(stream.codec_context.extradata or b"")) if stream is not None else None
        if stream is None or said is None:
            raise ValueError("the file is another one now")
        keep_only(self._container, stream)
        self._stream, self._length_bytes, self._path = stream, said.length_bytes, path

    def _sought(self, first: int) -> av.Packet[VideoStream]:
        assert self._container is not None
        self._container.seek(first, stream=self._stream, backward=True)
        self._packets = (packet for packet in self._container.demux(self._stream) if packet.size)
        for packet in self._packets:
            if packet.pts == first:
                return packet
        raise ValueError("the picture is no longer there")

    def _bytes(self, packet: av.Packet[VideoStream]) -> bytes:
        """The packet as an encoder would have given it: start codes, no parameter sets within."""
        parts = units(bytes(packet), self._length_bytes)
        return annex_b(tuple(part for part in parts if kind(part) not in PARAMETER_SETS))
