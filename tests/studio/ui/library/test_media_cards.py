"""What the card of a file says, and what is marked in it."""

from __future__ import annotations

from fractions import Fraction

from studio.model import Project, Span
from studio.ui.library.media_cards import asset_card
from studio.ui.window import MainWindow
from tests.helpers.word_sources import word


def test_the_marked_part_is_a_stretch_of_the_card_and_read_out() -> None:
    asset = word("abcdefgh")
    assert asset_card(asset, used=False, wrong="", mark=None).part is None
    card = asset_card(asset, used=True, wrong="", mark=None, part=Span(Fraction(2), Fraction(4)))
    assert card.part == (0.25, 0.75)
    assert card.spoken == "used, marked from 2.0 to 6.0 s"


def test_a_part_that_is_marked_in_the_player_shows_in_the_library(window: MainWindow) -> None:
    asset = word("abcdefgh")
    window.session.edit("File", lambda _project: Project("p", assets=(asset,)))
    cards = window.editor.media.grid.cards_model
    window.session.file_deck.open(asset.id)
    window.session.file_deck.set_range(Span(Fraction(1), Fraction(4)))
    assert [card.part for card in cards.cards] == [(0.125, 0.625)]
    window.session.file_deck.set_range(None)
    assert [card.part for card in cards.cards] == [None]
