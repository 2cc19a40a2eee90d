"""`decollage effect check`, own effects, and the page that teaches writing one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from effects import all_effects
from studio.cli import main
from studio.cli.contract import broken_in
from studio.cli.effect import effect_child_main, run_effect
from studio.cli.effects_here import effects_here
from studio.cli.own_effects import effect_in, own_effects
from studio.effect import Effect, Effects
from studio.sentences import Refused, Sentence
from tests.helpers.make_media import photo, plain

PAGE = Path(__file__).parents[3] / "effects" / "README.md"


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    """The example of the page, as a file."""
    [example] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in example.splitlines() if line.strip()]) <= 20
    path = tmp_path / "my_negative.py"
    path.write_text(example, encoding="utf-8")
    return path


def told(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    effect_child_main(str(path))
    return json.loads(capsys.readouterr().out.splitlines()[-1])["wrong"]


def test_the_example_of_the_page_keeps_the_contract_in_a_child(taught: Path, capsys: pytest.CaptureFixture[str]):
    assert run_effect(["check", str(taught)]) == 0
    assert "“Negative” is fine." in capsys.readouterr().out


def test_what_is_wrong_is_said_in_plain_words(taught: Path, capsys: pytest.CaptureFixture[str]):
    good = taught.read_text(encoding="utf-8")

    def broken(old: str, new: str) -> list[str]:
        assert old in good
        taught.write_text(good.replace(old, new), encoding="utf-8")
        return told(taught, capsys)

    assert broken("default=0.0", "default=50.0") == ["With its defaults it must leave colours as they are."]
    assert broken("default=0.0", "default=-5.0") == ["The default of “strength” must lie between its low and its high."]
    assert broken("return colours +", "return 1 / 0 +") == ["It stopped with ZeroDivisionError: division by zero"]
    assert broken("return colours +", "colours[:] = 0; return colours +")[0].startswith(
        "It writes into what it is given."
    )
    assert broken("return colours +", "return colours[:9]  #") == ["It gives 9×3 float32; it must give 512×3 float32."]
    assert broken("return colours +", "print('hello'); return None #") == [
        "It gives NoneType; it must give 512×3 float32."
    ]
    assert broken("EFFECT = Effect(", "OTHER = Effect(") == ["It has no EFFECT, which must be an Effect."]
    assert broken("EFFECT = Effect(", "EFFECT = Effect((") == ["Line 11 is not Python: '(' was never closed."]
    assert broken("EFFECT = Effect(", "exit('bye')\nEFFECT = Effect(") == ["It cannot be loaded. SystemExit: bye"]
    assert broken('"my_negative"', '"blur"')[0].startswith("There is another effect with the id “blur”.")
    with pytest.raises(Refused, match="There is no file"):
        run_effect(["check", "nowhere.py"])


def test_effects_of_the_own_folder_stand_beside_the_built_in_ones(taught: Path):
    (taught.parent / "broken.py").write_text("import nothing_like_this\n", encoding="utf-8")
    (taught.parent / "again.py").write_text(taught.read_text(encoding="utf-8"), encoding="utf-8")
    built_in = all_effects()
    left_out: list[Sentence] = []
    own = own_effects(taught.parent, [effect.id for effect in built_in], left_out.append)
    assert [effect.id for effect in own] == ["my_negative"]
    assert [sentence.source for sentence in left_out] == ["The effect in “{name}” is left out: {reason}"] * 2
    assert Effects([*built_in, *own])["my_negative"].name == "Negative"
    assert own_effects(taught.parent / "nothing", [], left_out.append) == ()


def test_one_effect_of_each_kind_passes_and_a_forgetful_sound_does_not():
    seen: dict[str, Effect] = {}
    for effect in all_effects():
        seen.setdefault(effect.kind, effect)
    assert all(broken_in(effect) == () for effect in seen.values())
    forgetful = Effect(id="bad", name="Bad", kind="sound", apply=lambda s, _state, _settings: (s[::-1].copy(), None))
    assert broken_in(forgetful)[0].source.startswith("In pieces it sounds otherwise")


def test_a_file_that_is_no_effect_is_refused(tmp_path: Path):
    (tmp_path / "empty.py").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="no EFFECT"):
        effect_in(tmp_path / "empty.py")


def test_what_never_ends_is_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass\n", encoding="utf-8")
    assert run_effect(["check", str(endless), "--limit", "0.5", "--json"]) == 1
    [told] = json.loads(capsys.readouterr().out)
    assert told["wrong"] == ["It was stopped: it took longer than 0.5 s."]


def test_an_own_effect_works_from_the_command_line_and_a_changed_one_is_drawn_anew(
    taught: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["effect", "folder"]) == 0
    folder = Path(capsys.readouterr().out.strip())
    folder.mkdir(parents=True)
    kept = folder / taught.name
    kept.write_bytes(taught.read_bytes())
    first = effects_here().codes_named(b"my_negative")
    grey = photo(tmp_path / "grey.png", plain((200, 100, 50), size=(90, 160)))
    project, picture = str(tmp_path / "a.decollage"), tmp_path / "seen.png"
    assert main(["new", project, str(grey)]) == 0
    assert main(["do", project, "add-effect", "clip=grey.png", "effect=my_negative", "strength=100"]) == 0
    assert main(["frame", project, str(picture), "--size", "54x96"]) == 0
    assert np.asarray(Image.open(picture).convert("RGB"))[48, 27].astype(int) == pytest.approx([55, 155, 205], abs=1)

    kept.write_text(kept.read_text(encoding="utf-8").replace("1 - 2 *", "1 - 1 *"), encoding="utf-8")
    assert effects_here().codes_named(b"my_negative") != first != ""
    assert effects_here().codes_named(b"blur") == ""
    kept.write_text(kept.read_text(encoding="utf-8").replace("return", "return 1 / 0 *"), encoding="utf-8")
    assert main(["frame", project, str(tmp_path / "none.png")]) == 1
    assert "The effect “Negative” stopped with ZeroDivisionError" in capsys.readouterr().err
    (folder / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["show", project]) == main(["do", "--list"]) == 0
    said = capsys.readouterr()
    assert "my_negative  (colour)" in said.out
    assert "The effect in “broken.py” is left out: It cannot be loaded. ZeroDivisionError" in said.err
