"""Tables of colours: what a file says is what comes out, as FFmpeg does it, and what is broken is refused."""

from pathlib import Path

import av
import numpy as np
import pytest
from av.filter import Graph

from studio.painting.cube import CubeRefused, looked_up, lut_of, parse_cube
from tests.helpers.real_media import real

SIDE = 48
COLOURS = np.random.default_rng(1).random((SIDE * SIDE, 3), dtype=np.float32)
IDENTITY = "LUT_3D_SIZE 2\n" + "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))


def through(content: str, *given: tuple[float, float, float]) -> np.ndarray:
    return looked_up(np.array(given, np.float32), parse_cube(content.encode()))


def by_ffmpeg(path: Path, name: str, colours: np.ndarray) -> np.ndarray:
    """The colours through FFmpeg's own filter, in floating point."""
    graph = Graph()
    start = graph.add_buffer(width=SIDE, height=SIDE, format="gbrpf32le", time_base="1/30")
    interpolation = "linear" if name == "lut1d" else "tetrahedral"
    lut, end = graph.add(name, f"file={path}:interp={interpolation}"), graph.add("buffersink")
    start.link_to(lut)
    lut.link_to(end)
    graph.configure()
    frame = av.VideoFrame.from_ndarray(colours.reshape(SIDE, SIDE, 3), format="gbrpf32le")
    frame.pts = 0
    start.push(frame)
    return end.pull().to_ndarray().reshape(-1, 3)


@pytest.mark.parametrize("name", ["ACES_Proxy_10_to_ACES", "Demo", "Colour_Correct"])
def test_real_tables_give_what_ffmpeg_gives(name: str):
    path = real(f"luts/colour__{name}.cube")
    lut = parse_cube(path.read_bytes())
    wanted = by_ffmpeg(path, "lut3d" if lut.cube else "lut1d", COLOURS)
    assert np.abs(looked_up(COLOURS, lut) - wanted).clip(0, 1).max() < 0.1 / 255


def test_a_shaper_comes_before_its_cube(tmp_path: Path):
    path = real("luts/colour__LogC_Video.cube")
    rows = [row for row in path.read_text().splitlines() if row[:1].isdigit()]
    shaper, cube = tmp_path / "shaper.cube", tmp_path / "cube.cube"
    shaper.write_text("\n".join(["LUT_1D_SIZE 16", *rows[:16]]))
    cube.write_text("\n".join(["LUT_3D_SIZE 4", *rows[16:]]))
    wanted = by_ffmpeg(cube, "lut3d", by_ffmpeg(shaper, "lut1d", COLOURS))
    assert np.abs(looked_up(COLOURS, parse_cube(path.read_bytes())) - wanted).max() < 0.1 / 255


def test_a_range_of_its_own_is_kept():
    lut = parse_cube(real("luts/colour__eotf_sRGB_3D.cube").read_bytes())
    low, high = np.array((-0.1, -0.15, -0.2)), np.array((1.5, 2.0, 3.0))
    # At the third step of each channel stands the third row of each: the table is of the sRGB curve.
    given = low + (high - low) * 2 / 7
    wanted = np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)
    assert looked_up(given[None].astype(np.float32), lut)[0] == pytest.approx(wanted, abs=1e-4)


def test_by_hand():
    assert through("LUT_1D_SIZE 2\n0 0 0\n1 0.5 2\n", (0.5, 0.5, 0.5)) == pytest.approx(np.array([(0.5, 0.25, 1.0)]))
    assert through("LUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE 0 2\n0 0 0\n1 1 1\n", (1, 1, 3))[0] == pytest.approx(
        (0.5, 0.5, 1)
    )
    assert through(IDENTITY, (0.2, 0.9, 0.4), (-1, 2, 0.5)) == pytest.approx(np.array([(0.2, 0.9, 0.4), (0, 1, 0.5)]))
    # One corner raised: within the tetrahedron of red, green, blue in that order it counts by the step of green.
    raised = IDENTITY.replace("1 1 0", "1 1 0.5")
    assert through(raised, (0.8, 0.6, 0.1))[0] == pytest.approx((0.8, 0.6, 0.1 + 0.5 * (0.6 - 0.1)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "neither"),
        ("hello\n", "neither"),
        ("LUT_3D_SIZE 2\n0 0 0\n", "1 rows of numbers; it should have 8"),
        ("LUT_3D_SIZE 100000\n0 0 0\n", "100000"),
        ("LUT_3D_SIZE 1\n0 0 0\n", "size"),
        ("LUT_1D_SIZE -4\n0 0 0\n", "size"),
        ("LUT_1D_SIZE 2\nLUT_1D_SIZE 3\n0 0 0\n", "twice"),
        ("LUT_1D_SIZE 2\n0 0 nan\n1 1 1\n", "endless"),
        ("LUT_1D_SIZE 2\nnan nan nan\n1 1 1\n", "endless"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1e999\n", "endless"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1e30\n", "far too large"),
        ("LUT_1D_SIZE 2\n0 0\n1 1 1\n", "three numbers"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 x\n", "no number"),
        ("LUT_1D_SIZE 2\nDOMAIN_MIN 1 1 1\n0 0 0\n1 1 1\n", "ends before it begins"),
        ("LUT_1D_SIZE 2\nDOMAIN_MAX 1 1\n0 0 0\n1 1 1\n", "range"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n\0", "text"),
    ],
)
def test_what_is_broken_is_refused_in_one_sentence(content: str, words: str):
    with pytest.raises(CubeRefused, match=words):
        parse_cube(content.encode())
    assert lut_of(content.encode()) is None
