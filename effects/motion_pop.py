"""Pop: it springs to its size, a little beyond at first."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pose, Settings
from studio.model import eased

__all__ = ["EFFECT"]


def _apply(settings: Settings, moment: Moment) -> Pose:  # noqa: ARG001
    return Pose(scale=max(0.0, eased(moment.progress, "out_back")), opacity=min(1.0, 4 * moment.progress))


EFFECT = Effect(
    id="motion_pop",
    name="Pop",
    kind="animation",
    group="animations",
    apply=_apply,
    whens=("in", "out"),
)
