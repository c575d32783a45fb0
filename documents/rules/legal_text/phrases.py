"""Set phrases of Vietnamese documents: their kinds, issuers, preambles, signatures."""

import re
from dataclasses import dataclass

from documents.enums import DocumentType

_TITLED_TYPES = {
    "HIẾN PHÁP": DocumentType.CONSTITUTION.value,
    "BỘ LUẬT": DocumentType.CODE.value,
    "LUẬT": DocumentType.LAW.value,
    "PHÁP LỆNH": DocumentType.ORDINANCE.value,
    "LỆNH": DocumentType.ORDER.value,
    "NGHỊ QUYẾT": DocumentType.RESOLUTION.value,
    "NGHỊ QUYẾT LIÊN TỊCH": DocumentType.JOINT_RESOLUTION.value,
    "NGHỊ ĐỊNH": DocumentType.DECREE.value,
    "QUYẾT ĐỊNH": DocumentType.DECISION.value,
    "THÔNG TƯ": DocumentType.CIRCULAR.value,
    "THÔNG TƯ LIÊN TỊCH": DocumentType.JOINT_CIRCULAR.value,
    "CHỈ THỊ": DocumentType.DIRECTIVE.value,
    "QUY CHẾ": DocumentType.STATUTE.value,
    "QUY ĐỊNH": DocumentType.REGULATION.value,
    "THÔNG CÁO": DocumentType.COMMUNIQUE.value,
    "THÔNG BÁO": DocumentType.NOTICE.value,
    "HƯỚNG DẪN": DocumentType.GUIDANCE.value,
    "CHƯƠNG TRÌNH": DocumentType.PROGRAMME.value,
    "KẾ HOẠCH": DocumentType.PLAN.value,
    "PHƯƠNG ÁN": DocumentType.OPTION_PLAN.value,
    "ĐỀ ÁN": DocumentType.SCHEME.value,
    "DỰ ÁN": DocumentType.PROJECT.value,
    "BÁO CÁO": DocumentType.REPORT.value,
    "BIÊN BẢN": DocumentType.MINUTES.value,
    "TỜ TRÌNH": DocumentType.SUBMISSION.value,
    "HỢP ĐỒNG": DocumentType.CONTRACT.value,
    "CÔNG ĐIỆN": DocumentType.TELEGRAM.value,
    "BẢN GHI NHỚ": DocumentType.MEMORANDUM.value,
    "BẢN THỎA THUẬN": DocumentType.AGREEMENT.value,
    "BẢN THOẢ THUẬN": DocumentType.AGREEMENT.value,
    "GIẤY ỦY QUYỀN": DocumentType.POWER_OF_ATTORNEY.value,
    "GIẤY UỶ QUYỀN": DocumentType.POWER_OF_ATTORNEY.value,
    "GIẤY MỜI": DocumentType.INVITATION.value,
    "GIẤY GIỚI THIỆU": DocumentType.INTRODUCTION.value,
    "GIẤY NGHỈ PHÉP": DocumentType.LEAVE_PERMIT.value,
    "PHIẾU GỬI": DocumentType.SENDING_SLIP.value,
    "PHIẾU CHUYỂN": DocumentType.TRANSFER_SLIP.value,
    "PHIẾU BÁO": DocumentType.NOTIFICATION_SLIP.value,
    "ĐIỀU LỆ": "dieu-le",
    "NỘI QUY": "noi-quy",
    "DANH MỤC": "danh-muc",
}
_TYPE_NAMES = "|".join(sorted(map(re.escape, _TITLED_TYPES), key=len, reverse=True))

