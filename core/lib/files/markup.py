"""XML and SVG: no entities, no document types; drawings of editors are cleaned of everything that runs."""

from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from core.lib.files import drawings
from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

MOST_ELEMENTS = 500_000
DEEPEST = 200
_PAGES = ("{http://www.w3.org/1999/xhtml}html", "html", "{http://www.w3.org/2000/svg}svg", "svg")
SVG_ROOT = f"{{{drawings.SVG}}}svg"


def read(task: Task) -> Findings:
    """Return the text of an XML file, or write the cleaned drawing; raises RefusedError by rule."""
    with task.path.open("rb") as source:
        root, words = walk(source, task.limits.text_length)
    if task.format.extension == "svg":
        if root != SVG_ROOT:
            raise RefusedError(Rule.CONTENT, "svg")
        task.clean.write_bytes(drawings.cleaned(task.path.read_bytes()))
        return Findings(text=clean("\n".join(words)), cleaned_as="svg")
    if root in _PAGES:
        raise RefusedError(Rule.CONTENT, "xml")
    return Findings(text=clean("\n".join(words)))


def walk(source: Any, most: int) -> tuple[str, list[str]]:
    """Return the name of the root and the texts of an XML stream, ``most`` characters of them.

    Raises RefusedError for entities, for what is not well-formed, and for too many or too deep elements.
    """
    root, words, length, depth, elements = "", [], 0, 0, 0
    try:
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                root = root or str(element.tag)
                depth, elements = depth + 1, elements + 1
                if depth > DEEPEST or elements > MOST_ELEMENTS:
                    raise RefusedError(Rule.BOMB, "XML")
                continue
            depth -= 1
            if element.text and length < most and element.text.strip():
                words.append(element.text)
                length += len(element.text)
            element.clear()
    except DefusedXmlException as error:
        raise RefusedError(Rule.ENTITIES) from error
    except (ParseError, UnicodeError, LookupError) as error:
        raise RefusedError(Rule.BROKEN, "XML") from error
    return root, words
