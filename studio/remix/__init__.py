"""Building on each other's videos: the layouts of duets, and challenges that travel as files."""

from studio.remix.layouts import LAYOUTS, Layout, layout_of
from studio.remix.package import CHALLENGE, Manifest, Opened, open_challenge, pack_challenge, unpack_challenge

__all__ = [
    "CHALLENGE",
    "LAYOUTS",
    "Layout",
    "Manifest",
    "Opened",
    "layout_of",
    "open_challenge",
    "pack_challenge",
    "unpack_challenge",
]
