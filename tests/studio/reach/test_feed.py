"""The feed as values: it starts from what is popular, keeps its rules, learns, and places the draft as all others."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import msgspec
import pytest

from studio.platforms import Fact
from studio.reach.feed import (
    ME,
    PERSONAS,
    Dealt,
    FeedPost,
    FeedSession,
    acts_of,
    after,
    deal,
    main_topic,
    persona_named,
    place_of,
    prior,
    tab_of,
)
from studio.reach.policy import Policy, policies
from studio.reach.recommender import Recommender
from studio.reach.sample_posts import sample_posts
from studio.reach.viewers import TOPICS

DRAFT = FeedPost(
    id="draft", kind="draft", author=ME, caption="Day 5. It opens.", seconds=9, sound="First light",
    topics=(("plants", 1.0),),
)  # fmt: skip
OWN = msgspec.structs.replace(DRAFT, id="own", kind="library", topics=(("food", 1.0),), age_h=50, sound="")
POSTS = (DRAFT, OWN, *sample_posts())


class Sitting:
    """Somebody who swipes, and the recommender that learns from it."""

    def __init__(self, persona: str = "newcomer", policy: Policy | None = None) -> None:
        self.session = FeedSession(persona_named(persona), policy or policies()["tiktok"])
        self.learner = Recommender()

    def chances(self, post: FeedPost):
        return self.learner.chances(self.session.persona.id, post.features, prior(self.session, post))

    def next(self, tab: str = "for-you") -> Dealt | None:
        return deal(self.session, tab, POSTS, self.chances)

    def swipe(self, dealt: Dealt, watched: float, *done: str) -> None:
        acts = acts_of(watched, dealt.post.seconds, done)
        before = prior(self.session, dealt.post)
        self.learner.learn(self.session.persona.id, dealt.post.features, acts, 0, before)
        self.session = after(self.session, dealt, acts)

    def all_of(self, tab: str = "for-you") -> list[Dealt]:
        found, known = [], {post.id: self.chances(post) for post in POSTS}
        while (dealt := deal(self.session, tab, POSTS, lambda post: known[post.id])) is not None:
            found.append(dealt)
            self.session = after(self.session, dealt, {})
        return found

    def place(self) -> int | None:
        return place_of(self.session, "draft", POSTS, self.chances)


def calm(policy: Policy, exploring: float = 0.0) -> Policy:
    """The policy with that part of posts from outside one's taste."""
    audience = msgspec.structs.replace(policy.audience, exploring=Fact(exploring, "a test", "2026-11-25", "J"))
    return msgspec.structs.replace(policy, audience=audience)


def test_the_sample_posts_speak_of_every_field_twice_and_are_the_same_each_time():
    posts = sample_posts()
    assert Counter(main_topic(post) for post in posts) == dict.fromkeys(TOPICS, 2)
    assert len({post.id for post in posts}) == len({post.author for post in posts}) == len(posts)
    sample_posts.cache_clear()
    assert sample_posts() == posts


def test_whoever_is_new_starts_from_what_is_popular():
    sitting = Sitting(policy=calm(policies()["tiktok"]))
    first = [dealt.post.popular for dealt in sitting.all_of()[:8]]
    assert first[0] == max(post.popular for post in POSTS)
    assert min(first) > 0.7
    assert Sitting().next().why == "popular"


@pytest.mark.parametrize("policy", policies().values(), ids=policies().keys())
def test_never_two_in_a_row_by_one_author_or_sound_where_the_policy_says_so(policy: Policy):
    posts = [msgspec.structs.replace(post, author=f"@{number % 4}") for number, post in enumerate(sample_posts())]
    session = FeedSession(persona_named("newcomer"), policy)
    learner, came = Recommender(), []
    while (dealt := deal(session, "for-you", posts, lambda post: learner.chances("n", post.features))) is not None:
        came.append(dealt.post)
        session = after(session, dealt, {})
    never = policy.shape.never_in_a_row.value
    assert len(came) > 8
    assert len({post.id for post in came}) == len(came)
    for one, other in pairwise(came):
        assert "author" not in never or one.author != other.author
        assert "sound" not in never or one.sound != other.sound


