"""Commands that build on somebody's video: duet, reaction, green screen, stitch, and the screens they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from msgspec.structs import replace

from studio.commands.beating import heard
from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import AT, Media, media_of, number, take_in, text_param, time_param
from studio.edits import (
    add_effect,
    add_item,
    add_layer,
    append,
    lay_out,
    set_gain,
    set_post,
    set_rights,
)
from studio.model import (
    ZERO,
    Applied,
    Asset,
    Clip,
    Footage,
    Found,
    Layer,
    Project,
    Span,
    Time,
    all_clips,
    find,
    floor_frame,
    frame_length,
    frame_time,
    is_seen,
    round_to_flick,
)
from studio.remix import LAYOUTS, Layout, layout_of
from studio.sentences import Refused, Sentence, say
from studio.session import Session, clip_of
from studio.session.partners import Partner, hear_partners

__all__ = ["REMIXING", "layouts_at"]

LONGEST_STITCH = Fraction(5)
"""How much of a video a stitch may begin with, in seconds (TikTok, since 2020)."""
MINE_UNDER_DB = -6.0
"""One's own sound lies so far under the source's in a duet, so that the source leads."""
_CHANGE = Fraction(2, 5)
"""How long screens take to change places where nothing is said."""

_LAYOUT_NAMES = tuple((layout.key, layout.name.source) for layout in LAYOUTS)
_SOURCE = CommandParam("source", say("Source"), "media", required=True)
_MINE = CommandParam("mine", say("Mine"), "medias", required=True)
_WHOLE = CommandParam("whole", say("Show all of the pictures"), "switch", default=False)
_CREDIT = text_param("credit", say("Whose it is"))
_ALIGN = CommandParam("align", say("Mine was recorded while it played"), "switch", default=False)
_MATCH = CommandParam("match", say("Make both equally loud"), "switch", default=False)


def _layout(default: str) -> CommandParam:
    return CommandParam("layout", say("Layout"), "choice", default=default, choices=_LAYOUT_NAMES)


def _together(session: Session, values: Values, word: str, key: Callable[[], Applied] | None) -> None:
    """The source on the main track and one's own above it, as long as the source at most, each on its screen."""
    source, mine = media_of(session, values["source"]), media_of(session, values["mine"])
    [of] = source.assets
    _need_film(of)
    layout = layout_of(values["layout"], 1 + len(mine.assets))
    if values.get("align") or values.get("match"):
        wanted = (of, *(asset for asset in mine.assets if asset.has_sound))
        words = say("Listening to “{one}” and “{two}”", one=of.name, two=mine.assets[0].name)
        work = partial(hear_partners, wanted, align=bool(values.get("align")), match=bool(values.get("match")))
        heard(session, words, work, partial(_made, session, values, word, key, layout, source, mine))
    else:
        _made(session, values, word, key, layout, source, mine, {})


def _made(
    session: Session, values: Values, word: str, key: Callable[[], Applied] | None, layout: Layout, source: Media,
    mine: Media, partners: Mapping[str, Partner],
) -> None:  # fmt: skip
    [of] = source.assets
    ids = [session.new_id("c") for _ in range(1 + len(mine.assets))]
    layers = [session.new_id("l") for _ in mine.assets]
    keys = [key() for _ in mine.assets] if key is not None else []

    def make(project: Project) -> Project:
        project = take_in(project, _all_new(source, mine))
        project = append(project, clip_of(project, of, ids[0]))
        span = _span(project, ids[0])
        for asset, clip_id, layer_id in zip(mine.assets, ids[1:], layers, strict=True):
            partner = partners.get(asset.id, Partner())
            at, clip = _in_step(project, clip_of(project, asset, clip_id, photo=span.length), span, partner.late)
            layer = Layer(layer_id, "overlay")
            project = add_item(add_layer(project, layer), clip, layer=layer_id, at=at)
            if asset.has_sound:
                project = set_gain(project, clip_id, gain_db=MINE_UNDER_DB + partner.gain_db)
        for clip_id, applied in zip(ids[1:], keys, strict=False):
            project = add_effect(project, clip_id, applied=applied)
        screens = layout.screens(project.canvas, len(ids), values["whole"])
        project = lay_out(project, ids, screens)
        return _credited(project, of, values.get("credit"), word)

    session.edit(say("Duet") if word == "duet" else say("Remix"), make)
    session.select(ids[1:])


def _in_step(project: Project, clip: Clip, span: Span, late: Time | None) -> tuple[Time, Clip]:
    """Where a take begins so that what it heard of the source lies on the source, and the part of it that is shown:
    whole frames, begun at any sample."""
    late = late or ZERO
    wait = max(ZERO, -floor_frame(late, project.rate) / project.rate)
    at, begin = span.start + wait, wait + late
    frames = floor_frame(min(clip.length - begin, span.end - at), project.rate)
    length = max(frame_time(frames, project.rate), frame_length(project.rate))
    return at, replace(clip, window=Span(round_to_flick(begin), length))


def _all_new(*media: Media) -> Media:
    """The files of all together, each once."""
    new = {asset.id: asset for one in media for asset in one.new}
    return Media(tuple(asset for one in media for asset in one.assets), tuple(new.values()))


def _need_film(asset: Asset) -> None:
    if asset.kind != "video":
        raise Refused(say("“{name}” is no video, so nothing can be built on it.", name=asset.name))


def _span(project: Project, clip_id: str) -> Span:
    found = find(project, clip_id)
    assert found is not None
    return found.span


def _credited(project: Project, source: Asset, credit: str | None, word: str) -> Project:
    """The source knows whose it is, and the post says so, where anybody said it."""
    who = (credit or "").strip()
    if not who:
        return project
    who = who if who.startswith("@") else f"@{who}"
    project = set_rights(project, source.id, author=who)
    line = f"#{word} with {who}"
    caption = project.post.caption
    return project if line in caption else set_post(project, caption=f"{caption} {line}".strip())


