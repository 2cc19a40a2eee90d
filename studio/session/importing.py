"""From files on disk to assets of a project: probe each, refuse with reasons, know again what is there already.

`probe_all` may run on a worker. It must never stop at the first bad file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.model import Asset, Project
from studio.sentences import Refused, Sentence

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = ["Imported", "Probed", "Refusal", "new_assets", "probe_all"]


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


def probe_all(paths: Iterable[Path | str]) -> Probed:
    """Look into every file."""
    from studio.media import probe  # loads FFmpeg, which not every command needs

    facts, refused = [], []
    for path in map(Path, paths):
        try:
            facts.append(probe(path))
        except Refused as refusal:
            refused.append(Refusal(path, refusal.sentence))
    return Probed(tuple(facts), tuple(refused))


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
