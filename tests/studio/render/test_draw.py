"""Drawing: flat colours land where they should, exactly."""

from fractions import Fraction

import cv2
import msgspec
import numpy as np
import pytest

from effects import all_effects
from studio.edits import add_effect, set_opacity, set_place, set_transition, split
from studio.effect import Effects
from studio.model import (
    Adjustment,
    Applied,
    At,
    Canvas,
    Clip,
    Footage,
    Item,
    Key,
    Keyframes,
    Layer,
    Mask,
    Place,
    Placeholder,
    Project,
    Solid,
    Span,
    Transition,
)
from studio.render import Artist, Plan, clip_corners, plan
from studio.render.convert import rgba_from_i420
from tests.helpers.letter_sources import LetterSources, colour_of, letter_of
from tests.helpers.word_sources import seconds, timeline, word

SIZE = (54, 96)
NOW = Fraction(0)
ARTIST = Artist(Effects(all_effects()))
SECOND = Span(seconds(0), seconds(1))


def drawn(project: Project, at: Fraction = NOW, size: tuple[int, int] = SIZE, sources: LetterSources | None = None):
    return ARTIST.draw(plan(project, at), sources or LetterSources(), size)


def spelled(project: Project, frames: int) -> str:
    """What the middle of each frame shows."""
    middles = (drawn(project, frame / project.rate)[48, 27] for frame in range(frames))
    return "".join(letter_of(middle) for middle in middles)


def stack(*items: Clip, **canvas: object) -> Project:
    """Clips above each other, all at time 0."""
    names = {item.content.asset for item in items if isinstance(item.content, Footage)}
    assets = tuple(word(name.removeprefix("file:")) for name in sorted(names))
    layers = tuple(Layer(f"l{n}", "overlay", items=(Item(item, At(NOW)),)) for n, item in enumerate(items))
    return Project("p", canvas=Canvas(**canvas), assets=assets, layers=layers)


def shot(letter: str, place: Place | None = None, **changes: object) -> Clip:
    return Clip(f"clip {letter}", Footage(f"file:{letter}"), SECOND, place=place or Place(), **changes)


def box(pixels: np.ndarray, letter: str) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of where the letter's exact colour is."""
    rows, columns = np.nonzero((pixels[..., :3] == colour_of(letter)).all(axis=-1))
    if not len(rows):
        return None
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def rgba(planned: Plan, size: tuple[int, int] = SIZE, sources: LetterSources | None = None) -> np.ndarray:
    return rgba_from_i420(ARTIST.draw_i420(planned, sources or LetterSources(), size))


def test_a_timeline_is_drawn_letter_by_letter():
    assert spelled(timeline("ab c[de]f .. g"), 7) == "abde..g"


def test_an_empty_project_is_its_background():
    picture = drawn(Project("p", canvas=Canvas(background="#112233")))
    assert picture.shape == (96, 54, 4)
    assert (picture == (0x11, 0x22, 0x33, 255)).all()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(), (0, 0, 54, 96)),
        (Place(scale=0.5), (14, 24, 40, 72)),
        (Place(x=-0.25, scale=0.5), (0, 24, 27, 72)),
        (Place(y=0.5), (0, 27, 54, 96)),
        (Place(x=1.0), None),
        (Place(crop_left=0.5), (27, 0, 54, 96)),
        (Place(crop_top=0.25, crop_bottom=0.25), (0, 24, 54, 72)),
        (Place(crop_left=0.5, mirror=True), (0, 0, 27, 96)),
        (Place(rotation_deg=360.0), (0, 0, 54, 96)),
        (Place(crop_left=1.0), None),
        (Place(scale=0.0), None),
    ],
)
def test_a_picture_lies_where_its_place_says(place: Place, expected: tuple[int, ...] | None):
    assert box(drawn(stack(shot("a", place))), "a") == expected


@pytest.mark.parametrize(
    ("fit", "expected"), [("fit", (0, 34, 54, 62)), ("fill", (0, 0, 54, 96)), ("none", (0, 32, 54, 64))]
)
def test_a_wide_picture_fits_fills_or_keeps_its_pixels(fit: str, expected: tuple[int, ...]):
    project = stack(shot("a", Place(fit=fit)))
    asset = msgspec.structs.replace(project.assets[0], width=1280, height=640)
    found = box(drawn(msgspec.structs.replace(project, assets=(asset,)), sources=LetterSources(size=(64, 32))), "a")
    assert found == pytest.approx(expected, abs=1)


