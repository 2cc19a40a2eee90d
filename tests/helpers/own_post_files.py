"""Analytics files as TikTok, YouTube and Douyin give them out, with made-up posts: the tests' own, no person's."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["CAPTURED", "archive", "csv_text", "douyin", "made", "tiktok", "tiktok_id", "workbook", "youtube"]

CAPTURED = datetime(2026, 9, 30, 12, tzinfo=UTC)
TIKTOK = (
    "Time",
    "Video title",
    "Video link",
    "Post time",
    "Total likes",
    "Total comments",
    "Total shares",
    "Total views",
)
YOUTUBE = (
    "Content", "Video title", "Video publish time", "Duration", "Views", "Watch time (hours)", "Subscribers",
    "Average view duration", "Average percent\u00adage viewed (%)", "Stayed to watch (%)", "Likes",
    "Likes (vs. dislikes) (%)",
)  # fmt: skip
DOUYIN = (
    "作品名称", "发布时间", "体裁", "审核状态", "播放量", "完播率", "5s完播率", "封面点击率", "2s跳出率",
    "平均播放时长", "点赞量", "分享量", "评论量", "收藏量", "主页访问量", "粉丝增量",
)  # fmt: skip


def csv_text(rows: Iterable[Sequence[object]], separator: str = ",") -> str:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def made(file: Path, data: bytes, captured: datetime = CAPTURED) -> Path:
    """The file, as if it had been downloaded at `captured`."""
    file.write_bytes(data)
    os.utime(file, (captured.timestamp(), captured.timestamp()))
    return file


def archive(file: Path, **texts: str) -> Path:
    """A .zip of CSV files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in texts.items():
            whole.writestr(f"{name}.csv", text)
    return made(file, out.getvalue())


def tiktok_id(moment: datetime) -> str:
    """An id as TikTok makes it of a moment."""
    return str(int(moment.timestamp()) << 32 | 12_345)


def tiktok(file: Path, views: Sequence[object], title: str = "post", every: timedelta = timedelta(days=3)) -> Path:
    """TikTok Studio's archive, one post each three days, the last of them a week before the file was made."""
    rows: list[Sequence[object]] = [TIKTOK]
    for number, count in enumerate(views):
        moment = CAPTURED - timedelta(days=7) - every * (len(views) - 1 - number)
        link = f"https://www.tiktok.com/@somebody/video/{tiktok_id(moment)}"
        rows.append(("30 сентября", f"{title} {number}", link, "6 сентября", "1,200", "7", "-", count))
    return archive(file, Content=csv_text(rows))


def youtube(file: Path, rows: Sequence[Sequence[object]]) -> Path:
    """YouTube Studio's archive: the table with its line of totals, and the days and totals beside it."""
    total = ("Total", "", "", "", "9,999", "1", "1", "0:00:20", "80", "70", "5", "99")
    days = csv_text(
        (("Date", "Content", "Video title", "Video publish time", "Views"), ("2026-09-01", "x", "y", "Sep 1, 2026", 3))
    )
    totals = csv_text((("Date", "Views"), ("2026-09-01", 3)))
    return archive(file, **{"Chart data": days, "Table data": csv_text((YOUTUBE, total, *rows)), "Totals": totals})


def douyin(file: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Douyin's list of works, as an Excel file."""
    return workbook(file, (DOUYIN, *rows))


def workbook(file: Path, rows: Sequence[Sequence[object]]) -> Path:
    """An Excel file: texts shared, numbers in their cells, empty cells left out."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    texts: list[str] = []
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            place = f"{chr(ord('A') + column)}{number}"
            if isinstance(value, str) and value:
                cells.append(f'<c r="{place}" t="s"><v>{len(texts)}</v></c>')
                texts.append(f"<si><t>{escape(value)}</t></si>")
            elif value != "":
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("xl/workbook.xml", f"<workbook {space}/>")
        whole.writestr("xl/sharedStrings.xml", f"<sst {space}>{''.join(texts)}</sst>")
        whole.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>"
        )
    return made(file, out.getvalue())
