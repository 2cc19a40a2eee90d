"""What to look at before a project goes to others as a challenge: rights, fonts, size, and what files tell of a person.

On a worker: it reads the heads of files. It must never refuse: the author decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from studio.model import Asset, Problem, Project, Title, all_held, used_assets
from studio.publish import is_own
from studio.sentences import say

__all__ = ["ABOUT_WORDS_AND_FLASHES", "MOST_SENT_BYTES", "packing_problems"]

MOST_SENT_BYTES = 50_000_000
"""What can be sent with a message almost everywhere."""
ABOUT_WORDS_AND_FLASHES = frozenset(
    {
        "small-words",
        "faint-words",
        "low-contrast",
        "quick-words",
        "flashes",
        "long-flashing",
        "stripes",
        "missing-media",
    }
)
"""Codes of what `publish` finds that an author should mend first."""
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def packing_problems(project: Project) -> tuple[Problem, ...]:
    """Each a plain sentence, with the clip or the file it is about."""
    used = used_assets(project)
    assets = [asset for asset in project.assets if asset.id in used]
    return (*_rights(assets), *_fonts(project), *_size(assets), *_personal(assets), *_facts(project))


def _rights(assets: list[Asset]) -> Iterator[Problem]:
    for asset in assets:
        if is_own(asset) or asset.licence.strip():
            continue
        sentence = say("Nobody said what allows the use of “{name}”.", name=asset.name)
        yield Problem("missing-rights", sentence, asset.id, level="warning")


def _travelling() -> frozenset[str]:
    """The families that come with the program, as the names of their files tell: `NotoSansThai-Bold`."""
    entries = (entry.name for entry in (files("assets") / "fonts").iterdir())
    return frozenset(_WORD.sub(" ", name.split("-")[0]) for name in entries if name.endswith((".otf", ".ttf")))


def _fonts(project: Project) -> Iterator[Problem]:
    known, told = _travelling(), set[str]()
    styles = [(found.clip.id, found.clip.content.style.font) for found in all_held(project)
              if isinstance(found.clip.content, Title)]  # fmt: skip
    if project.captions.speeches and project.captions.on:
        styles.append(("", project.captions.style.text.font))
    for about, family in styles:
        if family not in known and family not in told:
            told.add(family)
            sentence = say("The font “{name}” does not travel: others see another one in its place.", name=family)
            yield Problem("font-stays", sentence, about, level="warning")


def _size(assets: list[Asset]) -> Iterator[Problem]:
    sizes = {asset.path: _bytes(asset) for asset in assets}
    if sum(sizes.values()) > MOST_SENT_BYTES:
        largest = max(assets, key=lambda asset: sizes[asset.path])
        sentence = say(
            "It is {size} MB, which is too much to send with a message. “{name}” alone is {part} MB.",
            size=round(sum(sizes.values()) / 1e6), name=largest.name, part=round(sizes[largest.path] / 1e6),
        )  # fmt: skip
        yield Problem("too-large", sentence, largest.id, level="warning")


def _bytes(asset: Asset) -> int:
    with suppress(OSError):
        return Path(asset.path).stat().st_size
    return asset.size_bytes


def _personal(assets: list[Asset]) -> Iterator[Problem]:
    from studio.files.still_telling import still_tells
    from studio.media.looking.personal import personal_words

    for asset in assets:
        path = Path(asset.path)
        words = personal_words(path)
        if words:
            sentence = say("“{name}” tells “{words}”. Others can read it.", name=asset.name, words=", ".join(words))
            yield Problem("tells-names", sentence, asset.id, level="warning")
        with suppress(OSError):
            if asset.kind == "video" and still_tells(path):
                sentence = say("“{name}” tells where it was taken, in a way that is not blanked.", name=asset.name)
                yield Problem("tells-place", sentence, asset.id, level="warning")


def _facts(project: Project) -> Iterator[Problem]:
    facts = project.challenge
    if facts is None:
        return
    if not facts.about:
        yield Problem("no-about", say("Say in a sentence what the challenge is about."), level="warning")
    if not facts.hashtags:
        yield Problem("no-hashtag", say("A hashtag lets people find who joined."), level="warning")
    if not facts.licence:
        yield Problem("no-licence", say("Say under which licence others may build on it."), level="warning")
