"""`decollage probe`: what media files are, for people in plain words or as JSON.

It must never open a file itself: it shows what a look into it found.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import DONE, REFUSED, Parser, complain, print_json, seconds, table
from studio.model import Time
from studio.sentences import Sentence, say

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = ["run_probe"]


def run_probe(argv: list[str]) -> int:
    """Show what files are, one object or one row each."""
    from studio.session import probe_all

    parser = Parser("probe", say("Shows what media files are; --json gives one object a line."))
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    refused: list[Sentence] = []
    for file in asked.files:
        probed = probe_all([file])
        refused += [refusal.sentence for refusal in probed.refused]
        facts = probed.facts[0] if probed.facts else None
        if asked.json:
            print_json(_record(file, facts, probed.refused[0].sentence if probed.refused else None))
        else:
            _print_facts(file, facts, probed.refused[0].sentence if probed.refused else None)
    if not refused:
        return DONE
    if len(refused) == 1:
        complain(refused[0])
    else:
        complain(say("{count} of {all} files cannot be used.", count=len(refused), all=len(asked.files)))
    return REFUSED


# What the JSON calls each of the facts.
_NAMES = {
    "kind": "kind",
    "duration": "duration",
    "width": "width",
    "height": "height",
    "fps": "rate",
    "rotation": "rotation",
    "mirrored": "mirrored",
    "has_audio": "has_sound",
    "start": "start",
    "frames": "frames",
    "key_frames": "key_frames",
    "variable_rate": "variable",
    "step_min": "smallest_step",
    "step_max": "largest_step",
    "interlaced": "interlaced",
    "colour": "colour",
    "full_range": "full_range",
    "hdr": "light",
    "bits": "bits",
    "alpha": "has_alpha",
    "picture_tracks": "picture_tracks",
    "sound_tracks": "sound_tracks",
    "channels": "channels",
    "sample_rate": "sample_rate",
}


def _record(file: Path, facts: Facts | None, refusal: Sentence | None) -> dict[str, Any]:
    found = {name: getattr(facts, field) if facts is not None else None for name, field in _NAMES.items()}
    codecs = list(facts.codecs) if facts is not None else []
    problems = list(facts.problems) if facts is not None else [refusal]
    return {"file": str(file), **found, "codecs": codecs, "problems": problems}


def _print_facts(file: Path, facts: Facts | None, refusal: Sentence | None) -> None:
    if facts is None:
        assert refusal is not None
        print(f"{file}: {refusal.translated()}")
        return
    size = f"{facts.width}×{facts.height}" if facts.width else ""
    rate = f"{float(facts.rate):.5g} fps" if facts.rate else ""
    length = f"{seconds(facts.duration)} s" if facts.duration else ""
    turned = say("turned {degrees}°", degrees=facts.rotation).translated() if facts.rotation else ""
    mirrored = say("mirrored").translated() if facts.mirrored else ""
    sound = say("with sound").translated() if facts.has_sound and facts.kind != "sound" else ""
    parts = [facts.kind, size, rate, length, turned, mirrored, sound, ", ".join(facts.codecs)]
    print(f"{file}: {'  '.join(part for part in parts if part)}")
    for line in (_pictures(facts), _colours(facts), _tracks(facts)):
        if line:
            print(f"  {', '.join(part.translated() for part in line)}")
    if facts.problems:
        print(table([(f"! {problem.translated()}",) for problem in facts.problems], "  "))


def _pictures(facts: Facts) -> list[Sentence]:
    """How many pictures there are, and when they are shown."""
    said: list[Sentence] = []
    if facts.frames:
        said.append(say("{count} pictures, {keys} of them key frames", count=facts.frames, keys=facts.key_frames))
    if facts.variable:
        low, high = _thousandths(facts.smallest_step), _thousandths(facts.largest_step)
        said.append(say("variable rate: {low} to {high} ms from one to the next", low=low, high=high))
    if facts.interlaced:
        said.append(say("interlaced, made whole as it is read"))
    if facts.start:
        said.append(say("its own clock begins at {start} s", start=seconds(facts.start)))
    return said


def _thousandths(step: Time) -> str:
    return f"{float(step * 1000):.4g}"


def _colours(facts: Facts) -> list[Sentence]:
    """How colour is stored, and what becomes of it."""
    said: list[Sentence] = []
    if facts.colour and facts.colour != "RGB":
        said.append(say("colours in {name}", name=facts.colour))
    if facts.colour != "RGB" and facts.full_range:
        said.append(say("full range"))
    if facts.bits > 8:
        said.append(say("{bits} bits", bits=facts.bits))
    if facts.light:
        said.append(say("HDR ({name}), shown in the standard range", name=facts.light))
    if facts.has_alpha:
        said.append(say("can be transparent"))
    return said


def _tracks(facts: Facts) -> list[Sentence]:
    """What sound there is, and what is not used."""
    said: list[Sentence] = []
    if facts.channels:
        said.append(say("{channels} channels at {rate} Hz", channels=facts.channels, rate=facts.sample_rate))
    if facts.channels > 2:
        said.append(say("mixed down to stereo"))
    if facts.sound_tracks > 1:
        said.append(say("{count} sound tracks, the default one is used", count=facts.sound_tracks))
    if facts.picture_tracks > 1:
        said.append(say("{count} picture tracks, one is used", count=facts.picture_tracks))
    return said
