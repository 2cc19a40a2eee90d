"""Building on each other's videos: the layouts of duets, and later the challenges that travel as files."""

from studio.remix.layouts import LAYOUTS, Layout, layout_of

__all__ = ["LAYOUTS", "Layout", "layout_of"]
