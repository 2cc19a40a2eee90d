"""What an edit raises when it cannot be done.

    studio.sentences.Refused     something a person asked for cannot be done
    └── EditRefused              ... because of how the project stands

It must never be raised for a mistake of ours: those are assertions and plain Python errors.
"""

from __future__ import annotations

from studio.sentences import Refused

__all__ = ["EditRefused"]


class EditRefused(Refused):
    """An edit that cannot be done on this project; `sentence` says why, in words for people."""
