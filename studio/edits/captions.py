"""What is said, as text: taking words in, putting them right, and how captions look. None of these moves a clip.

In the drawings a word is a letter, captions are what stands between bars.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from msgspec.structs import replace

from studio.edits.numbers import colour_of, number_of
from studio.edits.refused import EditRefused
from studio.edits.words import styled
from studio.model import (
    CAPTION_KINDS,
    Project,
    Speech,
    Time,
    Word,
    round_to_flick,
    split_words,
    width_in_ems,
)
from studio.sentences import say

__all__ = [
    "forgotten",
    "merge_captions",
    "place_captions",
    "remove_speech",
    "rewrite_words",
    "set_caption_style",
    "set_captions_on",
    "set_speech",
    "split_caption",
    "the_speech",
    "time_word",
]

_LEAST_SIZE, _MOST_SIZE = 48 / 1080, 0.3
_MOST_WORDS = 200_000


def set_speech(project: Project, asset_id: str, *, words: Sequence[Word], language: str = "") -> Project:
    """The project knowing what is said in the file, in place of what it knew.

        (nothing)   ->   |ab|cde|

    Words are put in order of time; those without text are left out. Refused where there is none.
    """
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    if asset.kind == "photo":
        raise EditRefused(say("“{name}” is a photo: nothing is said in it.", name=asset.name))
    kept = sorted((word for word in words if word.text.strip()), key=lambda word: (word.start, word.end))
    if not kept:
        raise EditRefused(say("There are no words in it."))
    if len(kept) > _MOST_WORDS:
        raise EditRefused(say("These are {count} words; a file can have {most}.", count=len(kept), most=_MOST_WORDS))
    speech = Speech(asset=asset_id, words=_in_order(kept), language=language.strip())
    others = tuple(one for one in project.captions.speeches if one.asset != asset_id)
    return _with_speeches(project, (*others, speech))


def _in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with times in whole flicks, each ending after it begins and none after the next begins."""
    starts = [max(Time(0), round_to_flick(word.start)) for word in words]
    ends = [max(start, round_to_flick(word.end)) for start, word in zip(starts, words, strict=True)]
    for number, (_one, after) in enumerate(pairwise(starts)):
        ends[number] = min(ends[number], after) if after > starts[number] else ends[number]
    return tuple(
        replace(word, text=" ".join(word.text.split()), start=start, end=end, begins=word.begins or not number)
        for number, (word, start, end) in enumerate(zip(words, starts, ends, strict=True))
    )


def remove_speech(project: Project, asset_id: str) -> Project:
    """The project without the words of the file; its clips stay as they are.

    |ab|cde|   ->   (nothing)
    """
    the_speech(project, asset_id)
    return _with_speeches(project, tuple(one for one in project.captions.speeches if one.asset != asset_id))


def rewrite_words(project: Project, asset_id: str, *, first: int, last: int, text: str) -> Project:
    """The project with the words from number `first` to `last` reading `text`; the sound and its times stay.

        |abc|   ->   |axyc|        (b now reads “x y”)

    As many words as before keep their times one by one; otherwise they share the time by their width. Refused
    without text: `cut_words` takes words out.
    """
    speech = the_speech(project, asset_id)
    old = _stretch(speech, first, last)
    parts = split_words(text)
    if not parts:
        raise EditRefused(say("A caption needs words. To take words out of the film, delete them."))
    parts[0] = parts[0][0], old[0].joined
    if parts == [(word.text, word.joined) for word in old]:
        return project
    if len(parts) == len(old):
        new = [replace(word, text=said, joined=joined) for word, (said, joined) in zip(old, parts, strict=True)]
    else:
        new = _shared(parts, old[0].start, old[-1].end, begins=old[0].begins)
    return _with_words(project, speech, (*speech.words[:first], *new, *speech.words[last + 1 :]))


def _shared(parts: Sequence[tuple[str, bool]], start: Time, end: Time, *, begins: bool) -> list[Word]:
    """Words that share a stretch by their widths."""
    widths = [Time(max(1, round(10 * width_in_ems(text)))) for text, _joined in parts]
    total, at, words = sum(widths), start, []
    for number, ((text, joined), width) in enumerate(zip(parts, widths, strict=True)):
        until = round_to_flick(at + (end - start) * width / total) if number + 1 < len(parts) else end
        words.append(Word(text=text, start=at, end=until, begins=begins and not number, joined=joined))
        at = until
    return words


