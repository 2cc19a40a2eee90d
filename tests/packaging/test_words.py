"""A translated sentence reaches the person, in the window and on the command line."""

from __future__ import annotations

import importlib.util
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


@pytest.fixture
def german(words: ModuleType, tmp_path: Path):
    """Two sentences in German, made as a translator makes them."""
    file = tmp_path / "decollage_de.ts"
    words.write_words(file, "de", sorted((ROOT / "studio").rglob("*.py")))
    tree = ET.parse(file)
    for message in tree.iter("message"):
        if message.findtext("source") == "“{name}” should end in .decollage.":
            translation = message.find("translation")
            translation.text = "Der Name „{name}“ muss auf .decollage enden."
            del translation.attrib["type"]
    tree.write(file, "utf-8")
    words.compile_words(file)
    install_translation(["fr", "de", "en"], tmp_path)
    yield file
    translate_with(lambda source: source)


def test_a_sentence_with_places_is_said_in_the_language_of_the_window(german: Path):
    assert shown(say("“{name}” should end in .decollage.", name="é")) == "Der Name „é“ muss auf .decollage enden."
    assert shown(say("Not translated, {name}.", name="é")) == "Not translated, é."


def test_a_sentence_with_places_is_said_in_the_language_of_the_command_line(german: Path, capsys):
    assert main(["new", "é.txt"]) == 2
    assert capsys.readouterr().err == "Der Name „é.txt“ muss auf .decollage enden.\n"


def test_collecting_again_keeps_what_is_translated(words: ModuleType, german: Path):
    before = words.translations_in(german)
    assert len(before) == 1
    words.write_words(german, "de", sorted((ROOT / "studio").rglob("*.py")))
    assert words.translations_in(german) == before


def test_english_before_another_language_stays_english(german: Path, tmp_path: Path):
    translate_with(lambda source: source)
    install_translation(["en-US", "de"], tmp_path)
    assert shown(say("“{name}” should end in .decollage.", name="é")) == "“é” should end in .decollage."
