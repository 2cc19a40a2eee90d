"""A session of a feed, as values: which post comes next for whom, why, and what watching it teaches.

The rules are those of the policy; how posts are scored is its weights times chances. It must never open a file, draw a
picture or read a clock, and never treat the draft otherwise than its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from studio.reach.norms import ACTIONS as ACT_RATES
from studio.reach.norms import norm_at
from studio.reach.policy import ACTIONS, Action, Policy, Weight
from studio.reach.recommender import Features
from studio.sentences import Sentence, say

__all__ = [
    "ME", "PERSONAS", "Dealt", "FeedPost", "FeedSession", "Persona", "PostKind", "Tab", "Why",
    "acts_of", "after", "deal", "main_topic", "persona_named", "place_of", "prior", "tab_of",
]  # fmt: skip

Tab = Literal["for-you", "following", "friends"]
PostKind = Literal["draft", "library", "challenge", "sample"]
Why = Literal["popular", "taste", "outside", "followed", "friend"]
Floats = npt.NDArray[np.float32]
Chances = Callable[["FeedPost"], Floats]
"""The chance of each of `ACTIONS` with a post, by what was learned of the viewer so far."""

ME = "@you"
"""The author of the draft and of the person's own videos."""

_POPULAR_REACH = 3.0
_TASTE_REACH = 2.5
_CLOSE = 0.7
"""How far popularity (least to most), an interest and knowing the author move log-odds: assumptions. People act about
twice as readily with those they follow (log 2; Zannettou et al., CHI 2024, tell that they do more, not how much)."""
_TIE = 3.0
"""How far a policy that shows posts to followers or friends alone would move them up: an assumption; the part it shows
them to (`Audience`) is the policy's."""
_RATES: Mapping[str, float] = {rate.action: rate.median for rate in ACT_RATES}
_FOLLOW_RATE, _REWATCH_RATE = 0.002, 0.05
_LEAST_AGAIN = 0.25
"""An author's posts count at least this, however often they came: xai-org/x-algorithm, 12 Aug 2026."""
_LEAST_SCORE = 1e-9
_TELLING = 0.5
"""By how much more log-odds than popularity alone gives a post must have to be called one that fits."""
_QUICK_S, _STAY_S, _WHOLE = 1.0, 3.0, 0.97


class FeedPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post of the feed. `popular` is its place among posts (0 to 1; what nobody has seen yet is in the middle),
    `age_h` hours since it was posted, `source` what its pictures come from (by `kind`)."""

    id: str
    kind: PostKind
    author: str
    caption: str
    seconds: float
    sound: str = ""
    topics: tuple[tuple[str, float], ...] = ()
    popular: float = 0.5
    age_h: float = 0.0
    source: str = ""

    @property
    def features(self) -> Features:
        """What the recommender knows of it."""
        return Features(self.id, self.author, self.sound, self.topics)


class Persona(msgspec.Struct, frozen=True):
    """A viewer to watch as: `interests` are known to the feed from the beginning, with strengths of 0 to 1."""

    id: str
    name: Sentence
    about: Sentence
    interests: tuple[tuple[str, float], ...] = ()
    follows: tuple[str, ...] = ()
    friends: tuple[str, ...] = ()


def _personas() -> tuple[Persona, ...]:
    near = (("comedy", 0.6), ("food", 0.5), ("travel", 0.4))
    return (
        Persona("newcomer", say("New here"), say("Nothing known yet")),
        Persona("niche", say("Plant person"), say("Watches plants and crafts"), (("plants", 1.0), ("crafts", 0.7))),
        Persona("follower", say("Follower"), say("Follows you"), near, (ME, "@mara.bakes", "@northbound")),
        Persona("friend", say("Friend"), say("You know each other"), near, (ME, "@leo"), (ME, "@leo", "@ines")),
    )


PERSONAS = _personas()


def persona_named(name: str) -> Persona:
    """The persona with that id. Raises `KeyError`."""
    return {persona.id: persona for persona in PERSONAS}[name]


class FeedSession(msgspec.Struct, frozen=True):
    """One sitting: who watches by which policy, what they saw (`seen`, tab and id, in order) with its authors and
    sounds, whom they follow, and what they want no more of."""

    persona: Persona
    policy: Policy
    seed: int = 1
    seen: tuple[tuple[Tab, FeedPost], ...] = ()
    follows: tuple[str, ...] = ()
    no_authors: tuple[str, ...] = ()
    no_topics: tuple[str, ...] = ()

    def seen_in(self, tab: Tab) -> tuple[FeedPost, ...]:
        """What came in that tab, in order."""
        return tuple(post for where, post in self.seen if where == tab)

    def knows(self, author: str) -> bool:
        """Whether the viewer follows that author or is friends with them."""
        return author in self.persona.follows or author in self.follows or author in self.persona.friends


class Dealt(msgspec.Struct, frozen=True):
    """The post that comes next in a tab, and why it does."""

    post: FeedPost
    tab: Tab
    why: Why


def tab_of(name: str) -> Tab:
    """Which tab one of the policy's names means; all that is neither of people followed nor of friends is for you."""
    return {"following": "following", "friends": "friends"}.get(name.lower(), "for-you")  # type: ignore[return-value]  # the three words of `Tab`


