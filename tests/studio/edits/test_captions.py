"""Captions: what is said stays on its sound, and the film is cut by its words. Letters are words and pictures."""

from __future__ import annotations

from fractions import Fraction
from itertools import count, pairwise

import pytest
from msgspec.structs import replace

from studio import edits
from studio.edits import EditRefused
from studio.model import Project, Span, Word, captions_of, spoken_words
from studio.render import plan, sound_plan
from studio.render.planned import Drawn, Words
from studio.render.sound_plan import Ensemble, Voice
from tests.helpers.word_sources import play, seconds, timeline
from tests.studio.edits.robot import spelled
from tests.studio.edits.test_robot import cut_at_random

SAMPLES = 48_000


def said(project: Project) -> str:
    """The words in the order in which they are shown, captions between bars."""
    return "|".join("".join(one.word.text for one in cue.words) for cue in captions_of(project))


def speaking(drawing: str, *, rate: int = 1) -> Project:
    project = timeline(drawing, rate=Fraction(rate))
    for asset in project.assets:
        project = edits.set_speech(project, asset.id, words=spelled(asset.name))
    return project


def cut(project: Project, asset: str, first: int, last: int) -> Project:
    numbers = count(1)
    return edits.cut_words(project, asset, first=first, last=last, new_id=lambda: f"new {next(numbers)}")


def restored(project: Project, asset: str, first: int, last: int) -> Project:
    numbers = count(100)
    return edits.restore_words(project, asset, first=first, last=last, new_id=lambda: f"back {next(numbers)}")


def test_a_caption_is_shown_where_its_words_are_heard():
    project = speaking("abcdef gh", rate=10)
    assert said(project) == "abc|def|gh"
    first, *_ = captions_of(project)
    assert first.span.start == 0
    moved = edits.move(project, "gh", to=seconds(0), layer="main")
    assert said(moved) == "gh|abc|def"
    muted = edits.set_muted(moved, "gh", muted=True)
    assert said(muted) == "abc|def"
    fast = edits.set_speed(project, "abcdef", speed=Fraction(2))
    assert [one.span.start for one in spoken_words(fast)][:3] == [0, Fraction(1, 2), 1]


def test_cutting_words_cuts_the_film_and_restoring_them_brings_it_back():
    project = speaking("abcdef gh", rate=10)
    shorter = cut(project, "file:abcdef", 2, 3)
    assert said(shorter) == "ab|ef|gh"
    assert play(shorter) == play(
        edits.ripple_range(project, Span(seconds("1.9"), seconds(2)), new_id=iter("xy").__next__)
    )
    assert len(shorter.main) == 3
    back = restored(shorter, "file:abcdef", 2, 3)
    assert play(back) == play(project)
    assert [thing.id for thing in back.main] == ["abcdef", "gh"]
    assert said(back) == said(project)
    with pytest.raises(EditRefused, match="already"):
        restored(project, "file:abcdef", 2, 3)
    with pytest.raises(EditRefused, match="not heard"):
        cut(shorter, "file:abcdef", 2, 3)


def test_words_of_the_film_go_to_the_files_they_are_heard_in():
    project = timeline("ab[cd]ef gh", rate=Fraction(10))
    words = [Word(text=text, start=seconds(at), end=seconds(at) + 1) for at, text in enumerate("CDGH")]
    project = edits.set_film_speech(project, words=words)
    speech = project.captions.speech("file:abcdef")
    assert speech is not None
    assert [(word.text, word.start) for word in speech.words] == [("C", 2), ("D", 3)]
    assert said(edits.move(project, "gh", to=seconds(0), layer="main")) == "GH|CD"


def test_text_is_put_right_and_captions_are_split_and_merged():
    project = speaking("abcdef", rate=10)
    asset = "file:abcdef"
    assert said(edits.rewrite_words(project, asset, first=1, last=1, text="B")) == "aBc|def"
    longer = edits.rewrite_words(project, asset, first=1, last=1, text="x yy")
    assert said(longer) == "axyyc|def"
    assert longer.captions.speech(asset).words[1].start == 1
    assert longer.captions.speech(asset).words[2].end == seconds("1.8")
    assert said(edits.split_caption(project, asset, word=1)) == "a|bc|def"
    assert said(edits.merge_captions(project, asset, word=3)) == "abcdef"
    for wrong in (
        lambda: edits.rewrite_words(project, asset, first=0, last=0, text=" "),
        lambda: edits.rewrite_words(project, asset, first=5, last=6, text="x"),
        lambda: edits.split_caption(project, asset, word=3),
        lambda: edits.merge_captions(project, asset, word=0),
        lambda: edits.set_caption_style(project, size=0.01),
        lambda: edits.set_speech(project, asset, words=[]),
    ):
        with pytest.raises(EditRefused):
            wrong()


def shown_word(project: Project, at: Fraction) -> str | None:
    """The word that is marked in the picture of a moment, told by its plan."""
    for layer in plan(project, at).layers[::-1]:
        if isinstance(layer, Drawn) and isinstance(layer.shows, Words) and layer.shows.runs:
            run = layer.shows.runs[0]
            return layer.shows.text[run.start : run.end]
    return None


