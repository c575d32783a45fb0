"""Three plain drawings for the demo content, made here so that nothing is downloaded."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1600, 900)
PAPER, LINE, ACCENT, SOFT, WARM = "#f4f1ea", "#2f3b4a", "#1f5f8b", "#c9d6df", "#b5482f"
PAR_INDEX = (89.58, 91.43, 92.57)
CHART_FLOOR = 80


def one_stop_desk() -> bytes:
    """Return a drawing of a counter with three windows and people waiting."""
    image, draw = _canvas()
    draw.rectangle((120, 330, 1480, 620), fill=SOFT)
    draw.rectangle((120, 600, 1480, 650), fill=LINE)
    for left in (200, 640, 1080):
        draw.rectangle((left, 370, left + 320, 600), fill=PAPER, outline=LINE, width=6)
        _person(draw, left + 160, 600, ACCENT)
    for middle in (420, 800, 1180):
        _person(draw, middle, 850, WARM)
    return _png(image)


def index_bars() -> bytes:
    """Return a bar chart of the City's PAR INDEX 2022–2024 above 80 points; the last bar is unconfirmed."""
    image, draw = _canvas()
    for step in range(5):
        y = 780 - step * 150
        draw.line((180, y, 1480, y), fill=SOFT, width=4)
    for place, value in enumerate(PAR_INDEX):
        left, top = 300 + place * 420, 780 - round((value - CHART_FLOOR) / 5 * 200)
        last = place == len(PAR_INDEX) - 1
        draw.rectangle((left, top, left + 220, 780), fill=SOFT if last else ACCENT, outline=ACCENT, width=8)
    draw.line((180, 780, 1480, 780), fill=LINE, width=8)
    return _png(image)


def city() -> bytes:
    """Return a drawing of roofs under a sun."""
    image, draw = _canvas()
    draw.ellipse((1180, 110, 1380, 310), fill=WARM)
    for left, top, width, fill in (
        (80, 420, 260, SOFT),
        (320, 300, 220, ACCENT),
        (560, 480, 300, LINE),
        (880, 360, 240, SOFT),
        (1140, 450, 380, ACCENT),
    ):
        draw.rectangle((left, top, left + width, 800), fill=fill)
        draw.polygon(((left - 20, top), (left + width // 2, top - 110), (left + width + 20, top)), fill=LINE)
    draw.rectangle((0, 800, *SIZE), fill=LINE)
    return _png(image)


DRAWINGS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "mot-cua": (
        "Bộ phận một cửa",
        "Hình vẽ ba ô quầy tiếp nhận hồ sơ có người ngồi trực và ba người đứng chờ",
        one_stop_desk,
    ),
    "par-index": (
        "PAR INDEX 2022–2024",
        "Biểu đồ ba cột tăng dần: 89,58 năm 2022; 91,43 năm 2023; cột năm 2024 vẽ nhạt vì con số 92,57 cần xác nhận",
        index_bars,
    ),
    "thanh-pho": ("Thành phố", "Hình vẽ những mái nhà thành phố dưới mặt trời", city),
}


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, PAPER)
    return image, ImageDraw.Draw(image)


def _person(draw: ImageDraw.ImageDraw, middle: int, floor: int, colour: str) -> None:
    draw.ellipse((middle - 40, floor - 210, middle + 40, floor - 130), fill=colour)
    draw.rounded_rectangle((middle - 65, floor - 120, middle + 65, floor), radius=50, fill=colour)


def _png(image: Image.Image) -> bytes:
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
