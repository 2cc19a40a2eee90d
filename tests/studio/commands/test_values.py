"""How values are written: times, speeds, colours, clips."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.commands import CommandParam, Misused, parse_canvas, parse_setting, parse_value
from studio.commands.command import ParamType
from studio.effect import Effects, Param
from studio.history import begin
from studio.model import ZERO, At, Clip, Gap, Item, Layer, Project, Solid, Span, Title
from studio.sentences import Refused, say
from studio.session import Session


def _session() -> Session:
    session = Session(Effects(), keeps=False)
    span = Span(ZERO, Fraction(1))
    title = Clip("t1", Title("Hello, you"), span)
    session.history = begin(
        Project(
            "p",
            main=(Clip("c1", Solid(), span, "Beach"), Clip("c12", Solid(), span, "Beach"), Gap("g1", Fraction(1))),
            layers=(Layer("l1", "text", "Words", (Item(title, At(ZERO)),)),),
        )
    )
    return session


def _read(type_: ParamType, text: object, **more: object) -> object:
    return parse_value(_session(), CommandParam("key", say("Name"), type_, **more), text)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("time", "2.5", Fraction(5, 2)),
        ("time", "1:02.5", Fraction(125, 2)),
        ("time", 3, Fraction(3)),
        ("time", Fraction(1, 3), Fraction(1, 3)),
        ("speed", "0.5", Fraction(1, 2)),
        ("speed", "2x", Fraction(2)),
        ("speed", "150%", Fraction(3, 2)),
        ("number", "0.8", 0.8),
        ("number", "80%", 0.8),
        ("number", "−3", -3.0),
        ("switch", "on", True),
        ("switch", "No", False),
        ("colour", "white", "#FFFFFF"),
        ("colour", "#f80", "#FF8800"),
        ("colour", "ff880080", "#FF880080"),
        ("text", r"two\nlines", "two\nlines"),
        ("clip", "c1", "c1"),
        ("clip", "g", "g1"),
        ("clip", "hello, YOU", "t1"),
        ("clips", "c1,t1,c1", ("c1", "t1")),
        ("clips", "Hello, you", ("t1",)),
        ("layer", "words", "l1"),
        ("layer", "main", "main"),
        ("rate", "29.97", Fraction(30000, 1001)),
        ("file", "a b.mp4", Path("a b.mp4")),
    ],
)
def test_values_are_read_as_people_write_them(type_: ParamType, text: object, value: object) -> None:
    assert _read(type_, text) == value


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("time", "soon"), ("time", "1/0"), ("time", ""), ("time", 2.5), ("speed", "fast"), ("speed", "1/0"),
        ("number", "nan"), ("number", "inf"), ("number", "1e400"), ("number", ""), ("switch", "maybe"),
        ("colour", "blurple"), ("colour", "#12345"), ("rate", "0"), ("canvas", "7"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_misuse_in_words(type_: ParamType, text: object) -> None:
    with pytest.raises(Misused):
        _read(type_, text)


@pytest.mark.parametrize(
    ("type_", "text", "words"),
    [("clip", "Beach", "could be c1, c12"), ("clip", "c9", "There are: c1"), ("asset", "m1", "no media"),
     ("media", "gone.mp4", "no file “gone.mp4”")],
)  # fmt: skip
def test_what_is_not_there_or_not_clear_is_refused_with_what_there_is(type_: ParamType, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        _read(type_, text)


def test_numbers_have_ends_and_units() -> None:
    assert _read("number", "-6 dB", unit="dB", low=-60.0, high=20.0) == -6.0
    assert _read("number", "50%", unit="%", high=100.0) == 50.0
    with pytest.raises(Misused, match=r"21 is outside -60 to 20"):
        _read("number", "21", low=-60.0, high=20.0)


@pytest.mark.parametrize(
    ("text", "size"),
    [("9:16", (1080, 1920)), ("1:1", (1080, 1080)), ("720x1280", (720, 1280)), ("720×1280", (720, 1280))],
)
def test_a_canvas_is_a_shape_or_pixels(text: str, size: tuple[int, int]) -> None:
    canvas = parse_canvas(text)
    assert (canvas.width, canvas.height) == size


@pytest.mark.parametrize("text", ["721x1280", "0x0", "99999x2", "9:17", "x", "-2x4"])
def test_a_canvas_has_even_sides_within_reason(text: str) -> None:
    with pytest.raises(ValueError, match="canvas"):
        parse_canvas(text)


def test_settings_are_read_by_what_the_effect_declares() -> None:
    assert parse_setting(Param(key="amount", name="Amount", low=0, high=100, unit="%"), "70%") == 70.0
    assert parse_setting(Param(key="on", name="On", type="switch"), "off") is False
    assert parse_setting(Param(key="centre", name="Centre", type="point"), "0.25,-0.5") == (0.25, -0.5)
    assert parse_setting(Param(key="tint", name="Tint", type="colour"), "red") == "#E53935"
    with pytest.raises(Misused):
        parse_setting(Param(key="centre", name="Centre", type="point"), "0.25")
