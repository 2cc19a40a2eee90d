"""What happens when something from outside is dropped on the timeline: files of the project, titles, effects.

A drop is an edit known before the hand lets go, so that the draft shows exactly what the drop does. It must never
know Qt or open a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from studio.edits import (
    add_asset,
    add_effect,
    add_item,
    add_on_layer,
    insert,
    overwrite,
    remove_effect,
    replace_footage,
    set_transition,
)
from studio.model import (
    ZERO,
    Adjustment,
    Applied,
    Asset,
    Clip,
    Footage,
    LayerKind,
    Project,
    Span,
    TextStyle,
    Time,
    Title,
    main_at,
    main_index,
    main_start,
    round_to_frame,
    round_to_sample,
)
from studio.sentences import Sentence, say
from studio.session import Session, clip_of, drawn_clip, in_safe_zone, sticker_clip
from studio.ui.adding import fitting_transition
from studio.ui.timeline.drags import Hand, Seen
from studio.ui.timeline.hits import hit
from studio.ui.timeline.lanes import Lane, lane_of
from studio.ui.timeline.layout import RULER_HEIGHT, Layout
from studio.ui.timeline.snapping import REACH, Snapping

__all__ = ["AssetsDrop", "EffectDrop", "SoundDrop", "TitleDrop"]

Edit = Callable[[Project], Project]


@dataclass
class _Ids:
    """Ids for what a drop adds: the same ones every time the drop is tried."""

    session: Session
    given: dict[tuple[str, int], str] = field(default_factory=dict)

    def get(self, stem: str, number: int = 0) -> str:
        key = (stem, number)
        if key not in self.given:
            self.given[key] = self.session.new_id(stem)
        return self.given[key]


class _Drop:
    """What all drops share: ids, snapping, the draft."""

    label: Sentence

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids = _Ids(session)
        self._snapping: Snapping | None = None
        self.made: tuple[str, ...] = ()
        """What a drop would add, to be selected."""

    def _show(self, edit: Edit, seen: Seen) -> Seen:
        refused = self._session.update_draft(edit)
        return replace_note(seen, refused) if refused else seen

    def _lane(self, layout: Layout, hand: Hand) -> Lane | None:
        return lane_of(layout.lanes, hand.y - RULER_HEIGHT + layout.scroll_y)

    def _met(self, layout: Layout, hand: Hand, length: Time, *, sound: bool) -> tuple[Time, Seen]:
        """When something `length` long would begin at the hand, drawn to what its edges come near."""
        project = self._session.present
        at = layout.scale.moment_at(hand.x)
        if hand.snap:
            if self._snapping is None:
                self._snapping = Snapping(project, playhead=self._session.playhead, span=self._session.range)
            found = self._snapping.nearest_of((at, at + length), layout.scale.length_of(REACH))
            if found is not None:
                return max(ZERO, at + found[0]), Seen(found[1])
        return max(ZERO, round_to_sample(at) if sound else round_to_frame(at, project.rate)), Seen()

    def _on_layer(self, project: Project, clip: Clip, kind: LayerKind, lane: Lane | None, at: Time) -> Project:
        """The clip on the lane's layer where such a clip may lie, otherwise on the first open one, or a new one."""
        layer = lane.layer if lane is not None and lane.kind == kind else None
        if layer is not None:
            return add_item(project, clip, layer=layer.id, at=at)
        return add_on_layer(project, clip, kind=kind, at=at, new_layer=self._ids.get("l"))


def replace_note(seen: Seen, note: Sentence) -> Seen:
    """The same, with other words beside the pointer."""
    return Seen(seen.meeting, note, seen.ghost, seen.dragged, seen.lane)


