"""`decollage check`: what to look at in a project or a video before it is posted, and mending it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import (
    DONE,
    REFUSED,
    Parser,
    Progress,
    Usage,
    complain,
    print_json,
    print_problems,
    problem_record,
    typed,
)
from studio.files import load_project
from studio.model import Problem, Project
from studio.platforms import Platform, platform_named
from studio.publish import FIXES, Given, Measured, PlacedText, check_for, film_project, mended, placed_words
from studio.sentences import Refused, say
from studio.session.reading_drafts import is_project_file

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = ["check_file", "run_check"]

_MOST_FIXES = 40


def run_check(argv: list[str]) -> int:
    """Check a project or a video, for one platform or several; with --fix mend what has a fix."""
    asked = _parser().parse(argv)
    chosen: list[Platform] = asked.platforms
    progress = Progress(shown=not asked.json)
    subject = _Subject(asked.file, progress, quick=asked.quick)
    mends = _mend(subject, chosen, asked.fix) if asked.fix else []
    found = {platform.id: subject.problems(platform) for platform in chosen}
    progress.end()
    count = sum(problem.level != "ask" for problems in found.values() for problem in problems)
    if asked.json:
        print_json(
            {
                "file": str(asked.file),
                "ok": not count,
                "mended": [{"code": code, "platform": platform} for code, platform in mends],
                "measured": _measured_record(subject.measured),
                "platforms": {
                    platform: {
                        "ok": all(problem.level == "ask" for problem in problems),
                        "problems": [{**problem_record(one), "fix": one.code in FIXES} for one in problems],
                    }
                    for platform, problems in found.items()
                },
            }
        )
    else:
        for code, platform in mends:
            print(say("Mended for {platform}: {code}.", platform=platform, code=code).translated())
        _print(chosen, found)
    if not count:
        return DONE
    if count == 1:
        complain(say("One thing to look at in “{name}”.", name=asked.file.name))
    else:
        complain(say("{count} things to look at in “{name}”.", count=count, name=asked.file.name))
    return REFUSED


def _parser() -> Parser:
    parser = Parser("check", say("Looks at a project or a video before it is posted."))
    parser.add_argument("file", metavar="PROJECT|VIDEO", type=Path)
    parser.add_argument(
        "--for",
        dest="platforms",
        type=typed(_platforms),
        metavar="PLATFORM[,..]",
        default="master",
        help="tiktok,reels",
    )
    parser.add_argument(
        "--fix", type=typed(_codes), metavar="CODE[,..]", default="", help="mend these, or all, and save the project"
    )
    parser.add_argument("--quick", action="store_true", help="only what can be told without drawing and listening")
    parser.add_argument("--json", action="store_true")
    return parser


def check_file(file: Path, chosen: list[Platform]) -> dict[str, tuple[Problem, ...]]:
    """What was found, by platform. A project is checked as it would be exported."""
    subject = _Subject(file, Progress(shown=False))
    return {platform.id: subject.problems(platform) for platform in chosen}


class _Subject:
    """A project or video being checked: read once, measured once."""

    def __init__(self, file: Path, progress: Progress, *, quick: bool = False) -> None:
        self.file = file
        self.measured: Measured | None = None
        self._progress, self._quick = progress, quick
        self._before: tuple[Problem, ...] = ()
        self.project: Project | None = None
        self._facts: Facts | None = None
        if is_project_file(file):
            loaded = load_project(file)
            self._before = loaded.problems
            self.use(loaded.project)
        else:
            from studio.media import probe

            self._facts = probe(file)
            if self._facts.kind == "video":
                self.measured = self._measure(film_project(self._facts))

    def use(self, project: Project) -> None:
        """Go on with this project."""
        self.project = project
        self._texts: tuple[PlacedText, ...] = placed_words(project)
        self.measured = self._measure(project)

    def problems(self, platform: Platform) -> tuple[Problem, ...]:
        """What was found for the platform."""
        if self.project is not None:
            found = check_for(self.project, platform, texts=self._texts, measured=self.measured)
            return (*self._before, *found)
        assert self._facts is not None
        return (*check_for(self._facts, platform, measured=self.measured), *self._layout(platform))

    def _layout(self, platform: Platform) -> tuple[Problem, ...]:
        from studio.media.looking.layout import film_layout
        from studio.publish.film_file import layout_within

        assert self._facts is not None
        return tuple(layout_within(film_layout(self.file), platform)) if self._facts.kind == "video" else ()

    def _measure(self, project: Project) -> Measured | None:
        if self._quick or not project.main:
            return None
        from studio.cli.effects_here import effects_here
        from studio.publish.kept import MeasureStore, measured_with
        from studio.render import Artist, Mixer
        from studio.session import store_folder

        effects = effects_here()
        store = MeasureStore(store_folder() / "measured")
        return measured_with(
            project,
            Artist(effects),
            Mixer(effects),
            store,
            told=lambda _found, done, total: self._progress(done, total),
        )


def _mend(subject: _Subject, chosen: list[Platform], codes: list[str]) -> list[tuple[str, str]]:
    """Mend problems with these codes, one edit each, until none is left; what was mended, for which platform."""
    if subject.project is None:
        raise Refused(say("A finished video cannot be mended. Mend its project and export it again."))
    from studio.cli.effects_here import effects_here
    from studio.session import Session

    session = Session(effects_here(), keeps=False)
    mends: list[tuple[str, str]] = []
    tried: set[tuple[str, str, str, object]] = set()
    try:
        session.open(subject.file)
        for platform in chosen:
            while (problem := _next(subject, platform, codes, tried)) is not None and len(mends) < _MOST_FIXES:
                tried.add((platform.id, problem.code, problem.about, problem.at))
                given = Given(problem, platform, session.new_id, subject.measured)
                try:
                    session.edit(FIXES[problem.code].name, partial(mended, given=given))
                except Refused as refused:
                    complain(refused.sentence)
                    continue
                mends.append((problem.code, platform.id))
                subject.use(session.project)
        saved = session.save(subject.file) if mends else None
        if saved is not None and saved.state == "failed":
            raise Refused(saved.sentence)
    finally:
        session.close()
    return mends


def _next(
    subject: _Subject, platform: Platform, codes: list[str], tried: set[tuple[str, str, str, object]]
) -> Problem | None:
    for problem in subject.problems(platform):
        wanted = problem.code in codes or (codes == ["all"] and problem.level != "ask")
        if wanted and problem.code in FIXES and (platform.id, problem.code, problem.about, problem.at) not in tried:
            return problem
    return None


def _codes(text: str) -> list[str]:
    codes = [code.strip() for code in text.split(",") if code.strip()]
    unknown = [code for code in codes if code not in FIXES and code != "all"]
    if unknown:
        raise Usage(say("Nothing mends “{code}”. There are: {codes}.", code=unknown[0], codes=", ".join(FIXES)))
    return codes


def _platforms(text: str) -> list[Platform]:
    return [platform_named(name) for name in text.split(",") if name.strip()] or [platform_named("master")]


def _measured_record(measured: Measured | None) -> dict[str, Any] | None:
    if measured is None or measured.sound is None or measured.pictures is None:
        return None
    heard = measured.sound.true_peak_db > float("-inf")
    return {
        "loudness_lufs": measured.sound.integrated_lufs if measured.sound.integrated_lufs > float("-inf") else None,
        "true_peak_db": measured.sound.true_peak_db if heard else None,
        "flashes": [
            {"kind": one.kind, "start": one.start, "end": one.end, "transitions": one.transitions}
            for one in measured.pictures.flashes
        ],
        "contrast": {one.clip: one.contrast for one in measured.titles or ()},
    }


def _print(chosen: list[Platform], found: dict[str, tuple[Problem, ...]]) -> None:
    for platform in chosen:
        problems = found[platform.id]
        if problems:
            print(platform.name)
            print_problems(problems, "  ")
        else:
            print(say("{platform}: nothing found.", platform=platform.name).translated())
