"""Fade in by word: the words of a title come one after the other, each rising a little."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Settings, TextPart, TextPose

__all__ = ["EFFECT"]


def _apply(parts: tuple[TextPart, ...], settings: Settings, moment: Moment) -> tuple[TextPose, ...]:
    length, rise = settings["length"], settings["rise"] / 100
    poses = []
    for part in parts:
        # Each word takes as long as three words' turns, so that neighbours overlap; the last ends with the length.
        turn = length / (part.count + 2)
        done = (moment.time - part.index * turn) / (3 * turn) if turn > 0 else 1.0
        left = (1 - min(1.0, max(0.0, done))) ** 3
        poses.append(TextPose(y=rise * left, opacity=1 - left))
    return tuple(poses)


EFFECT = Effect(
    id="fade_in_by_word",
    name="Fade in by word",
    kind="text",
    group="text",
    apply=_apply,
    text_by="word",
    whens=("in", "out"),
    params=(
        Param(key="length", name="Length", default=0.8, low=0.0, high=5.0, unit="s"),
        Param(key="rise", name="Rise", default=25.0, low=0.0, high=100.0, unit="%"),
    ),
)