_TYPE_LINE = re.compile(rf"(?P<name>{_TYPE_NAMES})(?=\s|$)")
_APPENDIX_LINE = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s(?:SỐ\s|số\s)?(?P<number>[IVXLC]{1,8}|\d{1,3}|[A-Z]))?(?=[\s.:]|$)[.:]?"
)
_ORDER = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|LỆNH|THÔNG TƯ|NGHỊ ĐỊNH)\s?:$")
_BASIS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Theo|Thực hiện|Trên cơ sở|Để)\s")
_ENACTING = re.compile(
    r"(?:Quốc hội|Chính phủ|Thủ tướng|Bộ trưởng|Hội đồng nhân dân|[ỦU][yỷ] ban|Chủ tịch|Tổng |Chánh "
    r"|Viện trưởng|Thống đốc).{0,120}?\sban hành\s"
)
_ISSUER = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|CHỦ TỊCH|QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|BỘ |BỘ TRƯỞNG|TỔNG |GIÁM ĐỐC"
    r"|CHÁNH |VIỆN |TÒA ÁN|SỞ |BAN |THỐNG ĐỐC|LIÊN |THANH TRA|TRƯỞNG BAN|ỦY VIÊN)"
)
_SIGNATURE = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|(?:PHÓ )?(?:CHỦ TỊCH|CHỦ NHIỆM|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC"
    r"|TRƯỞNG BAN|VIỆN TRƯỞNG|CHÁNH ÁN|THỐNG ĐỐC|TỔNG GIÁM ĐỐC|TỔNG THANH TRA)|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG)"
)
_RECIPIENTS = re.compile(r"(?P<label>Nơi nhận\s?:?)(?=\s|$)", re.IGNORECASE)
_STATE_NAME = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM", re.IGNORECASE)
_OPENING = re.compile(
    r".{0,80}Độc lập\s?[-–]|Số\s?:|Luật số\s?:|Nghị quyết số\s?:|V/v|Kính gửi|[-_*=.]{3,}|.{0,60}, ngày\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names a document: its kind as an address word, the printed name and what follows."""

    kind: str
    name: str
    rest: str
    number: str = ""


def document_heading(text: str) -> Heading | None:
    """Return the heading when a line names a document: "QUY CHẾ", "PHỤ LỤC I", "LUẬT BÁO CHÍ"."""
    appendix = _APPENDIX_LINE.match(text)
    rest = text[appendix.end() :] if appendix else ""
    if appendix and (not rest or rest.isupper()):
        return Heading("phu-luc", appendix[0], rest.strip(), appendix["number"] or "")
    named = _TYPE_LINE.match(text)
    if not named or not text.isupper() or text.endswith(":"):
        return None
    return Heading(_TITLED_TYPES[named["name"]], named["name"], text[named.end() :].strip())


def is_order(text: str) -> bool:
    """Tell whether a line is the enacting word: "QUYẾT ĐỊNH:"."""
    return bool(_ORDER.match(text))


def is_enacting(text: str) -> bool:
    """Tell whether a line starts the enacting sentence: "Quốc hội ban hành Luật …"."""
    return bool(_ENACTING.match(text))


def is_basis(text: str) -> bool:
    """Tell whether a line starts a legal basis: "Căn cứ …", "Theo đề nghị …"."""
    return bool(_BASIS.match(text))


def is_issuer(text: str) -> bool:
    """Tell whether a line in capitals names who issues."""
    return text.isupper() and bool(_ISSUER.match(text))


def is_signature(text: str) -> bool:
    """Tell whether a line in capitals names in what capacity somebody signs."""
    return text.isupper() and bool(_SIGNATURE.match(text))


def is_state_name(text: str) -> bool:
    """Tell whether a line holds the name of the State, which opens a document."""
    return bool(_STATE_NAME.search(text))


def is_opening(text: str) -> bool:
    """Tell whether a line belongs above the title: state name, motto, number, place and date."""
    return text.isupper() or is_state_name(text) or bool(_OPENING.match(text))


def recipients_label(text: str) -> str:
    """Return the printed "Nơi nhận:" that starts a line, or an empty string."""
    match = _RECIPIENTS.match(text)
    return match["label"] if match else ""
