"""Where the program keeps what is its own: drafts, the store of encoded segments, settings, the log.

Everything lies under one folder when DECOLLAGE_HOME names it; otherwise where the system wants such things.
It must never decide what lies in them.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

__all__ = [
    "drafts_folder",
    "effects_folder",
    "exports_folder",
    "home_folder",
    "indexes_folder",
    "library_file",
    "log_file",
    "looked_into_file",
    "models_folder",
    "own_priors_file",
    "previews_folder",
    "proxies_folder",
    "recent_file",
    "settings_file",
    "sounds_folder",
    "store_folder",
]

_NAME = "decollage"


def home_folder() -> Path:
    """The folder for what must not be lost."""
    home = os.environ.get("DECOLLAGE_HOME")
    return Path(home) if home else Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def drafts_folder() -> Path:
    """Where projects live that were never given a place."""
    return home_folder() / "drafts"


def effects_folder() -> Path:
    """Effects that the person wrote or was given: files of Python, trusted as the program is."""
    return home_folder() / "effects"


def models_folder() -> Path:
    """Speech models that the person brought."""
    return home_folder() / "speech-models"


def exports_folder() -> Path:
    """Exports that wait or are under way."""
    return home_folder() / "exports"


def recent_file() -> Path:
    """The list of projects opened last."""
    return home_folder() / "recent.json"


def settings_file() -> Path:
    """What the person chose for the program itself."""
    return home_folder() / "settings.json"


def own_priors_file() -> Path:
    """What the person's own posts taught the forecast."""
    return home_folder() / "own-priors.json"


def library_file() -> Path:
    """What the person likes and sees in the library."""
    return home_folder() / "library.json"


def sounds_folder() -> Path:
    """Sounds that came with the program and that projects use."""
    return home_folder() / "sounds"


def previews_folder() -> Path:
    """Small moving pictures of looks, effects and transitions on the person's own clips."""
    return store_folder() / "previews"


def log_file() -> Path:
    """Where details of failures go."""
    return home_folder() / "decollage.log"


def indexes_folder() -> Path:
    """When every picture of a film is shown, and where decoding may start: measured once."""
    return store_folder() / "indexes"


def looked_into_file() -> Path:
    """Which media files were looked into by a child with limits."""
    return store_folder() / "looked-into"


def proxies_folder() -> Path:
    """Small copies of heavy films, for previews."""
    return store_folder() / "proxies"


def store_folder() -> Path:
    """Encoded segments and other things that can be made again."""
    home = os.environ.get("DECOLLAGE_HOME")
    return Path(home) / "store" if home else Path(platformdirs.user_cache_dir(_NAME, appauthor=False)) / "store"
