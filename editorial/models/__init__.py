"""The Board's register and its inbox."""

from editorial.models.board import BoardAbsence, BoardSeat

__all__ = ["BoardAbsence", "BoardSeat"]
