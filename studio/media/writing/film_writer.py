"""The film's file: pieces and sound joined at packet level, into MP4, MOV or WebM.

MP4 and MOV have no edit list and their index comes first, yet picture and sound start together: B-frames get
negative offsets, and the lead-in of AAC takes the place of the first 1024 samples. WebM says how long Opus's lead-in
is. It must never leave a half-written file under the target's name.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.video.stream import VideoStream

from studio.media.writing.copying import Copies
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.h264 import joined
from studio.media.writing.picture_encoder import Piece, set_up_picture
from studio.media.writing.sound_encoder import ENCODERS, EncodedSound, set_up_sound
from studio.model import SAMPLE_RATE

__all__ = ["FilmWriter"]

_PLAIN_TAGS = frozenset({"title", "artist", "album", "comment", "copyright", "date", "description", "genre"})
"""Lines every player knows; MP4 keeps others only in the form Apple calls mdta."""
_LATE = frozenset({"libx264", "libx265"})
"""Encoders that reorder pictures, by two at most; AV1 and VP9 hide theirs inside packets."""


class FilmWriter:
    """A film in the making. `close` finishes it; leave without `close` and it is worthless.

    Where packets of other files come in, `copies` says with which parameter sets.
    """

    def __init__(
        self,
        path: Path,
        settings: ExportSettings,
        sound: EncodedSound | None,
        sample_count: int,
        copies: Copies | None = None,
    ) -> None:
        self._rate = settings.rate
        options = _options(settings)
        self._container: OutputContainer = av.open(
            f"file:{path}", "w", format=settings.container, container_options=options
        )
        for key, value in settings.tags:
            self._container.metadata[key] = value
        picture = self._container.add_stream(settings.encoder, rate=settings.rate)
        assert isinstance(picture, VideoStream)
        copies = copies or Copies()
        set_up_picture(picture.codec_context, settings, copies.free_number)
        picture.codec_context.flags |= Flags.global_header
        self._picture = picture
        self._picture.time_base = 1 / settings.rate
        encoder = ENCODERS[settings.sound_codec]
        heard = self._container.add_stream(encoder, rate=SAMPLE_RATE) if sound is not None else None
        assert heard is None or isinstance(heard, AudioStream)
        if heard is not None:
            set_up_sound(heard.codec_context, settings)
            heard.time_base = Fraction(1, SAMPLE_RATE)
        self._heard = heard
        self._delay = max(copies.delay, 2 if settings.b_frames and settings.encoder in _LATE else 0)
        self._sound = sound
        self._sample_count = sample_count
        self._sound_written = 0
        self._frames_written = 0
        picture.codec_context.open()
        self._known = {bytes(picture.codec_context.extradata or b""), copies.parameter_sets}
        if copies.groups:
            picture.codec_context.extradata = joined(*self._known)
        self._container.start_encoding()

    def add(self, piece: Piece, frames: int) -> None:
        """Append a piece of `frames` pictures, and the sound that goes with it."""
        if piece.extradata not in self._known:
            raise ValueError("a piece was encoded with other settings than the file")
        if len(piece.packets) != frames:
            raise ValueError("a piece does not hold the pictures it should")
        for number, coded in enumerate(piece.packets):
            packet = av.Packet(coded.data)
            packet.stream = self._picture
            packet.time_base = 1 / self._rate
            packet.pts = self._frames_written + coded.shown
            # Decoding times run evenly through all pieces, two frames early as x264 needs for its B-frames.
            packet.dts = self._frames_written + number - self._delay
            packet.duration = 1
            packet.is_keyframe = coded.key
            self._container.mux(packet)
            self._add_sound(until=(self._frames_written + number) / self._rate)
        self._frames_written += frames

    @property
    def frames(self) -> int:
        """How many pictures were written."""
        return self._frames_written

    def _add_sound(self, until: Fraction | None) -> None:
        while self._sound is not None and self._heard is not None and self._sound_written < len(self._sound):
            first, count, data = self._sound[self._sound_written]
            if until is not None and first > until * SAMPLE_RATE:
                return
            packet = av.Packet(data)
            packet.stream = self._heard
            packet.time_base = Fraction(1, SAMPLE_RATE)
            packet.pts = packet.dts = first
            packet.duration = max(1, min(count, self._sample_count - first))
            packet.is_keyframe = True
            self._container.mux(packet)
            self._sound_written += 1

    def close(self) -> None:
        """Write what remains and the index."""
        self._add_sound(until=None)
        self._container.close()

    def abandon(self) -> None:
        """Let go of the file without caring what is in it."""
        try:
            self._container.close()
        except (av.error.FFmpegError, OSError):
            return


def _options(settings: ExportSettings) -> dict[str, str]:
    if settings.container == "webm":
        return {}
    flags = "+faststart+negative_cts_offsets"
    if any(key not in _PLAIN_TAGS for key, _ in settings.tags):
        flags += "+use_metadata_tags"
    return {"movflags": flags, "use_editlist": "0"}
