"""One export in the queue, as a value: what was asked for, how far it is, what came of it.

It must never start anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from studio.model import Project, Span
from studio.platforms import Platform, platforms
from studio.publish import write_checked_sheet
from studio.publish.captions_beside import write_captions_beside
from studio.sentences import Refused, Sentence, say
from studio.session import KeptExport, store_folder

if TYPE_CHECKING:
    from studio.media import ExportResult, Receipt, Work

__all__ = ["QueuedExport", "kept_form", "queued_from", "without_sheet", "write_beside"]

State = Literal["waiting", "running", "paused", "done", "failed"]


@dataclass(frozen=True)
class QueuedExport:
    """One export: `steps` are the files it makes, the film first, its covers after it; `step` is the one at work.

    `json` is the `project` as the process takes it; `sheets` are the platforms a post sheet is written for, `captions`
    the kinds of caption files that go beside the film. `done` of
    `total` frames of the step are written. `sentence` and `detail` say what went wrong; `receipt` is that of a film
    that did not come out right, kept in the file `aside`. `key` names the export on disk; `offered` says that an
    earlier run of the program did not finish it.
    """

    number: int
    steps: tuple[tuple[Path, Work], ...]
    project: Project
    json: bytes
    span: Span | None = None
    platforms: tuple[str, ...] = ()
    sheets: tuple[Platform, ...] = ()
    state: State = "waiting"
    step: int = 0
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    results: tuple[ExportResult, ...] = ()
    sentence: Sentence | None = None
    detail: str = ""
    receipt: Receipt | None = None
    aside: Path | None = None
    key: str = ""
    offered: bool = False
    captions: tuple[str, ...] = ()

    @property
    def target(self) -> Path:
        """The file it is about."""
        return self.steps[0][0]

    @property
    def result(self) -> ExportResult | None:
        """What came of it, once it is done."""
        return self.results[0] if self.results else None

    @property
    def percent(self) -> float:
        """How much of all steps is done."""
        share = self.done / self.total if self.total else 0.0
        return 100.0 if self.state == "done" else 100 * (self.step + share) / len(self.steps)


def kept_form(export: QueuedExport) -> KeptExport:
    """The export as it is kept on disk: from its beginning, for what is encoded already lies in the store."""
    from studio.media.writing.works import work_out

    return KeptExport(
        key=export.key,
        project=msgspec.Raw(export.json),
        steps=tuple((str(path), work_out(work)) for path, work in export.steps),
        span=(str(export.span.start), str(export.span.length)) if export.span is not None else None,
        platforms=export.platforms,
        sheets=tuple(platform.id for platform in export.sheets),
        captions=export.captions,
    )


def queued_from(kept: KeptExport, number: int) -> QueuedExport | None:
    """The export that was kept, resting, to be offered; None where this program cannot make sense of it."""
    from studio.media.writing.works import work_from

    known = platforms()
    try:
        return QueuedExport(
            number,
            tuple((Path(path), work_from(work)) for path, work in kept.steps),
            kept.read_project(),
            bytes(kept.project),
            Span(Fraction(kept.span[0]), Fraction(kept.span[1])) if kept.span is not None else None,
            kept.platforms,
            tuple(known[name] for name in kept.sheets if name in known),
            "paused",
            key=kept.key,
            offered=True,
            captions=kept.captions,
        )
    except (Refused, ValueError, TypeError, ZeroDivisionError):
        return None


def write_beside(export: QueuedExport) -> None:
    """The captions and the post sheets beside the film. On a worker."""
    write_captions_beside(export.project, export.target, export.captions, export.span)
    if not export.sheets:
        return
    from studio.publish.kept import MeasureStore, known_measured

    project = export.project
    covers = [path for path, _work in export.steps[1:]]
    measured = known_measured(project, MeasureStore(store_folder() / "measured"))
    for platform in export.sheets:
        write_checked_sheet(project, platform, export.target, measured=measured, cover_files=covers)


def without_sheet(export: QueuedExport, error: Exception) -> QueuedExport:
    """The export when what goes beside it could not be written: the film is there, and that is said."""
    words = error.sentence if isinstance(error, Refused) else say("What goes beside the film could not be written.")
    return replace(export, state="done", sentence=words)
