"""Fixes for the post's words and for sound: hashtags left out, words cut, the mark of an advertisement, levels.

Each is a pure edit. None may answer a question for the person.
"""

from __future__ import annotations

from studio.edits import EditRefused, set_gain, set_muted, set_post
from studio.model import Footage, Project, all_clips
from studio.publish.declared import AD_TAGS
from studio.publish.given import Given, changed_curve
from studio.publish.post_words import count_words, posted_caption, posted_description
from studio.sentences import say

__all__ = ["fewer_tags", "marked_as_ad", "muted", "shorter_caption", "shorter_title", "softer", "to_loudness"]

_CHINESE_AD = "广告"
_SOFTER_DB = -6.0
_LEAST_DB, _MOST_DB = -60.0, 20.0


def fewer_tags(project: Project, given: Given) -> Project:
    """As many hashtags as the platform takes, the first ones."""
    limits = given.platform.text
    tags = project.post.hashtags
    if limits is None:
        return project
    if limits.hashtags:
        tags = tags[: limits.hashtags.value]
    while limits.hashtag_letters and sum(map(len, tags)) > limits.hashtag_letters.value:
        tags = tags[:-1]
    return set_post(project, hashtags=tags)


def shorter_title(project: Project, given: Given) -> Project:
    """The title cut at the end of a word."""
    limits = given.platform.text
    if limits is None or limits.title_length is None:
        return project
    return set_post(project, title=_cut(project.post.title, limits.title_length.value, limits.counting.value))


def shorter_caption(project: Project, given: Given) -> Project:
    """The caption (or description) cut so that it fits with its hashtags."""
    limits, post = given.platform.text, project.post
    if limits is None or limits.caption_length is None:
        return project
    counting, apart = limits.counting.value, bool(limits.title_length)
    words = (post.description or post.caption) if apart else post.caption
    whole = posted_description(post) if apart else posted_caption(post)
    tags = count_words(whole, counting) - count_words(words, counting)
    if tags >= limits.caption_length.value:
        raise EditRefused(say("The hashtags alone are too long. Leave some out."))
    cut = _cut(words, limits.caption_length.value - tags, counting)
    return set_post(project, description=cut) if apart and post.description else set_post(project, caption=cut)


def _cut(text: str, most: int, counting: str) -> str:
    """The beginning of `text` that counts at most `most`, with an ellipsis, at the end of a word where that is near."""
    if count_words(text, counting) <= most:
        return text
    kept = text
    while kept and count_words(kept + "…", counting) > most:
        kept = kept[:-1]
    space = kept.rfind(" ")
    if space > len(kept) * 3 // 4:
        kept = kept[:space]
    return kept.rstrip(" ,.;:") + "…"


def marked_as_ad(project: Project, given: Given) -> Project:
    """The hashtag by which people see that it is an advertisement, as the first one; the last one gives way where there
    were as many as the platform takes."""
    tag = _CHINESE_AD if given.platform.ai_label is not None else AD_TAGS[0]
    return fewer_tags(set_post(project, hashtags=(tag, *project.post.hashtags)), given)


def to_loudness(project: Project, given: Given) -> Project:
    """Everything that sounds louder or softer by as much as brings the whole to the platform's loudness; no louder
    than its true peak allows."""
    sound = given.measured.sound if given.measured else None
    if sound is None:
        raise EditRefused(say("Check again first: the sound was not measured."))
    target = given.platform.sound
    by = target.loudness_lufs.value - sound.integrated_lufs
    by = min(by, target.true_peak_db.value - sound.true_peak_db) if by > 0 else by
    if given.problem.code == "true-peak":
        by = target.true_peak_db.value - sound.true_peak_db - 0.2
    return _louder(project, by)


def softer(project: Project, _given: Given) -> Project:
    """Everything that sounds 6 dB softer."""
    return _louder(project, _SOFTER_DB)


def _louder(project: Project, by_db: float) -> Project:
    for found in tuple(all_clips(project)):
        content = found.clip.content
        asset = project.asset(content.asset) if isinstance(content, Footage) else None
        if asset is None or not (asset.has_sound or asset.kind == "sound") or (found.layer and found.layer.locked):
            continue
        gain = changed_curve(found.clip.gain_db, lambda value: max(_LEAST_DB, min(_MOST_DB, value + by_db)))
        project = set_gain(project, found.clip.id, gain_db=gain)
    return project


def muted(project: Project, given: Given) -> Project:
    """Every clip of the sound file silent: it stays as a guide for the sound chosen in the app."""
    for found in tuple(all_clips(project)):
        content = found.clip.content
        if isinstance(content, Footage) and content.asset == given.problem.about:
            project = set_muted(project, found.clip.id, muted=True)
    return project
