"""The child that listens: sherpa-onnx with a model pack, speech by speech, word by word over a pipe.

A model is what a stranger made, and native code reads it: it runs here, never in the program itself. It must never
write a file or use the network.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from studio.media.child import LineReader, child_pipes, write_whole
from studio.media.open import MediaRefused
from studio.media.reading.sound_reader import SoundReader
from studio.media.transcribing.packs import Pack, checked
from studio.media.transcribing.process import needs_library
from studio.media.transcribing.words import words_of
from studio.model import SAMPLE_RATE
from studio.sentences import say
from studio.sounding import spoken

__all__ = ["recogniser_of", "transcribe_child_main"]

_LONGEST_S = 25.0
"""Recognisers of the Whisper kind hear 30 seconds at a time."""
_THREADS = 2


def transcribe_child_main() -> int:
    """Listen to the one file that is asked for, and say its words."""
    orders, reports = child_pipes()

    def tell(**what: object) -> None:
        write_whole(reports, json.dumps(what).encode() + b"\n")

    try:
        asked = json.loads(LineReader(orders).line())
        files = {role: Path(path) for role, path in asked["files"].items()}
        pack = checked(Pack(asked["name"], asked["kind"], Path(asked["folder"]), files, asked["hashes"]))
        _listen(asked, recogniser_of(pack, asked["language"]), tell)
    except MediaRefused as refused:
        tell(
            refused=refused.sentence.source, places={key: str(value) for key, value in refused.sentence.places.items()}
        )
    return 0


def recogniser_of(pack: Pack, language: str) -> Any:
    """sherpa-onnx's recogniser for the pack. Raises `MediaRefused` without the library or where it takes no model."""
    try:
        import sherpa_onnx
    except ImportError as error:
        raise MediaRefused(needs_library()) from error
    files = {role: str(path) for role, path in pack.files.items()}
    make: Callable[..., Any]
    more: dict[str, Any] = {}
    if pack.kind == "whisper":
        make, more = sherpa_onnx.OfflineRecognizer.from_whisper, {"language": language, "enable_token_timestamps": True}
    elif pack.kind == "sense-voice":
        make, more = sherpa_onnx.OfflineRecognizer.from_sense_voice, {"language": language, "use_itn": True}
    else:
        make = sherpa_onnx.OfflineRecognizer.from_transducer
    try:
        return make(**files, num_threads=_THREADS, **more)
    except (RuntimeError, ValueError, TypeError) as error:
        why = str(error).strip().splitlines()[0][:200]
        raise MediaRefused(say("The model “{name}” cannot be used: {why}", name=pack.name, why=why)) from error


def _listen(asked: dict[str, Any], recogniser: Any, tell: Callable[..., None]) -> None:
    reader = SoundReader(asked["path"], asked["track"])
    try:
        length = round(asked["seconds"] * SAMPLE_RATE)
        step = round(_LONGEST_S * SAMPLE_RATE)
        for first in range(0, length, 4 * step):
            block = reader.samples(first, min(4 * step, length - first))
            for start, end in _stretches(spoken(block)):
                sound = block[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)].mean(axis=1)
                stream = recogniser.create_stream()
                stream.accept_waveform(SAMPLE_RATE, sound)
                recogniser.decode_stream(stream)
                heard = stream.result
                tokens = list(zip(heard.tokens, heard.timestamps, strict=False))
                at = Fraction(first, SAMPLE_RATE)
                begin, until = (at + Fraction(round(moment * 1000), 1000) for moment in (start, end))
                words = words_of(heard.text, tokens, begin, until)
                tell(words=[[one.text, str(one.start), str(one.end), one.joined] for one in words])
            tell(done=min(first + 4 * step, length), total=length)
        if not length:
            tell(done=0, total=0)
    finally:
        reader.close()


def _stretches(spans: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Where someone speaks, none longer than a recogniser hears."""
    found = []
    for start, end in spans:
        while end - start > _LONGEST_S:
            found.append((start, start + _LONGEST_S))
            start += _LONGEST_S
        found.append((start, end))
    return found