def main_topic(post: FeedPost) -> str:
    """What it is mostly about; empty where nobody knows."""
    return max(post.topics, key=lambda one: one[1])[0] if post.topics else ""


# -- chances


def _log_odds(chance: float) -> float:
    return log(chance / (1 - chance))


@lru_cache(maxsize=256)
def _usual(seconds: float) -> Floats:
    """Log-odds of each of `ACTIONS` for a usual video of that length, from counted outcomes (`norms`)."""
    norm = norm_at(seconds)
    usual: dict[Action, float] = {
        "stay": norm.played,
        "watch": norm.played,
        "complete": norm.finished,
        "rewatch": _REWATCH_RATE,
        "like": _RATES["like"],
        "comment": _RATES["comment"],
        "share": _RATES["share"],
        "save": _RATES["save"],
        "follow": _FOLLOW_RATE,
        "negative": norm.negative,
    }
    odds = np.array([_log_odds(min(0.98, max(1e-5, usual[action]))) for action in ACTIONS], np.float32)
    odds.setflags(write=False)
    return odds


def prior(session: FeedSession, post: FeedPost) -> Floats:
    """Log-odds of each of `ACTIONS` before anything was learned: the usual ones, popularity, what is known of the
    persona, whom they follow, and the boost a policy gives to challenges. `negative` goes the other way."""
    known = dict(session.persona.interests)
    fits = sum(part * known.get(topic, 0.0) for topic, part in post.topics)
    lift = _POPULAR_REACH * (post.popular - 0.5) + _TASTE_REACH * fits
    if session.knows(post.author):
        audience = session.policy.audience
        tie = audience.friends if post.author in session.persona.friends else audience.followers
        lift += _CLOSE + _TIE * tie.value
    boost = session.policy.growth.challenge_boost
    if post.kind == "challenge" and boost is not None:
        lift += log(boost.value)
    signs = np.array([-1.0 if action == "negative" else 1.0 for action in ACTIONS], np.float32)
    return _usual(post.seconds) + np.float32(lift) * signs


def _weight(term: Weight, *, connected: bool) -> float:
    special = term.connected if connected else term.strangers
    return (special or term.weight).value


def _score(session: FeedSession, post: FeedPost, chances: Floats) -> float:
    """What the policy makes of a post for this viewer, above 0. Where it says so, each rate is compared with what is
    usual for the length first; otherwise weights multiply chances as they are."""
    policy, connected = session.policy, session.knows(post.author)
    usual = _usual(post.seconds)
    total = size = 0.0
    for action, term in policy.terms.items():
        place, weight = ACTIONS.index(action), _weight(term, connected=connected)
        chance = min(0.9999, max(0.0001, float(chances[place])))
        total += weight * ((_log_odds(chance) - float(usual[place])) if policy.normalised.value else chance)
        size += abs(weight)
    again = sum(seen.author == post.author for seen in session.seen_in("for-you"))
    factor = max(_LEAST_AGAIN, policy.growth.author_again.value**again) if again else 1.0
    return (exp(total / size) if policy.normalised.value else max(_LEAST_SCORE, total)) * factor


# -- dealing


