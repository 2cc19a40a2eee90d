"""`decollage effect`: whether an effect somebody wrote keeps the contract, and where effects of one's own go.

The file is run in a child process with a limit on its time. It must never run an author's code in this one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from studio.cli.words import DONE, REFUSED, Parser, Usage, print_json
from studio.sentences import Refused, say
from studio.session import effects_folder

__all__ = ["effect_child_main", "run_effect"]

_CHILD = "_effect-child"
_LIMIT_S = 30.0


def run_effect(argv: list[str]) -> int:
    """Check effects, or say which folder they go to; gives the exit status."""
    parser = Parser("effect", say("Tries effects you wrote, and says what is wrong with them."))
    parser.add_argument("what", choices=["check", "folder"], help="try files; or say where your own effects go")
    parser.add_argument("file", metavar="FILE", nargs="*", type=Path, help="left out: all in your folder of effects")
    parser.add_argument("--limit", metavar="SECONDS", type=float, default=_LIMIT_S, help="how long one may take")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    if asked.what == "folder":
        return _folder(asked)
    files = asked.file or sorted(effects_folder().glob("*.py"))
    if not files:
        raise Refused(say("There is no effect in {folder}.", folder=str(effects_folder())))
    for path in files:
        if not path.is_file():
            raise Refused(say("There is no file “{name}”.", name=str(path)))
    tried = [_tried(path, asked.limit) for path in files]
    if asked.json:
        print_json(tried)
    else:
        for each in tried:
            _print(each)
    return REFUSED if any(each["wrong"] for each in tried) else DONE


def _folder(asked: argparse.Namespace) -> int:
    if asked.file:
        raise Usage(say("“effect folder” takes no file."))
    if asked.json:
        print_json({"folder": str(effects_folder())})
    else:
        print(effects_folder())
    return DONE


def _tried(path: Path, limit_s: float) -> dict[str, Any]:
    from studio.media.child import child_command, start_child

    with start_child([*child_command(_CHILD), str(path.absolute())]) as child:
        try:
            said, _none = child.communicate(timeout=limit_s)
            told = json.loads(said.splitlines()[-1])
        except subprocess.TimeoutExpired:
            told = {
                "wrong": [say("It was stopped: it took longer than {seconds} s.", seconds=f"{limit_s:g}").translated()]
            }
        except (ValueError, IndexError):
            told = {"wrong": [say("It ended the program that tried it.").translated()]}
        finally:
            child.kill()
    return {"file": str(path), "name": "", **told}


def _print(each: dict[str, Any]) -> None:
    name = Path(each["file"]).name
    for sentence in each["wrong"]:
        print(f"{name}: {sentence}")
    if not each["wrong"]:
        print(say("{file}: “{name}” is fine.", file=name, name=each["name"]).translated())


def effect_child_main(path: str) -> int:
    """In the child: try the effect of one file and print what was found as one line of JSON."""
    answers = sys.stdout
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        # What the author's code prints is no answer.
        sys.stdout = nowhere
        try:
            answer = _found_in(Path(path))
        finally:
            sys.stdout = answers
    print(json.dumps(answer), flush=True)
    return DONE


def _found_in(path: Path) -> dict[str, Any]:
    from studio.cli.contract import broken_in
    from studio.cli.effects_here import built_in_effects
    from studio.cli.own_effects import effect_in, id_taken

    try:
        effect = effect_in(path)
    except Refused as refused:
        return {"wrong": [refused.sentence.translated()]}
    wrong = list(broken_in(effect))
    if effect.id in {one.id for one in built_in_effects()}:
        wrong.append(id_taken(effect))
    return {"name": effect.name, "wrong": [sentence.translated() for sentence in wrong]}
