"""The guide music of a video: the song its cuts lie on, which the app itself is to play when the video is posted.

It must never take away what is said, nor a short sound.
"""

from __future__ import annotations

from studio.edits import set_muted
from studio.model import Footage, Found, Project, all_clips, duration
from studio.sentences import Refused, say

__all__ = ["guide_clips", "without_guide"]


def guide_clips(project: Project) -> tuple[Found, ...]:
    """The clips of sound files with beats; where none has any, those that are heard for half of the video or longer.

    Slots are not the guide: what is in them is the person's own.
    """
    sounds = [
        found for found in all_clips(project)
        if found.track == "sounds" and found.clip.slot is None and not found.clip.muted and _is_sound(project, found)
    ]  # fmt: skip
    with_beats = [found for found in sounds if any(marker.beat for marker in found.clip.markers)]
    whole = duration(project)
    return tuple(with_beats or [found for found in sounds if 2 * found.span.length >= whole])


def without_guide(project: Project) -> Project:
    """The project with its guide music silent, for the official sound of the app. Refused where there is none."""
    clips = guide_clips(project)
    if not clips:
        raise Refused(say("There is no guide music: no song lies under the video."))
    for found in clips:
        project = set_muted(project, found.clip.id, muted=True)
    return project


def _is_sound(project: Project, found: Found) -> bool:
    content = found.clip.content
    asset = project.asset(content.asset) if isinstance(content, Footage) else None
    return asset is not None and asset.kind == "sound"
