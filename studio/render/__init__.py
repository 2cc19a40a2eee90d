"""What a moment looks and sounds like: plans first, pixels and samples from plans.

It opens no file and keeps no project.
"""

from studio.render.draw import Artist
from studio.render.handles import TextBox, clip_corners, text_boxes
from studio.render.mix import Mixer
from studio.render.plan import RENDER_VERSION, Plan, plan, plan_bytes, transition_span
from studio.render.resample import mapped_seconds
from studio.render.scopes import Scope, scope_picture
from studio.render.sound_plan import SoundPlan, sound_plan, sound_plan_bytes
from studio.render.sources import Frame, Sources
from studio.render.untouched import whole_shot

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
    "clip_corners",
    "mapped_seconds",
    "plan",
    "plan_bytes",
    "scope_picture",
    "sound_plan",
    "sound_plan_bytes",
    "text_boxes",
    "transition_span",
    "whole_shot",
]
