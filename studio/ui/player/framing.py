"""The selected clip under the hand: which frame it has on the picture, and what pulling a grip makes of it.

One pull is one step of undo. It must never paint, and never reckon where a grip lies.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from studio.edits import number_at, set_number, set_title
from studio.effect import Pose
from studio.model import Adjustment, Clip, Mask, Project, Title, all_clips, curve_at, find
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.player.handles import (
    CORNER_GRIPS,
    SIDE_GRIPS,
    Corners,
    Frame,
    Grip,
    Guide,
    Point,
    cropped,
    mask_frame,
    mask_pulled,
    moved,
    pulled,
    uncropped,
    widened,
)

__all__ = ["Framing", "Mode"]

Mode = Literal["place", "crop", "mask"]

_CROPS = ("crop_left", "crop_right", "crop_top", "crop_bottom")
_MASK_NUMBERS = ("x", "y", "width", "height", "rotation_deg", "feather", "roundness")
_SNAP_PIXELS = 7


class _Held(NamedTuple):
    """What a pull began with. `pose` is where animations set the clip then; `corners` are those of its place alone."""

    grip: Grip
    clip: Clip
    pose: Pose
    corners: Corners
    whole: Corners
    numbers: dict[str, float]
    lines: dict[Literal["x", "y"], tuple[float, ...]]


class Framing:
    """What the stage shows around the one selected clip, and what its grips do. `mode` says which of its boxes."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.mode: Mode = "place"
        self._held: _Held | None = None
        self.guides: tuple[Guide, ...] = ()
        self.zone: Callable[[], tuple[Point, ...]] = tuple
        """Gives the corners of the safe zone that is on show: what is moved snaps to its edges."""

    def clip(self) -> Clip | None:
        """The one selected clip, when it is on the picture now."""
        session = self._bridge.session
        if len(session.selection) != 1:
            return None
        found = find(session.project, session.selection[0])
        if found is None or found.track == "sounds" or session.playhead not in found.span:
            return None
        return found.clip

    def frame(self) -> Frame | None:
        """The box to show around it, in short sides from the canvas's middle."""
        clip = self.clip()
        corners = self._corners(clip, self._pose(clip)) if clip is not None else None
        if clip is None or corners is None:
            return None
        if isinstance(clip.content, Title):
            return Frame(corners, ("move", "rotate", *CORNER_GRIPS, "left", "right"))
        if isinstance(clip.content, Adjustment) and self.mode != "mask":
            return None
        if self.mode == "mask" and clip.mask is not None:
            whole = uncropped(corners, self._numbers(clip, _CROPS))
            return mask_frame(clip.mask, self._mask_numbers(clip, clip.mask), whole)
        if self.mode == "crop":
            return Frame(corners, (*CORNER_GRIPS, *SIDE_GRIPS))
        return Frame(corners, ("move", "rotate", *CORNER_GRIPS))

    def _pose(self, clip: Clip) -> Pose | None:
        """Where its animations set the clip at the playhead."""
        from studio.render import clip_pose

        session = self._bridge.session
        return clip_pose(session.project, clip.id, session.playhead, session.effects) if clip.animations else None

    def _corners(self, clip: Clip, pose: Pose | None = None) -> Corners | None:
        from studio.render import clip_corners

        project = self._bridge.session.project
        wide, high = project.canvas.width, project.canvas.height
        if isinstance(clip.content, Adjustment):
            # It has no picture of its own: its mask lies on the whole canvas.
            found: Corners | None = ((0, 0), (wide, 0), (wide, high), (0, high)) if clip.mask is not None else None
        else:
            found = clip_corners(project, clip.id, self._bridge.session.playhead, (wide, high), pose)
        if not found:
            return None
        short = min(wide, high)
        one, two, three, four = (((x - wide / 2) / short, (y - high / 2) / short) for x, y in found)
        return one, two, three, four

    def _numbers(self, clip: Clip, names: tuple[str, ...]) -> dict[str, float]:
        session = self._bridge.session
        found = ((name, number_at(session.project, clip.id, name, at=session.playhead)) for name in names)
        return {name: value if value is not None else 0.0 for name, value in found}

    def _mask_numbers(self, clip: Clip, _mask: Mask) -> dict[str, float]:
        found = self._numbers(clip, tuple(f"mask.{name}" for name in _MASK_NUMBERS))
        return {name.removeprefix("mask."): value for name, value in found.items()}

    @property
    def pulling(self) -> bool:
        """Whether a grip is held."""
        return self._held is not None

    def numbers(self) -> dict[str, float] | None:
        """Place, scale and rotation of the clip as they are written: in percent and degrees, the middle at 50 %."""
        clip = self.clip()
        if clip is None or self.mode == "mask" or isinstance(clip.content, Adjustment):
            return None
        canvas = self._bridge.session.project.canvas
        found = self._numbers(clip, ("x", "y", "scale", "rotation_deg"))
        found["x"] = 50 + 100 * found["x"] * canvas.short_side / canvas.width
        found["y"] = 50 + 100 * found["y"] * canvas.short_side / canvas.height
        found["scale"] *= 100
        return found

    def write(self, number: str, value: float) -> None:
        """A number of `numbers` was typed."""
        clip = self.clip()
        if clip is None:
            return
        canvas = self._bridge.session.project.canvas
        if number in ("x", "y"):
            value = (value - 50) / 100 * (canvas.width if number == "x" else canvas.height) / canvas.short_side
        elif number == "scale":
            value /= 100
        words = {"scale": say("Scale"), "rotation_deg": say("Rotate")}.get(number, say("Move on the picture"))
        self._bridge.edit(words, self._setting(clip, {number: value}))

    # A pull.

    def begin(self, grip: Grip) -> None:
        """A grip was taken."""
        clip = self.clip()
        if clip is None:
            return
        pose = self._pose(clip)
        placed, seen = self._corners(clip), self._corners(clip, pose)
        if placed is None or seen is None:
            return
        numbers = self._numbers(clip, ("x", "y", "scale", "rotation_deg", *_CROPS))
        whole = uncropped(seen, numbers)
        self._held = _Held(grip, clip, pose or Pose(), placed, whole, numbers, self._lines(clip))
        self._bridge.session.begin_draft(_label(self.mode, grip))

    def _lines(self, moving: Clip) -> dict[Literal["x", "y"], tuple[float, ...]]:
        """What a box snaps to: the canvas's middle and edges first, the safe zone's edges, those of other clips."""
        session = self._bridge.session
        canvas, now = session.project.canvas, session.playhead
        across, down = canvas.width / canvas.short_side, canvas.height / canvas.short_side
        xs, ys = [0.0, -across / 2, across / 2], [0.0, -down / 2, down / 2]
        for x, y in self.zone():
            xs.append(x)
            ys.append(y)
        for found in all_clips(session.project):
            if found.track == "sounds" or now not in found.span or found.clip.id == moving.id:
                continue
            for corner in self._corners(found.clip) or ():
                xs.append(corner[0])
                ys.append(corner[1])
        return {"x": tuple(dict.fromkeys(xs)), "y": tuple(dict.fromkeys(ys))}

    def pull(self, start: Point, now: Point, *, snap: bool, pixels: float) -> None:
        """The grip went from `start` to `now`; `pixels` of the screen are one short side."""
        held, session = self._held, self._bridge.session
        if held is None or not session.drafting:
            return
        edit = self._edit(held, start, now, snap, _SNAP_PIXELS / max(1.0, pixels))
        refusal = session.update_draft(edit)
        if refusal is not None:
            self._bridge.refused.emit(refusal)

    def end(self) -> None:
        """The grip was let go: one step of undo."""
        self._held, self.guides = None, ()
        self._bridge.session.commit_draft()

    def cancel(self) -> None:
        """As if it had never been taken."""
        self._held, self.guides = None, ()
        self._bridge.session.drop_draft()

    def _edit(self, held: _Held, start: Point, now: Point, snap: bool, near: float) -> Callable[[Project], Project]:
        self.guides = ()
        clip, grip, numbers, pose = held.clip, held.grip, held.numbers, held.pose
        canvas = self._bridge.session.project.canvas
        centre = (
            numbers["x"] + pose.x * canvas.width / canvas.short_side,
            numbers["y"] + pose.y * canvas.height / canvas.short_side,
        )
        if isinstance(clip.content, Title) and grip in ("left", "right"):
            turned, grown = numbers["rotation_deg"] + pose.rotation_deg, numbers["scale"] * pose.scale
            wide = widened(centre, turned, grown, now)
            return lambda project: set_title(project, clip.id, wrap_width=wide)
        if self.mode == "mask" and clip.mask is not None and not isinstance(clip.content, Title):
            began = self._mask_numbers_of(held)
            return self._setting(clip, mask_pulled(grip, began, held.whole, start, now, snap=snap), "mask.")
        if self.mode == "crop" and not isinstance(clip.content, Title):
            return self._setting(clip, cropped(grip, held.whole, numbers, start, now))
        if grip == "move":
            by: Point = (now[0] - start[0], now[1] - start[1])
            if snap:
                by, self.guides = moved(held.corners, by, held.lines, near)
            return self._setting(clip, {"x": numbers["x"] + by[0], "y": numbers["y"] + by[1]})
        return self._setting(
            clip, pulled(grip, centre, numbers["scale"], numbers["rotation_deg"], start, now, snap=snap)
        )

    def _mask_numbers_of(self, held: _Held) -> dict[str, float]:
        """The mask's numbers as the pull found them: the draft has moved on since."""
        session = self._bridge.session
        found = find(session.project, held.clip.id)
        own = held.clip.window.start + (session.playhead - found.span.start if found is not None else 0)
        mask = held.clip.mask or Mask()
        return {name: curve_at(getattr(mask, name), own) for name in _MASK_NUMBERS}

    def _setting(self, clip: Clip, changes: dict[str, float], prefix: str = "") -> Callable[[Project], Project]:
        at = self._bridge.session.playhead

        def edit(project: Project) -> Project:
            for name, value in changes.items():
                project = set_number(project, clip.id, number=prefix + name, value=value, at=at)
            return project

        return edit

    def nudge(self, across: int, down: int) -> None:
        """Move the clip by pixels of the canvas, as the arrow keys do on the picture."""
        clip = self.clip()
        if clip is None:
            return
        short = self._bridge.session.project.canvas.short_side
        if self.mode == "mask" and clip.mask is not None:
            mask = self._mask_numbers(clip, clip.mask)
            changes = {"x": mask["x"] + across / short, "y": mask["y"] + down / short}
            self._bridge.edit(say("Mask"), self._setting(clip, changes, "mask."))
            return
        numbers = self._numbers(clip, ("x", "y"))
        changes = {"x": numbers["x"] + across / short, "y": numbers["y"] + down / short}
        self._bridge.edit(say("Move on the picture"), self._setting(clip, changes))


def _label(mode: Mode, grip: Grip) -> Sentence:
    if mode != "place":
        return say("Crop") if mode == "crop" else say("Mask")
    if grip == "rotate":
        return say("Rotate")
    return say("Move on the picture") if grip == "move" else say("Scale")
