"""What stands in a cell of an analytics file: counts, shares, lengths of time, dates.

What cannot be read is None, never 0 and never a guess. It must never look at more than one column at a time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

__all__ = ["counted", "dates", "id_date", "lasting", "shares"]

_GROUPS = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
_SCALED = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\d\s.,]+)\.?")
_SCALES = {
    "k": 1e3, "m": 1e6, "b": 1e9, "千": 1e3, "万": 1e4, "萬": 1e4, "w": 1e4, "亿": 1e8, "億": 1e8, "천": 1e3, "만": 1e4,
    "억": 1e8, "тыс": 1e3, "млн": 1e6, "tsd": 1e3, "mio": 1e6, "mil": 1e3, "mill": 1e6, "mln": 1e6, "n": 1e3,
    "tr": 1e6, "rb": 1e3, "jt": 1e6, "md": 1e9,
}  # fmt: skip
"""Signs behind a shortened number, in the languages TikTok and YouTube are used in most."""
_MOST = 1e12
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")
_UNITS = re.compile(
    r"(?:(\d+)\s*(?:小时|时|時間|h|std\.?|ч)\s*)?(?:(\d+)\s*(?:分钟|分|min\.?|m|мин\.?)\s*)?"
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:秒|seconds?|sec\.?|sek\.?|s|с)\.?)?",
    re.IGNORECASE,
)
_LONGEST_S = 86_400.0
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january enero ene janvier janv janeiro января янв",
            "feb februar february febrero février févr fevereiro fev февраля фев",
            "mar mär märz march marzo mars março марта мар",
            "apr april abril abr avril avr апреля апр",
            "may mai mayo maio мая май",
            "jun june juni junio juin junho июня июн",
            "jul july juli julio juillet juil julho июля июл",
            "aug august agosto ago août агосто августа авг",
            "sep sept september septiembre septembre setembro set сентября сен сент",
            "oct okt october oktober octubre octobre outubro out октября окт",
            "nov november noviembre novembre novembro ноября ноя нояб",
            "dec dez december dezember diciembre dic décembre déc dezembro декабря дек",
        ),
        1,
    )
    for name in names.split()
}
_THANG = {
    name: number
    for number, name in enumerate(
        ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"), 1
    )
}
_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MD = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DMY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_ZONE = re.compile(r"(?:(Z)|([+-])(\d{2}):?(\d{2}))$")
_THANG_OF = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}|mười một|mười hai|[^\W\d]+)(?:,?\s+(?:năm\s+)?(\d{4}))?")
_FIRST_SERIAL, _LAST_SERIAL = 36_000, 73_000
_EXCEL = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST = datetime(2005, 1, 1, tzinfo=UTC)


def _text(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", cell).replace("−", "-").replace("’", "'").split())


def counted(cell: str) -> float | None:
    """A count: `1,234`, `1.234`, `1 234`, `1.2K`, `1,2 тыс.`, `1.2万`. None for `-` and for what is no count."""
    text = _text(cell).removeprefix("+")
    sign = -1.0 if text.startswith("-") and len(text) > 1 else 1.0
    text = text.removeprefix("-").strip()
    if _GROUPS.fullmatch(text):
        return sign * float(re.sub(r"[.,' ]", "", text))
    if scaled := _SCALED.fullmatch(text):
        scale = _SCALES.get(scaled[2].casefold().rstrip("."))
        return None if scale is None else _within(sign * float(scaled[1].replace(",", ".")) * scale)
    return _within(sign * float(text)) if re.fullmatch(r"\d{1,15}(\.\d{1,15})?", text) else None


def _within(value: float) -> float | None:
    return value if abs(value) <= _MOST else None


def shares(cells: Sequence[str], header: str) -> list[float | None]:
    """A column of shares, of 1: `12.3 %`, `12,3%`, percents where the header says so or a value lies above 1.5,
    otherwise the part itself."""
    read = [_share(cell) for cell in cells]
    percents = "%" in header or any(value is not None and not marked and value > 1.5 for value, marked in read)
    return [None if value is None else value / 100 if percents or marked else value for value, marked in read]


def _share(cell: str) -> tuple[float | None, bool]:
    text = _text(cell)
    bare = text.replace("%", "").strip().replace(",", ".")
    return (float(bare) if re.fullmatch(r"\d{1,6}(\.\d{1,18})?", bare) else None), "%" in text


def lasting(cell: str) -> float | None:
    """A length of time in seconds: `0:00:20`, `1:05`, `20`, `12秒`, `1分20秒`, `1m 5s`."""
    text = _text(cell)
    value = None
    if clock := _CLOCK.fullmatch(text):
        value = float(clock[1] or 0) * 3600 + float(clock[2]) * 60 + float(clock[3])
    elif re.fullmatch(r"\d{1,9}([.,]\d{1,15})?", text):
        value = float(text.replace(",", "."))
    elif text and (told := _UNITS.fullmatch(text)) and any(told.groups()):
        hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in told.groups())
        value = hours * 3600 + minutes * 60 + seconds
    return value if value is not None and value <= _LONGEST_S else None


def id_date(text: str) -> datetime | None:
    """When a TikTok video was posted, from its id or link: the id's upper 32 bits are seconds since 1970."""
    found = re.search(r"(?:^|/(?:video|photo)/)(\d{18,20})(?:$|[/?])", text.strip())
    if found is None or int(found[1]) >= 1 << 64:
        return None
    moment = datetime.fromtimestamp(int(found[1]) >> 32, UTC)
    return moment if moment >= _FIRST else None


