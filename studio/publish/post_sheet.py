"""The post sheet: a page beside the video with all that is typed and ticked while posting it.

Plain text to copy from and plain HTML to look at, no script in it. It must never promise what a platform will do,
and never hold a path of this machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from studio.files import write_whole
from studio.model import Asset, Footage, Ignored, Post, Problem, Project, all_held, used_assets
from studio.platforms import Platform
from studio.publish.covers import covers
from studio.publish.credits import credit_lines
from studio.publish.found import Measured
from studio.publish.post_words import count_words, posted_caption, posted_description
from studio.publish.preflight import every_problem, set_aside
from studio.publish.words import placed_words
from studio.sentences import Sentence, say

__all__ = ["post_sheet_html", "post_sheet_text", "write_checked_sheet", "write_post_sheet"]

_ANSWERS = {"yes": say("yes"), "no": say("no"), "": say("not answered yet")}


class _Part(NamedTuple):
    """A heading, lines below it, and whether the lines are words to copy as they are."""

    heading: Sentence
    lines: tuple[str, ...]
    to_copy: bool = False


def write_post_sheet(
    project: Project,
    platform: Platform,
    video_path: str | Path,
    *,
    problems: Iterable[Problem] = (),
    ignored: Iterable[tuple[Problem, Ignored]] = (),
    cover_files: Iterable[str | Path] = (),
) -> tuple[Path, Path]:
    """Write `NAME.post.txt` and `NAME.post.html` beside the video, and give where they are.

    `problems` is what the check found, `ignored` what the person left as it is, `cover_files` the covers that were
    made. Raises `FileRefused` when the disk does not take them.
    """
    video = Path(video_path)
    parts = _parts(project, platform, video, tuple(problems), tuple(ignored), tuple(map(Path, cover_files)))
    title = say("To post on {platform}: {name}", platform=platform.name, name=video.name)
    text, page = video.with_name(f"{video.stem}.post.txt"), video.with_name(f"{video.stem}.post.html")
    write_whole(text, post_sheet_text(title, parts).encode())
    write_whole(page, post_sheet_html(title, parts).encode())
    return text, page


def write_checked_sheet(
    project: Project,
    platform: Platform,
    video_path: str | Path,
    *,
    measured: Measured | None = None,
    cover_files: Iterable[str | Path] = (),
) -> tuple[Path, Path]:
    """As `write_post_sheet`, with what the checks find now; `measured` is what is known of pictures and sound."""
    every = every_problem(project, platform, texts=placed_words(project), measured=measured)
    ignored = set_aside(project, every)
    left = {problem for problem, _ in ignored}
    problems = [problem for problem in every if problem not in left]
    return write_post_sheet(project, platform, video_path, problems=problems, ignored=ignored, cover_files=cover_files)


def post_sheet_text(title: Sentence, parts: Sequence[_Part]) -> str:
    """The sheet as plain text."""
    lines = [title.translated(), ""]
    for part in parts:
        heading = part.heading.translated()
        lines += [heading, "-" * len(heading), *part.lines, ""]
    return "\n".join(lines)


def post_sheet_html(title: Sentence, parts: Sequence[_Part]) -> str:
    """The sheet as a page of its own, without scripts or anything from elsewhere."""
    body = []
    for part in parts:
        body.append(f"<h2>{escape(part.heading.translated())}</h2>")
        if part.to_copy:
            words = "\n".join(part.lines)
            rows = max(2, sum(1 + len(line) // 64 for line in words.split("\n")))
            body.append(f'<textarea readonly rows="{rows}">{escape(words)}</textarea>')
        else:
            body.append("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in part.lines) + "</ul>")
    name = escape(title.translated())
    return _PAGE.format(title=name, body="\n".join(body))


_PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.3rem; }} h2 {{ font-size: 1rem; margin: 1.6rem 0 .4rem; }}
textarea {{ width: 100%; box-sizing: border-box; font: inherit; padding: .6rem; }}
ul {{ margin: 0; padding-left: 1.2rem; }}
</style></head><body>
<h1>{title}</h1>
{body}
</body></html>
"""


def _parts(
    project: Project,
    platform: Platform,
    video: Path,
    problems: tuple[Problem, ...],
    ignored: tuple[tuple[Problem, Ignored], ...],
    cover_files: tuple[Path, ...],
) -> list[_Part]:
    parts = [*_words(project.post, platform), _Part(say("To tick"), _ticks(project, platform))]
    sounds, thanks = _sounds(project), credit_lines(project)
    if sounds:
        parts.append(_Part(say("Sound"), sounds))
    if thanks:
        parts.append(_Part(say("Credits"), thanks))
    wanted = _covers(platform, cover_files)
    if wanted:
        parts.append(_Part(say("Cover"), wanted))
    parts.append(_Part(say("Checked before posting"), _found(problems, ignored)))
    parts.append(_Part(say("The file"), (video.name,)))
    return parts


