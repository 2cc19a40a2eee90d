"""What the export's process and its parent say to each other, and what the parent tells whoever asked.

Plain values that go over a pipe as lines of JSON. It must never hold a project as anything but its saved form.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from studio.media.exporting.export import ExportResult
from studio.media.proving.receipt import Receipt
from studio.sentences import Sentence

__all__ = ["ExportEvent", "Order", "Report", "event_of"]


class ExportEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What the export tells: progress, and at the end exactly one of done, refused, cancelled, failed.

    `seconds_left` is None while nothing can be said yet. `receipt` is that of a film that did not come out right, and
    `aside` the file where it was kept.
    """

    kind: Literal["progress", "done", "refused", "cancelled", "failed"]
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    sentence: Sentence | None = None
    result: ExportResult | None = None
    detail: str = ""
    receipt: Receipt | None = None
    aside: str = ""


class Order(msgspec.Struct, kw_only=True):
    """What the parent asks of the child."""

    order: Literal["export", "prepare", "cancel"]
    project: str = ""
    base: str = ""
    target: str = ""
    work: dict[str, Any] = {}
    span: tuple[str, str] | None = None
    store: str = ""
    store_bytes: int = 0


class Report(msgspec.Struct, kw_only=True):
    """What the child answers."""

    kind: Literal["progress", "prepared", "done", "refused", "cancelled", "failed"]
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    source: str = ""
    places: dict[str, str] = {}
    result: ExportResult | None = None
    detail: str = ""
    receipt: Receipt | None = None
    aside: str = ""


def event_of(report: Report) -> ExportEvent:
    """What a report of the child means to whoever asked."""
    assert report.kind != "prepared"
    return ExportEvent(
        kind=report.kind,
        done=report.done,
        total=report.total,
        seconds_left=report.seconds_left,
        sentence=Sentence(report.source, dict(report.places)) if report.source else None,
        result=report.result,
        detail=report.detail,
        receipt=report.receipt,
        aside=report.aside,
    )
