"""`decollage feed`: in which order a feed would show the draft and its neighbours, and why, by a model that says so."""

from __future__ import annotations

from pathlib import Path

from studio.cli.words import DONE, Parser, print_json, table, typed
from studio.reach.feed import PERSONAS, Dealt, FeedPost, FeedSession, Persona, Why, after, deal, prior, tab_of
from studio.reach.kept_learning import erase_learning, kept_learning
from studio.reach.policy import Policy, policy_named
from studio.reach.recommender import Recommender
from studio.sentences import Refused, Sentence, say
from studio.session.feed_posts import feed_posts, learning_file
from studio.session.reading_drafts import read_draft

__all__ = ["run_feed"]

_SHOWN = 80
_WHY: dict[Why, Sentence] = {
    "popular": say("popular"),
    "taste": say("fits this viewer"),
    "outside": say("from outside their taste"),
    "followed": say("by somebody they follow"),
    "friend": say("by a friend"),
}


def run_feed(argv: list[str]) -> int:
    """Print what comes, tab by tab, or erase what was learned."""
    asked = _parser().parse(argv)
    if asked.erase:
        erase_learning(learning_file())
        print(say("What was learned from the feed is erased."))
        return DONE
    if asked.file is None:
        raise Refused(say("Name a project or a video."))
    policy: Policy = asked.policy
    persona: Persona = asked.persona
    draft = read_draft(asked.file)
    named = "" if draft.from_project else draft.file.stem.replace("_", " ").replace("-", " ")
    posts = feed_posts(draft.project, asked.caption or named, asked.about)
    kept, said = kept_learning(learning_file())
    if said is not None:
        print(said)
    learner = Recommender(kept)
    tabs = {
        name: _dealt(FeedSession(persona, policy, asked.seed), name, posts, learner) for name in policy.shape.tabs.value
    }
    if asked.json:
        print_json({"policy": policy.id, "date": policy.date, "persona": persona.id, "tabs": _record(tabs)})
        return DONE
    print(say("Feed of “{persona}” by the policy “{policy}” of {date}. A model, not the platform; samples are made up.",
              persona=persona.name, policy=policy.id, date=policy.date))  # fmt: skip
    for name, came in tabs.items():
        print(f"\n{name}")
        rows = [
            [str(place), "→" if one.post.id == "draft" else "", one.post.author, one.post.caption[:48], _WHY[one.why]]
            for place, one in enumerate(came, 1)
        ]
        print(table(rows) if rows else say("Nothing is here."))
    return DONE


def _dealt(session: FeedSession, name: str, posts: tuple[FeedPost, ...], learner: Recommender) -> list[Dealt]:
    # Whoever only looks on teaches nothing: chances stay what they are.
    known = {post.id: learner.chances(session.persona.id, post.features, prior(session, post)) for post in posts}
    came: list[Dealt] = []
    while len(came) < _SHOWN and (dealt := deal(session, tab_of(name), posts, lambda post: known[post.id])) is not None:
        came.append(dealt)
        session = after(session, dealt, {})
    return came


def _record(tabs: dict[str, list[Dealt]]) -> dict[str, list[dict[str, object]]]:
    return {
        name: [
            {"id": one.post.id, "author": one.post.author, "caption": one.post.caption, "kind": one.post.kind,
             "why": one.why}
            for one in came
        ]
        for name, came in tabs.items()
    }  # fmt: skip


def _parser() -> Parser:
    parser = Parser("feed", say("Shows where a feed would place a project or a video: a model, not the platform."))
    parser.add_argument("file", metavar="PROJECT|VIDEO", type=Path, nargs="?")
    parser.add_argument("--for", dest="policy", type=typed(policy_named), metavar="PLATFORM", default="tiktok")
    parser.add_argument(
        "--as", dest="persona", type=typed(_persona), metavar="PERSONA", default="newcomer",
        help=", ".join(persona.id for persona in PERSONAS),
    )  # fmt: skip
    parser.add_argument("--caption", default="", help="the post's caption, with its hashtags")
    parser.add_argument("--about", default="", help="a paragraph on what is seen and said")
    parser.add_argument("--seed", type=int, metavar="N", default=1)
    parser.add_argument("--erase", action="store_true", help="erase what was learned from swiping")
    parser.add_argument("--json", action="store_true")
    return parser


def _persona(name: str) -> Persona:
    found = next((persona for persona in PERSONAS if persona.id == name.strip().lower()), None)
    if found is None:
        names = ", ".join(persona.id for persona in PERSONAS)
        raise Refused(say("Nobody is called “{name}”. There are: {names}.", name=name, names=names))
    return found
