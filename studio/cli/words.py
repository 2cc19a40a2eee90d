"""How the command line speaks: parsing what it is told, tables, JSON, one sentence when something is wrong.

Answers go to stdout, everything else to stderr. It must never know what a command does.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, NoReturn, TypeVar

from studio.model import Problem
from studio.sentences import Refused, Sentence, say, translated

__all__ = [
    "DONE",
    "FAILED",
    "REFUSED",
    "USAGE",
    "Parser",
    "Progress",
    "Usage",
    "complain",
    "print_json",
    "print_problems",
    "problem_record",
    "seconds",
    "table",
    "typed",
]

DONE, REFUSED, USAGE, FAILED = 0, 1, 2, 3
"""Exit statuses."""

T = TypeVar("T")


class Usage(Exception):
    """The command line was used wrongly; `sentence` says how."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Parser(argparse.ArgumentParser):
    """Arguments of one command. Options may stand anywhere; mistakes are one sentence."""

    def __init__(self, name: str, description: Sentence) -> None:
        super().__init__(f"decollage {name}", description=description.translated(), allow_abbrev=False)

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """The arguments by name. Raises `Usage`."""
        return self.parse_intermixed_args(_with_negatives(argv))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, as argparse sees it."""
        raise Usage(
            say("{message}. See {program} --help.", message=message[:1].upper() + message[1:], program=self.prog)
        )


def _with_negatives(argv: Sequence[str]) -> list[str]:
    """`--range -1:2` as `--range=-1:2`: a value that begins with a minus and a digit is no option."""
    joined: list[str] = []
    for word in argv:
        before = joined[-1] if joined else ""
        if re.match(r"-[\d.]", word) and before.startswith("--") and "=" not in before and before != "--":
            joined[-1] = f"{before}={word}"
        else:
            joined.append(word)
    return joined


def typed(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reader of an argument whose sentences reach the person as they are."""

    def parse(text: str) -> T:
        try:
            return read(text)
        except Refused as refused:
            raise Usage(refused.sentence) from None
        except (ValueError, ZeroDivisionError) as error:
            reason = error.args[0] if error.args and isinstance(error.args[0], Sentence) else None
            raise Usage(reason or say("“{text}” cannot be read.", text=text)) from None

    return parse


def complain(sentence: Sentence) -> None:
    """One sentence on stderr."""
    print(sentence.translated(), file=sys.stderr)


def print_json(record: object) -> None:
    """One line of JSON on stdout. Exact numbers become floats."""
    print(json.dumps(record, ensure_ascii=False, default=_plain), flush=True)


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return float(value)
    return str(value)


def seconds(time: Fraction) -> str:
    """A time as people and `--at` write it: `2.5`, `1:02.5`."""
    minutes, rest = divmod(abs(time), 60)
    sign = "-" if time < 0 else ""
    text = f"{float(rest):.3f}".rstrip("0").rstrip(".")
    if not minutes:
        return f"{sign}{text}"
    whole = int(rest)
    part = f"{float(rest - whole):.3f}"[1:].rstrip("0").rstrip(".")
    return f"{sign}{minutes}:{whole:02}{part}"


def table(rows: Iterable[Sequence[object]], indent: str = "") -> str:
    """Rows as aligned columns; the last column is not padded."""
    texts = [[str(translated(cell)) for cell in row] for row in rows]
    widths = [max((len(row[column]) for row in texts if column < len(row)), default=0) for column in range(32)]
    lines = []
    for row in texts:
        cells = [cell.ljust(widths[column]) for column, cell in enumerate(row[:-1])]
        lines.append(indent + "  ".join([*cells, *row[-1:]]).rstrip())
    return "\n".join(lines)


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem for programs."""
    return {
        "code": problem.code,
        "level": problem.level,
        "sentence": problem.sentence,
        "about": problem.about or None,
        "at": problem.at,
    }


def print_problems(problems: Iterable[Problem], indent: str = "") -> None:
    """Problems for people, one a line."""
    for problem in problems:
        mark = {"error": "✗", "warning": "!", "ask": "?"}[problem.level]
        at = "" if problem.at is None else f" ({seconds(problem.at)})"
        print(f"{indent}{mark} {translated(problem.sentence)}{at}")


class Progress:
    """A bar for people on a terminal; silent elsewhere."""

    _WIDTH = 30
    _EVERY_S = 0.1

    def __init__(self, *, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` is done."""
        now = time.monotonic()
        if not self._shown or total <= 0 or (now - self._last < self._EVERY_S and done < total):
            return
        self._last = now
        share = done / total
        bar = ("█" * round(share * self._WIDTH)).ljust(self._WIDTH, "░")
        left = (now - self._begun) * (1 - share) / share if share > 0.02 else None
        rest = "" if left is None else say("{seconds} s left", seconds=round(left)).translated()
        print(f"\r{bar} {share:4.0%}  {rest}\x1b[K", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the bar away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
