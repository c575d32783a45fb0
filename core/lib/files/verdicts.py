"""Why a file is refused or held back: each rule with the words that name it (R6.1a-6, R3.3-2)."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """A rule of the upload pipeline; codes are permanent, they stand in rows and in the audit chain."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NO_EXTENSION = "no-extension"
    EXTENSION = "extension"
    STAFF_ONLY = "staff-only"
    DOUBLE_EXTENSION = "double-extension"
    DECEPTIVE_NAME = "deceptive-name"
    CONTENT = "content"
    POLYGLOT = "polyglot"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    ENCODING = "encoding"
    PIXELS = "pixels"
    BOMB = "bomb"
    TRAVERSAL = "traversal"
    ENTITIES = "entities"
    TOO_COMPLEX = "too-complex"
    INFECTED = "infected"
    MACRO = "macro"
    ACTIVE = "active"
    EMBEDDED = "embedded"
    EXTERNAL = "external"
    SECRECY = "secrecy"
    SUSPECTED = "suspected"


MESSAGES = {
    Rule.EMPTY: "Tệp rỗng, không có nội dung.",
    Rule.TOO_LARGE: "Tệp lớn hơn mức cho phép ({detail}).",
    Rule.NO_EXTENSION: "Tên tệp không có phần mở rộng; danh mục cho phép: {detail}.",
    Rule.EXTENSION: "Loại tệp này không có trong danh mục cho phép: {detail}.",
    Rule.STAFF_ONLY: "Không nhận tệp .{detail} gửi từ ngoài; hãy gửi ảnh .png hoặc tệp .pdf.",
    Rule.DOUBLE_EXTENSION: "Tên tệp có hai phần mở rộng (.{detail}); hãy đổi tên tệp.",
    Rule.DECEPTIVE_NAME: "Tên tệp chứa ký tự đảo chiều hoặc ký tự điều khiển; hãy đổi tên tệp.",
    Rule.CONTENT: "Nội dung tệp không đúng với phần mở rộng .{detail}.",
    Rule.POLYGLOT: "Tệp chứa thêm nội dung của một loại tệp khác ({detail}).",
    Rule.BROKEN: "Tệp bị hỏng hoặc không đầy đủ ({detail}).",
    Rule.ENCRYPTED: "Tệp đặt mật khẩu hoặc bị mã hóa; hãy bỏ mật khẩu rồi gửi lại.",
    Rule.ENCODING: "Tệp văn bản không dùng bảng mã Unicode; hãy lưu lại với UTF-8.",
    Rule.PIXELS: "Ảnh {detail} điểm ảnh, lớn hơn mức cho phép của định dạng này; hãy thu nhỏ hoặc lưu dạng JPEG.",
    Rule.BOMB: "Tệp phình quá lớn khi mở ra ({detail}).",
    Rule.TRAVERSAL: "Tệp nén bên trong có đường dẫn không hợp lệ.",
    Rule.ENTITIES: "Tệp khai báo thực thể hoặc kiểu tài liệu XML, không được phép.",
    Rule.TOO_COMPLEX: "Tệp quá phức tạp, không kiểm tra xong trong giới hạn cho phép.",
    Rule.INFECTED: "Tệp chứa mã độc ({detail}).",
    Rule.MACRO: "Tệp chứa macro; được giữ lại để kiểm tra.",
    Rule.ACTIVE: "Tệp chứa lệnh tự chạy ({detail}); được giữ lại để kiểm tra.",
    Rule.EMBEDDED: "Tệp có tệp khác gắn bên trong ({detail}); được giữ lại để kiểm tra.",
    Rule.EXTERNAL: "Tệp tự nạp nội dung từ nơi khác; được giữ lại để kiểm tra.",
    Rule.SECRECY: "Tệp có dấu hiệu mang dấu chỉ độ mật hoặc lưu hành nội bộ; được giữ lại để kiểm tra.",
    Rule.SUSPECTED: "Phần mềm quét nghi ngờ tệp này ({detail}); được giữ lại để kiểm tra.",
}


@dataclass(frozen=True)
class Finding:
    """One rule that a file breaks, with the detail that its message names."""

    rule: Rule
    detail: str = ""

    @property
    def message(self) -> str:
        """Return the Vietnamese words for the person who sent the file."""
        return MESSAGES[self.rule].format(detail=self.detail)


class RefusedError(ValueError):
    """A file that cannot be taken; ``finding`` says by which rule."""

    def __init__(self, rule: Rule, detail: str = "") -> None:
        self.finding = Finding(rule, detail)
        super().__init__(self.finding.message)