class AssetsDrop(_Drop):
    """Media: pictures into the main track or onto the overlay lane, sounds below."""

    label = say("Add clips")

    def __init__(self, session: Session, assets: Sequence[Asset]) -> None:
        super().__init__(session)
        self._assets = tuple(assets)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show where they would lie."""
        if hand.replaces and len(self._assets) == 1 and (replaced := self._replaced(layout, hand)) is not None:
            return replaced
        project, lane = self._session.present, self._lane(layout, hand)
        above = lane is not None and lane.kind in ("overlay", "text", "look") and bool(project.main)
        pictures = [asset for asset in self._assets if asset.has_picture and not (lane and lane.kind == "sound")]
        only_pictures = len(pictures) == len(self._assets)
        photo = self._session.settings.photo
        length = clip_of(project, self._assets[0], "new", photo=photo, part=self._part(self._assets[0])).length
        if only_pictures and not above:
            at, seen = layout.scale.frame_at(hand.x, project.rate), Seen(lane="main")
            if not self._session.magnet:
                at, met = self._met(layout, hand, length, sound=False)
                seen = Seen(met.meeting, lane="main")
        else:
            at, seen = self._met(layout, hand, length, sound=not above)
        clips = [
            clip_of(
                project,
                asset,
                self._ids.get("c", number),
                as_sound=asset not in pictures,
                at=at,
                photo=photo,
                part=self._part(asset),
            )
            for number, asset in enumerate(self._assets)
        ]
        self.made = tuple(clip.id for clip in clips)

        def put(project: Project) -> Project:
            when = at
            for asset, clip in zip(self._assets, clips, strict=True):
                if asset not in pictures:
                    project = self._on_layer(project, clip, "sound", lane, when)
                elif above:
                    project = self._on_layer(project, clip, "overlay", lane, when)
                    when += clip.length
                elif not self._session.magnet:
                    project = overwrite(project, clip, at=when, new_id=lambda: self._session.new_id("c"))
                    when += clip.length
                else:
                    project = insert(project, clip, at=when)
                    when = main_start(project, main_index(project)[clip.id] + 1)
            return project

        return self._show(put, Seen(seen.meeting, dragged=frozenset(self.made), lane=seen.lane))

    def _part(self, asset: Asset) -> Span | None:
        """What is marked in a file is what is dropped of it."""
        return self._session.file_deck.part_of(asset.id)

    def _replaced(self, layout: Layout, hand: Hand) -> Seen | None:
        """The file in the place of that of the clip under the hand; None where there is no clip of a file."""
        found = hit(layout, hand.x, hand.y)
        thing = layout.thing(found.id) if found.id else None
        if not isinstance(thing, Clip) or not isinstance(thing.content, Footage):
            return None
        asset, clip_id = self._assets[0], thing.id
        self.made = (clip_id,)
        return self._show(
            lambda project: replace_footage(project, clip_id, asset_id=asset.id), Seen(note=say("Replace the file"))
        )


class SoundDrop(AssetsDrop):
    """A sound that comes with the program, and that the project may not have yet."""

    label = say("Add sound")

    def __init__(self, session: Session, asset: Asset) -> None:
        super().__init__(session, (asset,))
        self._asset = asset

    def _show(self, edit: Edit, seen: Seen) -> Seen:
        def with_file(project: Project) -> Project:
            known = project.asset(self._asset.id) is not None
            return edit(project if known else add_asset(project, self._asset))

        return super()._show(with_file, seen)


class TitleDrop(_Drop):
    """A title in a style, onto a text lane."""

    label = say("Add title")

    def __init__(self, session: Session, style: TextStyle) -> None:
        super().__init__(session)
        self._style = style

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show where it would lie."""
        project, lane = self._session.present, self._lane(layout, hand)
        words = Title(say("Your words"), self._style)
        clip = in_safe_zone(
            self._session, drawn_clip(project, words, self._ids.get("t"), length=self._session.settings.title)
        )
        self.made = (clip.id,)
        at, seen = self._met(layout, hand, clip.length, sound=False)
        return self._show(
            lambda project: self._on_layer(project, clip, "text", lane, at),
            Seen(seen.meeting, dragged=frozenset(self.made)),
        )


class EffectDrop(_Drop):
    """An effect: onto a clip; a transition onto the nearest cut; a look beside all clips becomes one over them."""

    label = say("Add effect")

    def __init__(self, session: Session, effect_id: str) -> None:
        super().__init__(session)
        self._effect = session.effects[effect_id]
        self.label = say("Add {name}", name=self._effect.name)

    def follow(self, layout: Layout, hand: Hand) -> Seen:
        """Show what it would change."""
        if self._effect.kind == "transition":
            return self._transition(layout, hand)
        if self._effect.kind == "sticker":
            return self._sticker(layout, hand)
        found = hit(layout, hand.x, hand.y)
        thing = layout.thing(found.id) if found.id else None
        applied = Applied(self._ids.get("e"), self._effect.id, self._effect.version)
        if isinstance(thing, Clip):
            self.made = (thing.id,)
            return self._show(lambda project: self._worn(project, thing, applied), Seen(lane=""))
        if self._effect.kind in ("colour", "picture") and self._session.present.main:
            project, lane = self._session.present, self._lane(layout, hand)
            clip = replace(drawn_clip(project, Adjustment(), self._ids.get("c")), effects=(applied,))
            self.made = (clip.id,)
            at, seen = self._met(layout, hand, clip.length, sound=False)
            return self._show(
                lambda project: self._on_layer(project, clip, "look", lane, at),
                Seen(seen.meeting, dragged=frozenset(self.made)),
            )
        self.made = ()
        return self._show(lambda project: project, Seen(note=say("Drop it on a clip.")))

    def _sticker(self, layout: Layout, hand: Hand) -> Seen:
        project, lane = self._session.present, self._lane(layout, hand)
        clip = sticker_clip(project, self._effect, self._ids.get("c"), self._ids.get("e"))
        self.made = (clip.id,)
        at, seen = self._met(layout, hand, clip.length, sound=False)
        return self._show(
            lambda project: self._on_layer(project, clip, "overlay", lane, at),
            Seen(seen.meeting, dragged=frozenset(self.made)),
        )

    def _worn(self, project: Project, clip: Clip, applied: Applied) -> Project:
        """The clip wears the effect; a look takes the place of the one it wears."""
        if self._effect.group == "looks":
            for other in clip.effects:
                if self._is_look(other):
                    project = remove_effect(project, clip.id, applied_id=other.id)
        return add_effect(project, clip.id, applied=applied)

    def _is_look(self, applied: Applied) -> bool:
        effect = self._session.effects.get(applied.effect)
        return effect is not None and effect.group == "looks"

    def _transition(self, layout: Layout, hand: Hand) -> Seen:
        project = self._session.present
        at = layout.scale.moment_at(hand.x)
        place = main_at(project, max(ZERO, at))
        near = len(project.main) - 1 if place is None else place
        cuts = [index for index in (near, near + 1) if 0 < index < len(project.main)]
        cuts = [index for index in cuts if isinstance(project.main[index], Clip)]
        if not cuts:
            self.made = ()
            return self._show(lambda project: project, Seen(note=say("A transition needs a cut between two clips.")))
        index = min(cuts, key=lambda index: abs(main_start(project, index) - at))
        target = project.main[index].id
        self.made = (target,)
        made = fitting_transition(self._session, self._effect.id, target)
        return self._show(lambda project: set_transition(project, target, transition=made), Seen())
