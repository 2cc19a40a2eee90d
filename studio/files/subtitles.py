"""Subtitle files in and out: SRT, VTT, ASS, SSA, TTML, MicroDVD and words as JSON, in any encoding.

What comes in are words with times; where a file times whole lines only, the words of a line share its time by their
width. Whatever cannot be read has one sentence. It must never guess at times, and never run or fetch what a file names.
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from studio.files.atomic import write_whole
from studio.files.refused import FileRefused
from studio.model import Cue, Time, Word, round_to_flick, split_words, width_in_ems
from studio.sentences import say

__all__ = ["SUBTITLE_ENDINGS", "WRITTEN_ENDINGS", "Subtitles", "read_subtitles", "subtitles_text", "write_subtitles"]

SUBTITLE_ENDINGS = (".srt", ".vtt", ".ass", ".ssa", ".ttml", ".xml", ".sub", ".json")
WRITTEN_ENDINGS = (".srt", ".vtt", ".ass", ".json")
_MOST_BYTES = 20_000_000
_LONGEST_S = 86_400 * 4
_KARAOKE = re.compile(r"\{[^}]*\\[kK][fo]?(\d+)[^}]*\}([^{]*)")


class Subtitles(NamedTuple):
    """What a file said: words in the file's own time, and the language where it names one."""

    words: tuple[Word, ...]
    language: str = ""


