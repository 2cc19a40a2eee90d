"""`decollage challenge pack`, `verify` and `key`: what an author does, and who signed.

It must never ask for a password on a machine where nobody types.
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.words import DONE, REFUSED, Parser, Usage, complain, print_json, print_problems, typed
from studio.model import parse_time
from studio.sentences import say

if TYPE_CHECKING:
    from studio.model import Project
    from studio.remix import Signer

__all__ = ["check_packing", "run_key", "run_pack", "run_schema", "run_verify"]

_PASSWORD = "DECOLLAGE_KEY_PASSWORD"


def run_pack(argv: list[str]) -> int:
    """Pack a project; tell what to look at."""
    from studio.cli.effects_here import effects_here
    from studio.files import load_project
    from studio.remix import CHALLENGE
    from studio.session.authoring import packing_problems
    from studio.session.collecting import pack_project

    parser = Parser("challenge pack", say("Packs a project with slots as a challenge that others can join."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--out", metavar="C.challenge", type=Path, required=True)
    parser.add_argument(
        "--preview", metavar="TIME", type=typed(parse_time), help=say("the moment it is shown by").translated()
    )
    parser.add_argument("--sign", metavar="KEY", type=Path, help=say("a secret key of minisign").translated())
    asked = parser.parse(argv)
    if asked.out.suffix.lower() != CHALLENGE:
        raise Usage(say("“{name}” should end in .challenge.", name=asked.out))
    signer = _signer(asked.sign) if asked.sign else None
    project = load_project(asked.project).project
    manifest = pack_project(project, asked.out, effects=effects_here(), preview_at=asked.preview, signer=signer)
    sentence = say(
        "Made {file}: {slots} slots, {files} files.",
        file=asked.out, slots=len(manifest.slots), files=len(manifest.files),
    )  # fmt: skip
    print(sentence.translated())
    print_problems(packing_problems(project), "  ")
    return DONE


def _signer(path: Path) -> Signer:
    from studio.files import FileRefused
    from studio.remix import read_signer

    password = os.environ.get(_PASSWORD)
    try:
        return read_signer(path, password or "")
    except FileRefused:
        if password is not None or not sys.stdin.isatty():
            raise
    return read_signer(path, getpass(say("Password of “{name}”: ", name=path.name).translated()))


def check_packing(path: Path) -> int:
    """Say what to look at before the project goes to others: rights, words, fonts, size, flashes, what files tell."""
    from studio.cli.checking import check_file
    from studio.files import load_project
    from studio.platforms import platform_named
    from studio.session.authoring import ABOUT_WORDS_AND_FLASHES, packing_problems

    project: Project = load_project(path).project
    seen = check_file(path, [platform_named("master")])["master"]
    problems = [*packing_problems(project), *(one for one in seen if one.code in ABOUT_WORDS_AND_FLASHES)]
    if not problems:
        print(say("Nothing to look at in “{name}” before others join it.", name=path.name).translated())
        return DONE
    print_problems(problems)
    return REFUSED


def run_verify(argv: list[str]) -> int:
    """Say who signed a challenge, and whether it is the key known for them."""
    from studio.session.known_authors import verify_challenge
    from studio.session.ready_challenges import named_challenge

    parser = Parser("challenge verify", say("Says who signed a challenge, and whether it is the key known for them."))
    parser.add_argument("challenge", metavar="C", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    found = verify_challenge(named_challenge(asked.challenge))
    if asked.json:
        print_json({"author": found.author, "key": found.key or None, "seen": found.seen})
        return DONE if found.seen in ("first", "same") else REFUSED
    who = found.author or say("somebody without a name").translated()
    match found.seen:
        case "unsigned":
            complain(say("“{name}” is not signed. Who made it is only what it says.", name=asked.challenge.name))
            return REFUSED
        case "other":
            complain(say("This is not the key that {author} signed with before: {key}.", author=who, key=found.key))
            return REFUSED
        case "first":
            print(say("Signed by {author} with the key {key}, seen for the first time.", author=who, key=found.key))
        case "same":
            print(say("Signed by {author} with the key {key}, the same as before.", author=who, key=found.key))
    print(say("That says who made it, not that it is safe or good.").translated())
    return DONE


def run_key(argv: list[str]) -> int:
    """Make a key to sign with."""
    from studio.remix import make_key

    parser = Parser("challenge key", say("Makes a key to sign challenges with, as minisign knows them."))
    parser.add_argument("out", metavar="KEY", type=Path)
    asked = parser.parse(argv)
    key = make_key(asked.out)
    print(say("Made {file} and {file}.pub: the key {key}.", file=asked.out, key=key.words).translated())
    print(say("Keep {file} to yourself: whoever has it signs as you.", file=asked.out).translated())
    return DONE


def run_schema(argv: list[str]) -> int:
    """Print the JSON Schema of `manifest.json`."""
    from studio.remix import manifest_schema

    Parser("challenge schema", say("Prints the JSON Schema that the manifest of every challenge keeps.")).parse(argv)
    print_json(manifest_schema())
    return DONE
