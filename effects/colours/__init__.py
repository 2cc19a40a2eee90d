"""What changes colours beside Adjust and the looks: one file each, listed here in the order people see them."""

__all__ = ["NAMES"]

NAMES = (
    "curves",
    "hsl",
    "wheels",
    "split_toning",
    "channel_mixer",
    "black_and_white",
    "duotone",
    "posterize",
    "invert",
    "lut",
)
