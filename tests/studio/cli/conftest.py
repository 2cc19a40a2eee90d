"""What the tests of the command line share: what was looked into once need not be looked into by each of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.cli import main
from studio.session import looked_into_file


@pytest.fixture(scope="module")
def looked_into_before(homes: Iterator[Path]) -> Path:
    """The record of the home that fixtures of a whole module work in."""
    return looked_into_file()


@pytest.fixture(autouse=True)
def _known_files(looked_into_before: Path, home: Path) -> None:
    """Files that a fixture of the module brought in are known in this test's own home, too."""
    if looked_into_before.exists() and looked_into_before != looked_into_file():
        looked_into_file().parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(looked_into_before, looked_into_file())


@pytest.fixture(scope="module")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Callable[[Path], str]]:
    """`new_project(*words)` makes a project with `decollage new` once; what it gives puts a copy into a folder."""

    def make(*words: str) -> Callable[[Path], str]:
        made = tmp_path_factory.mktemp("made") / "mine.decollage"
        assert main(["new", str(made), *words]) == 0
        # Media are named from where the project lies: the copy must lie as deep.
        return lambda folder: str(shutil.copy(made, folder / made.name))

    return make
