"""Commands about what is said: captions in, out and set right, and the film cut by its words.

Words are counted from 1, in the order in which their file says them.
"""

from __future__ import annotations

from pathlib import Path

from studio import edits
from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import number, text_param, time_param
from studio.commands.wording import STYLE
from studio.files.subtitles import read_subtitles, write_subtitles
from studio.model import CAPTION_KINDS, Asset, Footage, Project, Span, captions_of, find, grouped_words
from studio.sentences import Refused, Sentence, say
from studio.session import Session, caption_place, fillers_in, silences_in

__all__ = ["CAPTIONING"]

_PER_SECOND = 100
_KIND_WORDS = {
    "clean": "Clean", "box": "Box", "karaoke": "Karaoke", "pop": "Pop", "one-word": "One word",
}  # fmt: skip
_ASSET = CommandParam("asset", say("Media"), "asset")
_FIRST = number("first", say("First word"), low=1, required=True)
_LAST = number("last", say("Last word"), low=1)
_WORD = number("word", say("Word"), low=1, required=True)


def _needs_captions(session: Session) -> Sentence | None:
    return None if session.project.captions.speeches else say("There are no captions yet. Import them first.")


def _needs_media(session: Session) -> Sentence | None:
    return None if session.project.assets else say("Import a film or a sound first.")


def _asset(session: Session, values: Values, *, captioned: bool = True) -> str:
    """The file a command is about: the one named, the selected clip's, or the only one there is."""
    if values.get("asset"):
        return str(values["asset"])
    found = find(session.project, session.selection[0]) if len(session.selection) == 1 else None
    if found is not None and isinstance(found.clip.content, Footage):
        return found.clip.content.asset
    project = session.project
    known = [speech.asset for speech in project.captions.speeches]
    if not captioned:
        known = [asset.id for asset in project.assets if asset.has_sound or asset.kind == "sound"]
    if len(known) == 1:
        return known[0]
    raise Misused(say("Say of which file: asset=… (or select a clip of it)."))


def _words(session: Session, values: Values) -> tuple[str, int, int]:
    first = round(values["first"])
    return _asset(session, values), first - 1, round(values.get("last", first)) - 1


def _import(session: Session, values: Values) -> None:
    path = Path(values["file"])
    project = session.project
    film = values.get("of") == "film"
    asset = None if film else project.asset(_asset(session, values, captioned=False))
    read = read_subtitles(path, rate=project.rate if asset is None or not asset.rate else asset.rate)

    def take(before: Project) -> Project:
        words = read.words
        if not any(word.begins for word in words):
            words = grouped_words(words, before.captions.style)
        if not before.captions.speeches:
            before = edits.place_captions(before, **caption_place(session))
        if asset is None:
            return edits.set_film_speech(before, words=words, language=read.language)
        return edits.set_speech(before, asset.id, words=words, language=read.language)

    session.edit(say("Import captions"), take)


def _export(session: Session, values: Values) -> None:
    write_subtitles(Path(values["file"]), captions_of(session.whole))


def _style(session: Session, values: Values) -> None:
    keys = ("kind", "highlight", "x", "y", *(param.key for param in STYLE))
    changes = {key: values[key] for key in keys if key in values}
    if not changes:
        raise Misused(say("Say what to change: {keys}.", keys=", ".join(keys)))
    session.edit(say("Change the captions' look"), lambda project: edits.set_caption_style(project, **changes))


def _show(session: Session, values: Values) -> None:
    on = values.get("on", not session.project.captions.on)
    session.edit(say("Show captions") if on else say("Hide captions"), lambda one: edits.set_captions_on(one, on=on))


def _rewrite(session: Session, values: Values) -> None:
    asset, first, last = _words(session, values)
    text = str(values["text"])
    session.edit(
        say("Change a caption"),
        lambda project: edits.rewrite_words(project, asset, first=first, last=last, text=text),
    )


def _time(session: Session, values: Values) -> None:
    asset, word = _asset(session, values), round(values["word"]) - 1
    times = {key: values[key] for key in ("start", "end") if key in values}
    if not times:
        raise Misused(say("Say from when or until when: start=… end=…"))
    session.edit(say("Time a caption"), lambda project: edits.time_word(project, asset, word=word, **times))


def _split(session: Session, values: Values) -> None:
    asset, word = _asset(session, values), round(values["word"]) - 1
    session.edit(say("Split a caption"), lambda project: edits.split_caption(project, asset, word=word))


def _merge(session: Session, values: Values) -> None:
    asset, word = _asset(session, values), round(values["word"]) - 1
    session.edit(say("Merge captions"), lambda project: edits.merge_captions(project, asset, word=word))


def _remove(session: Session, values: Values) -> None:
    asset = _asset(session, values)
    session.edit(say("Remove captions"), lambda project: edits.remove_speech(project, asset))


def _delete_words(session: Session, values: Values) -> None:
    asset, first, last = _words(session, values)
    session.edit(
        say("Cut words out"),
        lambda project: edits.cut_words(project, asset, first=first, last=last, new_id=session.new_id),
    )


def _restore_words(session: Session, values: Values) -> None:
    asset, first, last = _words(session, values)
    session.edit(
        say("Bring words back"),
        lambda project: edits.restore_words(project, asset, first=first, last=last, new_id=session.new_id),
    )


