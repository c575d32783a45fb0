"""Pictures drawn anew: what is served holds pixels only, no place, no camera, no passenger.

An animation keeps its first frame only, since nothing on a public page may move by itself (WCAG 2.2.2).
"""

import warnings
from math import ceil, floor
from typing import Any

from PIL import Image, ImageFile, UnidentifiedImageError

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule

# Bytes that decoding takes for each pixel, above one byte for each band of the result.
_EXTRA = {"WEBP": 13, "GIF": 5}
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
_JPEG_SCALES = (1, 2, 4, 8)
LONGEST_EDGE = 30_000
QUALITY = 88
STRIP = 64  # rows


def read(task: Task) -> Findings:
    """Write the picture anew, upright and at most ``picture_edge`` long; raises RefusedError by rule."""
    wanted = _FORMATS[task.format.extension]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            drawn, turn = _drawn(wanted, task)
        except RefusedError:
            raise
        except Image.DecompressionBombError as error:
            raise RefusedError(Rule.PIXELS, "quá nhiều") from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, IndexError, EOFError) as error:
            raise RefusedError(Rule.BROKEN, wanted) from error
        except (AttributeError, KeyError, ZeroDivisionError) as error:
            raise RefusedError(Rule.BROKEN, wanted) from error
    if turn is not None:
        drawn = drawn.transpose(turn)
    return Findings(cleaned_as=_save(drawn, wanted, task))


def _drawn(wanted: str, task: Task) -> tuple[Image.Image, Image.Transpose | None]:
    """Return the decoded picture, no longer than allowed, and how to turn it; the large one is free afterwards."""
    with Image.open(task.path, formats=[wanted]) as picture:
        _fit(picture, wanted, task)
        picture.load()
        turn = _TURNS.get(picture.getexif().get(0x0112))
        return _shrunk(picture, task.limits.picture_edge), turn


def _shrunk(picture: Image.Image, edge: int) -> Image.Image:
    """Return the picture at most ``edge`` long, made strip by strip: a whole pass would take twice the memory."""
    mode, (width, height) = _mode(picture), picture.size
    if max(width, height) <= edge:
        return picture if picture.mode == mode else picture.convert(mode)
    scale = max(width, height) / edge
    mode = "RGB" if mode == "P" else mode
    target = Image.new(mode, (max(1, round(width / scale)), max(1, round(height / scale))))
    ratio, margin = height / target.height, ceil(3 * scale) + 1
    for top in range(0, target.height, STRIP):
        rows = min(STRIP, target.height - top)
        first, last = top * ratio, (top + rows) * ratio
        above = max(0, floor(first) - margin)
        strip = picture.crop((0, above, width, min(height, ceil(last) + margin)))
        strip = strip if strip.mode == mode else strip.convert(mode)
        box = (0, first - above, width, min(last - above, strip.height))
        target.paste(strip.resize((target.width, rows), Image.Resampling.LANCZOS, box=box), (0, top))
    return target


def _fit(picture: ImageFile.ImageFile, wanted: str, task: Task) -> None:
    """Have a large JPEG decoded at half, quarter or eighth size; refuse what does not fit into the memory then."""
    width, height = picture.size
    size = f"{width} × {height}"
    if width < 1 or height < 1 or max(width, height) > LONGEST_EDGE:
        raise RefusedError(Rule.PIXELS, size)
    each, fixed = _bands(picture) + _EXTRA.get(wanted, 0), _coefficients(picture)
    for scale in _JPEG_SCALES if wanted == "JPEG" else (1,):
        across, down = width // scale, height // scale
        longest = max(across, down)
        shrunk = (
            across * down * 4 * (task.limits.picture_edge / longest) ** 2 if longest > task.limits.picture_edge else 0
        )
        if fixed + across * down * each + shrunk <= task.limits.picture_memory:
            if scale > 1:
                picture.draft(None, (across, down))
            return
    raise RefusedError(Rule.PIXELS, size)


def _coefficients(picture: Any) -> float:
    """Return the bytes that a progressive JPEG holds in memory whatever the scale: two for each coefficient."""
    if not (picture.info.get("progressive") or picture.info.get("progression")):
        return 0
    samples = [(across, down) for _name, across, down, _table in picture.layer]
    most = max(across for across, _ in samples) * max(down for _, down in samples)
    shares = sum(across * down for across, down in samples) / most
    return float(picture.width * picture.height * 2 * shares)


def _bands(picture: Image.Image) -> int:
    """Return the bytes of one decoded pixel; Pillow keeps colours in four."""
    return {"1": 1, "L": 1, "P": 1, "LA": 4, "PA": 4, "I;16": 2, "I;16B": 2}.get(picture.mode, 4)


_TURNS: dict[Any, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _mode(picture: Image.Image) -> str:
    if picture.has_transparency_data:
        return "RGBA"
    return picture.mode if picture.mode in {"L", "RGB", "P"} else "RGB"


def _save(drawn: Image.Image, wanted: str, task: Task) -> str:
    """Write the pixels and nothing else; a GIF becomes a PNG."""
    drawn.info.clear()
    if wanted == "JPEG":
        flat = drawn if drawn.mode in {"L", "RGB"} else drawn.convert("RGB")
        flat.save(task.clean, "JPEG", quality=QUALITY, optimize=False)
        return "jpg"
    if wanted == "WEBP":
        drawn.save(task.clean, "WEBP", quality=QUALITY, method=2, exact=False)
        return "webp"
    drawn.save(task.clean, "PNG", optimize=False)
    return "png"
