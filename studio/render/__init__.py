"""What a moment looks and sounds like: plans first, pixels and samples from plans.

It opens no file and keeps no project.

What draws is imported when it is first asked for: the children that only look into files start without Qt.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from studio.render.motions import animation_spans, run_of
from studio.render.plan import RENDER_VERSION, Plan, plan, plan_bytes, transition_span
from studio.render.resample import mapped_seconds
from studio.render.sound_plan import SoundPlan, sound_plan, sound_plan_bytes
from studio.render.sources import Frame, Sources
from studio.render.untouched import whole_shot

if TYPE_CHECKING:
    from studio.render.draw import Artist
    from studio.render.handles import TextBox, clip_at, clip_corners, clip_pose, text_boxes
    from studio.render.mix import Mixer
    from studio.render.scopes import Scope, scope_picture

__all__ = [
    "RENDER_VERSION",
    "Artist",
    "Frame",
    "Mixer",
    "Plan",
    "Scope",
    "SoundPlan",
    "Sources",
    "TextBox",
    "animation_spans",
    "clip_at",
    "clip_corners",
    "clip_pose",
    "mapped_seconds",
    "plan",
    "plan_bytes",
    "run_of",
    "scope_picture",
    "sound_plan",
    "sound_plan_bytes",
    "text_boxes",
    "transition_span",
    "whole_shot",
]

_MODULE_OF = {
    "Artist": "draw",
    "Mixer": "mix",
    "Scope": "scopes",
    "TextBox": "handles",
    "clip_at": "handles",
    "clip_corners": "handles",
    "clip_pose": "handles",
    "scope_picture": "scopes",
    "text_boxes": "handles",
}


def __getattr__(name: str) -> object:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found
