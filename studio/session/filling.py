"""What is measured before slots are filled, for whoever may not know media files. On a worker: it decodes.

It must never choose: that is the remix room's.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from studio.model import Asset
from studio.sentences import Refused
from studio.session.homes import store_folder

if TYPE_CHECKING:
    from studio.media.glances import Glance
    from studio.remix import Looks

__all__ = ["look_at"]


def look_at(assets: Sequence[Asset]) -> Looks:
    """What each file is like at a few moments; nothing for one that cannot be opened."""
    store = store_folder()

    def one(asset: Asset) -> tuple[Glance, ...]:
        from studio.media.glances import glances_of

        try:
            return glances_of(asset, cache=store)
        except Refused:
            return ()

    with ThreadPoolExecutor(2 if len(assets) > 1 else 1, "glancing") as workers:
        return {asset.id: found for asset, found in zip(assets, workers.map(one, assets), strict=True)}
