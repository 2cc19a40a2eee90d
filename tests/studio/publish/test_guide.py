"""The guide music: what lies under the cuts is silenced for the app's own sound, and nothing else is."""

from __future__ import annotations

import pytest

from studio.edits import add_asset, add_item, add_layer, mark_slot, set_beats
from studio.model import Clip, Footage, Layer, Marker, Project, Slot, Span, all_clips
from studio.publish import guide_clips, without_guide
from studio.sentences import Refused
from tests.helpers.word_sources import seconds, timeline, word


def _sounding(*songs: str) -> Project:
    """A video of six seconds with these sounds under it, as long as their names."""
    project = add_layer(timeline("abc def"), Layer("songs", "sound"))
    for name in songs:
        project = add_asset(project, word(name, kind="sound"))
        clip = Clip(name, Footage(f"file:{name}"), Span(seconds(0), seconds(len(name))), name=name)
        project = add_item(project, clip, layer="songs", at=seconds(0))
    return project


def _silent(project: Project) -> list[str]:
    return [found.clip.id for found in all_clips(project) if found.clip.muted]


def test_the_song_is_silenced_and_a_short_sound_stays():
    assert _silent(without_guide(_sounding("melody", "pi"))) == ["melody"]
    beaten = set_beats(_sounding("melody", "pi"), "pi", beats=(Marker("b", seconds(1), beat=1),))
    assert [found.clip.id for found in guide_clips(beaten)] == ["pi"], "what has beats is the guide"


def test_ones_own_sound_is_no_guide():
    project = mark_slot(_sounding("speech"), "speech", slot=Slot("voice", kind="voice"))
    with pytest.raises(Refused, match="no guide music"):
        without_guide(project)
