"""Makes the fonts for machines that have none for Chinese, Japanese, Korean and emoji: `assets/fonts/spare`.

`python packaging/fonts.py` takes the signs that are in common use out of Noto's fonts as Debian's packages
fonts-noto-cjk and fonts-noto-color-emoji bring them, under the Open Font License. Needs `fonttools`. Which signs those
are is what the national standards list: GB 2312, Big5 level 1, JIS X 0208 level 1, KS X 1001. It must never draw.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc"
EMOJI = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
SPARE = Path(__file__).resolve().parent.parent / "assets" / "fonts" / "spare"
TONES = range(0x1F3FB, 0x1F400)
JAMO = ("ccmp", "ljmo", "vjmo", "tjmo", "mark", "mkmk")


def listed(codec: str, leads: Iterable[int], trails: Iterable[int]) -> set[int]:
    """The code points that a two-byte encoding has for these leading and trailing bytes."""
    found: set[int] = set()
    for lead in leads:
        for trail in trails:
            try:
                found.update(map(ord, bytes((lead, trail)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return found


def chinese() -> set[int]:
    """GB 2312 and the frequently used signs of Big5, with kana, Greek, Cyrillic and punctuation."""
    high = range(0xA1, 0xFF)
    return listed("gb2312", range(0xA1, 0xF8), high) | listed("big5", range(0xA1, 0xC7), [*range(0x40, 0x7F), *high])


def japanese() -> set[int]:
    """Kana and the first level of JIS X 0208."""
    return listed("euc_jp", range(0xA1, 0xD0), range(0xA1, 0xFF))


def korean() -> set[int]:
    """The syllables and letters of KS X 1001."""
    wanted = listed("euc_kr", range(0xA1, 0xC9), range(0xA1, 0xFF))
    return {sign for sign in wanted if 0xAC00 <= sign < 0xD7B0 or 0x3130 <= sign < 0x3190}


def reduced(font: Any, signs: set[int], features: Iterable[str], file: Path) -> None:
    """Write the font with nothing but these signs."""
    options = subset.Options()
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    font.save(file)
    print(f"{file.name}: {len(signs)} signs, {file.stat().st_size / 1e6:.1f} MB")


def reduced_emoji(file: Path) -> None:
    """All emoji; skin tones for one person or hand, not for couples and trades, which take a third of the file."""
    font = TTFont(EMOJI)
    known = font.getBestCmap()
    tones = {known[tone] for tone in TONES}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            ligatures = getattr(getattr(table, "ExtSubTable", table), "ligatures", {})
            for first, joined in list(ligatures.items()):
                kept = [one for one in joined if len(one.Component) == 1 or not tones & set(one.Component)]
                ligatures[first] = kept
                if not kept:
                    del ligatures[first]
    reduced(font, set(known), ["*"], file)


if __name__ == "__main__":
    SPARE.mkdir(exist_ok=True)
    for weight in ("Regular", "Bold"):
        for name, signs, features in (("SC", chinese(), ()), ("JP", japanese(), ()), ("KR", korean(), JAMO)):
            fonts = TTCollection(CJK.format(weight=weight), lazy=True).fonts
            family = f"Noto Sans CJK {name}"
            font = next(font for font in fonts if font["name"].getDebugName(1) == family)
            reduced(font, signs, features, SPARE / f"NotoSansCJK{name}-{weight}.otf")
    reduced_emoji(SPARE / "NotoColorEmoji.ttf")
