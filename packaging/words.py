"""Collects the program's sentences for a translator: `.venv/bin/python packaging/words.py de`.

Writes every `say("…")` into assets/translations/decollage_de.ts, where Qt Linguist or a text editor fills in the other
language, and makes the .qm file the program reads. Run it again after either side changed: what is translated stays.
Qt's own `lupdate` is no use here: it files a sentence under the class it stands in, which `say` cannot know.
It must never change a translation.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "assets" / "translations"
CONTEXT = "studio"


def marked_sentences(files: Iterable[Path]) -> Iterator[tuple[str, Path, int]]:
    """Each sentence marked with `say`, its file and its line."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                source = node.args[0]
                if isinstance(source, ast.Constant) and isinstance(source.value, str):
                    yield source.value, file, node.lineno


def translations_in(path: Path) -> dict[str, str]:
    """What a .ts file has translated so far, by the English sentence."""
    if not path.exists():
        return {}
    messages = ET.parse(path).iter("message")
    pairs = ((message.findtext("source") or "", message.findtext("translation") or "") for message in messages)
    return {source: translation for source, translation in pairs if translation}


def write_words(path: Path, language: str, files: Iterable[Path]) -> int:
    """Write the .ts file anew, keeping what is translated; gives how many sentences wait for a translation."""
    done = translations_in(path)
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    places: dict[str, list[tuple[Path, int]]] = {}
    for source, file, line in marked_sentences(files):
        places.setdefault(source, []).append((file, line))
    for source, found in places.items():
        message = _message(context, source, done.get(source, ""), "unfinished")
        for number, (file, line) in enumerate(found):
            name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
            message.insert(number, ET.Element("location", filename=name, line=str(line)))
    for source in done.keys() - places.keys():
        _message(context, source, done[source], "vanished")
    ET.indent(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, "utf-8"))
    return len(places.keys() - done.keys())


def _message(context: ET.Element, source: str, translation: str, mark: str) -> ET.Element:
    message = ET.SubElement(context, "message")
    ET.SubElement(message, "source").text = source
    written = ET.SubElement(message, "translation")
    written.text = translation
    if mark == "vanished" or not translation:
        written.set("type", mark)
    return message


def compile_words(path: Path) -> Path:
    """Make the .qm file beside a .ts file; sentences without a translation stay English."""
    import PySide6

    release = next(Path(PySide6.__file__).parent.glob("lrelease*"))
    made = path.with_suffix(".qm")
    subprocess.run([release, "-silent", path, "-qm", made], check=True)
    return made


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which language: .venv/bin/python packaging/words.py de")
    words = FOLDER / f"decollage_{sys.argv[1]}.ts"
    sources = sorted(file for room in ("studio", "effects") for file in (ROOT / room).rglob("*.py"))
    waiting = write_words(words, sys.argv[1], sources)
    compile_words(words)
    print(f"{words}: {waiting} sentences wait for a translation.")
