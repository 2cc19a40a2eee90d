"""Tables of outcomes (CSV) as columns: recognised by the beginning of their name, bounded, in an order of their own.

Strangers may bring them, so sizes are bounded and what cannot be read is said in plain words. It must never keep rows:
what it gives lives as long as a fit or a check.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.sentences import Refused, say

__all__ = ["MOST_ROWS", "Table", "find_tables", "read_rows"]

MOST_BYTES = 256 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_COLUMNS = 400
MOST_CELL = 100_000


@dataclass(frozen=True)
class Table:
    """Rows of one kind, as texts by column. `name` is the beginning of the file's name."""

    name: str
    columns: Mapping[str, tuple[str, ...]]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values()), ()))

    def texts(self, column: str) -> tuple[str, ...]:
        """A column as text; empty where the table has no such column."""
        return self.columns.get(column) or ("",) * self.rows

    def numbers(self, column: str) -> NDArray[np.float64]:
        """A column as numbers (N,); not-a-number where nothing readable stands or there is no such column."""
        return np.array([_number(text) for text in self.texts(column)], dtype=np.float64)

    def only(self, kept: NDArray[np.bool_]) -> Table:
        """The rows for which `kept` holds."""
        which = np.flatnonzero(kept).tolist()
        return Table(self.name, {name: tuple(texts[one] for one in which) for name, texts in self.columns.items()})


def find_tables(folder: Path, names: Mapping[str, tuple[str, ...]]) -> dict[str, Table]:
    """The tables of a folder by name. `names` says how their files begin and which columns they must have, the first of
    which names the row; files of one kind are put together, and rows stand in the order of their names.

    Raises `Refused` where the folder or a table cannot be read.
    """
    if not folder.is_dir():
        raise Refused(say("“{folder}” is no folder.", folder=folder))
    found: dict[str, Table] = {}
    for name, needed in names.items():
        files = sorted(file for file in folder.iterdir() if file.name.startswith(name) and file.suffix == ".csv")
        parts = [read_rows(file, needed) for file in files]
        if parts:
            found[name] = _in_order(_joined(name, parts), needed[0])
    return found


def read_rows(file: Path, needed: Iterable[str] = ()) -> Table:
    """A CSV file with a header. Raises `Refused` when it is too large, no text, no table, or lacks a column."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused(say("“{name}” is too large for a table.", name=file.name))
        text = file.read_bytes().decode("utf-8-sig")
    except OSError:
        raise Refused(say("“{name}” cannot be read.", name=file.name)) from None
    except UnicodeDecodeError:
        raise Refused(say("“{name}” is not a table in UTF-8.", name=file.name)) from None
    if "\0" in text:
        raise Refused(say("“{name}” is not a table.", name=file.name))
    header, rows = _parsed(file, text)
    missing = [column for column in needed if column not in header]
    if missing:
        raise Refused(say("“{name}” has no column {columns}.", name=file.name, columns=", ".join(missing)))
    columns = {
        column: tuple(row[place] if place < len(row) else "" for row in rows) for place, column in enumerate(header)
    }
    return Table(file.stem, columns)


def _parsed(file: Path, text: str) -> tuple[list[str], list[list[str]]]:
    rows: list[list[str]] = []
    limit = csv.field_size_limit(MOST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""))
        header = [name.strip() for name in next(reader, [])]
        if not any(header) or len(header) > MOST_COLUMNS or len(set(header)) < len(header):
            raise Refused(say("“{name}” has no header this program can use.", name=file.name))
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Refused(say("“{name}” has more than {most} rows.", name=file.name, most=MOST_ROWS))
    except csv.Error:
        raise Refused(say("“{name}” is not a table.", name=file.name)) from None
    finally:
        csv.field_size_limit(limit)
    return header, rows


def _joined(name: str, parts: list[Table]) -> Table:
    columns = sorted({column for part in parts for column in part.columns})
    return Table(name, {column: tuple(text for part in parts for text in part.texts(column)) for column in columns})


def _in_order(table: Table, by: str) -> Table:
    names = table.texts(by)
    columns = sorted(table.columns)
    order = sorted(range(table.rows), key=lambda row: (names[row], [table.columns[one][row] for one in columns]))
    return Table(table.name, {name: tuple(texts[row] for row in order) for name, texts in table.columns.items()})


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
