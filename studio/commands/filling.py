"""Commands that fill the slots of a challenge by what was measured, and say why."""

from __future__ import annotations

from functools import partial

from studio.commands.beating import heard
from studio.commands.challenging import no_slots
from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import Media, media_of, take_in, text_param
from studio.edits import slots_of
from studio.remix import Choice, Filling, Looks, best_filling, filled_with, next_best, own_media, wanted_looks
from studio.sentences import Refused, Sentence, say
from studio.session import Session, look_at

__all__ = ["FILLING", "fill_best", "why_words"]


def why_words(choice: Choice) -> Sentence:
    """Why a clip is where it is, for people: what speaks for it, and what against."""
    good, bad = (", ".join(one.translated() for one in some) for some in (choice.good, choice.bad))
    if good and bad:
        return say("For it: {good}. Against it: {bad}.", good=good, bad=bad)
    if bad:
        return say("Against it: {bad}; nothing goes there better.", bad=bad)
    if good:
        return say("For it: {good}.", good=good)
    return say("Nothing goes there better.")


def fill_best(session: Session, media: Media, looks: Looks) -> Filling:
    """Fill the open slots with the files as well as goes, as one step. Raises `Refused` where none has a place."""
    with_all = take_in(session.project, media)
    filling = best_filling(with_all, media.assets, looks)
    if not filling.choices and not filling.open:
        raise Refused(say("Every slot is filled. “{name}” has no place.", name=media.assets[0].name))
    if not filling.choices:
        raise Refused(say("None of these goes into an open slot: see what each one wants."))
    session.edit(say("Fill the slots"), lambda project: filled_with(take_in(project, media), filling.choices))
    return filling


def _fill_all(session: Session, values: Values) -> None:
    media = media_of(session, values["media"])
    if not media.assets:
        raise Refused(say("Name at least one file."))
    wanted = wanted_looks(take_in(session.project, media), media.assets)
    heard(session, say("Looking at your clips"), partial(look_at, wanted), partial(fill_best, session, media))


def _next(session: Session, values: Values) -> None:
    key = values["slot"]
    if key not in dict(slots_of(session.project)):
        known = ", ".join(dict(slots_of(session.project)))
        raise Refused(say("There is no slot “{key}”. There are: {known}.", key=key, known=known))

    def use(looks: Looks) -> None:
        choices = next_best(session.project, key, own_media(session.project), looks)
        if not choices:
            raise Refused(say("Nothing else of yours goes into “{key}”.", key=key))
        session.edit(say("Another clip"), lambda project: filled_with(project, choices))

    wanted = wanted_looks(session.project, own_media(session.project))
    heard(session, say("Looking at your clips"), partial(look_at, wanted), use)


FILLING: tuple[Command, ...] = (
    Command(
        "fill-slots", say("Fill the slots"),
        say("Puts several files into the open slots, each where it goes best: by length, shape, motion, sharpness, "
            "loudness and faces, compared with the samples."),
        "arrange", _fill_all, (CommandParam("media", say("Media"), "medias", required=True),),
        why_not=no_slots, is_edit=True,
    ),
    Command(
        "next-fill", say("The next best clip"),
        say("Puts the next best of your clips into a slot; one that is in another slot changes places."),
        "arrange", _next, (text_param("slot", say("Slot"), required=True),),
        why_not=no_slots, is_edit=True,
    ),
)  # fmt: skip
