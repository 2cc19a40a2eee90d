"""Titles: any words, at any size, in any script, on any thread."""

import threading
from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace

from effects import all_effects
from studio.effect import Effects, TextPose
from studio.model import Applied, At, Clip, Item, Layer, Place, Project, Run, Span, TextStyle, Title
from studio.render import Artist, plan, text_boxes
from studio.render.fonts import font_digest
from studio.render.text import texts
from tests.helpers.letter_sources import LetterSources

SECONDS = Span(Fraction(0), Fraction(4))
PLAIN = TextStyle(stroke=0.0)


def coverage(text: str, style: TextStyle = PLAIN, unit: float = 540) -> np.ndarray:
    return texts.picture(text, style, unit).pixels[..., 3].astype(int)


def titled(text: str, place: Place | None = None, style: TextStyle = PLAIN, *effects: Applied) -> Project:
    clip = Clip("t", Title(text, style), SECONDS, place=place or Place(), effects=effects)
    return Project("p", layers=(Layer("l", "text", items=(Item(clip, At(Fraction(0))),)),))


def drawn(project: Project, at: str = "0", size: tuple[int, int] = (540, 960)) -> np.ndarray:
    return Artist(Effects(all_effects())).draw(plan(project, Fraction(at)), LetterSources(), size)


