"""What the person has to say about the video: AI, paid partnership, people under 18, whose the sound is.

It asks; it must never guess from the picture, and never estimate anybody's age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from studio.model import (
    Asset,
    Footage,
    Found,
    Problem,
    Project,
    Title,
    all_held,
    curve_at,
    duration,
    is_hidden,
    place_for,
)
from studio.platforms import Platform
from studio.publish.problem import problem
from studio.sentences import say

__all__ = ["AD_TAGS", "ai_label_shown", "declared", "is_own", "sounding"]

AD_TAGS = ("ad", "advertisement", "sponsored", "paidpartnership", "werbung", "anzeige", "广告", "合作")
"""Hashtags by which people see that something is an advertisement; the first is the one a fix adds."""
_OWN = frozenset({"own", "mine", "my own", "self-made"})
_FREE = re.compile(r"\s*(cc[ -]?0|public domain)\b", re.IGNORECASE)
_SAYS_AI = re.compile(r"\bAI\b|\bAIGC\b|AI生成|人工智能|AI-generated", re.IGNORECASE)


def is_own(asset: Asset) -> bool:
    """Whether the person said that it is their own work."""
    return asset.licence.strip().casefold() in _OWN


def declared(project: Project, platform: Platform) -> Iterator[Problem]:
    """Questions nobody answered, and what follows from those that were."""
    yield from _ai(project, platform)
    yield from _paid(project, platform)
    yield from _minors(project, platform)
    yield from _sounds(project, platform)


def _ai(project: Project, platform: Platform) -> Iterator[Problem]:
    asks = platform.rules.asks_ai_label
    if asks is None or not asks.value:
        return
    if not project.post.ai:
        yield problem(
            "ai-unanswered",
            say("Are realistic pictures or voices in it made by AI? {platform} asks for it.", platform=platform.name),
            "ask",
        )
    elif project.post.ai == "yes" and platform.ai_label and not ai_label_shown(project, platform):
        yield problem(
            "ai-label",
            say(
                "{platform} needs AI content labelled in the opening: {share} of the shorter side high, {shown} long.",
                platform=platform.name,
                share=f"{platform.ai_label.height_share.value:.0%}",
                shown=f"{platform.ai_label.shown_s.value} s",
            ),
            "warning",
            at=Fraction(0),
        )


def ai_label_shown(project: Project, platform: Platform) -> bool:
    """Whether a title of the opening says that it is AI, as high and as long as the platform asks."""
    wanted = platform.ai_label
    if wanted is None:
        return True
    for found in all_held(project):
        content, clip = found.clip.content, found.clip
        if not isinstance(content, Title) or not clip.on or is_hidden(project, found):
            continue
        scale = curve_at(place_for(clip.place, project.canvas.ratio).scale, clip.window.start)
        if (
            _SAYS_AI.search(content.text)
            and found.span.start <= 0
            and found.span.end >= wanted.shown_s.value
            and content.style.size * scale >= wanted.height_share.value
        ):
            return True
    return False


def _paid(project: Project, platform: Platform) -> Iterator[Problem]:
    if platform.text is None:
        return
    if not project.post.paid:
        yield problem("paid-unanswered", say("Did anybody pay or give something for this video?"), "ask")
    elif project.post.paid == "yes":
        words = f"{project.post.caption} {project.post.description}".casefold()
        tags = {tag.casefold() for tag in project.post.hashtags}
        if not any(tag in tags or f"#{tag}" in words for tag in AD_TAGS):
            yield problem("ad-mark", say("The caption does not say that this is an advertisement."), "warning")


def _minors(project: Project, platform: Platform) -> Iterator[Problem]:
    if platform.text is None:
        return
    if not project.post.minors:
        yield problem("minors-unanswered", say("Is anybody under 18 shown?"), "ask")
    elif project.post.minors == "yes":
        yield problem(
            "minors-consent",
            say("Somebody under 18 is shown: post it only with their and their parents’ consent."),
            "warning",
        )


def _muted(project: Project, found: Found) -> bool:
    return found.layer.muted if found.layer is not None else project.main_state.muted


def sounding(project: Project) -> Iterator[tuple[Asset, Found]]:
    """Every sound file that is heard, once, with the clip it is first heard in."""
    seen: set[str] = set()
    for found in all_held(project):
        content, clip = found.clip.content, found.clip
        if not isinstance(content, Footage) or content.asset in seen or clip.muted or not clip.on:
            continue
        asset = project.asset(content.asset)
        if asset is not None and asset.kind == "sound" and not _muted(project, found):
            seen.add(content.asset)
            yield asset, found


def _sounds(project: Project, platform: Platform) -> Iterator[Problem]:
    blocks = platform.rules.claimed_sound_s
    for asset, found in sounding(project):
        if not asset.licence.strip():
            paid = project.post.paid == "yes"
            yield problem(
                "music-rights",
                say("Nobody said what allows the use of “{name}”. Advertisements need a licence.", name=asset.name)
                if paid
                else say("Nobody said what allows the use of “{name}”.", name=asset.name),
                "error" if paid else "warning",
                asset.id,
                found.span.start,
            )
        if blocks and duration(project) > blocks.value and not (is_own(asset) or _FREE.match(asset.licence)):
            yield problem(
                "claimed-sound",
                say(
                    "{platform} blocks videos over {most} whose sound somebody claims. “{name}” is not your own.",
                    platform=platform.name,
                    most=f"{blocks.value} s",
                    name=asset.name,
                ),
                "warning",
                asset.id,
                found.span.start,
            )
