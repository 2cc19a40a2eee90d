"""Projects as Hypothesis makes them: any value the types allow, whether or not an edit could make it.

For what must hold for every project (saving, comparing, showing), not for what needs a sensible one.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from studio.model import (
    Adjustment,
    Applied,
    Asset,
    At,
    Canvas,
    Clip,
    FontFile,
    Footage,
    Gap,
    Ignored,
    Item,
    Key,
    Keyframes,
    Layer,
    OnClip,
    Place,
    Placeholder,
    Post,
    Project,
    Solid,
    Span,
    TextStyle,
    Title,
    Transition,
)

IDS = st.text("abcdefghij-0123456789", min_size=1, max_size=8)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PATHS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\:"), min_size=1, max_size=12).map(
    lambda name: "/home/me/" + name.replace(".", "_")
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
TIMES = st.one_of(
    st.fractions(-1000, 1000, max_denominator=705_600_000),
    st.integers(0, 4000).map(lambda frame: Fraction(frame, 30)),
    st.just(Fraction(5, 2)),
)
LENGTHS = TIMES.map(abs)
EXTRAS = st.one_of(st.just(""), st.integers(0, 99).map(lambda number: f'{{"from_tomorrow":{{"size":[{number}]}}}}'))

KEYFRAMES = st.builds(
    lambda keys: Keyframes(keys=tuple(Key(time, *rest) for time, rest in sorted(keys.items()))),
    st.dictionaries(
        TIMES,
        st.tuples(NUMBERS, st.sampled_from(["linear", "hold", "in", "out", "in_out"])),
        min_size=1,
        max_size=3,
    ),
)
CURVES = st.one_of(NUMBERS, KEYFRAMES)
SPANS = st.builds(Span, TIMES, LENGTHS)
SETTINGS = st.lists(
    st.tuples(IDS, st.one_of(st.booleans(), CURVES, WORDS, st.lists(NUMBERS, max_size=3).map(tuple))), max_size=2
).map(tuple)
APPLIED = st.builds(Applied, IDS, IDS, st.integers(1, 3), SETTINGS, st.booleans(), extra=EXTRAS)
TRANSITIONS = st.builds(Transition, IDS, LENGTHS, settings=SETTINGS, extra=EXTRAS)
PLACES = st.recursive(
    st.builds(Place, CURVES, CURVES, mirror=st.booleans(), fit=st.sampled_from(["fit", "fill", "none"]), extra=EXTRAS),
    lambda inner: st.builds(
        Place, scale=CURVES, per_ratio=st.tuples(st.tuples(st.sampled_from(["1:1", "16:9"]), inner)), extra=EXTRAS
    ),
    max_leaves=2,
)
CONTENTS = st.one_of(
    st.builds(Footage, IDS, extra=EXTRAS),
    st.builds(Title, WORDS, st.builds(TextStyle, WORDS, NUMBERS, box=st.booleans(), extra=EXTRAS)),
    st.builds(Solid, WORDS),
    st.builds(Adjustment, extra=EXTRAS),
    st.builds(Placeholder, st.just("hologram"), extra=EXTRAS),
)
CLIPS = st.builds(
    Clip,
    IDS,
    CONTENTS,
    SPANS,
    name=WORDS,
    speed=st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 3)]),
    place=PLACES,
    opacity=CURVES,
    gain_db=CURVES,
    muted=st.booleans(),
    on=st.booleans(),
    fade_in=st.none() | SPANS,
    effects=st.lists(APPLIED, max_size=2).map(tuple),
    enter=st.none() | TRANSITIONS,
    extra=EXTRAS,
)
GAPS = st.builds(Gap, IDS, LENGTHS, extra=EXTRAS)
PINS = st.one_of(
    st.builds(OnClip, IDS, TIMES, st.sampled_from(["delete", "stay"])),
    st.builds(At, TIMES, extra=EXTRAS),
)
ITEMS = st.builds(Item, CLIPS, PINS, extra=EXTRAS)
LAYERS = st.builds(
    Layer,
    IDS,
    st.sampled_from(["overlay", "text", "look", "sound"]),
    WORDS,
    st.lists(ITEMS, max_size=3).map(tuple),
    st.booleans(),
    extra=EXTRAS,
)
ASSETS = st.builds(
    Asset,
    IDS,
    PATHS,
    st.sampled_from(["video", "photo", "sound"]),
    WORDS,
    duration=LENGTHS,
    width=st.integers(0, 9999),
    rate=st.sampled_from([Fraction(0), Fraction(30), Fraction(30000, 1001)]),
    has_sound=st.booleans(),
    fingerprint=IDS,
    extra=EXTRAS,
)
CANVASES = st.builds(Canvas, st.integers(1, 8000), st.integers(1, 8000), WORDS, extra=EXTRAS)
ANSWERS = st.sampled_from(["", "yes", "no"])
POSTS = st.builds(
    Post,
    caption=WORDS,
    title=WORDS,
    hashtags=st.lists(WORDS, max_size=2).map(tuple),
    ai=ANSWERS,
    paid=ANSWERS,
    ignored=st.lists(st.builds(Ignored, code=IDS, reason=WORDS, about=IDS, extra=EXTRAS), max_size=2).map(tuple),
    extra=EXTRAS,
)
PROJECTS = st.builds(
    Project,
    IDS,
    WORDS,
    CANVASES,
    st.sampled_from([Fraction(30), Fraction(24000, 1001), Fraction(240)]),
    st.lists(ASSETS, max_size=3).map(tuple),
    st.lists(CLIPS | GAPS, max_size=5).map(tuple),
    st.lists(LAYERS, max_size=3).map(tuple),
    st.lists(LAYERS, max_size=2).map(tuple),
    st.lists(st.builds(FontFile, WORDS, IDS), max_size=2).map(tuple),
    POSTS,
    extra=EXTRAS,
)
"""Any project the file room must keep."""
