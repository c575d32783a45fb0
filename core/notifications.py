"""Kinds of letters: each app declares its own here or in its ``notifications.py`` (docs/decisions/0016)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from string import Formatter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What may stand in a subject: a number, a code, a day. A person's name has blanks, an address has an @.
CODE = re.compile(r"[0-9A-Za-zĐđ./:_-]{1,60}")

_KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """A kind of letter: its words, and how long it is worth sending.

    ``subject`` is a format text whose names are all listed in ``codes``; their values are codes and numbers.
    ``template`` is the plain text between salutation and close, ``html`` the same for readers of HTML.
    A letter older than ``shelf_life`` is not sent any more. ``name`` stands in the ledger.
    """

    code: str
    subject: str | Promise
    template: str
    shelf_life: timedelta
    codes: frozenset[str] = frozenset()
    html: str = ""
    name: str | Promise = ""

    def variables(self) -> set[str]:
        """Return the names that the subject has values filled in for."""
        return {name for _text, name, _spec, _conversion in Formatter().parse(str(self.subject)) if name is not None}

    def subject_line(self, context: Mapping[str, object]) -> str:
        """Return the subject; raises ValueError when it names something that is no declared code or number."""
        if strange := self.variables() - self.codes:
            raise ValueError(f"The subject of {self.code} names {sorted(strange)}, which are no codes.")
        values = {name: str(context[name]) for name in self.codes}
        if bad := sorted(name for name, value in values.items() if not CODE.fullmatch(value)):
            raise ValueError(f"{self.code}: {bad} may hold only codes and numbers.")
        return str(self.subject).format(**values)


def declare(kind: Kind) -> Kind:
    """Make a kind known under its code and return it; two kinds of one code are a mistake."""
    if _KINDS.setdefault(kind.code, kind) != kind:
        raise ValueError(f"There are two kinds of letters called {kind.code}.")
    return kind


def kind_of(code: str) -> Kind:
    """Return the kind of a code; raises LookupError when no installed app declares it."""
    try:
        return _KINDS[code]
    except KeyError:
        raise LookupError(f"No app declares the kind of letter {code}.") from None


def kinds() -> tuple[Kind, ...]:
    """Return every declared kind."""
    return tuple(_KINDS.values())


AUDIT_HEAD = declare(
    Kind(
        code="core.audit_head",
        subject=_("Đầu chuỗi nhật ký ngày {day}: dòng số {number}"),
        template="core/emails/audit_head.txt",
        shelf_life=timedelta(hours=24),
        codes=frozenset({"day", "number"}),
        name=_("Đầu chuỗi nhật ký"),
    )
)

SECRECY_MARKED = declare(
    Kind(
        code="core.secrecy_marked",
        subject=_("Tệp số {number} bị giữ lại để kiểm tra"),
        template="core/emails/secrecy_marked.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"number"}),
        name=_("Tệp có dấu hiệu mật"),
    )
)
