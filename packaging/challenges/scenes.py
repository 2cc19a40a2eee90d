"""What the sample fillings show: flat scenes of rooms, landscapes, kitchens, workshops and things, painted with Qt.

A scene is a function of a painter and a time in seconds; the picture is 100 wide and 178 high. It must never read a
file or draw a random number: the same scene is the same every time.
"""

from __future__ import annotations

from math import pi, sin

from brushes import Scene, block, disc, ground, leaf_at, shine, stroke
from made_things import chopping, clay, coffee, desk, ingredients, kiln, pan, plate, product
from people import ANN, BO, CLEO, DEV, ELA, Person, bust, figure, hand
from places import LANDS, bike, landscape
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

__all__ = ["SCENES"]


def plant(grown: float, *, sad: bool = False) -> Scene:
    """A plant in a pot on a sill, so far grown; `sad` lets its leaves hang."""

    def paint(p: QPainter, t: float) -> None:
        if sad:
            ground(p, "#8f9a9c", "#b6b9b3", "#857c70")
        else:
            ground(p, "#ffd9a0", "#ffeccb", "#e6a56a")
            shine(p, 78, 34, 62, "#fff6d8")
        block(p, 0, 140, 100, 38, "#8a5a3c" if not sad else "#6b625a")
        block(p, 0, 140, 100, 3, "#a97350" if not sad else "#7c7269")
        sway = 2.5 * sin(t * 1.8)
        tall = 20 + 46 * grown
        top = (50 + sway * grown, 112 - tall)
        stroke(p, [(50, 114), (50 + sway * 0.3, 112 - tall * 0.5), top], "#6f6b3f" if sad else "#2f7342", 1.8)
        for number in range(2 + round(5 * grown)):
            side = -1 if number % 2 else 1
            at = 112 - tall * (0.25 + 0.75 * number / (2 + 5 * grown))
            turn = (55 if sad else -28) + 3 * sin(t * 2 + number)
            colour = ("#9b9455", "#7c7a48")[number % 2] if sad else ("#4fae63", "#3b8a4c")[number % 2]
            leaf_at(p, 50 + sway * 0.4, at, 17 + 6 * grown, turn if side > 0 else 180 - turn, colour)
        if grown > 0.8 and not sad:
            for petal in range(8):
                leaf_at(p, *top, 12, petal * 45 + 4 * sin(t), "#ff6b6b" if petal % 2 else "#ff8d7a")
            disc(p, *top, 4, "#ffd35c")
        pot = QPainterPath(QPointF(34, 112))
        pot.lineTo(66, 112)
        pot.lineTo(61, 142)
        pot.lineTo(39, 142)
        pot.closeSubpath()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor("#c8623a" if not sad else "#8b6455"))
        p.drawPath(pot)
        block(p, 32, 108, 36, 7, "#dd764b" if not sad else "#997063", 1.5)

    return paint


def _pot_care(p: QPainter, t: float) -> None:
    plant(0.35)(p, t)
    hand(p, 70, 62 + sin(t * 2), 1.0, "#c98b5f", 24, "#f2b134")
    block(p, 50, 44, 26, 16, "#4b86c6", 5)
    stroke(p, [(52, 50), (40, 46)], "#4b86c6", 3)
    for drop in range(5):
        fall = (t * 0.9 + drop / 5) % 1
        disc(p, 39 - 2 * drop % 5, 48 + fall * 58, 1.1, "#8fd0ff", 1.7)


def _scissors(p: QPainter, t: float) -> None:
    plant(0.6, sad=True)(p, t)
    shine(p, 72, 66, 46, "#88fff3cf")
    turn = 12 + 9 * abs(sin(t * 4))
    for side in (-1, 1):
        p.save()
        p.translate(66, 74)
        p.rotate(-60 + side * turn)
        block(p, -1.6, -26, 3.2, 30, "#dfe5ea", 1.5)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor("#d1495b"), 3))
        p.drawEllipse(QPointF(0, 10), 5, 7)
        p.restore()