def dates(cells: Sequence[str], captured: datetime) -> list[datetime | None]:
    """A column of dates, as UTC where no zone is told. Days without a year are the last such days before `captured`,
    when the file was made. Of days written with numbers alone the month comes first, unless one of the column shows
    that it does not, or points stand between them."""
    texts = [_text(cell) for cell in cells]
    days = [_DMY.match(text) for text in texts]
    day_first = any(found is not None and int(found[1]) > 12 for found in days)
    return [_date(text, captured, day_first) for text in texts]


def _date(text: str, captured: datetime, day_first: bool) -> datetime | None:
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        serial = float(text)
        return _EXCEL + timedelta(days=serial) if _FIRST_SERIAL <= serial <= _LAST_SERIAL else None
    year: int | None
    if found := _YMD.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DMY.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        month, day = (second, first) if found[2] == "." or day_first else (first, second)
    elif found := _MD.match(text):
        year, month, day = None, int(found[1]), int(found[2])
    else:
        told = _named(text)
        if told is None:
            return None
        year, month, day = told
    try:
        return _with_hour(text, _nearest(year, month, day, captured))
    except (ValueError, OverflowError):
        return None


def _nearest(year: int | None, month: int, day: int, captured: datetime) -> datetime:
    if year is not None:
        return datetime(year, month, day, tzinfo=UTC)
    # A zone ahead of ours may already be a day further.
    this = datetime(captured.year, month, day, tzinfo=UTC)
    return this if this <= captured + timedelta(days=1) else this.replace(year=captured.year - 1)


def _named(text: str) -> tuple[int | None, int, int] | None:
    """The year, month and day of a date whose month is a word."""
    if found := _THANG_OF.search(text.casefold()):
        name = found[2]
        month = int(name) if name.isdigit() else _THANG.get(name, 0)
        return (int(found[3]) if found[3] else None), month, int(found[1])
    months = [_MONTHS[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in _MONTHS]
    numbers = re.findall(r"(?<![\d:])\d{1,4}(?![\d:])", text)
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    return (years[0] if years else None, months[0], days[0]) if months and days else None


def _with_hour(text: str, day: datetime) -> datetime:
    found = _HOUR.search(text)
    if found is None:
        return day
    hour, minute, half = int(found[1]), int(found[2]), (found[4] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    moment = day.replace(hour=hour, minute=minute, second=int(found[3] or 0))
    zone = _ZONE.search(text)
    if zone is None or zone[1]:
        return moment
    ahead = timedelta(hours=int(zone[3]), minutes=int(zone[4]))
    return moment - ahead if zone[2] == "+" else moment + ahead
