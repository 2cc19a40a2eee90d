"""The tables in an analytics file: CSV in any encoding and separator, sheets of Excel, and a .zip with tables inside.

Strangers' bytes are bounded and go through the one reader of zips. It must never write, and never follow what a file
names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from studio.files.safe_zip import SafeZip, ZipRules
from studio.reach.own_posts_headers import fields_of, plain, platform_of
from studio.sentences import Refused, say

__all__ = ["Sheet", "sheet_of"]

_MOST_BYTES, _MOST_XML = 32 << 20, 8 << 20
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELL = 50_000, 200, 20_000
_RULES = ZipRules(entries=200, entry_bytes=_MOST_BYTES, whole_bytes=2 * _MOST_BYTES)
_HEADER_WITHIN = 5
_GUESSED_FROM = 200_000
_ENCODINGS = ("gb18030", "shift_jis", "cp1252", "cp1251", "euc_kr")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DAYS = {"date", "datum", "日付", "日期", "fecha", "data", "дата"}
_CELL_NAME = re.compile(r"([A-Z]{1,3})\d+")


class Sheet(NamedTuple):
    """A table with its header found: `fields` says which column holds what; `captured` when the file was made."""

    name: str
    header: tuple[str, ...]
    fields: dict[str, int]
    rows: tuple[tuple[str, ...], ...]
    captured: datetime

    def texts(self, field: str) -> list[str]:
        """The column of a field; empty texts where there is none."""
        column = self.fields.get(field)
        if column is None:
            return [""] * len(self.rows)
        return [row[column].strip() if column < len(row) else "" for row in self.rows]


def sheet_of(file: Path) -> Sheet:
    """The table of posts in a file: of several the one of which most columns are known (YouTube's archive holds days
    and totals beside it). Raises `Refused` when there is none, with the reason."""
    try:
        state = file.stat()
        if state.st_size > _MOST_BYTES:
            raise Refused(say("“{name}” is too large for a table of posts.", name=file.name))
        data = file.read_bytes()
    except OSError:
        raise Refused(say("“{name}” cannot be read.", name=file.name)) from None
    captured = datetime.fromtimestamp(state.st_mtime, UTC)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        grids = list(_grids_in_zip(file))
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(say("“{name}” is an old Excel file. Save it as .xlsx or .csv first.", name=file.name))
    else:
        grids = [_grid(data, file.name)]
    if not any(grids):
        raise Refused(say("“{name}” is not a table of posts.", name=file.name))
    found = [sheet for grid in grids if (sheet := _sheet(grid, file.name, captured)) is not None]
    if not found:
        raise Refused(say("“{name}” has no column of views that is known here.", name=file.name))
    best = max(found, key=lambda sheet: len(sheet.fields))
    if not {"title", "link", "id"} & set(best.fields) or _of_days(best):
        raise Refused(say("“{name}” tells of days, not of posts.", name=file.name))
    return best


def _of_days(sheet: Sheet) -> bool:
    """Whether it is YouTube's table of each post on each day."""
    days = {plain(name) for name in sheet.header} & _DAYS
    return platform_of(sheet.header) == "shorts" and bool(days)


def _grids_in_zip(file: Path) -> Iterator[list[list[str]]]:
    with SafeZip(file, _RULES) as archive:
        names = [entry.name for entry in archive.entries]
        if "xl/workbook.xml" in names:
            yield from _grids_in_workbook(archive, names)
            return
        tables = [name for name in names if PurePosixPath(name).suffix.lower() in (".csv", ".tsv")]
        if not tables:
            raise Refused(say("There is no table (.csv) in “{name}”.", name=file.name))
        for name in tables:
            yield _grid(archive.read(name, _MOST_BYTES), PurePosixPath(name).name)


def _grids_in_workbook(archive: SafeZip, names: list[str]) -> Iterator[list[list[str]]]:
    texts: list[str] = []
    if "xl/sharedStrings.xml" in names:
        root = _xml(archive, "xl/sharedStrings.xml")
        texts = ["".join(part.text or "" for part in one.iter(f"{_MAIN}t")) for one in root.iter(f"{_MAIN}si")]
    for name in sorted(name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)):
        rows = []
        for row in _xml(archive, name).iter(f"{_MAIN}row"):
            rows.append(_cells(row, texts))
            _bounded(len(rows), archive.path.name)
        yield rows


