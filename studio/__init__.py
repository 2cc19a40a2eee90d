"""Décollage: a desktop studio for short videos.

This package must never import anything on its own: each room is imported by who needs it.
"""

__version__ = "0.1.0"
