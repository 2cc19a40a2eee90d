"""`decollage export`: a video file from a project, with progress, cancelled by Ctrl+C without a trace."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import DONE, REFUSED, Parser, Progress, Usage, complain, print_json, seconds, typed
from studio.files import load_project
from studio.model import Project, Span, duration, parse_time
from studio.platforms import Platform, platform_named
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.media import ExportSettings
    from studio.media.export import ExportResult

__all__ = ["STORE_BYTES", "export_film", "run_export"]

STORE_BYTES = 4 * 1024**3
"""How much disk the store of encoded segments may use."""


def run_export(argv: list[str]) -> int:
    """Make a video file of a project."""
    parser = Parser("export", say("Makes a video file of a project."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("out", metavar="OUT.mp4", type=Path)
    parser.add_argument(
        "--for", dest="platform", type=typed(platform_named), metavar="PLATFORM", default="master", help="tiktok, reels"
    )
    parser.add_argument("--range", dest="span", type=typed(_span), metavar="FROM:TO", help="1.0:4.5")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-store", action="store_true", help="encode everything anew")
    asked = parser.parse(argv)
    out: Path = asked.out
    if out.suffix.lower() != ".mp4":
        raise Usage(say("“{name}” should end in .mp4.", name=out.name))
    platform: Platform = asked.platform
    project = load_project(asked.project).project
    span = _within(project, asked.span)
    with _cancel_on_signal() as cancelled:
        made = export_film(
            project, out, platform, span=span, keep=not asked.no_store, quiet=asked.json, cancelled=cancelled
        )
    if made is None:
        complain(say("The export was cancelled; nothing was written."))
        return REFUSED
    _report(asked, platform, *made)
    return DONE


def export_film(
    project: Project,
    out: Path,
    platform: Platform,
    *,
    span: Span | None = None,
    keep: bool = True,
    quiet: bool = False,
    cancelled: threading.Event | None = None,
) -> tuple[ExportResult, ExportSettings] | None:
    """Export with a bar on a terminal. None when `cancelled` was set. Raises `MediaRefused` (a `Refused`)."""
    from effects import all_effects
    from studio.effect import Effects
    from studio.media import SegmentStore
    from studio.media.export import ExportCancelled, export
    from studio.publish import export_settings
    from studio.session import store_folder

    settings = export_settings(project, platform)
    bar = Progress(shown=not quiet)
    try:
        result = export(
            project,
            out.absolute(),
            settings,
            effects=Effects(all_effects()),
            span=span,
            on_progress=bar,
            cancelled=cancelled.is_set if cancelled else None,
            store=SegmentStore(store_folder(), STORE_BYTES) if keep else None,
        )
    except ExportCancelled:
        return None
    finally:
        bar.end()
    return result, settings


def _report(asked: Any, platform: Platform, result: ExportResult, settings: ExportSettings) -> None:
    length = result.frames / settings.rate
    if asked.json:
        print_json(
            {
                "file": str(asked.out),
                "platform": platform.id,
                "width": settings.width,
                "height": settings.height,
                "fps": settings.rate,
                "duration": length,
                "frames": result.frames,
                "frames_reused": result.frames_reused,
                "bytes": result.bytes,
                "seconds": round(result.took_s, 3),
            }
        )
        return
    size = f"{settings.width}×{settings.height}"
    print(
        say(
            "Made {file}: {size}, {length} s, {bytes} MB, in {took} s.",
            file=asked.out,
            size=size,
            length=seconds(length),
            bytes=f"{result.bytes / 1e6:.1f}",
            took=f"{result.took_s:.1f}",
        ).translated()
    )


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


def _within(project: Project, span: Span | None) -> Span | None:
    """The range as far as the project goes. Raises `Refused` where nothing of it is left."""
    if span is None:
        return None
    whole = duration(project)
    if span.start >= whole:
        raise Refused(say("The project lasts only {length} s.", length=seconds(whole)))
    return Span(span.start, min(span.end, whole) - span.start)


@contextmanager
def _cancel_on_signal() -> Iterator[threading.Event]:
    """Ctrl+C, and a request to end, set the event instead of ending the program at once."""
    cancelled = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield cancelled
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: cancelled.set())
    try:
        yield cancelled
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
