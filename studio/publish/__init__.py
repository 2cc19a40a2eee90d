"""From a project to a post: how to export for a platform, and what to look at before posting.

It must never block an export, and never promise what a platform will do.
"""

from studio.publish.preflight import check_for, missing_media
from studio.publish.presets import estimated_bytes, export_settings
from studio.publish.words import PlacedText, placed_texts

__all__ = ["PlacedText", "check_for", "estimated_bytes", "export_settings", "missing_media", "placed_texts"]