def deal(session: FeedSession, tab: Tab, posts: Sequence[FeedPost], chances: Chances) -> Dealt | None:
    """The post that comes next in that tab; None where nothing is left that its rules allow."""
    free = _allowed(session, tab, posts)
    if not free:
        return None
    if tab != "for-you":
        return Dealt(
            min(free, key=lambda post: (post.age_h, post.id)), tab, "friend" if tab == "friends" else "followed"
        )
    known = {post.id: chances(post) for post in free}
    ranked = sorted(free, key=lambda post: (-_score(session, post, known[post.id]), post.id))
    count = len(session.seen_in("for-you"))
    rng = np.random.default_rng([session.seed, count])
    if count and len(ranked) > 2 and rng.random() < session.policy.audience.exploring.value:
        outside = ranked[(len(ranked) + 1) // 2 :]
        return Dealt(outside[int(rng.integers(len(outside)))], tab, "outside")
    return Dealt(ranked[0], tab, _why(session, ranked[0], known[ranked[0].id]))


def _why(session: FeedSession, post: FeedPost, chances: Floats) -> Why:
    if post.author in session.persona.friends:
        return "friend"
    if session.knows(post.author):
        return "followed"
    popular_alone = float(_usual(post.seconds)[0]) + _POPULAR_REACH * (post.popular - 0.5)
    stay = min(0.9999, max(0.0001, float(chances[0])))
    return "taste" if _log_odds(stay) > popular_alone + _TELLING else "popular"


def _allowed(session: FeedSession, tab: Tab, posts: Sequence[FeedPost]) -> list[FeedPost]:
    """Posts of that tab that were not seen in it and break no rule."""
    seen = session.seen_in(tab)
    ids, last = {post.id for post in seen}, seen[-1] if seen else None
    shape = session.policy.shape
    never = shape.never_in_a_row.value
    once = tab == "for-you" and shape.author_once is not None and shape.author_once.value
    authors = {post.author for post in seen}
    found = []
    for post in posts:
        if post.id in ids or post.author in session.no_authors:
            continue
        if tab == "friends" and post.author not in session.persona.friends:
            continue
        if tab == "following" and not session.knows(post.author):
            continue
        if tab == "for-you" and main_topic(post) in session.no_topics:
            continue
        if last is not None and "author" in never and post.author == last.author:
            continue
        if last is not None and "sound" in never and post.sound and post.sound == last.sound:
            continue
        # Where an author comes once, the person's own posts stay in their tabs.
        if once and (post.author in authors or (post.author == ME and post.kind == "library")):
            continue
        found.append(post)
    return found


def after(session: FeedSession, dealt: Dealt, acts: Mapping[Action, float]) -> FeedSession:
    """The session once that post was seen and this was done with it."""
    post = dealt.post
    changed = replace(session, seen=(*session.seen, (dealt.tab, post)))
    if acts.get("follow", 0) > 0 and not session.knows(post.author):
        changed = replace(changed, follows=(*session.follows, post.author))
    if acts.get("negative", 0) >= 1:
        topic = main_topic(post)
        changed = replace(changed, no_authors=(*session.no_authors, post.author))
        if topic and topic not in session.no_topics:
            changed = replace(changed, no_topics=(*session.no_topics, topic))
    return changed


def place_of(session: FeedSession, wanted: str, posts: Sequence[FeedPost], chances: Chances) -> int | None:
    """At which place of For You the post with that id comes, 1 for the very next, if the viewer only looks on; None
    where it never does."""
    known = {post.id: chances(post) for post in posts}
    for place in range(1, len(posts) + 1):
        dealt = deal(session, "for-you", posts, lambda post: known[post.id])
        if dealt is None:
            return None
        if dealt.post.id == wanted:
            return place
        session = after(session, dealt, {})
    return None


def acts_of(watched_s: float, seconds: float, done: Sequence[Action] = ()) -> dict[Action, float]:
    """What a viewer did with a post of that many seconds: how long they watched, repeats counted, and what they
    pressed. Swiping within a second speaks against it, by half of what “not interested” does."""
    acts: dict[Action, float] = {}
    if watched_s >= min(_STAY_S, _WHOLE * seconds):
        acts["stay"] = 1.0
    acts["watch"] = min(1.0, watched_s / seconds)
    if watched_s >= _WHOLE * seconds:
        acts["complete"] = 1.0
    if watched_s >= (1 + _WHOLE / 2) * seconds:
        acts["rewatch"] = 1.0
    if watched_s < min(_QUICK_S, seconds / 2):
        acts["negative"] = 0.5
    for action in done:
        acts[action] = 1.0
    if acts.get("negative", 0) >= 1:
        acts["stay"] = acts["watch"] = 0.0
    return acts
