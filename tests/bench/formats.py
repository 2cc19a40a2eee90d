"""Every film format: where sound and picture are, how the picture fares, what it costs; and the encoders tried."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import get_args

import av
import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from studio.media.writing.export_settings import Codec, ExportSettings, film_settings
from studio.media.writing.film_writer import FilmWriter
from studio.media.writing.hardware import CANDIDATES, fast_encoder
from studio.media.writing.picture_encoder import PictureEncoder
from studio.media.writing.sound_encoder import encode_sound
from studio.model import Canvas, Clip, Project, Solid, Span
from studio.platforms import platform_named
from studio.publish import Choice, work_for
from tests.bench.rows import Row
from tests.helpers.make_media import clicks
from tests.helpers.real_media import ROOT

Planes = npt.NDArray[np.uint8]
_SIZE = (540, 960)
_SECONDS, _RATE = 3, 30
_FLASHES = (15, 45, 75)
_FOOTAGE = "video/gopro__max-heromode.mp4"


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Flash and click, PSNR and bytes against H.264's, CPU, and how long looking for hardware takes."""
    scene = _scene()
    first: tuple[float, int] | None = None
    for codec in get_args(Codec):
        settings = _settings(codec)
        apart = _apart(folder / f"formats-{codec}", settings)
        yield Row(group="formats", name=f"{codec}: sound from its place, worst", value=apart[0], unit="ms", limit=1.0,
                  limit_name="at most")  # fmt: skip
        yield Row(group="formats", name=f"{codec}: picture from its place, worst", value=apart[1], unit="ms",
                  limit=500 / _RATE, limit_name="at most")  # fmt: skip
        likeness, size, cpu = _fares(scene, settings)
        if first is None:
            first = likeness, size
        note = f"{likeness - first[0]:+.1f} dB and {size / first[1]:.0%} of the bytes of H.264"
        yield Row(group="formats", name=f"{codec}: PSNR of footage at Good", value=likeness, unit="dB",
                  limit=first[0] - 1.5, limit_name="at least", lower_is_better=False, note=note)  # fmt: skip
        yield Row(group="formats", name=f"{codec}: CPU for a second of {_SIZE[0]}x{_SIZE[1]}", value=cpu, unit="s")
    begun = time.monotonic()
    found = [name for codec in CANDIDATES if (name := fast_encoder(codec)) is not None]  # type: ignore[arg-type]
    yield Row(group="formats", name="looking for hardware encoders", value=time.monotonic() - begun, unit="s",
              limit=60, limit_name="at most", note=", ".join(found) or "none works here")  # fmt: skip


def _settings(codec: str) -> ExportSettings:
    clip = Clip("c", Solid(), Span(Fraction(0), Fraction(_SECONDS)))
    project = Project("p", canvas=Canvas(*_SIZE), rate=Fraction(_RATE), main=(clip,))
    work = work_for(project, platform_named("tiktok"), Choice(format=codec))  # type: ignore[arg-type]
    assert isinstance(work, ExportSettings)
    return work


def _scene() -> list[Planes]:
    """A second of footage, cut upright; made of noise that moves where there is none."""
    if ROOT.is_dir():
        with av.open(str(ROOT / _FOOTAGE)) as container:
            frames = [
                frame.to_ndarray(format="rgb24")
                for frame, _ in zip(container.decode(video=0), range(_RATE), strict=False)
            ]
    else:
        noise = cv2.GaussianBlur(np.random.default_rng(1).integers(0, 255, (480, 848, 3), dtype=np.uint8), (0, 0), 3)
        frames = [np.roll(noise, number * 3, axis=1) for number in range(_RATE)]
    return [_planes(cv2.resize(frame[:, 289:559], _SIZE, interpolation=cv2.INTER_CUBIC)) for frame in frames]


def _planes(rgb: Planes) -> Planes:
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
    return np.asarray(frame.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1).to_ndarray())


def _given(planes: Planes, settings: ExportSettings) -> Planes:
    """The picture as the encoder is given it."""
    if settings.planar:
        return planes
    frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    frame.colorspace, frame.color_range = 1, 1
    return np.asarray(frame.reformat(format="rgba", src_colorspace=1, src_color_range=1).to_ndarray())


def _fares(scene: list[Planes], settings: ExportSettings) -> tuple[float, int, float]:
    """PSNR of the luma in dB, bytes, CPU seconds."""
    before = os.times()
    encoder = PictureEncoder(settings)
    for planes in scene:
        encoder.add(_given(planes, settings))
    piece = encoder.finish()
    after = os.times()
    decoder = av.codec.CodecContext.create({"av1": "libdav1d"}.get(settings.codec, settings.codec), "r")
    decoder.extradata = piece.extradata or None
    if settings.codec == "prores":
        decoder.codec_tag = "apch"
    frames = [frame for coded in piece.packets for frame in decoder.decode(av.Packet(coded.data))]
    frames += decoder.decode(None)
    height = _SIZE[1]
    errors = [
        np.mean((frame.reformat(format="yuv420p").to_ndarray()[:height].astype(np.float64) - planes[:height]) ** 2)
        for frame, planes in zip(frames, scene, strict=True)
    ]
    cpu = (after.user - before.user) + (after.system - before.system)
    return float(10 * np.log10(255**2 / np.mean(errors))), sum(len(one.data) for one in piece.packets), cpu


def _apart(path: Path, settings: ExportSettings) -> tuple[float, float]:
    """How far clicks and flashes lie from where they belong, in ms, worst."""
    small = msgspec.structs.replace(film_settings(settings, settings.codec), width=160, height=96)
    total = _SECONDS * _RATE
    sound = encode_sound([clicks(_SECONDS, [number / _RATE for number in _FLASHES])[: _SECONDS * 48_000]], small)
    writer = FilmWriter(path, small, sound, _SECONDS * 48_000)
    for begin, end in ((0, 40), (40, total)):
        encoder = PictureEncoder(small)
        for number in range(begin, end):
            level = 235 if number in _FLASHES else 24
            encoder.add(_given(_planes(np.full((96, 160, 3), level, np.uint8)), small))
        writer.add(encoder.finish(), end - begin)
    writer.close()
    with av.open(str(path)) as container:
        base = container.streams.video[0].time_base
        seen = [
            float(frame.pts * base)
            for frame in container.decode(video=0)
            if frame.to_ndarray(format="gray").mean() > 120
        ]
    with av.open(str(path)) as container:
        resampler, pieces, first = av.AudioResampler("fltp", "stereo", 48_000), [], 0.0
        for frame in container.decode(audio=0):
            first = first if pieces else float(frame.pts * frame.time_base)
            pieces += [made.to_ndarray()[0] for made in resampler.resample(frame)]
    level = np.abs(np.concatenate(pieces))
    loud = np.flatnonzero(level > 0.5 * level.max())
    heard = [first + begin / 48_000 for begin in loud[np.insert(np.diff(loud) > 4_800, 0, True)]]
    planned = [number / _RATE for number in _FLASHES]
    if len(heard) != len(planned) or len(seen) != len(planned):
        return float("inf"), float("inf")
    return (
        1000 * max(abs(a - b) for a, b in zip(heard, planned, strict=True)),
        1000 * max(abs(a - b) for a, b in zip(seen, planned, strict=True)),
    )
