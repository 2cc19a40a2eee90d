"""A person who edits at random, as a Hypothesis state machine: each exported edit is one of its rules.

After each step everything that must hold is looked at. What it means for a test is said in
`tests/studio/edits/test_robot.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from studio import edits
from studio.edits import EditRefused
from studio.files import project_from_json, project_json
from studio.history import begin, commit, redo, undo
from studio.model import (
    FLICKS_PER_SECOND,
    SAMPLE_RATE,
    SLOT_KINDS,
    WHENS,
    Adjustment,
    Animation,
    Applied,
    AssetKind,
    Clip,
    Compound,
    Content,
    Folder,
    Footage,
    Found,
    Gap,
    Key,
    Keyframes,
    Layer,
    Marker,
    OnClip,
    Project,
    Slot,
    SlotKind,
    Solid,
    Span,
    Time,
    Title,
    Transition,
    When,
    Word,
    all_clips,
    check_project,
    duration,
    find,
    floor_frame,
    item_starts,
    main_duration,
    main_index,
    marked,
)
from studio.sentences import Sentence
from tests.helpers.word_sources import play, seen_and_heard, timeline, word

RATES = (Fraction(2), Fraction(3), Fraction(3000, 1001))
SPEEDS = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(3, 2), Fraction(137, 100), Fraction(1, 3), Fraction(101))
FEWEST_CLIPS, MOST_CLIPS = 6, 40
SELDOM = 37
WHEN_GONE = ("delete", "stay")
RISING = Keyframes(keys=(Key(Fraction(0), 0.0, "in_out"), Key(Fraction(5), 1.0)))

pick = st.integers(0, 10**6)
switch = st.booleans()
maybe = st.none() | switch
moments = st.builds(Fraction, st.integers(-20, 400), st.sampled_from([1, 3, 10, 16]))
lengths = st.builds(Fraction, st.integers(-1, 40), st.sampled_from([3, 4, 7]))
speeds = st.sampled_from(SPEEDS)
numbers = st.sampled_from([-3.0, 0.0, 0.25, 0.75, 1.0, 40.0, float("nan")])
curves = numbers | st.builds(
    lambda start, values: Keyframes(
        keys=tuple(Key(start + index, value, ease) for index, (value, ease) in enumerate(values))
    ),
    lengths,
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from(["linear", "in", "hold"])), min_size=1, max_size=3
    ),
)
speed_curves = st.sampled_from([*edits.SPEED_CURVES.values(), (), ((0.0, 1.0), (1.0, 30.0)), ((0.0, 3.0), (1.0, 0.3))])
what_numbers = st.sampled_from(["x", "scale", "opacity", "gain_db", "mask.width", "effect.look.strength", "nothing"])
parts = st.fractions(min_value=Fraction(-1, 10), max_value=Fraction(11, 10), max_denominator=20)
eases = st.sampled_from([None, "linear", "in_out_back", "bezier", "jumpy"])
effects = st.sampled_from(["blur", "adjust", "unknown"])
names = st.sampled_from(["", " ", "Beach", "a\nb", "“quoted” {braces}", "日本", "\u202eright to left"])


def one_of(ids: list[str], number: int) -> str:
    """One of the ids, seldom one that is not there."""
    return ids[number % len(ids)] if ids and number % SELDOM else "nothing"


def is_title(found: Found) -> bool:
    return isinstance(found.clip.content, Title)


def is_item(found: Found) -> bool:
    return found.item is not None


def is_still(found: Found) -> bool:
    return not isinstance(found.clip.content, Footage)


def sounds(found: Found) -> bool:
    return isinstance(found.clip.content, Footage)


def is_compound(found: Found) -> bool:
    return isinstance(found.clip.content, Compound)


def has_effects(found: Found) -> bool:
    return len(found.clip.effects) > 0


def looked_at(project: Project, others: Project) -> list[Time]:
    """The first and last frame of every clip of both projects, and those beside them."""
    frames: set[int] = set()
    for one in (project, others):
        for found in all_clips(one):
            for edge in (found.span.start, found.span.end):
                near = floor_frame(edge, project.rate)
                frames |= {near - 1, near, near + 1}
    return [frame / project.rate for frame in sorted(frames) if frame >= 0]


def begun(rate: Fraction) -> Project:
    """A project with something of everything."""
    project = timeline("xx[abcdef]yy ghij . klmnop xx[qrstuv]ww", rate=rate)
    for text, kind in (("abcdefgh", "video"), ("P", "photo"), ("song", "sound")):
        project = edits.add_asset(project, replace(word(text, kind=kind), sound_tracks=2 if kind == "sound" else 1))
    for number, at in enumerate((0, 3, 8, 14, 19)):
        clip = Clip(f"title {number}", Title("words"), Span(Fraction(0), Fraction(2 + number)))
        gone = "stay" if number % 2 else "delete"
        project = edits.add_item(project, clip, layer="text", at=Fraction(at), when_gone=gone)
    for layer, asset in (("over", "abcdefgh"), ("over", "P"), ("sound", "song")):
        clip = Clip(f"item {asset}", Footage(f"file:{asset}"), Span(Fraction(0), Fraction(3)))
        project = edits.add_item(project, clip, layer=layer, at=Fraction(2))
    project = edits.set_fades(project, "abcdef", fade_in=Fraction(1), fade_out=Fraction(2))
    project = edits.set_transition(project, "ghij", transition=Transition("dissolve", Fraction(2)))
    project = edits.add_effect(project, "klmnop", applied=Applied("blur", "blur"))
    look = Applied("look", "look_dusk", settings=(("strength", 0.5),))
    project = edits.add_effect(project, "klmnop", applied=look)
    for asset in project.assets:
        if asset.kind != "photo":
            project = edits.set_speech(project, asset.id, words=spelled(asset.name))
    return edits.set_speed(project, "qrstuv", speed=Fraction(137, 100))


def spelled(text: str) -> tuple[Word, ...]:
    """Each letter as a word, said in its second of a source that spells the text."""
    return tuple(
        Word(text=letter, start=Fraction(number), end=Fraction(10 * number + 8, 10), begins=number % 3 == 0)
        for number, letter in enumerate(text)
    )


def named(name: str, edit: Callable[[Project], Project]) -> Callable[[Project], Project]:
    edit.__name__ = name
    return edit


class Robot(RuleBasedStateMachine):
    """One person editing; `history` is what they did."""

    @initialize(rate=st.sampled_from(RATES), empty=st.integers(0, 19))
    def open(self, rate: Fraction, empty: int) -> None:
        self.start = begun(rate) if empty != 13 else edits.add_asset(Project("empty", rate=rate), word("abcdef"))
        self.history = begin(self.start)
        self.made = 0
        self.refusals: list[Sentence] = []

    @property
    def project(self) -> Project:
        return self.history.project

    def new_id(self) -> str:
        self.made += 1
        return f"new {self.made}"

    def clip_id(self, number: int, fits: Callable[[Found], object] = lambda _found: True) -> str:
        """A clip that fits where there is one, now and then any, seldom one that is not there."""
        clips = list(all_clips(self.project))
        fitting = [found for found in clips if fits(found)] if number % 8 else []
        return one_of([found.clip.id for found in fitting or clips], number)

    def found(self, number: int) -> Found | None:
        return find(self.project, self.clip_id(number))

    def main_id(self, number: int) -> str:
        return one_of([thing.id for thing in self.project.main], number)

    def layer_id(self, number: int) -> str:
        if number % SELDOM == 0:
            return "main"
        return one_of([layer.id for layer in (*self.project.layers, *self.project.sounds)], number)

    def asset_id(self, number: int) -> str:
        return one_of([asset.id for asset in self.project.assets], number)

    def applied_id(self, clip_id: str, which: int) -> str:
        found = find(self.project, clip_id)
        return one_of([applied.id for applied in found.clip.effects] if found is not None else [], which)

    def clip(self, number: int, start: Fraction, length: Fraction, speed: Fraction) -> Clip:
        """Something new, of any content, that may or may not fit."""
        contents: list[Content] = [Title("words"), Solid("#102030"), Adjustment()]
        if number % 3:
            contents = [Footage(self.asset_id(number))]
        content = contents[number % len(contents)]
        speed = speed if isinstance(content, Footage) else Fraction(1)
        return Clip(self.new_id(), content, Span(start, max(length, Fraction(0))), speed=speed)

    def do(self, edit: object, *args: object, **kwargs: object) -> bool:
        """Whether the edit was done; a refusal must be a sentence."""
        assert len(list(all_clips(self.project))) <= MOST_CLIPS + 16
        try:
            project = edit(self.project, *args, **kwargs)
        except EditRefused as refusal:
            self.refusals.append(refusal.sentence)
            return False
        self.before = self.project
        self.history = commit(self.history, project, edit.__name__)
        return True

    def crowded(self) -> bool:
        """Whether there are so many clips that more would only take time."""
        return len(list(all_clips(self.project))) >= MOST_CLIPS

    def sparse(self) -> bool:
        """Whether there is so little left that nothing interesting could happen any more."""
        return len(list(all_clips(self.project))) <= FEWEST_CLIPS

    # --- arranging -------------------------------------------------------------------------------------------

    @rule(text=st.sampled_from(["new", "abcdef"]))
    def add_asset(self, text: str) -> None:
        self.do(edits.add_asset, word(text))

    @rule(number=pick, sure=st.integers(0, 3))
    def remove_asset(self, number: int, sure: int) -> None:
        if sure == 0:
            self.do(edits.remove_asset, self.asset_id(number))

    @rule(number=pick, path=st.sampled_from(["/media/a.mp4", "/somewhere/é ü/it's 100%.mp4"]))
    def relink(self, number: int, path: str) -> None:
        self.do(edits.relink, self.asset_id(number), path=path)

    @rule(number=pick, kind=st.sampled_from(["video", "video", "photo", "sound"]))
    def renew(self, number: int, kind: AssetKind) -> None:
        asset = self.project.asset(self.asset_id(number))
        self.do(edits.renew, replace(asset, kind=kind, fingerprint="other") if asset else word("gone"))

    @rule(number=pick, start=lengths, length=lengths, speed=speeds)
    def append(self, number: int, start: Fraction, length: Fraction, speed: Fraction) -> None:
        if self.crowded():
            return
        self.do(edits.append, self.clip(number, start, length, speed))

    @rule(number=pick, start=lengths, length=lengths, speed=speeds, at=moments)
    def insert(self, number: int, start: Fraction, length: Fraction, speed: Fraction, at: Fraction) -> None:
        if self.crowded():
            return
        self.do(edits.insert, self.clip(number, start, length, speed), at=at)

    @rule(number=pick)
    def lift(self, number: int) -> None:
        if self.sparse():
            return
        clip_id = self.main_id(number)
        before = {f.clip.id: f.span.start for f in all_clips(self.project)}
        if self.do(edits.lift, clip_id, gap_id=self.new_id()):
            for found in all_clips(self.project):
                assert abs(found.span.start - before[found.clip.id]) < 1 / self.project.rate

    @rule(number=pick)
    def ripple_delete(self, number: int) -> None:
        if not self.sparse():
            self.do(edits.ripple_delete, self.main_id(number))

    @rule(number=pick)
    def ripple_delete_an_item(self, number: int) -> None:
        if not self.sparse():
            self.do(edits.ripple_delete, self.clip_id(number, is_item))

    @rule(number=pick, to=moments, layer=pick, across=switch)
    def move(self, number: int, to: Fraction, layer: int, across: bool) -> None:
        self.do(edits.move, self.clip_id(number), to=to, layer=self.layer_id(layer) if across else None)

    @rule(number=pick, to=moments)
    def move_on_the_main_track(self, number: int, to: Fraction) -> None:
        self.do(edits.move, self.main_id(number), to=to, layer="main")

    @rule(number=pick, to=moments)
    def move_to_the_main_track(self, number: int, to: Fraction) -> None:
        self.do(edits.move, self.clip_id(number, is_item), to=to, layer="main")

    @rule(number=pick)
    def duplicate(self, number: int) -> None:
        if self.crowded():
            return
        self.do(edits.duplicate, self.clip_id(number), new_id=self.new_id())

    @rule(number=pick, more=st.lists(pick, max_size=3), beside=st.integers(0, 3))
    def make_compound(self, number: int, more: list[int], beside: int) -> None:
        ids = [self.clip_id(one) for one in (number, *more)] if beside == 3 else self.neighbours(number, beside)
        self.do(edits.make_compound, ids, name="Compound", new_id=self.new_id)

    def neighbours(self, number: int, beside: int) -> list[str]:
        """A clip of the main track with some after it, and all that is pinned to them."""
        main = self.project.main
        first = number % len(main) if main else 0
        chosen = [thing.id for thing in main[first : first + beside + 1]]
        items = [item for layer in (*self.project.layers, *self.project.sounds) for item in layer.items]
        return chosen + [item.id for item in items if isinstance(item.pin, OnClip) and item.pin.clip in chosen]

    @rule(number=pick)
    def release_compound(self, number: int) -> None:
        before = duration(self.project)
        if self.do(edits.release_compound, self.clip_id(number, is_compound), new_id=self.new_id):
            assert abs(duration(self.project) - before) < Fraction(2) / self.project.rate

    # --- layers ----------------------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(["overlay", "text", "look", "sound"]))
    def add_layer(self, kind: str) -> None:
        if len(self.project.layers) + len(self.project.sounds) < 6:
            self.do(edits.add_layer, Layer(self.new_id(), kind))

    @rule(number=pick, sure=st.integers(0, 4))
    def remove_layer(self, number: int, sure: int) -> None:
        if sure == 0 and len(self.project.layers) > 3:
            self.do(edits.remove_layer, self.layer_id(number))

    @rule(
        number=pick,
        flags=st.tuples(*[st.sampled_from([None, True, False])] * 2),
        locked=st.sampled_from([None, None, False, True]),
    )
    def set_layer(self, number: int, flags: tuple[bool | None, bool | None], locked: bool | None) -> None:
        if self.project.main_state.locked:
            self.do(edits.set_layer, "main", locked=False)
        self.do(edits.set_layer, self.layer_id(number), hidden=flags[0], muted=flags[1], locked=locked)

    @rule(
        number=pick,
        start=lengths,
        length=lengths,
        speed=speeds,
        layer=pick,
        at=moments,
        pinned=maybe,
        gone=st.sampled_from(["delete", "stay"]),
    )
    def add_item(self, number, start, length, speed, layer, at, pinned, gone) -> None:
        if self.crowded():
            return
        clip = self.clip(number, start, length, speed)
        self.do(edits.add_item, clip, layer=self.layer_id(layer), at=at, pinned=pinned, when_gone=gone)

    @rule(number=pick, kind=st.sampled_from(["overlay", "text", "look", "sound"]), at=moments)
    def add_on_layer(self, number: int, kind: str, at: Fraction) -> None:
        if self.crowded() or len(self.project.layers) + len(self.project.sounds) > 8:
            return
        clip = self.clip(number, Fraction(1), Fraction(2), Fraction(1))
        self.do(edits.add_on_layer, clip, kind=kind, at=at, new_layer=self.new_id())

    @rule(number=pick, to=pick, free=switch)
    def pin(self, number: int, to: int, free: bool) -> None:
        clip_id = self.clip_id(number, is_item)
        before = find(self.project, clip_id)
        if self.do(edits.pin, clip_id, to_clip=None if free else self.main_id(to)):
            assert abs(find(self.project, clip_id).span.start - before.span.start) < 1 / self.project.rate

    # --- trimming --------------------------------------------------------------------------------------------

    @rule(number=pick, part=st.fractions(min_value=Fraction(-1, 10), max_value=Fraction(11, 10), max_denominator=20))
    def split(self, number: int, part: Fraction) -> None:
        if self.crowded():
            return
        found = self.found(number)
        at = found.span.start + found.span.length * part if found is not None else Fraction(1)
        if self.do(edits.split, self.clip_id(number), at=at, new_id=self.new_id()):
            self.nothing_to_see_changed()

    def nothing_to_see_changed(self) -> None:
        """A split is not seen or heard; only where it left too little for a transition, that was shortened."""
        before, after = self.before, self.project
        assert main_duration(before) == main_duration(after)
        assert duration(before) - duration(after) < Fraction(1, 10**7)
        was = [thing.enter for thing in before.main if isinstance(thing, Clip) and thing.enter is not None]
        now = [thing.enter for thing in after.main if isinstance(thing, Clip) and thing.enter is not None]
        assert len(now) <= len(was)
        if was == now:
            for moment in looked_at(before, after):
                assert seen_and_heard(before, moment) == seen_and_heard(after, moment)

    @rule(number=pick, by=lengths)
    def trim_start(self, number: int, by: Fraction) -> None:
        found = self.found(number)
        to = found.span.start + by - 1 if found is not None else by
        if self.do(edits.trim_start, self.clip_id(number), to=to) and found.layer is not None:
            assert abs(self.found(number).span.end - found.span.end) < Fraction(1, 10**7)

    @rule(number=pick, by=lengths)
    def trim_end(self, number: int, by: Fraction) -> None:
        found = self.found(number)
        to = found.span.end + by - 5 if found is not None else by
        self.do(edits.trim_end, self.clip_id(number), to=to)

    @rule(number=pick, end=switch, far=switch)
    def trim_to_the_limit(self, number: int, end: bool, far: bool) -> None:
        clip_id = self.clip_id(number)
        try:
            room = edits.trim_room(self.project, clip_id)
        except EditRefused:
            return
        edge = (room.end_to if far else room.end_from) if end else (room.start_to if far else room.start_from)
        if edge is not None:
            assert self.do(edits.trim_end if end else edits.trim_start, clip_id, to=edge)

    @rule(number=pick, speed=speeds)
    def set_speed(self, number: int, speed: Fraction) -> None:
        found = self.found(number)
        if self.do(edits.set_speed, self.clip_id(number), speed=speed):
            start = find(self.project, found.clip.id).clip.played_span.start
            assert abs(start - found.clip.played_span.start) <= Fraction(1, FLICKS_PER_SECOND)

    @rule(number=pick, points=speed_curves)
    def set_speed_curve(self, number: int, points: tuple[tuple[float, float], ...]) -> None:
        self.do(edits.set_speed_curve, self.clip_id(number, sounds), points=points)

    @rule(number=pick)
    def reverse(self, number: int) -> None:
        found = self.found(number)
        if self.do(edits.reverse, self.clip_id(number)):
            assert find(self.project, found.clip.id).span.length <= found.span.length

    @rule(number=pick, keep_pitch=switch)
    def set_keep_pitch(self, number: int, keep_pitch: bool) -> None:
        self.do(edits.set_keep_pitch, self.clip_id(number, sounds), keep_pitch=keep_pitch)

    @rule(number=pick, part=st.fractions(min_value=0, max_value=1, max_denominator=20), length=lengths)
    def freeze(self, number: int, part: Fraction, length: Fraction) -> None:
        if self.crowded():
            return
        clip_id = self.clip_id(number, sounds)
        found = find(self.project, clip_id)
        at = found.span.start + found.span.length * part if found is not None else Fraction(1)
        self.do(edits.freeze, clip_id, at=at, length=length, still_id=self.new_id(), new_id=self.new_id())

    @rule(number=pick, length=lengths)
    def set_length(self, number: int, length: Fraction) -> None:
        self.do(edits.set_length, self.clip_id(number, is_still), length=length)

    # --- edges, ranges, groups, markers ------------------------------------------------------------------------

    def starts(self) -> dict[str, Time]:
        return {found.clip.id: found.span.start for found in all_clips(self.project)}

    def nothing_moved(self, before: dict[str, Time], *but: str) -> None:
        for found in all_clips(self.project):
            if found.clip.id in before and found.clip.id not in but:
                assert abs(found.span.start - before[found.clip.id]) < 1 / self.project.rate

    @rule(number=pick, by=lengths)
    def ripple_trim_start(self, number: int, by: Fraction) -> None:
        found = self.found(number)
        to = found.span.start + by - 1 if found is not None else by
        if self.do(edits.ripple_trim_start, self.clip_id(number), to=to):
            assert abs(self.starts()[found.clip.id] - found.span.start) < Fraction(1, 10**7)

    @rule(number=pick, by=lengths)
    def ripple_trim_end(self, number: int, by: Fraction) -> None:
        found = self.found(number)
        self.do(edits.ripple_trim_end, self.clip_id(number), to=found.span.end + by - 5 if found is not None else by)

    @rule(number=pick, by=lengths, end=switch)
    def trim_start_alone(self, number: int, by: Fraction, end: bool) -> None:
        self.trim_alone(number, by, end=end)

    @rule(number=pick, by=lengths)
    def trim_end_alone(self, number: int, by: Fraction) -> None:
        self.trim_alone(number, by, end=True)

    def trim_alone(self, number: int, by: Fraction, *, end: bool) -> None:
        clip_id, before = self.clip_id(number), self.starts()
        found = find(self.project, clip_id)
        edge = (found.span.end if end else found.span.start) if found is not None else Fraction(0)
        trim = edits.trim_end_alone if end else edits.trim_start_alone
        last = self.project.main and self.project.main[-1].id == clip_id
        if self.do(trim, clip_id, to=edge + by - 3, gap_id=self.new_id()) and not last:
            pinned = [item.id for layer in (*self.project.layers, *self.project.sounds) for item in layer.items]
            self.nothing_moved(before, clip_id, *pinned)

    @rule(number=pick, by=lengths, far=st.sampled_from([None, False, True]))
    def roll(self, number: int, by: Fraction, far: bool | None) -> None:
        clip_id = self.clip_id(number)
        self.move_an_edge(edits.roll, edits.roll_room, clip_id, by, far)

    @rule(number=pick, by=lengths, far=st.sampled_from([None, False, True]))
    def slide(self, number: int, by: Fraction, far: bool | None) -> None:
        clip_id = self.main_id(number)
        self.move_an_edge(edits.slide, edits.slide_room, clip_id, by, far)

    def move_an_edge(self, edit, room_of, clip_id: str, by: Fraction, far: bool | None) -> None:
        found, before, length = find(self.project, clip_id), self.starts(), main_duration(self.project)
        last = bool(self.project.main) and self.project.main[-1].id == clip_id
        to, sure = (found.span.start if found is not None else Fraction(0)) + by - 3, False
        if far is not None:
            try:
                room = room_of(self.project, clip_id)
            except EditRefused:
                return
            edge = room.high if far else room.low
            to, sure = (to, False) if edge is None else (edge, True)
        done = self.do(edit, clip_id, to=to)
        assert done or not sure
        if done:
            assert main_duration(self.project) == length or last
            pinned = [
                item.id
                for layer in (*self.project.layers, *self.project.sounds)
                for item in layer.items
                if isinstance(item.pin, OnClip) and item.pin.clip == clip_id
            ]
            after = (
                [thing.id for thing in self.project.main[main_index(self.project)[clip_id] + 1 :][:1]]
                if (edit is edits.slide and clip_id in main_index(self.project))
                else []
            )
            self.nothing_moved(before, clip_id, *after, *(pinned if edit is edits.slide else ()))

    @rule(number=pick, by=lengths, far=st.sampled_from([None, False, True]))
    def slip(self, number: int, by: Fraction, far: bool | None) -> None:
        clip_id, before = self.clip_id(number, sounds), self.starts()
        amount, sure = by - 3, False
        if far is not None:
            try:
                room = edits.slip_room(self.project, clip_id)
            except EditRefused:
                return
            edge = room.high if far else room.low
            amount, sure = (amount, False) if edge is None else (edge, True)
        done = self.do(edits.slip, clip_id, by=amount)
        assert done or not sure
        if done:
            self.nothing_moved(before)

    @rule(number=pick)
    def rejoin(self, number: int) -> None:
        if self.do(edits.rejoin, self.clip_id(number)):
            self.nothing_to_see_changed()

    @rule(number=pick, part=st.fractions(min_value=Fraction(1, 10), max_value=Fraction(9, 10), max_denominator=10))
    def split_and_rejoin(self, number: int, part: Fraction) -> None:
        found = self.found(number)
        if found is None or self.crowded():
            return
        whole = self.project
        if self.do(edits.split, found.clip.id, at=found.span.start + found.span.length * part, new_id=self.new_id()):
            assert self.do(edits.rejoin, found.clip.id)
            if all(thing.enter is None for thing in whole.main if isinstance(thing, Clip)):
                assert self.project == whole

    @rule(number=pick, start=lengths, length=lengths, speed=speeds, at=moments)
    def overwrite(self, number: int, start: Fraction, length: Fraction, speed: Fraction, at: Fraction) -> None:
        if self.crowded():
            return
        before = self.starts()
        if self.do(edits.overwrite, self.clip(number, start, length, speed), at=at, new_id=self.new_id):
            self.nothing_moved(before)

    @rule(number=pick, to=moments)
    def move_over(self, number: int, to: Fraction) -> None:
        if self.crowded():
            return
        clip_id = self.main_id(number)
        before, length = self.starts(), main_duration(self.project)
        if self.do(edits.move_over, clip_id, to=to, new_id=self.new_id) and main_duration(self.project) == length:
            pinned = [
                item.id
                for layer in (*self.project.layers, *self.project.sounds)
                for item in layer.items
                if isinstance(item.pin, OnClip) and item.pin.clip == clip_id
            ]
            self.nothing_moved(before, clip_id, *pinned)

    @rule(start=moments, length=lengths)
    def lift_range(self, start: Fraction, length: Fraction) -> None:
        if self.crowded() or self.sparse():
            return
        before = self.starts()
        span = Span(start, max(length / 4, Fraction(0)))
        if self.do(edits.lift_range, span, new_id=self.new_id):
            self.nothing_moved(before)

    @rule(start=moments, length=lengths)
    def ripple_range(self, start: Fraction, length: Fraction) -> None:
        if self.crowded() or self.sparse():
            return
        span = Span(start, max(length / 4, Fraction(0)))
        whole = duration(self.project)
        if self.do(edits.ripple_range, span, new_id=self.new_id):
            assert duration(self.project) <= whole + 1 / self.project.rate

    @rule()
    def close_gaps(self) -> None:
        self.do(edits.close_gaps)
        assert not any(isinstance(thing, Gap) for thing in self.project.main)

    @rule(numbers=st.lists(pick, min_size=1, max_size=4))
    def group(self, numbers: list[int]) -> None:
        self.do(edits.group, [self.clip_id(number) for number in numbers], group_id=self.new_id())

    @rule(number=pick)
    def ungroup(self, number: int) -> None:
        self.do(edits.ungroup, [self.clip_id(number, lambda found: found.clip.group)])

    @rule(number=pick, asset=pick, start=lengths, whole=switch)
    def replace_footage(self, number: int, asset: int, start: Fraction, whole: bool) -> None:
        clip_id = self.clip_id(number, sounds)
        before = self.starts()
        if self.do(edits.replace_footage, clip_id, asset_id=self.asset_id(asset), start=start, whole=whole):
            assert abs(self.starts()[clip_id] - before[clip_id]) < 1 / self.project.rate

    @rule(number=pick)
    def detach_sound(self, number: int) -> None:
        if not self.crowded() and len(self.project.sounds) < 4:
            self.do(edits.detach_sound, self.clip_id(number, sounds), new_id=self.new_id(), new_layer=self.new_id())

    @rule(number=pick)
    def attach_sound(self, number: int) -> None:
        self.do(edits.attach_sound, self.clip_id(number, lambda found: found.clip.muted))

    @rule(number=pick, other=pick, parts=st.sets(st.sampled_from(edits.ATTRIBUTES), min_size=1))
    def paste_attributes(self, number: int, other: int, parts: set[str]) -> None:
        found = self.found(other)
        if found is not None:
            self.do(
                edits.paste_attributes,
                self.clip_id(number),
                source=found.clip,
                parts=parts,
                looks=("look_dusk",),
                new_id=self.new_id,
            )

    @rule(number=pick)
    def make_room(self, number: int) -> None:
        clip_id = one_of([thing.id for thing in self.project.main if isinstance(thing, Clip) and thing.enter], number)
        if self.do(edits.make_room, clip_id):
            assert edits.missing_material(self.project, clip_id) == (0, 0)

    @rule(number=pick, others=st.lists(pick, max_size=3), to=moments)
    def moved_along(self, number: int, others: list[int], to: Fraction) -> None:
        def move(project: Project) -> Project:
            moved = edits.move(project, self.clip_id(number), to=to)
            return edits.moved_along(project, moved, self.clip_id(number), [self.clip_id(other) for other in others])

        self.do(named("moved_along", move))

    @rule(number=pick, kinds=st.sets(st.sampled_from(["text", "overlay", "sound"]), min_size=1), deletes=switch)
    def unlinked(self, number: int, kinds: set[str], deletes: bool) -> None:
        if self.sparse():
            return
        clip_id, before = self.main_id(number), self.starts()
        change = edits.ripple_delete if deletes else edits.move
        values = {} if deletes else {"to": Fraction(number % 20)}
        kept = [
            item.id
            for layer in (*self.project.layers, *self.project.sounds)
            for item in layer.items
            if layer.kind in kinds
        ]
        if self.do(edits.unlinked, lambda project: change(project, clip_id, **values), kinds=kinds):
            for name in kept:
                assert abs(self.starts()[name] - before[name]) < 1 / self.project.rate

    @rule(number=pick, at=moments, on=switch, colour=st.sampled_from(["#00ff00", "green"]))
    def add_marker(self, number: int, at: Fraction, on: bool, colour: str) -> None:
        found = self.found(number) if on else None
        marker = Marker(self.new_id(), Time(0), colour=colour)
        at = found.span.start + at % found.span.length if found is not None else at
        if self.do(edits.add_marker, marker, at=at, clip_id=found.clip.id if found is not None else None) and found:
            [time] = [time for time, other in marked(find(self.project, found.clip.id)) if other.id == marker.id]
            assert abs(time - at) < Fraction(1, 10**4)

    @rule(number=pick, which=pick, on=switch, name=names, to=st.none() | moments)
    def set_marker(self, number: int, which: int, on: bool, name: str, to: Fraction | None) -> None:
        clip_id, marker_id = self.marker(number, which, on=on)
        self.do(edits.set_marker, marker_id, clip_id=clip_id, name=name, to=to)

    @rule(number=pick, which=pick, on=switch)
    def remove_marker(self, number: int, which: int, on: bool) -> None:
        clip_id, marker_id = self.marker(number, which, on=on)
        self.do(edits.remove_marker, marker_id, clip_id=clip_id)

    def marker(self, number: int, which: int, *, on: bool) -> tuple[str | None, str]:
        if not on:
            return None, one_of([marker.id for marker in self.project.markers], which)
        clip_id = self.clip_id(number, lambda found: found.clip.markers)
        found = find(self.project, clip_id)
        return clip_id, one_of([marker.id for marker in found.clip.markers] if found is not None else [], which)

    # --- challenges ------------------------------------------------------------------------------------------

    @rule(number=pick, key=st.sampled_from(["before", "after", "No"]), kind=st.sampled_from(SLOT_KINDS))
    def mark_slot(self, number: int, key: str, kind: SlotKind) -> None:
        self.do(edits.mark_slot, self.clip_id(number, sounds), slot=Slot(key, kind=kind, shortest=Fraction(1)))

    @rule(number=pick)
    def unmark_slot(self, number: int) -> None:
        self.do(edits.unmark_slot, self.clip_id(number))

    @rule(number=pick, key=st.sampled_from(["before", "after"]), start=st.integers(0, 3))
    def fill_slot(self, number: int, key: str, start: int) -> None:
        assets = self.project.assets
        name = assets[number % len(assets)].id if assets else "none"
        self.do(edits.fill_slot, key, asset_id=name, start=Fraction(start))

    @rule(key=st.sampled_from(["before", "after"]), text=st.sampled_from(["", "words"]))
    def fill_text_slot(self, key: str, text: str) -> None:
        self.do(edits.fill_text_slot, key, text=text)

    @rule(name=st.sampled_from(["Bloom", ""]), deadline=st.sampled_from(["2026-12-31", "soon"]))
    def set_challenge(self, name: str, deadline: str) -> None:
        self.do(edits.set_challenge, challenge_id="challenge", name=name, deadline=deadline)

    @rule(other=st.booleans(), author=st.sampled_from(["", "@ann"]))
    def remix_challenge(self, author: str, *, other: bool) -> None:
        self.do(edits.remix_challenge, challenge_id="remix" if other else "challenge", author=author)

    @rule(number=pick, gaps=st.lists(st.integers(1, 40), min_size=1, max_size=8))
    def set_beats(self, number: int, gaps: list[int]) -> None:
        times = [Fraction(sum(gaps[: at + 1]), 8) for at in range(len(gaps))]
        beats = tuple(Marker(self.new_id(), time, beat=at % 4 + 1) for at, time in enumerate(times))
        clip_id = self.clip_id(number)
        self.do(edits.set_beats, clip_id, beats=beats)

    @rule(number=pick, late=st.integers(-9, 9))
    def follow_beats(self, number: int, late: int) -> None:
        clip_id = self.beaten(number)
        found = find(self.project, clip_id)
        times = edits.beat_times(self.project, clip_id) if found is not None else ()
        self.do(edits.follow_beats, clip_id, before=tuple(time + Fraction(late, 30) for time in times))

    def beaten(self, number: int) -> str:
        return self.clip_id(number, lambda found: any(marker.beat for marker in found.clip.markers))

    @rule(number=pick)
    def double_beats(self, number: int) -> None:
        self.do(edits.double_beats, self.beaten(number), new_id=self.new_id())

    @rule(number=pick)
    def halve_beats(self, number: int) -> None:
        self.do(edits.halve_beats, self.beaten(number))

    @rule(number=pick, by=st.integers(-9, 9))
    def nudge_beats(self, number: int, by: int) -> None:
        self.do(edits.nudge_beats, self.beaten(number), by=Fraction(by, 30))

    @rule(number=pick, at=moments, length=st.integers(1, 60))
    def duck_under(self, number: int, at: Fraction, length: int) -> None:
        self.do(edits.duck_under, self.clip_id(number), speech=(Span(at, Fraction(length, 30)),))

    # --- look ------------------------------------------------------------------------------------------------

    @rule(number=pick, key=st.sampled_from(["x", "y", "scale", "crop_left", "crop_right"]), value=curves, mirror=switch)
    def set_place(self, number: int, key: str, value: object, mirror: bool) -> None:
        self.do(edits.set_place, self.clip_id(number), **{key: value, "mirror": mirror})

    @rule(
        number=pick, more=pick, x=st.floats(-0.5, 0.5), late=switch, roundness=st.sampled_from([0.0, 1.0]), seen=switch
    )
    def lay_out(self, number: int, more: int, x: float, late: bool, roundness: float, seen: bool) -> None:
        ids = list(dict.fromkeys([self.clip_id(number), self.clip_id(more)]))
        screens = [edits.Screen(x, 0.1, 0.4, 0.6, roundness), edits.Screen(-x, 0.0, 0.5, 0.5) if seen else None]
        found = find(self.project, ids[0])
        at = found.span.start + found.clip.length / 3 if late and found is not None else None
        self.do(edits.lay_out, ids, screens, at=at, over=Fraction(1, 2))

    @rule(number=pick, opacity=curves)
    def set_opacity(self, number: int, opacity: object) -> None:
        self.do(edits.set_opacity, self.clip_id(number), opacity=opacity)

    @rule(number=pick, gain=curves)
    def set_gain(self, number: int, gain: object) -> None:
        self.do(edits.set_gain, self.clip_id(number, sounds), gain_db=gain)

    @rule(number=pick, muted=switch)
    def set_muted(self, number: int, muted: bool) -> None:
        self.do(edits.set_muted, self.clip_id(number, sounds), muted=muted)

    @rule(number=pick, track=st.integers(-1, 3))
    def set_sound_track(self, number: int, track: int) -> None:
        self.do(edits.set_sound_track, self.clip_id(number, sounds), track=track)

    @rule(number=pick, on=switch)
    def set_on(self, number: int, on: bool) -> None:
        self.do(edits.set_on, self.clip_id(number), on=on)

    @rule(number=pick, fade_in=st.none() | lengths, fade_out=st.none() | lengths)
    def set_fades(self, number: int, fade_in: Fraction | None, fade_out: Fraction | None) -> None:
        self.do(edits.set_fades, self.clip_id(number, sounds), fade_in=fade_in, fade_out=fade_out)

    @rule(width=st.integers(0, 40), height=st.integers(10, 30), background=st.sampled_from([None, "#ff0000", "red"]))
    def set_canvas(self, width: int, height: int, background: str | None) -> None:
        self.do(edits.set_canvas, width=width * 54, height=height * 64, background=background)

    # --- effects ---------------------------------------------------------------------------------------------

    @rule(number=pick, effect=effects, taken=switch)
    def add_effect(self, number: int, effect: str, taken: bool) -> None:
        applied_id = self.applied_id(self.clip_id(number), 0) if taken else self.new_id()
        self.do(edits.add_effect, self.clip_id(number), applied=Applied(applied_id, effect))

    @rule(
        number=pick, which=pick, key=st.sampled_from(["a", "b"]), value=curves | switch | st.just("#FF0000") | st.none()
    )
    def tune_effect(self, number: int, which: int, key: str, value: object) -> None:
        clip_id = self.clip_id(number, has_effects)
        applied = self.applied_id(clip_id, which)
        self.do(edits.tune_effect, clip_id, applied_id=applied, key=key, value=value)

    @rule(number=pick, which=pick, on=switch)
    def set_effect_on(self, number: int, which: int, on: bool) -> None:
        clip_id = self.clip_id(number, has_effects)
        self.do(edits.set_effect_on, clip_id, applied_id=self.applied_id(clip_id, which), on=on)

    @rule(number=pick, which=pick)
    def remove_effect(self, number: int, which: int) -> None:
        clip_id = self.clip_id(number, has_effects)
        self.do(edits.remove_effect, clip_id, applied_id=self.applied_id(clip_id, which))

    @rule(number=pick, which=pick, to=st.integers(-1, 3))
    def move_effect(self, number: int, which: int, to: int) -> None:
        clip_id = self.clip_id(number, has_effects)
        self.do(edits.move_effect, clip_id, applied_id=self.applied_id(clip_id, which), to=to)

    @rule(number=pick, length=lengths, none=st.integers(0, 5))
    def set_transition(self, number: int, length: Fraction, none: int) -> None:
        transition = Transition("dissolve", length) if none else None
        self.do(edits.set_transition, self.main_id(number), transition=transition)

    @rule(number=pick, when=st.sampled_from(WHENS), length=lengths)
    def set_animation(self, number: int, when: When, length: Fraction) -> None:
        animation = Animation(when, "motion_fade", length)
        self.do(edits.set_animation, self.clip_id(number), animation=animation)

    @rule(number=pick, when=st.sampled_from(WHENS))
    def remove_animation(self, number: int, when: When) -> None:
        clip_id = self.clip_id(number, lambda found: found.clip.animations)
        self.do(edits.remove_animation, clip_id, when=when)

    @rule(number=pick)
    def set_the_longest_transition(self, number: int) -> None:
        clip_id = self.main_id(number)
        found = find(self.project, clip_id)
        length = edits.longest_transition(self.project, clip_id) if found is not None else Fraction(0)
        if length > 0:
            assert self.do(edits.set_transition, clip_id, transition=Transition("dissolve", length))

    # --- shape and keys ---------------------------------------------------------------------------------------

    @rule(number=pick, blend=st.sampled_from(["normal", "multiply", "hue", "none"]))
    def set_blend(self, number: int, blend: str) -> None:
        self.do(edits.set_blend, self.clip_id(number), blend=blend)

    @rule(number=pick, shape=st.sampled_from(["line", "heart", "text", "cloud"]), width=curves, invert=switch)
    def set_mask(self, number: int, shape: str, width: object, invert: bool) -> None:
        self.do(edits.set_mask, self.clip_id(number, sounds), shape=shape, width=width, invert=invert)

    @rule(number=pick)
    def remove_mask(self, number: int) -> None:
        self.do(edits.remove_mask, self.clip_id(number))

    @rule(number=pick, quarters=st.integers(-3, 4))
    def rotate(self, number: int, quarters: int) -> None:
        self.do(edits.rotate, self.clip_id(number), quarters=quarters)

    @rule(number=pick, kind=st.sampled_from(["none", "blur", "colour", "photo"]), strength=numbers, asset=pick)
    def set_backdrop(self, number: int, kind: str, strength: float, asset: int) -> None:
        self.do(edits.set_backdrop, self.main_id(number), kind=kind, strength=strength, asset=self.asset_id(asset))

    @rule(number=pick, own=switch)
    def set_own_place(self, number: int, own: bool) -> None:
        self.do(edits.set_own_place, self.clip_id(number), own=own)

    @rule(rate=st.sampled_from([*RATES, Fraction(0)]), sure=st.integers(0, 3))
    def set_rate(self, rate: Fraction, sure: int) -> None:
        before = duration(self.project)
        if sure == 0 and self.do(edits.set_rate, rate=rate):
            most = len(self.project.main) + 1
            assert abs(duration(self.project) - before) <= most * (1 / rate + 1 / self.before.rate)

    @rule(number=pick, what=what_numbers, value=numbers, part=parts)
    def set_number(self, number: int, what: str, value: float, part: Fraction) -> None:
        clip_id, at = self.moment_of(number, part)
        self.do(edits.set_number, clip_id, number=what, value=value, at=at)

    @rule(number=pick, what=what_numbers, value=st.none() | numbers, part=parts, ease=eases)
    def set_key(self, number: int, what: str, value: float | None, part: Fraction, ease: str | None) -> None:
        clip_id, at = self.moment_of(number, part)
        if self.do(edits.set_key, clip_id, number=what, value=value, at=at, ease=ease):
            assert edits.key_times(self.project, clip_id, what)

    @rule(number=pick, what=what_numbers, part=parts, nearest=switch)
    def remove_key(self, number: int, what: str, part: Fraction, nearest: bool) -> None:
        clip_id, at = self.moment_of(number, part, what if nearest else None)
        self.do(edits.remove_key, clip_id, number=what, at=at)

    @rule(number=pick, what=what_numbers, part=parts, to=parts)
    def move_key(self, number: int, what: str, part: Fraction, to: Fraction) -> None:
        clip_id, at = self.moment_of(number, part, what)
        self.do(edits.move_key, clip_id, number=what, at=at, to=self.moment_of(number, to)[1])

    @rule(number=pick, what=what_numbers, part=parts, by=lengths)
    def put_keys(self, number: int, what: str, part: Fraction, by: Fraction) -> None:
        clip_id, at = self.moment_of(number, part, what)
        keys = self.keys_of(clip_id, what) or (Key(at, 0.5),)
        self.do(edits.put_keys, clip_id, keys=[(what, key) for key in keys], at=at + by)

    @rule(number=pick, what=what_numbers, part=parts, value=st.floats(0, 1))
    def set_curves(self, number: int, what: str, part: Fraction, value: float) -> None:
        clip_id, at = self.moment_of(number, part)
        curve = Keyframes((Key(at, value), Key(at + 1, 1 - value)))
        self.do(edits.set_curves, clip_id, curves=[(what, curve), ("opacity", value)])

    @rule(number=pick, what=what_numbers, part=parts, by=lengths)
    def move_keys(self, number: int, what: str, part: Fraction, by: Fraction) -> None:
        clip_id, _at = self.moment_of(number, part, what)
        chosen = [(what, key.time) for key in self.keys_of(clip_id, what)[:2]]
        self.do(edits.move_keys, clip_id, keys=chosen, by=by)

    def keys_of(self, clip_id: str, what: str) -> tuple[Key, ...]:
        found = find(self.project, clip_id)
        curve = edits.number_curve(self.project, found.clip, what) if found is not None else None
        return curve.keys if isinstance(curve, Keyframes) else ()

    @rule(number=pick, what=what_numbers, part=parts, ease=eases, bend=st.sampled_from([None, (0.2, -1.0, 0.3, 2.0)]))
    def ease_key(self, number: int, what: str, part: Fraction, ease: str | None, bend: object) -> None:
        clip_id, at = self.moment_of(number, part, what)
        self.do(edits.ease_key, clip_id, number=what, at=at, ease=ease or "linear", bend=bend)

    @rule(number=pick, what=what_numbers, part=parts)
    def clear_keys(self, number: int, what: str, part: Fraction) -> None:
        clip_id, at = self.moment_of(number, part)
        self.do(edits.clear_keys, clip_id, number=what, at=at)

    def moment_of(self, number: int, part: Fraction, keyed: str | None = None) -> tuple[str, Fraction]:
        """A clip and a moment of it; one at which `keyed` has a key, where it has any."""
        clip_id = self.clip_id(number)
        found = find(self.project, clip_id)
        if found is None:
            return clip_id, Fraction(0)
        try:
            times = edits.key_times(self.project, clip_id, keyed) if keyed else ()
        except EditRefused:
            times = ()
        at = times[number % len(times)] if times else found.span.start + found.span.length * part
        return clip_id, at

    # --- words -----------------------------------------------------------------------------------------------

    @rule(number=pick, text=st.none() | names, size=numbers)
    def set_title(self, number: int, text: str | None, size: float) -> None:
        self.do(edits.set_title, self.clip_id(number, is_title), text=text, size=size)

    @rule(number=pick, degrees=numbers)
    def set_arc(self, number: int, degrees: float) -> None:
        self.do(edits.set_arc, self.clip_id(number, is_title), arc_deg=degrees)

    @rule(number=pick, start=pick, end=pick, size=numbers)
    def set_run(self, number: int, start: int, end: int, size: float) -> None:
        self.do(edits.set_run, self.clip_id(number, is_title), start=start % 9, end=end % 9, size=size, italic=True)

    @rule(number=pick, start=pick, end=pick)
    def unset_runs(self, number: int, start: int, end: int) -> None:
        self.do(edits.unset_runs, self.clip_id(number, is_title), start=start % 9, end=end % 9)

    @rule(name=names)
    def rename(self, name: str) -> None:
        self.do(edits.rename, name=name)

    @rule(number=pick, name=names)
    def rename_clip(self, number: int, name: str) -> None:
        self.do(edits.rename_clip, self.clip_id(number), name=name)

    # --- the post ---------------------------------------------------------------------------------------------

    @rule(caption=st.none() | names, hashtags=st.none() | names, ai=st.sampled_from([None, "", "yes", "no", "perhaps"]))
    def set_post(self, caption: str | None, hashtags: str | None, ai: str | None) -> None:
        self.do(edits.set_post, caption=caption, hashtags=hashtags, ai=ai)

    @rule(number=pick, licence=names)
    def set_rights(self, number: int, licence: str) -> None:
        self.do(edits.set_rights, one_of([asset.id for asset in self.project.assets], number), licence=licence)

    @rule(code=st.sampled_from(["", "loud", "flash"]), reason=names)
    def ignore_problem(self, code: str, reason: str) -> None:
        self.do(edits.ignore_problem, code=code, reason=reason)

    @rule(code=st.sampled_from(["loud", "flash"]))
    def heed_problem(self, code: str) -> None:
        self.do(edits.heed_problem, code=code)

    # --- the library ------------------------------------------------------------------------------------------

    def folder_id(self, number: int) -> str:
        return one_of([folder.id for folder in self.project.folders], number)

    @rule(name=names, number=pick, inside=switch)
    def add_folder(self, name: str, number: int, inside: bool) -> None:
        if len(self.project.folders) < 8:
            self.do(edits.add_folder, Folder(self.new_id(), name, self.folder_id(number) if inside else ""))

    @rule(number=pick, name=names)
    def rename_folder(self, number: int, name: str) -> None:
        self.do(edits.rename_folder, self.folder_id(number), name=name)

    @rule(number=pick)
    def remove_folder(self, number: int) -> None:
        lying = {asset.id for asset in self.project.assets}
        self.do(edits.remove_folder, self.folder_id(number))
        assert {asset.id for asset in self.project.assets} == lying

    @rule(numbers=st.lists(pick, min_size=1, max_size=3), to=pick, top=switch, folders=switch)
    def put_in_folder(self, numbers: list[int], to: int, top: bool, folders: bool) -> None:
        ids = [self.folder_id(number) if folders else self.asset_id(number) for number in numbers]
        self.do(edits.put_in_folder, ids, folder="" if top else self.folder_id(to))

    @rule(numbers=st.lists(pick, min_size=1, max_size=3), stars=st.integers(-1, 6))
    def set_stars(self, numbers: list[int], stars: int) -> None:
        self.do(edits.set_stars, [self.asset_id(number) for number in numbers], stars=stars)

    @rule(number=pick, colour=st.sampled_from(["", "#41c7d9", "blue"]))
    def set_asset_colour(self, number: int, colour: str) -> None:
        self.do(edits.set_asset_colour, [self.asset_id(number)], colour=colour)

    @rule(number=pick, name=names)
    def rename_asset(self, number: int, name: str) -> None:
        self.do(edits.rename_asset, self.asset_id(number), name=name)

    @rule(number=pick, sure=st.integers(0, 4), one=switch)
    def remove_unused(self, number: int, sure: int, one: bool) -> None:
        if sure == 0:
            self.do(edits.remove_unused, [self.asset_id(number)] if one else None)

    # --- history ---------------------------------------------------------------------------------------------

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _step in range(steps):
            self.history = undo(self.history)

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _step in range(steps):
            self.history = redo(self.history)

    @rule()
    def save_and_load_and_go_on(self) -> None:
        loaded = project_from_json(project_json(self.project))
        self.history = commit(self.history, loaded.project, "load")

    # --- what must hold after every step ---------------------------------------------------------------------

    @invariant()
    def refusals_are_sentences(self) -> None:
        assert all(isinstance(sentence, Sentence) and sentence for sentence in self.refusals)

    @invariant()
    def the_project_is_whole(self) -> None:
        assert check_project(self.project) == ()

    @invariant()
    def it_plays(self) -> None:
        assert len(play(self.project)) == main_duration(self.project) * self.project.rate
        for layer in (*self.project.layers, *self.project.sounds):
            assert all(start >= 0 for start in item_starts(self.project, layer))

    @invariant()
    def gaps_are_between_clips(self) -> None:
        kinds = [isinstance(thing, Gap) for thing in self.project.main]
        assert not any(a and b for a, b in pairwise(kinds))
        assert not kinds or not kinds[-1]

    @invariant()
    def fractions_stay_small(self) -> None:
        for found in all_clips(self.project):
            most = FLICKS_PER_SECOND * self.project.rate.numerator * SAMPLE_RATE
            assert found.clip.source_span.start.denominator <= most * found.clip.speed.denominator
            if found.item is not None and isinstance(found.item.pin, OnClip):
                holder = find(self.project, found.item.pin.clip).clip
                assert found.item.pin.source_time.denominator <= most * holder.speed.denominator

    @invariant()
    def undo_leads_to_the_very_start_and_redo_back(self) -> None:
        back = self.history
        while back.past:
            back = undo(back)
        assert back.project is self.start
        for _step in self.history.past:
            back = redo(back)
        assert back.project is self.project

    @invariant()
    def saved_and_loaded_it_is_equal(self) -> None:
        loaded = project_from_json(project_json(self.project))
        assert loaded.project == self.project
        assert not loaded.problems

    def look(self) -> None:
        """Everything that must hold, for those who drive the robot by hand."""
        self.refusals_are_sentences()
        self.the_project_is_whole()
        self.it_plays()
        self.gaps_are_between_clips()
        self.fractions_stay_small()
        self.undo_leads_to_the_very_start_and_redo_back()
        self.saved_and_loaded_it_is_equal()

    # --- what is said ---------------------------------------------------------------------------------------

    @rule(number=pick, sure=st.integers(0, 3))
    def set_speech(self, number: int, sure: int) -> None:
        asset = self.project.asset(self.asset_id(number))
        words = spelled(asset.name) if asset is not None and sure else ()
        self.do(edits.set_speech, asset.id if asset else "nothing", words=words, language="en")

    @rule(start=moments, text=names)
    def set_film_speech(self, start: Fraction, text: str) -> None:
        self.do(edits.set_film_speech, words=(Word(text=text or "said", start=start, end=start + 1),))

    @rule(number=pick, sure=st.integers(0, 3))
    def remove_speech(self, number: int, sure: int) -> None:
        if sure == 0:
            self.do(edits.remove_speech, self.asset_id(number))

    @rule(number=pick, first=st.integers(-1, 8), more=st.integers(0, 3), text=names)
    def rewrite_words(self, number: int, first: int, more: int, text: str) -> None:
        self.do(edits.rewrite_words, self.asset_id(number), first=first, last=first + more, text=text)

    @rule(number=pick, word=st.integers(-1, 8), part=parts)
    def time_word(self, number: int, word: int, part: Fraction) -> None:
        self.do(edits.time_word, self.asset_id(number), word=word, start=word + part, end=word + 2 * part)

    @rule(number=pick, word=st.integers(-1, 8))
    def split_caption(self, number: int, word: int) -> None:
        self.do(edits.split_caption, self.asset_id(number), word=word)

    @rule(number=pick, word=st.integers(-1, 8))
    def merge_captions(self, number: int, word: int) -> None:
        self.do(edits.merge_captions, self.asset_id(number), word=word)

    @rule(on=switch)
    def set_captions_on(self, on: bool) -> None:
        self.do(edits.set_captions_on, on=on)

    @rule(kind=st.sampled_from(["box", "pop", "clean", "jumpy"]), size=st.sampled_from([0.06, 0.01]))
    def set_caption_style(self, kind: str, size: float) -> None:
        self.do(edits.set_caption_style, kind=kind, size=size)

    @rule(y=numbers)
    def place_captions(self, y: float) -> None:
        self.do(edits.place_captions, y=y)

    @rule(number=pick, first=st.integers(-1, 8), more=st.integers(0, 3), back=switch)
    def cut_words(self, number: int, first: int, more: int, back: bool) -> None:
        if self.sparse() or self.crowded():
            return
        asset, whole = self.asset_id(number), duration(self.project)
        if self.do(edits.cut_words, asset, first=first, last=first + more, new_id=self.new_id):
            assert duration(self.project) <= whole
            if back:
                self.restore_words(number, first, more)

    @rule(number=pick, first=st.integers(-1, 8), more=st.integers(0, 3))
    def restore_words(self, number: int, first: int, more: int) -> None:
        if not self.crowded():
            self.do(edits.restore_words, self.asset_id(number), first=first, last=first + more, new_id=self.new_id)

    @rule(number=pick, start=lengths, length=lengths)
    def cut_said(self, number: int, start: Fraction, length: Fraction) -> None:
        if self.sparse() or self.crowded():
            return
        spans = [(self.asset_id(number), Span(start, max(length / 4, Fraction(0))))]
        self.do(edits.cut_said, spans, new_id=self.new_id)
