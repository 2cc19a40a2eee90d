"""The picture a challenge is shown by before anybody joins it: one moment of it, small, as a JPEG.

On a worker: it decodes media. It must never decide what the challenge shows.
"""

from __future__ import annotations

from studio.effect import Effects
from studio.model import Project, Time, duration, frame_length, round_to_frame
from studio.sentences import Refused, say

__all__ = ["PICTURE_SHORT_SIDE", "challenge_picture"]

PICTURE_SHORT_SIDE = 360
_QUALITY = 82


def challenge_picture(project: Project, effects: Effects, at: Time | None = None) -> bytes:
    """The moment `at` of the project, otherwise that in the middle of its first slot, 360 pixels on its short side."""
    import cv2

    from studio.media import MediaSources
    from studio.render import Artist, plan

    canvas = project.canvas
    share = PICTURE_SHORT_SIDE / canvas.short_side
    size = max(2, round(canvas.width * share)), max(2, round(canvas.height * share))
    sources = MediaSources()
    try:
        drawn = Artist(effects).draw(plan(project, _moment(project, at)), sources, size)
    finally:
        sources.close()
    made, data = cv2.imencode(
        ".jpg",
        cv2.cvtColor(drawn, cv2.COLOR_RGBA2BGR),
        [cv2.IMWRITE_JPEG_QUALITY, _QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1],
    )
    if not made:
        raise Refused(say("The picture of the challenge could not be made."))
    return bytes(data.tobytes())


def _moment(project: Project, at: Time | None) -> Time:
    from studio.edits import slots_of

    if at is None:
        slots = slots_of(project)
        span = slots[0][1][0].span if slots else None
        at = span.start + span.length / 2 if span is not None else duration(project) / 2
    last = duration(project) - frame_length(project.rate)
    return max(min(round_to_frame(at, project.rate), last), frame_length(project.rate) * 0)
