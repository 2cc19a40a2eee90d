"""What a feed could notice of a draft, as values, each with its place in time.

What cannot be told is None, and shown as unknown; what does not apply is not in the list. It must never say what is
good or bad, and never hold a picture.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from studio.model import Problem, Span, Time
from studio.sentences import Sentence, say

__all__ = ["SIGNAL_NAMES", "SIGNAL_WORDS", "DraftWords", "Signal", "SignalName", "Signals"]

SignalName = Literal[
    "opening-text", "opening-motion", "opening-black", "opening-logo", "first-change", "opening-question",
    "opening-promise", "speech-onset", "speech-share", "cuts", "shot-length", "longest-shot", "dead", "text-share",
    "text-density", "loudness", "true-peak", "silence", "clipping", "beat-distance", "duration", "loop-seam",
    "caption-words", "hashtags", "description-words", "sharpness", "brightness", "resolution", "shake",
]  # fmt: skip
SIGNAL_NAMES: tuple[SignalName, ...] = get_args(SignalName)

SIGNAL_WORDS: dict[SignalName, tuple[Sentence, str]] = {
    "opening-text": (say("Words on the picture within the first second"), "yes"),
    "opening-motion": (say("Motion in the first second, levels a picture"), ""),
    "opening-black": (say("Black at the beginning"), "s"),
    "opening-logo": (say("A logo at the beginning"), "yes"),
    "first-change": (say("First cut or new words"), "s"),
    "opening-question": (say("A question in the first three seconds"), "yes"),
    "opening-promise": (say("What comes is named in the first three seconds"), "yes"),
    "speech-onset": (say("Somebody speaks from"), "s"),
    "speech-share": (say("Somebody speaks"), "%"),
    "cuts": (say("Cuts in ten seconds"), ""),
    "shot-length": (say("A shot lasts, in the middle"), "s"),
    "longest-shot": (say("The longest shot"), "s"),
    "dead": (say("Stretches in which nothing new is seen or said"), "s"),
    "text-share": (say("Words are on the picture"), "%"),
    "text-density": (say("Words on the picture in a second"), ""),
    "loudness": (say("Loudness"), "LUFS"),
    "true-peak": (say("True peak"), "dBTP"),
    "silence": (say("Silence"), "s"),
    "clipping": (say("Moments of clipped sound"), ""),
    "beat-distance": (say("From a cut to the nearest beat, in the middle"), "ms"),
    "duration": (say("Length"), "s"),
    "loop-seam": (say("How unlike the end is to the beginning, of 100"), ""),
    "caption-words": (say("Words of the caption"), ""),
    "hashtags": (say("Hashtags"), ""),
    "description-words": (say("Words that describe it"), ""),
    "sharpness": (say("Fine detail, of 100"), ""),
    "brightness": (say("Brightness, of 100"), ""),
    "resolution": (say("Short side"), "px"),
    "shake": (say("Shake"), ""),
}
"""What each signal is, for people, and its unit (`yes` for what is or is not)."""


class Signal(msgspec.Struct, frozen=True):
    """One thing that was measured: `value` in the unit of `SIGNAL_WORDS` (1 or 0 for yes or no; None: unknown), and
    where in the video it was found, if at a place."""

    name: SignalName
    value: float | None
    at: Span | None = None


class DraftWords(msgspec.Struct, frozen=True):
    """All words of the draft: on its picture, spoken, of its caption, hashtags (without `#`), and its description."""

    on_screen: str = ""
    spoken: str = ""
    caption: str = ""
    hashtags: tuple[str, ...] = ()
    about: str = ""

    @property
    def everything(self) -> str:
        """All of it, the description first."""
        tags = " ".join(f"#{tag}" for tag in self.hashtags)
        return " ".join(part for part in (self.about, self.on_screen, self.spoken, self.caption, tags) if part)


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """Everything measured of one draft.

    `cuts`, `dead`, `silences` are places on its timeline; `problems` are what the checks before posting found, for
    reasons with a fix.
    `from_project` is False for a finished video, whose words nobody read.
    """

    length: Time
    from_project: bool
    signals: tuple[Signal, ...]
    words: DraftWords = DraftWords()
    cuts: tuple[Time, ...] = ()
    dead: tuple[Span, ...] = ()
    silences: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()

    def signal(self, name: SignalName) -> Signal | None:
        """The signal of that name; None where it does not apply."""
        return next((signal for signal in self.signals if signal.name == name), None)

    def value(self, name: SignalName) -> float | None:
        """Its value; None where it does not apply or nobody knows."""
        found = self.signal(name)
        return found.value if found is not None else None
