"""Fixes for words on the picture: into the safe zone, larger, longer, on a box, and the label for AI content.

Each is a pure edit. None may change what the words say.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import ceil

from studio.edits import EditRefused, add_on_layer, set_length, set_place, set_title, trim_start
from studio.model import (
    Clip,
    Found,
    Place,
    Project,
    Span,
    TextStyle,
    Time,
    Title,
    ceil_frame,
    curve_at,
    duration,
    find,
    frame_time,
    place_for,
)
from studio.platforms import SCREEN, Zone, box_inside
from studio.publish.given import Given, changed_curve
from studio.publish.reading import reading_time
from studio.publish.words import PlacedText, placed_texts, text_pixels
from studio.sentences import say

__all__ = ["AI_LABEL", "boxed", "enlarged", "in_zone", "labelled", "lengthened"]

AI_LABEL = "AI生成 · AI-generated"
_LABEL_LARGER = 1.25
"""Letters are lower than the font is high: so much larger, and the lowest of them has the height asked for."""
_ROOM = 4.0
_WORTH = 0.1
"""A room further away must let the words stay so much larger."""
Box = tuple[float, float, float, float]


def in_zone(project: Project, given: Given) -> Project:
    """The title within the platform's safe zone, in the room nearest to where it is: its lines made narrower, then
    smaller if they must be, then moved."""
    zone = given.platform.safe_zone
    found, title = _title(project, given)
    if zone is None:
        raise EditRefused(say("{platform} has no safe zone.", platform=given.platform.name))
    was = _box(project, found.clip.id)
    best, best_share = None, 0.0
    for room in sorted(_rooms(zone), key=lambda room: _way(was, room)):
        wrapped = _narrowed(project, found, title, room)
        share = _share(_box(wrapped, found.clip.id), room)
        if best is None or share > best_share + _WORTH:
            best, best_share = (wrapped, room), share
    assert best is not None, "a zone has room"
    project, room = best
    if best_share < 1:
        project = _rescaled(project, found, best_share * 0.98)
    return _moved(project, found, _box(project, found.clip.id), room)


def _title(project: Project, given: Given) -> tuple[Found, Title]:
    found = find(project, given.problem.about)
    if found is None or not isinstance(found.clip.content, Title):
        raise EditRefused(say("The title is not there any more."))
    return found, found.clip.content


def _box(project: Project, clip: str) -> Box:
    """Where the title lies, in pixels of the screen."""
    boxes = [_on_screen(project, text) for text in placed_texts(project) if text.clip == clip]
    if not boxes:
        raise EditRefused(say("The title is not to be seen."))
    return boxes[0]


def _on_screen(project: Project, text: PlacedText) -> Box:
    left, top, width, height = (float(number * SCREEN[0] / project.canvas.width) for number in text.box)
    return left, top, width, height


def _rooms(zone: Zone) -> list[Box]:
    """The rectangles between the zone's corners that lie wholly in it."""
    across = sorted({x for x, _ in zone.polygon.value})
    down = sorted({y for _, y in zone.polygon.value})
    boxes = [
        (float(left), float(top), float(right - left), float(bottom - top))
        for left, right in combinations(across, 2)
        for top, bottom in combinations(down, 2)
    ]
    return [box for box in boxes if box_inside(zone, box)]


def _share(box: Box, room: Box) -> float:
    """How much smaller the box must get to fit into the room; 1 where it fits."""
    return min(1.0, (room[2] - _ROOM) / max(1.0, box[2]), (room[3] - _ROOM) / max(1.0, box[3]))


def _way(box: Box, room: Box) -> float:
    return sum(abs(step) for step in _step(box, room))


def _step(box: Box, room: Box) -> tuple[float, float]:
    """How far the box must go, right and down, to lie in the room."""
    steps = []
    for start, size, low, length in ((box[0], box[2], room[0], room[2]), (box[1], box[3], room[1], room[3])):
        inside = min(max(start, low + _ROOM / 2), max(low, low + length - size - _ROOM / 2))
        steps.append(inside - start)
    return steps[0], steps[1]


def _narrowed(project: Project, found: Found, title: Title, room: Box) -> Project:
    """Lines no wider than the room, so that words wrap before they shrink."""
    if _box(project, found.clip.id)[2] <= room[2] - _ROOM:
        return project
    edge = title.style.box_padding if title.style.box else title.style.stroke
    wrap = (room[2] - _ROOM) / SCREEN[0] / _scale(project, found) - 2 * edge
    return set_title(project, found.clip.id, wrap_width=max(0.05, min(title.style.wrap_width, wrap)))


