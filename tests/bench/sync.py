"""Flash and click: where sound and picture really are in an exported minute with twenty cuts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from effects import all_effects
from studio.edits import add_asset, append, split
from studio.effect import Effects
from studio.media import make_asset, probe
from studio.media.exporting.export import export
from studio.model import Clip, Footage, Project, Span
from studio.platforms import platforms
from studio.publish import export_settings
from tests.bench.rows import Row

SECONDS, RATE, SOUND = 60, 30, 48_000
WIDTH, HEIGHT = 270, 480


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """How far clicks and flashes lie from where they belong, and how much that grows from first to last."""
    source = flash_and_click(folder)
    out = folder / "flash-click-out.mp4"
    project = _cut(source)
    export(project, out, export_settings(project, platforms()["tiktok"]), effects=Effects(all_effects()))
    flashes, clicks = _flashes(out), _clicks(out)
    expected = [second + 0.5 for second in range(SECONDS)]
    yield Row(group="sync", name="flashes found", value=len(flashes), unit="", limit=SECONDS, limit_name="at least",
              lower_is_better=False)  # fmt: skip
    yield Row(group="sync", name="clicks found", value=len(clicks), unit="", limit=SECONDS, limit_name="at least",
              lower_is_better=False)  # fmt: skip
    sound = [1000 * (at - want) for at, want in zip(clicks, expected, strict=False)]
    picture = [1000 * (at - want) for at, want in zip(flashes, expected, strict=False)]
    yield Row(
        group="sync", name="sound off, worst", value=max(map(abs, sound)), unit="ms", limit=1.0, limit_name="at most"
    )
    yield Row(group="sync", name="picture off, worst", value=max(map(abs, picture)), unit="ms", limit=500 / RATE,
              limit_name="at most")  # fmt: skip
    drift = (sound[-1] - picture[-1]) - (sound[0] - picture[0])
    yield Row(
        group="sync", name="drift from first to last", value=abs(drift), unit="ms", limit=1.0, limit_name="at most"
    )


def flash_and_click(folder: Path) -> Path:
    """A minute that flashes and clicks in the middle of each second, made once."""
    path = folder / "flash-click.mov"
    if not path.exists():
        part = path.with_suffix(".part.mov")
        _write(part)
        part.rename(path)
    return path


def _cut(source: Path) -> Project:
    """The minute, split at twenty odd places."""
    asset = make_asset(probe(source), asset_id="a")
    project = add_asset(Project(id="sync"), asset)
    project = append(project, Clip("c0", Footage("a"), Span(Fraction(0), Fraction(SECONDS))))
    for number in range(20):
        at = Fraction(2 * RATE * number + 47 + 7 * (number % 3), RATE)
        project = split(project, f"c{number}", at=at, new_id=f"c{number + 1}")
    return project


def _write(path: Path) -> None:
    """A white frame and a click of 1 ms in the middle of every second, uncompressed sound, exact times."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "16"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = container.add_stream("pcm_s16le", rate=SOUND, layout="stereo")
        for frame in range(SECONDS * RATE):
            level = 235 if frame % RATE == RATE // 2 else 24
            picture = av.VideoFrame.from_ndarray(np.full((HEIGHT, WIDTH, 3), level, np.uint8), format="rgb24")
            picture.pts, picture.time_base = frame, Fraction(1, RATE)
            container.mux(video.encode(picture))
        container.mux(video.encode(None))
        samples = np.zeros((1, SECONDS * SOUND * 2), np.int16)
        for second in range(SECONDS):
            click = second * SOUND + SOUND // 2
            samples[0, click * 2 : (click + 48) * 2] = 24_000
        piece = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
        piece.sample_rate, piece.pts, piece.time_base = SOUND, 0, Fraction(1, SOUND)
        container.mux(sound.encode(piece))
        container.mux(sound.encode(None))


def _flashes(path: Path) -> list[float]:
    found = []
    with av.open(str(path)) as container:
        for picture in container.decode(video=0):
            if picture.to_ndarray(format="gray").mean() > 120:
                found.append(float(picture.pts * picture.time_base))
    return found


def _clicks(path: Path) -> list[float]:
    """The beginnings of sounds, found where the level first passes half the click's own."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("fltp", "mono", SOUND)
        pieces, first = [], None
        for frame in container.decode(audio=0):
            if first is None:
                first = float(frame.pts * frame.time_base)
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
    level = np.abs(np.concatenate(pieces))
    loud = np.flatnonzero(level > 0.5 * level.max())
    starts = loud[np.insert(np.diff(loud) > SOUND // 10, 0, True)]
    return [start / SOUND + (first or 0.0) for start in starts]
