"""The caption of a moment as a layer of its plan: which words, how each is set, where.

It must never break lines or look for words: the model has done both.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from studio.effect import TextPose
from studio.model import CaptionStyle, Cue, Project, Run, Time, captions_of, eased, floor_frame
from studio.render.planned import Drawn, Spot, Words

__all__ = ["caption_at"]

_POP = Time(1, 5)
"""How long a word takes to spring up, in seconds."""
_INK = "#101215"
_ALONE = 1.4
"""How much larger a word stands that is shown alone."""


def caption_at(project: Project, moment: Time) -> Drawn | None:
    """What is shown of what is said at `moment`, above everything else; None where nothing is."""
    if not project.captions.on:
        return None
    cues = captions_of(project)
    if not cues:
        return None
    at = floor_frame(moment, project.rate) / project.rate
    number = bisect_right(cues, at, key=lambda cue: cue.span.start) - 1
    if number < 0 or at not in cues[number].span:
        return None
    style = project.captions.style
    words = _set(cues[number], style, at)
    return Drawn("", words, Spot(x=style.x, y=style.y))


def _set(cue: Cue, style: CaptionStyle, at: Time) -> Words:
    text = replace(style.text, fit=True)
    active = cue.active(at) or 0
    start, end = cue.places[active]
    match style.kind:
        case "karaoke":
            return Words(cue.text, text, (Run(start=start, end=end, colour=style.highlight, underline=True),))
        case "one-word":
            return Words(cue.words[active].word.text, replace(text, size=text.size * _ALONE))
        case "pop":
            return _popping(cue, style, at, active)
        case "box":
            return Words(cue.text, replace(text, box=True, stroke=0.0))
        case _:
            return Words(cue.text, text)


def _popping(cue: Cue, style: CaptionStyle, at: Time, active: int) -> Words:
    """Word after word springs up when it is said; the one being said lies on a plate."""
    runs, poses = [], []
    for number, (start, end) in enumerate(cue.places):
        said = number == active
        runs.append(
            Run(start=start, end=end, colour=_INK, stroke=0.0, box=style.highlight)
            if said
            else Run(start=start, end=end)
        )
        if number > active:
            poses.append(TextPose(opacity=0.0))
        elif said and at - cue.starts[number] < _POP:
            poses.append(TextPose(scale=max(0.3, eased(float((at - cue.starts[number]) / _POP), "out_back"))))
        else:
            poses.append(TextPose())
    return Words(cue.text, replace(style.text, fit=True), tuple(runs), tuple(poses))