def test_the_picture_marks_the_word_that_is_heard():
    project = speaking("abcdef", rate=10)
    assert [shown_word(project, seconds(f"{at}.4")) for at in range(6)] == list("abcdef")
    assert shown_word(edits.set_captions_on(project, on=False), seconds(1)) is None


def voices_of(project: Project) -> list[Voice]:
    whole = max((cue.span.end for cue in captions_of(project)), default=Fraction(0))
    return list(sound_plan(project, 0, int(whole * SAMPLES) + SAMPLES).voices)


def drift(project: Project, voices: list[Voice]) -> Fraction:
    """The most by which a word is shown away from its sound, in frames; sound is asked of the plan the mixer has."""
    most = Fraction(0)
    for cue in captions_of(project):
        for one, start in zip(cue.words, cue.starts, strict=True):
            away = [
                abs(start - begun) * project.rate
                for voice in voices
                if (begun := heard_from(voice, one.asset, one.word)) is not None
            ]
            assert away, f"“{one.word.text}” is shown and not heard"
            most = max(most, min(away))
    return most


def heard_from(voice: Voice, asset: str, word: Word) -> Fraction | None:
    """When a voice begins to say the word, within its own begin and end; None where it does not."""
    if isinstance(voice.asset, Ensemble) or voice.asset.id != asset:
        return None
    # Over a transition both clips sound; the one that comes in counts from the middle of it, where the cut is.
    coming, going = (ramp.count // 2 if ramp and ramp.crossing else 0 for ramp in (voice.enter, voice.leave))
    begin, end = Fraction(voice.begin + coming, SAMPLES), Fraction(voice.end - going, SAMPLES)
    times = []
    for moment in (word.start, word.end):
        played = moment if voice.time_map is None else voice.time_map.played_at(moment)
        times.append(voice.origin + played / voice.speed)
    first, last = max(min(times), begin), min(max(times), end)
    return first if first < last else None


@pytest.mark.parametrize("seed", range(5))
def test_after_two_hundred_random_edits_every_word_is_within_half_a_frame_of_its_sound(seed):
    check_words_through_edits(seed, 200, every=10)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 150))
def test_after_many_random_edits_every_word_is_within_half_a_frame_of_its_sound(seed):
    check_words_through_edits(seed, 400, every=1)


def check_words_through_edits(seed: int, steps: int, *, every: int) -> None:
    seen: list[int] = []
    edit = count()

    def look(project: Project) -> None:
        if next(edit) % every:
            return
        assert drift(project, voices_of(project)) <= Fraction(1, 2) + Fraction(1, 1000)
        seen.append(len(spoken_words(project)))

    cut_at_random(seed, steps, look)
    assert sum(seen) > len(seen)


def test_a_word_is_timed_and_its_neighbours_give_way():
    project = speaking("abc", rate=10)
    asset = project.assets[0].id
    words = edits.time_word(project, asset, word=1, start=seconds("1.5"), end=seconds("2.5")).captions.speeches[0].words
    assert [(one.start, one.end) for one in words[:3]] == [
        (0, Fraction(4, 5)), (Fraction(3, 2), Fraction(5, 2)), (Fraction(5, 2), Fraction(14, 5)),
    ]  # fmt: skip
    words = edits.time_word(project, asset, word=1, start=seconds("0.5")).captions.speeches[0].words
    assert (words[0].end, words[1].start) == (Fraction(1, 2), Fraction(1, 2))
    far = edits.time_word(project, asset, word=1, start=seconds(-5), end=seconds(99)).captions.speeches[0].words
    assert all(one.start <= one.end <= other.start for one, other in pairwise(far))


def test_a_compound_says_what_it_holds():
    project = speaking("abcdef gh", rate=10)
    inside = edits.make_compound(project, ["abcdef"], name="together", new_id=iter("uvwxyz").__next__)
    assert said(inside) == said(project)
    assert [one.span for one in spoken_words(inside)] == [one.span for one in spoken_words(project)]


def test_long_lines_are_broken_in_two_at_words_and_the_rest_follows():
    text = "Tell me, is the lord of the universe in? Yes, he is in a bad humor today."
    words = [
        Word(text=part, start=Fraction(number, 4), end=Fraction(number + 1, 4), begins=number == 0)
        for number, part in enumerate(text.split())
    ]
    project = timeline("abcdefgh", rate=Fraction(10))
    project = edits.set_speech(project, "file:abcdefgh", words=words)
    cues = captions_of(project)
    assert all(cue.text.count("\n") <= 1 for cue in cues)
    assert " ".join(" ".join(cue.text.split()) for cue in cues) == text
    assert all(one.span.end <= other.span.start for one, other in pairwise(cues))
    chinese = "今天天气很好我们一起去公园散步吧还可以喝茶聊天"
    signs = [
        replace(
            words[0],
            text=sign,
            start=Fraction(number, 4),
            end=Fraction(number + 1, 4),
            joined=number > 0,
            begins=not number,
        )
        for number, sign in enumerate(chinese)
    ]
    cues = captions_of(edits.set_speech(project, "file:abcdefgh", words=signs))
    assert "".join(cue.text.replace("\n", "") for cue in cues) == chinese
