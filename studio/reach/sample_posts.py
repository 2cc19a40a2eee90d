"""The posts that come with the program, so that a feed has neighbours: small values, made from the tables below.

They are made up and say so: nobody posted them. It must never hold a picture: whoever shows one draws its caption.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from studio.reach.feed import FeedPost
from studio.reach.viewers import TOPICS

__all__ = ["sample_posts"]

_CAPTIONS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "dance": (
        ("@juno.moves", "Learned this in one lunch break"),
        ("@the.twostep", "Teaching my grandfather the two-step"),
    ),
    "comedy": (
        ("@leo", "When the lift stops and nobody speaks"),
        ("@tiny.sketches", "Every group chat in ten seconds"),
    ),
    "music": (("@ines", "One chord, four moods"), ("@tape.loop", "A beat made of kitchen sounds")),
    "food": (("@mara.bakes", "Bread without kneading"), ("@late.noodles", "Noodles at midnight, five minutes")),
    "pets": (("@biscuit.daily", "He heard the word walk"), ("@two.cats", "They disagree about the box")),
    "plants": (("@moss.and.co", "Day 1 in the moss"), ("@balcony.green", "Repotting without tears")),
    "beauty": (("@plain.face", "Two products, that is all"), ("@curl.notes", "Curls on day three")),
    "fashion": (("@one.coat", "One coat, seven ways"), ("@mended", "Mending the knee, visibly")),
    "sport": (("@slow.runner", "Five kilometres, slowly"), ("@wall.climb", "The move I fell off for a month")),
    "travel": (("@northbound", "Night train, window seat"), ("@rooftops", "The roofs before the rain")),
    "games": (("@pixel.hour", "The secret room on level two"), ("@couch.coop", "We argued the whole level")),
    "learning": (("@why.though", "Why the sky is not violet"), ("@two.minutes", "A knot that never slips")),
    "crafts": (("@paper.fold", "A box from one sheet"), ("@clay.slow", "Throwing a bowl, no talking")),
    "home": (("@small.flat", "Three reasons to refill"), ("@my.table", "Sanding the table I found")),
    "cars": (("@old.engine", "First start in nine years"), ("@car.park", "Car park, 6 am")),
    "family": (("@four.of.us", "Packing lunch, three ways"), ("@first.steps", "She let go of the chair")),
}
_SOUNDS = ("Grey morning", "First light", "Small hours", "Paper planes", "Corner café", "Night drive", "Sprint")


@cache
def sample_posts() -> tuple[FeedPost, ...]:
    """Two posts of each field of interest; popularity, length and age are drawn from a seed of their own."""
    rng = np.random.default_rng(12)
    found = []
    for topic in TOPICS:
        for number, (author, caption) in enumerate(_CAPTIONS[topic]):
            side = list(TOPICS)[int(rng.integers(len(TOPICS)))]
            topics = ((topic, 1.0),) if side == topic else ((topic, 0.85), (side, 0.15))
            found.append(
                FeedPost(
                    id=f"sample:{topic}-{number + 1}",
                    kind="sample",
                    author=author,
                    caption=caption,
                    seconds=float(rng.integers(6, 16)),
                    sound=_SOUNDS[int(rng.integers(len(_SOUNDS)))],
                    topics=topics,
                    popular=round(float(rng.uniform(0.2, 1.0)), 3),
                    age_h=float(rng.integers(1, 72)),
                    source=topic,
                )
            )
    return tuple(found)
