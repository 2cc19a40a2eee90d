"""Voices: one file each, listed here in the order people see them."""

__all__ = ["NAMES"]

NAMES = (
    "deep",
    "giant",
    "chipmunk",
    "helium",
    "robot",
    "alien",
    "radio",
    "telephone",
    "megaphone",
    "cave",
    "underwater",
    "old_record",
    "stadium",
    "trembling",
)
