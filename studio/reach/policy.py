"""How a platform might weigh what people do with a post: data in `assets/policies`, every number a guess with a source.

Weights multiply predicted probabilities, not counts. It must never hold a number itself, nor take a guess for a fact
(facts of platforms are in `assets/platforms`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

import msgspec

from studio.platforms import Fact, platforms
from studio.sentences import Refused, Sentence, say

__all__ = [
    "ACTIONS",
    "Action",
    "Audience",
    "Growth",
    "Policy",
    "Pools",
    "Shape",
    "policies",
    "policy_from",
    "policy_named",
    "policy_with",
]

Action = Literal["stay", "watch", "complete", "rewatch", "like", "comment", "share", "save", "follow", "negative"]
ACTIONS: tuple[Action, ...] = get_args(Action)
"""What a viewer may do: stay past the first seconds, the share watched, see the end, see it again, and so on;
`negative` is "not interested"."""

_MOST_POOLS = 12
_MOST_BYTES = 200_000


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a term counts: for everybody, and by how much more or less for followers and friends (`connected`) and for
    strangers."""

    weight: Fact[float]
    connected: Fact[float] | None = None
    strangers: Fact[float] | None = None


class Pools(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`sizes`: viewers of each pool, growing. `passing`: the part of posts of a pool that goes on to the next."""

    sizes: Fact[tuple[int, ...]]
    passing: Fact[tuple[float, ...]]


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which parts of the first pool are followers and friends, and which part of the rest is shown it whatever their
    interests (`exploring`). All three fade as pools grow."""

    followers: Fact[float]
    friends: Fact[float]
    exploring: Fact[float]


class Growth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How showing goes on: `half_days` until half of the views of the first fortnight came; beyond `slow_beyond` views
    the chance to go on falls with `slow_power`; `challenge_boost` multiplies the odds of challenge content;
    `author_again` is what a second post by one author in a session counts."""

    half_days: Fact[float]
    author_again: Fact[float]
    slow_beyond: Fact[int] | None = None
    slow_power: Fact[float] | None = None
    target_gini: Fact[float] | None = None
    challenge_boost: Fact[float] | None = None


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the feed is laid out: its tabs, what never comes twice in a row, and whether an author comes but once in a
    session (`author_once`; no if None)."""

    tabs: Fact[tuple[str, ...]]
    never_in_a_row: Fact[tuple[str, ...]]
    author_once: Fact[bool] | None = None


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way a platform might treat posts. `normalised` compares every rate with what is usual for the pool and the
    length before it is weighed; otherwise the weights multiply the probabilities as they are."""

    id: str
    name: str
    platforms: tuple[str, ...]
    about: str
    date: str
    normalised: Fact[bool]
    terms: dict[Action, Weight]
    pools: Pools
    audience: Audience
    growth: Growth
    shape: Shape


def _refuse(name: str, reason: Sentence) -> Refused:
    return Refused(say("The policy “{name}” cannot be used: {reason}", name=name, reason=reason))


def policy_from(text: str, name: str) -> Policy:
    """The policy written in this TOML. Raises `Refused` with what is wrong in it."""
    try:
        policy = msgspec.convert(tomllib.loads(text), Policy)
    except tomllib.TOMLDecodeError as error:
        raise _refuse(name, say("it is no TOML ({reason}).", reason=str(error))) from error
    except msgspec.ValidationError as error:
        raise _refuse(name, say("{reason}.", reason=str(error).rstrip("."))) from error
    _check(policy, name)
    return policy


def _check(policy: Policy, name: str) -> None:
    sizes, passing = policy.pools.sizes.value, policy.pools.passing.value
    if not 1 <= len(sizes) <= _MOST_POOLS or list(sizes) != sorted(set(sizes)) or sizes[0] < 1:
        raise _refuse(
            name, say("its pools must grow, from at least one viewer, and be at most {most}.", most=_MOST_POOLS)
        )
    if len(passing) != len(sizes) or not all(0 < part < 1 for part in passing):
        raise _refuse(name, say("each pool needs the part of posts that passes it, between 0 and 1."))
    weights = [term.weight.value for term in policy.terms.values()]
    if not weights or not all(isfinite(weight) for weight in weights) or not any(weights):
        raise _refuse(name, say("at least one weight must be other than 0."))
    if policy.terms.get("negative") and policy.terms["negative"].weight.value > 0:
        raise _refuse(name, say("“not interested” cannot count for a post: its weight must not be above 0."))
    shares = (policy.audience.followers.value, policy.audience.friends.value, policy.audience.exploring.value)
    if not all(0 <= share <= 1 for share in shares) or sum(shares[:2]) > 1:
        raise _refuse(name, say("the parts of its audience must lie between 0 and 1."))
    if policy.growth.half_days.value <= 0 or not 0 <= policy.growth.author_again.value <= 1:
        raise _refuse(name, say("its times must be above 0, its factors between 0 and 1."))


def policy_with(policy: Policy, weights: Mapping[Action, float]) -> Policy:
    """The policy with other weights, which say that a person set them; the very same where none differs."""
    terms = dict(policy.terms)
    for name, weight in weights.items():
        if weight != terms[name].weight.value:
            told = Fact(weight, "set by the person who uses this program", policy.date, "J")
            terms[name] = msgspec.structs.replace(terms[name], weight=told)
    if terms == policy.terms:
        return policy
    return msgspec.structs.replace(policy, terms=terms)


@cache
def policies() -> Mapping[str, Policy]:
    """Every policy that comes with the program, by id."""
    folder = resources.files("assets").joinpath("policies")
    found = [
        policy_from(file.read_text(encoding="utf-8"), file.name)
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    order = ("tiktok", "reels", "shorts", "douyin", "kuaishou", "channels", "x", "musically", "points", "points-raw")
    found.sort(key=lambda policy: order.index(policy.id) if policy.id in order else len(order))
    return MappingProxyType({policy.id: policy for policy in found})


def policy_named(name: str) -> Policy:
    """The policy with that id, for the platform with that id, or in the file of that name (a copy a person changed).

    Raises `Refused`: with what is wrong in the file, that nobody knows how the platform weighs posts, or the ids there
    are.
    """
    wanted = name.strip()
    known = policies()
    if wanted.lower() in known:
        return known[wanted.lower()]
    if wanted.lower().endswith(".toml"):
        try:
            with Path(wanted).open("rb") as file:
                text = file.read(_MOST_BYTES).decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(say("The policy “{name}” could not be read.", name=wanted)) from error
        return policy_from(text, Path(wanted).name)
    served = next((policy for policy in known.values() if wanted.lower() in policy.platforms), None)
    if served is not None:
        return served
    names = ", ".join(known)
    platform = platforms().get(wanted.lower())
    if platform is not None:
        raise Refused(
            say("There is no policy for {name}: nobody found how it weighs posts. There are: {names}.",
                name=platform.name, names=names)
        )  # fmt: skip
    raise Refused(say("No policy is called “{name}”. There are: {names}.", name=wanted, names=names))
