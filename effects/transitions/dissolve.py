"""Dissolve: one picture melts into the next."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import mixed

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    return mixed(before, after, moment.progress)


EFFECT = Effect(id="dissolve", name="Dissolve", kind="transition", group="melting", apply=_apply)
