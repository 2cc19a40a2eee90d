"""From files on disk to assets of a project: probe each, refuse with reasons, know again what is there already.

`probe_all` may run on a worker. It must never stop at the first bad file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.model import Asset, Project
from studio.sentences import Refused, Sentence

if TYPE_CHECKING:
    from studio.media import Facts, ProbeChildren

__all__ = ["Imported", "Probed", "Refusal", "look_into", "new_assets", "probe_all"]

_WORTH_TWO = 5
"""From how many files on a second child pays for its start."""


class Refusal(NamedTuple):
    """A file that was not taken, and why."""

    path: Path
    sentence: Sentence


class Probed(NamedTuple):
    """What was found in files, in their order, and what was not taken."""

    facts: tuple[Facts, ...]
    refused: tuple[Refusal, ...]


class Imported(NamedTuple):
    """Assets that are in the project now (new or there before), in the order asked for; and what was not taken."""

    assets: tuple[Asset, ...]
    refused: tuple[Refusal, ...]


def probe_all(paths: Iterable[Path | str], *, children: ProbeChildren | None = None) -> Probed:
    """Look into every file, in limited children: `children`, or some that end with the call."""
    from studio.media import ProbeChildren  # loads FFmpeg, which not every command needs

    wanted = [Path(path) for path in paths]
    if not wanted:
        return Probed((), ())
    own = ProbeChildren() if children is None else children
    try:
        with ThreadPoolExecutor(2 if len(wanted) >= _WORTH_TWO else 1, "looking") as looking:
            found = list(looking.map(lambda path: look_into(path, own), wanted))
    finally:
        if children is None:
            own.close()
    facts = tuple(each for each in found if not isinstance(each, Refusal))
    return Probed(facts, tuple(each for each in found if isinstance(each, Refusal)))


def look_into(path: Path, children: ProbeChildren) -> Facts | Refusal:
    """The facts about one file, or why it was not taken."""
    try:
        return children.probe(path)
    except Refused as refusal:
        return Refusal(path, refusal.sentence)


def new_assets(project: Project, found: Iterable[Facts], new_id: Callable[[str], str]) -> tuple[Asset, ...]:
    """An asset for each file: the one the project has where the content is the same, otherwise a new one."""
    from studio.media import make_asset

    known = {asset.fingerprint: asset for asset in project.assets if asset.fingerprint}
    assets = []
    for facts in found:
        asset = known.get(facts.fingerprint)
        if asset is None:
            asset = make_asset(facts, asset_id=new_id("m"))
            known[asset.fingerprint] = asset
        assets.append(asset)
    return tuple(assets)
