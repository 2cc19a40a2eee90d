"""How the timeline behaves, kept from one start to the next: magnet, snapping, linkage.

It must never decide anything: the session holds the choices.
"""

from __future__ import annotations

from studio.session import LINKED
from studio.ui.bridge import Bridge
from studio.ui.preferences import Preferences

__all__ = ["keep_choices"]


def keep_choices(bridge: Bridge, preferences: Preferences) -> None:
    """Give the session the choices of the last time, and keep each change of them."""
    session, kept = bridge.session, preferences.settings
    session.set_magnet(kept.magnet)
    session.set_snapping(kept.snapping)
    session.set_linked(LINKED - set(kept.unlinked))

    def keep() -> None:
        unlinked = tuple(sorted(LINKED - session.linked))
        preferences.change(magnet=session.magnet, snapping=session.snapping, unlinked=unlinked)

    bridge.settings_changed.connect(keep)
