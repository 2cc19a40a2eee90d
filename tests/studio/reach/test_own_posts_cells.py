"""Cells of analytics files as numbers, shares, lengths of time and dates; what cannot be read is unknown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from studio.reach.own_posts_cells import counted, dates, id_date, lasting, shares

CAPTURED = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1,234", 1234), ("1.234.567", 1_234_567), ("1 234", 1234), ("1'234", 1234), ("1.2K", 1200),
        ("3,4 Mio.", 3.4e6),
        ("1.2万", 12_000), ("2w", 20_000), ("-5", -5), ("+7", 7), ("12.0", 12), ("-", None), ("—", None), ("", None),
        ("n/a", None), ("1.2 apples", None), ("1,23,4", None), ("9" * 16, None), ("9999999M", None),
    ],
)  # fmt: skip
def test_counts(text, count):
    assert counted(text) == (None if count is None else pytest.approx(count))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:00:20", 20), ("1:05", 65), ("1:00:01", 3601), ("20", 20), ("12秒", 12), ("1分20秒", 80), ("1m 5s", 65),
        ("10,5", 10.5), ("-", None), ("", None), ("soon", None), ("999999", None),
    ],
)  # fmt: skip
def test_lengths_of_time(text, seconds):
    assert lasting(text) == seconds


def test_shares_are_parts_or_percents_by_cell_header_or_column():
    assert shares(["12.5%", "-", ""], "完播率") == [0.125, None, None]
    assert shares(["0.36", "1.0"], "完播率") == [0.36, 1.0]
    assert shares(["75", "1"], "Average percentage viewed (%)") == [0.75, 0.01]
    assert shares(["34,62", "1"], "完播率") == pytest.approx([0.3462, 0.01])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sep 14, 2025", (2025, 9, 14)), ("14 сент. 2025", (2025, 9, 14)), ("2025年9月14日", (2025, 9, 14)),
        ("2025-09-14", (2025, 9, 14)), ("14.09.2025", (2025, 9, 14)), ("09/14/2025", (2025, 9, 14)),
        ("9月6日", (2025, 9, 6)), ("10 января", (2026, 1, 10)), ("18 tháng Tám", (2025, 8, 18)),
        ("18 tháng 8, 2025", (2025, 8, 18)), ("14 de septiembre de 2025", (2025, 9, 14)), ("45914", (2025, 9, 14)),
        ("2025-13-40", None), ("31 Feb 2025", None), ("Lifetime", None), ("", None), ("29 февраля", None),
    ],
)  # fmt: skip
def test_dates(text, day):
    assert dates([text], CAPTURED) == [None if day is None else datetime(*day, tzinfo=UTC)]


def test_hours_zones_and_the_order_of_days_are_read_from_the_column():
    told = dates(["2025-09-14T10:20:00+02:00", "09/03/2025 1:05 PM", "2025-09-14 10:20"], CAPTURED)
    assert [moment.isoformat()[:16] for moment in told] == ["2025-09-14T08:20", "2025-09-03T13:05", "2025-09-14T10:20"]
    assert [moment.month for moment in dates(["03/09/2025", "14/09/2025"], CAPTURED)] == [9, 9]


def test_a_tiktok_id_tells_its_moment():
    link = "https://www.tiktok.com/@somebody/video/7681870521679564053"
    assert id_date(link) == datetime(2026, 9, 5, 2, 20, 58, tzinfo=UTC)
    assert id_date("https://www.tiktok.com/@somebody") is None
    assert id_date("99999999999999999999") is None
