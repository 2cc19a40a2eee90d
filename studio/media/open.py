"""The one door for files from outside: every open of sound and picture goes through here.

A list of allowed formats and codecs, a regular local file, no playlists, no scripts that name other
files, no network, no absurd dimensions. It must never let FFmpeg guess beyond that list.
"""

from __future__ import annotations

import stat
from pathlib import Path

import av
import av.codec
import av.logging
import av.stream
from av.audio.codeccontext import AudioCodecContext
from av.codec.context import CodecContext
from av.container import InputContainer

from studio.files.looked_into import admit
from studio.sentences import Refused, say

__all__ = [
    "LARGEST_FILM",
    "LARGEST_PICTURE",
    "MEDIA_ENDINGS",
    "STILL_FORMATS",
    "MediaRefused",
    "is_still",
    "limit_decoder",
    "open_media",
    "refuse_damaged",
    "usable_stream",
]

# Problems of files are told in our own words; FFmpeg's lines on stderr would help nobody.
av.logging.set_level(None)

LARGEST_PICTURE = 210_000_000
"""Pixels in one still picture, at most: as many as the largest phone cameras take (200 million)."""
LARGEST_FILM = 72_000_000
"""Pixels in one picture of a film, at most: 8K all around (8192 × 8192), with room."""
_MOST_CHANNELS = 64  # what FFmpeg's resampler can take in
_SOUND_RATES = (1000, 768_000)
_MOST_STREAMS = 400  # a photo of 48 million pixels comes in 192 tiles, and its gain map in more
_OPEN_S = 8.0

_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,mxf,dv,"
    "wav,w64,aiff,mp3,ogg,flac,aac,ac3,eac3,amr,caf,au"
)
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg_pipe"),
    (0, b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (0, b"GIF8", "gif"),
    (8, b"WEBP", "webp_pipe"),
    (0, b"BM", "bmp_pipe"),
    (0, b"II*\x00", "tiff_pipe"),
    (0, b"MM\x00*", "tiff_pipe"),
)
STILL_FORMATS = frozenset(name for _, _, name in _SIGNATURES)
"""Demuxers that give one still picture. FFmpeg's `image2` is not among them: it would read `%d` in a name as a
pattern and open the neighbours."""

_STILL_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif", b"avis"})


def _words(text: str) -> list[str]:
    return text.split()


_VIDEO_CODECS = frozenset(
    _words(
        """
        h264 hevc av1 libdav1d vp8 vp9 libvpx libvpx-vp9 mpeg4 msmpeg4v3 h263 flv mpeg1video mpeg2video mjpeg prores
        dnxhd qtrle dvvideo rawvideo png gif webp bmp tiff apng wmv3 vc1 theora ffv1 cfhd hap svq3 cinepak huffyuv v210
        """
    )
)
_SOUND_CODECS = frozenset(
    _words(
        """
        aac mp3 mp3float mp2 mp2float mp1float vorbis opus libopus flac alac ac3 eac3 amrnb amrwb wmav1 wmav2 wmapro
        adpcm_ima_wav adpcm_ima_qt adpcm_ms adpcm_swf dca truehd speex
        """
    )
)
_CODEC_NAMES = ",".join(
    sorted(
        name
        for name in av.codecs_available
        if name in _VIDEO_CODECS or name in _SOUND_CODECS or name.startswith("pcm_")
    )
)
MEDIA_ENDINGS = frozenset(
    _words(
        """
        .mp4 .mov .m4v .m4a .m4b .3gp .3g2 .mkv .webm .mka .avi .ts .mts .m2ts .mpg .mpeg .flv .wmv .mxf .wav .aif
        .aiff .mp3 .ogg .oga .opus .flac .aac .ac3 .amr .caf .au .jpg .jpeg .png .gif .webp .bmp
        .tif .tiff .heic .heif .avif .lottie .cube
        """
    )
)
_KNOWN_ENDINGS = frozenset(_words(".svg .ico .psd .raw .dng .exr .jxl .jp2 .m3u .m3u8 .pls .mid .swf .rm .vob"))


class MediaRefused(Refused):
    """A file of sound or picture cannot be used; `sentence` says why."""


def refuse_damaged(path: Path) -> MediaRefused:
    """The refusal of a file that begins like media but cannot be decoded."""
    return MediaRefused(say("“{name}” is damaged and cannot be played.", name=path.name))


