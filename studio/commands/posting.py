"""Commands about the post: its words, what is declared, whose the material is, what is left as it is."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import text_param
from studio.edits import heed_problem, ignore_problem, set_post, set_rights
from studio.sentences import Sentence, say
from studio.session import Session

__all__ = ["POSTING"]

_ANSWERS = (("yes", "Yes"), ("no", "No"), ("unknown", "Not answered"))
_WORDS = (
    text_param("caption", say("Caption")),
    text_param("title", say("Title")),
    text_param("description", say("Description")),
    text_param("hashtags", say("Hashtags")),
)
_DECLARED = (
    CommandParam("ai", say("Made with AI"), "choice", choices=_ANSWERS),
    CommandParam("paid", say("Paid partnership"), "choice", choices=_ANSWERS),
    CommandParam("minors", say("Shows people under 18"), "choice", choices=_ANSWERS),
)
_RIGHTS = (
    text_param("origin", say("Where it is from")),
    text_param("author", say("Who made it")),
    text_param("licence", say("What allows its use")),
)


def _given(values: Values, params: tuple[CommandParam, ...]) -> dict[str, str]:
    given = {param.key: str(values[param.key]) for param in params if param.key in values}
    if not given:
        raise Misused(say("Say what to change: {keys}.", keys=", ".join(param.key for param in params)))
    return given


def _post(session: Session, values: Values) -> None:
    given = _given(values, (*_WORDS, *_DECLARED))
    changes = {
        key: "" if text == "unknown" and key in ("ai", "paid", "minors") else text for key, text in given.items()
    }
    session.edit(say("The post"), lambda project: set_post(project, **changes))


def _rights(session: Session, values: Values) -> None:
    given = _given(values, _RIGHTS)
    session.edit(say("Rights"), lambda project: set_rights(project, values["media"], **given))


def _ignore(session: Session, values: Values) -> None:
    session.edit(
        say("Leave it as it is"),
        lambda project: ignore_problem(
            project, code=values["code"], reason=values["reason"], about=values.get("about", "")
        ),
    )


def _heed(session: Session, values: Values) -> None:
    session.edit(
        say("Tell it again"),
        lambda project: heed_problem(project, code=values["code"], about=values.get("about", "")),
    )


def _no_media(session: Session) -> Sentence | None:
    return None if session.project.assets else say("There is no media in the project yet.")


def _nothing_ignored(session: Session) -> Sentence | None:
    return None if session.project.post.ignored else say("Nothing was left as it is.")


_CODE = text_param("code", say("What was found"), required=True)
_ABOUT = text_param("about", say("Which clip or file"))

POSTING: tuple[Command, ...] = (
    Command(
        "post",
        say("The post"),
        say("Sets the words of the post, and what is declared about the video."),
        "project",
        _post,
        (*_WORDS, *_DECLARED),
        is_edit=True,
    ),
    Command(
        "rights",
        say("Rights"),
        say("Says where a file comes from, who made it, and what allows its use."),
        "project",
        _rights,
        (CommandParam("media", say("Media"), "asset", required=True), *_RIGHTS),
        why_not=_no_media,
        is_edit=True,
    ),
    Command(
        "ignore",
        say("Leave it as it is"),
        say("Remembers why something found before posting is left as it is; code as check tells it."),
        "project",
        _ignore,
        (_CODE, text_param("reason", say("Reason"), required=True), _ABOUT),
        is_edit=True,
    ),
    Command(
        "heed",
        say("Tell it again"),
        say("Has something that was left as it is told again before posting."),
        "project",
        _heed,
        (_CODE, _ABOUT),
        why_not=_nothing_ignored,
        is_edit=True,
    ),
)
