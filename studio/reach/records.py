"""A forecast and a comparison as records for programs and as lines for people, and what the model is.

It must never say more than the forecast does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from studio.model import Span
from studio.reach.comparing import Comparison
from studio.reach.forecast import MODEL_WORDS, Forecast, Range
from studio.reach.reasons import Reason
from studio.reach.signals import SIGNAL_WORDS, Signals
from studio.reach.viewers import TOPICS
from studio.sentences import Sentence, say

__all__ = [
    "ACTION_WORDS", "MODEL_CARD", "REACHED_WORDS", "comparison_record", "forecast_lines", "forecast_record", "share",
    "signal_rows",
]  # fmt: skip

ACTION_WORDS: dict[str, Sentence] = {
    "stay": say("Not swiped away"),
    "watch": say("How much is watched"),
    "complete": say("Seen to the end"),
    "rewatch": say("Seen again"),
    "like": say("Likes"),
    "comment": say("Comments"),
    "share": say("Shares"),
    "save": say("Saves"),
    "follow": say("New followers"),
    "negative": say("Not interested"),
}
REACHED_WORDS: dict[str, Sentence] = {
    "matched strangers": say("Strangers it suits"),
    "other strangers": say("Other strangers"),
    "followers": say("Followers"),
    "friends": say("Friends"),
}
MODEL_CARD: tuple[tuple[Sentence, Sentence], ...] = (
    (
        say("What it is"),
        say("A crowd of seeded viewers to whom a draft is shown pool by pool. A model, not the platform."),
    ),
    (
        say("What it rests on"),
        say(
            "Staying and watching by length: 2,817 Shorts of six story channels, 2025. Seeing the end, and viewers "
            "chosen at random: KuaiRand-Pure, 2022. Likes, comments, shares, saves: 10,099 TikTok posts from Vietnam "
            "that did well, 2025. How many posts reach each size: TikTok posts found by search in Mexico, 2019 to "
            "2025. Words and openings: 6,078 Spotlight posts."
        ),
    ),
    (
        say("What it assumes"),
        say(
            "How platforms weigh what people do: guesses with their sources, in the policy. The shape of the curve "
            "between its ends; that followers and friends act twice as readily; interests and moods of viewers."
        ),
    ),
    (
        say("What it cannot"),
        say(
            "Before publishing, little is known: of new authors’ posts a draft alone told ranks with 0.24 of 1. "
            "Ranges are therefore wide, and what goes with watching need not cause it."
        ),
    ),
)


def share(part: float) -> str:
    """A part as people read it: `62 %`; what is small is never rounded to none."""
    if part < 0.005:
        return "< 1 %"
    return f"{part:.0%}".replace("%", " %")


def _range(value: Range) -> dict[str, float]:
    return {"middle": value.middle, "low": value.low, "high": value.high}


def _span(span: Span | None) -> list[float] | None:
    return [float(span.start), float(span.end)] if span is not None else None


def forecast_record(found: Forecast, signals: Signals, reasons: Sequence[Reason]) -> dict[str, Any]:
    """Everything, for programs. Times in seconds, parts from 0 to 1; unknown is null."""
    record: dict[str, Any] = msgspec.to_builtins(found)
    return {
        "model": "A model, not the platform.",
        "verdict": str(found.verdict),
        **record,
        "signals": {
            one.name: {"value": one.value, "unit": SIGNAL_WORDS[one.name][1], "at": _span(one.at)}
            for one in signals.signals
        },
        "cuts": [float(cut) for cut in signals.cuts],
        "reasons": [
            {
                "code": one.code,
                "mark": one.mark,
                "sentence": str(one.sentence),
                "evidence": str(one.evidence),
                "at": _span(one.at),
                "direction": one.direction,
                "fix": str(one.fix) if one.fix else None,
            }
            for one in reasons
        ],
    }


def signal_rows(signals: Signals) -> Iterator[tuple[Sentence, str, str]]:
    """Each signal for people: what it is, its value, where."""
    for one in signals.signals:
        words, unit = SIGNAL_WORDS[one.name]
        at = f"{float(one.at.start):.1f} s" if one.at is not None else ""
        yield words, _value(one.value, unit), at


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return str(say("unknown").translated())
    if unit == "yes":
        return str((say("yes") if value else say("no")).translated())
    return f"{value:.4g} {unit}".rstrip()


def percentile_words(value: Range) -> Sentence:
    """Where it stands, as a range."""
    return say(
        "Better than {low} to {high} of comparable posts in 8 of 10 replays, {middle} in the middle.",
        low=share(value.low),
        high=share(value.high),
        middle=share(value.middle),
    )


def among_words(value: Range) -> Sentence:
    """The place among posts of all authors, as a range."""
    return say(
        "Among TikTok posts of all authors: better than {low} to {high} of them, 8 times of 10.",
        low=share(value.low),
        high=share(value.high),
    )


def views_words(found: Forecast) -> Sentence:
    """Views where enough own posts are known, otherwise why there are none."""
    if found.views is not None:
        low, high = round_views(found.views.low), round_views(found.views.high)
        if found.posts_kept:
            return say(
                "Views after a week: {low} to {high} in 8 of 10 replays, as learned from {count} of your posts.",
                low=low,
                high=high,
                count=found.posts_known,
            )
        return say(
            "Views after a week: {low} to {high} in 8 of 10 replays, from {count} of your posts.",
            low=low,
            high=high,
            count=found.posts_known,
        )
    if not found.posts_known and found.posts_elsewhere:
        return say(
            "No number of views: the {count} own posts that are known are of other platforms.",
            count=found.posts_elsewhere,
        )
    return say(
        "No number of views: at least ten own posts must be known for one ({count} are).", count=found.posts_known
    )


def round_views(views: float) -> str:
    """Two figures are all that such a number carries."""
    if views < 100:
        return f"{views:.0f}"
    digits = len(str(int(views))) - 2
    return f"{round(views / 10**digits) * 10**digits:,}"


def multiple_words(value: Range) -> Sentence:
    """The reach as a multiple of the usual."""
    return say("{low} to {high} times the usual reach.", low=f"{value.low:.2g}", high=f"{value.high:.2g}")


def growth_words(found: Forecast) -> Sentence:
    """Burst or evergreen, with the policy's own figure."""
    if found.burst:
        return say("A burst: half of the views come within {days} days.", days=f"{found.half_days:g}")
    return say("It keeps being shown: half of the views come within {days} days.", days=f"{found.half_days:g}")


