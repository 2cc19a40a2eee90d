"""`decollage gallery`: every effect as stills and short clips, with a page to look at them all."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import DONE, Parser, Progress, Usage, print_json, table
from studio.model import SAMPLE_RATE, Time
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.cli.gallery_footage import Footage, MadeSources
    from studio.cli.gallery_index import Shot
    from studio.effect import Effect, Effects, Pixels, Samples
    from studio.model import Project

__all__ = ["run_gallery"]

_FRAMES = 14
_RATE = Fraction(10)
_STILL = Fraction(9, 20)
"""How far through its two seconds an effect's still is taken."""


def run_gallery(argv: list[str]) -> int:
    """Draw every effect, or list them all."""
    from studio.cli.effects_here import effects_here
    from studio.cli.gallery_samples import KINDS

    parser = Parser("gallery", say("Draws every effect on pictures of its own or yours, with a page to look at them."))
    parser.add_argument("out", metavar="OUT_DIR", type=Path, nargs="?", help="a new or empty folder")
    parser.add_argument("--on", metavar="FILE", type=Path, nargs="+", default=[], help="videos or photos to show it on")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only these kinds")
    parser.add_argument("--only", metavar="ID", nargs="+", default=[], help="only these effects")
    parser.add_argument("--list", action="store_true", help="only list the effects")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    effects = effects_here()
    chosen = _chosen(effects, asked.kind or KINDS, asked.only)
    if asked.list:
        _list(chosen, as_json=asked.json)
        return DONE
    if asked.out is None:
        raise Usage(say("Say which folder the gallery goes to, or --list."))
    _make_folder(asked.out)
    made = _draw_all(effects, chosen, asked.out, asked.on)
    if asked.json:
        print_json({"folder": str(asked.out), "index": str(asked.out / "index.html"), "effects": made})
    else:
        print(say("Made {file}: {count} effects.", file=asked.out / "index.html", count=made).translated())
    return DONE


def _chosen(effects: Effects, kinds: Sequence[str], only: Sequence[str]) -> list[tuple[str, list[Effect]]]:
    from studio.cli.gallery_samples import KINDS, gallery_kind

    for name in only:
        if name not in effects:
            raise Refused(say("There is no effect “{name}”. See --list.", name=name))
    # MoviePy's are no library of ours, and some resemble ours: they are drawn when they are named.
    wanted = [one for one in effects.values() if (one.id in only if only else one.group not in ("moviepy", "commands"))]
    found = [(kind, [one for one in wanted if gallery_kind(one) == kind]) for kind in KINDS if kind in kinds]
    return [(kind, some) for kind, some in found if some]


def _list(chosen: list[tuple[str, list[Effect]]], *, as_json: bool) -> None:
    if as_json:
        print_json([_record(kind, effect) for kind, effects in chosen for effect in effects])
        return
    rows = [(kind, effect.id, effect.name) for kind, effects in chosen for effect in effects]
    print(table(rows, ""))


def _record(kind: str, effect: Effect) -> dict[str, Any]:
    from studio.cli.editing import effect_params

    return {"id": effect.id, "kind": kind, "name": effect.name, "params": list(effect_params(effect))}


def _make_folder(out: Path) -> None:
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Refused(say("“{name}” is already there. Choose a new or empty folder.", name=out.name))
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(say("The folder “{name}” cannot be made.", name=str(out))) from None


def _draw_all(effects: Effects, chosen: list[tuple[str, list[Effect]]], out: Path, on: list[Path]) -> int:
    from studio.cli.gallery_footage import MadeSources, made_footage, own_footage
    from studio.cli.gallery_index import index_page
    from studio.media import MediaSources

    footage = own_footage(on) if on else made_footage()
    files = MediaSources()
    pen = _Pen(effects, MadeSources(files), out, footage)
    whole = sum(len(some) for _kind, some in chosen)
    progress = Progress()
    try:
        plain = pen.pictures(None, "plain")
        parts, done = [], 0
        for kind, some in chosen:
            (out / kind).mkdir(exist_ok=True)
            cards: list[tuple[Effect, list[Shot]]] = []
            for effect in some:
                cards.append((effect, pen.shots(kind, effect)))
                done += 1
                progress(done, whole)
            parts.append((kind, cards))
        (out / "index.html").write_text(index_page(parts, plain), encoding="utf-8")
    except OSError as error:
        raise Refused(say("The gallery cannot be written: {reason}", reason=error.strerror or "")) from None
    finally:
        progress.end()
        files.close()
    return whole


