"""Titles, how they are set, and the names of things."""

from __future__ import annotations

import pytest

from studio.edits import rename, rename_clip, set_layer, set_title
from studio.model import find
from tests.helpers.refused import refused
from tests.helpers.word_sources import timeline, with_title


def titled():
    return with_title(timeline("abc"), "T", 1)


def content(project):
    return find(project, "T").clip.content


def test_a_title_says_something_else_in_the_same_style():
    project = set_title(titled(), "T", size=0.1, colour="#ff0000", italic=True, align="left", weight=400)
    project = set_title(project, "T", text="Hello\nyou")
    title = content(project)
    assert title.text == "Hello\nyou"
    style = title.style
    assert (style.size, style.colour, style.italic, style.align, style.weight) == (0.1, "#FF0000", True, "left", 400)
    assert content(set_title(project, "T", font="Serif")).style.font == "Serif"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"size": 0}, "Size can be from"),
        ({"colour": "pink"}, "is not a colour"),
        ({"align": "justify"}, "left, centre or right"),
        ({"font": " "}, "needs a font"),
        ({"weight": 2000}, "Weight can be from"),
        ({"stroke": float("nan")}, "must be a number"),
    ],
)
def test_styles_that_make_no_sense_are_refused(change, words):
    with refused(words):
        set_title(titled(), "T", **change)


def test_only_titles_have_words():
    with refused("is not a title"):
        set_title(titled(), "abc", text="Hello")
    with pytest.raises(TypeError):
        set_title(titled(), "T", extra=1.0)
    with refused("locked"):
        set_title(set_layer(titled(), "text", locked=True), "T", text="Hello")


def test_projects_and_clips_have_names():
    assert rename(titled(), name=" My film ").name == "My film"
    assert rename(titled(), name="Untitled") == titled()
    with refused("needs a name"):
        rename(titled(), name=" ")
    assert find(rename_clip(titled(), "abc", name="Beach"), "abc").clip.name == "Beach"
    with refused("“Beach” is not a title"):
        set_title(rename_clip(titled(), "abc", name="Beach"), "abc", text="Hello")
