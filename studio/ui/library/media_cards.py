"""What the cards of files and folders say: name, length, facts, what the person gave them, what is read out.

It must never know a widget.
"""

from __future__ import annotations

from studio.commands import LABELS
from studio.model import Asset, Folder, Project, Span, folder_path
from studio.sentences import Sentence, say
from studio.ui.controls.card_model import Card, CardMark
from studio.ui.controls.slider import number_text
from studio.ui.drag import Carried
from studio.ui.words import shown

__all__ = ["asset_card", "asset_tag", "folder_card", "folder_of_card"]

_FOLDER = "folder/"
_KINDS: dict[str, Sentence] = {"video": say("Video"), "photo": say("Photo"), "sound": say("Sound"), "lut": say("LUT")}


def asset_tag(asset: Asset) -> str:
    """How long a file lasts, as a card says it; nothing for photos."""
    if asset.kind == "photo":
        return ""
    seconds = float(asset.duration)
    if seconds < 60:
        return number_text(seconds, 1, "s")
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def asset_card(asset: Asset, *, used: bool, wrong: str, mark: CardMark | None, part: Span | None = None) -> Card:
    """The card of a file; `part` is what is marked in it."""
    whole = float(asset.duration)
    return Card(
        asset.id,
        asset.name,
        drawing={"photo": "photo", "sound": "audio", "lut": "looks"}.get(asset.kind, "video"),
        tag=asset_tag(asset),
        used=used,
        wrong=wrong,
        carries=Carried("asset", asset.id),
        mark=mark,
        details=_facts(asset),
        stars=asset.stars,
        colour=asset.colour,
        adds=True,
        spoken=_spoken(asset, used=used, part=part),
        part=(float(part.start) / whole, min(1.0, float(part.end) / whole)) if part is not None and whole else None,
    )


def folder_card(project: Project, folder: Folder, *, sounds: bool) -> Card:
    """The card of a folder, with how many files lie in it and in folders within."""
    count = sum(
        1
        for asset in project.assets
        if (asset.kind == "sound") == sounds and folder in folder_path(project, asset.folder)
    )
    return Card(
        f"{_FOLDER}{folder.id}",
        folder.name,
        drawing="folder",
        tag=str(count),
        carries=Carried("folder", folder.id),
        takes=("asset", "folder"),
        details=shown(say("Folder")),
        spoken=shown(say("Folder")),
    )


def folder_of_card(card_id: str) -> str:
    """The id of the folder a card stands for; empty for a file."""
    return card_id.removeprefix(_FOLDER) if card_id.startswith(_FOLDER) else ""


def _facts(asset: Asset) -> str:
    facts = [shown(_KINDS[asset.kind])]
    if asset.has_picture and asset.width:
        facts.append(f"{asset.width} × {asset.height}")
    if asset.rate:
        facts.append(number_text(float(asset.rate), 2 if asset.rate.denominator > 1 else 0, "fps"))
    return " · ".join(facts)


def _spoken(asset: Asset, *, used: bool, part: Span | None) -> str:
    said = [shown(say("used") if used else say("not used"))]
    if part is not None:
        said.append(shown(say("marked from {start:.1f} to {end:.1f} s", start=float(part.start), end=float(part.end))))
    if asset.stars:
        said.append(shown(say("{count} stars", count=asset.stars)))
    said += [shown(name) for colour, name in LABELS if colour == asset.colour]
    return ", ".join(said)
