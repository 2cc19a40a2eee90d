"""The saved form of a project: JSON in a `.decollage` file.

It must never lose what a newer program wrote, and never refuse a whole project because a piece is damaged.
"""

from __future__ import annotations

import contextlib
import gc
import json
import math
import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

import msgspec

import studio
from studio.files.atomic import write_whole
from studio.files.backups import keep_backup
from studio.files.beside import folder_of
from studio.files.mend import convert, limit, mend
from studio.files.newer_keys import keep_unknown
from studio.files.place_on_disk import path_from_text
from studio.files.project_text import ProjectText, as_bytes
from studio.files.refused import FileRefused, not_read
from studio.files.upgrades import SCHEMA, upgraded
from studio.model import Problem, Project, Value
from studio.sentences import say

__all__ = [
    "FORMAT",
    "MOST_BYTES",
    "Loaded",
    "load_project",
    "project_from_json",
    "project_json",
    "save_project",
    "text_for",
]

FORMAT = "decollage project"
MOST_BYTES = 64 * 1024 * 1024
_BASES_REMEMBERED = 4

_texts: OrderedDict[Path | None, ProjectText] = OrderedDict()
_texts_lock = threading.Lock()


class Loaded(Value, frozen=True):
    """A project, and what of it could not be read."""

    project: Project
    problems: tuple[Problem, ...] = ()


def text_for(base: Path | None) -> ProjectText:
    """The writer for files in folder `base`; it remembers what it wrote last."""
    with _texts_lock:
        text = _texts.setdefault(base, ProjectText(base))
        _texts.move_to_end(base)
        while len(_texts) > _BASES_REMEMBERED:
            _texts.popitem(last=False)
        return text


def project_json(project: Project, *, base: Path | None = None) -> bytes:
    """The project as JSON, as it is saved; paths as seen from folder `base`, absolute without one."""
    text = text_for(base)
    # The journal begins with what was saved a moment ago.
    if text.last is not None and text.last[0] is project:
        return text.last[1]
    with _no_collecting():
        body = text.text(project, 1)
    text.finish()
    head = f'"format": "{FORMAT}",\n  "schema": {SCHEMA},\n  "program": "{studio.__version__}"'
    data = as_bytes(f'{{\n  {head},\n  "project": {body}\n}}\n')
    text.last = (project, data)
    return data


def project_from_json(data: bytes, *, base: Path | None = None) -> Loaded:
    """The project that JSON holds, and what could not be read of it; paths become absolute, seen from `base`.

    Raises `FileRefused` when it is not a project at all, larger than 64 MB, nested without end, or of a newer form.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(say("This file is too large to be a project."))
    try:
        with _no_collecting():
            return _project_from(data, base)
    except RecursionError as error:
        raise FileRefused(say("This file is nested too deeply to be a project.")) from error


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    # Hundreds of thousands of new values and not one cycle: looking for cycles meanwhile doubles the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _decoded(data: bytes) -> tuple[object, list[Problem]]:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data), []
    except ValueError as error:
        # Damage inside a text or a number need not cost the rest.
        try:
            lenient = json.loads(
                data.decode(errors="replace"), strict=False, parse_float=_finite, parse_constant=lambda _name: None
            )
            found = msgspec.json.decode(json.dumps(lenient, ensure_ascii=False).encode(errors="replace"))
        except ValueError:
            sentence = say("This file is not a Décollage project, or it is cut off or damaged.")
            raise FileRefused(sentence) from error
        return found, [Problem("unreadable-letters", say("Some letters or numbers in this file could not be read."))]


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _project_from(data: bytes, base: Path | None) -> Loaded:
    record, problems = _decoded(data)
    if type(record) is not dict or record.get("format") != FORMAT:
        raise FileRefused(say("This file is not a Décollage project."))
    raw = upgraded(record).get("project")
    if type(raw) is not dict:
        raise FileRefused(say("This project file holds no project."))
    for asset in raw["assets"] if type(raw.get("assets")) is list else ():
        if type(asset) is dict and type(asset.get("path")) is str:
            asset["path"] = path_from_text(asset["path"], base)
    keep_unknown(raw)
    problems += limit(raw)
    try:
        project = convert(raw, Project)
    except msgspec.ValidationError:
        problems += mend(raw)
        try:
            project = convert(raw, Project)
        except msgspec.ValidationError as error:
            raise FileRefused(say("This project is too damaged to be read.")) from error
    return Loaded(project, tuple(problems))


def save_project(project: Project, path: Path, *, backup: bool = True) -> None:
    """Save the project into the file `path`, which is at every moment the old version or the new.

    With `backup` earlier versions are kept beside it: the last ten, at most one a minute. Raises `FileRefused`.
    """
    path = Path(path).absolute()
    data = project_json(project, base=folder_of(path))
    if backup:
        keep_backup(path)
    write_whole(path, data)


def load_project(path: Path) -> Loaded:
    """The project in the file `path`, and what could not be read of it. Raises `FileRefused`."""
    path = Path(path).absolute()
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise not_read(error, path) from error
    return project_from_json(data, base=folder_of(path))
