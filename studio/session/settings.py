"""What a person chose for the program itself: looks, keys, lengths, limits; kept in one small file.

It must never hold anything about a project, and never fail: a file that cannot be read gives the usual choices.
"""

from __future__ import annotations

import contextlib
from fractions import Fraction
from typing import Literal

import msgspec

from studio.model import Time
from studio.session.homes import settings_file

__all__ = ["Settings", "read_settings", "write_settings"]

STORE_GB = 12.0
AUTOSAVE_S = 2.0
PHOTO_S = 5.0
TITLE_S = 3.0
TRANSITION_S = 0.5
_GB = 1 << 30


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every choice with its usual value.

    `motion` is whether things may move by themselves. `language` is a code such as `de`, empty for the system's.
    `keymap` names a keymap of `assets/keymaps`, or is `own`:
    then `own_keys` (keys by command id) stand over those of `own_from`. Lengths ending in `_s` are seconds,
    `store_gb` is how much of the disk what can be made again may take. `microphone` and `camera` are the ones used
    last, empty for the usual ones; `round_trips_s` is by how much sound comes later than devices say, by microphone.
    `magnet`, `snapping` and `unlinked` (kinds of layers whose items do not go with their clips) are as last chosen.
    """

    theme: Literal["dark", "light"] = "dark"
    motion: Literal["system", "full", "reduced"] = "system"
    language: str = ""
    keymap: str = "capcut"
    own_from: str = "capcut"
    own_keys: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    proxies: bool = True
    live_door: bool = False
    store_gb: float = STORE_GB
    autosave_s: float = AUTOSAVE_S
    photo_s: float = PHOTO_S
    title_s: float = TITLE_S
    transition_s: float = TRANSITION_S
    microphone: str = ""
    camera: str = ""
    countdown_s: int = 3
    round_trips_s: dict[str, float] = msgspec.field(default_factory=dict)
    magnet: bool = True
    snapping: bool = True
    unlinked: tuple[str, ...] = ()

    @property
    def photo(self) -> Time:
        """How long a photo lies on the timeline at first."""
        return Fraction(str(self.photo_s))

    @property
    def title(self) -> Time:
        """How long a title lies on the timeline at first."""
        return Fraction(str(self.title_s))

    @property
    def transition(self) -> Time:
        """How long a transition is at first."""
        return Fraction(str(self.transition_s))

    @property
    def piece_bytes(self) -> int:
        """How much encoded pieces may take: a third of the store."""
        return round(self.store_gb * _GB / 3)

    @property
    def proxy_bytes(self) -> int:
        """How much proxies may take: two thirds of the store."""
        return round(self.store_gb * _GB * 2 / 3)


_decoder = msgspec.json.Decoder(Settings)


def read_settings() -> Settings:
    """The choices of this person; the usual ones where there are none or they cannot be read."""
    try:
        read = _decoder.decode(settings_file().read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Settings()
    return _within_reason(read)


def write_settings(settings: Settings) -> None:
    """Keep the choices. Where the disk refuses, they last until the program ends."""
    target = settings_file()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1))
        beside.replace(target)


def _within_reason(read: Settings) -> Settings:
    """Numbers that somebody wrote into the file by hand are taken only where they make sense."""
    return msgspec.structs.replace(
        read,
        countdown_s=read.countdown_s if read.countdown_s in (0, 3, 5) else 3,
        store_gb=_between(read.store_gb, 1.0, 500.0, STORE_GB),
        autosave_s=_between(read.autosave_s, 1.0, 120.0, AUTOSAVE_S),
        photo_s=_between(read.photo_s, 0.1, 60.0, PHOTO_S),
        title_s=_between(read.title_s, 0.1, 60.0, TITLE_S),
        transition_s=_between(read.transition_s, 0.1, 5.0, TRANSITION_S),
    )


def _between(number: float, low: float, high: float, usual: float) -> float:
    return number if low <= number <= high else usual
