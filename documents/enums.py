"""Words of the document library: kinds of documents, levels, relations, states, rows of a text."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DocumentType(TextChoices):
    """The kind of a document; the value is the kind's Vietnamese name without accents."""

    # Normative documents.
    CONSTITUTION = "hien-phap", _("Hiến pháp")
    CODE = "bo-luat", _("Bộ luật")
    LAW = "luat", _("Luật")
    ORDINANCE = "phap-lenh", _("Pháp lệnh")
    ORDER = "lenh", _("Lệnh")
    RESOLUTION = "nghi-quyet", _("Nghị quyết")
    JOINT_RESOLUTION = "nghi-quyet-lien-tich", _("Nghị quyết liên tịch")
    DECREE = "nghi-dinh", _("Nghị định")
    DECISION = "quyet-dinh", _("Quyết định")
    CIRCULAR = "thong-tu", _("Thông tư")
    JOINT_CIRCULAR = "thong-tu-lien-tich", _("Thông tư liên tịch")
    DIRECTIVE = "chi-thi", _("Chỉ thị")
    # Administrative documents of Article 7 of Decree 30/2020/NĐ-CP that are not above.
    STATUTE = "quy-che", _("Quy chế")
    REGULATION = "quy-dinh", _("Quy định")
    COMMUNIQUE = "thong-cao", _("Thông cáo")
    NOTICE = "thong-bao", _("Thông báo")
    GUIDANCE = "huong-dan", _("Hướng dẫn")
    PROGRAMME = "chuong-trinh", _("Chương trình")
    PLAN = "ke-hoach", _("Kế hoạch")
    OPTION_PLAN = "phuong-an", _("Phương án")
    SCHEME = "de-an", _("Đề án")
    PROJECT = "du-an", _("Dự án")
    REPORT = "bao-cao", _("Báo cáo")
    MINUTES = "bien-ban", _("Biên bản")
    SUBMISSION = "to-trinh", _("Tờ trình")
    CONTRACT = "hop-dong", _("Hợp đồng")
    OFFICIAL_LETTER = "cong-van", _("Công văn")
    TELEGRAM = "cong-dien", _("Công điện")
    MEMORANDUM = "ban-ghi-nho", _("Bản ghi nhớ")
    AGREEMENT = "ban-thoa-thuan", _("Bản thỏa thuận")
    POWER_OF_ATTORNEY = "giay-uy-quyen", _("Giấy ủy quyền")
    INVITATION = "giay-moi", _("Giấy mời")
    INTRODUCTION = "giay-gioi-thieu", _("Giấy giới thiệu")
    LEAVE_PERMIT = "giay-nghi-phep", _("Giấy nghỉ phép")
    SENDING_SLIP = "phieu-gui", _("Phiếu gửi")
    TRANSFER_SLIP = "phieu-chuyen", _("Phiếu chuyển")
    NOTIFICATION_SLIP = "phieu-bao", _("Phiếu báo")
    OFFICIAL_CARD = "thu-cong", _("Thư công")

    @property
    def abbreviation(self) -> str:
        """The kind's letters in a document number; "" when numbers of this kind carry none."""
        return ABBREVIATIONS.get(self, "")


ADMINISTRATIVE_TYPES = frozenset(
    {
        DocumentType.RESOLUTION,
        DocumentType.DECISION,
        DocumentType.DIRECTIVE,
        DocumentType.STATUTE,
        DocumentType.REGULATION,
        DocumentType.COMMUNIQUE,
        DocumentType.NOTICE,
        DocumentType.GUIDANCE,
        DocumentType.PROGRAMME,
        DocumentType.PLAN,
        DocumentType.OPTION_PLAN,
        DocumentType.SCHEME,
        DocumentType.PROJECT,
        DocumentType.REPORT,
        DocumentType.MINUTES,
        DocumentType.SUBMISSION,
        DocumentType.CONTRACT,
        DocumentType.OFFICIAL_LETTER,
        DocumentType.TELEGRAM,
        DocumentType.MEMORANDUM,
        DocumentType.AGREEMENT,
        DocumentType.POWER_OF_ATTORNEY,
        DocumentType.INVITATION,
        DocumentType.INTRODUCTION,
        DocumentType.LEAVE_PERMIT,
        DocumentType.SENDING_SLIP,
        DocumentType.TRANSFER_SLIP,
        DocumentType.NOTIFICATION_SLIP,
        DocumentType.OFFICIAL_CARD,
    }
)