def inked(pixels: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of everything brighter than the black background."""
    rows, columns = np.nonzero(pixels[..., :3].max(axis=-1) > 40)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_words_are_painted_in_their_colour():
    pixels = texts.picture("Hello", TextStyle(stroke=0.0, colour="#10C080"), 540).pixels
    solid = pixels[pixels[..., 3] == 255]
    assert len(solid) > 500
    assert (solid == (0x10, 0xC0, 0x80, 255)).all()


def test_the_same_words_are_painted_the_same():
    assert np.array_equal(coverage("Same"), coverage("Same"))


@pytest.mark.parametrize("text", ["مرحبا بكم", "שלום לכולם", "Ångström", "Привет"])
def test_bundled_fonts_have_letters_for_many_scripts(text: str):
    # A missing glyph would be the same box for every letter.
    box = coverage("\U0010fffd")
    shown = coverage(text)
    assert shown.any()
    assert not np.array_equal(shown, box)


def test_bundled_fonts_are_known_by_digest():
    assert font_digest("Inter")
    assert font_digest("Inter") == font_digest("Inter")
    assert font_digest("Noto Sans Hebrew") not in {"", font_digest("Inter")}
    assert font_digest("No such family") == ""


ODD_TEXTS = [
    "你好，世界",
    "こんにちは",
    "한국어",
    "😀👩‍👩‍👧🇫🇷",
    "\u202emixed \u200fعربي 123",
    "\x00\x01",
    "\ud800",
    "a" * 500,
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_is_survived(text: str):
    picture = texts.picture(text, TextStyle(shadow=0.01, box=True), 200)
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.shape[2] == 4
    assert texts.parts(text, TextStyle(), "letter") is not None


def test_pictures_are_premultiplied():
    pixels = texts.picture("Soft", TextStyle(shadow=0.02, box=True, colour="#FF880080"), 540).pixels.astype(int)
    assert (pixels[..., :3] <= pixels[..., 3:] + 1).all()


# -- layout


def test_long_words_wrap_within_the_width():
    text = "These are quite a few words that cannot stand on one line"
    width, height = texts.box(text, TextStyle(wrap_width=0.5))
    one_line = texts.box("x", TextStyle())[1]
    assert width <= 0.5
    assert height > 3 * one_line
    assert texts.box("W" * 60, TextStyle(wrap_width=0.3))[0] <= 0.3


def test_every_size_breaks_lines_alike():
    text = "Lines break at the same words at every size of the picture"
    box = texts.box(text, TextStyle())
    for unit in (90, 333, 1080):
        picture = texts.picture(text, TextStyle(), unit)
        assert (picture.width / unit, picture.height / unit) == pytest.approx(box, rel=1e-6)
    small, large = coverage(text, unit=270), coverage(text, unit=1080)
    assert small.sum() * 16 == pytest.approx(large.sum(), rel=0.02)


def test_line_height_counts():
    low, high = (texts.box("a\nb", TextStyle(line_height=height))[1] for height in (1.0, 2.0))
    assert high == pytest.approx(2 * low)


@pytest.mark.parametrize(("align", "side"), [("left", 0), ("centre", 1), ("right", 2)])
def test_a_short_line_stands_on_its_side(align: str, side: int):
    shown = coverage("A rather long line\n·", TextStyle(stroke=0.0, align=align))
    last = np.nonzero(shown[shown.shape[0] // 2 :].any(axis=0))[0]
    where = (last.min() + last.max()) / 2 / shown.shape[1]
    assert abs(where - (0.15, 0.5, 0.85)[side]) < 0.15


def test_right_to_left_words_run_from_the_right():
    one, two = coverage("אב"), coverage("אבגדה")
    # The first letter is the rightmost: adding letters leaves the right edge's ink as it was.
    right_one = one[:, np.nonzero(one.any(axis=0))[0].max() - 8 : np.nonzero(one.any(axis=0))[0].max()]
    right_two = two[:, np.nonzero(two.any(axis=0))[0].max() - 8 : np.nonzero(two.any(axis=0))[0].max()]
    assert right_one.sum() == pytest.approx(right_two.sum(), rel=0.15)


# -- stroke, shadow, box


def test_a_stroke_lies_around_and_beneath_the_fill():
    style = TextStyle(stroke=0.01, stroke_colour="#FF0000", colour="#00FF00")
    stroked, plain = texts.picture("Oo", style, 540).pixels, coverage("Oo")
    solid_fill = (stroked == (0, 255, 0, 255)).all(axis=-1).sum()
    assert solid_fill == pytest.approx((plain == 255).sum(), rel=0.03)
    assert (stroked == (255, 0, 0, 255)).all(axis=-1).sum() > solid_fill / 3


def test_a_clear_stroke_shows_no_seams_where_letters_overlap():
    style = TextStyle(stroke=0.02, stroke_colour="#00000080", colour="#FFFFFF00")
    shown = texts.picture("مرحبا", style, 1080).pixels[..., 3]
    assert shown.max() <= 130
    assert (shown > 126).mean() > 0.05


def test_a_shadow_reaches_beyond_the_words():
    assert (coverage("S", TextStyle(stroke=0.0, shadow=0.02)) > 0).sum() > 2 * (coverage("S") > 0).sum()


def test_a_box_lies_behind_every_line():
    style = TextStyle(stroke=0.0, box=True, box_colour="#0000FF", colour="#FFFFFF")
    pixels = texts.picture("A box", style, 540).pixels
    blue = (pixels == (0, 0, 255, 255)).all(axis=-1)
    rows, columns = np.nonzero(blue)
    width, height = texts.box("A box", style)
    assert columns.max() - columns.min() == pytest.approx(width * 540, abs=3)
    assert rows.max() - rows.min() == pytest.approx(height * 540, abs=3)


# -- on the canvas


def test_the_text_box_is_around_the_words():
    project = titled("Exactly here", Place(y=0.4, x=0.05))
    (box,) = text_boxes(plan(project, Fraction(0)), (540, 960))
    left, top, right, bottom = inked(drawn(project))
    assert box.clip == "t"
    assert box.x - 1 <= left < box.x + 12
    assert box.x + box.width - 12 < right <= box.x + box.width + 1
    assert box.y < top
    assert bottom < box.y + box.height


def test_a_scaled_title_is_painted_sharp():
    small = inked(drawn(titled("Big")))
    large = inked(drawn(titled("Big", Place(scale=2.0))))
    assert large[2] - large[0] == pytest.approx(2 * (small[2] - small[0]), abs=3)
    pixels = drawn(titled("Big", Place(scale=4.0)))[..., 0]
    soft = ((pixels > 20) & (pixels < 235)).sum() / (pixels >= 235).sum()
    assert soft < 0.08


def test_a_turned_title_turns():
    left, top, right, bottom = inked(drawn(titled("A long line here", Place(rotation_deg=90.0))))
    assert bottom - top > 3 * (right - left)


def test_fonts_of_a_plan_are_told_for_keys():
    artist = Artist(Effects())
    latin, mixed = (artist.font_digests(plan(titled(text), Fraction(0))) for text in ("abc", "abc שלום"))
    assert len(latin) == 1
    assert len(mixed) == 2
    assert set(latin) < set(mixed)


# -- parts


def test_titles_fall_into_words_letters_and_lines():
    words = [part.text for part in texts.parts("One two\nthree", PLAIN, "word")]
    assert words == ["One", "two", "three"]
    assert [part.text for part in texts.parts("a é👩‍👩‍👧", PLAIN, "letter")] == ["a", "é", "👩‍👩‍👧"]
    assert [part.text for part in texts.parts("One two\nthree", PLAIN, "line")] == ["One two", "three"]
    assert [part.text for part in texts.parts("你好 ok", PLAIN, "word")] == ["你", "好", "ok"]
    (first, *_rest) = texts.parts("One two", PLAIN, "word")
    assert (first.index, first.count) == (0, 2)


@pytest.mark.parametrize("by", ["word", "letter", "line"])
@pytest.mark.parametrize("text", ["Some words\nand more", "שלום עולם", "a 😀 b"])
def test_parts_at_rest_make_the_whole_title(text: str, by: str):
    style = TextStyle(stroke=0.008, stroke_colour="#203040")
    count = len(texts.parts(text, style, by))
    still = texts.posed(text, style, 540, by, tuple(TextPose() for _part in range(count))).pixels
    whole = texts.picture(text, style, 540).pixels
    rows, columns = (still.shape[0] - whole.shape[0]) // 2, (still.shape[1] - whole.shape[1]) // 2
    middle = still[rows : rows + whole.shape[0], columns : columns + whole.shape[1]].astype(int)
    assert np.abs(middle - whole).max() <= 64
    assert np.abs(middle - whole).mean() < 0.2


def test_a_hidden_part_is_not_painted():
    poses = (TextPose(), TextPose(opacity=0.0))
    shown = texts.posed("left right", PLAIN, 540, "word", poses).pixels[..., 3]
    assert shown[:, : shown.shape[1] // 3].any()
    assert not shown[:, shown.shape[1] * 2 // 3 :].any()


def test_words_fade_in_one_after_the_other():
    entering = Applied("e", "fade_in_by_word", settings=(("length", 2.0),))
    project = titled("one two three", None, PLAIN, entering)
    ink = [int(drawn(project, at)[..., :3].max(axis=-1).astype(int).sum()) for at in ("0", "1/2", "1", "3/2", "3")]
    assert ink == sorted(ink)
    assert ink[0] < ink[-1] / 4
    assert np.array_equal(drawn(project, "3"), drawn(titled("one two three")))


def test_titles_can_be_painted_on_any_thread():
    results: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: results.append(coverage("Thread", TextStyle(size=0.06)).tobytes()))
        for _n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(set(results)) == 1


SCRIPTS = ("Latin Ég", "Кириллица", "Ελληνικά", "مرحبا", "שלום", "नमस्ते क्षत्रिय", "สวัสดีครับ")


@pytest.mark.parametrize("text", SCRIPTS)
def test_each_script_we_bring_fonts_for_is_drawn_without_boxes(text):
    assert texts.missing(text, PLAIN) == ""


def test_signs_that_no_font_has_are_told():
    assert texts.missing("a \U0010fffd", PLAIN) == "\U0010fffd"
    assert texts.missing("a\n\tb \u200d\ufe0f", PLAIN) == ""


def test_a_glow_lies_around_words_and_a_second_colour_at_the_foot_of_each_line():
    style = TextStyle(stroke=0.0, colour="#FF0000", gradient="#0000FF", glow=0.05, glow_colour="#00FF00")
    shown = texts.picture("HH\nHH", style, 540).pixels.astype(int)
    red, green, blue = (shown[..., channel] for channel in range(3))
    rows = np.flatnonzero((red > 200).any(axis=1))
    assert np.diff(rows).max() > 5, "each line begins with the first colour"
    assert (blue > 200).any()
    assert (green[red + blue == 0] > 40).any()
    assert texts.picture("HH", TextStyle(stroke=0.0), 540).pixels.shape < shown.shape


def test_a_line_that_should_fit_is_set_smaller_before_it_is_broken_but_never_too_small_to_read():
    style = TextStyle(size=0.1, wrap_width=0.5, stroke=0.0, line_height=1.0)
    broken, fitted = (texts.box("Wide words", replace(style, fit=fit)) for fit in (False, True))
    assert fitted[1] < broken[1] / 1.5
    assert fitted[0] <= 0.5
    assert texts.box("Words " * 20, replace(style, fit=True))[1] > 48 / 1080 * 2


def test_a_run_is_set_otherwise_than_the_rest():
    runs = (Run(start=4, end=7, colour="#FF0000", box="#0000FF", underline=True, size=1.5),)
    shown = texts.picture("One two", PLAIN, 540, runs).pixels.astype(int)
    assert ((shown[..., 0] > 200) & (shown[..., 1] < 40)).any()
    assert ((shown[..., 2] > 200) & (shown[..., 1] < 40)).any()
    assert texts.box("One two", PLAIN, runs)[0] > texts.box("One two", PLAIN)[0]
    assert [part.text for part in texts.parts("One two", PLAIN, "run", runs)] == ["two"]


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "שלום עולם", "abc שלום xyz", "Fine waffle"])
def test_words_come_in_reading_order_in_every_direction(text: str):
    words = texts.parts(text, PLAIN, "word")
    seen = []
    for shown in range(len(words)):
        poses = tuple(TextPose(opacity=1.0 if number == shown else 0.0) for number in range(len(words)))
        columns = np.flatnonzero(texts.posed(text, PLAIN, 540, "word", poses).pixels[..., 3].any(axis=0))
        assert len(columns), "a word by itself is seen"
        seen.append(columns.mean())
    assert seen == sorted(seen, reverse=text[0] > "z")
