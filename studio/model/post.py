"""What is said beside the video when it is posted, and what the person declared about it.

It must never guess an answer: what nobody said is empty.
"""

from __future__ import annotations

from typing import Literal

from studio.model.value import Value

__all__ = ["Answer", "Ignored", "Post"]

Answer = Literal["", "yes", "no"]
"""What the person answered; empty where nobody was asked yet."""


class Ignored(Value, frozen=True):
    """Something found before posting that the person looked at and leaves as it is: the problem's code, what it is
    about (empty for the whole video), and why."""

    code: str
    reason: str
    about: str = ""


class Post(Value, frozen=True):
    """The words of the post and the declarations that platforms ask for.

    `hashtags` are without their `#`. `ai`: whether realistic pictures or voices were made by AI; `paid`: whether
    somebody paid or gave something for it; `minors`: whether somebody under 18 is shown.
    """

    caption: str = ""
    title: str = ""
    description: str = ""
    hashtags: tuple[str, ...] = ()
    ai: Answer = ""
    paid: Answer = ""
    minors: Answer = ""
    ignored: tuple[Ignored, ...] = ()
