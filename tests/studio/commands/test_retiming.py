"""Speed curves, reverse and freeze as commands."""

from __future__ import annotations

import pytest

from studio.commands import Misused, run_command
from studio.effect import Effects
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.word_sources import play, seconds, timeline


def test_curves_reverse_and_freeze_are_asked_for_in_words() -> None:
    session = Session(Effects(), keeps=False)
    session.edit("test", lambda _project: timeline("abcdef gh"))
    run_command(session, "reverse", {"clip": "abcdef"})
    assert play(session.project) == "fedcbagh"
    run_command(session, "speed-curve", {"clip": "abcdef", "points": "0:0.5, 1:0.5"})
    assert play(session.project) == "ffeeddccbbaagh"
    run_command(session, "speed-curve", {"clip": "abcdef", "curve": "none"})
    session.move_playhead(seconds(2))
    run_command(session, "freeze", {"length": "2"})
    assert play(session.project) == "fedddcbagh"
    run_command(session, "keep-pitch", {"clip": "abcdef"})
    assert session.project.main[0].keep_pitch
    with pytest.raises(Misused, match="no speed curve"):
        run_command(session, "speed-curve", {"clip": "abcdef", "points": "fast"})
    session.move_playhead(seconds(40))
    with pytest.raises(Refused, match="no moving picture"):
        run_command(session, "freeze")
    session.close()
