"""Fitted parameters in and out of `assets/reach`: arrays and texts in one file each, without pickled objects.

The same arrays give the same bytes. It must never hold a row of what was fitted on.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.sentences import Refused, say

__all__ = ["Parameters", "made_from", "packed", "packed_texts", "read_parameters", "shipped", "texts_of"]

Parameters = Mapping[str, NDArray[np.generic]]
_MOST_BYTES = 64 * 1024 * 1024
_THEN = (1980, 1, 1, 0, 0, 0)


def made_from(texts: Sequence[str], numbers: NDArray[np.float64]) -> NDArray[np.uint8]:
    """A digest of rows (16 bytes), by which a check tells that it was given the very rows of the fit."""
    digest = blake2b(digest_size=16)
    for text, number in sorted(zip(texts, numbers.tolist(), strict=True)):
        digest.update(f"{text}\n{number!r}\n".encode())
    return np.frombuffer(digest.digest(), dtype=np.uint8)


def packed_texts(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as one array of bytes."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def texts_of(packed: NDArray[np.generic]) -> tuple[str, ...]:
    """The texts that `packed_texts` took."""
    whole = packed.astype(np.uint8).tobytes().decode("utf-8")
    return tuple(whole.split("\n")) if whole else ()


def packed(arrays: Parameters) -> bytes:
    """Arrays as a `.npz` file, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted(arrays):
            part = io.BytesIO()
            np.lib.format.write_array(part, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy", _THEN), part.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def read_parameters(file: Path) -> Parameters:
    """The arrays of a `.npz` file. Raises `Refused` when it cannot be read."""
    try:
        with file.open("rb") as source:
            return _read(source.read(_MOST_BYTES))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise Refused(say("“{name}” holds no parameters of a forecast.", name=file.name)) from None


@cache
def shipped(name: str) -> Parameters:
    """The arrays that come with the program, such as `words`."""
    return _read((resources.files("assets") / "reach" / f"{name}.npz").read_bytes())


def _read(content: bytes) -> Parameters:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}
