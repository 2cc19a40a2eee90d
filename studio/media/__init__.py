"""Files of sound and picture, in and out: the only room that knows PyAV and FFmpeg.

It must never decide what a moment looks like: it reads what is asked for and writes what it is given.
What looking into a file does not need (drawing, encoding, playing) is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from studio.media.open import MediaRefused
from studio.media.probe import Facts, fingerprint, make_asset, probe

if TYPE_CHECKING:
    from studio.media.analyse import peaks, thumbnail, thumbnail_from
    from studio.media.export import ExportCancelled, ExportResult
    from studio.media.export_child import export_child_main
    from studio.media.export_messages import ExportEvent
    from studio.media.export_process import ExportProcess
    from studio.media.export_settings import ExportSettings, film_settings
    from studio.media.play import Counts, Playback
    from studio.media.probe_process import ProbeChildren
    from studio.media.proxies import ProxyStore
    from studio.media.proxy_process import ProxyMaker, ProxyState
    from studio.media.read import MediaSources
    from studio.media.receipt import Proof, Receipt, proof_words, receipt_json
    from studio.media.segment_store import SegmentStore
    from studio.media.works import Animation, PictureSequence, SoundFile, Still, Work

__all__ = [
    "Animation",
    "Counts",
    "ExportCancelled",
    "ExportEvent",
    "ExportProcess",
    "ExportResult",
    "ExportSettings",
    "Facts",
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
]

_HOMES = {
    "analyse": ("peaks", "thumbnail", "thumbnail_from"),
    "export": ("ExportCancelled", "ExportResult"),
    "export_child": ("export_child_main",),
    "export_messages": ("ExportEvent",),
    "export_process": ("ExportProcess",),
    "play": ("Counts", "Playback"),
    "probe_process": ("ProbeChildren",),
    "proxies": ("ProxyStore",),
    "proxy_process": ("ProxyMaker", "ProxyState"),
    "read": ("MediaSources",),
    "receipt": ("Proof", "Receipt", "proof_words", "receipt_json"),
    "segment_store": ("SegmentStore",),
    "export_settings": ("ExportSettings", "film_settings"),
    "works": ("Animation", "PictureSequence", "SoundFile", "Still", "Work"),
}
"""Where each of these names comes from. A name may not be that of its module: Python would give the module."""
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found
