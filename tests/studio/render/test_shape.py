"""Masks, blend modes and backdrops on the canvas, and backwards pictures."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from effects import all_effects
from studio.edits import make_compound, reverse, set_backdrop, set_blend, set_mask, set_place, set_transition
from studio.effect import Effects
from studio.model import BLENDS, At, Canvas, Clip, Item, Layer, Mask, Project, Solid, Span, Transition
from studio.render import Artist, plan, plan_bytes
from studio.render.blend import Patch, plain, premultiplied
from studio.render.blend_modes import lay_blended, lay_on_clear
from studio.render.convert import rgba_from_i420
from tests.helpers.letter_sources import LetterSources, colour_of, letter_of
from tests.helpers.word_sources import seconds, timeline

ARTIST = Artist(Effects(all_effects()))
SECOND = Span(seconds(0), seconds(1))
SIZE = (216, 384)


def drawn(project: Project, at: Fraction = Fraction(0), size: tuple[int, int] = SIZE) -> np.ndarray:
    return ARTIST.draw(plan(project, at), LetterSources(), size)


def formula(mode: str, b: float, s: float) -> float:
    """W3C's separable blend functions, one number at a time."""
    match mode:
        case "multiply":
            return b * s
        case "screen":
            return b + s - b * s
        case "overlay":
            return formula("hard_light", s, b)
        case "darken":
            return min(b, s)
        case "lighten":
            return max(b, s)
        case "colour_dodge":
            return 0 if b == 0 else 1 if s == 1 else min(1, b / (1 - s))
        case "colour_burn":
            return 1 if b == 1 else 0 if s == 0 else 1 - min(1, (1 - b) / s)
        case "hard_light":
            return b * 2 * s if s <= 0.5 else formula("screen", b, 2 * s - 1)
        case "soft_light":
            d = ((16 * b - 12) * b + 4) * b if b <= 0.25 else b**0.5
            return b - (1 - 2 * s) * b * (1 - b) if s <= 0.5 else b + (2 * s - 1) * (d - b)
        case "difference":
            return abs(b - s)
        case "exclusion":
            return b + s - 2 * b * s
    return s


SEPARABLE = BLENDS[:12]
SHADES = (0, 1, 40, 64, 127, 128, 200, 254, 255)


@pytest.mark.parametrize("mode", SEPARABLE)
@pytest.mark.parametrize("alpha", [255, 128])
def test_each_blend_mode_is_its_formula(mode, alpha):
    for beneath in SHADES:
        canvas = plain(len(SHADES), 1, (beneath, 255 - beneath, 90, 255))
        above = np.zeros((1, len(SHADES), 4), np.uint8)
        above[0, :, 3] = alpha
        above[0, :, :3] = [[round(shade * alpha / 255)] * 3 for shade in SHADES]
        lay_blended(canvas, Patch(above, 0, 0, opaque=False), mode)
        for column, shade in enumerate(SHADES):
            for channel, base in enumerate((beneath, 255 - beneath, 90)):
                b, s, a = base / 255, round(shade * alpha / 255) / alpha, alpha / 255
                wanted = 255 * ((1 - a) * b + a * formula(mode, b, s))
                assert abs(int(canvas[0, column, channel]) - wanted) <= 2.01, (mode, beneath, shade)
        assert (canvas[..., 3] == 255).all()


def hsl_light(colour: np.ndarray) -> float:
    return float(colour @ np.array([0.3, 0.59, 0.11]))


def test_hue_saturation_colour_and_luminosity_take_what_they_say():
    base, source = (200, 120, 60), (40, 90, 180)
    found = {}
    for mode in ("hue", "saturation", "colour", "luminosity"):
        canvas = plain(2, 2, (*base, 255))
        lay_blended(canvas, Patch(plain(2, 2, (*source, 255)), 0, 0, opaque=True), mode)
        found[mode] = canvas[0, 0, :3].astype(float)
    for mode in ("hue", "saturation", "colour"):
        assert hsl_light(found[mode]) == pytest.approx(hsl_light(np.array(base)), abs=2)
    assert hsl_light(found["luminosity"]) == pytest.approx(hsl_light(np.array(source)), abs=2)
    assert np.argmax(found["hue"]) == np.argmax(found["colour"]) == 2
    assert np.ptp(found["saturation"]) == pytest.approx(np.ptp(source), abs=3)


