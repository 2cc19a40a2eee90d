"""Who stands in the feed beside the draft: the person's own videos, the challenges of the program, its sample posts.

It reads what the project and the packages say of themselves. It must never open a video, nor invent how popular
something is that nobody posted: that stays in the middle.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.model import Project, duration, used_assets
from studio.reach.draft_words import draft_words
from studio.reach.feed import ME, FeedPost
from studio.reach.sample_posts import sample_posts
from studio.reach.viewers import TOPICS, topics_of
from studio.session.homes import home_folder
from studio.session.ready_challenges import ready_challenge, ready_challenges

__all__ = ["challenge_posts", "draft_post", "feed_posts", "learning_file", "library_posts"]

_LEAST_S, _MOST_S = 1.0, 600.0
_DAY_H = 24.0


def learning_file() -> Path:
    """Where it is kept what was learned from swiping."""
    return home_folder() / "feed-learned"


def _topics(text: str) -> tuple[tuple[str, float], ...]:
    """The three fields of interest that the words speak of most, if of any."""
    parts = topics_of(text)
    if parts is None:
        return ()
    best = np.argsort(-parts, kind="stable")[:3]
    names = tuple(TOPICS)
    whole = float(parts[best].sum())
    return tuple((names[place], float(parts[place]) / whole) for place in best if parts[place] > 0)


def draft_post(project: Project, caption: str = "", about: str = "") -> FeedPost:
    """The draft as a post: nobody has seen it, it was posted just now."""
    words = draft_words(project, caption, about)
    tags = " ".join(f"#{tag}" for tag in words.hashtags)
    return FeedPost(
        id="draft",
        kind="challenge" if project.challenge is not None and project.challenge.joined else "draft",
        author=ME,
        caption=" ".join(part for part in (words.caption or project.name, tags) if part),
        seconds=max(_LEAST_S, float(duration(project))),
        topics=_topics(f"{words.everything} {project.name}"),
    )


def library_posts(project: Project) -> tuple[FeedPost, ...]:
    """Videos of the project's library that the draft is not made of, as if one had been posted each day, the last
    added yesterday."""
    used = used_assets(project)
    videos = [
        one
        for one in project.assets
        if one.kind == "video" and one.id not in used and _LEAST_S <= float(one.duration) <= _MOST_S
    ]
    return tuple(
        FeedPost(
            id=f"library:{one.id}",
            kind="library",
            author=f"@{one.author}" if one.author else ME,
            caption=one.name,
            seconds=float(one.duration),
            topics=_topics(one.name),
            age_h=_DAY_H * (number + 1),
            source=one.id,
        )
        for number, one in enumerate(reversed(videos))
    )


def challenge_posts() -> tuple[FeedPost, ...]:
    """The challenges that came with the program, each as its author's post."""
    found = []
    for number, name in enumerate(ready_challenges()):
        manifest = ready_challenge(name).manifest
        facts = manifest.challenge
        tags = " ".join(f"#{tag}" for tag in facts.hashtags)
        found.append(
            FeedPost(
                id=f"challenge:{name}",
                kind="challenge",
                author=f"@{facts.author}" if facts.author else "@decollage",
                caption=" ".join(part for part in (facts.name, tags) if part),
                seconds=max(_LEAST_S, float(manifest.seconds)),
                sound=facts.sound,
                topics=_topics(f"{facts.name} {facts.about} {tags}"),
                age_h=_DAY_H * (number + 2),
                source=name,
            )
        )
    return tuple(found)


def feed_posts(project: Project, caption: str = "", about: str = "") -> tuple[FeedPost, ...]:
    """All posts there are: the draft first."""
    return (draft_post(project, caption, about), *library_posts(project), *challenge_posts(), *sample_posts())
