"""Numbers and symbols of legal documents: "043/2025/QĐ-UBND", "66.13/2026/NQ-CP", "80-NQ/TW".

Patterns of domain-facts 6; found with or without accents, spaces, Đ/D and leading zeros (R4.1-2).
"""

import re
import unicodedata
from dataclasses import dataclass

from core.lib.text import clean, fold, words

LONGEST_NUMBER = 100

# Kinds of documents: NĐ 30/2020, Phụ lục III, and those of legal documents.
_KINDS = """
NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB
NĐ TT TTLT VBHN L PL KL SL NQLT
"""
# Issuers whose spelling is restored when they are typed without accents or run into the kind.
_ISSUERS = """
CP TTg UBND HĐND HĐBC CTN TW TU ĐU QU HU VP VPCP VPUBND UBTVQH TANDTC VKSNDTC KTNN TTCP NHNN HĐTP MTTQ
BNV BTP BTC BCT BNNMT BXD BKHCN BVHTTDL BGDĐT BYT BCA BQP BNG BDTTG
BTTTT BKHĐT BLĐTBXH BGTVT BTNMT BNNPTNT
SNV STP STC SCT SNNMT SXD SKHCN SVHTT SGDĐT SYT SDL SQHKT SDTTG TTTP BCĐ BCĐCCHC
"""
# "HD" and "HĐ", "DA" and "ĐA" are different kinds: these two stay as they were typed.
_AMBIGUOUS = frozenset({"hd", "da"})
_SPELLINGS = {fold(name): name for name in f"{_KINDS} {_ISSUERS}".split() if fold(name) not in _AMBIGUOUS}
_FOLDED_KINDS = sorted(words(_KINDS), key=len, reverse=True)
_FOLDED_ISSUERS = frozenset(words(_ISSUERS))

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SLASHES = dict.fromkeys(map(ord, "⁄∕\\"), "/")
_SEPARATOR = re.compile(r" ?([/\-.,&]) ?")
_LEADING_WORD = re.compile(r"(?:số|so)(?: ?: ?| |(?=[0-9]))", re.IGNORECASE)
_TERM_OF_ASSEMBLY = re.compile(r"(?<=qh) (?=[0-9])", re.IGNORECASE)
_NAME = r"[^\W\d_][^\W_]*(?:[-.&][^\W_]+)*"
_STATE_NUMBER = re.compile(
    r"(?P<serial>[0-9]+)(?:[.,](?P<sub>[0-9]+))?(?P<letter>[^\W\d_]?)"
    rf"/(?:(?P<year>(?:19|20)[0-9]{{2}})/)?(?P<suffix>{_NAME}(?: [^\W\d_]+)?)"
)
_PARTY_NUMBER = re.compile(rf"(?P<serial>[0-9]+)(?P<letter>[^\W\d_]?)-(?P<suffix>[^\W\d_]+/{_NAME})")
_NAME_PARTS = re.compile(r"([-.&/])")
_LETTERS_THEN_DIGITS = re.compile(r"^([a-z]+)([0-9]+)$")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A number as it was signed; two spellings of one number are different objects with the same `key`."""

    serial: str
    suffix: str
    year: int | None = None
    sub: str = ""
    letter: str = ""

    def __str__(self) -> str:
        """Return the official spelling, "043/2025/QĐ-UBND"; leading zeros stay as signed."""
        head = self.serial + (f".{self.sub}" if self.sub else "") + self.letter
        if self.is_party_style:
            return f"{head}-{self.suffix}"
        return "/".join(part for part in (head, str(self.year or ""), self.suffix) if part)

    @property
    def is_party_style(self) -> bool:
        """Tell whether the number is written as Party organisations do, "80-NQ/TW"."""
        return "/" in self.suffix

    @property
    def key(self) -> str:
        """Return the form in which numbers are compared, "43/2025/qdubnd": no zeros, marks, separators."""
        head = _without_zeros(self.serial) + (f".{_without_zeros(self.sub)}" if self.sub else "")
        tail = fold(self.suffix).replace(" ", "")
        return "/".join(part for part in (head + fold(self.letter), str(self.year or ""), tail) if part)


def parse(s: str) -> DocNumber:
    """Return the number written in a text, tolerant of spaces, case, missing accents and kinds of dashes.

    A leading "Số:" is skipped, missing Đ and missing hyphens of known abbreviations are restored ("qd ubnd",
    "NĐCP"). Raises ValueError when the text is not one complete number.
    """
    written = _normalised(s)
    match = _STATE_NUMBER.fullmatch(written) or _PARTY_NUMBER.fullmatch(written)
    if match is None:
        raise ValueError(f"Not a document number: {s[:LONGEST_NUMBER]!r}")
    found = match.groupdict()
    return DocNumber(
        serial=found["serial"],
        suffix=_spelled(found["suffix"]),
        year=int(found["year"]) if found.get("year") else None,
        sub=found.get("sub") or "",
        letter=found["letter"].upper(),
    )


def canonical(s: str) -> str:
    """Return the official spelling for display; a text that is no number comes back cleaned, not changed."""
    try:
        return str(parse(s))
    except ValueError:
        return " ".join(clean(s).split())


def key(s: str) -> str:
    """Return the form in which numbers are searched and compared; never fails.

    "043/2025/QĐ-UBND" and "43 / 2025 / qd-ubnd" give "43/2025/qdubnd". Of an incomplete number it is the
    beginning of the key ("224/2026" gives "224/2026"), so that a prefix search finds it. A text without
    letters and digits, or longer than a number can be, gives an empty key, which matches nothing.
    """
    try:
        return parse(s).key
    except ValueError:
        pieces = [words(piece) for piece in _normalised(s).split("/")]
        return "/".join(_partial(piece) for piece in pieces if piece)


def search_forms(s: str) -> tuple[str, ...]:
    """Return the folded words under which a number is indexed, each once.

    For "043/2025/QĐ-UBND" these are 043, 2025, qd, ubnd, 43 and qdubnd, so that the words of any usual
    spelling of the number are among them.
    """
    try:
        found = parse(s)
    except ValueError:
        official, joined = list[str](), list[str]()
    else:
        official, joined = words(str(found)), [fold(found.suffix).replace(" ", "")]
    forms = words(s) + official
    forms += [part for form in forms for part in _LETTERS_THEN_DIGITS.sub(r"\1 \2", form).split()]
    return tuple(dict.fromkeys(forms + joined + [_without_zeros(form) for form in forms]))


def _normalised(s: str) -> str:
    """Return the text with plain separators, no spaces round them, no other spaces and no leading "Số:"."""
    if len(s) > LONGEST_NUMBER:
        return ""
    plain = unicodedata.normalize("NFKC", clean(s)).translate(_DASHES | _SLASHES)
    tight = _SEPARATOR.sub(r"\1", " ".join(plain.split())).strip("/-.,& ")
    return _TERM_OF_ASSEMBLY.sub("", tight[match.end() :] if (match := _LEADING_WORD.match(tight)) else tight)


def _without_zeros(digits: str) -> str:
    return (digits.lstrip("0") or "0") if digits.isdecimal() else digits


def _spelled(suffix: str) -> str:
    """Return the suffix in official spelling: Đ and mixed case restored, run-together parts separated."""
    if suffix.isalpha() or " " in suffix:
        suffix = _separated(suffix)
    return "".join(_SPELLINGS.get(fold(part)) or _capitals(part) for part in _NAME_PARTS.split(suffix))


def _separated(name: str) -> str:
    """Return "nd-cp" for "NĐCP" or "nd cp", when the name is a known kind followed by a known issuer."""
    folded = fold(name).replace(" ", "")
    if folded not in _SPELLINGS:
        for kind in _FOLDED_KINDS:
            if folded.startswith(kind) and folded.removeprefix(kind) in _FOLDED_ISSUERS:
                return f"{kind}-{folded.removeprefix(kind)}"
    if " " in name:
        raise ValueError(f"Not a document number: unknown symbol {name!r}")
    return name


def _capitals(part: str) -> str:
    return part.upper() if part.islower() else part


def _partial(piece: list[str]) -> str:
    """Return the key of one piece between slashes of an incomplete number."""
    if all(word.isdecimal() for word in piece):
        return ".".join(map(_without_zeros, piece))
    if piece[0].isdecimal():
        return f"{_without_zeros(piece[0])}/{''.join(piece[1:])}"
    return "".join(piece)
