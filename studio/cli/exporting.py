"""`decollage export`: files from a project, with progress, cancelled by Ctrl+C without a trace."""

from __future__ import annotations

import signal
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.export_options import Job, export_parser, jobs, refuse_wrong_name, within
from studio.cli.receipts import write_receipt
from studio.cli.words import DONE, REFUSED, Progress, complain, print_json, seconds
from studio.files import load_project
from studio.model import Project, Span
from studio.platforms import Platform
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.media import ExportSettings, Work
    from studio.media.exporting.export import ExportResult

__all__ = ["STORE_BYTES", "cancel_on_signal", "export_film", "run_export"]

STORE_BYTES = 4 * 1024**3
"""How much disk the store of encoded segments may use."""


def run_export(argv: list[str]) -> int:
    """Make files of a project: a film for each platform, or what the name's ending says."""
    asked = export_parser().parse(argv)
    from studio.publish import without_guide

    refuse_wrong_name(asked)
    project = load_project(asked.project).project
    if asked.without_guide:
        project = without_guide(project)
    span = within(project, asked.span)
    wanted = jobs(asked, project)
    with cancel_on_signal() as cancelled:
        for job in wanted:
            made = _made(
                project, job.target, job.work, span=span, keep=not asked.no_store, quiet=asked.json, cancelled=cancelled
            )
            if made is None:
                complain(say("The export was cancelled; nothing was written."))
                return REFUSED
            _report(asked, job, project, made)
            if asked.receipt is not None and made.receipt is not None and not job.cover:
                one = len(wanted) == 1 or not asked.receipt.suffix
                write_receipt(made.receipt, asked.receipt if one else _beside(asked.receipt, job))
    if asked.captions:
        _write_captions(asked, project, wanted, span)
    if asked.sheet:
        _write_sheets(project, wanted)
    return DONE


def _beside(path: Path, job: Job) -> Path:
    """Where the receipt of one of several films goes."""
    return path.with_name(f"{path.stem}-{job.platforms[0].id}{path.suffix}")


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
    from studio.publish import export_settings

    settings = export_settings(project, platform)
    made = _made(project, out, settings, span=span, keep=keep, quiet=quiet, cancelled=cancelled)
    return (made, settings) if made is not None else None


def _made(
    project: Project,
    out: Path,
    work: Work,
    *,
    span: Span | None,
    keep: bool,
    quiet: bool,
    cancelled: threading.Event | None,
) -> ExportResult | None:
    from studio.cli.effects_here import effects_here
    from studio.media import SegmentStore
    from studio.media.exporting.export import ExportCancelled
    from studio.media.exporting.export_any import export_any
    from studio.session import store_folder

    bar = Progress(shown=not quiet)
    try:
        return export_any(
            project,
            out.absolute(),
            work,
            effects=effects_here(),
            span=span,
            on_progress=bar,
            cancelled=cancelled.is_set if cancelled else None,
            store=SegmentStore(store_folder(), STORE_BYTES) if keep else None,
        )
    except ExportCancelled:
        return None
    finally:
        bar.end()


def _report(asked: Any, job: Job, project: Project, result: ExportResult) -> None:
    if asked.json:
        print_json(_record(job, project, result))
        return
    took, size = f"{result.took_s:.1f}", f"{result.bytes / 1e6:.1f}"
    shape, length = _shape(job.work), _length(job.work, project, result)
    if length is None:
        print(say("Made {file}: {size}, {bytes} MB.", file=job.target, size=shape, bytes=size).translated())
    elif shape is None:
        sentence = say("Made {file}: {length} s of sound, {bytes} MB, in {took} s.",
                       file=job.target, length=seconds(length), bytes=size, took=took)  # fmt: skip
        print(sentence.translated())
    else:
        sentence = say("Made {file}: {size}, {length} s, {bytes} MB, in {took} s.",
                       file=job.target, size=shape, length=seconds(length), bytes=size, took=took)  # fmt: skip
        print(sentence.translated())
    encoder = getattr(job.work, "encoder", "")
    if encoder:
        from studio.media.writing.export_settings import SOFTWARE
        from studio.media.writing.hardware import encoder_words

        words = encoder_words(encoder)
        if encoder in SOFTWARE.values():
            print(say("Encoder: {name} (software)", name=words).translated())
        else:
            print(say("Encoder: {name} (hardware)", name=words).translated())
    if result.sound is not None and result.sound.note is not None:
        print(result.sound.note.translated())


def _shape(work: Work) -> str | None:
    width, height = getattr(work, "width", None), getattr(work, "height", None)
    return f"{width}×{height}" if width else None


def _length(work: Work, project: Project, result: ExportResult) -> Any:
    """Seconds, None for a still."""
    if hasattr(work, "moment"):
        return None
    return result.frames / getattr(work, "rate", project.rate)


def _record(job: Job, project: Project, result: ExportResult) -> dict[str, Any]:
    import msgspec

    from studio.media.writing.works import work_out

    plain = work_out(job.work)
    sound = result.sound
    return {
        "file": str(job.target),
        "platform": ",".join(platform.id for platform in job.platforms),
        "kind": plain["type"],
        "codec": plain.get("codec") or plain.get("format"),
        "encoder": plain.get("encoder"),
        "width": plain.get("width"),
        "height": plain.get("height"),
        "fps": getattr(job.work, "rate", None),
        "duration": _length(job.work, project, result),
        "frames": result.frames,
        "frames_reused": result.frames_reused,
        "frames_copied": result.frames_copied,
        "bytes": result.bytes,
        "seconds": round(result.took_s, 3),
        "loudness_lufs": sound.loudness_lufs if sound is not None else None,
        "true_peak_db": sound.true_peak_db if sound is not None else None,
        "note": str(sound.note) if sound is not None and sound.note is not None else None,
        "receipt": msgspec.to_builtins(result.receipt) if result.receipt is not None else None,
    }


def _write_captions(asked: Namespace, project: Project, wanted: tuple[Job, ...], span: Span | None) -> None:
    from studio.publish.captions_beside import write_captions_beside

    films = dict.fromkeys(job.target for job in wanted if not job.cover)
    made = [file for film in films for file in write_captions_beside(project, film.absolute(), asked.captions, span)]
    if not made:
        raise Refused(say("There are no captions on the timeline."))
    for file in made if not asked.json else ():
        print(say("Captions: {file}", file=file).translated())


def _write_sheets(project: Project, wanted: tuple[Job, ...]) -> None:
    from studio.publish import write_checked_sheet
    from studio.publish.kept import MeasureStore, known_measured
    from studio.session import store_folder

    covers = [job.target for job in wanted if job.cover]
    measured = known_measured(project, MeasureStore(store_folder() / "measured"))
    for job in wanted:
        if job.cover:
            continue
        for platform in job.platforms:
            text, _page = write_checked_sheet(
                project, platform, job.target.absolute(), measured=measured, cover_files=covers
            )
            print(say("Post sheet: {file}", file=text).translated())


@contextmanager
def cancel_on_signal() -> Iterator[threading.Event]:
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
