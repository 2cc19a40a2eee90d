"""Sounds that come with the program: they are what their list tells, they are free, and projects find them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from effects import all_effects
from studio.commands import run_command
from studio.effect import Effects
from studio.media import fingerprint, probe
from studio.model import Footage, all_clips
from studio.platforms import platform_named
from studio.publish.declared import declared
from studio.sentences import Refused
from studio.session import Session, find_near, ready_sounds
from studio.session.homes import sounds_folder

SHIPPED = Path(__file__).parents[3] / "assets" / "sounds"


def test_the_list_tells_what_the_files_are() -> None:
    sounds = ready_sounds()
    assert [sum(one.kind == kind for one in sounds) for kind in ("loop", "effect")] == [12, 30]
    for sound in sounds:
        path = SHIPPED / sound.file
        assert (fingerprint(path), path.stat().st_size) == (sound.fingerprint, sound.size_bytes), sound.id
        assert bool(sound.bpm) == (sound.kind == "loop")
    for sound in (sounds[0], sounds[-1]):
        facts = probe(SHIPPED / sound.file)
        assert (facts.kind, facts.duration * 48_000, facts.sound_tracks) == ("sound", sound.samples, 1)


def test_a_sound_lies_at_the_playhead_and_nothing_is_asked_about_its_rights(tmp_path: Path) -> None:
    session = Session(effects=Effects(all_effects()))
    session.new_project()
    run_command(session, "sound", {"name": "Ding", "at": "2"})
    run_command(session, "sound", {"name": "ding", "at": "5"})
    [asset] = session.project.assets
    assert (asset.licence, asset.author) == ("CC0-1.0", "Décollage")
    assert [found.span.start for found in all_clips(session.project)] == [2, 5]
    assert all(found.clip.content == Footage(asset.id) for found in all_clips(session.project))
    assert "music-rights" not in {one.code for one in declared(session.project, platform_named("tiktok"))}
    # Another machine has no such file, but it has the program.
    Path(asset.path).unlink()
    found = find_near(session.project, tmp_path / "a.decollage", [asset])
    assert found == {asset.id: Path(asset.path)}
    assert fingerprint(asset.path) == asset.fingerprint
    with pytest.raises(Refused, match="none of"):
        run_command(session, "sound", {"name": "silence"})
    assert [each.parent for each in found.values()] == [sounds_folder()]
    session.close()
