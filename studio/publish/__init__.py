"""From a project to a post: how to export for a platform, what to look at before posting, and what goes with the file.

It must never block an export, and never promise what a platform will do.
"""

from studio.publish.choices import (
    CODEC_NAMES,
    FORMATS,
    QUALITIES,
    Choice,
    Format,
    Quality,
    cover_works,
    expected_bytes,
    grouped,
    most_bytes,
    work_for,
)
from studio.publish.covers import WantedCover, covers
from studio.publish.credits import credit_lines
from studio.publish.declared import is_own
from studio.publish.fixes import FIXES, Fix, mended
from studio.publish.found import Measured
from studio.publish.given import Given
from studio.publish.guide import guide_clips, without_guide
from studio.publish.metadata import film_metadata
from studio.publish.post_sheet import write_checked_sheet, write_post_sheet
from studio.publish.post_words import words_within
from studio.publish.preflight import check_for, every_problem, film_project, missing_media, problems_anywhere, set_aside
from studio.publish.presets import estimated_bytes, export_settings
from studio.publish.words import PlacedText, placed_texts, placed_words

__all__ = [
    "CODEC_NAMES",
    "FIXES",
    "FORMATS",
    "QUALITIES",
    "Choice",
    "Fix",
    "Format",
    "Given",
    "Measured",
    "PlacedText",
    "Quality",
    "WantedCover",
    "check_for",
    "cover_works",
    "covers",
    "credit_lines",
    "estimated_bytes",
    "every_problem",
    "expected_bytes",
    "export_settings",
    "film_metadata",
    "film_project",
    "grouped",
    "guide_clips",
    "is_own",
    "mended",
    "missing_media",
    "most_bytes",
    "placed_texts",
    "placed_words",
    "problems_anywhere",
    "set_aside",
    "without_guide",
    "words_within",
    "work_for",
    "write_checked_sheet",
    "write_post_sheet",
]