def as_w3c_says(mode: str, base: np.ndarray, source: np.ndarray) -> np.ndarray:
    """SetLum, ClipColor and SetSat of "Compositing and Blending Level 1", word by word, for one colour."""

    def with_light(colour: np.ndarray, light: float) -> np.ndarray:
        colour = colour + light - hsl_light(colour)
        low, high = colour.min(), colour.max()
        if low < 0:
            colour = light + (colour - light) * light / (light - low)
        return light + (colour - light) * (1 - light) / (high - light) if high > 1 else colour

    def with_spread(colour: np.ndarray, spread: float) -> np.ndarray:
        return (colour - colour.min()) * spread / np.ptp(colour) if np.ptp(colour) else 0 * colour

    match mode:
        case "hue":
            return with_light(with_spread(source, np.ptp(base)), hsl_light(base))
        case "saturation":
            return with_light(with_spread(base, np.ptp(source)), hsl_light(base))
        case "colour":
            return with_light(source, hsl_light(base))
    return with_light(base, hsl_light(source))


@pytest.mark.parametrize("mode", ["hue", "saturation", "colour", "luminosity"])
@pytest.mark.parametrize("alpha", [255, 128])
def test_modes_of_whole_colours_are_their_formulas_also_where_a_clear_canvas_lies_beneath(mode, alpha):
    some = np.random.default_rng(3).integers(0, 256, (2, 40, 3))
    some[0, :3], some[1, 2:5] = [[90, 90, 90], [0, 0, 0], [255, 255, 255]], [[7, 7, 7], [0, 0, 255], [255, 255, 0]]
    pixels = np.dstack([some, np.full((2, 40), 255)]).astype(np.uint8)
    above = np.ascontiguousarray(pixels[1:])
    above[..., 3] = alpha
    above = premultiplied(above)
    canvas = pixels[:1].copy()
    lay_blended(canvas, Patch(above, 0, 0, opaque=alpha == 255), mode)
    half = pixels[:1].copy()
    half[..., 3] = 102
    half = premultiplied(half)
    lay_on_clear(half, Patch(above, 0, 0, opaque=alpha == 255), mode)
    for column in range(40):
        base, source, share = some[0, column] / 255, above[0, column, :3] / alpha, alpha / 255
        mixed = base * (1 - share) + as_w3c_says(mode, base, source) * share
        assert canvas[0, column, :3] == pytest.approx(255 * np.clip(mixed, 0, 1), abs=1.01)
        over_half = 102 / 255 * mixed + (1 - 102 / 255) * source * share
        assert half[0, column, :3] == pytest.approx(255 * np.clip(over_half, 0, 1), abs=3.01)
        assert half[0, column, 3] == pytest.approx(255 * (0.4 + share - 0.4 * share), abs=1.01)


@pytest.mark.parametrize("size", [(1, 1), (4, 1), (1, 4)])
def test_patches_of_few_pixels_are_mixed_like_larger_ones(size):
    high, wide = size
    for mode in BLENDS:
        large, small = plain(8, 8, (200, 120, 60, 255)), plain(wide, high, (200, 120, 60, 255))
        lay_blended(large, Patch(plain(8, 8, (40, 90, 180, 120)), 0, 0, opaque=False), mode)
        lay_blended(small, Patch(plain(wide, high, (40, 90, 180, 120)), 0, 0, opaque=False), mode)
        assert (small == large[0, 0]).all(), mode


def over_letter(clip: Clip) -> Project:
    layer = Layer("l", "overlay", items=(Item(clip, At(Fraction(0))),))
    return Project("p", canvas=Canvas(background="#404040"), layers=(layer,))


def test_a_blended_layer_is_seen_in_rgba_and_in_planes():
    project = over_letter(Clip("c", Solid("#808080"), SECOND, blend="multiply"))
    pixels = drawn(project)
    assert np.abs(pixels[..., :3].astype(int) - 32).max() <= 1
    planes = rgba_from_i420(ARTIST.draw_i420(plan(project, Fraction(0)), LetterSources(), SIZE))
    assert np.abs(planes.astype(int) - pixels).max() <= 2


def covered(mask: Mask) -> np.ndarray:
    """How much a white picture behind the mask is seen, 0 to 1, on a square canvas of 200."""
    project = over_letter(Clip("c", Solid("#FFFFFF"), SECOND, mask=mask))
    project = Project("p", canvas=Canvas(width=200, height=200), layers=project.layers)
    return drawn(project, size=(200, 200))[..., 0] / 255.0


