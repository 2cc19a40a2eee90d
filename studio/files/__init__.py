"""The saved form of a project: its file, its journal, its lock, its earlier versions.

This room writes JSON and bytes; it must never decide when to save, nor ask the person anything.
"""

from studio.files.atomic import write_whole
from studio.files.backups import backups
from studio.files.beside import EXTENSION
from studio.files.collect import ZIP, CollectCancelled, Collected, collect
from studio.files.journal import Journal
from studio.files.lock import Holder, ProjectLock, who_has
from studio.files.project_file import (
    FORMAT,
    MOST_BYTES,
    Loaded,
    load_project,
    project_from_json,
    project_json,
    save_project,
)
from studio.files.recovery import Recovery, discard_recovery, find_recovery, list_recoveries
from studio.files.refused import FileRefused
from studio.files.safe_zip import SafeZip, ZipEntry, ZipRules
from studio.files.uncollect import uncollect
from studio.files.upgrades import SCHEMA

__all__ = [
    "EXTENSION",
    "FORMAT",
    "MOST_BYTES",
    "SCHEMA",
    "ZIP",
    "CollectCancelled",
    "Collected",
    "FileRefused",
    "Holder",
    "Journal",
    "Loaded",
    "ProjectLock",
    "Recovery",
    "SafeZip",
    "ZipEntry",
    "ZipRules",
    "backups",
    "collect",
    "discard_recovery",
    "find_recovery",
    "list_recoveries",
    "load_project",
    "project_from_json",
    "project_json",
    "save_project",
    "uncollect",
    "who_has",
    "write_whole",
]
