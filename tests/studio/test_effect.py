"""The contract of effects: the table of effects, and settings at a moment."""

from fractions import Fraction

import pytest

from studio.effect import Effect, Effects, Param, settings_at
from studio.model import Key, Keyframes


def effect(name: str = "one", kind: str = "colour", *params: Param) -> Effect:
    return Effect(id=name, name=name.title(), kind=kind, apply=lambda colours, settings: colours, params=params)


def test_effects_are_found_by_id_and_kind():
    effects = Effects([effect("one"), effect("two", "sound")])
    assert list(effects) == ["one", "two"]
    assert len(effects) == 2
    assert effects["two"].kind == "sound"
    assert [found.id for found in effects.of_kind("colour")] == ["one"]


def test_two_effects_with_one_id_are_refused():
    with pytest.raises(ValueError, match="one"):
        Effects([effect("one"), effect("one")])


def test_settings_are_the_given_ones_sampled_and_defaults_for_the_rest():
    made = effect(
        "one", "colour", Param(key="a", name="A", default=0.5), Param(key="b", name="B"), Param(key="c", name="C")
    )
    moving = Keyframes((Key(Fraction(0), 0.0), Key(Fraction(2), 1.0)))
    assert settings_at(made, (("b", moving), ("c", 3.0), ("unknown", 1.0)), Fraction(1)) == {
        "a": 0.5,
        "b": 0.5,
        "c": 3.0,
    }


def test_a_param_is_found_by_its_key():
    made = effect("one", "colour", Param(key="a", name="A"))
    assert made.param("a").name == "A"
    assert made.param("b") is None


def test_effects_that_a_function_gives_are_asked_for_once_and_only_when_the_first_is_needed():
    asked = []

    def give():
        asked.append(True)
        return (effect("one"), effect("two"))

    effects = Effects(give)
    assert asked == []
    assert list(effects) == ["one", "two"]
    assert len(effects) == 2
    assert effects["two"].id == "two"
    assert asked == [True]
    twice = Effects(lambda: (effect("one"), effect("one")))
    with pytest.raises(ValueError, match="two effects have the id 'one'"):
        len(twice)