def time_word(
    project: Project, asset_id: str, *, word: int, start: Time | None = None, end: Time | None = None
) -> Project:
    """The project with word number `word` heard from `start`, or until `end`, of its source. Its neighbours give way.

        |ab|cd|   ->   |ab |cd|        (c begins later)

    It begins after the word before it does, and ends before the word after it does.
    """
    speech = the_speech(project, asset_id)
    (old,) = _stretch(speech, word, word)
    before = speech.words[word - 1] if word else None
    after = speech.words[word + 1] if word + 1 < len(speech.words) else None
    begin = old.start if start is None else max(round_to_flick(start), before.start if before else Time(0), Time(0))
    until = old.end if end is None else round_to_flick(end)
    begin = min(begin, old.end if end is None else until)
    until = max(begin, min(until, after.end) if after else until)
    words = list(speech.words)
    words[word] = replace(old, start=begin, end=until)
    if before is not None and before.end > begin:
        words[word - 1] = replace(before, end=begin)
    if after is not None and after.start < until:
        words[word + 1] = replace(after, start=until)
    return _with_words(project, speech, tuple(words))


def split_caption(project: Project, asset_id: str, *, word: int) -> Project:
    """The project with a new caption beginning at word number `word`.

    |abcd|   ->   |ab|cd|
    """
    speech = the_speech(project, asset_id)
    (old,) = _stretch(speech, word, word)
    if old.begins:
        raise EditRefused(say("A caption begins with “{word}” already.", word=old.text))
    return _with_words(project, speech, _changed(speech, word, lambda one: replace(one, begins=True)))


def merge_captions(project: Project, asset_id: str, *, word: int) -> Project:
    """The project with the caption that begins at word number `word` joined to the one before it.

        |ab|cd|   ->   |abcd|

    More than two lines are still shown one after the other. Refused at the first.
    """
    speech = the_speech(project, asset_id)
    (old,) = _stretch(speech, word, word)
    if word == 0:
        raise EditRefused(say("There is no caption before the first."))
    if not old.begins:
        raise EditRefused(say("No caption begins with “{word}”.", word=old.text))
    return _with_words(project, speech, _changed(speech, word, lambda one: replace(one, begins=False)))


def set_captions_on(project: Project, *, on: bool) -> Project:
    """The project with captions drawn on its pictures, or not. They are kept either way."""
    return project if project.captions.on == on else replace(project, captions=replace(project.captions, on=on))


def set_caption_style(
    project: Project,
    *,
    kind: str | None = None,
    highlight: str | None = None,
    x: float | None = None,
    y: float | None = None,
    **style_changes: float | str | bool,
) -> Project:
    """The project with captions set otherwise: kind, place, and any fields of `TextStyle`. What is not given stays.

    Refused where the text would be too small to be read on a phone.
    """
    style = project.captions.style
    if kind is not None and kind not in CAPTION_KINDS:
        raise EditRefused(say("Captions can be {kinds}.", kinds=", ".join(CAPTION_KINDS)))
    if "size" in style_changes:
        number_of(style_changes["size"], say("Size"), _LEAST_SIZE, _MOST_SIZE)
    text = replace(style.text, **{name: styled(name, value) for name, value in style_changes.items()})
    changed = replace(
        style,
        kind=style.kind if kind is None else kind,
        highlight=style.highlight if highlight is None else colour_of(highlight),
        x=style.x if x is None else number_of(x, say("Position X"), -2.0, 2.0),
        y=style.y if y is None else number_of(y, say("Position Y"), -2.0, 2.0),
        text=text,
    )
    return project if changed == style else replace(project, captions=replace(project.captions, style=changed))


def place_captions(
    project: Project, *, x: float | None = None, y: float | None = None, wrap_width: float | None = None
) -> Project:
    """The project with captions elsewhere, their lines broken at another width. What is not given stays."""
    width: dict[str, float] = {} if wrap_width is None else {"wrap_width": wrap_width}
    return set_caption_style(project, kind=None, highlight=None, x=x, y=y, **width)


def forgotten(project: Project, asset_ids: Collection[str]) -> Project:
    """The project without what is said in files that go."""
    left = tuple(one for one in project.captions.speeches if one.asset not in asset_ids)
    return project if len(left) == len(project.captions.speeches) else _with_speeches(project, left)


def the_speech(project: Project, asset_id: str) -> Speech:
    """What is said in the file. Refused where nothing is known."""
    speech = project.captions.speech(asset_id)
    if speech is None:
        asset = project.asset(asset_id)
        raise EditRefused(say("“{name}” has no captions.", name=asset.name if asset else asset_id))
    return speech


def _stretch(speech: Speech, first: int, last: int) -> tuple[Word, ...]:
    if not 0 <= first <= last < len(speech.words):
        raise EditRefused(say("There is no word number {number}.", number=max(first, last) + 1))
    return speech.words[first : last + 1]


def _changed(speech: Speech, number: int, change: Callable[[Word], Word]) -> tuple[Word, ...]:
    return (*speech.words[:number], change(speech.words[number]), *speech.words[number + 1 :])


def _with_words(project: Project, speech: Speech, words: tuple[Word, ...]) -> Project:
    speeches = tuple(replace(one, words=words) if one is speech else one for one in project.captions.speeches)
    return _with_speeches(project, speeches)


def _with_speeches(project: Project, speeches: tuple[Speech, ...]) -> Project:
    return replace(project, captions=replace(project.captions, speeches=speeches))
