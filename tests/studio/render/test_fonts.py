"""Fonts: any script is drawn, on a machine without any font of its own too."""

import os
import subprocess
import sys

from studio.render.fonts import QT, families_for

_BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""
_ASK = """
import sys
from studio.model import TextStyle
from studio.render.text import texts
for text in sys.argv[1:]:
    picture = texts.picture(text, TextStyle(stroke=0.0), 200).pixels
    coloured = (picture[..., :3].max(-1).astype(int) - picture[..., :3].min(-1) > 60).sum()
    print(repr(texts.missing(text, TextStyle())), bool(picture[..., 3].any()), bool(coloured > 100))
"""


def test_a_machine_without_fonts_draws_chinese_japanese_korean_and_coloured_emoji(tmp_path):
    bare = tmp_path / "fonts.conf"
    bare.write_text(_BARE.format(folder=tmp_path))
    told = subprocess.run(
        [sys.executable, "-c", _ASK, "剪辑视频 繁體", "動画を編集する", "영상 편집", "🎬🔥👍🏽", "བོད"],
        env={**os.environ, "FONTCONFIG_FILE": str(bare), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    *drawn, unknown = told.stdout.splitlines()
    assert drawn == ["'' True False", "'' True False", "'' True False", "'' True True"]
    assert sys.platform != "linux" or not unknown.startswith("''")


def test_signs_that_chinese_and_japanese_share_follow_the_rest_of_the_text():
    with QT:
        japanese, chinese, latin = (families_for(text, "Inter") for text in ("動画を", "動画", "Motion"))
    assert japanese.index("Noto Sans CJK JP") < japanese.index("Noto Sans CJK SC")
    assert chinese.index("Noto Sans CJK SC") < chinese.index("Noto Sans CJK JP")
    assert not any("CJK" in family for family in latin)
