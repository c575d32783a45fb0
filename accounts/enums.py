"""Kinds of agencies and the roles of the portal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgencyKind(TextChoices):
    """What an agency is in the City's administration (R0-3)."""

    COMMITTEE = "ubnd", _("Ủy ban nhân dân Thành phố")
    OFFICE = "van-phong", _("Văn phòng")
    DEPARTMENT = "so", _("Sở, cơ quan ngang sở")
    AGENCY = "don-vi", _("Ban, đơn vị trực thuộc")
    WARD = "phuong", _("Phường")
    COMMUNE = "xa", _("Xã")
    URBAN_DISTRICT = "quan", _("Quận (trước 01/7/2025)")
    DISTRICT = "huyen", _("Huyện (trước 01/7/2025)")
    TOWN = "thi-xa", _("Thị xã (trước 01/7/2025)")


FORMER_DISTRICT_KINDS = (AgencyKind.URBAN_DISTRICT, AgencyKind.DISTRICT, AgencyKind.TOWN)
COMMUNE_KINDS = (AgencyKind.WARD, AgencyKind.COMMUNE)


class RoleCode(TextChoices):
    """Who a person is to the portal; what each role may do is data in ``accounts/data/roles.toml``."""

    PUBLIC = "public", _("Người dân, doanh nghiệp")
    COLLABORATOR = "collaborator", _("Cộng tác viên")
    AGENCY_OFFICER = "agency-officer", _("Cán bộ đầu mối cơ quan")
    STANDING_BODY = "standing-body", _("Thường trực Ban Biên tập")
    EDITOR = "editor", _("Biên tập viên")
    APPROVER = "approver", _("Người duyệt")
    LEADER = "leader", _("Lãnh đạo Ban Biên tập")
    FINANCE = "finance", _("Tài vụ")
    CITY_OFFICE = "city-office", _("Văn phòng UBND Thành phố")
    OPERATOR = "operator", _("Vận hành")
    SECURITY_OFFICER = "security-officer", _("An ninh mạng")
    DATA_PROTECTION_OFFICER = "data-protection-officer", _("Bảo vệ dữ liệu cá nhân")
    AUDITOR = "auditor", _("Kiểm tra")
