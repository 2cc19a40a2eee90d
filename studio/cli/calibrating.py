"""`decollage calibrate`: learning from one's own posts, and how well the forecast would have told them.

It must never keep or send a post: what is kept are sums, on this machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from studio.cli.words import DONE, Parser, print_json, table
from studio.reach.own_posts import OwnPosts, left_out_words, read_own_posts
from studio.reach.own_priors import OwnPriors, forget_priors, keep_priors, priors_of
from studio.reach.own_record import TrackRecord, record_words, track_records, usual_words
from studio.sentences import Refused, Sentence, say
from studio.session.homes import own_priors_file

__all__ = ["run_calibrate"]

_RATES: dict[str, Sentence] = {
    "stay": say("Not swiped away"),
    "complete": say("Seen to the end"),
    "watched": say("How much is watched"),
    "likes": say("Likes"),
    "comments": say("Comments"),
    "shares": say("Shares"),
    "saves": say("Saves"),
    "follows": say("New followers"),
}


def run_calibrate(argv: list[str]) -> int:
    """Learn from analytics files, or forget what was learned."""
    parser = Parser(
        "calibrate",
        say("Learns what is usual for you from analytics files of TikTok, YouTube, Douyin and others; all stays here."),
    )
    parser.add_argument("files", metavar="FILES", type=Path, nargs="*", help="CSV, Excel or the .zip as downloaded")
    parser.add_argument("--forget", action="store_true", help="erase what was learned")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    if asked.forget:
        if asked.files:
            raise Refused(say("Either name files to learn from, or --forget."))
        return _forget(asked.json)
    if not asked.files:
        raise Refused(say("Name at least one analytics file."))
    found = read_own_posts(asked.files)
    priors, records = priors_of(found), track_records(found)
    keep_priors(priors, own_priors_file())
    if asked.json:
        print_json(_record(found, priors, records))
    else:
        print("\n".join(_lines(found, priors, records)))
    return DONE


def _forget(as_json: bool) -> int:
    forgotten = forget_priors(own_priors_file())
    if as_json:
        print_json({"forgotten": forgotten})
    else:
        told = say("What was learned from your posts is erased.") if forgotten else say("Nothing was learned yet.")
        print(told.translated())
    return DONE


def _record(found: OwnPosts, priors: OwnPriors, records: tuple[TrackRecord, ...]) -> dict[str, Any]:
    """Everything, for programs; unknown is null."""
    told = msgspec.to_builtins(priors)
    for name, one in priors.platforms.items():
        told["platforms"][name] |= {
            "median_views": 10**one.log10_median,
            "rates": {field: {**msgspec.to_builtins(beta), "mean": beta.mean} for field, beta in one.rates.items()},
        }
    return {
        "model": "A model, not the platform.",
        "posts": len(found.posts),
        "left_out": found.left_out,
        **told,
        "records": [
            {
                **msgspec.to_builtins(record),
                "enough": record.figures is not None,
                "better_than_median": None if record.figures is None else record.figures.better,
                "sentences": [str(sentence) for sentence in record_words(record)],
            }
            for record in records
        ],
        "kept": str(own_priors_file()),
    }


def _lines(found: OwnPosts, priors: OwnPriors, records: tuple[TrackRecord, ...]) -> list[str]:
    lines = []
    for platform, one in priors.platforms.items():
        lines.append(usual_words(platform, one).translated())
        rows = [(_RATES[field], f"{100 * beta.mean:.2g} %") for field, beta in one.rates.items()]
        if rows:
            lines.append(table(rows, "  "))
        for record in records:
            if record.platform == platform:
                first, *rest = record_words(record)
                lines.append("  " + first.translated())
                lines += ["      " + sentence.translated() for sentence in rest]
    lines += [sentence.translated() for sentence in left_out_words(found.left_out)]
    lines.append(
        say("Kept on this machine for `decollage forecast`; `decollage calibrate --forget` erases it.").translated()
    )
    return lines
