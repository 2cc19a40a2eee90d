"""Parts of a title set otherwise, and how they stay with their words."""

from __future__ import annotations

import pytest

from studio.edits import set_run, set_title, unset_runs
from studio.model import Run, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import timeline, with_title


def titled(text: str = "Look at this"):
    return set_title(with_title(timeline("abc"), "T", 1), "T", text=text)


def drawing(project) -> str:
    """The title with what is set otherwise in brackets."""
    title = find(project, "T").clip.content
    text = title.text
    for run in reversed(title.runs):
        text = f"{text[: run.start]}[{text[run.start : run.end]}]{text[run.end :]}"
    return text


def test_some_words_are_set_otherwise_and_as_the_rest_again():
    project = set_run(titled(), "T", start=5, end=7, colour="#ff8800", size=1.5)
    assert find(project, "T").clip.content.runs == (Run(start=5, end=7, colour="#FF8800", size=1.5),)
    assert drawing(project) == "Look [at] this"
    assert drawing(unset_runs(project, "T")) == "Look at this"


def test_what_lies_over_another_part_changes_only_what_it_says():
    project = set_run(titled(), "T", start=0, end=7, italic=True)
    project = set_run(project, "T", start=5, end=12, weight=900)
    assert drawing(project) == "[Look ][at][ this]"
    both = find(project, "T").clip.content.runs[1]
    assert (both.italic, both.weight) == (True, 900)
    assert drawing(set_run(project, "T", start=0, end=12, italic=False, weight=900)) == "[Look at this]"
    assert drawing(unset_runs(project, "T", start=6, end=8)) == "[Look ][a]t [this]"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Now look at this", "Now look [at] this"),
        ("Look attentively this", "Look [attentively] this"),
        ("Look this", "Look this"),
        ("Look at", "Look [at]"),
        ("", ""),
    ],
)
def test_a_part_stays_with_its_words_when_others_are_written(text, drawn):
    project = set_run(titled("look at this"), "T", start=5, end=7, underline=True)
    project = set_title(project, "T", text="Look at this")
    assert drawing(set_title(project, "T", text=text)) == drawn


def test_what_makes_no_sense_is_refused():
    with refused("Choose some of the words"):
        set_run(titled(), "T", start=5, end=5, italic=True)
    with refused("is not a title"):
        set_run(titled(), "abc", start=0, end=1, italic=True)
    with refused("Size can be from"):
        set_run(titled(), "T", start=0, end=1, size=9)
    with pytest.raises(TypeError):
        set_run(titled(), "T", start=0, end=1, end_colour="#000000")
