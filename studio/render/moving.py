"""Animations as pictures: where a moving picture stands, and what is done to its pixels on the way.

It must never know which animations there are.
"""

from __future__ import annotations

from math import ceil

import cv2
import msgspec
import numpy as np

from studio.effect import Effects, Moment, Pose, settings_at
from studio.model import ZERO, Rate
from studio.painting import blurred
from studio.render.blend import Patch
from studio.render.motions import Motion
from studio.render.plan import Drawn, Spot
from studio.render.work import Active

__all__ = ["pose_of", "posed", "text_motions", "veiled"]

_WIDE = 3.0
"""A Gaussian reaches this many of its standard deviations."""


def pose_of(effects: Effects, drawn: Drawn, rate: Rate) -> Pose:
    """All animations of the whole picture together."""
    together = Pose()
    for motion in drawn.motions:
        effect = effects.get(motion.effect)
        if effect is not None and effect.kind == "animation":
            single = effect.apply(settings_at(effect, motion.settings, ZERO), _moment(motion, drawn.seed, rate))
            together = _both(together, single)
    return together


def text_motions(effects: Effects, motions: tuple[Motion, ...]) -> list[tuple[Active, Motion]]:
    """The animations of a title's letters, words or lines that are at work."""
    found = []
    for motion in motions:
        effect = effects.get(motion.effect)
        if effect is not None and effect.kind == "text":
            # An effect that asks how long it lasts is told what was chosen for the animation.
            settings = settings_at(effect, motion.settings, ZERO)
            if effect.param("length") is not None:
                settings["length"] = motion.length
            found.append((Active(effect, settings), motion))
    return found


def _moment(motion: Motion, seed: int, rate: Rate) -> Moment:
    time = motion.progress * motion.length
    return Moment(time=time, length=motion.length, progress=motion.progress, seed=seed, rate=rate)


def _both(one: Pose, other: Pose) -> Pose:
    return Pose(
        x=one.x + other.x,
        y=one.y + other.y,
        scale=one.scale * other.scale,
        rotation_deg=one.rotation_deg + other.rotation_deg,
        opacity=one.opacity * other.opacity,
        blur=one.blur + other.blur,
        light=1 - (1 - one.light) * (1 - other.light),
        hide_left=max(one.hide_left, other.hide_left),
        hide_right=max(one.hide_right, other.hide_right),
        hide_top=max(one.hide_top, other.hide_top),
        hide_bottom=max(one.hide_bottom, other.hide_bottom),
    )


def posed(drawn: Drawn, pose: Pose, canvas: tuple[int, int]) -> Drawn | None:
    """The picture where `pose` puts it, without its motions but those of words; None where nothing is left of it."""
    opacity = drawn.opacity * min(1.0, max(0.0, pose.opacity))
    spot, unit = drawn.spot, min(canvas)
    wide, tall = max(0.0, 1 - spot.crop_left - spot.crop_right), max(0.0, 1 - spot.crop_top - spot.crop_bottom)
    across, down = pose.hide_left + pose.hide_right, pose.hide_top + pose.hide_bottom
    if opacity <= 0 or pose.scale <= 1e-3 or across >= 1 or down >= 1:
        return None
    moved = Spot(
        spot.x + pose.x * canvas[0] / unit,
        spot.y + pose.y * canvas[1] / unit,
        spot.scale * pose.scale,
        spot.rotation_deg + pose.rotation_deg,
        spot.mirror,
        spot.fit,
        # A mirrored picture is hidden from the side that is seen.
        spot.crop_left + (pose.hide_right if spot.mirror else pose.hide_left) * wide,
        spot.crop_right + (pose.hide_left if spot.mirror else pose.hide_right) * wide,
        spot.crop_top + pose.hide_top * tall,
        spot.crop_bottom + pose.hide_bottom * tall,
        steady=spot.steady and (pose.x, pose.y, pose.scale, pose.rotation_deg) == (0.0, 0.0, 1.0, 0.0),
    )
    return msgspec.structs.replace(drawn, spot=moved, opacity=opacity)


def veiled(patch: Patch, pose: Pose, canvas: tuple[int, int]) -> Patch:
    """The patch as soft and as bright as the pose says."""
    if pose.blur > 0:
        patch = _softened(patch, pose.blur * min(canvas), canvas)
    if pose.light > 0:
        light = min(1.0, pose.light)
        white = np.repeat(patch.pixels[..., 3:], 4, axis=2)
        mixed = cv2.addWeighted(patch.pixels, 1 - light, white, light, 0)
        patch = patch._replace(pixels=np.asarray(mixed, np.uint8))
    return patch


def _softened(patch: Patch, sigma: float, canvas: tuple[int, int]) -> Patch:
    """Blurred; beyond its own edges it melts into nothing, beyond the canvas's it goes on."""
    if sigma < 0.3:
        return patch
    height, width = patch.pixels.shape[:2]
    reach = ceil(_WIDE * sigma)
    left, top = (min(reach, max(0, edge)) for edge in (patch.x, patch.y))
    right, bottom = min(reach, max(0, canvas[0] - patch.x - width)), min(reach, max(0, canvas[1] - patch.y - height))
    pixels = patch.pixels
    if left or top or right or bottom:
        pixels = np.asarray(
            cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)), np.uint8
        )
    opaque = patch.opaque and pixels is patch.pixels
    return Patch(blurred(pixels, sigma), patch.x - left, patch.y - top, opaque)
