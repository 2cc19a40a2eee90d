"""What of a compound is shown on its clip: the files it holds, where they lie in it."""

from itertools import count

from studio.edits import make_compound, set_speed, split, trim_start
from studio.model import find
from studio.ui.timeline.held_parts import held_parts
from tests.helpers.word_sources import letter, seconds, timeline


def compound(project, *names):
    numbers = count(1)
    return make_compound(project, names, name="x", new_id=lambda: f"n{next(numbers)}")


def told(project, name="n1", kind="picture"):
    """When each part begins, and the letters of its first and its last second."""
    parts = held_parts(project, find(project, name).clip, kind)
    return [
        (int(at), letter(project, part, part.window.start) + letter(project, part, part.window.end - 1))
        for at, part in parts
    ]


def test_parts_stand_where_they_lie_and_are_cut_where_the_compound_is() -> None:
    made = compound(timeline("abc def gh", sounds="lalala"), "abc", "def", "gh", "lalala")
    assert told(made) == [(0, "ac"), (3, "df"), (6, "gh")]
    assert told(made, kind="sound") == [(0, "la")]
    cut = trim_start(split(made, "n1", at=seconds(7), new_id="right"), "n1", to=seconds(1))
    assert told(cut) == [(0, "bc"), (2, "df"), (5, "gg")]
    assert told(cut, "right") == [(0, "hh")]


def test_parts_of_compounds_in_compounds_and_of_faster_ones() -> None:
    inner = compound(timeline("ab cd ef"), "cd")
    names = iter(("n2", "n3"))
    outer = make_compound(inner, ["ab", "n1"], name="y", new_id=lambda: next(names))
    assert told(outer, "n2") == [(0, "ab"), (2, "cd")]
    fast = set_speed(outer, "n2", speed=seconds(2))
    assert [int(at) for at, _part in held_parts(fast, find(fast, "n2").clip, "picture")] == [0, 1]
