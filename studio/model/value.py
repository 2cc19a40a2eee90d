"""What every value of a project is: frozen, comparable, hashable, and kind to newer files.

It must never hold anything that can change.
"""

from __future__ import annotations

import msgspec

__all__ = ["Value"]


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all values in a project.

    `extra` is JSON text of the keys that a newer program wrote here and this one does not know;
    the file room fills it while loading and writes it back while saving.
    """

    extra: str = ""