def test_a_turned_picture_turns_clockwise_about_its_middle():
    right = np.zeros((96, 54, 4), np.uint8)
    right[..., 3] = 255
    right[:48] = (255, 255, 255, 255)  # the upper half is white
    sources = LetterSources(pictures={"a": right})
    picture = drawn(stack(shot("a", Place(rotation_deg=90.0))), sources=sources)
    assert picture[48, 40, 0] == 255
    assert picture[48, 14, 0] == 0
    # On its side it is as wide as it was high: beyond its width there is background.
    assert (picture[5, 27] == (0, 0, 0, 255)).all()


def test_a_moving_picture_moves_by_parts_of_a_pixel():
    place = Place(scale=0.5, x=Keyframes((Key(seconds(0), 0.0), Key(seconds(1), 0.5 / 54 * 30))))
    pictures = [drawn(stack(shot("a", place)), Fraction(frame, 30)).astype(int) for frame in (0, 1, 2)]
    centres = [(picture[48, :, 0] * np.arange(54)).sum() / picture[48, :, 0].sum() for picture in pictures]
    assert centres[1] - centres[0] == pytest.approx(0.5, abs=0.1)
    assert centres[2] - centres[0] == pytest.approx(1.0, abs=0.1)


def test_the_corners_of_a_clip_are_where_it_is_drawn():
    project = stack(shot("a", Place(scale=0.5, x=0.1, y=-0.2)))
    corners = clip_corners(project, "clip a", NOW, (540, 960))
    left, top, right, bottom = box(drawn(project, size=(540, 960)), "a")
    expected = ((left, top), (right, top), (right, bottom), (left, bottom))
    assert np.abs(np.array(corners) - expected).max() <= 0.6
    assert clip_corners(project, "clip a", seconds(5), (540, 960)) is None
    assert clip_corners(project, "nobody", NOW, (540, 960)) is None


# -- layers over one another


def test_the_later_layer_is_above():
    project = stack(shot("a"), shot("b", Place(scale=0.5)))
    picture = drawn(project)
    assert letter_of(picture[48, 27]) == "b"
    assert letter_of(picture[5, 5]) == "a"


def test_half_opacity_is_half_of_each():
    picture = drawn(stack(shot("a"), shot("b", opacity=0.5)))
    expected = (np.array(colour_of("a")) + np.array(colour_of("b"))) / 2
    assert np.abs(picture[..., :3] - expected).max() <= 1
    assert (picture[..., 3] == 255).all()


def test_clear_pixels_let_what_is_beneath_through():
    half = np.zeros((96, 54, 4), np.uint8)
    half[:, :27] = (200, 0, 0, 128)
    sources = LetterSources(pictures={"b": half}, opaque=False)
    picture = drawn(stack(shot("b")), sources=sources)
    assert (picture[:, 27:, :3] == 0).all()
    assert np.abs(picture[:, :26, 0].astype(int) - 100).max() <= 1
    above = drawn(stack(Clip("s", Solid("#00FF00"), SECOND), shot("b")), sources=sources)
    assert (above[:, 27:, :3] == (0, 255, 0)).all()
    assert np.abs(above[:, :26, :3].astype(int) - (100, 127, 0)).max() <= 1


def test_a_solid_with_alpha_tints_what_is_beneath():
    picture = drawn(stack(Clip("s", Solid("#FF0000"), SECOND), Clip("t", Solid("#0000FF80"), SECOND)))
    assert np.abs(picture[0, 0].astype(int) - (127, 0, 128, 255)).max() <= 1


def test_what_is_covered_is_not_drawn():
    sources = LetterSources(missing=set())
    asked: list[str] = []
    picture = sources.picture
    sources.picture = lambda asset, at, box: (asked.append(asset.name), picture(asset, at, box))[1]
    drawn(stack(shot("a"), shot("b"), shot("c", Place(scale=0.5))), sources=sources)
    assert "a" not in asked
    assert {"b", "c"} <= set(asked)


# -- effects


CHROME = (Applied("e", "look_chrome", settings=(("strength", 100.0),)),)


def adjusted(letter: str, **settings: float) -> Clip:
    return shot(letter, effects=(Applied("e", "adjust", settings=tuple(settings.items())),))


