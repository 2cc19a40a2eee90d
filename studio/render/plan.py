"""What a moment looks like, as a value: everything drawing needs, sampled, and nothing else.

Cheap and printable; most questions about a picture are answered here, without pixels. It must never
hold a project, a curve or a handle.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec

from studio.model import (
    MOST_NESTED,
    ZERO,
    Adjustment,
    Applied,
    Asset,
    Backdrop,
    Clip,
    Compound,
    Footage,
    Keyframes,
    Mask,
    Place,
    Placeholder,
    Project,
    Solid,
    Span,
    Sticker,
    Time,
    Title,
    curve_at,
    floor_frame,
    inside_of,
    is_animated,
    main_at,
    main_start,
    material_of,
    place_for,
)
from studio.render.captioned import caption_at
from studio.render.index import asset_of, item_run, items_between, main_run
from studio.render.motions import motions_at
from studio.render.planned import (
    AS_IT_IS,
    Adjusting,
    Behind,
    Crossing,
    Drawn,
    LayerPlan,
    Lost,
    Past,
    Plan,
    Scene,
    SettingValue,
    Sheet,
    Shot,
    Spot,
    Stencil,
    Wash,
    Words,
    Work,
    drawn_in,
    seed_of,
)

__all__ = [
    "RENDER_VERSION",
    "Adjusting",
    "Behind",
    "Crossing",
    "Drawn",
    "LayerPlan",
    "Lost",
    "Plan",
    "Scene",
    "Sheet",
    "Shot",
    "Spot",
    "Stencil",
    "Wash",
    "Words",
    "Work",
    "canonical_bytes",
    "clip_plan",
    "drawn_in",
    "plan",
    "plan_bytes",
    "transition_span",
]

RENDER_VERSION = 3
"""Goes up whenever the same plan gives another picture or the same project another sound."""


def plan(project: Project, moment: Time) -> Plan:
    """What the frame on screen at `moment` shows.

    Hidden layers, a hidden main track, clips that are off and pictures without opacity are left out. A transition is
    centred on its cut and shows both clips beyond it, holding the edge frame where the material ends. A compound to
    which nothing was done is its layers.
    """
    canvas = project.canvas
    layers = _layers(project, moment, 0)
    caption = caption_at(project, moment)
    if caption is not None:
        layers = (*layers, caption)
    return Plan(canvas.width, canvas.height, canvas.background, project.rate, layers)


def _layers(project: Project, moment: Time, depth: int) -> tuple[LayerPlan, ...]:
    """The layers of a moment, `depth` compounds deep."""
    frame = floor_frame(moment, project.rate)
    at = frame / project.rate
    layers: list[LayerPlan] = []
    seen = frame >= 0 and not project.main_state.hidden
    main = _main_layer(project, at, depth) if seen else None
    if main is not None:
        layers += _opened(main, alone=True)
    for layer in project.layers:
        if layer.hidden:
            continue
        for _index, item, start in items_between(project, layer, at, at + 1 / project.rate):
            if not start <= at < start + item.clip.window.length:
                continue
            own = item.clip.window.start + (at - start)
            clip = item.clip
            timed = clip.effects or clip.animations
            run = item_run(project, layer, item, start).window if timed else clip.window
            drawn = _layer(project, item.clip, own, run, depth)
            if drawn is not None:
                layers += _opened(drawn, alone=not layers)
    return tuple(layers)


_ROUNDED = Time(1, 2000)
"""Where a time map leads, a picture may be missed by a flick; within half a millisecond it has begun."""
_BARE = Drawn("", Scene(()))


def _opened(layer: LayerPlan, *, alone: bool) -> tuple[LayerPlan, ...]:
    """The layers of a compound to which nothing was done in its place, as if they had never been put together.

    Where something lies beneath it (it is not `alone`) those stay together that would act on that.
    """
    if not isinstance(layer, Drawn) or not isinstance(layer.shows, Scene):
        return (layer,)
    if msgspec.structs.replace(layer, clip="", shows=_BARE.shows, spot=_steady(layer.spot)) != _BARE:
        return (layer,)
    held = layer.shows.layers
    if not alone and any(isinstance(one, Adjusting) or (isinstance(one, Drawn) and _acts(one)) for one in held):
        return (layer,)
    return held


def _acts(drawn: Drawn) -> bool:
    return drawn.blend != "normal" and drawn.behind is None


def _steady(spot: Spot) -> Spot:
    return Spot(fit="fit") if spot in AS_IT_IS else spot


def clip_plan(project: Project, clip: Clip, own: Time) -> Drawn | None:
    """How `clip` by itself would be drawn at its own time `own`; None for adjustments and what is off."""
    drawn = _layer(project, clip, own, clip.window, 0)
    return drawn if isinstance(drawn, Drawn) else None


def _main_layer(project: Project, at: Time, depth: int) -> LayerPlan | None:
    index = main_at(project, at)
    for entering in _entering_near(project, index):
        crossing = _crossing(project, entering, at, depth)
        if crossing is not None:
            return crossing
    return _main_clip(project, index, at, depth) if index is not None else None


def _entering_near(project: Project, index: int | None) -> list[int]:
    """The clips whose transition may be at work while thing `index` is on screen, its own first."""
    if index is None:
        return []
    main = project.main
    near = (number for number in (index, index + 1) if number < len(main))
    return [number for number in near if isinstance(thing := main[number], Clip) and thing.enter is not None]


def transition_span(project: Project, index: int) -> Span | None:
    """When on the timeline the clip at `index` of the main track comes in, or None where it just begins.

    Centred on the cut, reaching at most over the whole of either neighbour; the first clip comes in from its cut on.
    """
    clip = project.main[index]
    if not isinstance(clip, Clip) or clip.enter is None or clip.enter.length <= 0:
        return None
    half = clip.enter.length / 2
    cut = main_start(project, index)
    before = min(half, project.main[index - 1].length) if index > 0 else ZERO
    return Span(cut - before, before + min(half, clip.length))


def _crossing(project: Project, index: int, at: Time, depth: int) -> Crossing | None:
    span = transition_span(project, index)
    clip = project.main[index]
    if span is None or at not in span or not isinstance(clip, Clip) or clip.enter is None:
        return None
    # The middle of the frame, so that a transition is the same forwards and backwards and no frame of it is wasted.
    into = at - span.start + 1 / (2 * project.rate)
    before = _main_clip(project, index - 1, at, depth) if index > 0 else None
    after = _main_clip(project, index, at, depth)
    length = float(span.length)
    settings = _sampled(project, clip.enter.settings, into)
    work = Work(clip.enter.effect, clip.enter.version, settings)
    progress = min(1.0, float(into / span.length))
    return Crossing(before, after, work, progress, length, _seed(clip, into))


def _main_clip(project: Project, index: int, at: Time, depth: int) -> Drawn | None:
    thing = project.main[index]
    if not isinstance(thing, Clip):
        return None
    own = thing.window.start + (at - main_start(project, index))
    run = thing.window
    if thing.effects or thing.animations:
        first, last = main_run(project, index)
        start, end = project.main[first], project.main[last]
        if isinstance(start, Clip) and isinstance(end, Clip):
            run = Span(start.window.start, end.window.end - start.window.start)
    drawn = _layer(project, thing, own, run, depth)
    if not isinstance(drawn, Drawn):
        return None
    if thing.backdrop is not None:
        return msgspec.structs.replace(drawn, behind=_behind(project, thing.backdrop, drawn))
    return drawn


def _behind(project: Project, backdrop: Backdrop, drawn: Drawn) -> Behind | None:
    if backdrop.kind == "colour":
        return Behind(Wash(backdrop.colour))
    if backdrop.kind == "photo":
        asset = asset_of(project, backdrop.asset)
        return Behind(Shot(asset, ZERO)) if asset is not None and asset.has_picture else None
    return Behind(drawn.shows, backdrop.strength) if isinstance(drawn.shows, (Shot, Scene)) else None


def _layer(project: Project, clip: Clip, own: Time, run: Span, depth: int) -> Drawn | Adjusting | None:
    if not clip.on:
        return None
    opacity = min(1.0, max(0.0, curve_at(clip.opacity, own)))
    shows = _shown(project, clip, own, depth)
    if opacity == 0 or shows is None:
        return None
    effects = tuple(_work(project, applied, own) for applied in clip.effects if applied.on) if clip.effects else ()
    motions = motions_at(clip, own, run, project.rate) if clip.animations else ()
    timed = effects or motions
    time, length, seed = (float(own - run.start), float(run.length), _seed(clip, own)) if timed else (0.0, 0.0, 0)
    mask = _stencil(clip.mask, own) if clip.mask is not None else None
    if isinstance(shows, Adjustment):
        return Adjusting(clip.id, opacity, effects, time, length, seed, mask) if effects else None
    spot = _spot(place_for(clip.place, project.canvas.ratio), own)
    past = _past(project, clip, shows.asset, own, run) if effects and isinstance(shows, Shot) else None
    return Drawn(
        clip.id, shows, spot, opacity, effects, time, length, seed, clip.blend, mask, motions=motions, past=past
    )


def _past(project: Project, clip: Clip, asset: Asset, own: Time, run: Span) -> Past | None:
    if asset.kind == "photo":
        return None
    first = min(own, run.start)
    return Past(own, first, project.rate, clip.speed, clip.time_map, asset.duration, asset.loops, _about(clip))


def _shown(
    project: Project, clip: Clip, own: Time, depth: int
) -> Shot | Words | Wash | Sheet | Lost | Scene | Adjustment | None:
    match clip.content:
        case Footage(asset=asset_id):
            asset = asset_of(project, asset_id)
            if asset is None:
                return Lost("footage")
            if not asset.has_picture:
                return None
            if asset.kind == "photo":
                return Shot(asset, ZERO)
            if asset.loops and asset.duration > 0:
                return Shot(asset, clip.picture_at(own, 1 / project.rate) % asset.duration)
            # Beyond the material (under a transition) the edge frame holds.
            return Shot(asset, min(max(clip.picture_at(own, 1 / project.rate), ZERO), asset.duration))
        case Title(text=text, style=style, runs=runs, arc_deg=arc):
            return Words(text, style, runs, arc_deg=round(curve_at(arc, own), 2)) if text.strip() else None
        case Solid(colour=colour):
            return Wash(colour)
        case Sticker():
            return Sheet()
        case Placeholder(kind=kind):
            return Lost(kind)
        case Compound():
            return _scene(project, clip, clip.content, own, depth)
        case Adjustment():
            return clip.content


def _scene(project: Project, clip: Clip, compound: Compound, own: Time, depth: int) -> Scene | Lost | None:
    if depth >= MOST_NESTED:
        return Lost("compound")
    # Beyond the inside (under a transition) the edge frame holds.
    last = material_of(project, compound) - 1 / project.rate
    at = min(max(clip.picture_at(own, 1 / project.rate), ZERO), max(ZERO, last))
    layers = _layers(inside_of(project, compound), at + _ROUNDED, depth + 1)
    return Scene(layers) if layers else None


def _spot(place: Place, own: Time) -> Spot:
    curves = (
        place.x,
        place.y,
        place.scale,
        place.rotation_deg,
        place.crop_left,
        place.crop_right,
        place.crop_top,
        place.crop_bottom,
    )
    steady = not any(isinstance(curve, Keyframes) and is_animated(curve) for curve in curves)
    numbers = [curve_at(curve, own) if isinstance(curve, Keyframes) else float(curve) for curve in curves]
    x, y, scale, rotation, left, right, top, bottom = numbers
    return Spot(x, y, scale, rotation, place.mirror, place.fit, left, right, top, bottom, steady)


def _stencil(mask: Mask, own: Time) -> Stencil:
    curves = (mask.x, mask.y, mask.width, mask.height, mask.rotation_deg, mask.feather, mask.roundness)
    x, y, width, height, rotation, feather, roundness = (float(curve_at(curve, own)) for curve in curves)
    size = max(0.0, width), max(0.0, height)
    return Stencil(mask.shape, x, y, *size, rotation, max(0.0, feather), roundness, mask.invert, mask.text)


def _work(project: Project, applied: Applied, own: Time) -> Work:
    return Work(applied.effect, applied.version, _sampled(project, applied.settings, own))


def _sampled(
    project: Project, settings: tuple[tuple[str, Any], ...], own: Time
) -> tuple[tuple[str, SettingValue], ...]:
    return tuple((key, _at(project, value, own)) for key, value in settings)


def _at(project: Project, value: Any, own: Time) -> SettingValue:
    if isinstance(value, Keyframes):
        return curve_at(value, own)
    if isinstance(value, str):
        asset = asset_of(project, value)
        if asset is not None and asset.kind == "lut":
            return asset
    return value  # type: ignore[no-any-return]


def _seed(clip: Clip, own: Time) -> int:
    """The same for the same content at the same own time, wherever it stands and however often it was split."""
    return seed_of(_about(clip), own)


def _about(clip: Clip) -> str:
    match clip.content:
        case Footage(asset=name):
            return name
        case Title(text=name):
            return name
        case _:
            return type(clip.content).__name__


def plan_bytes(planned: Plan) -> bytes:
    """The plan in canonical bytes: equal exactly when the same picture is drawn (fonts and programs aside).

    Media count by fingerprint, not by path or name; clip ids do not count; numbers are exact.
    """
    parts: list[bytes] = [b"render", canonical_bytes(RENDER_VERSION)]
    parts.append(canonical_bytes(planned))
    return b"".join(parts)


def canonical_bytes(value: object) -> bytes:
    """A value of a plan in bytes: other values, other bytes. Raises `TypeError` for what no plan holds."""
    match value:
        case bool():
            return b"T" if value else b"F"
        case None:
            return b"N"
        case int() | float():
            # Adding 0.0 makes -0.0 plain; integers and equal floats mean the same setting.
            return b"n" + (float(value) + 0.0).hex().encode() + b";"
        case Fraction():
            return b"q%d/%d;" % (value.numerator, value.denominator)
        case str():
            text = value.encode("utf-8", "surrogatepass")
            return b"s%d:%s" % (len(text), text)
        case tuple():
            return b"(" + b"".join(map(canonical_bytes, value)) + b")"
        case Asset():
            return _asset_bytes(value)
        case msgspec.Struct():
            fields = (canonical_bytes(getattr(value, name)) for name in value.__struct_fields__ if name not in _SILENT)
            return b"<" + type(value).__name__.encode() + b":" + b"".join(fields) + b">"
    raise TypeError(f"{type(value).__name__} has no canonical bytes")


_SILENT = {"clip", "extra"}
"""Fields that change no pixel."""


def _asset_bytes(asset: Asset) -> bytes:
    # A file without a fingerprint has nothing but its path to be told by.
    identity = asset.fingerprint or f"path:{asset.path}"
    return (
        b"<asset:"
        + b"".join(map(canonical_bytes, (identity, asset.kind, asset.duration, asset.width, asset.height)))
        + b">"
    )
