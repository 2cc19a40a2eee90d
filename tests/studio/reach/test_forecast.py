"""The forecast: ranges, the same for the same seed, moved only by what has evidence; comparing; reasons; the report."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from studio.model import Clip, Post, Problem, Project, Solid, Span, duration
from studio.reach.comparing import compare, compare_openings
from studio.reach.forecast import Forecast, Known, forecast
from studio.reach.policy import policies, policy_from, policy_named
from studio.reach.reasons import mend_reason, reasons_for
from studio.reach.records import forecast_lines, forecast_record, round_views, share
from studio.reach.report import report_page
from studio.reach.signals import DraftWords, Signal, Signals
from studio.reach.viewers import viewers
from studio.sentences import say

CROWD = viewers(1)


def draft(seconds: int = 30, words: DraftWords | None = None, **values: float | None) -> Signals:
    found = {"opening-text": 0.0, "opening-question": 0.0, "opening-promise": 0.0}
    found.update({name.replace("_", "-"): value for name, value in values.items()})
    told = tuple(Signal(name, value) for name, value in found.items())
    return Signals(length=Fraction(seconds), from_project=True, signals=told, words=words or DraftWords())


@pytest.fixture(scope="module")
def plain() -> Forecast:
    return forecast(draft(), policy_named("tiktok"), CROWD, 1)


def test_the_same_seed_gives_the_same_forecast(plain):
    assert forecast(draft(), policy_named("tiktok"), viewers(1), 1) == plain
    assert forecast(draft(), policy_named("tiktok"), CROWD, 2) != plain


def test_a_forecast_is_a_range_and_says_when_it_is_no_better(plain):
    assert 0 < plain.percentile.low < plain.percentile.middle < plain.percentile.high < 1
    assert "as far as this model can tell" in plain.verdict
    assert plain.views is None
    assert 0.2 < plain.luck < 0.9
    chances = [pool.chance for pool in plain.pools]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1
    assert sum(plain.histogram) == plain.replays
    assert sum(part for _, part in plain.reached) == pytest.approx(1)


def test_the_curve_falls_from_everybody_to_those_who_see_the_end(plain):
    watching = [one.watching for one in plain.curve]
    assert watching[0] == 1
    assert all(later <= sooner + 1e-9 for sooner, later in pairwise(watching))
    assert all(one.low <= one.watching <= one.high for one in plain.curve)
    assert plain.curve[-1].second == 30


@pytest.mark.parametrize("policy", policies())
def test_every_policy_plays_and_prefers_the_draft_with_the_better_evidence(policy):
    better = draft(opening_text=1.0, opening_question=1.0, opening_promise=1.0)
    found = forecast(better, policy_named(policy), CROWD, 1)
    assert found.percentile.middle >= 0.48
    assert found.stay.middle > 0.79
    assert sum(pool.chance - pool.usual for pool in found.pools) > -0.03
    assert found.carried


def test_a_slider_of_a_policy_changes_what_carried_it(plain):
    from importlib import resources

    text = (resources.files("assets") / "policies" / "tiktok.toml").read_text(encoding="utf-8")
    loud = policy_from(text.replace("weight = { value = 3.0", "weight = { value = 90.0", 1), "mine")
    assert forecast(draft(), loud, CROWD, 1).pools != plain.pools


def test_views_need_ten_own_posts():
    nine, ten = Known(posts=9, median_views=500.0), Known(posts=10, median_views=500.0)
    assert forecast(draft(), policy_named("tiktok"), CROWD, 1, known=nine).views is None
    elsewhere = forecast(draft(), policy_named("tiktok"), CROWD, 1, known=Known(elsewhere=20))
    assert "the 20 own posts that are known are of other platforms" in " ".join(forecast_lines(elsewhere, ()))
    views = forecast(draft(), policy_named("tiktok"), CROWD, 1, known=ten).views
    assert views.low < 500 < views.high
    assert [round_views(number) for number in (4.4, 123.0, 98_765.0)] == ["4", "120", "99,000"]


def test_planted_openings_are_found_and_equal_ones_are_called_equal():
    found = equal = 0
    for seed in range(60):
        stays = [0.81] * 5
        equal += not compare_openings(stays, CROWD, seed).apart
        stays[seed % 5] += 0.08
        told = compare_openings(stays, CROWD, seed)
        found += told.apart and told.best == seed % 5
    assert found >= 54
    assert equal >= 54


def test_drafts_that_differ_in_nothing_known_cannot_be_told_apart():
    same = compare((("a", draft()), ("b", draft())), 1)
    assert not same.apart
    assert "cannot be told apart" in same.verdict
    opened = draft(opening_text=1.0, opening_question=1.0, opening_promise=1.0)
    told = compare((("a", draft()), ("b", opened)), 1)
    assert told.best == 1
    assert told.apart
    assert told.gain.low > 0


WORTH = {"opening_text": 1, "opening_question": 1, "opening_promise": 1}
WORTHLESS = (
    "loudness",
    "cuts",
    "shot_length",
    "brightness",
    "sharpness",
    "beat_distance",
    "loop_seam",
    "dead",
    "silence",
)


@pytest.mark.parametrize("seed", range(20))
def test_edits_move_the_forecast_only_where_the_evidence_has_a_direction(seed):
    rng = np.random.default_rng(seed)
    base = {name: float(rng.random() < 0.5) for name in WORTH}
    for name in WORTH:
        without = compare((("a", draft(**{**base, name: 1.0})), ("b", draft(**{**base, name: 0.0}))), seed)
        assert without.gain.middle > 0
        assert without.best == 0


def test_what_has_no_evidence_moves_nothing():
    rng = np.random.default_rng(1)
    base = dict.fromkeys(WORTH, 1.0)
    tiktok, plain = policy_named("tiktok"), draft(**base)
    seed = 3
    before = forecast(plain, tiktok, CROWD, seed)
    odd = {name: float(rng.normal(0, 50)) for name in WORTHLESS}
    after = forecast(draft(**base, **odd), tiktok, CROWD, seed)
    assert after.percentile == before.percentile
    assert after.stay == before.stay


def test_reasons_have_a_place_evidence_and_a_fix():
    dead = Span(Fraction(2), Fraction(4))
    checked = Problem("small-words", say("“Hi” is small."), "t", Fraction(5), "warning")
    signals = Signals(
        length=Fraction(10),
        from_project=True,
        signals=(
            Signal("opening-text", 0.0, Span(Fraction(0), Fraction(1))),
            Signal("opening-promise", 1.0, Span(Fraction(1), Fraction(1))),
            Signal("opening-black", 0.6, Span(Fraction(0), Fraction(3, 5))),
        ),
        words=DraftWords(caption="Look"),
        dead=(dead,),
        problems=(checked,),
    )
    reasons = {one.code: one for one in reasons_for(signals, {"small-words": say("Enlarge")}.get)}
    assert reasons["dead"].at == dead
    assert reasons["dead"].direction == 0
    assert "judgement" in reasons["dead"].evidence
    assert "38 %" in reasons["opening-text"].evidence
    assert "correlation" in reasons["opening-text"].evidence
    assert reasons["opening-named"].mark == "good"
    assert reasons["small-words"].fix == "Enlarge"
    assert reasons["opening-black"].mark == "wrong"
    assert reasons["description"].mark == "note"


def test_a_click_cuts_a_dead_stretch_and_puts_the_caption_on_the_opening():
    ids = iter(f"n{number}" for number in range(20))
    project = Project(
        "p", main=(Clip("a", Solid("#204060"), Span(Fraction(0), Fraction(10))),), post=Post(caption="Watch this #now")
    )
    signals = Signals(
        length=Fraction(10),
        from_project=True,
        signals=(Signal("opening-text", 0.0, Span(Fraction(0), Fraction(1))),),
        words=DraftWords(caption="Watch this"),
        dead=(Span(Fraction(2), Fraction(4)),),
    )
    reasons = {one.code: one for one in reasons_for(signals)}
    shorter = mend_reason(project, reasons["dead"], lambda stem: stem + next(ids))
    assert duration(shorter) == 7
    worded = mend_reason(project, reasons["opening-text"], lambda stem: stem + next(ids))
    assert worded.layers[0].items[0].clip.content.text == "Watch this"


def test_a_finished_video_says_what_is_unknown():
    signals = Signals(length=Fraction(8), from_project=False, signals=(Signal("opening-text", None),))
    assert any("unknown" in one.sentence for one in reasons_for(signals))
    assert not any(one.fix for one in reasons_for(signals))


def test_the_report_stands_alone_and_escapes_everything(plain):
    nasty = '<script src="http://x.example/a.js">&"'
    signals = draft(words=DraftWords(caption=nasty))
    problem = Problem("small-words", say("“{words}” is small.", words=nasty), "t", Fraction(1), "warning")
    reasons = reasons_for(Signals(length=Fraction(9), from_project=True, signals=(), problems=(problem,)))
    page = report_page(nasty, signals, [(policy_named("tiktok"), plain)], reasons, [b"jpeg"])
    assert "<script" not in page
    assert "&lt;script" in page
    assert not re.search(r'(?:src|href)\s*=\s*["\'](?!data:)', page)
    assert "url(" not in page
    assert "A model, not the platform." in page


def test_records_and_lines_say_that_it_is_a_model(plain):
    record = forecast_record(plain, draft(), reasons_for(draft()))
    assert record["model"] == "A model, not the platform."
    assert record["signals"]["opening-text"]["value"] == 0
    lines = list(forecast_lines(plain, reasons_for(draft())))
    assert "A model, not the platform." in lines[0]
    assert share(0.001) == "< 1 %"


def test_a_description_moves_the_forecast_and_followers_place_it_among_all_posts():
    about = DraftWords(about="A static selfie of a person who lip syncs to a song and dances before the camera at home")
    told = forecast(draft(words=about), policy_named("tiktok"), CROWD, 1)
    assert "words" in dict(told.parts)
    assert told.among_all is None
    few, many = (
        forecast(draft(words=about), policy_named("tiktok"), CROWD, 1, known=Known(followers=count)).among_all
        for count in (50, 5_000_000)
    )
    assert few.middle < many.middle
    assert few.low < few.high
