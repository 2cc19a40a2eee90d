"""Proxies in the window: made when there is time, shown quietly, switched off by a command."""

from __future__ import annotations

from fractions import Fraction

from pytestqt.qtbot import QtBot

from studio.edits import add_asset, append
from studio.media import make_asset, probe
from studio.media.proxies.proxy_store import DecodeCost
from studio.model import ZERO, Clip, Footage, Span
from studio.ui.window import MainWindow
from tests.helpers.make_media import counted, film

HEAVY = DecodeCost(picture_s=0.1, rate=30, keys_apart_s=10)
LONGEST_MS = 60_000


def take_in(window: MainWindow, path) -> str:
    """A heavy film in the project and on the timeline; its fingerprint."""
    asset = make_asset(probe(path), asset_id="film")
    window.pictures.proxies.keep_cost(asset.fingerprint, HEAVY)
    window.session.edit("Film", lambda project: add_asset(project, asset))
    clip = Clip("f1", Footage("film"), Span(ZERO, asset.duration))
    window.session.edit("Clip", lambda project: append(project, clip))
    return asset.fingerprint


def the_mark(window: MainWindow):
    return window.editor.media.grid.cards_model.cards[0].mark


def test_a_heavy_film_gets_its_proxy_and_its_card_says_so(window: MainWindow, qtbot: QtBot, tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (1280, 720)), frames=30)
    fingerprint = take_in(window, path)
    assert the_mark(window) is None
    qtbot.waitUntil(lambda: the_mark(window) is not None and the_mark(window).share == 1.0, timeout=LONGEST_MS)
    assert "a.mp4" in the_mark(window).words
    assert window.pictures.proxies.has(fingerprint)
    window.run("proxies")
    assert the_mark(window) is None
    assert not window.pictures.proxies.enabled
    window.run("proxies")
    assert window.pictures.proxies.enabled


def test_while_it_plays_nothing_is_made(window: MainWindow, qtbot: QtBot, tmp_path):
    fingerprint = take_in(window, film(tmp_path / "a.mp4", lambda n: counted(n, (640, 360)), frames=300))
    viewer = window.editor.player.viewer
    viewer.play()
    with qtbot.waitSignal(window.proxying._settle.timeout, timeout=LONGEST_MS):
        assert viewer.playing
    assert viewer.playing
    assert window.proxying._maker is not None
    assert window.proxying._maker._held
    assert not window.pictures.proxies.has(fingerprint)
    viewer.pause()
    qtbot.waitUntil(lambda: window.pictures.proxies.has(fingerprint), timeout=LONGEST_MS)


def test_the_window_remembers_that_proxies_are_off(window: MainWindow, qtbot: QtBot, qapp):
    from effects import all_effects
    from studio.effect import Effects
    from studio.ui.app import make_window

    window.run("proxies")
    other = make_window(qapp, Effects(all_effects()))
    assert not other.proxying.on
    other.close()
    assert window.session.playhead == Fraction(0)


def test_a_jump_ends_with_the_very_picture(window: MainWindow, qtbot: QtBot, tmp_path):
    path = film(tmp_path / "a.mp4", lambda n: counted(n, (640, 360)), frames=240, gop=240)
    asset = make_asset(probe(path), asset_id="film")
    window.session.edit("Film", lambda project: add_asset(project, asset))
    clip = Clip("f1", Footage("film"), Span(ZERO, asset.duration))
    window.session.edit("Clip", lambda project: append(project, clip))
    player = window.editor.player
    for number in (200, 30, 31, 170, 169):
        window.session.move_playhead(Fraction(number, 30))
        qtbot.waitUntil(lambda: not player.viewer.settling, timeout=LONGEST_MS)
        assert _count_on(player.stage.picture) == number


def _count_on(picture) -> int:
    """The number on a 16:9 film that is fitted into a 9:16 picture."""
    high = round(picture.width() * 9 / 16)
    top = (picture.height() - high) // 2
    number = 0
    for bit in range(10):
        colour = picture.pixelColor(round(picture.width() * (bit + 0.5) / 10), top + high // 4)
        number = number << 1 | int(colour.lightness() > 128)
    return number