def _duet(session: Session, values: Values) -> None:
    _together(session, values, "duet", None)


def _green_screen(session: Session, values: Values) -> None:
    effect = session.effects["chroma_key"]
    settings = (("amount", float(values["reach"])), ("colour", str(values["colour"])))
    key = None
    if values["cut_out"]:

        def key() -> Applied:
            return Applied(session.new_id("e"), effect.id, effect.version, settings)

    _together(session, values, "duet", key)


def _stitch(session: Session, values: Values) -> None:
    source, mine = media_of(session, values["source"]), media_of(session, values["mine"])
    [of] = source.assets
    _need_film(of)
    begin, length = values["from"], values["length"]
    if not ZERO < length <= LONGEST_STITCH:
        raise Refused(say("A stitch begins with up to {most} s of the source.", most=int(LONGEST_STITCH)))
    if begin >= of.duration:
        raise Refused(say("“{name}” is over by then.", name=of.name))
    ids = [session.new_id("c") for _ in range(1 + len(mine.assets))]

    def make(project: Project) -> Project:
        project = take_in(project, _all_new(source, mine))
        project = append(project, clip_of(project, of, ids[0], part=Span(begin, length)))
        for asset, clip_id in zip(mine.assets, ids[1:], strict=True):
            project = append(project, clip_of(project, asset, clip_id))
        return _credited(project, of, values.get("credit"), "stitch")

    session.edit(say("Stitch"), make)
    session.select(ids[1:])


def _screens(session: Session, values: Values) -> None:
    """The clips named or selected, otherwise all that are seen at the time, the lowest first."""
    at: Time | None = values.get("at")
    seen = _seen_at(session.project, session.playhead if at is None else at)
    asked = [name for name in values.get("clip") or session.selection if name in {found.clip.id for found in seen}]
    ids = asked if len(asked) > 1 else [found.clip.id for found in seen]
    ids = ids[1:] + ids[:1] if values["turn"] else ids
    if len(ids) < 2:
        raise Refused(say("Move the playhead to where several pictures are shown."))
    layout = layout_of(values["layout"], len(ids))
    screens = layout.screens(session.project.canvas, len(ids), values["whole"])
    over = values["over"]
    session.edit(say("Layout"), lambda project: lay_out(project, ids, screens, at=at, over=over))


def _seen_at(project: Project, at: Time) -> list[Found]:
    """The clips with a picture that show at a moment, from the bottom up."""
    layers = {layer.id: index for index, layer in enumerate(project.layers, 1) if layer.kind == "overlay"}

    def rank(found: Found) -> int:
        return 0 if found.layer is None else layers[found.layer.id]

    found = [
        one
        for one in all_clips(project)
        if (one.layer is None or one.layer.id in layers) and one.span.start <= at < one.span.end and one.clip.on
    ]
    return sorted((one for one in found if _pictured(project, one.clip)), key=rank)


def _pictured(project: Project, clip: Clip) -> bool:
    if isinstance(clip.content, Footage):
        asset = project.asset(clip.content.asset)
        return asset is not None and asset.has_picture
    return is_seen(project, clip.content)


def layouts_at(session: Session) -> tuple[Layout, ...]:
    """The layouts there are for as many pictures as show at the playhead; none where there are fewer than two."""
    count = len(_seen_at(session.project, session.playhead))
    return tuple(layout for layout in LAYOUTS if layout.least <= count <= layout.most)


def _too_few(session: Session) -> Sentence | None:
    if len(_seen_at(session.project, session.playhead)) > 1:
        return None
    return say("Move the playhead to where several pictures are shown.")


def _parts(layout: str) -> Sequence[CommandParam]:
    return (_SOURCE, _MINE, _layout(layout), _WHOLE, _CREDIT, _ALIGN, _MATCH)


REMIXING: tuple[Command, ...] = (
    Command(
        "duet", say("Duet"),
        say("Puts your video beside somebody's, playing together, as long as theirs."),
        "arrange", _duet, (*_parts("left-right"),), is_edit=True,
    ),
    Command(
        "react", say("React"),
        say("Puts your video small over somebody's, in the corner or in a circle."),
        "arrange", _duet, (*_parts("corner"),), is_edit=True,
    ),
    Command(
        "green-screen", say("Green screen"),
        say("Puts you, cut out of your green or blue background, before somebody's video."),
        "arrange", _green_screen,
        (
            *_parts("before"),
            CommandParam("cut_out", say("Cut out"), "switch", default=True),
            CommandParam("colour", say("Background colour"), "colour", default="#00B140"),
            number("reach", say("Reach"), "%", low=0.0, high=100.0)._replace(default=45.0),
        ),
        is_edit=True,
    ),
    Command(
        "stitch", say("Stitch"),
        say("Begins with up to five seconds of somebody's video, and goes on with yours."),
        "arrange", _stitch,
        (
            _SOURCE, _MINE,
            time_param("from", say("From"))._replace(default=ZERO),
            time_param("length", say("Length"))._replace(default=LONGEST_STITCH),
            _CREDIT,
        ),
        is_edit=True,
    ),
    Command(
        "screens", say("Screens"),
        say("Sets how the pictures shown at the playhead share the canvas; with a time, from then on."),
        "arrange", _screens,
        (
            CommandParam("clip", say("Clip"), "clips"),
            _layout("left-right"), _WHOLE,
            CommandParam("turn", say("Change places"), "switch", default=False),
            AT, time_param("over", say("Change within"))._replace(default=_CHANGE),
        ),
        why_not=_too_few, is_edit=True,
    ),
)  # fmt: skip
