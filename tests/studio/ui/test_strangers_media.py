"""A project that somebody else made names files: none is opened before a child with limits has looked into it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.files import save_project
from studio.files.looked_into import guarded
from studio.media import Facts, MediaRefused, ProbeChildren, make_asset, probe
from studio.model import ZERO, Asset, Clip, Footage, Project, Span
from studio.sentences import say
from studio.session import looked_into_file
from studio.ui.window import MainWindow
from tests.helpers.hostile_media import endless_index
from tests.helpers.make_media import film, photo, plain

PATIENCE_MS = 20_000
BOX = (64, 36)


class Watched(ProbeChildren):
    """Children that remember which files they were asked to look into."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def probe(self, path: str | Path) -> Facts:
        """The same, remembered."""
        self.asked.append(Path(path).name)
        return super().probe(path)


class Refusing(Watched):
    """Children that refuse whatever they are asked to look into."""

    def probe(self, path: str | Path) -> Facts:
        """Refuse it."""
        self.asked.append(Path(path).name)
        raise MediaRefused(say("“{name}” is a trap.", name=Path(path).name))


class RefusingOnce(Watched):
    """Children that are too slow the first time."""

    def probe(self, path: str | Path) -> Facts:
        """Refuse it the first time."""
        if not self.asked:
            self.asked.append(Path(path).name)
            raise MediaRefused(say("“{name}” took too long.", name=Path(path).name))
        return super().probe(path)


def strange_project(folder: Path, *assets: Asset) -> Path:
    """A project file that shows each of these for a second, as it may come from anybody."""
    clips = tuple(
        Clip(f"c{number}", Footage(asset.id), Span(ZERO, Fraction(1)), name=asset.name)
        for number, asset in enumerate(assets)
    )
    place = folder / "theirs.decollage"
    save_project(Project("project", name="Theirs", assets=assets, main=clips), place, backup=False)
    return place


def opened(window: MainWindow, qtbot: QtBot, place: Path, *, until: Callable[[], bool]) -> None:
    window.open_project(place)
    qtbot.waitUntil(until, timeout=PATIENCE_MS)


def marks(window: MainWindow) -> dict[str, str]:
    return {card.name: card.wrong for card in window.editor.media.grid.cards_model.cards}


def all_seen(window: MainWindow) -> bool:
    states = window.missing.states
    return len(states) == len(window.session.project.assets) and "unseen" not in states.values()


@pytest.fixture
def bomb(tmp_path: Path) -> Asset:
    """A film that the window would choke on, said to be harmless."""
    path = tmp_path / "bomb.mp4"
    path.write_bytes(endless_index(150_000_000))
    return Asset("bad", str(path), "video", "bomb.mp4", duration=Fraction(5), width=640, height=360)


def test_a_hostile_file_of_a_strangers_project_is_refused_by_the_child_and_the_rest_is_shown(
    qtbot: QtBot, window: MainWindow, tmp_path, bomb
) -> None:
    good = make_asset(probe(film(tmp_path / "good.mp4", frames=30)), asset_id="good")
    with guarded(looked_into_file(), ProbeChildren):
        opened(window, qtbot, strange_project(tmp_path, bomb, good), until=lambda: all_seen(window))
        assert window.missing.states == {"bad": "refused", "good": "there"}
        assert marks(window) == {"bomb.mp4": "Cannot be used", "good.mp4": ""}
        assert window.toast.words == str(window.missing.why["bad"])
        assert "bomb.mp4" in window.toast.words
        assert window.editor.missing_note.words == "bomb.mp4"
        assert window.missing.odd == ()
        window.session.move_playhead(Fraction(3, 2))
        assert window.editor.missing_note.words == ""
        # What comes after the refusal: the one is never opened, the other is.
        sources = window.pictures.sources()
        assert sources.picture(bomb, ZERO, BOX) is None
        assert sources.picture(good, ZERO, BOX) is not None
        window.missing.look()
        qtbot.waitUntil(lambda: not window.missing._busy, timeout=PATIENCE_MS)
        assert window.missing.states == {"bad": "refused", "good": "there"}


def test_what_the_child_refuses_the_window_never_opens_even_if_it_could(
    qtbot: QtBot, window: MainWindow, tmp_path
) -> None:
    fine = make_asset(probe(photo(tmp_path / "fine.png", plain((200, 10, 10)))), asset_id="fine")
    shown: list[QImage] = []
    # The photo is a fine one: if anything opened it, it would be seen.
    with guarded(looked_into_file(), Refusing):
        window.pictures.thumbnail(fine, ZERO, BOX, shown.append)
        opened(window, qtbot, strange_project(tmp_path, fine), until=lambda: all_seen(window))
        assert window.missing.states == {"fine": "refused"}
        qtbot.waitUntil(lambda: window.toast.words == "“fine.png” is a trap.", timeout=PATIENCE_MS)
        assert window.pictures.sources().picture(fine, ZERO, BOX) is None
    assert shown == []


def test_what_was_refused_is_asked_for_again_where_the_mark_is(qtbot: QtBot, window: MainWindow, tmp_path) -> None:
    fine = make_asset(probe(photo(tmp_path / "fine.png", plain((200, 10, 10)))), asset_id="fine")
    with guarded(looked_into_file(), RefusingOnce):
        opened(window, qtbot, strange_project(tmp_path, fine), until=lambda: all_seen(window))
        assert marks(window) == {"fine.png": "Cannot be used"}
        note = window.editor.missing_note
        button = next(one for one in note.findChildren(QPushButton) if one.text() == "Try again")
        assert button.isVisibleTo(note)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: marks(window) == {"fine.png": ""}, timeout=PATIENCE_MS)
        assert window.missing.why == {}
        assert note.words == ""
        assert window.pictures.sources().picture(fine, ZERO, BOX) is not None


def test_a_project_opened_a_second_time_costs_no_looking_and_shows_no_mark(
    qtbot: QtBot, window: MainWindow, tmp_path
) -> None:
    assets = [
        make_asset(probe(film(tmp_path / f"{number}.mp4", frames=30)), asset_id=f"m{number}") for number in range(3)
    ]
    place = strange_project(tmp_path, *assets)
    first, second = Watched(), Watched()
    with guarded(looked_into_file(), lambda: first):
        opened(window, qtbot, place, until=lambda: all_seen(window))
    assert sorted(first.asked) == ["0.mp4", "1.mp4", "2.mp4"]
    seen: list[str] = []
    window.missing.changed.connect(lambda: seen.extend(marks(window).values()))
    window.session.new_project()
    with guarded(looked_into_file(), lambda: second):
        opened(window, qtbot, place, until=lambda: all_seen(window))
        assert window.pictures.sources().picture(assets[0], ZERO, BOX) is not None
    second.close()
    assert second.asked == []
    assert set(seen) <= {""}


def test_dropped_files_need_no_second_look(qtbot: QtBot, window: MainWindow, tmp_path) -> None:
    children = Watched()
    path = film(tmp_path / "mine.mp4", frames=30)
    with guarded(looked_into_file(), lambda: children):
        window.import_files((path,))
        qtbot.waitUntil(lambda: len(window.session.project.main) == 1, timeout=PATIENCE_MS)
        assert window.pictures.sources().picture(window.session.project.assets[0], ZERO, BOX) is not None
    children.close()
    assert children.asked == []
