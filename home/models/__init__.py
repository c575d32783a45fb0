"""The tree of the portal and the frame around its pages."""

from home.models.frame import Frame, MenuItem
from home.models.opinions import PageOpinion
from home.models.sections import HomePage, SectionPage, StandardPage, YearPage

__all__ = ["Frame", "HomePage", "MenuItem", "PageOpinion", "SectionPage", "StandardPage", "YearPage"]
