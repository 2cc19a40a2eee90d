"""What is said in the files of a project, word by word, and how captions show it.

Words stand in the time of their *source*, so that no cut, move, change of speed or order can take one off its sound.
It must never know where on the timeline a word is heard: `spoken` asks the clips.
"""

from __future__ import annotations

from typing import Literal, get_args

from studio.model.clip import TextStyle
from studio.model.time import Time
from studio.model.value import Value

__all__ = ["CAPTION_KINDS", "CaptionKind", "CaptionStyle", "Captions", "Speech", "Word"]

CaptionKind = Literal["clean", "box", "karaoke", "pop", "one-word"]
CAPTION_KINDS: tuple[CaptionKind, ...] = get_args(CaptionKind)


class Word(Value, frozen=True):
    """A word with the stretch of its source in which it is said.

    `joined`: it stands right after the word before it, without a space (Chinese signs, “don” and “'t”). `begins`: a
    new caption begins with it.
    """

    text: str
    start: Time
    end: Time
    joined: bool = False
    begins: bool = False


class Speech(Value, frozen=True):
    """All words of an asset in order of their source time, cut ones too, and the language (`en`; empty: unknown)."""

    asset: str
    words: tuple[Word, ...] = ()
    language: str = ""


class CaptionStyle(Value, frozen=True):
    """How captions look and where they stand: `x` and `y` of their middle, in the canvas's short side from its centre.

    The size of the text is that at which lines are broken; a line that is still too wide is set smaller, never smaller
    than can be read.
    """

    kind: CaptionKind = "karaoke"
    text: TextStyle = TextStyle(size=0.0593, stroke=0.0056, wrap_width=0.6)
    highlight: str = "#FFD84A"
    x: float = -0.07
    y: float = 0.2


class Captions(Value, frozen=True):
    """The captions of a project: what is said in which file, and how it is shown. Off, they are kept and not drawn."""

    speeches: tuple[Speech, ...] = ()
    style: CaptionStyle = CaptionStyle()
    on: bool = True

    def speech(self, asset_id: str) -> Speech | None:
        """What is said in the asset, or None."""
        return next((speech for speech in self.speeches if speech.asset == asset_id), None)
