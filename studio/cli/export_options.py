"""What the words behind `decollage export` mean: formats, platforms, ranges, and the files to make.

It must never make one of them.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.cli.words import Parser, Usage, seconds, typed
from studio.model import Project, Span, Time, duration, frame_length, parse_time
from studio.platforms import Platform, platform_named
from studio.publish import QUALITIES, Choice, cover_works, film_metadata, grouped
from studio.publish.captions_beside import CAPTION_FILES
from studio.sentences import Refused, Sentence, say

if TYPE_CHECKING:
    from studio.media import Work

__all__ = ["Job", "export_parser", "jobs", "refuse_wrong_name", "within"]

_CODECS = ("h264", "hevc", "av1", "vp9", "prores")
_HOMES = {"mp4": ("h264", "hevc", "av1"), "mov": ("h264", "hevc", "prores"), "webm": ("vp9", "av1")}
"""Which codecs a film's file may hold; the first is meant where none is named."""
_ALONE = ("gif", "webp", "m4a", "mp3", "wav", "flac", "opus")
_STILLS = ("png", "jpg", "jpeg", "webp")


class Job(NamedTuple):
    """One file to make: where, what, for which platforms, and whether it is a cover beside the video."""

    target: Path
    work: Work
    platforms: tuple[Platform, ...]
    cover: bool = False


