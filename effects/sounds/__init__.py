"""What changes a sound: one file each, listed here in the order people see them."""

__all__ = ["NAMES"]

NAMES = (
    "equaliser",
    "pitch",
    "pan",
    "compressor",
    "limiter",
    "denoise",
    "gate",
    "deesser",
    "reverb",
    "ping_pong",
    "chorus",
    "drive",
    "bit_crusher",
    "ring_modulator",
    "tremolo",
)
