"""Blur dissolve: out of focus, and sharp again on the next picture."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import mixed, pulse, smooth, softened, span

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    size = 0.05 * pulse(moment.progress)
    share = smooth(span(moment.progress, 0.25, 0.75))
    first = softened(before, size) if share < 1 else before
    return mixed(first, softened(after, size) if share > 0 else after, share)


EFFECT = Effect(id="blur_dissolve", name="Blur dissolve", kind="transition", group="melting", apply=_apply)
