"""Forms of the register and of the inbox."""

from editorial.forms.board import BoardSeatForm
from editorial.forms.entries import OfficeEntryForm

__all__ = ["BoardSeatForm", "OfficeEntryForm"]
