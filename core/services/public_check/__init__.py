"""Find what is public without an approval, or differs from it; each app adds its part (R6.3a-1)."""

from core.services.public_check import guards, pages, shown
from core.services.public_check.parts import CHECKS, part_of_the_check

__all__ = ["CHECKS", "guards", "pages", "part_of_the_check", "shown"]
