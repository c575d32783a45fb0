"""Pictures drawn anew: what is served holds pixels only, no place, no camera, no passenger.

An animation keeps its first frame only, since nothing on a public page may move by itself (WCAG 2.2.2).
"""

import warnings
from typing import Any

from PIL import Image, ImageFile, UnidentifiedImageError

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule

# Bytes that decoding takes for each pixel, above one byte for each band of the result.
_EXTRA = {"WEBP": 13, "GIF": 5}
_PROGRESSIVE = 6  # all coefficients of a progressive JPEG stand in memory, whatever the scale
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
_JPEG_SCALES = (1, 2, 4, 8)
LONGEST_EDGE = 30_000
QUALITY = 88


def read(task: Task) -> Findings:
    """Write the picture anew, upright and at most ``picture_edge`` long; raises RefusedError by rule."""
    wanted = _FORMATS[task.format.extension]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(task.path, formats=[wanted]) as picture:
                _fit(picture, wanted, task)
                picture.load()
                drawn = _redrawn(picture, task)
        except RefusedError:
            raise
        except Image.DecompressionBombError as error:
            raise RefusedError(Rule.PIXELS, "quá nhiều") from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, IndexError, EOFError) as error:
            raise RefusedError(Rule.BROKEN, wanted) from error
        except (AttributeError, KeyError, ZeroDivisionError) as error:
            raise RefusedError(Rule.BROKEN, wanted) from error
    return Findings(cleaned_as=_save(drawn, wanted, task))


def _fit(picture: ImageFile.ImageFile, wanted: str, task: Task) -> None:
    """Have a large JPEG decoded at half, quarter or eighth size; refuse what does not fit into the memory then."""
    width, height = picture.size
    size = f"{width} × {height}"
    if width < 1 or height < 1 or max(width, height) > LONGEST_EDGE:
        raise RefusedError(Rule.PIXELS, size)
    bands = _bands(picture)
    scales = _JPEG_SCALES if wanted == "JPEG" else (1,)
    fixed = width * height * _PROGRESSIVE if picture.info.get("progressive") or picture.info.get("progression") else 0
    for scale in scales:
        if fixed + (width // scale) * (height // scale) * (bands + _EXTRA.get(wanted, 0)) <= task.limits.picture_memory:
            if scale > 1:
                picture.draft(None, (width // scale, height // scale))
            return
    raise RefusedError(Rule.PIXELS, size)


def _bands(picture: Image.Image) -> int:
    """Return the bytes of one decoded pixel; Pillow keeps colours in four."""
    return {"1": 1, "L": 1, "P": 1, "LA": 4, "PA": 4, "I;16": 2, "I;16B": 2}.get(picture.mode, 4)


def _redrawn(picture: Image.Image, task: Task) -> Image.Image:
    edge = task.limits.picture_edge
    turn = picture.getexif().get(0x0112)
    if max(picture.size) > edge:
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    mode = _mode(picture)
    drawn = picture if picture.mode == mode else picture.convert(mode)
    method = _TURNS.get(turn)
    return drawn if method is None else drawn.transpose(method)


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