def _words(post: Post, platform: Platform) -> list[_Part]:
    limits, parts = platform.text, []
    counting = limits.counting.value if limits else "letters"
    apart = bool(limits and limits.title_length)
    if apart or post.title:
        most = limits.title_length.value if limits and limits.title_length else None
        heading = _counted(say("Title"), post.title, most, counting)
        parts.append(_Part(heading, (post.title or say("Write a title.").translated(),), bool(post.title)))
    words = posted_description(post) if apart else posted_caption(post)
    most = limits.caption_length.value if limits and limits.caption_length else None
    heading = _counted(say("Description") if apart else say("Caption"), words, most, counting)
    parts.append(
        _Part(heading, tuple(words.split("\n")) if words else (say("Write a caption.").translated(),), bool(words))
    )
    return parts


def _counted(name: Sentence, words: str, most: int | None, counting: str) -> Sentence:
    if most is None:
        return name
    return say("{name} ({count} of {most})", name=name, count=count_words(words, counting), most=most)


def _ticks(project: Project, platform: Platform) -> tuple[str, ...]:
    post = project.post
    lines = [
        say("AI-generated content: {answer}", answer=_ANSWERS[post.ai]),
        say("Paid partnership or own brand: {answer}", answer=_ANSWERS[post.paid]),
        say("Somebody under 18 is shown: {answer}", answer=_ANSWERS[post.minors]),
    ]
    if post.ai == "yes":
        lines.append(say("Switch on the AI label of {platform} while posting.", platform=platform.name))
    if post.paid == "yes":
        lines.append(say("Switch on the paid-partnership label of {platform} while posting.", platform=platform.name))
    if post.minors == "yes":
        lines.append(say("Consent is there, of them and of their parents."))
    return tuple(f"☐ {line.translated()}" for line in lines)


def _used(project: Project) -> list[Asset]:
    used = used_assets(project)
    return [asset for asset in project.assets if asset.id in used]


def _sounds(project: Project) -> tuple[str, ...]:
    lines = []
    for asset in _used(project):
        if asset.kind != "sound":
            continue
        clips = [found.clip for found in all_held(project) if _shows(found.clip.content, asset)]
        if all(clip.muted for clip in clips):
            lines.append(say("“{name}” is muted in the file: choose the sound in the app.", name=asset.name))
        elif asset.licence:
            lines.append(say("“{name}”: {licence}", name=asset.name, licence=asset.licence))
        else:
            lines.append(say("“{name}”: nobody said what allows its use.", name=asset.name))
    return tuple(line.translated() for line in lines)


def _shows(content: object, asset: Asset) -> bool:
    return isinstance(content, Footage) and content.asset == asset.id


def _covers(platform: Platform, files: tuple[Path, ...]) -> tuple[str, ...]:
    lines = [path.name for path in files]
    for wanted in covers([platform]):
        size = f"{wanted.width} × {wanted.height}"
        formats = ", ".join(wanted.formats)
        line = say(
            "{platform} takes {shape}, best {size}, {formats}",
            platform=platform.name,
            shape=wanted.shape,
            size=size,
            formats=formats,
        )
        if wanted.max_bytes:
            line = say("{line}, up to {most} MB", line=line, most=f"{wanted.max_bytes / 1e6:g}")
        lines.append(line.translated())
    return tuple(lines)


def _found(problems: tuple[Problem, ...], ignored: tuple[tuple[Problem, Ignored], ...]) -> tuple[str, ...]:
    marks = {"error": "✗", "warning": "!", "ask": "?"}
    lines = [f"{marks[one.level]} {_said(one.sentence)}" for one in problems]
    lines += [
        say("Left as it is: {sentence} ({reason})", sentence=one.sentence, reason=why.reason).translated()
        for one, why in ignored
    ]
    if not lines:
        lines.append(say("Nothing was found.").translated())
    lines.append(say("A check finds what it looks for. It is no promise that a platform takes the video.").translated())
    lines.append(say("Looking for flashes is a screening aid, not a certification.").translated())
    return tuple(lines)


def _said(sentence: str) -> str:
    return sentence.translated() if isinstance(sentence, Sentence) else sentence