def _sun_window(p: QPainter, t: float) -> None:
    ground(p, "#f6e6cf", "#ecd2ac")
    block(p, 18, 20, 64, 96, "#fff9ee", 2)
    block(p, 22, 24, 56, 88, "#9fd4f2")
    disc(p, 62, 46, 9 + 0.5 * sin(t * 3), "#ffd65a")
    shine(p, 62, 46, 44, "#fff2b8")
    disc(p, 34 + 3 * t % 30, 64, 10, "#ffffff", 4)
    block(p, 49, 24, 2, 88, "#fff9ee")
    block(p, 22, 66, 56, 2, "#fff9ee")
    block(p, 8, 132, 84, 46, "#b8865b")
    p.save()
    p.translate(0, 14)
    pot = [(40, 104), (60, 104), (57, 122), (43, 122)]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor("#c8623a"))
    p.drawPolygon([QPointF(*point) for point in pot])
    for number in range(5):
        leaf_at(p, 50, 104, 18, -150 + number * 30 + 2 * sin(t * 2 + number), ("#4fae63", "#3b8a4c")[number % 2])
    p.restore()


def room(tidy: bool) -> Scene:
    """A room, tidy or as it was."""

    def paint(p: QPainter, t: float) -> None:
        if tidy:
            ground(p, "#f3e3d0", "#f8efe2")
            shine(p, 74, 40, 70, "#fff7d6")
        else:
            ground(p, "#9a948c", "#aaa39a")
        block(p, 0, 128, 100, 50, "#b98a5d" if tidy else "#7d6b5a")
        block(p, 56, 24, 34, 46, "#fdfaf4" if tidy else "#b7b2ab", 2)
        block(p, 59, 27, 28, 40, "#a9dcf0" if tidy else "#8d9aa0")
        block(p, 10, 92, 62, 40, "#3f6f73" if tidy else "#5a6263", 7)
        block(p, 6, 100, 12, 32, "#376266" if tidy else "#525a5b", 5)
        block(p, 64, 100, 12, 32, "#376266" if tidy else "#525a5b", 5)
        if tidy:
            block(p, 18, 96, 17, 17, "#f2b134", 3)
            block(p, 45, 97, 17, 16, "#f6ead7", 3)
            disc(p, 50, 152, 30, "#f2dcc0", 9)
            block(p, 14, 34, 26, 33, "#ffffff", 1)
            disc(p, 27, 52, 7, "#e4572e")
            block(p, 82, 106, 10, 24, "#c8623a", 2)
            for leaf in range(6):
                leaf_at(p, 87, 107, 22, -150 + leaf * 24 + 2 * sin(t * 1.6 + leaf), ("#4fae63", "#37804a")[leaf % 2])
        else:
            things = (
                (12, 128, "#7c4b4b", 18),
                (30, 138, "#5b6b83", 14),
                (52, 134, "#8c7f4d", 20),
                (70, 146, "#6d5670", 15),
            )
            for x, y, colour, wide in things:
                block(p, x, y, wide, 9, colour, 4)
                block(p, x + 4, y - 5, wide * 0.6, 8, colour, 3)
            block(p, 20, 82, 22, 14, "#8d8468", 2)
            block(p, 26, 74, 18, 10, "#776f58", 2)
            block(p, 13, 36, 24, 30, "#c9c4bc", 1)

    return paint


def talking(
    who: Person, *colours: str, wide: float = 1.0, talks: float = 1.0, size: float = 1.25, y: float = 92
) -> Scene:
    """Somebody who speaks to the camera before plain colours."""

    def paint(p: QPainter, t: float) -> None:
        ground(p, *colours)
        shine(p, 26, 48, 70, QColor(colours[0]).lighter(122).name())
        bust(p, who, 50 + 1.2 * sin(t * 1.1), y + 0.8 * sin(t * 2.1), size, t, talks=talks, wide=wide)

    return paint


