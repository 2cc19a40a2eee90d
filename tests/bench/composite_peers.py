"""Others making the duet picture of the composite measurement: limits, ffmpeg's filter graph, MoviePy.

`python -m tests.bench.composite_peers WHO FOLDER CLIP_A CLIP_B`. The picture: two clips side by side, each fitted into
half of 1080x1920, colour on the left one, an outlined title on top. `prepared` makes beforehand what they need.

How they are kept comparable:

- Encoder: all use x264 with the settings of our TikTok export. Threads are left to x264 (three frame threads on two
  cores, its own choice); ours encodes two pieces at a time with two threads each.
- `limit` is the limit of First light: decode both clips, encode the first as it is. It encodes a full picture, ours
  one that is half black with two small clips in it. `floor` is stricter: decode both clips and encode our own picture,
  drawn beforehand. Both are silent and neither makes nor reads anything else: what starting, mixing and encoding sound,
  bringing it to its loudness and reading the film back for the receipt cost, is ours alone.
- `ffmpeg` makes the same picture: colour is our own adjustment as a 33-point cube (`lut3d`), because `eq` works on Y, U
  and V and gives another picture; it is measured beside it (`ffmpeg-eq`). Scaling is by area as ours, not bicubic, and
  the clips are put together by `hstack` and `pad`: both are quicker than what one would write first. Tags are set, for
  otherwise the graph converts from one matrix to another. The pictures differ by two levels at most, letters aside.
- MoviePy's colour is its own (`LumContrast`), less work than a cube; its sizes are Pillow's.
- `-draw`: the same without an encoder and without sound, down to the planes an encoder takes. `decode` takes away all
  else: what is left between the two is what compositing costs.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

SIZE = (1080, 1920)
TITLE = "Same street, ten years on"
ENCODER = {
    "preset": "veryfast",
    "crf": "20",
    "profile": "high",
    "maxrate": "9500k",
    "bufsize": "9500k",
    "g": "15",
    "bf": "2",
    "flags": "+cgop",
}
LOOK = {"contrast": 12.0, "saturation": 10.0, "exposure": 8.0}
DRAWN = 60
"""Pictures of the result that are drawn beforehand; they are encoded over and over, four groups of pictures each."""
_CUBE = 33


def prepared(folder: Path, a: Path, b: Path) -> None:
    """Put into `folder`, once: our colour as a cube, the first pictures of our result in planes, the title's font."""
    font = next(iter(sorted((Path(__file__).parents[2] / "assets" / "fonts").rglob("Inter-*Bold*.?tf"))))
    (folder / "title-font").write_bytes(font.read_bytes())
    _write_cube(folder / "look.cube")
    # Named by what decides it, so that it is drawn anew when drawing changes.
    from studio.render import RENDER_VERSION

    pictures = folder / f"duet-{RENDER_VERSION}.npy"
    if not pictures.exists():
        part = pictures.with_suffix(".part.npy")
        np.save(part, np.stack([planes for _number, planes in zip(range(DRAWN), drawn(a, b), strict=False)]))
        part.rename(pictures)
    (folder / "duet-planes").write_text(pictures.name)


def _write_cube(path: Path) -> None:
    from effects import all_effects
    from studio.effect import Effects

    adjust = Effects(all_effects())["adjust"]
    levels = np.linspace(0, 1, _CUBE, dtype=np.float32)
    blue, green, red = np.meshgrid(levels, levels, levels, indexing="ij")
    colours = np.stack([red.ravel(), green.ravel(), blue.ravel()], axis=1)
    settings = {param.key: param.default for param in adjust.params} | LOOK
    rows = "\n".join(
        " ".join(f"{level:.6f}" for level in row) for row in np.clip(adjust.apply(colours, settings), 0, 1)
    )
    path.write_text(f"LUT_3D_SIZE {_CUBE}\n{rows}\n")


def drawn(a: Path, b: Path) -> Iterator[np.ndarray]:
    """Our pictures, as they are handed to the encoder."""
    from effects import all_effects
    from studio.effect import Effects
    from studio.media import MediaSources
    from studio.model import duration
    from studio.render import Artist, plan
    from tests.bench.projects import duet

    project = duet(a, b)
    artist = Artist(Effects(all_effects()))
    with MediaSources() as sources:
        for number in range(round(duration(project) * project.rate)):
            yield artist.draw_i420(plan(project, number / project.rate), sources, SIZE)


def decode(_folder: Path, a: Path, b: Path) -> None:
    """Decode both clips."""
    for _pictures in _decoded(a, b):
        pass


def limit(folder: Path, a: Path, b: Path) -> None:
    """Decode both clips and encode the first with the same settings; composite nothing."""
    _encode(folder / "limit.mp4", (first.reformat(format="yuv420p") for first, _second in _decoded(a, b)))


