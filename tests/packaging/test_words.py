"""A translated sentence reaches the person, in the window and on the command line."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from studio.cli import main
from studio.sentences import say, translate_with
from studio.ui.words import install_translation, shown
from tests.helpers.source_tree import ROOT


@pytest.fixture(scope="module")
def words() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words", ROOT / "packaging" / "words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def translated(words: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sentences of the command line, one of them in German, made as a translator makes them."""
    file = tmp_path_factory.mktemp("words") / "decollage_de.ts"
    words.write_words(file, "de", sorted((ROOT / "studio" / "cli").rglob("*.py")))
    tree = ET.parse(file)
    for message in tree.iter("message"):
        if message.findtext("source") == "“{name}” should end in .decollage.":
            translation = message.find("translation")
            translation.text = "Der Name „{name}“ muss auf .decollage enden."
            del translation.attrib["type"]
    tree.write(file, "utf-8")
    words.compile_words(file)
    return file


@pytest.fixture
def german(translated: Path):
    """The program speaks German, as far as it is translated."""
    install_translation(["fr", "de", "en"], translated.parent)
    yield translated
    translate_with(lambda source: source)


def test_a_sentence_with_places_is_said_in_the_language_of_the_window(german: Path):
    assert shown(say("“{name}” should end in .decollage.", name="é")) == "Der Name „é“ muss auf .decollage enden."
    assert shown(say("Not translated, {name}.", name="é")) == "Not translated, é."


def test_a_sentence_with_places_is_said_in_the_language_of_the_command_line(german: Path, capsys):
    assert main(["new", "é.txt"]) == 2
    assert capsys.readouterr().err == "Der Name „é.txt“ muss auf .decollage enden.\n"


def test_collecting_again_keeps_what_is_translated(words: ModuleType, translated: Path, tmp_path: Path):
    again = Path(shutil.copy(translated, tmp_path))
    before = words.translations_in(again)
    assert len(before) == 1
    words.write_words(again, "de", sorted((ROOT / "studio" / "cli").rglob("*.py")))
    assert words.translations_in(again) == before


def test_english_before_another_language_stays_english(german: Path):
    translate_with(lambda source: source)
    install_translation(["en-US", "de"], german.parent)
    assert shown(say("“{name}” should end in .decollage.", name="é")) == "“é” should end in .decollage."