def test_a_colour_effect_changes_its_own_layer_only():
    picture = drawn(stack(shot("a"), changed_clip(adjusted("b", exposure=50.0), Place(scale=0.5))))
    assert letter_of(picture[5, 5]) == "a"
    assert (picture[48, 27, :3] >= colour_of("b")).all()
    assert (picture[48, 27, :3] != colour_of("b")).any()


def changed_clip(clip: Clip, place: Place) -> Clip:
    return msgspec.structs.replace(clip, place=place)


def test_effects_at_their_defaults_and_unknown_effects_change_nothing():
    idle = (Applied("e", "adjust"), Applied("f", "blur"), Applied("g", "from the future"))
    assert np.array_equal(drawn(stack(shot("a", effects=idle))), drawn(stack(shot("a"))))


def test_an_adjustment_acts_on_everything_beneath_and_nothing_above():
    grey = Clip("g", Adjustment(), SECOND, effects=(Applied("e", "adjust", settings=(("saturation", -100.0),)),))
    picture = drawn(stack(shot("a"), grey, shot("b", Place(scale=0.5))))
    assert np.ptp(picture[5, 5, :3].astype(int)) <= 1
    assert letter_of(picture[48, 27]) == "b"
    half = drawn(stack(shot("a"), msgspec.structs.replace(grey, opacity=0.5)))
    between = (picture[5, 5, :3].astype(int) + colour_of("a")) / 2
    assert np.abs(half[5, 5, :3] - between).max() <= 1


def test_an_adjustment_with_a_mask_acts_within_it_alone():
    work = (Applied("e", "adjust", settings=(("saturation", -100.0),)),)
    mask = Mask(shape="rectangle", x=-0.5, width=1.0, height=3.0)
    picture = drawn(stack(shot("a"), Clip("g", Adjustment(), SECOND, effects=work, mask=mask)))
    whole = drawn(stack(shot("a"), Clip("g", Adjustment(), SECOND, effects=work)))
    assert np.array_equal(picture[:, :25], whole[:, :25])
    assert np.array_equal(picture[:, 29:], drawn(stack(shot("a")))[:, 29:])
    faint = drawn(stack(shot("a"), Clip("g", Adjustment(), SECOND, effects=work, mask=mask, opacity=0.5)))
    between = (picture[5, 5, :3].astype(int) + colour_of("a")) / 2
    assert np.abs(faint[5, 5, :3] - between).max() <= 1


def test_a_dissolve_is_both_pictures():
    project = timeline("aabb ccdd", rate=Fraction(4))
    project = set_transition(project, "ccdd", transition=Transition("dissolve", seconds(1)))
    picture = drawn(project, seconds("15/4"))
    expected = np.array(colour_of("b")) * 0.625 + np.array(colour_of("c")) * 0.375
    assert np.abs(picture[48, 27, :3] - expected).max() <= 1


def test_an_unknown_transition_is_a_cut():
    project = timeline("aa bb", rate=Fraction(4))
    project = set_transition(project, "bb", transition=Transition("swirl of the future", seconds(1)))
    assert spelled(project, 16) == "a" * 8 + "b" * 8


def test_splitting_changes_no_pixel():
    before = add_effect(
        timeline("[abcd]e", rate=Fraction(5)), "abcd", applied=Applied("e", "look_dusk", settings=(("strength", 90.0),))
    )
    before = set_place(before, "abcd", scale=Keyframes((Key(seconds(0), 0.5), Key(seconds(4), 1.2))), rotation_deg=5.0)
    after = split(split(before, "abcd", at=seconds(3), new_id="x"), "abcd", at=seconds("6/5"), new_id="y")
    # An artist of its own: a look that stays is filled in the background, which ends with the artist.
    artist, sources = Artist(Effects(all_effects())), LetterSources()
    for frame in range(20):
        one, other = (artist.draw(plan(each, Fraction(frame, 5)), sources, SIZE) for each in (before, after))
        assert np.array_equal(one, other)


# -- what is missing


def test_a_missing_file_is_a_striped_card_where_it_would_lie():
    picture = drawn(stack(shot("a", Place(scale=0.5))), sources=LetterSources(missing={"a"}))
    card = picture[24:72, 14:40, 0]
    assert 40 <= card.min() < card.max() <= 60
    assert (picture[2, 2] == (0, 0, 0, 255)).all()


