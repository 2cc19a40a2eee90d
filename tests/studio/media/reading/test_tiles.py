"""Photos in tiles, as phones write HEIC, are shown whole and upright."""

from __future__ import annotations

import struct
from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.reformatter import VideoReformatter

from studio.media.looking.probe import probe
from studio.media.open import MediaRefused
from studio.media.reading.frame import MediaFrame
from studio.media.reading.stills import read_still
from studio.media.reading.tiles import grid_of

_COLOURS = [(220, 30, 30), (30, 220, 30), (30, 30, 220), (220, 220, 30), (30, 220, 220), (220, 30, 220)]
_SIDE = 128


def box(name, *parts, version=None, flags=0):
    body = b"".join(parts)
    if version is not None:
        body = struct.pack(">I", version << 24 | flags) + body
    return struct.pack(">I", len(body) + 8) + name + body


def coded(colour):
    """One plain picture in HEVC: the `hvcC` box's content, and the picture with lengths before its units."""
    codec = av.CodecContext.create("libx265", "w")
    codec.width = codec.height = _SIDE
    codec.pix_fmt, codec.time_base, codec.framerate = "yuv420p", Fraction(1, 25), Fraction(25)
    codec.options = {"x265-params": "log-level=none:info=0:repeat-headers=1", "crf": "8"}
    picture = np.full((_SIDE, _SIDE, 3), colour, np.uint8)
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p", dst_colorspace="itu601")
    data = b"".join(bytes(packet) for packet in [*codec.encode(frame), *codec.encode(None)])
    units = [unit.rstrip(b"\0") for unit in data.split(b"\0\0\1") if unit.rstrip(b"\0")]
    heads = [unit for unit in units if unit[0] >> 1 & 63 in (32, 33, 34)]
    rest = [unit for unit in units if unit[0] >> 1 & 63 < 32]
    levels = heads[1][3:15]
    config = b"\1" + levels + b"\xf0\0\xfc\xfd\xf8\xf8\0\0\x0f" + bytes([len(heads)])
    for head in heads:
        config += bytes([0x80 | head[0] >> 1 & 63]) + struct.pack(">HH", 1, len(head)) + head
    return config, b"".join(struct.pack(">I", len(unit)) + unit for unit in rest)


def tiled(path, *, columns=3, rows=2, size=(300, 200), quarters=0, grid_columns=None, mirror=None):
    """A HEIC of `columns` × `rows` tiles of 128 pixels in six colours, cut to `size`."""
    pictures = [coded(colour) for colour in _COLOURS[: columns * rows]]
    ids = range(1, len(pictures) + 1)
    main = len(pictures) + 1
    grid = struct.pack(">BBBBHH", 0, 0, rows - 1, (grid_columns or columns) - 1, *size)
    infos = [box(b"infe", struct.pack(">HH", n, 0), b"hvc1\0", version=2, flags=1) for n in ids]
    infos.append(box(b"infe", struct.pack(">HH", main, 0), b"grid\0", version=2))
    properties = box(
        b"ipco",
        box(b"hvcC", pictures[0][0]),
        box(b"ispe", struct.pack(">II", _SIDE, _SIDE), version=0),
        box(b"ispe", struct.pack(">II", *size), version=0),
        box(b"irot", bytes([quarters])),
        box(b"imir", bytes([mirror or 0])),
    )
    held = [struct.pack(">HB", n, 2) + b"\x81\x02" for n in ids] + [
        struct.pack(">HB", main, 2) + b"\x03\x84" if mirror is None else struct.pack(">HB", main, 3) + b"\x03\x84\x85"
    ]
    uses = box(b"ipma", struct.pack(">I", len(held)), *held, version=0)
    refs = box(
        b"iref",
        box(b"dimg", struct.pack(">HH", main, len(pictures)), struct.pack(f">{len(pictures)}H", *ids)),
        version=0,
    )
    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(start):
        places, at = [], start
        for n, (_, data) in zip(ids, pictures, strict=True):
            places.append(struct.pack(">HHHHII", n, 0, 0, 1, at, len(data)))
            at += len(data)
        places.append(struct.pack(">HHHHII", main, 1, 0, 1, 0, len(grid)))
        return box(
            b"meta",
            box(b"hdlr", b"\0" * 4 + b"pict" + b"\0" * 13, version=0),
            box(b"pitm", struct.pack(">H", main), version=0),
            box(b"iloc", b"\x44\0", struct.pack(">H", len(places)), *places, version=1),
            box(b"iinf", struct.pack(">H", len(infos)), *infos, version=0),
            box(b"iprp", properties, uses),
            refs,
            box(b"idat", grid),
            version=0,
        )

    start = len(head) + len(meta(0)) + 8
    path.write_bytes(head + meta(start) + box(b"mdat", *(data for _, data in pictures)))
    return path


def test_the_tiles_make_one_picture(tmp_path):
    path = tiled(tmp_path / "photo.heic")
    facts = probe(path)
    assert (facts.kind, facts.width, facts.height) == ("photo", 300, 200)
    frame, shape = read_still(path)
    shown = MediaFrame(frame, shape, shape.shown, VideoReformatter()).rgba()
    middles = [shown[y, x, :3] for y in (64, 160) for x in (64, 192, 280)]
    assert [np.abs(m.astype(int) - c).max() < 12 for m, c in zip(middles, _COLOURS, strict=True)] == [True] * 6


def test_a_tiled_photo_is_turned_upright(tmp_path):
    facts = probe(tiled(tmp_path / "photo.heic", quarters=3))
    assert (facts.width, facts.height, facts.rotation) == (200, 300, 90)


@pytest.mark.parametrize(("quarters", "mirror"), [(0, 0), (0, 1), (1, 0), (3, 1), (2, 1)])
def test_a_tiled_photo_is_mirrored_after_it_is_turned(tmp_path, quarters, mirror):
    def shown(path):
        frame, shape = read_still(path)
        return MediaFrame(frame, shape, shape.shown, VideoReformatter()).rgba()[..., :3].astype(int)

    wanted = np.rot90(shown(tiled(tmp_path / "plain.heic")), quarters)
    wanted = wanted[:, ::-1] if mirror else wanted[::-1]
    found = shown(tiled(tmp_path / "photo.heic", quarters=quarters, mirror=mirror))
    assert np.abs(found[20::40, 20::40] - wanted[20::40, 20::40]).max() < 4


def test_a_grid_that_says_more_than_it_has_is_refused_or_no_grid(tmp_path):
    with pytest.raises(MediaRefused):
        probe(tiled(tmp_path / "large.heic", size=(3000, 200)))
    assert grid_of(tiled(tmp_path / "odd.heic", grid_columns=5).read_bytes()) is None
    whole = tiled(tmp_path / "whole.heic").read_bytes()
    for length in range(0, 700, 7):
        grid_of(whole[:length])
