"""`decollage forecast` and `decollage compare`: how a feed might treat a draft, by a model that says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import DONE, Parser, Progress, print_json, table, typed
from studio.model import duration, floor_frame, frame_time
from studio.reach.comparing import compare
from studio.reach.forecast import Forecast, Known, forecast
from studio.reach.own_posts import read_own_posts
from studio.reach.own_priors import known_for, priors_of, read_priors
from studio.reach.policy import Policy, policy_named
from studio.reach.reasons import Reason, reasons_for
from studio.reach.records import comparison_record, forecast_lines, forecast_record, share
from studio.reach.report import report_page
from studio.reach.signals import Signals
from studio.reach.viewers import viewers
from studio.sentences import Refused, Sentence, say
from studio.session.homes import own_priors_file
from studio.session.reading_drafts import Draft, draft_problems, read_draft

if TYPE_CHECKING:
    from studio.render import Artist

__all__ = ["run_compare", "run_forecast"]

_STRIP, _STRIP_SIDE = 12, 96


def measured(draft: Draft, policy: Policy, caption: str, about: str, progress: Progress) -> tuple[Signals, Artist]:
    """The draft's signals, and what draws it."""
    from studio.cli.effects_here import effects_here
    from studio.media.glimpses import Glimpses
    from studio.reach.measuring import signals
    from studio.render import Artist, Mixer

    effects = effects_here()
    artist = Artist(effects)
    with Glimpses() as sources:
        found = signals(
            draft.project,
            sources,
            artist,
            Mixer(effects),
            caption=caption,
            about=about,
            from_project=draft.from_project,
            problems=draft_problems(draft.project, policy) if draft.from_project else (),
            told=progress,
        )
    assert found is not None
    progress.end()
    return found, artist


def _fix_words(code: str) -> Sentence | None:
    from studio.publish import FIXES

    return FIXES[code].name if code in FIXES else None


def run_forecast(argv: list[str]) -> int:
    """Forecast a project or a video, for one policy or several."""
    asked = _parser().parse(argv)
    known = _known(asked)
    draft = read_draft(asked.file)
    chosen: list[Policy] = asked.policies
    found, artist = measured(draft, chosen[0], asked.caption, asked.about, Progress(shown=not asked.json))
    reasons = reasons_for(found, _fix_words)
    crowd = viewers(asked.seed)
    told = [(policy, forecast(found, policy, crowd, asked.seed, known=known[policy.id])) for policy in chosen]
    if asked.html:
        _write(asked.html, report_page(draft.file.stem, found, told, reasons, _strip(draft, artist)))
    if asked.json:
        print_json(_record(draft, found, reasons, [one for _, one in told]))
    else:
        for number, (_, one) in enumerate(told):
            print("\n".join(forecast_lines(one, reasons if number == len(told) - 1 else ())))
    return DONE


def _known(asked: Any) -> dict[str, Known]:
    """What is usual for the creator under each policy: by the file that was named, else by what was learned before."""
    told = None if asked.history is None else priors_of(read_own_posts([asked.history]))
    priors, kept = (told, False) if told is not None else (read_priors(own_priors_file()), True)
    return {policy.id: known_for(priors, policy.platforms, asked.followers, kept) for policy in asked.policies}


def _parser() -> Parser:
    parser = Parser("forecast", say("Shows how a feed might treat a project or a video: a model, not the platform."))
    parser.add_argument("file", metavar="PROJECT|VIDEO", type=Path)
    parser.add_argument(
        "--for", dest="policies", type=typed(_policies), metavar="PLATFORM[,..]", default="tiktok", help="tiktok,reels"
    )
    parser.add_argument("--caption", default="", help="the post's caption, with its hashtags")
    parser.add_argument("--about", default="", help="a paragraph on what is seen and said")
    parser.add_argument("--followers", type=typed(_count), metavar="N")
    parser.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="analytics of your own posts (CSV, Excel, .zip as downloaded); else what calibrate learned",
    )
    parser.add_argument("--seed", type=typed(_count), metavar="N", default="1")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the report there")
    parser.add_argument("--json", action="store_true")
    return parser


def _policies(text: str) -> list[Policy]:
    return [policy_named(name) for name in text.split(",") if name.strip()] or [policy_named("tiktok")]


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
    if number < 0:
        raise Refused(say("“{text}” is no whole number of 0 or more.", text=text))
    return number


def _record(draft: Draft, found: Signals, reasons: tuple[Reason, ...], told: list[Forecast]) -> dict[str, Any]:
    return {"file": str(draft.file), "forecasts": [forecast_record(one, found, reasons) for one in told]}


def _strip(draft: Draft, artist: Artist) -> list[bytes]:
    """Pictures of the draft from beginning to end, as JPEG."""
    import cv2

    from studio.media import MediaSources
    from studio.render import plan

    project = draft.project
    canvas, length = project.canvas, duration(project)
    scale = _STRIP_SIDE / canvas.short_side
    size = (max(2, round(canvas.width * scale)), max(2, round(canvas.height * scale)))
    pictures = []
    with MediaSources(kept_bytes=48_000_000) as sources:
        for number in range(_STRIP):
            at = frame_time(floor_frame(length * number / _STRIP, project.rate), project.rate)
            picture = artist.draw(plan(project, at), sources, size)
            pictures.append(cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGR))[1].tobytes())
    return pictures


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Refused(say("“{name}” could not be written: {reason}.", name=path, reason=reason)) from error


def run_compare(argv: list[str]) -> int:
    """Compare drafts on the same viewers."""
    parser = Parser("compare", say("Compares projects or videos on the same viewers: a model, not the platform."))
    parser.add_argument("files", metavar="A B", type=Path, nargs="+")
    parser.add_argument("--seed", type=typed(_count), metavar="N", default="1")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    if len(asked.files) < 2:
        raise Refused(say("Name at least two drafts to compare."))
    policy, progress = policy_named("tiktok"), Progress(shown=not asked.json)
    drafts = [(file.stem, measured(read_draft(file), policy, "", "", progress)[0]) for file in asked.files]
    found = compare(tuple(drafts), asked.seed)
    if asked.json:
        print_json(comparison_record(found))
        return DONE
    print(found.verdict.translated())
    rows: list[tuple[object, ...]] = [("", say("Holds best"), say("Stay"))]
    rows += [(one.name, share(one.best), f"{share(one.stay.low)} … {share(one.stay.high)}") for one in found.drafts]
    print(table(rows, "  "))
    print(say("A model, not the platform.").translated())
    return DONE
