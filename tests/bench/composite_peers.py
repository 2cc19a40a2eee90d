"""Others making the duet picture of the composite measurement: the limit, MoviePy, ffmpeg's filter graph.

`python -m tests.bench.composite_peers WHO CLIP_A CLIP_B OUT FONT`. The picture: two clips side by side, each fitted
into half of 1080x1920, colour on the left one, a title on top. Settings are those of our TikTok export.
"""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

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


def limit(a: str, b: str, out: str) -> None:
    """Decode both clips and encode the first with the same settings; composite nothing."""
    import av

    with av.open(a) as first, av.open(b) as second, av.open(out, "w") as target:
        for container in (first, second):
            container.streams.video[0].thread_type = "AUTO"
        video = target.add_stream("libx264", rate=30, options=ENCODER)
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        pictures = zip(first.decode(video=0), second.decode(video=0), strict=False)
        for index, (picture, _) in enumerate(pictures):
            frame = picture.reformat(format="yuv420p")
            frame.pts, frame.time_base, frame.pict_type = index, Fraction(1, 30), 0
            target.mux(video.encode(frame))
        target.mux(video.encode(None))


def moviepy(a: str, b: str, out: str, font: str) -> None:
    """The same picture by MoviePy."""
    from moviepy import CompositeVideoClip, TextClip, VideoFileClip, vfx

    left = VideoFileClip(a).resized((540, 960)).with_position((0, 480)).with_effects([vfx.LumContrast(8, 0.12)])
    right = VideoFileClip(b).resized((540, 960)).with_position((540, 480))
    title = TextClip(font=font, text=TITLE, font_size=72, color="white", stroke_color="black", stroke_width=5)
    title = title.with_position(("center", 300)).with_duration(left.duration)
    whole = CompositeVideoClip([left, right, title], size=SIZE)
    whole.write_videofile(
        out, fps=30, codec="libx264", preset="veryfast", audio_codec="aac", logger=None,
        ffmpeg_params=["-crf", "20", "-maxrate", "9500k", "-bufsize", "9500k", "-g", "15", "-bf", "2"],
    )  # fmt: skip


def ffmpeg(a: str, b: str, out: str, font: str) -> None:
    """The same picture by ffmpeg's filter graph."""
    from imageio_ffmpeg import get_ffmpeg_exe

    graph = (
        "[0:v]scale=540:960,eq=contrast=1.12:brightness=0.03:saturation=1.1[l];[1:v]scale=540:960[r];"
        "color=black:s=1080x1920:r=30[c];[c][l]overlay=0:480:shortest=1[d];[d][r]overlay=540:480[e];"
        f"[e]drawtext=fontfile={font}:text='{TITLE}':fontsize=72:fontcolor=white:borderw=5:x=(w-tw)/2:y=300[v];"
        "[0:a][1:a]amix=2[s]"
    )
    options = [word for key, value in ENCODER.items() for word in (f"-{key}:v" if key != "g" else "-g", value)]
    command = [get_ffmpeg_exe(), "-y", "-v", "error", "-i", a, "-i", b, "-filter_complex", graph, "-map", "[v]"]
    command += ["-map", "[s]", "-c:v", "libx264", *options, "-pix_fmt", "yuv420p", "-c:a", "aac", out]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    who, *words = sys.argv[1:]
    if who == "limit":
        limit(*words[:3])
    elif who == "moviepy":
        moviepy(*words)
    else:
        ffmpeg(*words)
