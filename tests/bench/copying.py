"""Ten cuts out of five minutes of H.264, written in the same format: copied, against encoded anew.

`python -m tests.bench copying`. Where Chromium is installed it plays the result to its end.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import av
import cv2
import msgspec
import numpy as np

from effects import all_effects
from studio.edits import add_asset, append
from studio.effect import Effects
from studio.media import ExportSettings, make_asset, probe
from studio.media.exporting.export import ExportResult, export
from studio.model import Canvas, Clip, Footage, Project, Span
from studio.platforms import platforms
from studio.publish import export_settings
from tests.bench.material import HEIGHT, RATE, WIDTH, landscape
from tests.bench.rows import Row
from tests.helpers.make_media import read_count
from tests.helpers.play_in_chromium import chromium, played
from tests.helpers.strict_mp4 import complaints

_UNIQUE_S, _TIMES, _KEY_EVERY_S = 20, 15, 1
_CUTS, _CUT_S = 10, 25
_TENTH = 10


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """How much longer encoding takes, and what is wrong with the copied film."""
    source = five_minutes(folder)
    project = ten_cuts(source, _CUT_S)
    # The level stays as it is: bringing sound to a loudness costs the same with copying and without.
    master = export_settings(project, platforms()["master"])
    settings = msgspec.structs.replace(master, copy=True, loudness_lufs=None)
    place = Path(mkdtemp(dir=folder, prefix="copying-"))
    try:
        copied, took, processor = _exported(project, place / "copied.mp4", settings)
        # A tenth of every cut, encoded: the whole would take minutes and cost ten times as much.
        short = ten_cuts(source, Fraction(_CUT_S, _TENTH))
        _, slow, slow_processor = _exported(short, place / "short.mp4", msgspec.structs.replace(settings, copy=False))
        note = f"{copied.frames_copied} of {copied.frames} frames copied in {took:.1f} s"
        yield Row(group="copying", name="encoding takes longer", value=_TENTH * slow / took, unit="×", limit=20,
                  limit_name="at least", lower_is_better=False, note=note)  # fmt: skip
        yield Row(group="copying", name="encoding takes longer, processor", unit="×",
                  value=_TENTH * slow_processor / processor)  # fmt: skip
        yield from _faults(project, source, place / "copied.mp4")
    finally:
        rmtree(place)


def _exported(project: Project, path: Path, settings: ExportSettings) -> tuple[ExportResult, float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    result = export(project, path, settings, effects=Effects(all_effects()))
    return result, time.perf_counter() - wall, time.process_time() - processor


def _faults(project: Project, source: Path, path: Path) -> Iterable[Row]:
    def none(name: str, count: int, note: str = "") -> Row:
        return Row(group="copying", name=name, value=count, unit="", limit=0, limit_name="at most", note=note)

    planned = [
        int(clip.window.start * RATE) + number
        for clip in project.main
        if isinstance(clip, Clip)
        for number in range(int(clip.length * RATE))
    ]
    yield none("frames that are not the planned ones", _wrong(path, planned))
    with av.logging.Capture() as lines:
        av.logging.set_level(av.logging.WARNING)
        with av.open(str(path)) as container:
            decoded = sum(1 for _ in container.decode(video=0))
        av.logging.set_level(None)
    yield none("errors in FFmpeg, and frames missing", len(lines) + abs(len(planned) - decoded), str(lines[:2] or ""))
    found = complaints(path)
    yield none("complaints of a strict MP4 check", len(found), "; ".join(found[:2]))
    if chromium() is None:
        return
    report = played(path)
    missing = abs(report.decoded - len(planned))
    wrong = bool(report.error) + (not report.ended) + report.corrupted + missing
    yield none("errors in Chromium, and frames missing", wrong, report.error or f"{report.decoded} decoded")


def _wrong(path: Path, planned: list[int]) -> int:
    """How many pictures do not carry the number they should."""
    with av.open(str(path)) as container:
        container.streams.video[0].thread_type = "AUTO"
        shown = [read_count(frame.to_ndarray(format="gray")[..., None]) for frame in container.decode(video=0)]
    unique = _UNIQUE_S * RATE
    pairs = zip(shown, planned, strict=False)
    return sum(seen != number % unique for seen, number in pairs) + abs(len(shown) - len(planned))


def ten_cuts(source: Path, seconds: Fraction | int) -> Project:
    """Ten clips of so many seconds, none of them beginning where the film can be entered."""
    project = Project(id="cuts", name="Cuts", canvas=Canvas(width=WIDTH, height=HEIGHT), rate=Fraction(RATE))
    project = add_asset(project, make_asset(probe(source), asset_id="a"))
    for number in range(_CUTS):
        first = Fraction(number * 29 * RATE + 7 + 3 * number, RATE)
        project = append(project, Clip(f"c{number}", Footage("a"), Span(first, Fraction(seconds))))
    return project


def five_minutes(folder: Path) -> Path:
    """Five minutes with a key frame a second, as phones write them; every picture carries its number within 20 s."""
    path = folder / "bench-five-minutes.mp4"
    if path.exists():
        return path
    part = path.with_suffix(".part.mp4")
    land = landscape(np.random.default_rng(5))
    with av.open(str(part), "w") as container:
        video = container.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "21"})
        video.width, video.height, video.pix_fmt, video.gop_size = WIDTH, HEIGHT, "yuv420p", RATE * _KEY_EVERY_S
        context = video.codec_context
        context.colorspace = context.color_primaries = context.color_trc = context.color_range = 1
        context.time_base = Fraction(1, RATE)
        sound = container.add_stream("aac", rate=48_000, layout="stereo")
        packets = []
        for index in range(_UNIQUE_S * RATE):
            frame = av.VideoFrame.from_ndarray(_numbered(land, index), format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1)
            frame.pts, frame.time_base = index, Fraction(1, RATE)
            packets += video.encode(frame)
        packets += video.encode(None)
        coded = [(bytes(packet), packet.pts, packet.dts, packet.is_keyframe) for packet in packets]
        for turn in range(_TIMES):
            for data, pts, dts, key in coded:
                packet = av.Packet(data)
                packet.stream, packet.time_base, packet.is_keyframe = video, Fraction(1, RATE), key
                packet.pts = pts + turn * _UNIQUE_S * RATE
                packet.dts = dts + turn * _UNIQUE_S * RATE
                packet.duration = 1
                container.mux(packet)
        _write_tone(container, sound)
    part.rename(path)
    return path


def _numbered(land: np.ndarray, index: int) -> np.ndarray:
    x = int((np.sin(index / 60) * 0.5 + 0.5) * WIDTH)
    y = int((np.cos(index / 75) * 0.5 + 0.5) * HEIGHT)
    picture = land[y : y + HEIGHT, x : x + WIDTH].copy()
    for bit in range(10):
        left, right = WIDTH * bit // 10, WIDTH * (bit + 1) // 10
        level = 235 if index >> (9 - bit) & 1 else 20
        cv2.rectangle(picture, (left, HEIGHT // 4 - 40), (right, HEIGHT // 4 + 40), (level,) * 3, -1)
    return picture


def _write_tone(container: av.container.OutputContainer, sound: av.audio.stream.AudioStream) -> None:
    moments = np.arange(_UNIQUE_S * _TIMES * 48_000) / 48_000
    tone = (0.2 * np.sin(2 * np.pi * (220 + 20 * np.sin(moments)) * moments)).astype(np.float32)
    for first in range(0, len(tone), 1024):
        piece = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(np.stack([tone[first : first + 1024]] * 2)), format="fltp", layout="stereo"
        )
        piece.sample_rate, piece.pts = 48_000, first
        container.mux(sound.encode(piece))
    container.mux(sound.encode(None))
