"""Projects and films measured from beginning to end: what is there is found, what is not is not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from effects import all_effects
from studio.edits import set_opacity
from studio.effect import Effects
from studio.media import MediaSources, probe
from studio.model import (
    At,
    Canvas,
    Clip,
    Gap,
    Item,
    Layer,
    Place,
    Post,
    Project,
    Solid,
    Span,
    TextStyle,
    Title,
)
from studio.platforms import platform_named
from studio.publish import FIXES, Given, Measured, check_for, film_project, mended
from studio.publish.corners import CornerMeter
from studio.publish.measure import measure, measure_key
from studio.render import Artist, Mixer
from tests.helpers.make_media import film, tone
from tests.helpers.real_media import real

TIKTOK = platform_named("tiktok")
RATE = Fraction(30)


@pytest.fixture(scope="module")
def tools(qapp: object) -> tuple[Artist, Mixer]:
    effects = Effects(all_effects())
    return Artist(effects), Mixer(effects)


def measured(project: Project, tools: tuple[Artist, Mixer]) -> Measured:
    with MediaSources() as sources:
        found = measure(project, *tools, sources)
    assert found is not None
    assert found.complete
    return found


def span(length: Fraction | float) -> Span:
    return Span(Fraction(0), Fraction(length))


def solids(*colours: tuple[str, Fraction | float]) -> tuple[Clip, ...]:
    return tuple(Clip(f"c{n}", Solid(colour), span(length)) for n, (colour, length) in enumerate(colours))


def test_a_strobe_of_five_a_second_is_found_and_darkening_it_mends_it(tools: tuple[Artist, Mixer]) -> None:
    main = solids(*[("#FFFFFF" if n % 2 else "#000000", Fraction(1, 10)) for n in range(30)])
    project = Project("p", main=main, post=Post(ai="no", paid="no", minors="no"))
    found = measured(project, tools)
    problems = [one for one in check_for(project, TIKTOK, measured=found) if one.code in FIXES and one.level == "error"]
    assert {one.code for one in problems} == {"flashes"}
    names = iter(range(9))
    after = mended(project, Given(problems[0], TIKTOK, lambda stem: f"{stem}x{next(names)}", found))
    assert measured(after, tools).pictures.flashes == ()  # type: ignore[union-attr]
    [item] = after.layers[-1].items
    assert item.clip.opacity < 0.75, "it is no darker than need be"
    fainter = set_opacity(after, item.clip.id, opacity=item.clip.opacity - 0.05)
    assert measured(fainter, tools).pictures.flashes != ()  # type: ignore[union-attr]


@pytest.mark.parametrize("each", [Fraction(1, 6), Fraction(1, 4)])
def test_strobes_of_three_and_two_a_second_pass(each: Fraction, tools: tuple[Artist, Mixer]) -> None:
    rate = Fraction(24)
    main = solids(*[("#FFFFFF" if n % 2 else "#000000", each) for n in range(int(3 / each))])
    found = measured(Project("p", rate=rate, main=main), tools).pictures
    assert found is not None
    assert found.flashes == ()


def test_black_at_both_ends_and_a_black_flash_are_found(tools: tuple[Artist, Mixer]) -> None:
    grey = ("#808080", 2)
    main = (*solids(("#000000", 1), grey), Gap("g", Fraction(2, 30)), *solids(("#707070", 2)), *solids(("#050505", 1)))
    main = tuple(replace(thing, id=f"m{n}") for n, thing in enumerate(main))
    project = Project("p", main=main)
    found = measured(project, tools)
    codes = {problem.code for problem in check_for(project, TIKTOK, measured=found)}
    assert {"black-opening", "black-ending", "stray-gap"} <= codes
    assert "black-flash" not in codes, "it is told as a gap already"


@pytest.mark.parametrize(
    ("ground", "style", "low", "high"),
    [
        ("#FFFFFF", TextStyle(stroke=0.0), 1.0, 1.2),
        ("#FFFFFF", TextStyle(stroke=0.008), 12.0, 21.1),
        ("#FFFFFF", TextStyle(stroke=0.0, box=True, box_colour="#000000A6"), 5.0, 9.0),
        ("#000000", TextStyle(stroke=0.0), 18.0, 21.1),
        ("#757575", TextStyle(stroke=0.0), 4.2, 4.8),
    ],
)
def test_contrast_is_measured_after_outline_and_box(
    ground: str, style: TextStyle, low: float, high: float, tools: tuple[Artist, Mixer]
) -> None:
    title = Clip("t", Title("Hello there", style), span(1))
    layers = (Layer("l", "text", items=(Item(title, At(Fraction(0))),)),)
    found = measured(Project("p", main=solids((ground, 1)), layers=layers), tools).titles
    assert found is not None
    assert low <= found[0].contrast <= high


def test_sound_is_measured_where_it_is_silent_loud_and_opposite(tmp_path: Path, tools: tuple[Artist, Mixer]) -> None:
    sound = np.concatenate([np.zeros((72_000, 2), np.float32), tone(2, level=0.5), np.zeros((72_000, 2), np.float32)])
    sound = np.concatenate([sound, tone(2, level=0.5) * np.float32([1, -1])])
    path = film(tmp_path / "a.mp4", frames=210, sound=sound)
    project = film_project(probe(path))
    found = measured(project, tools).sound
    assert found is not None
    assert [round(float(one.start), 1) for one in found.silences] == [0.0, 3.5]
    assert abs(found.likeness) < 0.05
    assert -7.5 < found.integrated_lufs < -5.5
    codes = {problem.code for problem in check_for(probe(path), TIKTOK, measured=Measured(sound=found))}
    assert {"silent-opening", "silence", "loud"} <= codes


def test_bars_and_a_picture_that_was_enlarged_are_found(tmp_path: Path, tools: tuple[Artist, Mixer]) -> None:
    chance = np.random.default_rng(3)
    sharp = chance.integers(0, 255, (360, 640, 3), np.uint8)
    soft = cv2.resize(sharp[:45, :80], (640, 360), interpolation=cv2.INTER_CUBIC)

    def barred(number: int) -> np.ndarray:
        picture = np.roll(sharp, number, axis=1).copy()
        picture[:54] = picture[-54:] = 0
        return picture

    found = measured(film_project(probe(film(tmp_path / "bars.mp4", barred, frames=30))), tools).pictures
    assert found is not None
    assert found.clips[0].bars_high == pytest.approx(0.3, abs=0.02)
    assert found.clips[0].bars_wide == 0
    assert found.clips[0].sharpness > 0.09
    found = measured(
        film_project(probe(film(tmp_path / "soft.mp4", lambda _n: soft, frames=30, options={"preset": "medium"}))),
        tools,
    ).pictures
    assert found is not None
    assert found.clips[0].sharpness < 0.05


def _marked(picture: np.ndarray, at: tuple[int, int]) -> np.ndarray:
    marked = picture.copy()
    cv2.putText(marked, "TokTik", at, cv2.FONT_HERSHEY_DUPLEX, 1.0, (255, 255, 255, 255), 2, cv2.LINE_AA)
    cv2.putText(marked, "@somebody", (at[0], at[1] + 24), cv2.FONT_HERSHEY_DUPLEX, 0.6, (255, 255, 255, 255), 1)
    return marked


def _moving_pictures() -> Iterator[np.ndarray]:
    """Real footage, panned so that most of it moves, as (384, 216, 4)."""
    import av

    with av.open(str(real("video/gopro__max-heromode.mp4"))) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number % 10 == 0:
                picture = frame.to_ndarray(format="rgba")
                left = (number * 3) % (picture.shape[1] - 270)
                yield cv2.resize(picture[:, left : left + 270], (216, 384), interpolation=cv2.INTER_AREA)


def test_a_mark_in_a_corner_of_real_footage_is_found_and_footage_without_one_is_not_accused() -> None:
    bare, marked, wandering = CornerMeter(), CornerMeter(), CornerMeter()
    for number, picture in enumerate(_moving_pictures()):
        bare.add(picture)
        marked.add(_marked(picture, (8, 30)))
        wandering.add(_marked(picture, (8, 30) if number // 8 % 2 == 0 else (90, 350)))
    assert bare.result() == ()
    assert marked.result() == ("top left",)
    assert set(wandering.result()) == {"top left", "bottom right"}


def test_measuring_stops_when_asked_and_tells_what_it_knows_as_it_goes(tools: tuple[Artist, Mixer]) -> None:
    project = Project("p", main=solids(("#808080", 4)))
    told: list[tuple[bool, int]] = []
    with MediaSources() as sources:
        found = measure(
            project, *tools, sources, told=lambda found, done, _total: told.append((found.sound is not None, done))
        )
        stopped = measure(project, *tools, sources, cancelled=lambda: len(told) > 0)
    assert found is not None
    assert stopped is None
    assert told[0] == (True, 0)
    assert told[-1][1] == 120


def test_the_key_is_the_same_for_the_same_pictures_and_another_for_others(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", frames=10)
    project = film_project(probe(path))
    said = replace(project, name="Another", post=Post(caption="Words"))
    assert measure_key(project) == measure_key(said)
    assert measure_key(project) != measure_key(replace(project, canvas=Canvas(64, 64)))
    moved = replace(project.main[0], place=Place(x=0.1))
    assert measure_key(project) != measure_key(replace(project, main=(moved,)))
    before = measure_key(project)
    film(path, frames=12)
    assert measure_key(project) != before
