"""Many variants of one template: the table read, every variant's project saved, and all of them exported.

Exports run in processes beside each other and share one store, so a piece that several variants show is encoded
once: the first variant goes alone, the others find what they share with it. It must never overwrite a file.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from studio.model import Asset, Project
from studio.remix.variants import Row, media_columns, need_columns, variant
from studio.sentences import Refused, Sentence, say
from studio.session.ids import Ids
from studio.session.importing import new_assets, probe_all

if TYPE_CHECKING:
    from studio.media import ExportProcess, ExportResult, Work

__all__ = ["Job", "Made", "export_variants", "rows_of", "save_variants"]

_MOST_BYTES, _MOST_ROWS = 16 << 20, 10_000


class Job(NamedTuple):
    """A variant to be made: its project, the file that holds it, and the film it becomes."""

    project: Project
    file: Path
    film: Path


class Made(NamedTuple):
    """What became of a variant: what was written, otherwise why not."""

    job: Job
    result: ExportResult | None
    refused: Sentence | None


def rows_of(path: Path) -> tuple[Row, ...]:
    """The rows of a CSV file with a header, or of a JSON list of objects. Raises `Refused`."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(say("“{name}” is too large for a table.", name=path.name))
        text = path.read_text(encoding="utf-8-sig")
        rows = _json_rows(text, path) if path.suffix.lower() == ".json" else _csv_rows(text, path)
    except OSError as error:
        raise Refused(say("“{name}” cannot be read.", name=path.name)) from error
    except (UnicodeDecodeError, ValueError, csv.Error, RecursionError) as error:
        raise Refused(say("“{name}” is no table: write CSV with a header, or a JSON list of objects, in UTF-8.",
                          name=path.name)) from error  # fmt: skip
    if not rows:
        raise Refused(say("“{name}” has no rows.", name=path.name))
    if len(rows) > _MOST_ROWS:
        raise Refused(say("“{name}” has more than {most} rows.", name=path.name, most=_MOST_ROWS))
    return rows


def _csv_rows(text: str, path: Path) -> tuple[Row, ...]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows: list[Row] = []
    for number, row in enumerate(reader, 2):
        if None in row or None in row.values():
            raise Refused(say("Row {number} of “{name}” has not as many values as the header.",
                              number=number, name=path.name))  # fmt: skip
        rows.append({str(key).strip(): str(value) for key, value in row.items()})
    return tuple(rows)


def _json_rows(text: str, path: Path) -> tuple[Row, ...]:
    told = json.loads(text)
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        raise ValueError(path.name)
    if any(isinstance(value, (dict, list)) for row in told for value in row.values()):
        raise ValueError(path.name)
    return tuple({key: "" if value is None else str(value) for key, value in row.items()} for row in told)


def save_variants(project: Project, rows: Sequence[Row], *, media_from: Path, out: Path, name: str) -> tuple[Job, ...]:
    """Save a project for each row in the folder `out`, as `NAME-001.decollage` or as the column `file` says.

    Files in the table are seen from `media_from`. Raises `Refused`, naming the row, before any of them is written.
    """
    from studio.files import EXTENSION, save_project

    columns = dict.fromkeys(key for row in rows for key in row)
    need_columns(project, columns)
    media = _looked_into(project, rows, media_from)
    jobs: list[Job] = []
    for number, row in enumerate(rows, 1):
        stem = _stem(row, f"{name}-{number:03}")
        job = Job(_varied(project, row, media, number, stem), out / f"{stem}{EXTENSION}", out / f"{stem}.mp4")
        if any(job.film == other.film for other in jobs):
            raise Refused(say("Two rows ask for the same file “{name}”.", name=job.film.name))
        taken = next((path for path in (job.file, job.film) if path.exists()), None)
        if taken is not None:
            raise Refused(say("“{name}” is already there.", name=taken))
        jobs.append(job)
    out.mkdir(parents=True, exist_ok=True)
    for job in jobs:
        save_project(job.project, job.file, backup=False)
    return tuple(jobs)


def _stem(row: Row, otherwise: str) -> str:
    asked = row.get("file", "").strip()
    if not asked:
        return otherwise
    if asked != Path(asked).name or asked.startswith("."):
        raise Refused(say("“{name}” is no name for a file.", name=asked))
    return asked.removesuffix(".mp4")


def _looked_into(project: Project, rows: Sequence[Row], folder: Path) -> dict[str, Asset]:
    """The files the rows name, each looked into once, by the words that name them."""
    named = dict.fromkeys(row[key] for row in rows for key in media_columns(project) if row.get(key, "").strip())
    probed = probe_all([folder / text for text in named])
    if probed.refused:
        raise Refused(probed.refused[0].sentence)
    ids = Ids()
    return dict(zip(named, new_assets(project, probed.facts, partial(ids.next, project)), strict=True))


def _varied(project: Project, row: Row, media: dict[str, Asset], number: int, name: str) -> Project:
    own = {key: media[row[key]] for key in media_columns(project) if row.get(key, "").strip()}
    try:
        return replace(variant(project, row, own), name=name)
    except Refused as refused:
        raise Refused(say("Row {number}: {why}", number=number, why=refused.sentence)) from refused


def export_variants(
    jobs: Sequence[Job],
    work_of: Callable[[Project], Work],
    *,
    store: tuple[Path, int] | None,
    processes: int | None = None,
    cancelled: Event | None = None,
) -> Iterator[Made]:
    """Export every variant, in as many processes as there are cores; gives each as it is done.

    `store` is the folder and the limit in bytes of the store they share. Cancelled, the films under way are dropped.
    """
    from studio.media import ExportProcess

    waiting: SimpleQueue[Job] = SimpleQueue()
    finished: SimpleQueue[Made | None] = SimpleQueue()
    for job in jobs[1:]:
        waiting.put(job)
    count = min(processes or os.cpu_count() or 1, max(1, len(jobs) - 1))
    left = Event()

    def stop() -> bool:
        return left.is_set() or (cancelled is not None and cancelled.is_set())

    with ExitStack() as closing:
        children = [ExportProcess() for _ in range(count)]
        for child in children:
            closing.callback(child.close)
            child.warm_up()
        if jobs:
            yield _exported(children[0], jobs[0], work_of, store, stop)

        def serve(child: ExportProcess) -> None:
            while not stop():
                try:
                    job = waiting.get_nowait()
                except Empty:
                    break
                finished.put(_exported(child, job, work_of, store, stop))
            finished.put(None)

        threads = [Thread(target=serve, args=(child,), name="variants", daemon=True) for child in children]
        for thread in threads:
            closing.callback(thread.join)
            thread.start()
        # Left early, nothing more is begun.
        closing.callback(left.set)
        working = count
        while working:
            made = finished.get()
            if made is None:
                working -= 1
            else:
                yield made


def _exported(
    child: ExportProcess,
    job: Job,
    work_of: Callable[[Project], Work],
    store: tuple[Path, int] | None,
    stop: Callable[[], bool],
) -> Made:
    from studio.files import project_json

    ends: list[Made] = []

    def heard(event: object) -> None:
        kind = getattr(event, "kind", "")
        if kind != "progress":
            ends.append(Made(job, getattr(event, "result", None), getattr(event, "sentence", None)))

    base = job.file.absolute().parent
    child.start(
        project_json(job.project, base=base), job.film, work_of(job.project), on_event=heard, base=base, store=store
    )
    while not child.wait(0.2):
        if stop():
            child.cancel()
    if not ends:
        return Made(job, None, say("The export failed. Nothing of yours was changed; try again."))
    return ends[-1]