def open_media(path: str | Path, *, ours: bool = False) -> InputContainer:
    """The file, open for reading. The caller closes it. `ours` is a file that this program has just written.

    Where the process is guarded (`studio.files.looked_into`), a file nobody looked into is looked into first.

    Raises `MediaRefused` when it is missing, empty, a folder, not media, of an unsupported kind, or damaged.
    """
    path = Path(path)
    if not ours:
        admit(path)
    still = _checked_signature(path)
    options = {
        "protocol_whitelist": "file",
        "format_whitelist": still or _CONTAINERS,
        "codec_whitelist": _CODEC_NAMES,
        "max_streams": str(_MOST_STREAMS),
        # MOV: tracks whose data lie in other files stay empty.
        "enable_drefs": "0",
        "use_absolute_path": "0",
    }
    try:
        container = av.open(
            f"file:{path.absolute()}",
            format=still,
            options=options,
            metadata_errors="replace",
            # For the opening alone: PyAV's clock for reading runs on while nothing is read.
            timeout=(_OPEN_S, None),
        )
    except av.error.PermissionError as problem:
        raise MediaRefused(say("“{name}” may not be read.", name=path.name)) from problem
    except av.error.MemoryError:
        raise refuse_damaged(path) from None
    except (av.error.FFmpegError, ValueError) as problem:
        raise _refusal(path, problem) from problem
    if not any(usable_stream(stream) for stream in container.streams):
        known = len(container.streams) > 0
        container.close()
        raise _unsupported(path) if known else refuse_damaged(path)
    most = LARGEST_PICTURE if is_still(container, path) else LARGEST_FILM
    for stream in container.streams.video:
        if stream.codec_context is not None:
            limit_decoder(stream.codec_context, most)
            if stream.codec_context.width * stream.codec_context.height > most:
                container.close()
                raise MediaRefused(say("“{name}” is too large a picture.", name=path.name))
    return container


def limit_decoder(decoder: CodecContext, most: int = LARGEST_FILM) -> None:
    """Have a decoder of pictures refuse any that has more than `most` pixels, however late in the film it comes."""
    decoder.options = {**decoder.options, "max_pixels": str(most)}


def _checked_signature(path: Path) -> str | None:
    """The still format the file begins like, or None; refuses what is no regular file with something in it."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise MediaRefused(say("“{name}” is a folder, not a file.", name=path.name))
        if not stat.S_ISREG(status.st_mode):
            raise MediaRefused(say("“{name}” is not a video, photo or sound.", name=path.name))
        if status.st_size == 0:
            raise MediaRefused(say("“{name}” is empty.", name=path.name))
        with path.open("rb") as file:
            head = file.read(32)
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise MediaRefused(say("There is no file “{name}”.", name=path.name)) from problem
    except (OSError, ValueError) as problem:
        raise MediaRefused(say("“{name}” may not be read.", name=path.name)) from problem
    if path.suffix.lower() in _KNOWN_ENDINGS:
        # Raw photos begin as TIFF does, and would show the small preview in them.
        return None
    return next((name for at, mark, name in _SIGNATURES if head[at : at + len(mark)] == mark), None)


def _refusal(path: Path, problem: Exception) -> MediaRefused:
    ending = path.suffix.lower()
    if isinstance(problem, av.error.ArgumentError) and ending in (MEDIA_ENDINGS | _KNOWN_ENDINGS):
        # What the format whitelist refuses: a playlist, a script, a format we do not read.
        return _unsupported(path)
    if ending in MEDIA_ENDINGS:
        return refuse_damaged(path)
    return MediaRefused(say("“{name}” is not a video, photo or sound.", name=path.name))


def _unsupported(path: Path) -> MediaRefused:
    return MediaRefused(say("“{name}” is of a kind Décollage cannot use.", name=path.name))


def usable_stream(stream: av.stream.Stream) -> bool:
    """Whether the stream is picture or sound in a codec of the list."""
    context = stream.codec_context
    if context is None:
        return False
    if stream.type == "video":
        return context.name in _VIDEO_CODECS
    if stream.type != "audio" or not (context.name in _SOUND_CODECS or context.name.startswith("pcm_")):
        return False
    assert isinstance(context, AudioCodecContext)
    low, high = _SOUND_RATES
    # A rate of 0 is not known before the first packet.
    rate_fits = context.sample_rate == 0 or low <= context.sample_rate <= high
    return rate_fits and context.channels <= _MOST_CHANNELS


def is_still(container: InputContainer, path: Path) -> bool:
    """Whether the file is one still picture or an animated one: JPEG, PNG, WebP, BMP, GIF, TIFF, HEIC, AVIF."""
    if container.format.name in STILL_FORMATS:
        return True
    if not container.format.name.startswith("mov"):
        return False
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS
