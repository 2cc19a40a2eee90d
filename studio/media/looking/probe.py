"""What a file is: kind, size as shown, length, rate, sound, colour, and what is odd about it.

Facts are measured where the header could lie: packets are counted, one picture is decoded. It must
never take long or much memory, whatever the file says about itself.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import msgspec
from av.audio.stream import AudioStream
from av.container import InputContainer

from studio.media.fingerprints import fingerprint
from studio.media.open import MediaRefused, is_still, open_media, refuse_damaged, usable_stream
from studio.media.reading.animated_picture import AnimationDecoding, animation_lengths
from studio.media.reading.frame import has_alpha, range_of
from studio.media.reading.index import QUICK_PIXELS, index_of
from studio.media.reading.lottie import LottiePictures, is_lottie
from studio.media.reading.lut_file import check_lut, is_lut
from studio.media.reading.packet_scan import PacketScan, scan_packets
from studio.media.reading.picture_reader import PictureReader
from studio.media.reading.stills import read_still
from studio.media.reading.streams import is_cover, is_dolby_vision, sound_stream, video_stream
from studio.model import ZERO, Asset, AssetKind, Rate, Time, round_to_flick
from studio.sentences import Sentence, say

__all__ = ["PROBE_VERSION", "Facts", "Light", "fingerprint", "make_asset", "probe"]

PROBE_VERSION = 3

Light = Literal["", "HLG", "PQ", "HLG, Dolby Vision", "PQ, Dolby Vision", "Dolby Vision"]

# AVColorSpace (ITU-T H.273, MatrixCoefficients), as people call them.
_COLOURS = {0: "RGB", 1: "BT.709", 4: "FCC", 5: "BT.601", 6: "BT.601", 7: "SMPTE 240M", 9: "BT.2020", 10: "BT.2020"}
_TRANSFERS = {16: "PQ", 18: "HLG"}
_FULL = 2
_LOTTIE_TRIED, _LOTTIE_SIDE = 12, 256


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a probe found.

    `width` and `height` are as shown, after turning and sample aspect ratio. `rotation` is how far the stored
    picture is turned clockwise to stand upright (0, 90, 180, 270), after mirroring when `mirrored`. `rate` is the
    average frame rate, 0 for photos and sound. `loops` says that it is an animated picture. `codecs` lists every
    stream's, the picture that is used first.

    `frames` and `key_frames` are counted, 0 where the count took too long; `smallest_step` and `largest_step` (seconds)
    lie between pictures, `variable` when they differ. `start` is what the file's own clock says where ours says 0.
    `colour` is the matrix the picture was coded with, `light` how bright it may be ("" for the standard range), `bits`
    are those of one colour. `channels` and `sample_rate` (Hz) are those of the sound that is heard.
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
    loops: bool = False
    frames: int = 0
    key_frames: int = 0
    variable: bool = False
    smallest_step: Time = ZERO
    largest_step: Time = ZERO
    start: Time = ZERO
    interlaced: bool = False
    colour: str = ""
    full_range: bool = False
    light: Light = ""
    bits: int = 0
    has_alpha: bool = False
    picture_tracks: int = 0
    sound_tracks: int = 0
    channels: int = 0
    sample_rate: int = 0


def probe(path: str | Path) -> Facts:
    """The facts about a file. Raises `MediaRefused` when it cannot be used at all."""
    path = Path(path).absolute()
    return msgspec.structs.replace(_facts(path), size_bytes=path.stat().st_size)


def _facts(path: Path) -> Facts:
    if is_lottie(path):
        return _lottie(path)
    if is_lut(path):
        check_lut(path)
        return Facts(path=str(path), kind="lut", fingerprint=fingerprint(path))
    with open_media(path) as container:
        tracks = _tracks(container)
        scan = None if is_still(container, path) else scan_packets(container)
    if scan is None:
        return _animation(path, tracks) if animation_lengths(path) else _photo(path, tracks)
    if scan.has_picture:
        try:
            return _film(path, tracks, scan)
        except MediaRefused:
            if not scan.has_sound:
                raise
            return _sound(path, tracks, scan, (say("The picture cannot be decoded; only the sound is used."),))
    return _sound(path, tracks, scan, ())


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
        sound_tracks=facts.sound_tracks,
        fingerprint=facts.fingerprint,
        size_bytes=facts.size_bytes,
        loops=facts.loops,
    )


class _Tracks(msgspec.Struct, frozen=True):
    """What the header lists."""

    codecs: tuple[str, ...]
    pictures: int
    sounds: int
    channels: int
    sample_rate: int


def _tracks(container: InputContainer) -> _Tracks:
    picture, sound = video_stream(container), sound_stream(container)
    usable = [stream for stream in container.streams if usable_stream(stream)]
    first = [stream for stream in (picture, sound) if stream is not None]
    ordered = first + [stream for stream in usable if stream not in first]
    return _Tracks(
        codecs=tuple(stream.codec_context.codec.canonical_name for stream in ordered),
        pictures=sum(stream.type == "video" and not is_cover(stream) for stream in usable),
        sounds=sum(isinstance(stream, AudioStream) and stream.sample_rate > 0 for stream in usable),
        channels=sound.codec_context.channels if sound is not None else 0,
        sample_rate=sound.sample_rate if sound is not None else 0,
    )


def _photo(path: Path, tracks: _Tracks) -> Facts:
    frame, shape = read_still(path)
    width, height = shape.shown
    seen = Facts(
        path=str(path),
        kind="photo",
        width=width,
        height=height,
        rotation=shape.turn.degrees,
        mirrored=shape.turn.mirrored,
        codecs=tracks.codecs[:1],
        fingerprint=fingerprint(path),
        picture_tracks=1,
    )
    return _coloured(seen, frame)


def _animation(path: Path, tracks: _Tracks) -> Facts:
    decoding = AnimationDecoding(path)
    try:
        first = decoding.take()
    finally:
        decoding.close()
    if first is None:
        raise refuse_damaged(path)
    lengths = animation_lengths(path)
    index = index_of(path)
    assert index is not None
    beat, length = index.beat, sum(lengths, ZERO)
    width, height = decoding.turn.size(first.width, first.height)
    seen = Facts(
        path=str(path),
        kind="video",
        duration=round_to_flick(length),
        width=width,
        height=height,
        rate=(len(lengths) / length).limit_denominator(1001),
        codecs=tracks.codecs[:1],
        fingerprint=fingerprint(path),
        loops=True,
        frames=len(lengths),
        key_frames=1,
        variable=beat.variable,
        smallest_step=beat.smallest,
        largest_step=beat.largest,
        picture_tracks=1,
    )
    return _coloured(seen, first)


def _lottie(path: Path) -> Facts:
    """Drawn once here: what harms the drawer harms a child."""
    pictures = LottiePictures(path)
    found = pictures.lottie
    for number in range(0, found.frames, max(1, found.frames // _LOTTIE_TRIED)):
        pictures.frame_at(number / found.rate, (_LOTTIE_SIDE, _LOTTIE_SIDE))
    return Facts(
        path=str(path),
        kind="video",
        duration=round_to_flick(found.duration),
        width=found.width,
        height=found.height,
        rate=found.rate,
        codecs=("lottie",),
        fingerprint=fingerprint(path),
        loops=True,
        frames=found.frames,
        key_frames=found.frames,
        smallest_step=1 / found.rate,
        largest_step=1 / found.rate,
        colour="RGB",
        bits=8,
        has_alpha=True,
        picture_tracks=1,
    )


def _film(path: Path, tracks: _Tracks, scan: PacketScan) -> Facts:
    reader = PictureReader(path)
    shape, first, interlaced = reader.shape, reader.first, reader.interlaced
    reader.close()
    width, height = shape.shown
    # A long film is not decoded here: its index would know no more than the packets did.
    index = index_of(path) if scan.beat.count * first.width * first.height <= QUICK_PIXELS else None
    checked = index is not None and index.checked
    beat = index.beat if index is not None and checked else scan.beat
    problems = list(scan.problems)
    if index is not None and index.damaged and not problems:
        problems.append(say("Parts of the file are damaged."))
    seen = Facts(
        path=str(path),
        kind="video",
        duration=scan.duration,
        width=width,
        height=height,
        rate=scan.rate,
        rotation=shape.turn.degrees,
        mirrored=shape.turn.mirrored,
        has_sound=scan.has_sound,
        codecs=tracks.codecs,
        problems=tuple(problems),
        fingerprint=fingerprint(path),
        frames=beat.count,
        key_frames=index.key_count + 1 if index is not None and checked else scan.key_count,
        variable=beat.variable,
        smallest_step=beat.smallest,
        largest_step=beat.largest,
        start=scan.start,
        interlaced=interlaced,
        picture_tracks=tracks.pictures,
        sound_tracks=tracks.sounds,
        channels=tracks.channels,
        sample_rate=tracks.sample_rate,
    )
    return _coloured(seen, first)


def _coloured(seen: Facts, frame: av.VideoFrame) -> Facts:
    """The facts with what a decoded picture tells about colour."""
    light = _TRANSFERS.get(frame.color_trc, "")
    dolby = is_dolby_vision(frame)
    problems = seen.problems
    if dolby and not light:
        # Profile 5: its colours are in a form of Dolby's own.
        problems = (*problems, say("Its Dolby Vision colours cannot be shown as they were meant."))
    rgb = frame.format.is_rgb or frame.format.name == "pal8"
    return msgspec.structs.replace(
        seen,
        colour="RGB" if rgb else _COLOURS.get(frame.colorspace, ""),
        full_range=range_of(frame) == _FULL,
        light=", ".join(part for part in (light, "Dolby Vision" if dolby else "") if part),
        bits=frame.format.components[0].bits,
        has_alpha=has_alpha(frame),
        problems=problems,
    )


def _sound(path: Path, tracks: _Tracks, scan: PacketScan, problems: tuple[Sentence, ...]) -> Facts:
    if not scan.has_sound or scan.duration <= 0:
        raise refuse_damaged(path)
    return Facts(
        path=str(path),
        kind="sound",
        duration=scan.duration,
        has_sound=True,
        codecs=tracks.codecs,
        problems=(*problems, *scan.problems),
        fingerprint=fingerprint(path),
        start=scan.start,
        sound_tracks=tracks.sounds,
        channels=tracks.channels,
        sample_rate=tracks.sample_rate,
    )
