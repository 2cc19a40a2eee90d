"""What a file tells of a person beside its picture and sound: names, and numbers of the device it was made with.

Read from the head only; nothing is decoded. It must never change a file.
"""

from __future__ import annotations

from pathlib import Path

from PIL import ExifTags, Image

from studio.media.open import MediaRefused, open_media

__all__ = ["personal_words"]

_PHOTOS = (".jpg", ".jpeg", ".tif", ".tiff", ".png", ".webp")
_EXIF = (ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.HostComputer)
_EXIF_INSIDE = (ExifTags.Base.CameraOwnerName, ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber)
_TAGS = (
    "artist",
    "author",
    "album_artist",
    "copyright",
    "composer",
    "performer",
    "owner",
    "com.apple.quicktime.author",
)


def personal_words(path: Path) -> tuple[str, ...]:
    """The names and numbers found, each once; nothing where there are none, or the file cannot be read."""
    found = _of_photo(path) if path.suffix.lower() in _PHOTOS else _of_film(path)
    return tuple(dict.fromkeys(word for word in found if word))


def _of_photo(path: Path) -> list[str]:
    try:
        with Image.open(path) as image:
            exif = image.getexif()
            inside = exif.get_ifd(ExifTags.IFD.Exif)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return []
    words = [exif.get(tag) for tag in _EXIF] + [inside.get(tag) for tag in _EXIF_INSIDE]
    return [str(word).strip("\0 ") for word in words if word]


def _of_film(path: Path) -> list[str]:
    try:
        with open_media(path) as container:
            told = {key.lower(): value for key, value in container.metadata.items()}
    except (OSError, MediaRefused):
        return []
    return [told[key].strip() for key in _TAGS if key in told]
