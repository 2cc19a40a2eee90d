"""Takes come to lie where they were spoken; what gives way is still there."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from effects import all_effects
from studio.commands import run_command
from studio.effect import Effects
from studio.media import probe
from studio.media.recording.takes import Part, Take, keep_take
from studio.media.recording.wav_file import GrowingWav
from studio.model import SAMPLE_RATE, check_project, find
from studio.sentences import Refused
from studio.session import Session, land_voice, taken_from


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Effects(all_effects()), keeps=False)
    run_command(opened, "solid", {"length": "10"})
    yield opened
    opened.close()


def spoken(folder: Path, number: int, *parts: Part) -> Take:
    path = folder / f"Voice-over {number}.wav"
    file = GrowingWav(path)
    file.write(np.full(5 * SAMPLE_RATE, number / 10, np.float32))
    file.close()
    take = Take("voice", parts, whole=True, path=str(path))
    keep_take(take)
    return take


def placed(session: Session) -> list[tuple[str, Fraction, Fraction, Fraction]]:
    """Name, start and length on the timeline, and start in the file, of what lies below the main track."""
    found = [find(session.project, item.id) for layer in session.project.sounds for item in layer.items]
    return [(each.clip.name, each.span.start, each.span.length, each.clip.window.start) for each in found]


def test_a_take_lies_to_the_sample_where_it_was_spoken_and_one_step_takes_it_away(session, tmp_path):
    take = spoken(tmp_path, 1, Part(4801, 96_001, 48_003))
    ids = land_voice(session, take, probe(take.path))
    name = "Voice-over 1.wav"
    assert placed(session) == [
        (name, Fraction(48_003, SAMPLE_RATE), Fraction(96_001, SAMPLE_RATE), Fraction(4801, SAMPLE_RATE))
    ]
    assert session.selection == ids
    assert [layer.name for layer in session.project.sounds] == ["Voice-over"]
    assert check_project(session.project) == ()
    assert taken_from(session.project) == {take.path}
    session.undo()
    assert placed(session) == []
    assert Path(take.path).exists()


def test_parts_of_a_take_that_paused_lie_together_in_a_group(session, tmp_path):
    take = spoken(tmp_path, 1, Part(0, 48_000, 0), Part(48_000, 48_000, 60_000))
    ids = land_voice(session, take, probe(take.path))
    assert len(ids) == 2
    session.select(ids[:1])
    assert session.selection == ids


def test_a_new_take_of_a_place_replaces_the_old_one_and_others_stay(session, tmp_path):
    for number, at in ((1, 0), (2, 300_000), (3, 10_000)):
        take = spoken(tmp_path, number, Part(0, 200_000, at))
        land_voice(session, take, probe(take.path))
    assert [name for name, *_ in placed(session)] == ["Voice-over 2.wav", "Voice-over 3.wav"]
    assert len(session.project.sounds) == 1


def test_the_next_take_of_a_place_is_used_where_the_clip_is_now_and_round_again(session, tmp_path):
    for number, at in ((1, 0), (2, 1000), (3, 400_000)):
        take = spoken(tmp_path, number, Part(0, 96_000, at))
    first = Take("voice", (Part(0, 96_000, 0),), path=str(tmp_path / "Voice-over 1.wav"))
    ids = land_voice(session, first, probe(first.path))
    run_command(session, "move", {"clip": ids[0], "to": "2"})
    assert run_command(session, "next-take") == "Voice-over 2"
    assert [(name, start) for name, start, *_ in placed(session)] == [
        ("Voice-over 2.wav", 2 + Fraction(1000, SAMPLE_RATE))
    ]
    assert run_command(session, "next-take") == "Voice-over 1"
    assert [(name, start) for name, start, *_ in placed(session)] == [("Voice-over 1.wav", Fraction(2))]
    assert take.name == "Voice-over 3"


def test_what_is_no_take_has_no_other_take(session):
    session.select(("c1",))
    with pytest.raises(Refused, match="no take"):
        run_command(session, "next-take")


def test_the_folder_of_takes_lies_beside_the_project(session, tmp_path):
    session.save(tmp_path / "Trip.decollage")
    assert session.takes_folder() == tmp_path / "Trip takes"
