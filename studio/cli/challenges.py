"""`decollage challenge`: pack a project as a challenge, look at one, and join it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.packing import check_packing, run_key, run_pack, run_schema, run_verify
from studio.cli.projects import need_free_project
from studio.cli.records import project_record
from studio.cli.words import DONE, REFUSED, Parser, Usage, complain, print_json, seconds, table
from studio.model import Project, duration
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.remix import Filling
    from studio.session import Session

__all__ = ["run_challenge"]


def run_challenge(argv: list[str]) -> int:
    """Do what the word after `challenge` says."""
    ways = {
        "list": _list,
        "pack": run_pack,
        "show": _show,
        "check": _check,
        "join": _join,
        "batch": _batch,
        "remix": _remix,
        "update": _update,
        "verify": run_verify,
        "key": run_key,
        "schema": run_schema,
    }
    if not argv or argv[0] in ("-h", "--help") or argv[0] not in ways:
        known = ", ".join(ways)
        if argv and argv[0] not in ("-h", "--help"):
            raise Usage(say("There is no “challenge {name}”. There are: {known}.", name=argv[0], known=known))
        print(say("decollage challenge {known} …; each says more with --help.", known="|".join(ways)).translated())
        return DONE
    return ways[argv[0]](argv[1:])


def _list(argv: list[str]) -> int:
    from studio.session.ready_challenges import ready_challenge, ready_challenges

    parser = Parser("challenge list", say("Lists the challenges that come with the program."))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    manifests = [(name, ready_challenge(name).manifest) for name in ready_challenges()]
    if asked.json:
        print_json([{"name": name, "title": it.challenge.name, "about": it.challenge.about, "seconds": it.seconds,
                     "slots": len(it.slots), "hashtags": it.challenge.hashtags} for name, it in manifests])  # fmt: skip
        return DONE
    rows = [(name, f"{it.seconds:.0f} s", say("{count} slots", count=len(it.slots)).translated(), it.challenge.about)
            for name, it in manifests]  # fmt: skip
    print(table(rows))
    return DONE


def _show(argv: list[str]) -> int:
    import msgspec

    from studio.remix import open_challenge
    from studio.session.ready_challenges import named_challenge

    parser = Parser("challenge show", say("Shows what a challenge asks for."))
    parser.add_argument("challenge", metavar="C", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    manifest = open_challenge(named_challenge(asked.challenge)).manifest
    if asked.json:
        print_json(msgspec.to_builtins(manifest))
        return DONE
    facts = manifest.challenge
    print(f"{facts.name or asked.challenge.stem}  {manifest.width}×{manifest.height}  {manifest.seconds:g} s")
    if facts.about:
        print(facts.about)
    said = [
        (say("Who asks").translated(), facts.author),
        (say("Hashtags").translated(), " ".join(f"#{tag}" for tag in facts.hashtags)),
        (say("Sound").translated(), facts.sound),
        (say("Until").translated(), facts.deadline),
        (say("Licence").translated(), facts.licence),
        *((say("Rule").translated(), rule) for rule in facts.rules),
    ]
    rows = [row for row in said if row[1]]
    if rows:
        print(table(rows, "  "))
    print(f"\n{say('Slots').translated()}")
    print(table([(slot.key, slot.kind, f"{slot.seconds:g} s", slot.hint) for slot in manifest.slots], "  "))
    return DONE


def _check(argv: list[str]) -> int:
    import tempfile

    from studio.remix import unpack_challenge
    from studio.session import probe_all
    from studio.session.ready_challenges import named_challenge

    parser = Parser(
        "challenge check",
        say("Sees whether a challenge is whole and can be opened, or a project is ready to go to others."),
    )
    parser.add_argument("challenge", metavar="C|PROJECT", type=Path)
    asked = parser.parse(argv)
    if asked.challenge.suffix.lower() == ".decollage":
        return check_packing(asked.challenge)
    with tempfile.TemporaryDirectory(prefix="decollage-") as folder:
        unpacked = unpack_challenge(named_challenge(asked.challenge), Path(folder))
        assert unpacked is not None
        # Media of strangers is looked into by a child with limits.
        probed = probe_all([asset.path for asset in unpacked[0].project.assets])
    for refusal in probed.refused:
        complain(refusal.sentence)
    if probed.refused:
        return REFUSED
    print(say("“{name}” is whole, and all in it can be opened.", name=asked.challenge.name).translated())
    return DONE


def _join(argv: list[str]) -> int:
    parser = Parser("challenge join", say("Makes a project of a challenge, with your videos, photos and words in it."))
    parser.add_argument("challenge", metavar="C", type=Path)
    parser.add_argument(
        "--slot", metavar="NAME=FILE", action="append", default=[], help=say("or NAME=words").translated()
    )
    parser.add_argument(
        "--auto", metavar="FILE", nargs="+", type=Path, default=[],
        help=say("files that go where they go best").translated(),
    )  # fmt: skip
    parser.add_argument("--out", metavar="P.decollage", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    need_free_project(asked.out)
    fills = [_pair(text) for text in asked.slot]
    project, left, filling = _joined(asked, fills)
    if asked.json:
        print_json({**project_record(project, asked.out, ()), **_filling_record(project, left, filling)})
        return DONE if not left else REFUSED
    print(say("Made {file}: {length} s.", file=asked.out, length=seconds(duration(project))).translated())
    if filling is not None:
        _tell(project, filling)
    for key in left:
        print(say("Still to be filled: {slot}.", slot=key).translated())
    return DONE if not left else REFUSED


def _tell(project: Project, filling: Filling) -> None:
    """What went where and why, and what has no place."""
    from studio.commands.filling import why_words

    rows = [(one.slot, _name(project, one.asset), why_words(one).translated()) for one in filling.choices]
    print(table(rows, "  "))
    for asset in filling.unused:
        print(say("“{name}” has no place.", name=_name(project, asset)).translated())


def _name(project: Project, asset_id: str) -> str:
    asset = project.asset(asset_id)
    return asset.name if asset is not None else asset_id


def _filling_record(project: Project, left: list[str], filling: Filling | None) -> dict[str, Any]:
    from studio.commands.filling import why_words

    return {
        "open": left,
        "filled": [
            {
                "slot": one.slot,
                "file": _name(project, one.asset),
                "from": one.start,
                "score": round(one.score, 3),
                "why": why_words(one),
            }
            for one in (filling.choices if filling is not None else ())
        ],
        "unused": [_name(project, asset) for asset in (filling.unused if filling is not None else ())],
    }


def _remix(argv: list[str]) -> int:
    import tempfile
    from uuid import uuid4

    from studio.cli.effects_here import effects_here
    from studio.edits import remix_challenge
    from studio.remix import CHALLENGE, unpack_challenge
    from studio.session.collecting import pack_project
    from studio.session.ready_challenges import named_challenge

    parser = Parser("challenge remix", say("Makes a challenge of one's own from somebody's; it says whose it comes "
                                           "from. To change more, join it and remix that."))  # fmt: skip
    parser.add_argument("challenge", metavar="C", type=Path)
    parser.add_argument("--out", metavar="D.challenge", type=Path, required=True)
    parser.add_argument("--name", default="")
    parser.add_argument("--author", default="")
    asked = parser.parse(argv)
    if asked.out.suffix.lower() != CHALLENGE:
        raise Usage(say("“{name}” should end in .challenge.", name=asked.out))
    with tempfile.TemporaryDirectory(prefix="decollage-") as folder:
        unpacked = unpack_challenge(named_challenge(asked.challenge), Path(folder))
        assert unpacked is not None, "nobody cancelled"
        project = remix_challenge(
            unpacked[0].project, challenge_id=uuid4().hex, name=asked.name, author=asked.author
        )  # fmt: skip
        manifest = pack_project(project, asked.out, effects=effects_here())
    [parent, *_older] = manifest.challenge.ancestors
    sentence = say("Made {file}, made from “{name}” by {author}.", file=asked.out, name=parent.name or parent.id,
                   author=parent.author or say("somebody who gave no name"))  # fmt: skip
    print(sentence.translated())
    return DONE


def _update(argv: list[str]) -> int:
    from studio.cli.versions import run_update

    return run_update(argv)


def _batch(argv: list[str]) -> int:
    from studio.cli.variants import run_batch

    return run_batch(argv)


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key or not value:
        raise Usage(say("Write what goes where as NAME=FILE, not “{text}”.", text=text))
    return key, value


def _joined(asked: Any, fills: list[tuple[str, str]]) -> tuple[Project, list[str], Filling | None]:
    """The joined project, saved, the slots that still want something, and what was chosen for `--auto`."""
    from shutil import rmtree

    from studio.cli.effects_here import effects_here
    from studio.commands import run_command
    from studio.edits import slots_of
    from studio.session import Session, join_challenge
    from studio.session.ready_challenges import named_challenge

    folder = join_challenge(named_challenge(asked.challenge), asked.out)
    session = Session(effects_here(), keeps=False)
    done = False
    try:
        session.open(asked.out)
        kinds = {key: clips[0].clip.slot.kind for key, clips in slots_of(session.project) if clips[0].clip.slot}
        for key, value in fills:
            run_command(session, "fill-slot", {"slot": key, "text" if kinds.get(key) == "text" else "media": value})
        filling = _auto(session, asked.auto) if asked.auto else None
        saved = session.save(asked.out)
        if saved.state == "failed":
            raise Refused(saved.sentence)
        done = True
        left = [
            key
            for key, clips in slots_of(session.project)
            if (slot := clips[0].clip.slot) is not None and slot.required and not slot.filled
        ]
        return session.project, left, filling
    finally:
        session.close()
        if not done:
            rmtree(folder, ignore_errors=True)
            asked.out.unlink(missing_ok=True)


def _auto(session: Session, files: list[Path]) -> Filling:
    from studio.commands.filling import fill_best
    from studio.commands.tools import media_of, take_in
    from studio.remix import wanted_looks
    from studio.session import look_at

    media = media_of(session, files)
    looks = look_at(wanted_looks(take_in(session.project, media), media.assets))
    return fill_best(session, media, looks)