NORMATIVE_TYPES = frozenset(
    {
        DocumentType.CONSTITUTION,
        DocumentType.CODE,
        DocumentType.LAW,
        DocumentType.ORDINANCE,
        DocumentType.ORDER,
        DocumentType.RESOLUTION,
        DocumentType.JOINT_RESOLUTION,
        DocumentType.DECREE,
        DocumentType.DECISION,
        DocumentType.CIRCULAR,
        DocumentType.JOINT_CIRCULAR,
        DocumentType.DIRECTIVE,
    }
)

# Documents of these kinds are always written in articles; a resolution, a directive or a plan may be without.
ARTICLED_TYPES = frozenset(
    {
        DocumentType.CONSTITUTION,
        DocumentType.CODE,
        DocumentType.LAW,
        DocumentType.ORDINANCE,
        DocumentType.DECREE,
        DocumentType.DECISION,
        DocumentType.CIRCULAR,
        DocumentType.JOINT_CIRCULAR,
        DocumentType.STATUTE,
    }
)

# Annex III of Decree 30/2020/NĐ-CP; laws and codes are numbered without letters of their kind.
ABBREVIATIONS = {
    DocumentType.ORDER: "L",
    DocumentType.RESOLUTION: "NQ",
    DocumentType.JOINT_RESOLUTION: "NQLT",
    DocumentType.DECREE: "NĐ",
    DocumentType.DECISION: "QĐ",
    DocumentType.CIRCULAR: "TT",
    DocumentType.JOINT_CIRCULAR: "TTLT",
    DocumentType.DIRECTIVE: "CT",
    DocumentType.STATUTE: "QC",
    DocumentType.REGULATION: "QyĐ",
    DocumentType.COMMUNIQUE: "TC",
    DocumentType.NOTICE: "TB",
    DocumentType.GUIDANCE: "HD",
    DocumentType.PROGRAMME: "CTr",
    DocumentType.PLAN: "KH",
    DocumentType.OPTION_PLAN: "PA",
    DocumentType.SCHEME: "ĐA",
    DocumentType.PROJECT: "DA",
    DocumentType.REPORT: "BC",
    DocumentType.MINUTES: "BB",
    DocumentType.SUBMISSION: "TTr",
    DocumentType.CONTRACT: "HĐ",
    DocumentType.TELEGRAM: "CĐ",
    DocumentType.MEMORANDUM: "BGN",
    DocumentType.AGREEMENT: "BTT",
    DocumentType.POWER_OF_ATTORNEY: "GUQ",
    DocumentType.INVITATION: "GM",
    DocumentType.INTRODUCTION: "GGT",
    DocumentType.LEAVE_PERMIT: "GNP",
    DocumentType.SENDING_SLIP: "PG",
    DocumentType.TRANSFER_SLIP: "PC",
    DocumentType.NOTIFICATION_SLIP: "PB",
}


class DocumentLevel(TextChoices):
    """Who stands behind a document: Article 4.1 names the two levels."""

    CENTRAL = "trung-uong", _("Trung ương")
    CITY = "thanh-pho", _("Thành phố")


class RelationKind(TextChoices):
    """What one document does to another; read as "this document <label> that one" (R4.1-1)."""

    BASIS = "can-cu", _("Căn cứ")
    AMENDS = "sua-doi-bo-sung", _("Sửa đổi, bổ sung")
    REPLACES = "thay-the", _("Thay thế")
    REPEALS = "bai-bo", _("Bãi bỏ")
    GUIDES = "huong-dan", _("Hướng dẫn")
    CORRECTS = "dinh-chinh", _("Đính chính")
    CONSOLIDATES = "hop-nhat", _("Hợp nhất")

    @property
    def inverse_label(self) -> Promise:
        """The relation's name read from the other document."""
        return INVERSE_LABELS[self]