def test_an_author_comes_once_where_a_policy_says_so_and_the_persons_own_posts_stay_in_their_tabs():
    usual = policies()["tiktok"]
    shape = msgspec.structs.replace(usual.shape, author_once=Fact(True, "a copy of mine", "2026-11-25", "J"))
    once = msgspec.structs.replace(usual, shape=shape)
    came = [dealt.post for dealt in Sitting("follower", once).all_of()]
    assert max(Counter(post.author for post in came).values()) == 1
    assert "own" not in {post.id for post in came}
    assert "draft" in {post.id for post in came}
    assert "own" in {dealt.post.id for dealt in Sitting("follower").all_of()}
    assert "draft" in {dealt.post.id for dealt in Sitting("follower", once).all_of("following")}


def test_the_tabs_hold_whom_one_follows_and_whom_one_knows_the_newest_first():
    follower, friend = Sitting("follower").all_of("following"), Sitting("friend").all_of("friends")
    assert {dealt.post.author for dealt in follower} == {ME, "@mara.bakes", "@northbound"}
    assert follower[0].post.id == "draft"
    assert {dealt.post.author for dealt in friend} == {ME, "@leo", "@ines"}
    assert Sitting("newcomer").all_of("following") == []
    assert {tab_of(name) for policy in policies().values() for name in policy.shape.tabs.value} == {
        "for-you", "following", "friends",
    }  # fmt: skip


def test_a_share_comes_from_outside_ones_taste():
    for exploring in (0.0, 0.3):
        why = Counter()
        for seed in range(8):
            sitting = Sitting("niche", calm(policies()["tiktok"], exploring))
            sitting.session = msgspec.structs.replace(sitting.session, seed=seed)
            why.update(dealt.why for dealt in sitting.all_of()[:20])
        assert abs(why["outside"] / why.total() - exploring) < 0.08


def test_the_draft_lands_where_the_policy_would_place_it():
    for policy in policies().values():
        places = {persona.id: Sitting(persona.id, calm(policy)).place() for persona in PERSONAS}
        assert None not in places.values()
        assert places["niche"] < places["newcomer"]
        stranger = Sitting("follower", calm(policy))
        stranger.session = msgspec.structs.replace(
            stranger.session, persona=msgspec.structs.replace(stranger.session.persona, follows=())
        )
        assert places["follower"] < stranger.place()


def test_what_is_watched_comes_more_and_what_is_swiped_away_less():
    sitting = Sitting(policy=calm(policies()["tiktok"]))
    before = sitting.place()
    garden = [post for post in sample_posts() if main_topic(post) == "plants"]
    for post in garden * 3:
        sitting.swipe(Dealt(post, "for-you", "popular"), 2 * post.seconds, "like")
    assert sitting.place() < before
    assert sitting.next().why in ("taste", "popular")
    cars = Sitting()
    for post in (post for post in sample_posts() if main_topic(post) == "cars"):
        was = cars.chances(post)[0]
        cars.swipe(Dealt(post, "for-you", "popular"), 0.3)
        assert cars.chances(post)[0] < was


def test_not_interested_keeps_author_and_topic_away_and_following_brings_a_tab():
    sitting = Sitting()
    dealt = sitting.next()
    sitting.swipe(dealt, 1.5, "negative")
    rest = sitting.all_of()
    assert all(main_topic(other.post) != main_topic(dealt.post) for other in rest)
    assert all(other.post.author != dealt.post.author for other in rest)
    fan = Sitting()
    liked = fan.next()
    fan.swipe(liked, 9, "follow")
    fan.swipe(fan.next(), 9)
    assert [other.post.author for other in fan.all_of("following")] == [liked.post.author]


def test_what_watching_means():
    assert acts_of(0.4, 10) == {"watch": 0.04, "negative": 0.5}
    assert acts_of(4, 10) == {"stay": 1, "watch": 0.4}
    assert acts_of(16, 10, ("share",)) == {"stay": 1, "watch": 1, "complete": 1, "rewatch": 1, "share": 1}
    assert acts_of(9, 10, ("negative",))["stay"] == 0
