"""Files made to do harm, or made by accident to the same effect: bombs, scripts, absurd numbers, things that never end.

Each is small on disk (the sparse one has holes). Nothing here reads a file that it did not write.
"""

from __future__ import annotations

import os
import random
import struct
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av

from tests.helpers.make_media import film

ENDINGS = (
    "mp4", "mov", "mkv", "webm", "avi", "ts", "mpg", "flv", "wmv", "mxf", "wav", "aiff", "mp3", "ogg", "flac", "aac",
    "ac3", "amr", "caf", "au", "jpg", "png", "gif", "webp", "bmp", "heic", "avif", "m3u8", "sdp", "zip", "srt", "txt",
)  # fmt: skip
ZEROS = 1 << 20


def png(width: int, height: int, *, bits: int = 8, colour: int = 0, whole: bool = True) -> bytes:
    """A PNG of one colour, black, in a few bytes for a million; without its data unless `whole`."""
    channels = {0: 1, 2: 3, 6: 4}[colour]
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    size = height * (1 + width * channels * bits // 8) if whole else 100
    chunks = ((b"IHDR", head), (b"IDAT", deflated_zeros(size)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(*chunk) for chunk in chunks)


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def deflated_zeros(count: int) -> bytes:
    """`count` zero bytes as zlib would pack them, made from one packed block repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(ZEROS)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    rest = packer.compress(bytes(count % ZEROS)) + packer.flush()
    return b"\x78\xda" + block * (count // ZEROS) + rest + struct.pack(">I", (count % 65521) << 16 | 1)


def film_of_packets(path: Path, codec: str, size: tuple[int, int], packets: list[bytes]) -> Path:
    """A film whose packets are these bytes, 30 a second, whatever the header says of them."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=30)
        stream.width, stream.height, stream.pix_fmt = *size, "rgb24" if codec == "png" else "yuvj420p"
        stream.time_base = Fraction(1, 30)
        for number, data in enumerate(packets):
            packet = av.Packet(data)
            packet.stream, packet.time_base, packet.is_keyframe = stream, Fraction(1, 30), True
            packet.pts = packet.dts = number
            out.mux(packet)
    return path


def wav(channels: int, rate: int, *, bits: int = 16, size: int = 400_000) -> bytes:
    """A WAV of silence with these numbers in its header."""
    block = channels * bits // 8
    head = struct.pack("<HHIIHH", 1, channels, rate & 0xFFFFFFFF, rate * block & 0xFFFFFFFF, block & 0xFFFF, bits)
    data = b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", size) + bytes(size)
    return b"RIFF" + struct.pack("<I", 4 + len(data)) + b"WAVE" + data


def gif(width: int, height: int) -> bytes:
    """A GIF of that size whose data end at once."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    return screen + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00;"


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of the MP4 family."""
    data = b"".join(parts)
    return struct.pack(">I", len(data) + 8) + name + data


def endless_index(samples: int, *, dref: bytes = b"", width: int = 64, height: int = 64) -> bytes:
    """An MP4 of some hundred bytes whose table of samples claims `samples` of them."""
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    entry = (
        bytes(6) + b"\x00\x01" + bytes(16) + struct.pack(">HH", width, height) + struct.pack(">II", 72 << 16, 72 << 16)
    )
    entry += bytes(4) + b"\x00\x01" + bytes(32) + b"\x00\x18\xff\xff"
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), box(b"mjpa", entry)),
        box(b"stts", struct.pack(">IIII", 0, 1, samples, 1)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, samples, 1)),
        box(b"stsz", struct.pack(">III", 0, 1, samples)),
        box(b"stco", struct.pack(">III", 0, 1, 40)),
    )
    place = dref or box(b"url ", struct.pack(">I", 1))
    media = box(b"minf", box(b"vmhd", bytes(12)), box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), place)), table)
    track = box(
        b"trak",
        box(b"tkhd", struct.pack(">IIIIII", 7, 0, 0, 1, 0, samples), bytes(16), matrix,
            struct.pack(">II", width << 16, height << 16)),
        box(b"mdia", box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, 30, samples, 0, 0)),
            box(b"hdlr", bytes(8), b"vide", bytes(12), b"\x00"), media),
    )  # fmt: skip
    movie = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 30, samples), b"\x00\x01\x00\x00\x01\x00", bytes(10), matrix,
                bytes(24), struct.pack(">I", 2))  # fmt: skip
    return (
        box(b"ftyp", b"isom", bytes(4), b"isom")
        + box(b"free", bytes(8))
        + box(b"mdat", bytes(64))
        + box(b"moov", movie, track)
    )