def _delete_silences(session: Session, values: Values) -> None:
    # What reads media is loaded when it is needed, not when the window starts.
    from studio.media.analyse import peaks

    project = session.project
    assets: tuple[Asset, ...] = project.assets
    if values.get("asset"):
        assets = tuple(asset for asset in assets if asset.id == values["asset"])
    spans: list[tuple[str, Span]] = []
    for asset in assets:
        if asset.has_sound or asset.kind == "sound":
            found = silences_in(
                peaks(asset, _PER_SECOND),
                _PER_SECOND,
                quieter_db=values["quieter_db"],
                shortest=values["shortest"],
                margin=values["margin"],
            )
            spans += [(asset.id, span) for span in found]
    if not spans:
        raise Refused(say("There is no silence that long."))
    session.edit(say("Cut silences out"), lambda one: edits.cut_said(one, spans, new_id=session.new_id))


def _delete_fillers(session: Session, values: Values) -> None:
    wanted = {text.strip().casefold() for text in str(values.get("words", "")).split(",") if text.strip()}
    found = fillers_in(session.project, language=str(values.get("language", "")), perhaps=bool(wanted))
    chosen = [one for one in found if (one.text in wanted if wanted else one.sure)]
    if not chosen:
        raise Refused(say("There are no filler words on the timeline."))

    def cut(project: Project) -> Project:
        spans = []
        for one in chosen:
            speech = project.captions.speech(one.asset)
            assert speech is not None
            spans.append((one.asset, edits.said_span(speech, one.first, one.last)))
        return edits.cut_said(project, spans, new_id=session.new_id)

    session.edit(say("Cut filler words out"), cut)


CAPTIONING: tuple[Command, ...] = (
    Command(
        "captions-import",
        say("Import captions"),
        say("Reads SRT, VTT, ASS or words as JSON, as what is said in a file or in the whole film."),
        "title",
        _import,
        (
            CommandParam("file", say("File"), "file", required=True),
            _ASSET,
            CommandParam(
                "of", say("Times of"), "choice", choices=(("media", "The file's own"), ("film", "The whole film"))
            ),
        ),
        why_not=_needs_media,
        is_edit=True,
    ),
    Command(
        "captions-export",
        say("Export captions"),
        say("Writes the captions of the film as .srt, .vtt, .ass or .json, as the file's name ends."),
        "title",
        _export,
        (CommandParam("file", say("File"), "file", required=True),),
        why_not=_needs_captions,
    ),
    Command(
        "caption-style",
        say("Change the captions' look"),
        say("Sets how captions look: kind, colours, size, place; lengths are in the picture's short side."),
        "title",
        _style,
        (
            CommandParam(
                "kind", say("Kind"), "choice", choices=tuple((kind, _KIND_WORDS[kind]) for kind in CAPTION_KINDS)
            ),
            CommandParam("highlight", say("Highlight"), "colour"),
            number("x", say("Position X")),
            number("y", say("Position Y")),
            *STYLE,
        ),
        is_edit=True,
    ),
    Command(
        "captions-show",
        say("Show or hide captions"),
        say("Draws the captions on the picture, or leaves them to a file beside the film."),
        "title",
        _show,
        (CommandParam("on", say("Show"), "switch"),),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "caption-text",
        say("Change a caption's words"),
        say("Rewrites words of the captions; the sound and its times stay."),
        "title",
        _rewrite,
        (_FIRST, _LAST, text_param("text", say("Text"), required=True), _ASSET),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "caption-time",
        say("Time a caption's word"),
        say("Says from when to when of its file a word is heard; captions begin and end with their words."),
        "title",
        _time,
        (_WORD, _ASSET, time_param("start", say("From")), time_param("end", say("To"))),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "caption-split",
        say("Split a caption"),
        say("Begins a new caption at a word."),
        "title",
        _split,
        (_WORD, _ASSET),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "caption-merge",
        say("Merge captions"),
        say("Joins the caption that begins at a word to the one before it."),
        "title",
        _merge,
        (_WORD, _ASSET),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "captions-remove",
        say("Remove captions"),
        say("Forgets the words of a file; its clips stay."),
        "title",
        _remove,
        (_ASSET,),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "words-delete",
        say("Cut words out of the film"),
        say("Takes words out of the film with their pictures; the holes close."),
        "title",
        _delete_words,
        (_FIRST, _LAST, _ASSET),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "words-restore",
        say("Bring words back into the film"),
        say("Puts words that were cut out back where they were said, with their pictures."),
        "title",
        _restore_words,
        (_FIRST, _LAST, _ASSET),
        why_not=_needs_captions,
        is_edit=True,
    ),
    Command(
        "silences-delete",
        say("Cut silences out of the film"),
        say("Finds where nothing is said by loudness and takes it out, leaving a margin around what is said."),
        "title",
        _delete_silences,
        (
            _ASSET,
            number("quieter_db", say("Quieter than speech by"), "dB", low=6, high=80)._replace(default=30),
            time_param("shortest", say("Shortest silence"))._replace(default="0.5"),
            time_param("margin", say("Margin"))._replace(default="0.15"),
        ),
        why_not=_needs_media,
        is_edit=True,
    ),
    Command(
        "fillers-delete",
        say("Cut filler words out of the film"),
        say("Takes words such as “um” out: those that say nothing in the language, or those listed (words=um,like)."),
        "title",
        _delete_fillers,
        (text_param("language", say("Language")), text_param("words", say("Words"))),
        why_not=_needs_captions,
        is_edit=True,
    ),
)
