"""Lottie animations, `.json` and `.lottie`: what is in one, and its pictures at any size.

They are drawn by rlottie, an optional library. It must never let a file name another one: pictures are taken from
inside the file or not at all.
"""

from __future__ import annotations

import base64
import json
from collections import OrderedDict
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.files.looked_into import admit
from studio.files.refused import FileRefused
from studio.files.safe_zip import SafeZip, ZipRules
from studio.media.open import MediaRefused, refuse_damaged
from studio.model import Rate, Time
from studio.sentences import say

__all__ = ["LOTTIE_ENDINGS", "Lottie", "LottieFrame", "LottiePictures", "is_lottie", "lottie_of"]

LOTTIE_ENDINGS = frozenset({".json", ".lottie"})
_LARGEST_FILE = 24_000_000
_RULES = ZipRules(entries=200, entry_bytes=_LARGEST_FILE, whole_bytes=4 * _LARGEST_FILE)
_SIDES = (1, 8192)
_LARGEST_DRAWN = 4096
_RATES = (1.0, 240.0)
_MOST_FRAMES = 36_000
_MOST_LAYERS = 4_000
_KEPT_BYTES = 48_000_000
_PICTURE_KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}


class Lottie(NamedTuple):
    """An animation: its text, size in its own units, pictures a second, and how many."""

    text: str
    width: int
    height: int
    rate: Rate
    frames: int

    @property
    def duration(self) -> Time:
        """How long one round lasts, in seconds."""
        return self.frames / self.rate


def is_lottie(path: str | Path) -> bool:
    """Whether the file is named as a Lottie animation is."""
    return Path(path).suffix.lower() in LOTTIE_ENDINGS


def lottie_of(path: str | Path) -> Lottie:
    """What the file holds. Raises `MediaRefused` where that is no Lottie animation, or one beyond all measure."""
    path = Path(path)
    admit(path)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise MediaRefused(say("“{name}” is too large an animation.", name=path.name))
        found = _unzipped(path) if path.suffix.lower() == ".lottie" else _parsed(path.read_bytes())
    except FileNotFoundError as problem:
        raise MediaRefused(say("There is no file “{name}”.", name=path.name)) from problem
    except OSError as problem:
        raise MediaRefused(say("“{name}” may not be read.", name=path.name)) from problem
    except (FileRefused, ValueError, RecursionError) as problem:
        raise refuse_damaged(path) from problem
    if not isinstance(found, dict) or not isinstance(found.get("layers"), list):
        raise MediaRefused(say("“{name}” is not a Lottie animation.", name=path.name))
    return _measured(path, found)


def _parsed(data: bytes) -> Any:
    return json.loads(data.decode("utf-8-sig"))


def _unzipped(path: Path) -> Any:
    """The first animation of a dotLottie (version 1: `animations`, version 2: `a`), with its pictures put into it."""
    with SafeZip(path, _RULES) as held:
        names = {entry.name for entry in held.entries}
        listed = _parsed(held.read("manifest.json")) if "manifest.json" in names else {}
        ids = [one.get("id") for one in listed.get("animations", ()) if isinstance(one, dict)]
        wanted = [f"{folder}/{name}.json" for name in ids for folder in ("animations", "a")]
        wanted += sorted(name for name in names if name.startswith(("animations/", "a/")) and name.endswith(".json"))
        first = next((name for name in wanted if name in names), None)
        if first is None:
            return None
        found = _parsed(held.read(first))
        for asset in _pictures_of(found):
            name = Path(str(asset.get("p", ""))).name
            place = next((f"{folder}/{name}" for folder in ("images", "i") if f"{folder}/{name}" in names), None)
            kind = _PICTURE_KINDS.get(Path(name).suffix.lower())
            if place is not None and kind is not None:
                inside = base64.b64encode(held.read(place)).decode()
                asset.update(u="", p=f"data:image/{kind};base64,{inside}", e=1)
        return found


def _pictures_of(found: Any) -> list[dict[str, Any]]:
    assets = found.get("assets") if isinstance(found, dict) else None
    return [one for one in assets if isinstance(one, dict) and "p" in one] if isinstance(assets, list) else []


