"""A challenge in the making: sample fillings are painted, and everything else is done with the commands a person has.

It must never touch the person's own projects and settings, and never use what did not come with the program.
"""

from __future__ import annotations

from fractions import Fraction
from math import pi
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from brushes import WIDTH, Scene
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPainter
from scenes import SCENES

from studio.commands import run_command
from studio.effect import Effects
from studio.model import BEAT_COLOUR, DOWNBEAT_COLOUR, Marker, Time, all_clips, find, round_to_flick, round_to_frame
from studio.session import Session, ready_sound

__all__ = ["AUTHOR", "SMALL", "Making", "Slotted", "slot", "write_voice"]

SMALL = (360, 640)
"""Of films that have only a part of the canvas."""
AUTHOR = "Décollage"
FILM, PHOTO, RATE = (540, 960), (720, 1280), 30
_LICENCE = "CC0-1.0"
_TEXT = {
    "headline": {"size": 0.125, "weight": 900, "stroke": 0.0, "shadow": 0.014},
    "tape": {
        "size": 0.07,
        "weight": 800,
        "stroke": 0.0,
        "colour": "#101215",
        "box": True,
        "box_colour": "#F3E53F",
        "box_padding": 0.014,
    },
    "paper": {
        "size": 0.062,
        "weight": 700,
        "stroke": 0.0,
        "colour": "#101215",
        "box": True,
        "box_colour": "#FFFFFF",
        "box_padding": 0.026,
    },
    "note": {
        "size": 0.062,
        "weight": 800,
        "stroke": 0.0,
        "colour": "#14190A",
        "box": True,
        "box_colour": "#C6EE62",
        "box_padding": 0.022,
    },
    "outline": {"size": 0.078, "weight": 800, "stroke": 0.011},
    "sun": {"size": 0.085, "weight": 800, "colour": "#FFE14A", "stroke": 0.009},
    "gold": {
        "size": 0.24,
        "weight": 900,
        "colour": "#FFF3B8",
        "gradient": "#E0A22B",
        "stroke": 0.006,
        "stroke_colour": "#4A2E05",
        "shadow": 0.012,
    },
    "neon": {"size": 0.095, "weight": 700, "colour": "#FFE9F4", "stroke": 0.0, "glow": 0.035, "glow_colour": "#FF2E88"},
    "chapter": {"size": 0.07, "weight": 600, "stroke": 0.003, "shadow": 0.016, "colour": "#F4EBDD"},
    "small": {"size": 0.056, "weight": 700, "stroke": 0.007},
    "sunset": {
        "size": 0.12,
        "weight": 900,
        "colour": "#FFE06B",
        "gradient": "#FF5A3C",
        "stroke": 0.007,
        "stroke_colour": "#3A0F1E",
    },
    "sale": {"size": 0.085, "weight": 900, "stroke": 0.0, "box": True, "box_colour": "#E5142F", "box_padding": 0.022},
}
"""Ways to set words, with fonts that come with the program."""


class Slotted(NamedTuple):
    """A place for somebody: its key, what it is for, and the hint."""

    key: str
    kind: str
    hint: str
    required: bool = True


def slot(key: str, hint: str, kind: str = "picture", *, required: bool = True) -> Slotted:
    """A place for a video or a photo, or what `kind` says."""
    return Slotted(key, kind, hint, required)


