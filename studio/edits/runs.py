"""Parts of a title set otherwise than the rest: their colour, weight, size, and how they follow the words.

It must never change what a title says.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from studio.edits.numbers import colour_of, number_of
from studio.edits.pieces import called, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import Project, Run, Title
from studio.sentences import say

__all__ = ["runs_after", "set_run", "unset_runs"]

_SWITCHES = ("italic", "underline")
_FIELDS = tuple(name for name in Run.__struct_fields__ if name not in ("start", "end", "extra"))


def set_run(project: Project, clip_id: str, *, start: int, end: int, **changes: float | str | bool) -> Project:
    """The project with the code points `start` to `end` of a title set otherwise: any fields of `Run`.

        Look at this   ->   Look AT this

    What is not given stays as it was there. Refused where nothing of the title lies between them.
    """
    title = _title(project, clip_id)
    start, end = max(0, start), min(len(title.text), end)
    if start >= end:
        raise EditRefused(say("Choose some of the words first."))
    wanted = {name: _wanted(name, value) for name, value in changes.items()}
    edges = sorted({0, len(title.text), start, end, *(edge for run in title.runs for edge in (run.start, run.end))})
    pieces = []
    for first, last in pairwise(edges):
        over = next((run for run in title.runs if run.start <= first and run.end >= last), Run(start=0, end=0))
        run = replace(over, start=first, end=last)
        pieces.append(replace(run, **wanted) if start <= first and last <= end else run)
    return _with(project, clip_id, _tidy(pieces))


def unset_runs(project: Project, clip_id: str, *, start: int = 0, end: int | None = None) -> Project:
    """The project with the code points `start` to `end` of a title set as the rest of it.

    Look AT this   ->   Look at this
    """
    title = _title(project, clip_id)
    end = len(title.text) if end is None else end
    left = []
    for run in title.runs:
        left += [replace(run, end=min(run.end, start)), replace(run, start=max(run.start, end))]
    return _with(project, clip_id, _tidy(left))


def runs_after(title: Title, text: str) -> tuple[Run, ...]:
    """The runs of a title that says `text` from now on: each stays with its words.

    What is written at the end of a run, or within it, belongs to it.
    """
    was = title.text
    before = 0
    while before < min(len(was), len(text)) and was[before] == text[before]:
        before += 1
    behind = 0
    while behind < min(len(was), len(text)) - before and was[-1 - behind] == text[-1 - behind]:
        behind += 1
    gone, more = len(was) - behind, len(text) - len(was)

    def moved(edge: int, *, ends: bool) -> int:
        if edge < before or (edge == before and not ends):
            return edge
        return edge + more if edge >= gone else min(edge, len(text) - behind)

    return _tidy(
        [replace(run, start=moved(run.start, ends=False), end=moved(run.end, ends=True)) for run in title.runs]
    )


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Without those that change nothing, and neighbours alike joined."""
    found: list[Run] = []
    for run in runs:
        if run.start >= run.end or _plain(run):
            continue
        last = found[-1] if found else None
        if last is not None and last.end == run.start and replace(last, start=0, end=0) == replace(run, start=0, end=0):
            found[-1] = replace(last, end=run.end)
        else:
            found.append(run)
    return tuple(found)


def _plain(run: Run) -> bool:
    return replace(run, start=0, end=0) == Run(start=0, end=0)


def _wanted(name: str, value: float | str | bool) -> float | str | bool:
    if name not in _FIELDS:
        raise TypeError(f"a run has no {name!r}")
    if name in ("colour", "box"):
        return colour_of(str(value)) if value else ""
    if name in _SWITCHES:
        return bool(value)
    assert isinstance(value, (int, float))
    if name == "weight":
        return round(number_of(value, say("Weight"), 0, 1000))
    if name == "size":
        return number_of(value, say("Size"), 0.2, 5.0)
    return -1.0 if value < 0 else number_of(value, say("Outline"), 0.0, 0.2)


def _title(project: Project, clip_id: str) -> Title:
    found = the_clip(project, clip_id)
    if not isinstance(found.clip.content, Title):
        raise EditRefused(say("“{name}” is not a title.", name=called(project, found.clip)))
    return found.clip.content


def _with(project: Project, clip_id: str, runs: tuple[Run, ...]) -> Project:
    found = the_clip(project, clip_id)
    return put_back(project, found, replace(found.clip, content=replace(_title(project, clip_id), runs=runs)))