def export_parser() -> Parser:
    """The arguments of `decollage export`."""
    parser = Parser("export", say("Makes a video, sound or pictures of a project. The ending of OUT says what."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument(
        "out", metavar="OUT", type=Path, help="film.mp4 .mov .webm, .gif .webp, .m4a .mp3 .wav .flac .opus, a folder"
    )
    parser.add_argument(
        "--for",
        dest="platforms",
        type=typed(_platforms),
        metavar="PLATFORM[,..]",
        default="master",
        help="tiktok,reels",
    )
    parser.add_argument("--range", dest="span", type=typed(_span), metavar="FROM:TO", help="1.0:4.5")
    parser.add_argument("--at", type=typed(parse_time), metavar="TIME", help="one picture: .png .jpg .webp")
    parser.add_argument("--codec", type=typed(_codec), metavar="CODEC", help=", ".join(_CODECS))
    parser.add_argument("--quality", type=typed(_quality), default="good", metavar="QUALITY", help=", ".join(QUALITIES))
    parser.add_argument("--size", type=typed(_side), metavar="PIXELS", help="the shorter side: 720")
    parser.add_argument("--rate", type=typed(_rate), metavar="FPS", help="30, 30000/1001")
    parser.add_argument("--keep-level", action="store_true", help="leave the loudness as it is")
    parser.add_argument("--without-guide", action="store_true", help="guide music silent, for the app's own sound")
    parser.add_argument("--fast", action="store_true", help="let the graphics card encode, where one can")
    parser.add_argument("--covers", action="store_true", help="the platforms' covers beside it")
    parser.add_argument("--cover-at", type=typed(parse_time), metavar="TIME", help="the moment they show")
    parser.add_argument("--cover-place", type=typed(_place), metavar="0..1", help="where they are cut, not the middle")
    parser.add_argument("--sheet", action="store_true", help="a post sheet beside it")
    parser.add_argument(
        "--captions", action="append", choices=CAPTION_FILES, default=[], help="the captions as a file beside it"
    )
    parser.add_argument("--receipt", metavar="FILE", type=Path, help="write the proofs of the finished video here")
    parser.add_argument("--no-copy", action="store_true", help="encode also what could be copied from its source")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-store", action="store_true", help="encode everything anew")
    return parser


def jobs(asked: Any, project: Project) -> tuple[Job, ...]:
    """The files that are asked for. Raises `Usage` or `Refused`."""
    out: Path = asked.out
    platforms: tuple[Platform, ...] = asked.platforms
    if asked.at is not None:
        return (_still(out, project, asked, platforms),)
    kind, container = _kind(out, asked.codec)
    choice = Choice(
        format=kind,  # type: ignore[arg-type]
        quality=asked.quality,
        short_side=asked.size,
        rate=asked.rate,
        container=container,
        loudness="as is" if asked.keep_level else "",
        encoder=_fast(kind) if asked.fast else "",
        tags=tuple(film_metadata(project).items()),
        copy=not asked.no_copy,
    )
    one = len(platforms) == 1
    work_of = {platform.id: work for served, work in grouped(project, platforms, choice) for platform in served}
    made = [
        Job(out if one else out.with_name(f"{out.stem}-{each.id}{out.suffix}"), work_of[each.id], (each,))
        for each in platforms
    ]
    if asked.covers:
        begin = asked.span.start if asked.span is not None else Fraction(0)
        moment = _shown(project, asked.cover_at if asked.cover_at is not None else begin)
        made += [
            Job(out.with_name(f"{out.stem}.{name}"), work, platforms, cover=True)
            for name, work in cover_works(platforms, moment, asked.cover_place)
        ]
    return tuple(made)


def refuse_wrong_name(asked: Any) -> None:
    """Raise `Usage` when the file's name does not say what to make; before a project is read."""
    if asked.at is None:
        _kind(asked.out, asked.codec)


def _kind(out: Path, codec: str | None) -> tuple[str, str]:
    """Format and container that the name and the codec mean."""
    ending = out.suffix.lower().lstrip(".")
    if ending in _HOMES:
        kind = codec or _HOMES[ending][0]
        if kind not in _HOMES[ending]:
            home = next(home for home, codecs in _HOMES.items() if kind in codecs)
            raise Usage(say("“{codec}” goes into .{home}, not .{ending}.", codec=kind, home=home, ending=ending))
        return kind, ending
    if codec is not None:
        raise Usage(say("--codec is for films: name the file .mp4, .mov or .webm."))
    if ending in _ALONE:
        return ending, ""
    if not ending:
        return "png", ""
    if ending in _STILLS:
        raise Usage(say("For one picture say --at TIME; for all of them name a folder."))
    raise Usage(
        say(
            "“{name}” should end in {endings}, or name a folder.",
            name=out.name,
            endings=", ".join(f".{ending}" for ending in (*_HOMES, *_ALONE)),
        )
    )


def _fast(kind: str) -> str:
    """The graphics card's encoder, where there is one that works; otherwise empty."""
    if kind not in _CODECS:
        return ""
    from studio.media.writing.hardware import fast_encoder

    return fast_encoder(kind) or ""  # type: ignore[arg-type]


def _still(out: Path, project: Project, asked: Any, platforms: tuple[Platform, ...]) -> Job:
    from studio.media import Still

    ending = out.suffix.lower().lstrip(".")
    if ending not in _STILLS:
        raise Usage(say("“{name}” should end in .png, .jpg or .webp.", name=out.name))
    canvas = project.canvas
    scale = Fraction(asked.size, canvas.short_side) if asked.size else Fraction(1)
    still = Still(
        moment=_shown(project, asked.at),
        width=max(2, round(canvas.width * scale)),
        height=max(2, round(canvas.height * scale)),
        format="jpg" if ending == "jpeg" else ending,  # type: ignore[arg-type]
    )
    return Job(out, still, platforms)


def _shown(project: Project, at: Time) -> Time:
    """The moment to show; the very end shows the last frame. Raises `Refused` beyond it."""
    whole = duration(project)
    if whole <= 0:
        raise Refused(say("There is nothing to export yet."))
    if at < 0 or at > whole:
        raise Refused(_beyond(whole, at))
    return min(at, whole - frame_length(project.rate))


def _place(text: str) -> float:
    place = float(text)
    if not 0 <= place <= 1:
        raise ValueError(say("“{text}” is no place: write 0 (left or top) to 1 (right or bottom).", text=text))
    return place


def _beyond(whole: Time, at: Time) -> Sentence:
    return say("The project lasts {length} s; there is no {at}.", length=seconds(whole), at=seconds(at))


def within(project: Project, span: Span | None) -> Span | None:
    """The range as far as the project goes. Raises `Refused` where nothing of it is left."""
    if span is None:
        return None
    whole = duration(project)
    if span.start >= whole:
        raise Refused(say("The project lasts only {length} s.", length=seconds(whole)))
    return Span(span.start, min(span.end, whole) - span.start)


def _platforms(text: str) -> tuple[Platform, ...]:
    found = [platform_named(name) for name in text.split(",") if name.strip()]
    if not found:
        raise ValueError(say("“{text}” names no platform.", text=text))
    return tuple({platform.id: platform for platform in found}.values())


def _codec(text: str) -> str:
    if text not in _CODECS:
        raise ValueError(say("“{text}” is no codec. There are: {names}.", text=text, names=", ".join(_CODECS)))
    return text


def _quality(text: str) -> str:
    if text not in QUALITIES:
        raise ValueError(say("“{text}” is no quality. There are: {names}.", text=text, names=", ".join(QUALITIES)))
    return text


def _side(text: str) -> int:
    side = int(text)
    if not 16 <= side <= 8192:
        raise ValueError(say("“{text}” is no size: write the shorter side in pixels, 16 to 8192.", text=text))
    return side


def _rate(text: str) -> Fraction:
    rate = Fraction(text)
    if not 1 <= rate <= 240:
        raise ValueError(say("“{text}” is no rate: write 1 to 240 pictures a second.", text=text))
    return rate


def _span(text: str) -> Span:
    """`1.0:4.5`, and with minutes `1:02.5:1:08`: the middle colon parts the two times."""
    parts = text.split(":")
    if len(parts) % 2 or len(parts) > 6:
        raise ValueError(say("“{text}” is no range. Write FROM:TO, such as 1.0:4.5.", text=text))
    half = len(parts) // 2
    start, end = parse_time(":".join(parts[:half])), parse_time(":".join(parts[half:]))
    if start < 0:
        raise ValueError(say("“{text}” is no range: it begins before the video.", text=text))
    if end <= start:
        raise ValueError(say("“{text}” is no range: it must end after it begins.", text=text))
    return Span(start, end - start)
