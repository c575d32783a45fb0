"""Drawings of editors (SVG): cleaned of everything that runs or loads, with a size that every program reads alike."""

import re
from typing import Any
from xml.etree.ElementTree import ParseError, register_namespace, tostring

import py_svg_hush
from defusedxml.ElementTree import fromstring

from core.lib.files.verdicts import RefusedError, Rule

SVG = "http://www.w3.org/2000/svg"
LONGEST_EDGE = 30_000
READABLE_EDGE = 100  # a drawing that names no size is at least so long
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})\s*(px|pt|pc|mm|cm|in|)\s*")
_NUMBER = r"[+-]?(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})(?:[eE][+-]?\d)?"
_BOX = re.compile(rf"\s*({_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_RATIO = re.compile(r"none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max)(?: (?:meet|slice))?")

register_namespace("", SVG)


def cleaned(content: bytes) -> bytes:
    """Return the drawing as it may be served, scaling with its size; raises RefusedError by rule."""
    try:
        root = fromstring(py_svg_hush.filter_svg(content), forbid_dtd=True)
    except (ValueError, ParseError) as error:
        raise RefusedError(Rule.BROKEN, "SVG") from error
    for element in root.iter():
        _keep_to_itself(element)
    _measure(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _keep_to_itself(element: Any) -> None:
    """Drop what leads outside the drawing: only its own parts and pictures within it stay."""
    for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
        if not element.get(name).startswith(("#", "data:image/")):
            del element.attrib[name]


def _measure(root: Any) -> None:
    """Give the root a view box and a size in pixels, whichever of the two it had."""
    sides = [_pixels(root.get(name, "")) for name in ("width", "height")]
    box = _BOX.fullmatch(root.get("viewBox", ""))
    seen = [float(box[3]), float(box[4])] if box else [0.0, 0.0]
    if min(seen) <= 0:
        if min(sides) <= 0:
            raise RefusedError(Rule.BROKEN, "SVG không ghi kích thước")
        root.set("viewBox", f"0 0 {_text(sides[0])} {_text(sides[1])}")
    if min(sides) <= 0:
        scale = max(1.0, READABLE_EDGE / max(seen))
        sides = [side * scale for side in seen]
    if min(sides) < 1 or max(sides) > LONGEST_EDGE:
        raise RefusedError(Rule.BROKEN, "kích thước của SVG")
    for name, side in zip(("width", "height"), sides, strict=True):
        root.set(name, _text(side))
    if not _RATIO.fullmatch(root.get("preserveAspectRatio", "none")):
        del root.attrib["preserveAspectRatio"]


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _UNITS[found[2]] if found else 0.0


def _text(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
