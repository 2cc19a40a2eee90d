"""The effects this program has, the same in the window, on the command line and in children that export."""

from __future__ import annotations

from studio.effect import Effect, Effects

__all__ = ["built_in_effects", "effects_here"]


def effects_here() -> Effects:
    """All effects: built-in, and the person's own, loaded when the first is asked for. LUTs are read from disk, through
    the gate of all media.

    What the person's own cannot give is said on stderr, in a sentence each.
    """
    return Effects(_all, reading=_read)


def _all() -> tuple[Effect, ...]:
    from studio.cli.own_effects import own_effects
    from studio.cli.words import complain
    from studio.session import effects_folder

    built_in = built_in_effects()
    return (*built_in, *own_effects(effects_folder(), [effect.id for effect in built_in], complain))


def built_in_effects() -> tuple[Effect, ...]:
    """The effects that come with the program, in the order people see them, MoviePy's last."""
    from effects import all_effects
    from studio.moviepy import moviepy_effects

    return (*all_effects(), *moviepy_effects())


def _read(path: str) -> bytes:
    from studio.media.reading.lut_file import read_lut  # loads FFmpeg, which not every command needs

    return read_lut(path)
