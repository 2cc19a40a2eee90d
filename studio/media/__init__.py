"""Files of sound and picture, in and out: the only room that knows PyAV and FFmpeg.

It must never decide what a moment looks like: it reads what is asked for and writes what it is given.
Each name is loaded when it is first asked for: a child without PyAV (the camera's) must be able to live in here.

Its rooms, each importing only what stands to its right: `recording → playing | exporting → proving → writing →
glances → analyse → read → proxies → looking → reading → open, child, kept_files, fingerprints`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.media.analyse import peaks, thumbnail, thumbnail_from
    from studio.media.exporting.export import ExportResult
    from studio.media.exporting.export_child import export_child_main
    from studio.media.exporting.export_messages import ExportEvent
    from studio.media.exporting.export_process import ExportProcess
    from studio.media.exporting.segment_store import SegmentStore
    from studio.media.looking.probe import Facts, fingerprint, make_asset, probe
    from studio.media.looking.probe_process import ProbeChildren
    from studio.media.open import MediaRefused
    from studio.media.playing.levels import Level
    from studio.media.playing.play import Counts, Playback
    from studio.media.proving.receipt import Proof, Receipt, proof_words, receipt_json, write_receipt
    from studio.media.proxies.kept_previews import KeptPreviews
    from studio.media.proxies.proxy_process import ProxyMaker, ProxyState
    from studio.media.proxies.proxy_store import ProxyStore
    from studio.media.read import MediaSources
    from studio.media.writing.export_settings import ExportSettings, film_settings
    from studio.media.writing.wanted import ExportCancelled
    from studio.media.writing.works import Animation, PictureSequence, SoundFile, Still, Work

__all__ = [
    "Animation",
    "Counts",
    "ExportCancelled",
    "ExportEvent",
    "ExportProcess",
    "ExportResult",
    "ExportSettings",
    "Facts",
    "KeptPreviews",
    "Level",
    "MediaRefused",
    "MediaSources",
    "PictureSequence",
    "Playback",
    "ProbeChildren",
    "Proof",
    "ProxyMaker",
    "ProxyState",
    "ProxyStore",
    "Receipt",
    "SegmentStore",
    "SoundFile",
    "Still",
    "Work",
    "export_child_main",
    "film_settings",
    "fingerprint",
    "make_asset",
    "peaks",
    "probe",
    "proof_words",
    "receipt_json",
    "thumbnail",
    "thumbnail_from",
    "write_receipt",
]

_HOMES = {
    "analyse": ("peaks", "thumbnail", "thumbnail_from"),
    "exporting.export": ("ExportResult",),
    "exporting.export_child": ("export_child_main",),
    "exporting.export_messages": ("ExportEvent",),
    "exporting.export_process": ("ExportProcess",),
    "playing.levels": ("Level",),
    "playing.play": ("Counts", "Playback"),
    "looking.probe": ("Facts", "fingerprint", "make_asset", "probe"),
    "looking.probe_process": ("ProbeChildren",),
    "open": ("MediaRefused",),
    "proxies.kept_previews": ("KeptPreviews",),
    "proxies.proxy_store": ("ProxyStore",),
    "proxies.proxy_process": ("ProxyMaker", "ProxyState"),
    "read": ("MediaSources",),
    "proving.receipt": ("Proof", "Receipt", "proof_words", "receipt_json", "write_receipt"),
    "exporting.segment_store": ("SegmentStore",),
    "writing.export_settings": ("ExportSettings", "film_settings"),
    "writing.wanted": ("ExportCancelled",),
    "writing.works": ("Animation", "PictureSequence", "SoundFile", "Still", "Work"),
}
"""Where each of these names comes from."""
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found
