"""Magnet, snapping and linkage are as the person left them."""

from studio.effect import Effects
from studio.session import Session
from studio.ui.bridge import Bridge
from studio.ui.kept_choices import keep_choices
from studio.ui.preferences import Preferences


def started() -> Bridge:
    bridge = Bridge(Session(Effects(()), keeps=False))
    keep_choices(bridge, Preferences())
    return bridge


def test_choices_of_the_timeline_outlive_the_program(qapp) -> None:
    first = started()
    first.session.set_magnet(False)
    first.session.set_linked(first.session.linked - {"sound"})
    first.close()
    again = started()
    assert not again.session.magnet
    assert again.session.snapping
    assert again.session.linked == {"overlay", "text", "look"}
    again.close()
