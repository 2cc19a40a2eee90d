"""The built-in effects, one file each: a new file named in `_NAMES` is a new effect.

Effects know the contract (`studio.effect`) and the model, never each other.
"""

from importlib import import_module

from studio.effect import Effect

__all__ = ["all_effects"]

_NAMES = (
    "adjust",
    "look_meadow",
    "look_dusk",
    "look_chrome",
    "blur",
    "dissolve",
    "fade_in_by_word",
    "echo",
)


def all_effects() -> tuple[Effect, ...]:
    """Every built-in effect, in the order people see them."""
    return tuple(import_module(f"effects.{name}").EFFECT for name in _NAMES)
