"""`decollage calibrate` from the words on the command line to what is printed, kept, used and erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.cli import main
from studio.session.homes import own_priors_file
from tests.helpers.make_media import film
from tests.helpers.own_post_files import tiktok


def test_posts_are_learned_used_by_the_forecast_and_forgotten(tmp_path, capsys):
    posts = tiktok(tmp_path / "Content.zip", [100 * number for number in range(1, 21)])
    assert main(["calibrate", str(posts), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["posts"] == 20
    assert told["platforms"]["tiktok"]["posts"] == 20
    assert [(one["about"], one["judged"], one["enough"]) for one in told["records"]] == [("views", 15, True)]
    assert own_priors_file().exists()
    assert main(["calibrate", str(posts)]) == 0
    assert "TikTok: 20 posts" in capsys.readouterr().out

    video = film(tmp_path / "boat.mp4", frames=12)
    assert main(["forecast", str(video)]) == 0
    assert "as learned from 20 of your posts" in capsys.readouterr().out
    assert main(["forecast", str(video), "--history", str(posts)]) == 0
    assert "from 20 of your posts" in capsys.readouterr().out
    assert main(["forecast", str(video), "--history", str(video)]) == 1
    assert "is not a table of posts" in capsys.readouterr().err

    assert main(["calibrate", "--forget"]) == 0
    assert "is erased" in capsys.readouterr().out
    assert not own_priors_file().exists()
    assert main(["calibrate", "--forget", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"forgotten": False}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["calibrate"], "at least one"),
        (["calibrate", "gone.csv"], "cannot be read"),
        (["calibrate", "posts.csv", "--forget"], "Either"),
    ],
)
def test_what_cannot_be_learned_from_is_refused_in_a_sentence(words: list[str], why: str, capsys):
    assert main(words) in (1, 2)
    told = capsys.readouterr().err
    assert why in told
    assert "Traceback" not in told
    assert not Path(own_priors_file()).exists()
