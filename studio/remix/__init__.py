"""Building on each other's videos: the layouts of duets, and challenges that travel as files."""

from studio.remix.filling import (
    Choice,
    Filling,
    Looks,
    best_filling,
    filled_with,
    next_best,
    own_media,
    ranked,
    wanted_looks,
    why_there,
)
from studio.remix.layouts import LAYOUTS, Layout, layout_of
from studio.remix.manifest import Manifest, manifest_schema
from studio.remix.package import (
    CHALLENGE,
    Opened,
    need_packable,
    open_challenge,
    pack_challenge,
    signature_of,
    unpack_challenge,
)
from studio.remix.signing import Signature, Signer, make_key, read_signer

__all__ = [
    "CHALLENGE",
    "LAYOUTS",
    "Choice",
    "Filling",
    "Layout",
    "Looks",
    "Manifest",
    "Opened",
    "Signature",
    "Signer",
    "best_filling",
    "filled_with",
    "layout_of",
    "make_key",
    "manifest_schema",
    "need_packable",
    "next_best",
    "open_challenge",
    "own_media",
    "pack_challenge",
    "ranked",
    "read_signer",
    "signature_of",
    "unpack_challenge",
    "wanted_looks",
    "why_there",
]
