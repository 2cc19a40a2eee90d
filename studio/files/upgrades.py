"""Reading what older programs wrote: one pure function from record to record for each step.

A record is the decoded JSON of a whole file. It must never read the model: an upgrade written today has to
give the same in ten years.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from studio.files.refused import FileRefused
from studio.sentences import say

__all__ = ["SCHEMA", "UPGRADES", "Record", "upgraded"]

Record = dict[str, Any]

SCHEMA = 1
"""The number of the form in which this program writes."""

UPGRADES: Mapping[int, Callable[[Record], Record]] = {}
"""For each older schema number the function that makes the next one of it."""


def upgraded(
    record: Record, *, to: int = SCHEMA, upgrades: Mapping[int, Callable[[Record], Record]] = UPGRADES
) -> Record:
    """The record in the form of schema `to`. Raises `FileRefused` when it is newer, or no number."""
    schema = record.get("schema")
    if type(schema) is not int or schema < 1:
        raise FileRefused(say("This project does not say which form it has, so it cannot be read."))
    if schema > to:
        raise FileRefused(
            say(
                "This project was made by a newer Décollage (form {theirs}; this program reads up to {ours}). "
                "Update the program to open it.",
                theirs=schema,
                ours=to,
            )
        )
    for step in range(schema, to):
        try:
            record = {**upgrades[step](record), "schema": step + 1}
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            sentence = say("This project of an older Décollage is damaged and could not be read.")
            raise FileRefused(sentence) from error
    return record
