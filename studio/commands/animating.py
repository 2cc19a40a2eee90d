"""Commands that let clips come, go, and move while they are there."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.effects import settings_of
from studio.commands.tools import CLIPS, edit_each, needs_selection, time_param
from studio.edits import remove_animation, set_animation
from studio.model import Animation, Project, Time, Title, When, find
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["ANIMATING", "ANIMATION_S", "LOOP_S", "WHEN_NAMES"]

WHEN_NAMES: tuple[tuple[When, Sentence], ...] = (("in", say("In")), ("out", say("Out")), ("loop", say("Loop")))
ANIMATION_S = Time(1, 2)
"""How long coming or going takes when nothing is said: the most common length in CapCut."""
LOOP_S = Time(3, 2)
"""How long a round of a loop takes when nothing is said."""


def _animate(session: Session, values: Values) -> None:
    effect = session.effects[values["effect"]]
    when: When = values.get("when", effect.whens[0] if effect.whens else "in")
    if when not in effect.whens:
        fits = ", ".join(effect.whens) or "—"
        raise Misused(say("“{effect}” can be: {whens}.", effect=effect.name, whens=fits))
    settings = settings_of(effect, values["settings"])
    given = values.get("length")

    def change(project: Project, name: str) -> Project:
        found = find(project, name)
        if effect.kind == "text" and found is not None and not isinstance(found.clip.content, Title):
            raise Refused(say("“{effect}” moves letters, and only titles have them.", effect=effect.name))
        usual = LOOP_S if when == "loop" else min(ANIMATION_S, found.clip.length if found is not None else ANIMATION_S)
        length = usual if given is None else given
        return set_animation(project, name, animation=Animation(when, effect.id, length, effect.version, settings))

    edit_each(session, say("Animation"), values, change)


def _remove(session: Session, values: Values) -> None:
    chosen: tuple[When, ...] = (values["when"],) if "when" in values else ("in", "out", "loop")

    def change(project: Project, name: str) -> Project:
        for when in chosen:
            project = remove_animation(project, name, when=when)
        return project

    edit_each(session, say("Remove the animation"), values, change)


def _no_effects(session: Session) -> Sentence | None:
    return needs_selection(session) if session.effects else say("No effects are installed.")


_WHEN = CommandParam("when", say("When"), "choice", choices=tuple((key, str(name)) for key, name in WHEN_NAMES))

ANIMATING: tuple[Command, ...] = (
    Command(
        "animate",
        say("Animate"),
        say("Lets clips come, go, or move while they are there; when is in, out or loop."),
        "effects",
        _animate,
        (
            CLIPS,
            CommandParam("effect", say("Animation"), "effect", required=True, kinds=("animation", "text")),
            _WHEN,
            time_param("length", say("Length")),
        ),
        why_not=_no_effects,
        is_edit=True,
        takes_settings=True,
    ),
    Command(
        "remove-animation",
        say("Remove the animation"),
        say("Lets clips be just there again; when is in, out or loop, or all three when it is not given."),
        "effects",
        _remove,
        (CLIPS, _WHEN),
        why_not=needs_selection,
        is_edit=True,
    ),
)