class _Pen:
    """Draws effects on every footage into the gallery's folder."""

    def __init__(self, effects: Effects, sources: MadeSources, out: Path, footage: Sequence[Footage]) -> None:
        from studio.render import Artist, Mixer

        self._artist, self._mixer = Artist(effects, small=True), Mixer(effects)
        self._sources, self._out, self._footage = sources, out, footage

    def shots(self, kind: str, effect: Effect) -> list[Shot]:
        """What there is to see or hear of one effect."""
        if kind in ("sound", "voice"):
            return [self._sound(kind, effect)]
        if kind == "sticker":
            return self._stickers(effect)
        return self.pictures(effect, kind)

    def pictures(self, effect: Effect | None, kind: str) -> list[Shot]:
        """A still and a clip on each footage."""
        from studio.cli.gallery_samples import sample_project

        (self._out / kind).mkdir(exist_ok=True)
        name = effect.id if effect is not None else "plain"
        shots = []
        for number, footage in enumerate(self._footage):
            project = sample_project(effect, footage, self._footage[(number + 1) % len(self._footage)])
            still = self._drawn(project, [2 * _STILL])
            # What only changes colours moves as the footage does: once is enough.
            still_enough = number > 0 and kind in ("colour", "look")
            moments = [] if still_enough else [Fraction(2 * frame, _FRAMES) for frame in range(_FRAMES)]
            moving = list(self._drawn(project, moments))
            shots.append(self._kept(f"{kind}/{name}-{number + 1}", footage.asset.name, next(still), moving))
        return shots

    def _drawn(self, project: Project, moments: list[Time]) -> Iterator[Pixels]:
        from studio.cli.gallery_footage import SIZE
        from studio.render import plan

        for moment in moments:
            yield self._artist.draw(plan(project, moment), self._sources, SIZE)

    def _stickers(self, effect: Effect) -> list[Shot]:
        """On plain ground: a sticker brings its own picture."""
        import numpy as np

        from studio.cli.gallery_samples import shown_settings
        from studio.effect import Moment, settings_at

        settings = settings_at(effect, shown_settings(effect), Fraction(0))

        def at(part: float) -> Pixels:
            now = Moment(time=2 * part, length=2.0, progress=part, seed=1, rate=Fraction(24))
            drawn = effect.apply((270, 270), settings, now)
            rest = 255 - drawn[..., 3:].astype(np.int32)
            pixels = drawn.astype(np.int32) + np.array([58, 66, 84, 255]) * rest // 255
            return np.asarray(np.minimum(pixels, 255), np.uint8)

        moving = [at(frame / _FRAMES) for frame in range(_FRAMES)]
        return [self._kept(f"sticker/{effect.id}", effect.name, at(float(_STILL)), moving)]

    def _kept(self, name: str, title: str, still: Pixels, moving: Sequence[Pixels]) -> Shot:
        import cv2

        from studio.cli.gallery_index import Shot
        from studio.media import Animation
        from studio.media.writing.animation import write_animation

        done, data = cv2.imencode(".jpg", cv2.cvtColor(still, cv2.COLOR_RGBA2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
        assert done
        (self._out / f"{name}.jpg").write_bytes(data.tobytes())
        height, width = still.shape[:2]
        if not moving:
            return Shot(title, f"{name}.jpg")
        work = Animation(format="webp", width=width, height=height, rate=_RATE, quality=70)
        write_animation(moving, self._out / f"{name}.webp", work)
        return Shot(title, f"{name}.jpg", f"{name}.webp")

    def _sound(self, kind: str, effect: Effect) -> Shot:
        from studio.cli.gallery_index import Shot
        from studio.cli.gallery_samples import sample_project
        from studio.model import duration
        from studio.render import sound_plan

        project = sample_project(effect, self._footage[0], self._footage[0])
        count = round(max(duration(project), Fraction(4)) * SAMPLE_RATE)
        heard = self._mixer.mix(sound_plan(project, 0, count), self._sources)
        _write_wave(self._out / f"{kind}/{effect.id}.wav", heard)
        return Shot(effect.name, sound=f"{kind}/{effect.id}.wav")


def _write_wave(path: Path, samples: Samples) -> None:
    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.asarray(np.clip(samples, -1, 1) * 32767, "<i2").tobytes())
