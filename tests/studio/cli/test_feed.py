"""`decollage feed`: the draft among its neighbours, tab by tab; what was learned counts, and can be erased."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from studio.cli import main
from studio.reach.feed import FeedSession, acts_of, persona_named, prior
from studio.reach.kept_learning import keep_learning
from studio.reach.policy import policy_named
from studio.reach.recommender import Recommender
from studio.session.feed_posts import feed_posts, learning_file, library_posts
from studio.session.reading_drafts import read_draft
from tests.helpers.make_media import film


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("film") / "boat.mp4", frames=75)


def place(video: Path, capsys: pytest.CaptureFixture[str], *words: str) -> int:
    assert main(["feed", str(video), "--about", "flower garden", "--json", *words]) == 0
    told = json.loads(capsys.readouterr().out)
    return [post["id"] for post in told["tabs"]["For You"]].index("draft")


def test_it_says_what_comes_in_each_tab_and_that_it_is_a_model_and_that_what_was_learned_is_damaged(video, capsys):
    learning_file().parent.mkdir(parents=True, exist_ok=True)
    learning_file().write_bytes(b"no")
    assert main(["feed", str(video), "--as", "follower"]) == 0
    out = capsys.readouterr().out
    assert "A model, not the platform" in out
    for part in ("Following", "Friends", "For You", "by somebody they follow", "boat", "made up"):
        assert part in out
    assert "is damaged: it starts anew" in out
    assert main(["feed", "--erase"]) == 0


def test_what_was_learned_moves_the_draft_until_it_is_erased(video, capsys):
    before = place(video, capsys)
    assert place(video, capsys, "--as", "niche") < before
    project = read_draft(video).project
    session, learner = FeedSession(persona_named("newcomer"), policy_named("tiktok")), Recommender()
    for post in feed_posts(project):
        liked = any(topic == "plants" for topic, _ in post.topics)
        acts = acts_of(2 * post.seconds if liked else 0.4, post.seconds)
        learner.learn("newcomer", post.features, acts, 0, prior(session, post))
    learning_file().parent.mkdir(parents=True, exist_ok=True)
    keep_learning(learning_file(), learner.snapshot())
    assert place(video, capsys) < before
    assert main(["feed", "--erase"]) == 0
    assert not learning_file().exists()
    capsys.readouterr()
    assert place(video, capsys) == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["feed"], "Name a project or a video"),
        (["feed", "{video}", "--as", "robot"], "There are: newcomer, niche, follower, friend"),
        (["feed", "{video}", "--for", "bilibili"], "There is no policy for Bilibili"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(words, why, video, capsys):
    assert main([word.format(video=video) for word in words]) in (1, 2)
    assert why in capsys.readouterr().err


def test_challenges_and_own_videos_stand_in_the_feed_unseen_in_the_middle(video):
    project = read_draft(video).project
    other = msgspec.structs.replace(project.assets[0], id="other", name="My dog.mp4")
    assert [post.id for post in library_posts(project)] == []  # What the draft is made of is no neighbour.
    posts = feed_posts(msgspec.structs.replace(project, assets=(*project.assets, other)))
    assert {post.kind for post in posts} == {"draft", "library", "challenge", "sample"}
    assert [post.topics for post in posts if post.kind == "library"] == [(("pets", 1.0),)]
    assert len({post.id for post in posts}) == len(posts)
    assert {post.popular for post in posts if post.kind != "sample"} == {0.5}
    assert sum(bool(post.topics) for post in posts if post.kind == "challenge") > 4
