"""`decollage forecast` and `decollage compare` from the words on the command line to what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.cli import main
from tests.helpers.make_media import film


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("film") / "boat.mp4", frames=75)


def test_a_video_is_forecast_for_two_platforms(video, tmp_path, capsys):
    page = tmp_path / "report.html"
    words = [
        "forecast",
        str(video),
        "--for",
        "tiktok,x",
        "--seed",
        "4",
        "--about",
        "a boat",
        "--json",
        "--html",
        str(page),
    ]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["policy"] for one in told["forecasts"]] == ["tiktok", "x"]
    first = told["forecasts"][0]
    assert first["seed"] == 4
    assert first["views"] is None
    assert first["signals"]["opening-text"]["value"] is None
    assert "Content-Security-Policy" in page.read_text(encoding="utf-8")


def test_two_videos_are_compared(video, capsys):
    assert main(["compare", str(video), str(video)]) == 0
    out = capsys.readouterr().out
    assert "cannot be told apart" in out
    assert "A model, not the platform." in out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["forecast", "gone.mp4"], "gone.mp4"),
        (["forecast", "{video}", "--for", "bilibili"], "There is no policy for Bilibili"),
        (["forecast", "{video}", "--followers", "-3"], "no whole number"),
        (["compare", "{video}"], "at least two"),
        (["forecast", "{video}", "--history", "{video}"], "not a table"),
        (["forecast", "{video}", "--history", "posts.zip"], "cannot be read"),
    ],
)
def test_what_cannot_be_forecast_is_refused_in_a_sentence(words, why, video, capsys):
    assert main([word.format(video=video) for word in words]) in (1, 2)
    told = capsys.readouterr().err
    assert why in told
    assert "Traceback" not in told