def _measured(path: Path, found: dict[str, Any]) -> Lottie:
    try:
        width, height = (round(float(found[key])) for key in ("w", "h"))
        rate, length = float(found["fr"]), float(found["op"]) - float(found["ip"])
        frames = max(1, floor(length)) if length > 0 else 0
    except (KeyError, TypeError, ValueError, OverflowError) as problem:
        raise MediaRefused(say("“{name}” is not a Lottie animation.", name=path.name)) from problem
    fits = all(_SIDES[0] <= side <= _SIDES[1] for side in (width, height)) and _RATES[0] <= rate <= _RATES[1]
    assets = found.get("assets")
    lists = [found["layers"], *(one.get("layers", []) for one in assets or () if isinstance(one, dict))]
    layers = sum(len(one) for one in lists if isinstance(one, list))
    if not fits or not 0 < frames <= _MOST_FRAMES or layers > _MOST_LAYERS:
        raise MediaRefused(say("“{name}” is too large an animation.", name=path.name))
    for asset in _pictures_of(found):
        if not str(asset["p"]).startswith("data:image/"):
            # A picture of another file: none is opened, whatever it is called.
            asset.update(u="", p="")
    return Lottie(json.dumps(found), width, height, Fraction(rate).limit_denominator(1001), frames)


class LottieFrame:
    """A drawn picture; see `studio.render.sources.Frame`. Its pixels are straight."""

    opaque = False

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self._pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self._pixels.shape[0])

    def rgba(self) -> Pixels:
        """(H, W, 4) uint8, straight alpha. Do not write into it."""
        return self._pixels

    def i420(self) -> npt.NDArray[np.uint8] | None:
        """None: it is never opaque."""
        return None


class LottiePictures:
    """The pictures of one animation, the latest kept. For one thread. Raises `MediaRefused`."""

    def __init__(self, path: str | Path) -> None:
        self.lottie = lottie_of(path)
        try:
            from rlottie_python import LottieAnimation
        except (ImportError, OSError) as problem:
            raise MediaRefused(
                say(
                    "“{name}” is a Lottie animation. To use it, install the package “{package}” beside Décollage.",
                    name=Path(path).name,
                    package="rlottie-python",
                )
            ) from problem
        try:
            # Without a folder of resources nothing is looked for on the disk.
            self._animation = LottieAnimation.from_data(self.lottie.text)
            self._total = int(self._animation.lottie_animation_get_totalframe())
        except Exception as problem:
            raise refuse_damaged(Path(path)) from problem
        if self._total <= 0:
            raise refuse_damaged(Path(path))
        self._kept: OrderedDict[tuple[int, int, int], LottieFrame] = OrderedDict()

    def frame_at(self, at: Time, box: tuple[int, int]) -> LottieFrame:
        """The picture at source time `at`, as large as covers `box`: it is as sharp at every size."""
        number = min(self._total - 1, max(0, floor(at * self.lottie.rate)))
        factor = max(box[0] / self.lottie.width, box[1] / self.lottie.height)
        factor = min(factor, _LARGEST_DRAWN / max(self.lottie.width, self.lottie.height))
        size = max(1, round(self.lottie.width * factor)), max(1, round(self.lottie.height * factor))
        key = (number, *size)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = LottieFrame(self._drawn(number, *size))
            held = sum(one.width * one.height * 4 for one in self._kept.values())
            while held > _KEPT_BYTES and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                held -= oldest.width * oldest.height * 4
        self._kept.move_to_end(key)
        return known

    def close(self) -> None:
        """Give back what was drawn."""
        self._kept.clear()

    def _drawn(self, number: int, width: int, height: int) -> Pixels:
        data = self._animation.lottie_animation_render(number, width=width, height=height)
        drawn = np.frombuffer(data, np.uint8).reshape(height, width, 4)
        # rlottie gives premultiplied B, G, R, A.
        colours = np.asarray(cv2.cvtColor(drawn, cv2.COLOR_BGRA2RGBA), np.uint8)
        return np.asarray(cv2.cvtColor(colours, cv2.COLOR_mRGBA2RGBA), np.uint8)
