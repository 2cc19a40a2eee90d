"""Pictures drawn straight into the encoder's planes are the pictures drawn in RGBA, on real footage and anywhere."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effects
from studio.media.looking.probe import make_asset, probe
from studio.media.read import MediaSources
from studio.model import Applied, At, Clip, Footage, Item, Layer, Place, Project, Solid, Span, TextStyle, Title
from studio.render import Artist, plan
from studio.render.blend import Patch, lay, lay_i420, lay_veil, premultiplied, veil_of
from studio.render.colour import ColourTables
from studio.render.convert import i420_from_rgba, planes_of, resized_planes, rgba_from_planes
from studio.render.plan import Work
from studio.render.work import active, coloured, coloured_planes
from tests.helpers.real_media import real

EFFECTS = Effects(all_effects())
SIZE = (540, 960)
SECOND = Span(Fraction(0), Fraction(1))
SETTINGS = {"contrast": 12.0, "saturation": 10.0, "exposure": 8.0}
FOOTAGE = ("video/mdn__flower.mp4", "video/moviepy__fire2.mp4", "video/intel__car-detection.mp4")


def adjusted(**settings: float) -> tuple[Applied, ...]:
    return (Applied("adjust", "adjust", settings=tuple(settings.items())),)


def planes_from(name: str, size: tuple[int, int]) -> np.ndarray:
    """The first picture of a real film, in planes of `size`."""
    with MediaSources() as sources:
        frame = sources.picture(make_asset(probe(real(name)), asset_id="a"), Fraction(0), size)
        return resized_planes(planes_of(frame.i420()), *size)


@pytest.mark.parametrize("name", FOOTAGE)
@pytest.mark.parametrize(
    "works",
    [
        (Work("adjust", 1, tuple(SETTINGS.items())),),
        (Work("adjust", 1, (("contrast", 100.0), ("saturation", 100.0))), Work("look_dusk", 1, (("strength", 80.0),))),
        (Work("look_chrome", 1, (("strength", 100.0),)),),
    ],
)
def test_a_look_in_planes_is_the_look_in_rgba(name, works):
    planes = planes_from(name, SIZE)
    stack = active(EFFECTS, works, "colour")
    assert stack
    direct = coloured_planes(ColourTables(), stack, planes_of(planes))
    through = i420_from_rgba(coloured(ColourTables(), stack, rgba_from_planes(planes_of(planes)), opaque=True))
    luma, *chroma = zip(planes_of(direct), planes_of(through), strict=True)
    assert np.array_equal(*luma)
    for one, other in chroma:
        assert np.abs(one.astype(int) - other.astype(int)).max() <= 1


def test_a_look_in_planes_is_the_same_whichever_picture_came_before():
    stack = active(EFFECTS, (Work("adjust", 1, tuple(SETTINGS.items())),), "colour")
    first, second = (planes_of(planes_from(name, SIZE)) for name in FOOTAGE[:2])
    known = ColourTables()
    for _time in range(4):
        coloured_planes(known, stack, first)
    assert np.array_equal(coloured_planes(known, stack, second), coloured_planes(ColourTables(), stack, second))


@pytest.mark.parametrize("opaque", [False, True])
@pytest.mark.parametrize("size", [(61, 47), (60, 48), (1, 1), (2, 1)])
@pytest.mark.parametrize("corner", [(0, 0), (3, 5), (4, 5), (-7, -2), (40, 31), (400, 0)])
def test_a_patch_lies_in_planes_as_it_does_in_rgba(corner, size, opaque):
    random = np.random.default_rng(4)
    beneath = cv2.resize(random.integers(0, 256, (9, 6, 4), np.uint8), (96, 128), interpolation=cv2.INTER_CUBIC)
    above = cv2.resize(random.integers(0, 256, (5, 5, 4), np.uint8), size, interpolation=cv2.INTER_CUBIC)
    beneath[..., 3] = 255
    above[:8], above[:, :6] = 0, 0
    if opaque:
        above[..., 3] = 255
    patch = Patch(premultiplied(above), *corner, opaque=opaque)
    canvas = i420_from_rgba(beneath)
    once = canvas.copy()
    lay_i420(canvas, patch)
    veil = veil_of(patch, 96, 128)
    if veil is not None:
        lay_veil(once, veil)
    assert np.abs(canvas.astype(int) - once).max() <= opaque
    expected = beneath.copy()
    lay(expected, patch)
    for one, other, most in zip(planes_of(canvas), planes_of(i420_from_rgba(expected)), (2, 3, 3), strict=True):
        assert np.abs(one.astype(int) - other.astype(int)).max() <= most


LEFT, RIGHT = Place(x=-0.25, scale=0.5), Place(x=0.25, scale=0.5)


@pytest.mark.parametrize("name", FOOTAGE)
@pytest.mark.parametrize(
    ("place", "settings"),
    [
        (LEFT, SETTINGS),
        (Place(x=-0.25, y=0.1, scale=0.5, mirror=True), SETTINGS),
        (Place(x=0.013, y=0.017, scale=0.43), SETTINGS),
        (Place(scale=1.7, fit="fill"), SETTINGS),
        (Place(crop_left=0.21, crop_bottom=0.13), SETTINGS),
        (Place(rotation_deg=12.0), SETTINGS),
        (LEFT, {}),
    ],
)
def test_planes_and_rgba_are_one_picture_of_real_footage(name, place, settings):
    asset = make_asset(probe(real(name)), asset_id="a")
    title = Clip("t", Title("Ten years on", TextStyle(size=0.09)), SECOND, place=Place(y=-0.5))
    clips = [
        Clip("ground", Solid("#203040"), SECOND),
        Clip("left", Footage("a"), SECOND, place=place, effects=adjusted(**settings)),
        Clip("right", Footage("a"), SECOND, place=RIGHT),
        title,
    ]
    layers = tuple(Layer(clip.id, "overlay", items=(Item(clip, At(Fraction(0))),)) for clip in clips)
    planned = plan(Project("p", assets=(asset,), layers=layers), Fraction(0))
    # Its own, so that a table that fills beside the test goes with it.
    artist = Artist(EFFECTS)
    with MediaSources() as sources:
        direct = artist.draw_i420(planned, sources, SIZE)
        through = i420_from_rgba(artist.draw(planned, sources, SIZE))
    held = i420_from_rgba(rgba_from_planes(planes_of(direct)))
    for one, other, rounded in zip(*map(planes_of, (direct, through, held)), strict=True):
        # Planes can hold colours that RGB cannot, such as a fire's brightest orange.
        inside = np.abs(one.astype(int) - rounded.astype(int)) <= 1
        assert inside.mean() > 0.9
        difference = np.abs(one.astype(int) - other.astype(int))[inside]
        # Colour is halved before it is mixed instead of after, which shows along edges alone.
        assert difference.mean() < 0.6
        assert np.percentile(difference, 99) <= 3