class Making:
    """A project that becomes a challenge. Times are beats of its music, counted from 0; without music, of 100 a
    minute."""

    def __init__(self, effects: Effects, folder: Path, name: str, *, loop: str = "", bpm: int = 100) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.session = Session(effects, keeps=False)
        self.session.new_project(name=name)
        sound = ready_sound(loop) if loop else None
        self.loop, self.bpm = loop, Fraction(sound.bpm if sound else bpm)
        self.beats = Fraction(0)
        self._media: dict[str, str] = {}

    def do(self, command: str, **values: object) -> str:
        """Ask for a command; gives the clip that is selected then."""
        run_command(self.session, command, {key: _word(value) for key, value in values.items() if value is not None})
        return self.session.selection[-1] if self.session.selection else ""

    def at(self, beat: Fraction | float) -> Time:
        """The frame nearest to a beat."""
        return round_to_frame(Fraction(beat) * 60 / self.bpm, self.session.project.rate)

    def media(
        self, scene: str, kind: str, seconds: float = 0.0, sings: float = 0.0, size: tuple[int, int] = FILM
    ) -> str:
        """A sample filling by its asset id, painted when it is first asked for."""
        ending = ".mp4" if kind == "film" else ".jpg"
        known = f"{scene}{ending}"
        if known not in self._media:
            path = self.folder / known
            if kind == "film":
                write_film(path, SCENES[scene], seconds, sings, size)
            else:
                write_photo(path, SCENES[scene])
            before = {asset.id for asset in self.session.project.assets}
            self.do("import", files=(str(path),))
            [new] = [asset.id for asset in self.session.project.assets if asset.id not in before]
            self.do("rights", media=new, origin="Painted by packaging/challenges", author=AUTHOR, licence=_LICENCE)
            self._media[known] = new
        return self._media[known]

    def shot(
        self,
        scene: str,
        beats: float,
        place: Slotted | None = None,
        *,
        film: bool = False,
        sings: float = 0.0,
        look: str = "",
        enter: str = "",
        enter_s: float = 0.4,
        way: str | None = None,
        loop: str = "",
        effects: tuple[str, ...] = (),
        amount: float = 60.0,
        longer: float = 0.6,
        size: tuple[int, int] = FILM,
    ) -> str:
        """The next clip of the main track, so many beats long; a photo moves by the animation `loop`."""
        begin, end = self.at(self.beats), self.at(self.beats + Fraction(beats))
        film = film or (place is not None and place.kind == "video")
        long = float(end - begin)
        before = {found.clip.id for found in all_clips(self.session.project)}
        self.do("append", media=self.media(scene, "film" if film else "photo", long + longer, sings, size))
        [clip] = [found.clip.id for found in all_clips(self.session.project) if found.clip.id not in before]
        self.do("trim-end" if film else "length", clip=clip, **({"to": end} if film else {"length": end - begin}))
        found = find(self.session.project, clip)
        assert found is not None
        assert found.span.end == end, (scene, found.span, end)
        # What drifts shows its edge where it is no larger than the canvas.
        self.do("place", clip=clip, fit="fill", scale=1.12 if loop == "loop_drift" else 1)
        if look:
            self.do("look", clip=clip, look=look, strength=amount)
        for effect in effects:
            name, _, settings = effect.partition(":")
            self.do(
                "add-effect", clip=clip, effect=name, **dict(pair.split("=") for pair in settings.split(",") if pair)
            )
        if enter:
            self.do("transition", clip=clip, effect=enter, length=enter_s, way=way)
        if loop:
            self.do("animate", clip=clip, effect=loop, when="loop", length=max(2.0, long))
        if place is not None:
            self.mark(clip, place)
        self.beats += Fraction(beats)
        return clip

    def mark(self, clip: str, place: Slotted) -> None:
        """Make a clip a slot; what goes in lasts at least half as long as the sample."""
        found = find(self.session.project, clip)
        assert found is not None
        shortest = None if place.kind in ("text", "photo") else found.span.length / 2
        self.do(
            "slot",
            clip=clip,
            key=place.key,
            kind=place.kind,
            hint=place.hint,
            shortest=shortest,
            required=place.required,
        )

    def words(
        self,
        text: str,
        begin: float,
        beats: float,
        style: str = "outline",
        *,
        y: float = -0.4,
        x: float = 0.0,
        place: Slotted | None = None,
        comes: str = "",
        goes: str = "",
        over: float = 0.4,
        **more: object,
    ) -> str:
        """A title from a beat on."""
        start = self.at(begin)
        values = {"wrap_width": 0.74, **_TEXT[style], **more}
        clip = self.do("title", text=text, at=start, length=self.at(begin + beats) - start, x=x, y=y, **values)
        for when, effect in (("in", comes), ("out", goes)):
            if effect:
                loops = when not in self.session.effects[effect].whens
                self.do("animate", clip=clip, effect=effect, when="loop" if loops else when, length=over)
        if place is not None:
            self.mark(clip, place)
        return clip

    def sticker(
        self,
        name: str,
        begin: float,
        beats: float,
        *,
        x: float,
        y: float,
        scale: float = 0.3,
        comes: str = "motion_pop",
        rotation: float = 0.0,
        **settings: object,
    ) -> str:
        """A sticker from a beat on."""
        start = self.at(begin)
        clip = self.do(
            "sticker", sticker=f"sticker_{name}", at=start, length=self.at(begin + beats) - start, **settings
        )
        self.do("place", clip=clip, x=x, y=y, scale=scale, rotation_deg=rotation)
        if comes:
            self.do("animate", clip=clip, effect=comes, when="in", length=0.35)
        return clip

    def noise(self, name: str, beat: float, gain: float = -8.0, early: float = 0.0) -> None:
        """A sound effect that begins on a beat, or so many seconds before."""
        clip = self.do("sound", name=name, at=max(Fraction(0), self.at(beat) - Fraction(early)))
        end, found = self.at(self.beats), find(self.session.project, clip)
        if found is not None and found.span.end > end:
            self.do("trim-end", clip=clip, to=end)
        self.do("volume", clip=clip, gain_db=gain)

    def song(self, gain: float = -6.0) -> None:
        """The loop under all of it, over and over, with its beats marked: every cut on one is bound to it."""
        sound, end, begin = ready_sound(self.loop), self.at(self.beats), Fraction(0)
        assert sound is not None
        while begin < end:
            clip = self.do("sound", name=self.loop, at=begin)
            found = find(self.session.project, clip)
            assert found is not None
            self._mark_beats(clip, begin, found.span.length)
            if found.span.end > end:
                self.do("trim-end", clip=clip, to=end)
                self.do("fades", clip=clip, fade_out=min(Fraction(1), (end - begin) / 2))
            self.do("volume", clip=clip, gain_db=gain)
            begin += Fraction(sound.samples, 48_000)

    def _mark_beats(self, clip: str, begin: Time, long: Time) -> None:
        from studio.edits import set_beats
        from studio.sentences import say

        step, made, number = 60 / self.bpm, [], 0
        while number * step < long:
            count = number % 4 + 1
            colour = DOWNBEAT_COLOUR if count == 1 else BEAT_COLOUR
            made.append(Marker(f"{clip}.b{number}", round_to_flick(number * step), colour=colour, beat=count))
            number += 1
        del begin
        self.session.edit(say("Mark the beats"), lambda project: set_beats(project, clip, beats=tuple(made)))

    def facts(self, about: str, rules: str, hashtags: str, challenge_id: str) -> None:
        """What the challenge is; its id stays the same in every version of the program."""
        from studio.edits import set_challenge
        from studio.sentences import say

        name = self.session.project.name
        sound = ready_sound(self.loop) if self.loop else None
        said = f"{sound.name} (Décollage, CC0)" if sound else ""
        self.session.edit(
            say("Challenge"),
            lambda project: set_challenge(
                project,
                challenge_id=challenge_id,
                name=name,
                about=about,
                author=AUTHOR,
                language="en",
                rules=rules.split("; "),
                hashtags=hashtags,
                sound=said,
                licence=_LICENCE,
            ),
        )
        self.session.edit(say("Challenge"), lambda project: replace(project, markers=()))


