"""Files of sound and picture, in and out: the only room that knows PyAV and FFmpeg.

It must never decide what a moment looks like: it reads what is asked for and writes what it is given.
"""

from studio.media.analyse import peaks, thumbnail, thumbnail_from
from studio.media.export import ExportCancelled, ExportResult, export
from studio.media.export_process import ExportEvent, ExportProcess, export_child_main
from studio.media.open import MediaRefused
from studio.media.play import Counts, Playback
from studio.media.probe import Facts, fingerprint, make_asset, probe
from studio.media.read import MediaSources
from studio.media.segments import SegmentStore
from studio.media.write import ExportSettings

__all__ = [
    "Counts",
    "ExportCancelled",
    "ExportEvent",
    "ExportProcess",
    "ExportResult",
    "ExportSettings",
    "Facts",
    "MediaRefused",
    "MediaSources",
    "Playback",
    "SegmentStore",
    "export",
    "export_child_main",
    "fingerprint",
    "make_asset",
    "peaks",
    "probe",
    "thumbnail",
    "thumbnail_from",
]
