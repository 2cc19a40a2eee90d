"""The built-in effects, one file each: a new file named in `_NAMES` is a new effect.

Effects know the contract (`studio.effect`) and the model, never each other.
"""

from importlib import import_module

from effects import colours, pictures, sounds, stickers, transitions, voices
from studio.effect import Effect

__all__ = ["all_effects"]

_NAMES = (
    "adjust",
    "look_meadow",
    "look_dusk",
    "look_chrome",
    "blur",
    "fade_in_by_word",
    "echo",
    "motion_fade",
    "motion_rise",
    "motion_slide_left",
    "motion_slide_right",
    "motion_slide_up",
    "motion_slide_down",
    "motion_zoom_in",
    "motion_zoom_out",
    "motion_spin",
    "motion_bounce",
    "motion_pop",
    "motion_swing",
    "motion_shake",
    "motion_wipe_right",
    "motion_wipe_left",
    "motion_wipe_down",
    "motion_wipe_up",
    "motion_doors",
    "motion_blur",
    "motion_flash",
    "motion_whip",
    "motion_roll",
    "motion_flicker",
    "loop_pulse",
    "loop_heartbeat",
    "loop_sway",
    "loop_float",
    "loop_drift",
    "loop_orbit",
    "loop_shake",
    "loop_hop",
    "loop_spin",
    "loop_wobble",
    "loop_blink",
    "loop_flicker",
    "loop_flash",
    "loop_zoom",
    "words_typewriter",
    "words_letters_fade",
    "words_rise",
    "words_drop",
    "words_pop",
    "words_shrink",
    "words_spin",
    "words_slide",
    "words_scatter",
    "words_fall",
    "lines_rise",
    "words_turn",
    "words_zoom",
    "lines_unfold",
    "letters_from_the_middle",
    "words_wave",
    "words_sway",
    "words_beat",
    "words_jitter",
    "words_blink",
    "words_hop",
    "words_tilt",
    "letters_pulse",
    "lines_drift",
    "letters_roll",
    "words_glimmer",
    "letters_bounce",
    "words_breathe",
    "letters_fan",
    "lines_nod",
)

_ROOMS = {
    "colours": colours.NAMES,
    "pictures": pictures.NAMES,
    "transitions": transitions.NAMES,
    "stickers": stickers.NAMES,
    "sounds": sounds.NAMES,
    "voices": voices.NAMES,
}


def all_effects() -> tuple[Effect, ...]:
    """Every built-in effect, in the order people see them."""
    from effects import looks  # with all that recipes are made of: a window is there before its looks are

    names = (*_NAMES, *(f"{room}.{name}" for room, names in _ROOMS.items() for name in names))
    found = [import_module(f"effects.{name}").EFFECT for name in names]
    return (*found[:4], *looks.LOOKS, *found[4:])
