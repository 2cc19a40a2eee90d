"""`decollage reach`: how good the forecast is on tables of real outcomes, and making its parameters again.

It must never print a row of a table.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from studio.cli.words import DONE, REFUSED, Parser, Progress, complain, print_json, table
from studio.sentences import Sentence, say

if TYPE_CHECKING:
    from studio.reach.evaluation import Figure

__all__ = ["run_reach"]


def run_reach(argv: list[str]) -> int:
    """Evaluate the forecast on tables, or fit it anew."""
    parser = Parser("reach", say("Checks the forecast on tables of real outcomes, or makes its parameters again."))
    parser.add_argument("what", choices=("evaluate", "fit"))
    parser.add_argument("folder", metavar="DATA_DIR", type=Path)
    parser.add_argument("--refit", action="store_true", help="evaluate: fit without the rows that are scored")
    parser.add_argument("--out", type=Path, help="fit: the folder for the parameters (else those of this program)")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    return _fit(asked.folder, asked.out, asked.json) if asked.what == "fit" else _evaluate(asked)


def _evaluate(asked: Any) -> int:
    from studio.reach.consistency import consistency
    from studio.reach.evaluation import evaluate
    from studio.reach.fitting import shipped_models
    from studio.reach.outcomes import RATES, TABLES, VIEWS, outcome_tables, rates, views

    tables = outcome_tables(asked.folder)
    for name in TABLES:
        if name not in tables:
            complain(say("There is no table {name}*.csv in “{folder}”.", name=name, folder=asked.folder))
    if not tables:
        return REFUSED
    figures = evaluate(tables, shipped_models(), asked.refit)
    crowd = consistency(
        rates=rates(tables[RATES]) if RATES in tables else None,
        views=views(tables[VIEWS]) if VIEWS in tables else None,
    )
    if asked.json:
        print_json(
            {
                "refit": asked.refit,
                "figures": [msgspec.to_builtins(figure) for figure in figures],
                "crowd": {**msgspec.to_builtins(crowd), "within": crowd.within},
            }
        )
        return DONE
    _print(figures)
    print()
    print(
        _crowd_line(crowd.within, max(distance for _, distance in crowd.rate_ks), crowd.correlation_error, crowd.gini)
    )
    return DONE


def _print(figures: tuple[Figure, ...]) -> None:
    head = [say("claim"), say("what"), say("figure"), say("rows"), say("value"), say("95 %"), say("baseline")]
    rows: list[list[object]] = [[*head, say("better by (95 %)")]]
    for one in figures:
        better = "" if one.better is None else _better(one.better)
        span = f"{one.low:.3f}–{one.high:.3f}"
        base = "" if one.baseline is None else f"{one.baseline:.3f}"
        rows.append([one.claim, one.about, one.metric, one.rows, f"{one.value:.3f}", span, base, better])
    print(table(rows))
    for note in sorted({str(one.note.translated()) for one in figures if one.note is not None}):
        print(f"* {note}")


def _better(better: tuple[float, float, float]) -> str:
    value, low, high = better
    told = "" if low > 0 else " " + (say("not told apart") if high >= 0 else say("worse")).translated()
    return f"{value:+.3f} ({low:+.3f} to {high:+.3f}){told}"


def _crowd_line(within: bool, distance: float, correlation: float, gini: float) -> str:
    places = {"distance": f"{distance:.3f}", "correlation": f"{correlation:.3f}", "gini": f"{gini:.3f}"}
    told: Sentence = (
        say("V5: the crowd keeps its norms (KS {distance}, correlations {correlation}, Gini {gini}).", **places)
        if within
        else say(
            "V5: the crowd strays from its norms (KS {distance}, correlations {correlation}, Gini {gini}).", **places
        )
    )
    return told.translated()


def _fit(folder: Path, out: Path | None, as_json: bool) -> int:
    from studio.reach.fitting import fit_all, write_models
    from studio.reach.outcomes import outcome_tables

    tables = outcome_tables(folder)
    if not tables:
        complain(say("There is no table of outcomes in “{folder}”.", folder=folder))
        return REFUSED
    progress = Progress(shown=not as_json)
    written = write_models(fit_all(tables), out or Path(str(resources.files("assets") / "reach")))
    progress.end()
    if as_json:
        print_json({"written": [{"file": str(file), "bytes": file.stat().st_size} for file in written]})
    else:
        for file in written:
            print(file)
    return DONE
