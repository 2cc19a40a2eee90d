"""Analytics files give own posts, unknown where they do not tell; what is no such file is refused."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.reach.own_posts import left_out_words, read_own_posts
from studio.sentences import Refused
from tests.helpers.own_post_files import CAPTURED, archive, douyin, made, tiktok, workbook, youtube


def table(folder: Path, *lines: str, encoding: str = "utf-8", name: str = "posts.csv") -> Path:
    return made(folder / name, "\n".join(lines).encode(encoding))


def test_tiktoks_archive_tells_dates_by_its_ids_and_missing_is_not_nothing(tmp_path):
    found = read_own_posts([tiktok(tmp_path / "Content.zip", ["1.2K", "12,345", "0", "1,2 тыс.", "3.4万"])])
    assert [post.views for post in found.posts] == [1200, 12_345, 1200, 34_000]
    assert found.left_out == {"views": 1}
    first = found.posts[0]
    assert (first.platform, first.title, first.likes, first.shares, first.saves) == (
        "tiktok",
        "post 0",
        1200,
        None,
        None,
    )
    assert found.posts[-1].posted == CAPTURED - timedelta(days=7)


def test_youtubes_archive_is_its_table_without_totals_long_videos_and_fresh_ones(tmp_path):
    rows = [
        ("aaa", "A boat", "Sep 14, 2026", "0:00:20", "1,000", "3.0", "12", "0:00:15", "75.5", "81.2", "40", "98"),
        ("bbb", "A long one", "Sep 13, 2026", "0:20:00", "900", "3.0", "1", "0:01:15", "7.5", "", "4", "98"),
        ("ccc", "Just now", "Sep 29, 2026", "20", "800", "", "", "", "", "", "", ""),
    ]
    found = read_own_posts([youtube(tmp_path / "youtube.zip", rows)])
    (post,) = found.posts
    assert (post.platform, post.id, post.posted) == ("shorts", "aaa", datetime(2026, 9, 14, tzinfo=UTC))
    assert (post.length_s, post.watched_s, post.follows, post.likes) == (20, 15, 12, 40)
    assert (post.watched, post.stay) == pytest.approx((0.755, 0.812))
    assert found.left_out == {"long": 1, "fresh": 1}


def test_douyins_sheet_keeps_pictures_apart(tmp_path):
    film = ("划船", "2026-09-01 10:30:00", "视频", "公开", 5200, 0.36, 0.5, "-", 0.2, "12秒", "1.2万", 9, 8, 7, 6, 5)
    rows = [film, ("照片", "2026-09-02 10:30:00", "图文", "公开", 9000, "-", *[""] * 10)]
    found = read_own_posts([douyin(tmp_path / "作品.xlsx", rows)])
    (post,) = found.posts
    assert (post.platform, post.title, post.views, post.complete, post.watched_s) == ("douyin", "划船", 5200, 0.36, 12)
    assert (post.likes, post.shares, post.comments, post.saves, post.follows) == (12_000, 9, 8, 7, 5)
    assert post.posted == datetime(2026, 9, 1, 10, 30, tzinfo=UTC)
    assert found.left_out == {"pictures": 1}


@pytest.mark.parametrize(
    ("encoding", "separator", "header", "row"),
    [
        (
            "utf-16",
            "\t",
            "Inhalte\tVideotitel\tVeröffentlichungszeitpunkt des Videos\tAufrufe",
            "a\tBoot\t14.09.2026\t1.234",
        ),
        (
            "cp1252",
            ";",
            "Inhalte;Videotitel;Veröffentlichungszeitpunkt des Videos;Aufrufe",
            "a;Boot;14. Sept. 2026;1.234",
        ),
        ("gb18030", ",", "内容,视频标题,视频发布时间,观看次数", 'a,Boot,2026年9月14日,"1,234"'),
        ("utf-8-sig", ",", "コンテンツ,動画のタイトル,動画公開時刻,視聴回数", "a,Boot,2026/09/14,1234"),
        (
            "utf-8",
            ",",
            "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Vues",
            "a,Boot,14 sept. 2026,1\u202f234",
        ),
    ],
)
def test_a_table_is_read_in_its_language_encoding_and_separator(encoding, separator, header, row, tmp_path):
    (post,) = read_own_posts([table(tmp_path, header, row, encoding=encoding)]).posts
    assert (post.platform, post.title, post.views) == ("shorts", "Boot", 1234)
    assert post.posted == datetime(2026, 9, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("platform", "header", "row"),
    [
        (
            "reels",
            "Post ID,Account username,Description,Duration (sec),Publish time,Permalink,Post type,Date,Views,Likes",
            '1,me,Boot,20,09/14/2026 10:20,https://example.org/reel/A/,IG reel,Lifetime,"1,234",5',
        ),
        (
            "channels",
            "视频描述,视频ID,发布时间,完播率,平均播放时长,播放量,推荐,喜欢,转发聊天和朋友圈,设为铃声",
            "Boot,e1,46279.4306,20%,12秒,1234,9,5,0,0",
        ),
        ("kuaishou", "作品,发布时间,播放量,完播率,点赞量,涨粉量", "Boot,2026-09-14 10:20,1234,0.2,5,-"),
    ],
)
def test_other_platforms_follow_the_same_table(platform, header, row, tmp_path):
    (post,) = read_own_posts([table(tmp_path, header, row, encoding="utf-8-sig")]).posts
    assert (post.platform, post.title, post.views, post.likes) == (platform, "Boot", 1234, 5)
    assert post.posted is not None
    assert abs(post.posted - datetime(2026, 9, 14, 10, 20, tzinfo=UTC)) < timedelta(minutes=1)


def test_shorts_from_before_the_count_changed_are_told(tmp_path):
    rows = ['a,"Mar 1, 2025",10', 'b,"May 1, 2025",20']
    found = read_own_posts([table(tmp_path, "Content,Video publish time,Views", *rows)])
    assert found.left_out == {"recounted": 1}
    (told,) = left_out_words(found.left_out)
    assert told.startswith("1 Shorts are from before 31 March 2025")


def test_a_post_told_by_two_files_counts_once_with_its_newer_views(tmp_path):
    files = [tiktok(tmp_path / f"{number}.zip", [100 * number, 50]) for number in (1, 2)]
    found = read_own_posts(files)
    assert sorted(post.views for post in found.posts) == [50, 200]
    assert found.left_out == {"twice": 2}


def test_a_notice_above_the_header_and_serial_dates_do_not_matter(tmp_path):
    rows = [
        ("最多导出排序后前1000条笔记",),
        ("笔记标题", "首次发布时间", "体裁", "观看量", "弹幕"),
        ("船", 46_270, "视频", 88, 0),
    ]
    (post,) = read_own_posts([workbook(tmp_path / "x.xlsx", rows)]).posts
    assert (post.platform, post.views, post.posted) == ("xiaohongshu", 88, datetime(2026, 9, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("Video title,Likes", "a,3"), "no column of views"),
        (("Video title,Views", "a,"), "no post with views"),
        (("Date,Video Views,Profile Views", "2026-09-01,4,3"), "tells of days"),
        (("Content,Video publish time,Date,Views", 'a,"Sep 1, 2026",2026-09-01,4'), "tells of days"),
        (("Video title,Video publish time,Views", 'a,"Sep 30, 2026",4'), "older than three days"),
        (("",), "not a table"),
        (("a\0b,Views",), "not a table"),
        (("PK\x03\x04 no zip",), "damaged"),
        (("\xd0\xcf\x11\xe0",), "save it as CSV"),
    ],
)
def test_what_is_no_table_of_posts_is_refused(tmp_path, lines, why):
    encoding = "latin-1" if lines[0].startswith("\xd0") else "utf-8"
    with pytest.raises(Refused, match=why if encoding == "utf-8" else "old Excel"):
        read_own_posts([table(tmp_path, *lines, encoding=encoding)])


def test_archives_without_a_table_and_sheets_with_entities_are_refused(tmp_path):
    with pytest.raises(Refused, match="no table"):
        read_own_posts([archive(tmp_path / "empty.zip")])
    grown = tmp_path / "grown.xlsx"
    with zipfile.ZipFile(grown, "w") as whole:
        whole.writestr("xl/workbook.xml", "<workbook/>")
        whole.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>')
    with pytest.raises(Refused, match="no Excel file"):
        read_own_posts([grown])
    with pytest.raises(Refused, match="cannot be read"):
        read_own_posts([tmp_path / "gone.csv"])