def read_subtitles(path: Path, *, rate: Fraction = Fraction(25)) -> Subtitles:
    """The words of a subtitle file; `rate` is for the kinds that count frames. Raises `FileRefused`."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FileRefused(say("“{name}” is too large for subtitles.", name=path.name))
        data = path.read_bytes()
    except OSError as error:
        raise FileRefused(say("“{name}” could not be read.", name=path.name)) from error
    text = _decoded(data, path.name)
    if text.lstrip()[:1] in ("{", "[") and not text.lstrip().startswith(("{1}", "{0}", "[Script")):
        found = _from_json(text, path.name)
        if found is not None:
            return found
    words = _from_lines(text, path, float(rate) if rate > 0 else 25.0)
    if not words:
        raise FileRefused(say("There are no subtitles in “{name}”.", name=path.name))
    return Subtitles(tuple(words))


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # Loaded only here, because hardly any file needs it.
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        if best is None:
            sentence = say("“{name}” is not text that can be read. Save it as UTF-8.", name=name)
            raise FileRefused(sentence) from None
        text = data.decode(best.encoding, "replace")
    if "\0" in text:
        raise FileRefused(say("“{name}” is not a subtitle file.", name=name))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _from_lines(text: str, path: Path, fps: float) -> list[Word]:
    # Loaded only here, because starting the program must not wait for it.
    import pysubs2

    refused = FileRefused(say("“{name}” is not a subtitle file this program knows.", name=path.name))
    known = {".srt": "srt", ".vtt": "vtt", ".ass": "ass", ".ssa": "ssa", ".ttml": "ttml", ".xml": "ttml"}
    kind = known.get(path.suffix.lower())
    if kind == "vtt" and not text.lstrip("\ufeff \n").startswith("WEBVTT"):
        raise refused
    try:
        with warnings.catch_warnings():
            # It warns of odd styles; only words and times are of interest here.
            warnings.simplefilter("ignore")
            try:
                found = pysubs2.SSAFile.from_string(text, fps=fps)
            except pysubs2.exceptions.FormatAutodetectionError:
                if kind is None:
                    raise
                found = pysubs2.SSAFile.from_string(text, format_=kind, fps=fps)
    except (pysubs2.exceptions.Pysubs2Error, ValueError, KeyError, IndexError, SyntaxError, ArithmeticError) as error:
        raise refused from error
    words: list[Word] = []
    for event in sorted(found.events, key=lambda one: (one.start, one.end)):
        if event.is_drawing or event.is_comment or not 0 <= event.start < event.end <= _LONGEST_S * 1000:
            continue
        start, end = Fraction(event.start, 1000), Fraction(event.end, 1000)
        words += _timed(event.text, start, end) or _shared(_plain(event.plaintext), start, end)
    return words


def _plain(text: str) -> str:
    return re.sub(r"<[^<>\n]{0,80}>", "", html.unescape(text)).replace("\u200b", " ")


def _timed(text: str, start: Time, end: Time) -> list[Word]:
    r"""The words of an ASS line in which karaoke tags (`{\k20}`, in hundredths of a second) time each; else none."""
    words: list[Word] = []
    at, spaced = start, True
    for length, said in _KARAOKE.findall(text):
        until = min(end, at + Fraction(int(length), 100))
        part = _plain(said.replace("\\N", " ").replace("\\n", " ").replace("\\h", " "))
        new = _shared(part, at, until)
        if new:
            new[0] = msgspec.structs.replace(new[0], joined=not spaced and not part[:1].isspace())
        spaced = part[-1:].isspace()
        words += [msgspec.structs.replace(word, begins=False) for word in new]
        at = until
    if words:
        words[0] = msgspec.structs.replace(words[0], begins=True, joined=False)
    return words


def _shared(text: str, start: Time, end: Time) -> list[Word]:
    """The words of a line, sharing its time by their widths; a caption begins with the first."""
    tokens = split_words(text)
    widths = [Fraction(max(1, round(10 * width_in_ems(token)))) for token, _joined in tokens]
    total, at, words, done = sum(widths), start, list[Word](), Fraction(0)
    for number, ((token, joined), width) in enumerate(zip(tokens, widths, strict=True)):
        done += width
        until = round_to_flick(start + (end - start) * done / total)
        words.append(Word(text=token, start=at, end=until, joined=joined and number > 0, begins=number == 0))
        at = until
    return words


def _from_json(text: str, name: str) -> Subtitles | None:
    """Words of a recogniser: a list of words, or segments holding lists of words, each with text, start and end."""
    try:
        raw = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
    words = list(_words_in(raw, 0))
    if not words:
        raise FileRefused(say("There are no words with times in “{name}”.", name=name))
    language = raw.get("language", "") if isinstance(raw, dict) else ""
    return Subtitles(tuple(words), language if isinstance(language, str) else "")


def _words_in(raw: Any, depth: int) -> Iterable[Word]:
    if isinstance(raw, list):
        for part in raw:
            yield from _words_in(part, depth)
    elif isinstance(raw, dict) and depth < 4:
        inner = [raw[key] for key in ("words", "segments", "captions", "results") if isinstance(raw.get(key), list)]
        if inner and any(inner):
            for part in inner:
                if part:
                    first = True
                    for word in _words_in(part, depth + 1):
                        begins = word.begins or (first and "start" in raw)
                        yield msgspec.structs.replace(word, begins=begins, joined=word.joined and not begins)
                        first = False
                    return
        yield from _word_of(raw)


def _word_of(raw: dict[str, Any]) -> Iterable[Word]:
    said = raw.get("word", raw.get("text"))
    start, end = _seconds(raw, "start"), _seconds(raw, "end")
    if not isinstance(said, str) or not said.strip() or start is None or end is None or end < start:
        return
    parts = _shared(said, start, end)
    for number, part in enumerate(parts):
        begins = raw.get("begins") is True and number == 0
        joined = part.joined or (raw.get("joined") is True and number == 0)
        yield msgspec.structs.replace(
            part, begins=begins or ("word" not in raw and len(parts) > 1 and number == 0), joined=joined
        )


def _seconds(raw: dict[str, Any], key: str) -> Time | None:
    for name, unit in ((key, 1), (f"{key}_ms", 1000), (f"{key}Ms", 1000)):
        value = raw.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value / unit <= _LONGEST_S:
            return round_to_flick(Fraction(value) / unit)
    return None


def subtitles_text(cues: Sequence[Cue], ending: str) -> str:
    """The captions as the text of a file with that ending, in the time of the film. Raises `FileRefused`."""
    if ending not in WRITTEN_ENDINGS:
        sentence = say("Captions can be written as {endings}.", endings=", ".join(WRITTEN_ENDINGS))
        raise FileRefused(sentence)
    if ending == ".json":
        return _json_text(cues)
    import pysubs2

    made = pysubs2.SSAFile()
    for cue in cues:
        said = _karaoke_text(cue) if ending == ".ass" else cue.text.replace("\n", "\\N")
        start, end = (round(1000 * moment) for moment in (cue.span.start, cue.span.end))
        made.append(pysubs2.SSAEvent(start=start, end=end, text=said))
    text: str = made.to_string(ending[1:])
    return text


def _karaoke_text(cue: Cue) -> str:
    parts, at, done = [], cue.span.start, 0
    for number, (_begin, end) in enumerate(cue.places):
        until = cue.starts[number + 1] if number + 1 < len(cue.starts) else cue.span.end
        following = cue.places[number + 1][0] if number + 1 < len(cue.places) else end
        said = cue.text[done:following].replace("\n", "\\N").replace("{", "(").replace("}", ")")
        parts.append(f"{{\\k{round(100 * (until - at))}}}{said}")
        at, done = until, following
    return "".join(parts)


def _json_text(cues: Sequence[Cue]) -> str:
    words = [
        {
            "text": word.word.text,
            "start": round(float(word.span.start), 4),
            "end": round(float(word.span.end), 4),
            **({"joined": True} if word.word.joined else {}),
            **({"begins": True} if number == 0 else {}),
        }
        for cue in cues
        for number, word in enumerate(cue.words)
    ]
    return msgspec.json.format(msgspec.json.encode({"words": words}), indent=1).decode()


def write_subtitles(path: Path, cues: Sequence[Cue]) -> None:
    """Write the captions as the file's ending says. Raises `FileRefused`, also where there are none."""
    if not cues:
        raise FileRefused(say("There are no captions on the timeline."))
    write_whole(path, subtitles_text(cues, path.suffix.lower()).encode())