def on_green(p: QPainter, t: float) -> None:
    """Somebody who speaks before a green screen."""
    ground(p, "#00b140", "#00b140")
    bust(p, CLEO, 50 + 1.2 * sin(t * 1.1), 84 + 0.8 * sin(t * 2.1), 1.34, t, talks=1.0)


def dancing(who: Person, pose: float, *colours: str) -> Scene:
    """Somebody who dances before plain colours."""

    def paint(p: QPainter, t: float) -> None:
        ground(p, *colours)
        shine(p, 50, 70, 64, QColor(colours[0]).lighter(128).name())
        disc(p, 50, 152, 27, QColor(colours[-1]).darker(122).name(), 4.5)
        figure(p, who, 50, 152, 1.22, t, pose=pose)

    return paint


def _cat(p: QPainter, t: float) -> None:
    ground(p, "#f4c7a1", "#f7dfc6")
    block(p, 0, 130, 100, 48, "#9c6a8c")
    disc(p, 50, 122, 30, "#5b5560", 24)
    tail = [(76, 128), (88, 118), (90 + 4 * sin(t * 3), 100), (84 + 6 * sin(t * 3), 90)]
    stroke(p, tail, "#5b5560", 6)
    for side in (-1, 1):
        ear = [QPointF(50 + side * 20, 82), QPointF(50 + side * 19, 58), QPointF(50 + side * 5, 72)]
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor("#5b5560"))
        p.drawPolygon(ear)
    disc(p, 50, 88, 21, "#6a6470", 18)
    shut = t % 2.2 < 0.2
    for side in (-1, 1):
        disc(p, 50 + side * 8, 86, 3.6, "#cfe86b", 0.6 if shut else 4)
        disc(p, 50 + side * 8, 86, 1.1, "#17151a", 0.4 if shut else 3.4)
        for hair in (-2, 0, 2):
            stroke(p, [(50 + side * 7, 95 + hair * 0.4), (50 + side * 24, 94 + hair * 1.7)], "#d8d3dc", 0.4)
    disc(p, 50, 93.5, 2.2, "#e58b95", 1.5)


def _books(p: QPainter, t: float) -> None:
    ground(p, "#473a52", "#5d4a63")
    for shelf in range(3):
        y = 62 + shelf * 38
        block(p, 6, y, 88, 4, "#a9784f")
        for book in range(11):
            high = 20 + (book * 7 + shelf * 11) % 9
            colour = ("#e4572e", "#f2b134", "#4b9c8e", "#dcd3c2", "#5b6fb0", "#c45c86")[(book * 5 + shelf * 3) % 6]
            lean = 2.0 * sin(t * 1.2) if book == 6 and shelf == 1 else 0.0
            p.save()
            p.translate(9 + book * 7.5, y)
            p.rotate(lean)
            block(p, 0, -high, 6.2, high, colour, 0.6)
            block(p, 1.2, -high + 4, 3.8, 1.4, "#fff6e0")
            p.restore()


def _party(p: QPainter, t: float) -> None:
    ground(p, "#2a1748", "#6b2a6f", "#c24f6e")
    for bulb in range(9):
        x, y = bulb * 12.5, 30 + 8 * sin(bulb / 8 * pi)
        disc(p, x, y + 3, 2.2, ("#ffd65a", "#ff8fb0", "#8fe0ff")[(bulb + int(t * 3)) % 3])
        shine(p, x, y + 3, 8, ("#88ffd65a", "#88ff8fb0", "#888fe0ff")[(bulb + int(t * 3)) % 3])
    for number, who in enumerate((BO, ANN, ELA)):
        figure(p, who, 22 + 28 * number, 160, 0.86, t + number * 0.4, pose=0.9 if number != 1 else 0.4)


