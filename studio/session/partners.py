"""What the partners of a duet have to do with each other by ear: how late a take is, how much louder the source is.

On a worker: it reads all of their sound. It must never change a clip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from studio.model import SAMPLE_RATE, Asset, Time

__all__ = ["Partner", "hear_partners"]

_MOST_DB, _LEAST_LUFS = 20.0, -60.0


class Partner(NamedTuple):
    """How late a take hears the source (None where it does not), and what makes it as loud as the source, in dB."""

    late: Time | None = None
    gain_db: float = 0.0


def hear_partners(assets: Sequence[Asset], *, align: bool, match: bool) -> Mapping[str, Partner]:
    """Each take against the first file, the source, by id. Raises `MediaRefused` (a `Refused`)."""
    from studio.media.listening import late_of

    source, *takes = assets
    found = {}
    for take in takes:
        late = late_of(source, take) if align else None
        gain_db = max(-_MOST_DB, min(_MOST_DB, _loudness(source) - _loudness(take))) if match else 0.0
        found[take.id] = Partner(None if late is None else Fraction(round(late * SAMPLE_RATE), SAMPLE_RATE), gain_db)
    return found


def _loudness(asset: Asset) -> float:
    """In LUFS, at least -60: silence is not raised without end."""
    from studio.media.listening import whole_sound
    from studio.media.writing.loudness import LoudnessMeter

    meter = LoudnessMeter()
    meter.add(whole_sound(asset))
    return max(_LEAST_LUFS, meter.result().integrated_lufs)