def floor(folder: Path, a: Path, b: Path) -> None:
    """Decode both clips and encode the result, drawn beforehand."""
    import av

    planes = np.load(folder / (folder / "duet-planes").read_text(), mmap_mode="r")
    numbered = enumerate(_decoded(a, b))
    pictures = (av.VideoFrame.from_ndarray(planes[number % DRAWN], format="yuv420p") for number, _ in numbered)
    _encode(folder / "floor.mp4", pictures)


def _decoded(a: Path, b: Path) -> Iterator[tuple]:
    import av

    with av.open(str(a)) as first, av.open(str(b)) as second:
        for container in (first, second):
            container.streams.video[0].thread_type = "AUTO"
        yield from zip(first.decode(video=0), second.decode(video=0), strict=False)


def _encode(out: Path, pictures: Iterator) -> None:
    import av

    with av.open(str(out), "w") as target:
        video = target.add_stream("libx264", rate=30, options=ENCODER)
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        for index, frame in enumerate(pictures):
            frame.pts, frame.time_base, frame.pict_type = index, Fraction(1, 30), 0
            target.mux(video.encode(frame))
        target.mux(video.encode(None))


def ours_draw(_folder: Path, a: Path, b: Path) -> None:
    """Our pictures, encoded by nobody."""
    for _planes in drawn(a, b):
        pass


def moviepy(folder: Path, a: Path, b: Path) -> None:
    """The same picture by MoviePy."""
    _moviepy_clip(folder, a, b).write_videofile(
        str(folder / "moviepy.mp4"), fps=30, codec="libx264", preset="veryfast", audio_codec="aac", logger=None,
        temp_audiofile_path=str(folder),
        ffmpeg_params=["-crf", "20", "-maxrate", "9500k", "-bufsize", "9500k", "-g", "15", "-bf", "2"],
    )  # fmt: skip


def _moviepy_clip(folder: Path, a: Path, b: Path):
    from moviepy import CompositeVideoClip, TextClip, VideoFileClip, vfx

    left = VideoFileClip(str(a)).resized((540, 960)).with_position((0, 480)).with_effects([vfx.LumContrast(8, 0.12)])
    right = VideoFileClip(str(b)).resized((540, 960)).with_position((540, 480))
    font = str(folder / "title-font")
    title = TextClip(font=font, text=TITLE, font_size=72, color="white", stroke_color="black", stroke_width=6)
    title = title.with_position(("center", 320)).with_duration(left.duration)
    return CompositeVideoClip([left, right, title], size=SIZE)


def _ffmpeg(folder: Path, a: Path, b: Path, look: str, end: list[str]) -> None:
    from imageio_ffmpeg import get_ffmpeg_exe

    tags = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    graph = (
        f"[0:v]{tags},scale=540:960:flags=area,{look}[l];[1:v]{tags},scale=540:960:flags=area[r];"
        f"[l][r]hstack,pad=1080:1920:0:480:black,drawtext=fontfile={folder / 'title-font'}:text='{TITLE}':fontsize=72:"
        "fontcolor=white:borderw=6:x=(w-tw)/2:y=372-th/2[v]"
    )
    sounds = ";[0:a][1:a]amix=2[s]" if "[s]" in end else ""
    command = [
        get_ffmpeg_exe(),
        "-y",
        "-v",
        "error",
        "-i",
        a,
        "-i",
        b,
        "-filter_complex",
        graph + sounds,
        "-map",
        "[v]",
    ]
    subprocess.run([*map(str, command), *end], check=True)


def _lut(folder: Path) -> str:
    return f"format=gbrp,lut3d={folder / 'look.cube'},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"


def _to_film(path: Path) -> list[str]:
    options = [word for key, value in ENCODER.items() for word in (f"-{key}:v" if key != "g" else "-g", value)]
    return ["-map", "[s]", "-c:v", "libx264", *options, "-pix_fmt", "yuv420p", "-c:a", "aac", str(path)]


def ffmpeg(folder: Path, a: Path, b: Path) -> None:
    """The same picture by ffmpeg's filter graph."""
    _ffmpeg(folder, a, b, _lut(folder), _to_film(folder / "ffmpeg.mp4"))


def ffmpeg_eq(folder: Path, a: Path, b: Path) -> None:
    """Nearly the same picture: colour by ffmpeg's cheapest filter."""
    eq = "eq=contrast=1.12:brightness=0.03:saturation=1.1"
    _ffmpeg(folder, a, b, eq, _to_film(folder / "ffmpeg-eq.mp4"))


def ffmpeg_draw(folder: Path, a: Path, b: Path) -> None:
    """ffmpeg's pictures, encoded by nobody."""
    _ffmpeg(folder, a, b, _lut(folder), ["-an", "-f", "null", "-"])


WHO = {
    "decode": decode,
    "limit": limit,
    "floor": floor,
    "ours-draw": ours_draw,
    "moviepy": moviepy,
    "ffmpeg": ffmpeg,
    "ffmpeg-eq": ffmpeg_eq,
    "ffmpeg-draw": ffmpeg_draw,
}

if __name__ == "__main__":
    who, *paths = sys.argv[1:]
    WHO[who](*map(Path, paths))
