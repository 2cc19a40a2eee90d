"""A project written as a film: made beside the target, proved against its plan, then given its name.

It must never leave anything under the target's name that is not whole and proved.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NoReturn

import msgspec

from studio.effect import Effects
from studio.media.exporting.export_run import ExportRun
from studio.media.exporting.export_target import LONGEST, check_possible, clear_up, disk_sentence, part_of
from studio.media.exporting.segment_store import SegmentStore
from studio.media.open import MediaRefused
from studio.media.proving.prove import prove
from studio.media.proving.receipt import Receipt, proof_words
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.export_sound import SoundFacts
from studio.media.writing.wanted import ExportCancelled, Part, Wanted
from studio.model import ZERO, Project, Span, duration
from studio.sentences import Sentence, say

__all__ = ["ExportCancelled", "ExportFailed", "ExportResult", "export", "failed_name", "part_of", "prepare"]

_TRIES = 2


class ExportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: where, how much, how long it took, how much of it was found in the store or copied from the
    source, and the proof that it is right."""

    path: str
    frames: int
    frames_reused: int
    frames_copied: int = 0
    pieces: int
    pieces_reused: int
    bytes: int
    took_s: float
    receipt: Receipt | None = None
    sound: SoundFacts | None = None


class ExportFailed(MediaRefused):
    """The film was written but is not what was planned; it lies in the file `aside`, `receipt` says what is wrong."""

    def __init__(self, sentence: Sentence, receipt: Receipt, aside: Path) -> None:
        super().__init__(sentence)
        self.receipt, self.aside = receipt, aside


def export(
    project: Project,
    target: str | Path,
    settings: ExportSettings,
    *,
    effects: Effects,
    span: Span | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    store: SegmentStore | None = None,
    lanes: int | None = None,
) -> ExportResult:
    """Write `project` (or `span` of it) to `target`.

    `on_progress(done, total)` counts frames; `cancelled()` is asked for every frame. `lanes` is how many pieces are
    drawn at a time. Raises `MediaRefused` with what went wrong in words, or `ExportCancelled`; in both cases the target
    is as it was before.
    """
    begun = monotonic()
    target = Path(target).absolute()
    wanted = Wanted(project, span if span is not None else Span(ZERO, duration(project)), settings, effects)
    part = part_of(target)
    check_possible(wanted.project, target, wanted.span)
    clear_up(target)
    wanted = wanted.as_the_files_are()
    try:
        for last in (False, True):
            run = ExportRun(wanted, store, on_progress=on_progress, cancelled=cancelled or _never, lanes=lanes)
            parts = run.write(part)
            receipt = prove(
                part, wanted, parts, name=target.name, cancelled=cancelled or _never, promised=run.sound_facts
            )
            if receipt.passed:
                break
            # What was found in the store may be at fault: it is forgotten, and the film made once more.
            if last or store is None or not receipt.suspects:
                _put_aside(part, target, receipt)
            for key in receipt.suspects:
                store.drop(key)
        result = _result(part, target, wanted, parts, receipt, monotonic() - begun, run.sound_facts)
        part.replace(target)
    except BaseException as problem:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        sentence = disk_sentence(problem, target)
        if sentence is not None:
            raise MediaRefused(sentence) from problem
        raise
    if store is not None:
        store.tidy()
    return result


def prepare(
    project: Project,
    settings: ExportSettings,
    *,
    effects: Effects,
    store: SegmentStore,
    cancelled: Callable[[], bool],
) -> None:
    """Encode what an export of `project` would need into the store, and nothing else. Raises as `export` does."""
    wanted = Wanted(project, Span(ZERO, duration(project)), settings, effects)
    if wanted.span.length <= 0 or duration(project) > LONGEST:
        return
    ExportRun(wanted.as_the_files_are(), store, on_progress=None, cancelled=cancelled, lanes=1).prepare()
    store.tidy()


def failed_name(target: Path) -> Path:
    """Where a film is kept that did not come out right."""
    return target.with_name(f"{target.stem}.failed{target.suffix}")


def _never() -> bool:
    return False


def _put_aside(part: Path, target: Path, receipt: Receipt) -> NoReturn:
    aside = failed_name(target)
    part.replace(aside)
    wrong = next(proof for proof in receipt.proofs if not proof.passed)
    raise ExportFailed(
        say(
            "“{name}” did not come out right ({proof}), so it was put aside as “{aside}”. Export it again.",
            name=target.name,
            proof=proof_words(wrong.name),
            aside=aside.name,
        ),
        receipt,
        aside,
    )


def _result(
    part: Path,
    target: Path,
    wanted: Wanted,
    parts: tuple[Part, ...],
    receipt: Receipt,
    took_s: float,
    sound: SoundFacts | None,
) -> ExportResult:
    return ExportResult(
        path=str(target),
        frames=wanted.frames,
        frames_reused=sum(len(each.frames) for each in parts if each.origin == "kept"),
        frames_copied=sum(len(each.frames) for each in parts if each.origin == "copied"),
        pieces=len(parts),
        pieces_reused=sum(each.origin == "kept" for each in parts),
        bytes=part.stat().st_size,
        took_s=took_s,
        receipt=receipt,
        sound=sound,
    )
