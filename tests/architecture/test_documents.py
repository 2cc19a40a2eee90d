"""What is written about the project is true of it."""

from __future__ import annotations

import re
import tomllib

import numpy as np
import pytest

from tests.helpers.source_tree import ROOT

DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
# A room in the map: its name at the beginning of a line of the drawing, then what it is for.
IN_THE_MAP = re.compile(r"^    (\w+(?:\.py|/)) ", re.MULTILINE)


def text(name: str) -> str:
    """The text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_map_shows_every_room_and_only_rooms_that_are_there():
    drawing = re.search(r"^studio/\n(.*?)^effects/", text("ARCHITECTURE.md"), re.MULTILINE | re.DOTALL)
    rooms = {
        path.name + "/" * path.is_dir()
        for path in (ROOT / "studio").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert set(IN_THE_MAP.findall(drawing[1])) == rooms - {"__init__.py"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_a_document_names_is_there(document):
    linked = re.findall(r"\]\(([^)#:]+)\)", text(document))
    named = re.findall(r"`((?:studio|effects|assets|tests|packaging)/[\w./-]+)`", text(document))
    gone = [path for path in linked + named if not (ROOT / path).exists()]
    assert not gone


def test_the_lock_files_hold_what_the_project_needs():
    project = tomllib.loads(text("pyproject.toml"))
    needed = {name_of(line) for line in project["project"]["dependencies"]}
    for lock, more in (("requirements.lock", set()), ("requirements-test.lock", project["dependency-groups"]["test"])):
        locked = set(re.findall(r"^([\w.-]+)==", text(f"packaging/{lock}"), re.MULTILINE))
        assert needed | {name_of(line) for line in more} <= locked, "make them again: packaging/lock.py"


def name_of(requirement: str) -> str:
    """The name in a requirement, as lock files write it."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def test_the_lock_files_name_no_place():
    for lock in ("requirements.lock", "requirements-test.lock"):
        assert not re.search(r"://|^-|@ ", text(f"packaging/{lock}"), re.MULTILINE)
        requirements = re.findall(r"^[\w.-]+==.*$", text(f"packaging/{lock}"), re.MULTILINE)
        assert all(line.endswith("\\") for line in requirements), "each needs its hashes"


def test_the_effect_in_the_guide_works():
    names = {}
    exec(re.search(r"```python\n(.*?)```", text("CONTRIBUTING.md"), re.DOTALL)[1], names)
    white = np.ones((1, 3), np.float32)
    assert np.allclose(names["EFFECT"].apply(white, {"strength": 0.0}), white)
    assert np.allclose(names["EFFECT"].apply(white, {"strength": 100.0}), 0)