INVERSE_LABELS: dict[RelationKind, Promise] = {
    RelationKind.BASIS: _("Là căn cứ của"),
    RelationKind.AMENDS: _("Được sửa đổi, bổ sung bởi"),
    RelationKind.REPLACES: _("Được thay thế bởi"),
    RelationKind.REPEALS: _("Bị bãi bỏ bởi"),
    RelationKind.GUIDES: _("Được hướng dẫn bởi"),
    RelationKind.CORRECTS: _("Được đính chính bởi"),
    RelationKind.CONSOLIDATES: _("Được hợp nhất tại"),
}


class LegalStatus(TextChoices):
    """Whether a document applies on a given day; computed by `documents.rules.status`."""

    NOT_YET = "chua-hieu-luc", _("Chưa có hiệu lực")
    IN_FORCE = "con-hieu-luc", _("Còn hiệu lực")
    PARTLY_EXPIRED = "het-hieu-luc-mot-phan", _("Hết hiệu lực một phần")
    EXPIRED = "het-hieu-luc-toan-bo", _("Hết hiệu lực toàn bộ")
    SUSPENDED = "ngung-hieu-luc", _("Ngưng hiệu lực")
    UNKNOWN = "khong-xac-dinh", _("Đang cập nhật")


class RowKind(TextChoices):
    """What a row of a legal text is; the values are also the words of its anchors."""

    OPENING = "mo-dau", _("Phần mở đầu")
    TITLE = "tieu-de", _("Tên văn bản")
    ATTACHED = "kem-theo", _("Ban hành kèm theo")
    ISSUER = "co-quan", _("Cơ quan ban hành")
    BASIS = "can-cu", _("Căn cứ ban hành")
    ORDER = "lenh", _("Lời ban hành")
    PART = "phan", _("Phần")
    CHAPTER = "chuong", _("Chương")
    SECTION = "muc", _("Mục")
    SUBSECTION = "tieu-muc", _("Tiểu mục")
    ARTICLE = "dieu", _("Điều")
    CLAUSE = "khoan", _("Khoản")
    SUBCLAUSE = "tieu-khoan", _("Tiểu khoản")
    POINT = "diem", _("Điểm")
    DASH = "gach", _("Gạch đầu dòng")
    PLUS = "cong", _("Dấu cộng")
    PARAGRAPH = "doan", _("Đoạn")
    QUOTE = "trich-dan", _("Nội dung được trích dẫn")
    RECIPIENTS = "noi-nhan", _("Nơi nhận")
    SIGNATURE = "ky", _("Người ký")


# Levels that only group articles: a row of these has a heading and never a text of its own.
GROUPING_ROWS = frozenset({RowKind.PART, RowKind.CHAPTER, RowKind.SECTION, RowKind.SUBSECTION})


class ReformField(TextChoices):
    """The contents of administrative reform that the City's documents are sorted by (domain-facts 10)."""

    DIRECTION = "chi-dao-dieu-hanh", _("Chỉ đạo, điều hành")
    INSTITUTIONS = "the-che", _("Cải cách thể chế")
    PROCEDURES = "thu-tuc-hanh-chinh", _("Cải cách thủ tục hành chính")
    ORGANISATION = "to-chuc-bo-may", _("Cải cách tổ chức bộ máy")
    CIVIL_SERVICE = "cong-vu", _("Cải cách chế độ công vụ")
    PUBLIC_FINANCE = "tai-chinh-cong", _("Cải cách tài chính công")
    DIGITAL = "chinh-quyen-so", _("Chính quyền điện tử, chính quyền số")
    IMPACT = "tac-dong", _("Tác động, đo lường, đánh giá")