def _goal(p: QPainter, t: float) -> None:
    ground(p, "#6ec1ea", "#bfe5f5")
    block(p, 0, 112, 100, 66, "#4f9d4d")
    for stripe in range(4):
        block(p, stripe * 28 - 8, 112, 14, 66, "#5aac57")
    stroke(p, [(18, 120), (18, 70), (82, 70), (82, 120)], "#ffffff", 2.6)
    for net in range(9):
        stroke(p, [(18 + net * 8, 70), (18 + net * 8, 118)], "#e3f2fa", 0.4)
        if net < 6:
            stroke(p, [(18, 74 + net * 8), (82, 74 + net * 8)], "#e3f2fa", 0.4)
    flight = min(1.0, t / 1.1)
    disc(p, 30 + 34 * flight, 150 - 62 * flight + 8 * sin(flight * pi), 6.5 - 2 * flight, "#ffffff")
    disc(p, 30 + 34 * flight, 150 - 62 * flight + 8 * sin(flight * pi), 2, "#23262c")
    figure(p, CLEO, 60 - 8 * sin(t * 2), 126, 0.5, t, pose=0.8)


SCENES: dict[str, Scene] = {
    "ann": talking(ANN, "#2f6f7a", "#1f4a58"),
    "bo": talking(BO, "#e2a14a", "#b9733a"),
    "cleo": talking(CLEO, "#4f4a8a", "#2b2a58"),
    "dev": talking(DEV, "#b5523b", "#7a3330"),
    "ela": talking(ELA, "#4a8f6a", "#285a48"),
    "ann_wow": talking(ANN, "#7a4fa3", "#46306e", wide=1.5, talks=0.5),
    "bo_listens": talking(BO, "#3d5a98", "#26385f", talks=0.0),
    "ela_close": talking(ELA, "#c9577a", "#7a2f58", size=1.7, y=104),
    "cleo_sings": talking(CLEO, "#1c2b52", "#5a2a66", size=1.45, y=98),
    "dev_sings": talking(DEV, "#0f3a45", "#1f6a66", size=1.45, y=98),
    "bo_sings": talking(BO, "#5a2038", "#9a4050", size=1.45, y=98),
    "ann_sings": talking(ANN, "#3a2a10", "#a9741f", size=1.45, y=98),
    "on_green": on_green,
    "plant_sad": plant(0.6, sad=True),
    "plant_care": _pot_care,
    "plant_cut": _scissors,
    "plant_sun": _sun_window,
    "plant_done": plant(1.0),
    "room_before": room(tidy=False),
    "room_after": room(tidy=True),
    "plain": dancing(ELA._replace(shirt="#8d9096"), 0.0, "#b9bcc0", "#9a9da2"),
    "plain_close": talking(ELA._replace(shirt="#8d9096"), "#aeb2b6", "#8b8f94", talks=0.0),
    "glow": dancing(ELA._replace(shirt="#ff4f9a"), 1.0, "#3a1a6e", "#8a2a8f"),
    "glow_close": talking(ELA._replace(shirt="#ff4f9a"), "#5a1a7e", "#c2307f", talks=0.0, size=1.6, y=102),
    "dance_street": dancing(DEV, 0.3, "#7f8ea6", "#525c70"),
    "dance_beach": dancing(DEV._replace(shirt="#ffd65a"), 0.9, "#5cc0e8", "#f4dda6"),
    "dance_stage": dancing(DEV._replace(shirt="#d02f4b"), 1.0, "#26124a", "#6e1f5f"),
    "dance_snow": dancing(DEV._replace(shirt="#4bb3c6"), 0.6, "#b8d5f0", "#eef5fc"),
    "ingredients": ingredients,
    "chopping": chopping,
    "pan": pan,
    "plate": plate,
    "clay_0": clay(0),
    "clay_1": clay(1),
    "clay_2": clay(2),
    "clay_3": clay(3),
    "kiln": kiln,
    "product": product(0, "#f6d6c4", "#eda98c"),
    "product_left": product(-24, "#c9e3ef", "#7fb5d0"),
    "product_right": product(22, "#d9e8c6", "#94bd78"),
    "coffee": coffee,
    "desk": desk,
    "bike": bike,
    "cat": _cat,
    "books": _books,
    "party": _party,
    "goal": _goal,
    **{kind: landscape(kind) for kind in LANDS},
}
"""Every scene by its name."""
