"""Exact numbers as text in files: `3`, `2.5`, `30000/1001`, and back.

It must never round, and never spend long on a hostile number.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

__all__ = ["fraction_from", "fraction_text"]

_MOST_DECIMALS = 6
_MOST_DIGITS = 1000
_REMEMBERED = 100_000
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+|/[0-9]+)?")

# Projects hold few different numbers many times; making a Fraction costs twenty times a look-up.
_texts: dict[tuple[int, int], str] = {}
_fractions: dict[str, Fraction] = {}


def fraction_text(number: Fraction) -> str:
    """The shortest exact text: a decimal with up to six places where there is one, else a fraction."""
    ratio = number.as_integer_ratio()
    text = _texts.get(ratio)
    if text is None:
        if len(_texts) >= _REMEMBERED:
            _texts.clear()
        text = _texts[ratio] = _made_text(*ratio)
    return text


def _made_text(numerator: int, denominator: int) -> str:
    if denominator == 1:
        return str(numerator)
    scale = 10**_MOST_DECIMALS
    if scale % denominator:
        return f"{numerator}/{denominator}"
    whole, part = divmod(abs(numerator) * (scale // denominator), scale)
    decimals = f"{part:0{_MOST_DECIMALS}}".rstrip("0")
    return f"{'-' if numerator < 0 else ''}{whole}.{decimals}"


def fraction_from(raw: object) -> Fraction:
    """The exact number a file holds: text, or a JSON number read as the decimal that was written.

    Raises `ValueError` when it is none.
    """
    if type(raw) is str:
        known = _fractions.get(raw)
        if known is not None:
            return known
        if len(raw) > _MOST_DIGITS or not _NUMBER.fullmatch(raw):
            raise ValueError("not an exact number")
        return _remember(raw)
    if type(raw) is int and abs(raw) < 10**_MOST_DECIMALS**2:
        return Fraction(raw)
    if type(raw) is float and math.isfinite(raw) and abs(raw) < 1e15:
        return Fraction(repr(raw))
    raise ValueError("not an exact number")


def _remember(text: str) -> Fraction:
    if len(_fractions) >= _REMEMBERED:
        _fractions.clear()
    try:
        number = Fraction(text)
    except ZeroDivisionError:
        raise ValueError("not an exact number") from None
    _fractions[text] = number
    return number
