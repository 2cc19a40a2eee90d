"""Looks as recipes, one file for each family: a line of numbers for the colour tools each, and a strength for all.

A new look is a new `look(...)` in a file here; a new family a new file, listed here in the order people see them.
"""

from effects.looks import black_and_white, cinema, city, film, food, nature, night, pastel, portrait, vintage
from studio.effect import Effect

__all__ = ["LOOKS"]

_FAMILIES = (portrait, food, nature, city, night, cinema, film, black_and_white, vintage, pastel)

LOOKS: tuple[Effect, ...] = tuple(effect for family in _FAMILIES for effect in family.LOOKS)
