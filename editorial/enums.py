"""The Board, the clocks of Article 6.1, channels, kinds and states of entries, the nine grounds of Article 3.9."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class BoardPosition(TextChoices):
    """What somebody is on the Editorial Board (Articles 3.8, 9.2, 11.1); the decision that appoints names it."""

    CHAIR = "chair", _("Trưởng Ban")
    DEPUTY = "deputy", _("Phó Trưởng Ban")
    STANDING = "standing", _("Ủy viên Thường trực")
    SECRETARY = "secretary", _("Thư ký")
    APPROVER = "approver", _("Ủy viên duyệt tin, bài")
    MEMBER = "member", _("Ủy viên biên tập")


class EmergencyOutcome(TextChoices):
    """What a second person said to an emergency publication (Article 6.3.a)."""

    CONFIRMED = "confirmed", _("Đã xác nhận, giữ trang")
    TAKEN_DOWN = "taken-down", _("Đã gỡ trang")


class ReviewOutcome(TextChoices):
    """What somebody found who looked at a public page again (Article 6.4.d, R6.4d-1)."""

    STILL_RIGHT = "still-right", _("Vẫn đúng")
    NEEDS_CHANGE = "needs-change", _("Cần sửa")
    WITHDRAW = "withdraw", _("Cần thu hồi")


class AbsenceReason(TextChoices):
    """Why somebody is away, as far as colleagues need to know; illness is nobody's business here (R9.4-4)."""

    DUTY = "duty", _("Công tác")
    LEAVE = "leave", _("Nghỉ phép")
    OTHER = "other", _("Nghỉ khác")


class ClockKind(TextChoices):
    """Which time limit an entry came in under (Article 6.1)."""

    EVENT = "event", _("Tin tức về hoạt động, sự kiện")
    DOCUMENT = "document", _("Văn bản")
    AGREED = "agreed", _("Thời hạn đã thống nhất khi đặt hàng")


class EventStart(TextChoices):
    """From when the hours of an activity count; the rule value ``event-intake-start`` says which."""

    START = "start-of-event", _("lúc bắt đầu")
    END = "end-of-event", _("lúc kết thúc")


class DocumentStart(TextChoices):
    """From when the hours of a document count; the rule value ``document-intake-start`` says which."""

    START = "start-of-issue-day", _("0 giờ ngày ban hành")
    END = "end-of-issue-day", _("24 giờ ngày ban hành")


class Channel(TextChoices):
    """By which way an entry came in (Article 6.1.a, R6.1a-2)."""

    OFFICE = "office", _("Nộp trực tiếp tại Sở Nội vụ")
    SHARED_FOLDER = "shared-folder", _("Thư mục dùng chung")
    DOCUMENT_SYSTEM = "document-system", _("Hệ thống quản lý văn bản của Thành phố")
    ONLINE_FORM = "online-form", _("Biểu mẫu trực tuyến")
    EMAIL = "email", _("Thư điện tử")
    CITY_PORTAL = "city-portal", _("Cổng Thông tin điện tử Thành phố")
    OWN_PAGE = "own-page", _("Soạn trực tiếp trên Trang thông tin")
    OTHER = "other", _("Kênh khác do Ban Biên tập mở")


class EntryKind(TextChoices):
    """What an entry turns out to be when it is sorted (Article 6.2, R6.2-2)."""

    NEWS = "news", _("Tin, bài")
    DOCUMENT = "document", _("Văn bản")
    DRAFT = "draft", _("Dự thảo lấy ý kiến")
    QUESTION = "question", _("Câu hỏi")
    SUGGESTION = "suggestion", _("Ý kiến góp ý")
    PETITION = "petition", _("Phản ánh, kiến nghị")
    COMPLAINT = "complaint", _("Khiếu nại")
    DENUNCIATION = "denunciation", _("Tố cáo")
    OTHER = "other", _("Khác")


class EntryState(TextChoices):
    """Where an entry stands; ``editorial.rules.states`` says which change is allowed."""

    RECEIVED = "received", _("Mới tiếp nhận")
    PROCESSING = "processing", _("Đang xử lý")
    VERIFYING = "verifying", _("Chờ xác minh")
    ROUTED = "routed", _("Đã chuyển xử lý")
    RETURNED = "returned", _("Trả lại bổ sung")
    REFUSAL_PROPOSED = "refusal-proposed", _("Đề nghị từ chối")
    REFUSED = "refused", _("Đã từ chối")
    MERGED = "merged", _("Đã gộp vào tin, bài khác")
    ACCEPTED = "accepted", _("Đã nhận đăng")
    PUBLISHED = "published", _("Đã đăng")
    WITHDRAWN = "withdrawn", _("Người gửi đã rút")


class SupplyKind(TextChoices):
    """What a supplier says to send; it decides which clock runs (Article 6.1.a)."""

    EVENT = "event", _("Tin về hoạt động, sự kiện")
    DOCUMENT = "document", _("Văn bản")
    OTHER = "other", _("Thông tin khác: kết quả, kinh nghiệm, mô hình")