@pytest.mark.parametrize(
    ("shape", "share"),
    [
        ("circle", np.pi / 4 * 0.36),
        ("rectangle", 0.36),
        ("band", 0.6),
        ("line", 0.5),
        ("star", 0.1129),
        ("heart", 0.25),
    ],
)
def test_masks_show_as_much_as_their_shape(shape, share):
    seen = covered(Mask(shape=shape))
    if shape == "star":
        share = 0.5 * 10 * 0.381966 * np.sin(np.pi / 5) * 0.3 * 0.3
    if shape == "heart":
        # The area of the heart curve, 180 pi, over its box of 32 by 28.98.
        share = 180 * np.pi / (32 * 28.98) * 0.36
    assert seen.mean() == pytest.approx(share, rel=0.03)
    assert covered(Mask(shape=shape, invert=True)).mean() == pytest.approx(1 - share, rel=0.03)


def test_masks_move_turn_and_have_soft_edges():
    moved = covered(Mask(shape="rectangle", x=0.25, width=0.2, height=0.2))
    assert moved[100, 150] == 1
    assert moved[100, 100] == 0
    turned = covered(Mask(shape="band", height=0.2, rotation_deg=90))
    assert turned[10, 100] == 1
    assert turned[100, 10] == 0
    soft = covered(Mask(shape="line", feather=0.4))[:, 100]
    assert soft[100] == pytest.approx(0.5, abs=0.02)
    assert (np.diff(soft) <= 0).all()
    assert soft[55] > 0.99
    assert soft[145] < 0.01
    assert covered(Mask(shape="rectangle", roundness=1.0))[42, 42] == 0


def test_a_text_mask_shows_its_letters():
    seen = covered(Mask(shape="text", text="LI", height=0.8))
    assert 0.05 < seen.mean() < 0.5
    assert covered(Mask(shape="text", text=" ")).mean() == 0


def test_a_mask_goes_with_its_picture():
    masked = set_mask(set_place(timeline("a"), "a", scale=0.5, x=0.25), "a", shape="circle", width=0.5, height=0.5)
    pixels = drawn(masked)
    assert letter_of(pixels[192, 108 + 54]) == "a"
    assert letter_of(pixels[192, 108 + 54 + 40]) == "."


def test_behind_a_small_picture_lies_its_blur_a_colour_or_nothing():
    small = set_place(timeline("ab"), "ab", scale=0.5)
    assert letter_of(drawn(small)[10, 10]) == "."
    blurred = set_backdrop(small, "ab", kind="blur")
    assert np.abs(drawn(blurred)[10, 10, :3].astype(int) - colour_of("a")).max() <= 1
    coloured = set_backdrop(small, "ab", kind="colour", colour="#112233")
    assert tuple(drawn(coloured)[10, 10]) == (0x11, 0x22, 0x33, 255)
    assert letter_of(drawn(coloured)[192, 108]) == "a"
    planes = ARTIST.draw_i420(plan(coloured, Fraction(0)), LetterSources(), SIZE)
    assert np.abs(rgba_from_i420(planes)[10, 10].astype(int) - (0x11, 0x22, 0x33, 255)).max() <= 3


def test_behind_a_small_compound_lies_its_blur():
    compound = make_compound(timeline("ab"), ["ab"], name="Both", new_id=iter(["c", "d", "e"]).__next__)
    small = set_place(compound, "c", scale=0.5)
    assert letter_of(drawn(small)[10, 10]) == "."
    blurred = drawn(set_backdrop(small, "c", kind="blur"))
    assert np.abs(blurred[10, 10, :3].astype(int) - colour_of("a")).max() <= 1
    assert letter_of(blurred[192, 108]) == "a"


def test_a_backdrop_behind_a_picture_that_covers_the_canvas_changes_nothing():
    project = set_backdrop(timeline("ab"), "ab", kind="colour")
    assert np.array_equal(drawn(project), drawn(timeline("ab")))


def test_a_transition_takes_the_backdrop_along():
    project = set_place(set_backdrop(timeline("aaaa bbbb"), "bbbb", kind="colour", colour="#112233"), "bbbb", scale=0.2)
    project = set_transition(project, "bbbb", transition=Transition("dissolve", seconds(4)))
    assert 0 < int(drawn(project, seconds(4))[10, 10, 2]) < 255


def test_what_is_done_to_a_picture_is_in_the_name_of_its_plan():
    project = timeline("ab")
    names = {
        plan_bytes(plan(made, Fraction(0)))
        for made in (
            project,
            set_blend(project, "ab", blend="screen"),
            set_mask(project, "ab", shape="heart"),
            set_mask(project, "ab", shape="heart", invert=True),
            set_backdrop(project, "ab", kind="blur"),
            reverse(project, "ab"),
        )
    }
    assert len(names) == 6


def test_backwards_the_very_frames_come_in_the_other_order():
    project = timeline("abc")
    for frame in range(3):
        assert np.array_equal(drawn(reverse(project, "abc"), seconds(frame)), drawn(project, seconds(2 - frame)))
