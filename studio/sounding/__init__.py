"""What sound effects are made of: filters, levels, spaces, spectra, grains, and tools ready to be steps of a voice.

Every function gives (samples, state) for (samples, state), never writes into what it is given, and gives the same
whichever way a sound is cut into pieces. What begins anew does so at whole multiples of `ROUND` samples.
"""

from studio.sounding.beats import Beat, Beats, find_beats
from studio.sounding.blocks import RATE, ROUND
from studio.sounding.grains import PITCH_DELAY, RESTART, pitched
from studio.sounding.hearing import late_s, offset_s, spoken
from studio.sounding.levels import DEESSER_DELAY, LIMITER_DELAY, STEP, compressed, deessed, gated, limited
from studio.sounding.shapes import crushed, driven, panned, ringing, trembling
from studio.sounding.spaces import (
    bounced_to_and_fro,
    chorus_tail_s,
    chorused,
    delay_tail_s,
    reverb_tail_s,
    reverberated,
)
from studio.sounding.spectra import FRAME, denoised, robotic
from studio.sounding.tools import equalised
from studio.sounding.voices import Step, voice

__all__ = [
    "DEESSER_DELAY",
    "FRAME",
    "LIMITER_DELAY",
    "PITCH_DELAY",
    "RATE",
    "RESTART",
    "ROUND",
    "STEP",
    "Beat",
    "Beats",
    "Step",
    "bounced_to_and_fro",
    "chorus_tail_s",
    "chorused",
    "compressed",
    "crushed",
    "deessed",
    "delay_tail_s",
    "denoised",
    "driven",
    "equalised",
    "find_beats",
    "gated",
    "late_s",
    "limited",
    "offset_s",
    "panned",
    "pitched",
    "reverb_tail_s",
    "reverberated",
    "ringing",
    "robotic",
    "spoken",
    "trembling",
    "voice",
]