class SupplyStep(TextChoices):
    """The questions of the online form, one a page; values are parts of addresses."""

    ROLE = "ban-la-ai", _("Bạn là ai?")
    SENDER = "nguoi-gui", _("Người gửi")
    KIND = "loai-tin", _("Bạn gửi gì?")
    CATEGORY = "nhom-tin", _("Thông tin thuộc nhóm nào?")
    TIMES = "thoi-gian", _("Thời gian")
    CONTENT = "noi-dung", _("Nội dung")
    FILES = "tep", _("Tệp gửi kèm")
    STATEMENT = "cam-ket", _("Cam kết")


class RouteOutcome(TextChoices):
    """How a route ended."""

    DONE = "done", _("Đã xử lý xong")
    WRONG_ADDRESS = "wrong-address", _("Chuyển không đúng địa chỉ")
    RECALLED = "recalled", _("Đã thu lại")
    PASSED_ON = "passed-on", _("Đã chuyển cho người thay thế")


class EscalationCause(TextChoices):
    """Why an entry goes up to the leaders of the Board (R3.9-4, R6.2-1, R6.2-3)."""

    UNTOUCHED = "untouched", _("Chưa có người nhận xử lý")
    WRONG_ADDRESSES = "wrong-addresses", _("Bị trả lại nhiều lần vì chuyển không đúng địa chỉ")
    SILENT_DESK = "silent-desk", _("Quá hạn xử lý mà chưa trả kết quả")
    VERIFICATION = "verification", _("Quá hạn xác thực lại")


class StatisticsBy(TextChoices):
    """By what figures of the inbox are told apart (R3.9-6, R6.1a-10)."""

    AGENCY = "agency", _("Cơ quan, đơn vị")
    MONTH = "month", _("Tháng")
    CHANNEL = "channel", _("Kênh tiếp nhận")


class Likeness(TextChoices):
    """Why something may be the same as an entry (R3.9-3)."""

    FILE = "file", _("cùng tệp")
    NUMBER = "number", _("cùng số, ký hiệu")
    TEXT = "text", _("cùng lời văn")
    TITLE = "title", _("tiêu đề gần giống")


class SourceKind(TextChoices):
    """What kind of source is quoted (Article 3.5)."""

    AUTHORITY = "authority", _("Cơ quan nhà nước")
    PRESS = "press", _("Cơ quan báo chí")
    ORGANISATION = "organisation", _("Tổ chức, viện nghiên cứu")
    FOREIGN = "foreign", _("Nguồn nước ngoài")
    PERSON = "person", _("Tác giả")


class AtExpiry(TextChoices):
    """What the terms of a permission say of pages that stand when it ends (R3.5-3)."""

    KEEP = "keep", _("Giữ nội dung đã đăng")
    WITHDRAW = "withdraw", _("Gỡ nội dung đã đăng")


class SourceNews(TextChoices):
    """What a source has done with something that is quoted (R3.5-4)."""

    WITHDRAWN = "withdrawn", _("thu hồi")
    CORRECTED = "corrected", _("đính chính")


class RefusalGround(IntegerChoices):
    """The nine grounds of Article 3.9, in its order and its words."""

    SCOPE = 1, _("Không thuộc phạm vi vai trò, chức năng của Chuyên trang")
    POLICY = (
        2,
        _("Không phù hợp với quan điểm, chủ trương, đường lối của Đảng, chính sách và pháp luật của Nhà nước"),
    )
    STATE_SECRET = 3, _("Thuộc danh mục bí mật Nhà nước")
    NOT_PUBLIC = (
        4,
        _("Được cấp có thẩm quyền quyết định chưa phổ biến công khai hoặc chỉ phổ biến trong phạm vi hẹp"),
    )
    UNTRUE = 5, _("Không đúng sự thật")
    UNKNOWN_ORIGIN = 6, _("Không rõ nguồn gốc")
    DUPLICATE = 7, _("Trùng lặp với nội dung đã được đăng tải trên Trang thông tin")
    RE_VERIFICATION = 8, _("Đang được yêu cầu xác thực lại")
    QUALITY = 9, _("Không bảo đảm chất lượng theo yêu cầu của Trang thông tin")


class RunOutcome(TextChoices):
    """How one run of a channel's import ended."""

    DONE = "done", _("Đã chạy xong")
    PARTLY = "partly", _("Xong, có mục sẽ thử lại")
    DOWN = "down", _("Không kết nối được")


class ItemState(TextChoices):
    """What became of one thing that came by a channel."""

    TAKEN = "taken", _("Đã vào hộp tiếp nhận")
    REPEATED = "repeated", _("Trùng bản gốc, ghi thêm dấu vết")
    REFUSED = "refused", _("Không nhận được")
    IGNORED = "ignored", _("Bỏ qua")


class ItemReason(TextChoices):
    """Why a thing that came by a channel became no entry, or what was wrong with it."""

    UNREADABLE = "unreadable", _("Không đọc được tệp")
    TOO_LARGE = "too-large", _("Lớn hơn mức cho phép")
    FILES_REFUSED = "files-refused", _("Không tệp nào đạt yêu cầu")
    BAD_FORM = "bad-form", _("Phiếu thông tin kèm theo sai")
    BAD_DAYS = "bad-days", _("Ngày, giờ ghi trong thông tin gửi kèm không hợp lý")
    NO_CONTENT = "no-content", _("Không có nội dung")
    AUTOMATIC = "automatic", _("Thư tự động hoặc thư báo lỗi")
    OWN = "own", _("Thư của chính hệ thống")
    BROKEN = "broken", _("Không đọc được sau nhiều lần thử")