def _cells(row: ET.Element, texts: list[str]) -> list[str]:
    """The cells of a row of a sheet, as text, each in its column."""
    found: list[str] = []
    for cell in row.iter(f"{_MAIN}c"):
        place = _CELL_NAME.fullmatch(cell.get("r", ""))
        column = len(found)
        if place is not None:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            column -= 1
        if column >= _MOST_COLUMNS:
            continue
        found.extend([""] * (column + 1 - len(found)))
        value = cell.findtext(f"{_MAIN}v") or ""
        if cell.get("t") == "s":
            value = texts[int(value)] if _is_place(value, len(texts)) else ""
        elif cell.get("t") == "inlineStr":
            value = "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
        found[column] = value[:_MOST_CELL]
    return found


def _is_place(value: str, count: int) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10 and int(value) < count


def _xml(archive: SafeZip, name: str) -> ET.Element:
    data = archive.read(name, _MOST_XML)
    try:
        # What defines entities of its own could grow without end; no spreadsheet does.
        if b"<!" in data.replace(b"<![CDATA[", b"") or b"\0" in data:
            raise Refused(say("“{name}” is no Excel file that can be read.", name=archive.path.name))
        return ET.fromstring(data)
    except ET.ParseError:
        raise Refused(say("“{name}” is no Excel file that can be read.", name=archive.path.name)) from None


def _grid(data: bytes, name: str) -> list[list[str]]:
    """A CSV file as rows, with the separator under which most columns are known."""
    text = _decoded(data, name)
    grids = [(separator, _parsed(text, separator, name, _HEADER_WITHIN)) for separator in ",;\t"]
    best = max(grids, key=lambda one: max((len(fields_of(row)) for row in one[1]), default=0))
    return _parsed(text, best[0], name, None)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guessed(data, name)
    if "\0" in text:
        raise Refused(say("“{name}” is not a table of posts.", name=name))
    return text


def _guessed(data: bytes, name: str) -> str:
    """The text in the encoding in which most of its header is known, the likeliest first."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_FROM]).best()
    guesses = dict.fromkeys([*([best.encoding] if best is not None else []), *_ENCODINGS])
    text, most = "", 0
    for encoding in guesses:
        try:
            read = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        lines = read.replace('"', "").splitlines()[:_HEADER_WITHIN]
        known = max((len(fields_of(re.split("[,;\t]", line))) for line in lines), default=0)
        if known > most and "\0" not in read:
            text, most = read, known
    if not most:
        raise Refused(say("“{name}” is not a table of posts. If it is one, save it as CSV in UTF-8.", name=name))
    return text


def _parsed(text: str, separator: str, name: str, most: int | None) -> list[list[str]]:
    limit = csv.field_size_limit(_MOST_CELL)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                rows.append(row[:_MOST_COLUMNS])
            if most is not None and len(rows) >= most:
                break
            _bounded(len(rows), name)
    except csv.Error:
        if most is None:
            raise Refused(say("“{name}” is not a table of posts.", name=name)) from None
    finally:
        csv.field_size_limit(limit)
    return rows


def _bounded(rows: int, name: str) -> None:
    if rows > _MOST_ROWS:
        raise Refused(say("“{name}” has more than {most} rows.", name=name, most=_MOST_ROWS))


def _sheet(grid: list[list[str]], name: str, captured: datetime) -> Sheet | None:
    """The table below the row that names most columns, among the first; None where none names views."""
    heads = [(len(fields_of(row)), -place) for place, row in enumerate(grid[:_HEADER_WITHIN])]
    if not heads:
        return None
    place = -max(heads)[1]
    fields = fields_of(grid[place])
    if "views" not in fields:
        return None
    return Sheet(name, tuple(grid[place]), fields, tuple(tuple(row) for row in grid[place + 1 :]), captured)
