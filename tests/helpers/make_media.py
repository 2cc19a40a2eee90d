"""Small films, photos and sounds that tests make for themselves, so that what they hold is known to the bit.

Pictures can carry their own number as a row of black and white blocks, which survives coding, turning back
and scaling. Nothing here reads a file that it did not write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from studio.model import SAMPLE_RATE

BITS = 10
Picture = np.ndarray
Size = tuple[int, int]


def counted(number: int, size: Size = (320, 180), *, shade: int = 128) -> Picture:
    """(H, W, 3) uint8: `number` as ten blocks along the upper half, most significant first, on a plain ground."""
    width, height = size
    picture = np.full((height, width, 3), shade, np.uint8)
    for bit in range(BITS):
        left, right = width * bit // BITS, width * (bit + 1) // BITS
        picture[: height // 2, left:right] = 235 if number >> (BITS - 1 - bit) & 1 else 20
    return picture


def read_count(picture: Picture) -> int:
    """The number `counted` wrote, read from (H, W, 3 or 4) uint8 of any size."""
    height, width = picture.shape[:2]
    number = 0
    for bit in range(BITS):
        middle = round(width * (bit + 0.5) / BITS)
        number = number << 1 | int(picture[height // 4, middle, :3].mean() > 128)
    return number


def plain(colour: tuple[int, int, int], size: Size = (320, 180)) -> Picture:
    """(H, W, 3) uint8 of one colour."""
    return np.full((size[1], size[0], 3), colour, np.uint8)


def colour_bars(size: Size = (320, 180)) -> Picture:
    """(H, W, 3) uint8: white, yellow, cyan, green, magenta, red, blue, black, at three quarters."""
    width, height = size
    picture = np.zeros((height, width, 3), np.uint8)
    for bar in range(8):
        colour = [191 * (1 - (bar >> 1 & 1)), 191 * (1 - (bar >> 2 & 1)), 191 * (1 - (bar & 1))]
        picture[:, width * bar // 8 : width * (bar + 1) // 8] = colour
    return picture


def tone(seconds: float, *, hertz: float = 1000, level: float = 0.25, rate: int = SAMPLE_RATE) -> np.ndarray:
    """(N, 2) float32 sine."""
    moments = np.arange(round(seconds * rate)) / rate
    return np.repeat((level * np.sin(2 * np.pi * hertz * moments)).astype(np.float32)[:, None], 2, axis=1)


def clicks(seconds: float, at: Sequence[float], *, rate: int = SAMPLE_RATE) -> np.ndarray:
    """(N, 2) float32 silence with a click of ten milliseconds beginning at each moment of `at`."""
    samples = np.zeros((round(seconds * rate), 2), np.float32)
    burst = (0.8 * np.cos(2 * np.pi * 1000 * np.arange(rate // 100) / rate)).astype(np.float32)
    for moment in at:
        first = round(moment * rate)
        part = samples[first : first + len(burst)]
        part[:] = burst[: len(part), None]
    return samples


def film(
    path: Path,
    picture: Callable[[int], Picture] = counted,
    *,
    frames: int = 60,
    rate: Fraction = Fraction(30),
    times: Sequence[Fraction] | None = None,
    sound: np.ndarray | None = None,
    sound_rate: int = SAMPLE_RATE,
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    matrix: int = 1,
    full_range: bool = False,
    gop: int = 30,
    b_frames: int = 2,
    turned: int = 0,
    aspect: Fraction | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """A film of `frames` pictures at `rate`, or at its own `times`.

    `turned`: degrees clockwise the player must turn the picture to show what `picture` drew.
    `matrix`: 1 for BT.709, 6 for BT.601.
    """
    first = picture(0)
    drawn = _turned_back(first, turned)
    with av.open(str(path), "w") as container:
        quick = {"preset": "veryfast"} if codec == "libx264" else {}
        stream = container.add_stream(
            codec, rate=rate, options={"crf": "12", "threads": "1", **quick, **(options or {})}
        )
        stream.height, stream.width = drawn.shape[:2]
        stream.pix_fmt = pixel_format
        context = stream.codec_context
        context.time_base = Fraction(1, 90_000)
        context.gop_size, context.max_b_frames = gop, b_frames
        context.colorspace = context.color_primaries = context.color_trc = matrix
        context.color_range = 2 if full_range else 1
        if aspect is not None:
            context.sample_aspect_ratio = aspect
        if turned:
            stream.set_display_rotation(-turned)
        heard = container.add_stream("aac", rate=sound_rate) if sound is not None else None
        if heard is not None:
            heard.layout = "stereo"
        for number in range(frames):
            frame = _coded(_turned_back(picture(number), turned), pixel_format, matrix, full_range=full_range)
            moment = times[number] if times is not None else number / rate
            frame.pts, frame.time_base = round(moment * 90_000), Fraction(1, 90_000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if heard is not None:
            _write_sound(container, heard, sound, sound_rate)
    return path


def prolonged(path: Path, times: int) -> Path:
    """The film at `path`, which has pictures only, `times` over: long at the cost of a short one."""
    longer = path.with_stem(f"{path.stem} x{times}")
    with av.open(str(path)) as source, av.open(str(longer), "w") as target:
        given = source.streams.video[0]
        stream = target.add_stream_from_template(given)
        packets = [packet for packet in source.demux(given) if packet.size]
        length = max(packet.pts + packet.duration for packet in packets)
        for turn in range(times):
            for packet in packets:
                again = av.Packet(bytes(packet))
                again.stream, again.time_base, again.is_keyframe = stream, packet.time_base, packet.is_keyframe
                again.pts, again.dts = packet.pts + turn * length, packet.dts + turn * length
                target.mux(again)
    return longer


def _turned_back(picture: Picture, turned: int) -> Picture:
    codes = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}
    return picture if not turned else np.ascontiguousarray(cv2.rotate(picture, codes[turned]))


def _coded(picture: Picture, pixel_format: str, matrix: int, *, full_range: bool) -> av.VideoFrame:
    kind = "rgba" if picture.shape[2] == 4 else "rgb24"
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format=kind)
    return frame.reformat(
        format=pixel_format,
        dst_colorspace=1 if matrix == 1 else 5,
        dst_color_range=2 if full_range else 1,
    )


def _write_sound(container, stream, samples: np.ndarray, rate: int) -> None:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    fifo = av.AudioFifo()
    fifo.write(frame)
    while part := fifo.read(1024, partial=True):
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def wav(path: Path, samples: np.ndarray, *, rate: int = SAMPLE_RATE) -> Path:
    """A WAV of 32-bit floats holding exactly `samples` (N, channels), six of them as 5.1."""
    layout = {1: "mono", 6: "5.1"}.get(samples.shape[1], "stereo")
    with av.open(str(path), "w", format="wav") as container:
        stream = container.add_stream("pcm_f32le", rate=rate)
        stream.layout = layout
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples, np.float32).reshape(1, -1), format="flt", layout=layout
        )
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def flash_and_click(
    path: Path, seconds: int = 4, *, at: Sequence[float] | None = None, size: Size = (320, 180)
) -> Path:
    """A film that flashes white for one frame (30 a second) and clicks at the very same moments."""
    moments = at if at is not None else [second + 0.5 for second in range(seconds)]
    white = {round(moment * 30) for moment in moments}

    def picture(number: int) -> Picture:
        return plain((255, 255, 255) if number in white else (0, 0, 0), size)

    return film(path, picture, frames=seconds * 30, sound=clicks(seconds, moments))


def photo(path: Path, picture: Picture, *, exif_orientation: int = 1) -> Path:
    """A JPEG, PNG, WebP or BMP by its ending; JPEGs may ask to be turned. `picture` is as stored."""
    order = cv2.COLOR_RGBA2BGRA if picture.shape[2] == 4 else cv2.COLOR_RGB2BGR
    quality = [cv2.IMWRITE_JPEG_QUALITY, 98] if path.suffix in (".jpg", ".jpeg") else []
    _, coded = cv2.imencode(path.suffix, cv2.cvtColor(picture, order), quality)
    data = coded.tobytes()
    if exif_orientation != 1:
        entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + exif_orientation.to_bytes(2, "big") + b"\x00\x00"
        exif = b"Exif\0\0MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
        data = data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:]
    path.write_bytes(data)
    return path
