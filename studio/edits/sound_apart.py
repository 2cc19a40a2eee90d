"""The sound of a clip taken out of it, and put back.

In the drawings a small letter is picture and sound, a capital the picture alone, and what lies below is sound.
It must never change where a clip lies.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from studio.edits.layers import add_layer, remove_layer
from studio.edits.pieces import called, conformed, has_sound, put_back, the_clip, with_items
from studio.edits.pins import on_clip
from studio.edits.refused import EditRefused
from studio.model import ZERO, At, Clip, Compound, Footage, Found, Item, Layer, OnClip, Pin, Project, find, item_span
from studio.sentences import say

__all__ = ["attach_sound", "detach_sound"]


def detach_sound(
    project: Project, clip_id: str, *, new_id: str, new_layer: str, sound_effects: Collection[str] = ()
) -> Project:
    """The project with the clip's sound as an item of its own, held by the clip.

        ab   ->   AB
                  ab        (volume, fades and the effects named go with the sound)

    It lies on the first open sound layer with room there, otherwise on a new one. Refused where there is no sound, or
    it is taken out already.
    """
    found = the_clip(project, clip_id)
    clip, name = found.clip, called(project, found.clip)
    if found.track == "sounds":
        raise EditRefused(say("“{name}” is sound already.", name=name))
    if not has_sound(project, clip):
        raise EditRefused(say("“{name}” has no sound.", name=name))
    if clip.muted:
        raise EditRefused(say("The sound of “{name}” is off or apart already.", name=name))
    heard = tuple(applied for applied in clip.effects if applied.effect in sound_effects)
    sound = Clip(
        new_id, clip.content, clip.window, name=clip.name, speed=clip.speed, time_map=clip.time_map,
        keep_pitch=clip.keep_pitch, gain_db=clip.gain_db, on=clip.on, fade_in=clip.fade_in, fade_out=clip.fade_out,
        effects=heard,
    )  # fmt: skip
    sound = conformed(project, sound, sound=True)
    pin: Pin = on_clip(clip, ZERO, "delete") if found.layer is None else At(found.span.start)
    kept = tuple(applied for applied in clip.effects if applied not in heard)
    project = put_back(project, found, replace(clip, muted=True, effects=kept))
    layer = next((one for one in project.sounds if not one.locked and _is_free(project, one, found)), None)
    if layer is None:
        layer = Layer(new_layer, "sound")
        project = add_layer(project, layer)
    return with_items(project, layer, (*layer.items, Item(sound, pin)))


def _is_free(project: Project, layer: Layer, found: Found) -> bool:
    return not any(item_span(project, layer, index).overlaps(found.span) for index in range(len(layer.items)))


def attach_sound(project: Project, clip_id: str) -> Project:
    """The project with the sound that was taken out of the clip heard with it again; either of the two is named.

        AB   ->   ab
        ab

    Its volume, fades and effects come with it where it is in one piece; a layer without a name that is empty then
    goes. Refused where none is apart.
    """
    found, sounds = _the_two(project, clip_id)
    clip = replace(found.clip, muted=False)
    if len(sounds) == 1:
        sound = sounds[0].clip
        clip = replace(clip, gain_db=sound.gain_db, effects=(*clip.effects, *sound.effects))
        if sound.window.start == clip.window.start:
            clip = replace(clip, fade_in=sound.fade_in)
        if abs(sound.window.end - clip.window.end) < 1 / project.rate:
            clip = replace(clip, fade_out=sound.fade_out)
    project = put_back(project, found, clip)
    gone = {sound.clip.id for sound in sounds}
    for layer in project.sounds:
        if any(item.id in gone for item in layer.items):
            left = tuple(item for item in layer.items if item.id not in gone)
            project = with_items(project, layer, left) if left or layer.name else remove_layer(project, layer.id)
    return project


def _the_two(project: Project, clip_id: str) -> tuple[Found, list[Found]]:
    """The clip with the picture, and its sounds that lie apart."""
    found = the_clip(project, clip_id)
    if found.track == "sounds":
        assert found.item is not None
        pin = found.item.pin
        if isinstance(pin, OnClip) and (holder := find(project, pin.clip)) is not None and _same(holder, found):
            return the_clip(project, pin.clip), _apart(project, holder)
    elif sounds := _apart(project, found):
        return found, sounds
    raise EditRefused(say("No sound of “{name}” lies apart from its picture.", name=called(project, found.clip)))


def _apart(project: Project, found: Found) -> list[Found]:
    if not found.clip.muted:
        return []
    apart = []
    for layer in project.sounds:
        for item in layer.items:
            held = isinstance(item.pin, OnClip) and item.pin.clip == found.clip.id
            if held or (found.layer is not None and isinstance(item.pin, At) and item.pin.time == found.span.start):
                sound = the_clip(project, item.id)
                apart += [sound] if _same(found, sound) else []
    return apart


def _same(picture: Found, sound: Found) -> bool:
    one, other = picture.clip.content, sound.clip.content
    if isinstance(one, Compound):
        return one == other
    return isinstance(one, Footage) and isinstance(other, Footage) and one.asset == other.asset
