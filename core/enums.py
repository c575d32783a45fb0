"""Choices that every app shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """The five kinds of information of Article 4; codes are permanent, names may change (R4-1)."""

    DOCUMENTS = "van-ban", _("Văn bản")
    LEADERS = "lanh-dao", _("Hoạt động của Lãnh đạo Thành phố")
    COMMITTEE = "ban-chi-dao", _("Ban Chỉ đạo")
    RESULTS = "ket-qua", _("Tình hình thực hiện và kết quả")
    MODELS = "mo-hinh", _("Kinh nghiệm, mô hình")


NEWS_CATEGORIES = (Category.LEADERS, Category.COMMITTEE, Category.RESULTS, Category.MODELS)


class CalendarDayKind(TextChoices):
    """What an entry of the override table says of a day (RX-1)."""

    OFF = "off", _("Ngày nghỉ")
    WORKING = "working", _("Ngày làm việc")


class RuleUnit(TextChoices):
    """The unit in which a rule value counts."""

    HOURS = "hours", _("giờ")
    DAYS = "days", _("ngày")
    WORKING_DAYS = "working-days", _("ngày làm việc")
    TIMES_PER_WEEK = "times-per-week", _("lần mỗi tuần")
    COUNT = "count", _("đơn vị")
    CHOICE = "choice", _("lựa chọn")


class ApprovalKind(TextChoices):
    """By whose word something is public (Article 6.3.a); codes are permanent, the database knows them."""

    BOARD = "board", _("Ban Biên tập duyệt")
    EMERGENCY = "emergency", _("Lãnh đạo cho đăng khẩn cấp")
    STRUCTURE = "structure", _("Thay đổi cấu trúc được duyệt")
    SET_UP = "set-up", _("Thiết lập ban đầu")
    FILING = "filing", _("Trang năm, không có nội dung")


class WithdrawalGround(TextChoices):
    """Why a public page is taken out (Articles 3.3 and 3.9); ``core.rules.withdrawal`` says what the public reads."""

    SECRET = "secret", _("Có nội dung thuộc danh mục bí mật nhà nước")
    RESTRICTED = "restricted", _("Có quyết định chưa công khai hoặc chỉ phổ biến phạm vi hẹp")
    PERSONAL = "personal", _("Lộ thông tin cá nhân")
    POLICY = "policy", _("Không phù hợp chủ trương, chính sách, pháp luật")
    UNTRUE = "untrue", _("Không đúng sự thật")
    SOURCE = "source", _("Không rõ nguồn gốc, hoặc nguồn tin đã thu hồi")
    RIGHTS = "rights", _("Không còn được phép sử dụng lại")
    DUPLICATE = "duplicate", _("Trùng lặp với nội dung đã đăng")
    OUTDATED = "outdated", _("Không còn phù hợp, đã có thông tin khác thay thế")
    ORDERED = "ordered", _("Theo yêu cầu của cơ quan có thẩm quyền")
    UNCONFIRMED = "unconfirmed", _("Đăng khẩn cấp mà không được xác nhận")


class WithdrawalOutcome(TextChoices):
    """How a request to take a page out ended; an open one has none."""

    OPEN = "", _("Chờ quyết định")
    DONE = "done", _("Đã thu hồi")
    REFUSED = "refused", _("Không thu hồi")
    TAKEN_BACK = "taken-back", _("Người đề nghị đã rút")


class ChangeNoteKind(TextChoices):
    """What an editor tells the public about a new version (R3.3-1, R6.4d-2)."""

    CORRECTION = "correction", _("Đính chính: nội dung đã đăng có sai sót")
    CHANGE = "change", _("Ghi chú: nội dung thay đổi, bổ sung")
    NONE = "none", _("Không ghi chú")


class RecheckOutcome(TextChoices):
    """How the mark "đang xác thực lại" ended; one that stands has none (R3.9-4)."""

    OPEN = "", _("Đang xác thực lại")
    CONFIRMED = "confirmed", _("Thông tin đúng")
    CORRECTED = "corrected", _("Đã đính chính")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


class HistoryEvent(TextChoices):
    """A line of the public history of a page."""

    PUBLISHED = "published", _("Đăng lần đầu")
    CHANGED = "changed", _("Cập nhật")
    CORRECTED = "corrected", _("Đính chính")
    RECHECK_SET = "recheck-set", _("Đang xác thực lại")
    RECHECK_LIFTED = "recheck-lifted", _("Kết thúc xác thực lại")
    WITHDRAWN = "withdrawn", _("Thu hồi")
    RESTORED = "restored", _("Đăng lại")


class AuditAct(TextChoices):
    """What the audit chain records; codes are permanent, they stand in hashed rows."""

    SIGN_IN_SUCCEEDED = "sign_in.succeeded", _("Đăng nhập")
    SIGN_IN_FAILED = "sign_in.failed", _("Đăng nhập không thành công")
    SIGN_OUT = "sign_in.ended", _("Đăng xuất")
    SIGN_IN_LOCKED = "sign_in.locked", _("Tạm dừng đăng nhập vì sai nhiều lần")
    SESSION_REVOKED = "session.revoked", _("Kết thúc phiên đăng nhập")
    FACTOR_ADDED = "factor.added", _("Thêm cách xác thực bước hai")
    FACTOR_REMOVED = "factor.removed", _("Bỏ cách xác thực bước hai")
    FACTOR_RESET = "factor.reset", _("Đặt lại xác thực bước hai")
    ENROLMENT_CODE_ISSUED = "factor.code_issued", _("Cấp mã thiết lập bước hai")
    ENROLMENT_CODE_USED = "factor.code_used", _("Dùng mã thiết lập bước hai")
    PASSWORD_CHANGED = "password.changed", _("Đổi mật khẩu")
    PASSWORD_RESET = "password.reset", _("Đặt lại mật khẩu")
    ACCOUNT_CREATED = "account.created", _("Tạo tài khoản")
    ACCOUNT_CHANGED = "account.changed", _("Sửa tài khoản")
    ACCOUNT_DELETED = "account.deleted", _("Xóa tài khoản")
    ACCOUNT_CLOSED = "account.closed", _("Đóng tài khoản")
    ACCOUNT_REOPENED = "account.reopened", _("Mở lại tài khoản")
    ACCOUNT_DORMANT = "account.dormant", _("Đóng tài khoản lâu không dùng")
    WORKPLACE_NOTED = "account.workplace", _("Ghi nơi công tác theo hệ thống định danh")
    ROLE_GRANTED = "role.granted", _("Cấp vai trò")
    ROLE_CHANGED = "role.changed", _("Sửa phân công vai trò")
    ROLE_REVOKED = "role.revoked", _("Thu hồi vai trò")
    RIGHTS_APPLIED = "role.rights_applied", _("Áp dụng quyền theo phân công")
    RIGHTS_SEEDED = "role.rights_seeded", _("Đặt lại quyền của các vai trò")
    PAGE_PUBLISHED = "page.published", _("Đăng trang")
    PAGE_UNPUBLISHED = "page.unpublished", _("Gỡ trang")
    PAGE_MOVED = "page.moved", _("Chuyển trang")
    PAGE_DELETED = "page.deleted", _("Xóa trang nháp")
    PAGE_RESTRICTED = "page.restricted", _("Đổi quyền xem trang")
    PAGE_APPROVED = "page.approved", _("Duyệt trang")
    PAGE_REJECTED = "page.rejected", _("Không duyệt trang")
    PAGE_APPROVAL_RECORDED = "page.approval_recorded", _("Ghi vào sổ duyệt")
    PAGE_PUBLICATION_FAILED = "page.publication_failed", _("Đăng trang đã duyệt không thành công")
    PAGE_PUBLICATION_REFUSED = "page.publication_refused", _("Chặn việc đăng, sửa trang chưa duyệt")
    PAGE_MOVE_ASKED = "page.move_asked", _("Đề nghị chuyển trang công khai")
    PAGE_EMERGENCY_CONFIRMED = "page.emergency_confirmed", _("Xác nhận việc đăng khẩn cấp")
    PAGE_EMERGENCY_TAKEN_DOWN = "page.emergency_taken_down", _("Gỡ trang đăng khẩn cấp")
    PAGE_WITHDRAWAL_ASKED = "page.withdrawal_asked", _("Đề nghị thu hồi trang")
    PAGE_WITHDRAWN = "page.withdrawn", _("Thu hồi trang")
    PAGE_WITHDRAWAL_ENDED = "page.withdrawal_ended", _("Kết thúc đề nghị, không thu hồi trang")
    PAGE_WITHDRAWAL_CHECKED = "page.withdrawal_checked", _("Xem lại việc thu hồi khẩn cấp")
    PAGE_CHANGE_NOTED = "page.change_noted", _("Ghi chú thay đổi, đính chính của bản nháp")
    PAGE_RECHECK_SET = "page.recheck_set", _("Đánh dấu đang xác thực lại")
    PAGE_RECHECK_LIFTED = "page.recheck_lifted", _("Kết thúc xác thực lại")
    PAGE_REVIEW_PLANNED = "page.review_planned", _("Lập lịch rà soát trang")
    PAGE_REVIEWED = "page.reviewed", _("Ghi kết quả rà soát trang")
    PAGE_RENAMED = "page.renamed", _("Đổi địa chỉ trang")
    DELETION_REFUSED = "deletion.refused", _("Từ chối xóa")
    AGENCY_CHANGED = "agency.changed", _("Sửa cơ quan, đơn vị")
    GROUP_CHANGED = "role.group_changed", _("Sửa nhóm quyền")
    SETTING_CHANGED = "setting.changed", _("Đổi thiết đặt")
    RULE_VALUE_CHANGED = "rule_value.changed", _("Đổi giá trị theo quy định")
    CALENDAR_CHANGED = "calendar.changed", _("Đổi lịch nghỉ, làm bù")
    LIST_EXPORTED = "list.exported", _("Xuất danh sách")
    FILE_RECEIVED = "file.received", _("Nhận tệp")
    FILE_RELEASED = "file.released", _("Cho qua tệp")
    FILE_QUARANTINED = "file.quarantined", _("Giữ lại tệp")
    FILE_REFUSED = "file.refused", _("Từ chối tệp")
    FILE_RELEASE_ASKED = "file.release_asked", _("Đề nghị mở tệp bị giữ lại")
    FILE_RELEASE_DECLINED = "file.release_declined", _("Không đồng ý mở tệp bị giữ lại")
    FILE_ORIGINAL_TAKEN = "file.original_taken", _("Tải bản gốc của tệp bị giữ lại")
    HEAD_SENT = "audit.head_sent", _("Gửi đầu chuỗi nhật ký ra ngoài")
    BOARD_SEAT_GIVEN = "board.seat_given", _("Bổ nhiệm vào Ban Biên tập")
    BOARD_SEAT_CHANGED = "board.seat_changed", _("Sửa nhiệm kỳ trong Ban Biên tập")
    ENTRY_RECEIVED = "entry.received", _("Tiếp nhận tin, bài")
    ENTRY_TAKEN = "entry.taken", _("Nhận xử lý tin, bài")
    ENTRY_SORTED = "entry.sorted", _("Phân loại tin, bài")
    ENTRY_VERIFIED = "entry.verified", _("Xác minh tin, bài")
    ENTRY_ROUTED = "entry.routed", _("Chuyển xử lý tin, bài")
    ENTRY_ROUTE_ACKNOWLEDGED = "entry.route_acknowledged", _("Nhận việc được chuyển")
    ENTRY_ROUTE_CLOSED = "entry.route_closed", _("Kết thúc việc được chuyển")
    ENTRY_RETURNED = "entry.returned", _("Trả lại bổ sung")
    ENTRY_SUPPLEMENTED = "entry.supplemented", _("Nhận bổ sung")
    ENTRY_REFUSAL_PROPOSED = "entry.refusal_proposed", _("Đề nghị từ chối")
    ENTRY_REFUSAL_DECIDED = "entry.refusal_decided", _("Quyết định việc từ chối")
    ENTRY_BROUGHT_BACK = "entry.brought_back", _("Đưa trở lại xử lý")
    ENTRY_ESCALATED = "entry.escalated", _("Báo tin, bài lên Lãnh đạo Ban Biên tập")
    ENTRY_SEALED = "entry.sealed", _("Niêm phong tin, bài")
    ENTRY_UNSEALED = "entry.unsealed", _("Gỡ niêm phong tin, bài")
    ENTRY_SEAL_OPENED = "entry.seal_opened", _("Xem nội dung niêm phong")
    ENTRY_FILES_ADDED = "entry.files_added", _("Nhận tệp của tin, bài")
    ENTRY_FILE_CHANGED = "entry.file_changed", _("Tệp của tin, bài đổi trạng thái")
    ENTRY_TRACED = "entry.traced", _("Ghi dấu vết kênh của tin, bài")
    ENTRY_STATEMENT_NOTED = "entry.statement_noted", _("Ghi nhận cam kết của người gửi")
    ENTRY_MERGED = "entry.merged", _("Gộp tin, bài")
    ENTRY_SPLIT = "entry.split", _("Tách tin, bài đã gộp")
    ENTRY_SOURCE_CHANGED = "entry.source_changed", _("Nguồn của tin, bài đã sửa hoặc gỡ")
    ENTRY_ACCEPTED = "entry.accepted", _("Nhận đăng tin, bài")
    ENTRY_PUBLISHED = "entry.published", _("Đăng tin, bài")
    SOURCE_KEPT = "source.kept", _("Ghi danh mục nguồn tin")
    SOURCE_MARKED = "source.marked", _("Ghi việc nguồn thu hồi, đính chính")
    ENTRY_WITHDRAWN = "entry.withdrawn", _("Người gửi rút tin, bài")
    ENTRY_QUESTION_ASKED = "entry.question_asked", _("Hỏi người gửi")
    ENTRY_MESSAGE_RECEIVED = "entry.message_received", _("Người gửi trao đổi")
    ENTRY_MESSAGES_SEEN = "entry.messages_seen", _("Đã xem trao đổi của người gửi")
    NOTIFICATION_FAILED = "notification.failed", _("Thư báo không gửi được")
    CHANGE_PROPOSED = "change.proposed", _("Đề nghị thay đổi nội dung công khai")
    CHANGE_APPROVED = "change.approved", _("Duyệt đề nghị thay đổi")
    CHANGE_REFUSED = "change.refused", _("Không duyệt đề nghị thay đổi")
    CHANGE_WITHDRAWN = "change.withdrawn", _("Rút đề nghị thay đổi")
    CHANGE_VOID = "change.void", _("Đề nghị thay đổi hết giá trị")
    SET_UP_WROTE = "change.set_up", _("Thiết lập ghi nội dung công khai")


class NotificationState(TextChoices):
    """Where a letter of the ledger stands; only a queued one goes on."""

    QUEUED = "queued", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    EXPIRED = "expired", _("Hết hạn, không gửi")


class Refusal(TextChoices):
    """Why a submission to a public form is not taken; each label tells the person what to do."""

    INVALID = "invalid", _("Có chỗ cần sửa.")
    TRAP_FILLED = "trap-filled", _("Ô ẩn dành cho máy đã bị điền. Chúng tôi đã xóa ô đó, hãy bấm gửi lại.")
    TOO_FAST = "too-fast", _("Biểu mẫu được gửi nhanh hơn một người có thể điền. Hãy đợi vài giây rồi bấm gửi lại.")
    EXPIRED = "expired", _("Trang đã mở quá lâu. Nội dung bạn nhập còn nguyên, hãy bấm gửi lại.")
    FORGED = "forged", _("Mã kiểm tra của biểu mẫu không đúng. Nội dung bạn nhập còn nguyên, hãy bấm gửi lại.")
    UNSOLVED = "unsolved", _("Thiết bị chưa qua được bước kiểm tra. Nội dung bạn nhập còn nguyên, hãy bấm gửi lại.")
    REPLAYED = "replayed", _("Biểu mẫu này đã được gửi rồi. Nếu muốn gửi thêm lần nữa, hãy bấm gửi lại.")
    ADDRESS_LIMIT = "address-limit", _("Mạng bạn đang dùng đã gửi quá nhiều lần trong một thời gian ngắn.")
    FORM_LIMIT = "form-limit", _("Biểu mẫu này đang nhận quá nhiều lượt gửi.")
    TOTAL_LIMIT = "total-limit", _("Cổng đang nhận quá nhiều lượt gửi.")
    UNPROVEN_LIMIT = "unproven-limit", _("Đang có quá nhiều lượt gửi từ thiết bị không qua được bước kiểm tra.")


LIMIT_REFUSALS = frozenset({Refusal.ADDRESS_LIMIT, Refusal.FORM_LIMIT, Refusal.TOTAL_LIMIT, Refusal.UNPROVEN_LIMIT})


class DataPurpose(TextChoices):
    """What personal data is kept for; the inventory groups by it (R9.4-4)."""

    ACCOUNT = "account", _("Cấp và quản lý tài khoản của cán bộ, cộng tác viên")
    SECURITY = "security", _("Bảo vệ hệ thống, phát hiện đăng nhập trái phép")
    WORK_TRACE = "work-trace", _("Ghi nhận ai đã làm gì trong quá trình biên tập")
    AUTHORSHIP = "authorship", _("Ghi tác giả, người dịch, nguồn của thông tin")
    PUBLIC_DUTY = "public-duty", _("Công khai người có chức vụ, đầu mối liên hệ theo chức trách")
    SUPPLY = "supply", _("Tiếp nhận, xử lý thông tin gửi đến Ban Biên tập (Quy chế Điều 6)")
    LETTERS = "letters", _("Gửi thư báo của hệ thống")
    OPINIONS = "opinions", _("Nhận ý kiến để sửa trang; biểu mẫu không hỏi người gửi là ai")


class DataBasis(TextChoices):
    """By what law personal data is kept; the data protection officer confirms each (domain-facts section 3)."""

    STATE_DUTY = "state-duty", _("Hoạt động của cơ quan nhà nước theo luật (Luật 91/2025/QH15, Điều 19 khoản 1)")
    NETWORK_SECURITY = "network-security", _("Bảo vệ an ninh mạng (Luật 116/2025/QH15, TCVN 14423)")
    COPYRIGHT = "copyright", _("Quyền nhân thân của tác giả; Quy chế Điều 3 khoản 5")
    CONSENT = "consent", _("Sự đồng ý của chủ thể dữ liệu (Luật 91/2025/QH15)")


class DataRecipients(TextChoices):
    """Who gets to see personal data; nobody outside the portal unless a line says so."""

    EVERYBODY = "everybody", _("Mọi người, trên trang công khai")
    EDITORS = "editors", _("Ban Biên tập và cán bộ được phân quyền với nội dung đó")
    ACCOUNT_KEEPERS = "account-keepers", _("Chính người đó và người quản lý tài khoản")
    SECURITY_STAFF = "security-staff", _("An ninh mạng, kiểm tra")
    NOBODY = "nobody", _("Không ai; chỉ phần mềm dùng")


class DataRetention(TextChoices):
    """How long personal data is kept and what ends it."""

    PERMANENT = "permanent", _("Lưu trữ vĩnh viễn cùng thông tin đã công khai (Quy chế Điều 6 khoản 5)")
    ACCOUNT = "account", _("Đến khi tài khoản đóng và hết thời hạn kiểm tra")
    WITH_CONTENT = "with-content", _("Cùng thời hạn với nội dung mà việc biên tập thuộc về")
    SECURITY_LOG = "security-log", _("Ít nhất 3 tháng, giữ 12 tháng (TCVN 14423, cấp độ 3)")
    SESSION = "session", _("Đến khi phiên làm việc kết thúc")
    LETTER = "letter", _("Địa chỉ ngoài hệ thống xóa ngay khi thư gửi xong")
    DRAFT = "draft", _("Xóa khi bỏ bản nháp, sau khi gửi, hoặc sau số giờ ở giá trị supply-draft-hours")
    OPINION_WORDS = (
        "opinion-words",
        _("Lời xóa sau số ngày ở thiết đặt OPINION_WORDS_DAYS; câu trả lời có, không thì giữ"),
    )


class FileKind(TextChoices):
    """The forms in which information may be sent (Article 6.1.a); values are those of ``core.lib.files.Kind``."""

    TEXT = "text", _("Văn bản")
    IMAGE = "image", _("Hình ảnh")
    DRAWING = "drawing", _("Hình vẽ")
    AUDIO = "audio", _("Âm thanh")
    VIDEO = "video", _("Video")


class MediaLicence(TextChoices):
    """By what right a picture, sound or film is shown (Article 3.3, R3.3-3)."""

    OWN = "own", _("Do đơn vị tự thực hiện")
    PERMITTED = "permitted", _("Tác giả hoặc chủ sở hữu cho phép")
    OPEN = "open", _("Giấy phép mở hoặc thuộc về công chúng")


class FileDecisionKind(TextChoices):
    """What a security officer decides about a held file."""

    PROPOSED = "proposed", _("Đề nghị mở")
    AGREED = "agreed", _("Đồng ý mở")
    DECLINED = "declined", _("Không đồng ý, tiếp tục giữ")
    REFUSED = "refused", _("Từ chối hẳn")


class HoldingRule(TextChoices):
    """Why a file that was kept is not handed out, in a few words; values are those of ``core.lib.files.Rule``."""

    SECRECY = "secrecy", _("Dấu chỉ độ mật")
    MACRO = "macro", _("Macro")
    ACTIVE = "active", _("Lệnh tự chạy")
    EMBEDDED = "embedded", _("Tệp gắn bên trong")
    EXTERNAL = "external", _("Nội dung nạp từ nơi khác")
    SUSPECTED = "suspected", _("Phần mềm quét nghi ngờ")
    INFECTED = "infected", _("Mã độc")


class FileState(TextChoices):
    """Where a received file stands; only a released one is handed out."""

    WAITING = "waiting", _("Chờ quét")
    RELEASED = "released", _("Đã cho qua")
    QUARANTINED = "quarantined", _("Giữ lại để kiểm tra")
    REFUSED = "refused", _("Từ chối")


class ChangeKind(TextChoices):
    """Who wants to change what the public sees."""

    PERSON = "person", _("Người")
    SETUP = "setup", _("Thiết lập")


class ChangeAct(TextChoices):
    """What is to happen to a row; values are those of PostgreSQL's triggers in lower case."""

    INSERT = "insert", _("Thêm mới")
    UPDATE = "update", _("Sửa")
    DELETE = "delete", _("Xóa")


class ChangeStepKind(TextChoices):
    """A step of a change request; ``core.rules.changes`` says which may follow."""

    SUBMITTED = "submitted", _("Đã gửi, chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, đã áp dụng")
    REFUSED = "refused", _("Không duyệt")
    WITHDRAWN = "withdrawn", _("Đã rút")
    DROPPED = "dropped", _("Đã bỏ, không gửi")
    VOID = "void", _("Hết giá trị")
    CLOSED = "closed", _("Đã đóng")