def forecast_lines(found: Forecast, reasons: Sequence[Reason]) -> Iterator[str]:
    """The forecast for people, line by line."""
    yield f"{found.policy_name}, {found.policy_date}. {MODEL_WORDS.translated()}"
    yield str(found.verdict.translated())
    yield "  " + percentile_words(found.percentile).translated()
    if found.among_all is not None:
        yield "  " + among_words(found.among_all).translated()
    yield "  " + views_words(found).translated()
    yield (
        "  "
        + say(
            "Stay: {low} to {high}. Luck: {luck} of the spread comes of playing the same video again.",
            low=share(found.stay.low),
            high=share(found.stay.high),
            luck=share(found.luck),
        ).translated()
    )
    yield "  " + growth_words(found).translated()
    for pool in found.pools:
        bar = "█" * round(20 * pool.chance)
        usual = say("usually {part}", part=share(pool.usual)).translated()
        yield f"  {pool.viewers:>11,}  {bar:<20} {share(pool.chance):>5}   {usual}"
    reached = ", ".join(f"{REACHED_WORDS[name].translated()} {share(part)}" for name, part in found.reached)
    yield f"  {reached}"
    if found.topics:
        yield "  " + ", ".join(f"{TOPICS[topic][0].translated()} {share(part)}" for topic, part in found.topics)
    marks = {"wrong": "✗", "warns": "!", "good": "✓", "note": "·"}
    for reason in reasons:
        at = "" if reason.at is None else f" ({float(reason.at.start):.1f} s)"
        yield f"  {marks[reason.mark]} {reason.sentence.translated()}{at}"
        yield f"      {reason.evidence.translated()}"


def comparison_record(found: Comparison) -> dict[str, Any]:
    """A comparison for programs."""
    return {"model": "A model, not the platform.", "verdict": str(found.verdict), **msgspec.to_builtins(found)}
