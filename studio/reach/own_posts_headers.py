"""The columns of analytics files by what they mean, in the languages the platforms write them, and whose file it is.

Names are compared whole, so that "average" of a thing is never taken for the thing. It must never look at values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["PLATFORM_NAMES", "fields_of", "plain", "platform_of"]

PLATFORM_NAMES = {
    "tiktok": "TikTok",
    "shorts": "YouTube",
    "douyin": "Douyin",
    "reels": "Instagram",
    "xiaohongshu": "Xiaohongshu",
    "channels": "WeChat Channels",
    "kuaishou": "Kuaishou",
}
"""Platforms by the name of their file in `assets/platforms`, in the words people use for them."""

_SIGNATURES = (
    ("douyin", ("5s完播率", "2s跳出率", "主页访问量")),
    ("xiaohongshu", ("笔记标题", "弹幕")),
    ("channels", ("转发聊天和朋友圈", "设为铃声")),
    ("kuaishou", ("涨粉量",)),
    ("tiktok", ("video link", "post time")),
    ("reels", ("account username", "permalink", "benutzername des kontos", "permanenter link")),
    (
        "shorts",
        (
            "video publish time", "veröffentlichungszeitpunkt des videos", "動画公開時刻", "视频发布时间",
            "hora de publicación del vídeo", "hora de publicación del video", "heure de publication de la vidéo",
            "horário de publicação do vídeo", "время публикации видео", "동영상 게시 시간",
        ),
    ),
)  # fmt: skip
"""Columns that only one platform's files have (ux.md 4.1; YouTube's in the languages of YouTube Studio)."""

_FIELDS: dict[str, tuple[str, ...]] = {
    "title": (
        "video title", "videotitel", "動画のタイトル", "视频标题", "título del vídeo", "título del video",
        "titre de la vidéo", "título do vídeo", "название видео", "동영상 제목", "作品名称", "作品", "笔记标题",
        "视频描述", "description", "beschreibung", "title", "caption",
    ),
    "link": ("video link", "permalink", "permanenter link", "url", "link"),
    "id": (
        "content", "video", "video id", "post id", "beitrags-id", "视频id", "inhalte", "コンテンツ", "内容",
        "contenido", "contenu", "conteúdo", "контент", "콘텐츠",
    ),
    "posted": (
        "video publish time", "post time", "publish time", "veröffentlichungszeitpunkt des videos",
        "veröffentlichungszeit", "動画公開時刻", "视频发布时间", "hora de publicación del vídeo",
        "hora de publicación del video", "heure de publication de la vidéo", "horário de publicação do vídeo",
        "время публикации видео", "동영상 게시 시간", "发布时间", "首次发布时间", "time", "date",
    ),
    "length": (
        "duration", "duration (sec)", "dauer", "dauer (sek.)", "長さ", "動画の長さ", "时长", "视频时长", "duración",
        "durée", "duração", "продолжительность", "길이", "length",
    ),
    "views": (
        "total views", "views", "video views", "video_views", "aufrufe", "視聴回数", "观看次数", "visualizaciones",
        "vistas", "vues", "visualizações", "просмотры", "조회수", "播放量", "观看量", "engaged views", "engaged_views",
    ),
    "watched_hours": (
        "watch time (hours)", "wiedergabezeit (stunden)", "総再生時間 (時間)", "观看时长 (小时)",
        "观看时长(小时)", "総再生時間(時間)", "tiempo de visualización (horas)", "durée de visionnage (heures)",
        "tempo de exibição (horas)", "время просмотра (часы)", "시청 시간(단위: 시간)",
    ),
    "watched_s": (
        "average view duration", "average watch time", "durchschnittliche wiedergabedauer", "平均視聴時間",
        "平均观看时长", "duración media de las visualizaciones", "durée moyenne d'une vue",
        "durée moyenne de visionnage",
        "duração média da visualização", "средняя продолжительность просмотра", "평균 시청 지속 시간", "平均播放时长",
        "人均观看时长",
    ),
    "watched": (
        "average percentage viewed (%)", "average percentage viewed",
        "durchschnittlicher prozentsatz der wiedergabe (%)", "durchschnittliche wiedergabe in %", "平均再生率 (%)",
        "平均視聴率 (%)", "平均观看百分比 (%)", "平均观看百分比(%)", "porcentaje medio visto (%)",
        "pourcentage moyen de visionnage (%)", "porcentagem visualizada média (%)", "평균 조회율(%)",
    ),
    "complete": ("watched full video %", "watched full video", "full_video_watched_rate", "完播率"),
    "stay": (
        "stayed to watch (%)", "stayed to watch", "viewed (vs. swiped away) (%)", "zum ansehen geblieben (%)",
        "視聴を継続 (%)",
    ),
    "likes": (
        "total likes", "likes", "„mag ich“-bewertungen", '"mag ich"-bewertungen', "高評価数", "顶", "me gusta",
        "j'aime", "点赞量", "点赞", "喜欢", 'отметки "нравится"', "gefällt mir",
    ),
    "comments": (
        "total comments", "comments", "comments added", "kommentare", "hinzugefügte kommentare", "コメント数",
        "comentarios", "commentaires", "评论量", "评论", "评论数",
    ),
    "shares": (
        "total shares", "shares", "geteilte inhalte", "共有数", "compartido", "partages", "分享量", "分享", "分享次数",
        "geteilt",
    ),
    "saves": ("saves", "total saves", "gespeichert", "收藏量", "收藏"),
    "follows": (
        "subscribers", "abonnenten", "チャンネル登録者", "订阅人数", "订阅者", "suscriptores", "abonnés", "inscritos",
        "подписчики", "구독자", "new followers", "follows", "粉丝增量", "涨粉", "涨粉量", "关注量",
    ),
    "kind": ("体裁", "post type", "beitragstyp"),
}  # fmt: skip
_WHERE = {plain: (field, place) for field, names in _FIELDS.items() for place, plain in enumerate(names)}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def plain(name: str) -> str:
    """A header as it is compared: without soft hyphens, wide forms and capitals, with single spaces."""
    whole = unicodedata.normalize("NFKC", _UNSEEN.sub("", name))
    return " ".join(whole.replace("’", "'").casefold().split())


def fields_of(header: Sequence[str]) -> dict[str, int]:
    """Which column holds each field that is known; where several could, the one that is named first here."""
    found: dict[str, tuple[int, int]] = {}
    for column, name in enumerate(header):
        field, place = _WHERE.get(plain(name), ("", 0))
        if field and (field not in found or place < found[field][0]):
            found[field] = (place, column)
    return {field: column for field, (_, column) in found.items()}


def platform_of(header: Sequence[str]) -> str:
    """Whose file has such a header, as the platform's name in `assets/platforms`; empty where it cannot be told."""
    names = {plain(name) for name in header}
    return next((platform for platform, marks in _SIGNATURES if names.intersection(marks)), "")