def alias(path: Path) -> bytes:
    """A data reference as QuickTime writes it: the samples lie in another file, named by its path."""
    name = os.fsencode(path)
    record = bytes(10) + b"\x04disk" + bytes(23) + bytes(12) + bytes([min(63, len(path.name))])
    record += path.name.encode()[:63].ljust(63, b"\0") + bytes(16) + struct.pack(">HH", 1, 1) + bytes(16)
    name += b"\0" * (len(name) % 2)
    return box(b"alis", bytes(4), record, struct.pack(">HH", 2, len(name)), name, struct.pack(">hH", -1, 0))


def hostile_files(folder: Path) -> dict[str, Path]:
    """One file of each sort, by what is wrong with it."""
    neighbour = film(folder / "neighbour.mp4", frames=2)
    waiting = folder / "waiting"
    os.mkfifo(waiting)
    made: dict[str, Path] = {}

    def put(what: str, name: str, data: bytes | str) -> None:
        made[what] = folder / name
        made[what].write_bytes(data.encode() if isinstance(data, str) else data)

    put("a script called a film", "clip.mp4", f"ffconcat version 1.0\nfile {neighbour.name}\n")
    put("a playlist", "list.m3u8", f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{neighbour.name}\n#EXT-X-ENDLIST\n")
    put("a playlist called a film", "list.mp4", f"#EXTM3U\n#EXTINF:9,\nfile://{neighbour}\n#EXT-X-ENDLIST\n")
    put(
        "a session description", "call.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n"
    )
    put("a film whose data lie in another file", "alias.mov", endless_index(4, dref=alias(waiting)))
    put("a GIF of four thousand million pixels", "bomb.gif", gif(65_535, 65_535))
    put("a PNG larger than any camera takes", "wide.png", png(60_000, 60_000, whole=False))
    put("a PNG that unpacks into more than its memory", "deep.png", png(14_400, 14_400, bits=16, colour=6))
    put("an index of a hundred and fifty million samples", "index.mp4", endless_index(150_000_000))
    put("a film of absurd size", "huge.mp4", endless_index(4, width=65_535, height=65_535))
    put("sound in 65 535 channels", "channels.wav", wav(65_535, 48_000))
    put("sound of four thousand million hertz", "fast.wav", wav(2, 0xFFFF_FFFF))
    put("a packed gigabyte called a film", "zip.mkv", deflated_zeros(1 << 30))
    for what, size in (("a sparse file of ten gigabytes", "sparse.mp4"), ("a sparse programme stream", "sparse.mpg")):
        put(what, size, b"\x00\x00\x01\xba\x44\x00\x04\x00\x04\x01\x00\x00\x03\xf8" if size.endswith("mpg") else b"")
        os.truncate(made[what], 10_000_000_000)
    made["a pipe nobody writes into"] = waiting
    for what, name, goal in (
        ("a stream of zeros without end", "zeros.mp4", "/dev/zero"),
        ("a link to itself", "loop.mp4", "loop.mp4"),
    ):
        made[what] = folder / name
        made[what].symlink_to(goal)
    made["a folder"] = folder / "folder.mp4"
    made["a folder"].mkdir()
    chance = random.Random(7)
    for ending in ENDINGS:
        put(f"chance called .{ending}", f"chance.{ending}", chance.randbytes(60_000))
    return made


def later_frames_grow(
    path: Path, *, small: tuple[int, int] = (64, 48), large: tuple[int, int] = (12_000, 12_000)
) -> Path:
    """A film of PNG pictures that grow beyond all measure after the tenth."""
    few = [png(*small, colour=2)] * 10
    return film_of_packets(path, "png", small, [*few, png(*large, colour=2), *few])


def packets_without_pictures(path: Path, count: int, fill: Callable[[int], bytes]) -> Path:
    """A film with one picture, then `count` packets that decode to nothing."""
    return film_of_packets(path, "png", (64, 48), [png(64, 48, colour=2), *(fill(number) for number in range(count))])
