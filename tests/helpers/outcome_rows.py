"""Tables of outcomes made up from a seed, with the columns of the real ones."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

GOOD, BAD, PLAIN = (
    ["reveal", "question", "twist", "surprise"],
    ["selfie", "filter", "wall", "stare"],
    ["a", "b", "c", "dog", "cat", "car"],
)


def write(folder: Path, name: str, header: str, rows: list[list[object]]) -> Path:
    """A CSV file."""
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header.split(","), *rows])
    return file


def described_rows(count: int, seed: int = 1) -> list[list[object]]:
    """Descriptions whose words go along with the third of watching."""
    chance = np.random.default_rng(seed)
    rows: list[list[object]] = []
    for row in range(count):
        third = int(chance.integers(3))
        words = [str(chance.choice(PLAIN)) for _ in range(6)]
        words += [str(chance.choice(GOOD if chance.random() < third / 2 else BAD)) for _ in range(4)]
        rows.append([f"r{row:04}", "test" if row % 3 == 0 else "val", third, " ".join(words) + " @somebody"])
    return rows


def post_rows(count: int, seed: int = 2) -> list[list[object]]:
    """Posts, two by each author, that do better with followers and with some words."""
    chance = np.random.default_rng(seed)
    rows: list[list[object]] = []
    for row in range(count):
        good, followers = int(chance.integers(2)), int(10 ** chance.uniform(1, 7))
        caption = ",".join([str(chance.choice(GOOD if good else BAD)), str(chance.choice(PLAIN))])
        popularity = 3 + 2 * good + np.log10(followers) + chance.normal()
        rows.append(
            [f"p{row:04}", f"u{row // 2:04}", round(float(popularity), 2), caption, "2023-07-26 20:49", 30, followers]
        )
    return rows


def short_rows(count: int, seed: int = 3) -> list[list[object]]:
    """Shorts of three channels whose views follow staying and average watched."""
    chance = np.random.default_rng(seed)
    rows: list[list[object]] = []
    for row in range(count):
        stay, watched, length = chance.normal(81, 4), chance.normal(82, 8), int(chance.integers(30, 180))
        views = 10 ** (4.5 + 0.05 * (stay - 81) + 0.04 * (watched - 82) + chance.normal(0, 0.3))
        day = f"2025-0{1 + row * 3 // count}-{1 + row % 28:02}"
        title = f"{chance.choice(GOOD)} {chance.choice(PLAIN)} story"
        rows.append(
            [
                f"v{row:04}",
                f"c{row % 3}",
                "Shorts",
                day,
                1,
                20,
                title,
                length,
                round(stay, 2),
                round(watched, 2),
                int(views),
            ]
        )
    return rows


DESCRIBED_HEADER = "id,split,nawp_tercile,vlm_caption"
POSTS_HEADER = "pid,uid,popularity,post_content,post_time,video_duration,user_follower_count"
SHORTS_HEADER = (
    "video,channel,type,published,published_in_window,age_days_at_window_end,title,duration_s,stayed_to_watch_pct,"
    "avg_pct_viewed,engaged_views"
)


def write_tables(folder: Path, seed: int = 0) -> Path:
    """The three tables in a folder, with names that go on differently."""
    write(folder, "snapugc_nawp_tercile_captions_here.csv", DESCRIBED_HEADER, described_rows(165, seed + 1))
    write(folder, "smp2025_tiktok_train_features_other.csv", POSTS_HEADER, post_rows(165, seed + 2))
    write(folder, "youtube_shorts_studio_2025_more.csv", SHORTS_HEADER, short_rows(165, seed + 3))
    return folder
