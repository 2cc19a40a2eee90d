"""`decollage receipt`: a finished video read back, and proved against its project where one is given.

It must never change the video.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.words import DONE, REFUSED, Parser, print_json
from studio.files import load_project
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.media import Receipt

__all__ = ["print_receipt", "run_receipt", "write_receipt"]


def run_receipt(argv: list[str]) -> int:
    """Print the receipt of a video; REFUSED when a proof fails."""
    parser = Parser("receipt", say("Reads a finished video back and proves what it is, against a project where given."))
    parser.add_argument("video", metavar="VIDEO", type=Path)
    parser.add_argument("project", metavar="PROJECT", type=Path, nargs="?")
    parser.add_argument("--save", metavar="FILE", type=Path, help="write it as JSON")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    from studio.cli.effects_here import effects_here
    from studio.media.proving.inspect_film import receipt_of

    project = load_project(asked.project).project if asked.project is not None else None
    receipt = receipt_of(asked.video.absolute(), project, effects_here())
    if asked.save is not None:
        write_receipt(receipt, asked.save)
    if asked.json:
        import msgspec

        print_json(msgspec.to_builtins(receipt))
    else:
        print_receipt(receipt)
    return DONE if receipt.passed else REFUSED


def print_receipt(receipt: Receipt) -> None:
    """One line for each proof."""
    from studio.media import proof_words

    for proof in receipt.proofs:
        mark = "✓" if proof.passed else "✗"
        words = proof_words(proof.name).translated()
        if proof.passed:
            print(f"{mark} {words}: {proof.found}")
        else:
            planned = say("planned was {planned}", planned=proof.planned or "—").translated()
            print(f"{mark} {words}: {proof.found or '—'} ({planned})")


def write_receipt(receipt: Receipt, path: Path) -> None:
    """Write it as JSON. Raises `Refused`."""
    from studio.media import write_receipt

    try:
        write_receipt(path, receipt)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(say("“{name}” could not be written: {reason}.", name=path.name, reason=reason)) from error
