"""A project as records for programs and as rows for people. It must never be read back: that is the project file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from studio.cli.words import problem_record, seconds
from studio.edits import speed_curve
from studio.model import (
    Adjustment,
    Applied,
    Asset,
    Clip,
    Compound,
    Footage,
    Gap,
    Item,
    Keyframes,
    Layer,
    OnClip,
    Placeholder,
    Problem,
    Project,
    Solid,
    Span,
    Sticker,
    Title,
    TrackState,
    duration,
    is_sourced,
    item_span,
    main_span,
)
from studio.sentences import say

__all__ = ["project_record", "rows_of"]

Rows = list[Sequence[object]]


def project_record(project: Project, path: Path, problems: Sequence[Problem]) -> dict[str, Any]:
    """Everything in the project, times in seconds."""
    return {
        "file": str(path),
        "name": project.name,
        "canvas": {
            "width": project.canvas.width,
            "height": project.canvas.height,
            "ratio": project.canvas.ratio,
            "background": project.canvas.background,
        },
        "fps": project.rate,
        "duration": duration(project),
        "media": [_asset(asset) for asset in project.assets],
        "main": [_thing(project, thing, main_span(project, index)) for index, thing in enumerate(project.main)],
        "layers": [_layer(project, layer) for layer in project.layers],
        "sounds": [_layer(project, layer) for layer in project.sounds],
        "main_state": _plain(project.main_state),
        "problems": [problem_record(problem) for problem in problems],
    }


def _asset(asset: Asset) -> dict[str, Any]:
    return {
        "id": asset.id,
        "name": asset.name,
        "path": asset.path,
        "kind": asset.kind,
        "duration": asset.duration,
        "width": asset.width,
        "height": asset.height,
        "fps": asset.rate,
        "has_audio": asset.has_sound,
        "missing": not _is_there(asset.path),
    }


def _is_there(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:
        return False


def _layer(project: Project, layer: Layer) -> dict[str, Any]:
    items = []
    for index, item in enumerate(layer.items):
        record = _thing(project, item.clip, item_span(project, layer, index))
        items.append({**record, "pin": _pin(item)})
    return {
        "id": layer.id,
        "kind": layer.kind,
        "name": layer.name,
        "hidden": layer.hidden,
        "muted": layer.muted,
        "locked": layer.locked,
        "items": items,
    }


def _pin(item: Item) -> dict[str, Any]:
    if isinstance(item.pin, OnClip):
        return {"clip": item.pin.clip, "source_time": item.pin.source_time, "when_gone": item.pin.when_gone}
    return {"time": item.pin.time}


def _thing(project: Project, thing: Clip | Gap, span: Span) -> dict[str, Any]:
    where = {"id": thing.id, "start": span.start, "end": span.end, "length": span.length}
    if isinstance(thing, Gap):
        return {**where, "kind": "gap"}
    source = thing.source_span if is_sourced(project, thing) else None
    return {
        **where,
        "kind": _kind(project, thing),
        "name": thing.name,
        "media": thing.content.asset if isinstance(thing.content, Footage) else None,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        **_content(thing),
        "speed": thing.speed,
        "speed_curve": [list(point) for point in speed_curve(thing)],
        "backwards": thing.time_map is not None and thing.time_map.backwards,
        "frozen": thing.time_map is not None and thing.time_map.stands_still,
        "keep_pitch": thing.keep_pitch,
        "place": _plain(thing.place),
        "opacity": _plain(thing.opacity),
        "gain_db": _plain(thing.gain_db),
        "muted": thing.muted,
        "on": thing.on,
        "fade_in": thing.fade_in.length if thing.fade_in else 0,
        "fade_out": thing.fade_out.length if thing.fade_out else 0,
        "effects": [_applied(applied) for applied in thing.effects],
        "animations": [_plain(animation) for animation in thing.animations],
        "transition": _plain(thing.enter) if thing.enter else None,
    }


def _kind(project: Project, clip: Clip) -> str:
    match clip.content:
        case Footage(asset=asset_id):
            asset = project.asset(asset_id)
            return asset.kind if asset else "footage"
        case Title():
            return "title"
        case Solid():
            return "solid"
        case Sticker():
            return "sticker"
        case Adjustment():
            return "adjustment"
        case Compound():
            return "compound"
        case Placeholder(kind=kind):
            return kind


def _content(clip: Clip) -> dict[str, Any]:
    if isinstance(clip.content, Title):
        return {"text": clip.content.text, "style": _plain(clip.content.style)}
    if isinstance(clip.content, Solid):
        return {"colour": clip.content.colour}
    return {}


def _applied(applied: Applied) -> dict[str, Any]:
    settings = {key: _plain(value) for key, value in applied.settings}
    return {"id": applied.id, "effect": applied.effect, "on": applied.on, "settings": settings}


def _plain(value: object) -> Any:
    """A value of the model as plain records: every field, without what newer programs wrote."""
    if isinstance(value, Keyframes):
        return {"keys": [{"time": key.time, "value": key.value, "ease": key.ease} for key in value.keys]}
    if isinstance(value, msgspec.Struct):
        return {
            name: dict(_plain(pair) for pair in getattr(value, name))
            if name == "settings"
            else _plain(getattr(value, name))
            for name in value.__struct_fields__
            if name not in ("extra", "per_ratio")
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def rows_of(project: Project) -> Iterator[tuple[str, Rows]]:
    """Headed tables: media, main track, layers from the top down, sounds."""
    if project.assets:
        yield say("Media").translated(), [_asset_row(asset) for asset in project.assets]
    for layer in reversed(project.layers):
        yield (
            _heading(layer),
            [_row(project, item.clip, item_span(project, layer, index)) for index, item in enumerate(layer.items)],
        )
    rows = [_row(project, thing, main_span(project, index)) for index, thing in enumerate(project.main)]
    yield _named(say("Main track").translated(), *_states(project.main_state)), rows or [(say("nothing yet"),)]
    for layer in project.sounds:
        yield (
            _heading(layer),
            [_row(project, item.clip, item_span(project, layer, index)) for index, item in enumerate(layer.items)],
        )


def _heading(layer: Layer) -> str:
    return _named(layer.name or layer.kind, layer.id, *_states(layer))


def _states(track: Layer | TrackState) -> list[str]:
    flags = (track.hidden, say("hidden")), (track.muted, say("muted")), (track.locked, say("locked"))
    return [word.translated() for on, word in flags if on]


def _named(name: str, *more: str) -> str:
    return f"{name} ({', '.join(more)})" if more else name


def _asset_row(asset: Asset) -> Sequence[object]:
    size = f"{asset.width}×{asset.height}" if asset.has_picture else ""
    length = f"{seconds(asset.duration)} s" if asset.kind != "photo" else ""
    fps = f"{float(asset.rate):.5g} fps" if asset.rate else ""
    return (asset.id, asset.kind, size, fps, length, asset.path)


def _row(project: Project, thing: Clip | Gap, span: Span) -> Sequence[object]:
    where = (thing.id, f"{seconds(span.start)}–{seconds(span.end)}")
    if isinstance(thing, Gap):
        return (*where, "gap", "")
    words = thing.name or (" ".join(thing.content.text.split()) if isinstance(thing.content, Title) else "")
    return (*where, _kind(project, thing), "  ".join([words, *_notes(thing)]).strip())


def _notes(clip: Clip) -> list[str]:
    notes = []
    if clip.speed != 1:
        notes.append(f"{_number(clip.speed)}×")
    if clip.time_map is not None:
        way = say("frozen") if clip.time_map.stands_still else say("backwards") if clip.time_map.backwards else None
        notes += [way.translated()] if way else []
        notes += [say("speed curve").translated()] if speed_curve(clip) else []
    if clip.enter:
        notes.append(f"{clip.enter.effect} {seconds(clip.enter.length)} s")
    notes += [f"{applied.effect} ({applied.id})" for applied in clip.effects]
    notes += [f"{one.when}: {one.effect} {seconds(one.length)} s" for one in clip.animations]
    if not clip.on:
        notes.append(say("off").translated())
    if clip.muted:
        notes.append(say("muted").translated())
    return notes


def _number(number: Fraction) -> str:
    return f"{float(number):.4g}"