def test_unknown_content_is_a_card_too():
    picture = drawn(stack(Clip("o", Placeholder("hologram"), SECOND)))
    assert 30 < picture[48, 27, 0] < 80


# -- planes


@pytest.mark.parametrize(
    "clips",
    [
        [shot("a")],
        [shot("a", Place(scale=0.5, x=-0.25)), shot("b", Place(scale=0.5, x=0.25))],
        [shot("a", Place(crop_top=0.25, crop_bottom=0.25, y=0.4))],
        [shot("a", Place(mirror=True, crop_left=1 / 3))],
        [shot("a"), shot("b", Place(scale=0.43, x=0.13, y=0.21))],
        [shot("a"), shot("b", opacity=0.4)],
        [adjusted("a", exposure=40.0, saturation=-30.0), shot("b", Place(scale=0.5, x=1.1, y=-0.9))],
        [shot("a"), shot("b", Place(scale=0.6, rotation_deg=30.0))],
        [Clip("s", Solid("#3366AA80"), SECOND), shot("b", Place(scale=0.5))],
        [Clip("s", Solid("#3366AA"), SECOND)],
        [shot("a"), Clip("g", Adjustment(), SECOND, effects=CHROME)],
        [],
    ],
)
def test_planes_show_the_same_picture(clips: list[Clip]):
    planned = plan(stack(*clips, background="#204060"), NOW)
    exact = ARTIST.draw(planned, LetterSources(), SIZE).astype(int)
    difference = np.abs(rgba(planned) - exact)[..., :3].max(axis=-1)
    # Halved colour planes blur colour across edges; away from edges they agree.
    edge = np.zeros(difference.shape, np.uint8)
    edge[:-1] |= np.abs(np.diff(exact, axis=0)).max(axis=-1) > 0
    edge[:, :-1] |= np.abs(np.diff(exact, axis=1)).max(axis=-1) > 0
    inside = cv2.dilate(edge, np.ones((9, 9))) == 0
    assert difference[inside].max(initial=0) <= 4
    assert difference.mean() < 8


def test_a_frame_nothing_touches_never_becomes_rgb():
    sources = LetterSources()
    planes = ARTIST.draw_i420(plan(timeline("a"), NOW), sources, SIZE)
    assert "rgba" not in sources.last.uses
    assert np.array_equal(planes, sources.last.i420())


def test_a_frame_of_another_size_is_resized_as_planes():
    sources = LetterSources(size=(108, 192))
    ARTIST.draw_i420(plan(timeline("a"), NOW), sources, SIZE)
    assert "rgba" not in sources.last.uses


def test_planes_of_odd_size_are_refused():
    with pytest.raises(ValueError, match="even"):
        ARTIST.draw_i420(plan(timeline("a"), NOW), LetterSources(), (55, 96))


@pytest.mark.parametrize("size", [(54, 96), (540, 960), (96, 54), (77, 135), (1, 1), (1080, 1920)])
def test_any_size_is_drawn(size: tuple[int, int]):
    project = set_opacity(stack(shot("a"), shot("b", Place(scale=0.5, rotation_deg=20.0))), "clip b", opacity=0.7)
    assert drawn(project, size=size).shape == (size[1], size[0], 4)


def test_what_a_frame_gave_is_never_written():
    # The frames of LetterSources are read-only: writing would raise.
    effects = tuple(
        Applied(name, name, settings=((key, 50.0),)) for name, key in (("blur", "amount"), ("adjust", "fade"))
    )
    clips = [shot("a", effects=effects), shot("b", Place(scale=0.7), opacity=0.5), shot("c", Place(rotation_deg=3.0))]
    for size in (SIZE, (108, 192)):
        drawn(stack(*clips), size=size)
        drawn(stack(shot("a"), shot("b", opacity=0.5)), size=size)


def test_an_artist_draws_a_plan_the_same_each_time():
    project = stack(adjusted("a", contrast=40.0), shot("b", Place(rotation_deg=10.0, scale=0.4)))
    first = drawn(project).copy()
    drawn(stack(shot("c")))
    assert np.array_equal(first, drawn(project))
    assert np.array_equal(first, Artist(Effects(all_effects())).draw(plan(project, NOW), LetterSources(), SIZE))