def _scale(project: Project, found: Found) -> float:
    middle = found.clip.window.start + found.clip.window.length / 2
    return max(0.01, curve_at(place_for(found.clip.place, project.canvas.ratio).scale, middle))


def _rescaled(project: Project, found: Found, share: float) -> Project:
    place = place_for(found.clip.place, project.canvas.ratio)
    return set_place(project, found.clip.id, scale=changed_curve(place.scale, lambda value: value * share))


def _moved(project: Project, found: Found, box: Box, room: Box) -> Project:
    across, down = (step / SCREEN[0] for step in _step(box, room))
    place = place_for(found.clip.place, project.canvas.ratio)
    return set_place(
        project,
        found.clip.id,
        x=changed_curve(place.x, lambda value: value + across),
        y=changed_curve(place.y, lambda value: value + down),
    )


def enlarged(project: Project, given: Given) -> Project:
    """The title as large as is easy to read, and moved where it then leaves the safe zone."""
    found, title = _title(project, given)
    pixels = max(1.0, text_pixels(project, found, title.style))
    wanted = given.platform.advised_text.value
    if pixels >= wanted:
        return project
    size = min(2.0, title.style.size * (wanted + 0.5) / pixels)
    return _kept_in(set_title(project, found.clip.id, size=size), given)


def _kept_in(project: Project, given: Given) -> Project:
    """The project with the title moved back where it grew out of the safe zone."""
    zone = given.platform.safe_zone
    if zone is None or project.canvas.ratio != "9:16" or box_inside(zone, _box(project, given.problem.about)):
        return project
    return in_zone(project, given)


def lengthened(project: Project, given: Given) -> Project:
    """The title shown as long as it takes to read: later out, and earlier in where the video ends before."""
    found, title = _title(project, given)
    rate, whole = project.rate, duration(project)
    needed = frame_time(ceil_frame(reading_time(title.text), rate), rate)
    start, clip = found.span.start, found.clip.id
    if needed <= found.span.length:
        return project
    if found.layer is None:
        return set_length(project, clip, length=needed)
    start = max(Fraction(0), min(start, whole - needed))
    if start < found.span.start:
        project = trim_start(project, clip, to=start)
    shown = find(project, clip)
    assert shown is not None
    return project if shown.span.length >= needed else set_length(project, clip, length=needed)


def boxed(project: Project, given: Given) -> Project:
    """The title on a box that its letters stand out from; on a denser one where it has a box."""
    found, title = _title(project, given)
    light = _brightness(title.style.colour) > 0.4
    dense = title.style.box
    colour = ("#000000" if light else "#FFFFFF") + ("F2" if dense else "B3")
    return _kept_in(set_title(project, found.clip.id, box=True, box_colour=colour), given)


def _brightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


def labelled(project: Project, given: Given) -> Project:
    """The project with a label for AI content in its opening, as high and long as the platform asks."""
    wanted = given.platform.ai_label
    if wanted is None:
        return project
    size = float(wanted.height_share.value) * _LABEL_LARGER
    length: Time = Fraction(ceil((wanted.shown_s.value + Fraction(1, 2)) * project.rate)) / project.rate
    length = min(length, max(duration(project), 1 / project.rate))
    clip_id = given.new_id("t")
    style = TextStyle(size=size, wrap_width=0.75, box=True)
    clip = Clip(clip_id, Title(AI_LABEL, style), Span(Fraction(0), length), place=Place(y=-0.5))
    others = [_on_screen(project, text) for text in placed_texts(project) if _begins(project, text.clip) < length]
    project = add_on_layer(project, clip, kind="text", at=Fraction(0), new_layer=given.new_id("l"))
    zone = given.platform.safe_zone
    if zone is None or project.canvas.ratio != "9:16":
        return project
    found = find(project, clip_id)
    assert found is not None
    box = _box(project, clip_id)
    free = [room for room in _rows(zone, box) if not any(_overlap(room, other) for other in others)]
    return _moved(project, found, box, free[0]) if free else project


def _begins(project: Project, clip: str) -> Time:
    found = find(project, clip)
    assert found is not None
    return found.span.start


def _rows(zone: Zone, box: Box) -> list[Box]:
    """Where a box may lie in the zone, from the top down, a tenth of its height apart."""
    rows = []
    for room in sorted(_rooms(zone), key=lambda room: (room[1], -room[2])):
        top = room[1]
        while room[2] >= box[2] + _ROOM and top + box[3] + _ROOM <= room[1] + room[3]:
            rows.append((room[0], top, room[2], box[3] + _ROOM))
            top += max(1.0, box[3] / 10)
    return rows


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