def _word(value: object) -> object:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float | int | Fraction):
        return f"{float(value):.6f}".rstrip("0").rstrip(".")
    return value


def _painted(scene: Scene, size: tuple[int, int], time: float) -> np.ndarray:
    """The scene at a time as (H, W, 3) uint8 RGB."""
    image = QImage(*size, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size[0] / WIDTH, size[0] / WIDTH)
    scene(painter, time)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(size[1], image.bytesPerLine())
    return rows[:, : size[0] * 3].reshape(size[1], size[0], 3).copy()


def write_photo(path: Path, scene: Scene) -> None:
    """The scene as a JPEG."""
    import cv2

    picture = cv2.cvtColor(_painted(scene, PHOTO, 0.8), cv2.COLOR_RGB2BGR)
    made, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 74, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    assert made
    path.write_bytes(data.tobytes())


def write_film(path: Path, scene: Scene, seconds: float, sings: float, size: tuple[int, int] = FILM) -> None:
    """The scene as a film; where it `sings`, with a hummed note of so many hertz."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("libx264", rate=RATE)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.options = {
            "crf": "33",
            "preset": "veryslow",
            "tune": "animation",
            "g": "90",
            "x264-params": "colorprim=bt709:transfer=bt709:colormatrix=bt709",
        }
        stream.codec_context.colorspace, stream.codec_context.color_range = 1, 1
        sound = file.add_stream("aac", rate=48_000, layout="mono") if sings else None
        if sound is not None:
            sound.bit_rate = 48_000
        for number in range(round(seconds * RATE)):
            # On twos, as films are drawn.
            if number % 2 == 0:
                picture = _painted(scene, size, number / RATE)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
                format="yuv420p", dst_colorspace=1, dst_color_range=1
            )
            frame.pts = number
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if sound is not None:
            _hum(file, sound, seconds, sings)


def _hum(file: av.container.OutputContainer, sound: av.AudioStream, seconds: float, hertz: float) -> None:
    """A hummed note with a gentle swing, a syllable every half second."""
    time = np.arange(round(seconds * 48_000)) / 48_000
    pitch = 2 * pi * hertz * time + 0.35 * np.sin(2 * pi * 5.2 * time)
    tone = sum(np.sin(number * pitch) / number**1.8 for number in range(1, 8))
    syllable = 0.55 + 0.45 * np.cos(2 * pi * 2 * time) ** 2
    ends = np.clip(np.minimum(time * 20, (seconds - time) * 20), 0, 1)
    samples = (0.22 * tone * syllable * ends).astype(np.float32)
    for begin in range(0, len(samples), 1024):
        block = av.AudioFrame.from_ndarray(samples[None, begin : begin + 1024], format="fltp", layout="mono")
        block.sample_rate, block.pts = 48_000, begin
        file.mux(sound.encode(block))
    file.mux(sound.encode(None))


def write_voice(path: Path, seconds: float, hertz: float) -> None:
    """A hummed voice alone."""
    with av.open(str(path), "w") as file:
        sound = file.add_stream("aac", rate=48_000, layout="mono")
        sound.bit_rate = 48_000
        _hum(file, sound, seconds, hertz)
