"""Commands about what a person looks at: playhead, range, safe zone; and all that only a window can do.

A command that needs a window runs what the window put into `session.actions` under its id; without that it is
disabled and says why.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import in_window as _in_window
from studio.commands.tools import needs_clips, needs_selection, text_param
from studio.model import (
    ZERO,
    Project,
    Span,
    Time,
    duration,
    find,
    frame_length,
    frame_time,
    main_at,
    main_frames,
    main_span,
)
from studio.sentences import Refused, Sentence, say
from studio.session import LINKED, Session

__all__ = ["VIEWING"]

BIG_STEP_S = Fraction(1)


def _go(session: Session, values: Values) -> None:
    session.deck.move_playhead(values["at"])


def _step(frames: int) -> Callable[[Session, Values], None]:
    def run(session: Session, values: Values) -> None:  # noqa: ARG001
        deck = session.deck
        deck.move_playhead(deck.playhead + frames * frame_length(deck.project.rate))

    return run


def _big_step(direction: int) -> Callable[[Session, Values], None]:
    def run(session: Session, values: Values) -> None:  # noqa: ARG001
        session.deck.move_playhead(session.deck.playhead + direction * BIG_STEP_S)

    return run


def _cuts(project: Project) -> list[Time]:
    cuts = {frame_time(frame, project.rate) for frame in main_frames(project)}
    for layer in (*project.layers, *project.sounds):
        for item in layer.items:
            found = find(project, item.id)
            if found is not None:
                cuts |= {found.span.start, found.span.end}
    return sorted(cuts)


def _next_cut(session: Session, values: Values) -> None:  # noqa: ARG001
    deck = session.deck
    cuts = _cuts(deck.project)
    deck.move_playhead(next((cut for cut in cuts if cut > deck.playhead), duration(deck.project)))


def _previous_cut(session: Session, values: Values) -> None:  # noqa: ARG001
    deck = session.deck
    deck.move_playhead(next((cut for cut in reversed(_cuts(deck.project)) if cut < deck.playhead), ZERO))


def _to_start(session: Session, values: Values) -> None:  # noqa: ARG001
    session.deck.move_playhead(ZERO)


def _to_end(session: Session, values: Values) -> None:  # noqa: ARG001
    session.deck.move_playhead(duration(session.deck.project))


def _mark_in(session: Session, values: Values) -> None:
    deck = session.deck
    at = values.get("at", deck.playhead)
    whole = duration(deck.project)
    end = deck.range.end if deck.range and deck.range.end > at else whole
    if end > at:
        deck.set_range(Span(at, end - at))


def _mark_out(session: Session, values: Values) -> None:
    # The frame under the playhead is the last one inside.
    deck = session.deck
    at = values.get("at", deck.playhead) + frame_length(deck.project.rate)
    start = deck.range.start if deck.range and deck.range.start < at else ZERO
    deck.set_range(Span(start, min(at, duration(deck.project)) - start))


def _mark_clip(session: Session, values: Values) -> None:  # noqa: ARG001
    if session.deck is not session:
        session.deck.set_range(Span(ZERO, duration(session.deck.project)))
        return
    spans = [found.span for name in session.selection if (found := find(session.project, name))]
    if not spans:
        index = main_at(session.project, session.playhead)
        spans = [main_span(session.project, index)] if index is not None else []
    if not spans:
        raise Refused(say("There is no clip under the playhead."))
    start = min(span.start for span in spans)
    session.set_range(Span(start, max(span.end for span in spans) - start))


def _clear_range(session: Session, values: Values) -> None:  # noqa: ARG001
    session.deck.set_range(None)


def _needs_deck(session: Session) -> Sentence | None:
    """Commands about what the player shows."""
    return None if session.deck is not session else needs_clips(session)


def _open_media(session: Session, values: Values) -> None:
    session.file_deck.open(values["media"], values.get("at"))


def _close_media(session: Session, values: Values) -> None:  # noqa: ARG001
    session.file_deck.close()


def _no_media_open(session: Session) -> Sentence | None:
    return None if session.deck is not session else say("The timeline is on show.")


def _no_range(session: Session) -> Sentence | None:
    return None if session.deck.range else say("No range is set.")


def _snapping(session: Session, values: Values) -> None:
    session.set_snapping(values.get("on", not session.snapping))


def _magnet(session: Session, values: Values) -> None:
    session.set_magnet(values.get("on", not session.magnet))


def _linkage(session: Session, values: Values) -> None:
    """Without a kind all of them: off when all are on, otherwise on."""
    kinds = LINKED if "kind" not in values else frozenset({values["kind"]})
    on = values.get("on", not kinds <= session.linked)
    session.set_linked(session.linked | kinds if on else session.linked - kinds)


def _safe_zone(session: Session, values: Values) -> None:
    """Shown for the platform named; without one, turned on or off."""
    platform = values.get("platform")
    if platform is None:
        session.set_safe_zone(None if session.safe_zone else "tiktok")
    else:
        session.set_safe_zone(None if platform in ("none", "off") else platform)


_AT = CommandParam("at", say("Time"), "time", required=True, unit="s")
_AT_OR_HERE = _AT._replace(required=False)

_LAYER_KINDS = (("overlay", "Overlay"), ("text", "Text"), ("look", "Looks"), ("sound", "Sound"))

VIEWING: tuple[Command, ...] = (
    _in_window("play", say("Play or pause"), say("Plays from the playhead, or pauses."), "play", _needs_deck),
    _in_window("shuttle-back", say("Play backward"), say("Plays backward; again, faster."), "play", _needs_deck),
    _in_window("pause", say("Pause"), say("Pauses."), "play", _needs_deck),
    _in_window("shuttle-forward", say("Play forward"), say("Plays forward; again, faster."), "play", _needs_deck),
    Command("go", say("Go to a time"), say("Moves the playhead to a time."), "play", _go, (_AT,), why_not=_needs_deck),
    Command(
        "frame-back", say("One frame back"), say("Moves the playhead one frame back."), "play", _step(-1),
        why_not=_needs_deck,
    ),
    Command(
        "frame-forward", say("One frame forward"), say("Moves the playhead one frame forward."), "play", _step(1),
        why_not=_needs_deck,
    ),
    Command(
        "second-back", say("One second back"), say("Moves the playhead one second back."), "play", _big_step(-1),
        why_not=_needs_deck,
    ),
    Command(
        "second-forward", say("One second forward"), say("Moves the playhead one second forward."), "play",
        _big_step(1), why_not=_needs_deck,
    ),
    Command(
        "previous-cut", say("Previous cut"), say("Moves the playhead to the cut before it."), "play", _previous_cut,
        why_not=_needs_deck,
    ),
    Command(
        "next-cut", say("Next cut"), say("Moves the playhead to the cut after it."), "play", _next_cut,
        why_not=_needs_deck,
    ),
    Command(
        "to-start", say("First frame"), say("Moves the playhead to the start."), "play", _to_start,
        why_not=_needs_deck,
    ),
    Command(
        "to-end", say("Last frame"), say("Moves the playhead to the end."), "play", _to_end, why_not=_needs_deck,
    ),
    Command(
        "mark-in", say("Range from here"), say("Lets the range begin at the playhead."), "play", _mark_in,
        (_AT_OR_HERE,), why_not=_needs_deck,
    ),
    Command(
        "mark-out", say("Range up to here"), say("Lets the range end with the frame under the playhead."), "play",
        _mark_out, (_AT_OR_HERE,), why_not=_needs_deck,
    ),
    Command(
        "mark-clip", say("Range of the clip"), say("Makes the selected clips the range."), "play", _mark_clip,
        why_not=_needs_deck,
    ),
    Command(
        "open-media", say("Show in the player"),
        say("Shows a file of the library by itself, to play it and to mark the part that goes to the timeline."),
        "play", _open_media, (CommandParam("media", say("Media"), "asset", required=True), _AT_OR_HERE),
    ),
    Command(
        "close-media", say("Back to the timeline"), say("Shows the timeline in the player again."), "play",
        _close_media, why_not=_no_media_open,
    ),
    Command("clear-range", say("Clear the range"), say("Ends the range."), "play", _clear_range, why_not=_no_range),
    Command(
        "snapping", say("Snapping"), say("Draws what is dragged to cuts and the playhead, or does not."), "view",
        _snapping, (CommandParam("on", say("On"), "switch"),),
    ),
    Command(
        "magnet", say("Main track magnet"),
        say("Keeps the clips of the main track together, or lets each stand at its time."), "view", _magnet,
        (CommandParam("on", say("On"), "switch"),),
    ),
    Command(
        "linkage", say("Linkage"),
        say("Takes what is pinned to a clip along with it, or leaves it at its time; all kinds, or one."), "view",
        _linkage,
        (CommandParam("kind", say("Kind"), "choice", choices=_LAYER_KINDS), CommandParam("on", say("On"), "switch")),
    ),
    Command(
        "safe-zone", say("Safe zone"), say("Shows where a platform lays nothing over the picture, or hides it."),
        "view", _safe_zone, (text_param("platform", say("Platform")),),
    ),
    _in_window("zoom-in", say("Zoom in"), say("Shows less of the timeline, larger."), "view"),
    _in_window("zoom-out", say("Zoom out"), say("Shows more of the timeline, smaller."), "view"),
    _in_window("zoom-fit", say("Fit the timeline"), say("Shows the whole timeline."), "view"),
    _in_window("select-tool", say("Select tool"), say("Clicks on the timeline select and drag."), "view"),
    _in_window("split-tool", say("Split tool"), say("Clicks on the timeline split."), "view"),
    _in_window(
        "roll-tool", say("Roll tool"), say("Drags on the timeline move cuts: one clip gets longer, the other shorter."),
        "view",
    ),
    _in_window(
        "slip-tool", say("Slip tool"), say("Drags on the timeline show other material of a clip in its place."), "view",
    ),
    _in_window(
        "slide-tool", say("Slide tool"), say("Drags on the timeline move a clip between its neighbours."), "view",
    ),
    _in_window("lanes-higher", say("Higher lanes"), say("Shows the lanes of the timeline higher."), "view"),
    _in_window("lanes-lower", say("Lower lanes"), say("Shows the lanes of the timeline lower."), "view"),
    _in_window(
        "fold", say("Fold lanes"), say("Shows the lanes of what is selected, or all layers, thin or in full."),
        "view",
    ),
    _in_window(
        "keyframe-lanes", say("Keyframe lanes"),
        say("Shows a lane for every animated number of the selected clip, under the timeline."), "view",
    ),
    _in_window("skimming", say("Preview under the pointer"), say("Shows the frame under the pointer."), "view"),
    _in_window("history", say("History"), say("Shows every step, to go back to any of them."), "view"),
    _in_window("layout", say("Usual layout"), say("Puts every panel where it usually is."), "view"),
    _in_window("layout-tall", say("Tall player"), say("Gives the player the whole height, for upright video."), "view"),
    _in_window(
        "keep-layout", say("Keep the layout"), say("Keeps where the panels stand now, under a name."), "view", None,
        (text_param("name", say("Name"), required=True),),
    ),
    _in_window(
        "use-layout", say("Use a layout"), say("Puts the panels where they stood when the layout was kept."), "view",
        None, (text_param("name", say("Name"), required=True),),
    ),
    _in_window("show-library", say("Library"), say("Shows or hides the library."), "view"),
    _in_window("show-inspector", say("Inspector"), say("Shows or hides the inspector."), "view"),
    _in_window("show-timeline", say("Timeline panel"), say("Shows or hides the timeline."), "view"),
    _in_window("settings", say("Settings"), say("Language, looks, keys, lengths and limits of the program."), "view"),
    _in_window("before-after", say("Before looks and effects"),
               say("Shows the picture as it was before looks and effects, or as it is."), "view"),
    _in_window("scopes", say("Scopes"), say("Shows waveform, parade, vectorscope or histogram."), "view"),
    _in_window("crop-on-picture", say("Crop on the picture"), say("Turns the handles for cropping on or off."), "view"),
    _in_window("picture-fit", say("Fit the picture"), say("Shows the whole picture in the player."), "view"),
    _in_window("picture-larger", say("Picture larger"), say("Shows the picture in the player larger."), "view"),
    _in_window("picture-smaller", say("Picture smaller"), say("Shows the picture in the player smaller."), "view"),
    _in_window("export-frame", say("Export the frame"),
               say("Writes the picture under the playhead as a PNG."), "file", needs_clips),
    _in_window("full-screen", say("Full screen"), say("Shows the picture on the whole screen."), "view"),
    _in_window(
        "show-in-library", say("Show in the library"), say("Goes to the file of the selected clip in the library."),
        "view", needs_selection,
    ),
    _in_window("show-in-folder", say("Show in folder"), say("Opens the folder in which the media lies."), "view"),
    _in_window(
        "library-rows", say("Library as a list"), say("Shows the library’s files as a list, or as pictures."), "view"
    ),
    _in_window(
        "moving-previews", say("Moving previews in the library"),
        say("Shows looks, effects and transitions moving under the pointer, or still."), "view",
    ),
    _in_window("search-library", say("Search the library"), say("Goes to the library’s search field."), "view"),
    _in_window("theme", say("Dark or light"), say("Changes between dark and light."), "view"),
    _in_window(
        "proxies", say("Previews from proxies"),
        say("Previews heavy clips by small copies made in the background, or by the files themselves."), "view",
    ),
    _in_window("palette", say("Find a command"), say("Finds a command by its name."), "view"),
    _in_window("shortcuts", say("Keys"), say("Lists every command with its keys."), "view"),
    _in_window(
        "speed-panel", say("Speed of the clip"), say("Opens the speed of the selected clip."), "clip",
        needs_selection,
    ),
    _in_window(
        "export", say("Export"), say("Makes a video file of the project."), "file", needs_clips,
        (CommandParam("file", say("File"), "file"), text_param("platform", say("Platform"))),
    ),
    _in_window(
        "forecast", say("Forecast"), say("Shows how a feed might treat the draft: a model, not the platform."), "file",
        needs_clips,
    ),
    _in_window("start", say("Start screen"), say("Shows the start screen and its projects."), "file"),
    _in_window("sample", say("Open the sample"), say("Makes and opens a short project to try things on."), "file"),
    _in_window("close-window", say("Close the window"), say("Saves and closes the window."), "file"),
    _in_window("quit", say("Quit"), say("Saves and ends the program."), "file"),
)  # fmt: skip
