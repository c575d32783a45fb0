"""Letters of the inbox: subjects hold the code of the entry and nothing of its content (RX-9)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.notifications import Kind, declare

CODE = frozenset({"code"})

RECEIVED = declare(
    Kind(
        code="editorial.received",
        subject=_("Đã tiếp nhận tin, bài {code}"),
        template="editorial/emails/received.txt",
        shelf_life=timedelta(days=3),
        codes=CODE,
    )
)
HANDED_OVER = declare(
    Kind(
        code="editorial.handed_over",
        subject=_("Tin, bài {code} được chuyển để xử lý"),
        template="editorial/emails/handed_over.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
RETURNED = declare(
    Kind(
        code="editorial.returned",
        subject=_("Đề nghị bổ sung tin, bài {code}"),
        template="editorial/emails/returned.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
STATEMENT_ASKED = declare(
    Kind(
        code="editorial.statement_asked",
        subject=_("Đề nghị cam kết về tin, bài {code}"),
        template="editorial/emails/statement_asked.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
NOT_TAKEN = declare(
    Kind(
        code="editorial.not_taken",
        subject=_("Có nội dung gửi đến không nhận được, mã {code}"),
        template="editorial/emails/not_taken.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
OVERDUE = declare(
    Kind(
        code="editorial.overdue",
        subject=_("Tin, bài {code} đã quá hạn xử lý"),
        template="editorial/emails/overdue.txt",
        shelf_life=timedelta(days=3),
        codes=CODE,
    )
)
ESCALATED = declare(
    Kind(
        code="editorial.escalated",
        subject=_("Tin, bài {code} cần Lãnh đạo Ban Biên tập xem"),
        template="editorial/emails/escalated.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
FILE_REFUSED = declare(
    Kind(
        code="editorial.file_refused",
        subject=_("Một tệp của tin, bài {code} không được nhận"),
        template="editorial/emails/file_refused.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
PUBLISHED = declare(
    Kind(
        code="editorial.published",
        subject=_("Tin, bài {code} đã được đăng tải"),
        template="editorial/emails/published.txt",
        shelf_life=timedelta(days=30),
        codes=CODE,
    )
)
PERMISSION_ENDS = declare(
    Kind(
        code="editorial.permission_ends",
        subject=_("Văn bản chấp thuận của nguồn tin hết hạn"),
        template="editorial/emails/permission_ends.txt",
        shelf_life=timedelta(days=14),
        codes=frozenset(),
    )
)
REFUSED = declare(
    Kind(
        code="editorial.refused",
        subject=_("Tin, bài {code} không được đăng tải"),
        template="editorial/emails/refused.txt",
        shelf_life=timedelta(days=30),
        codes=CODE,
    )
)
ASKED = declare(
    Kind(
        code="editorial.asked",
        subject=_("Ban Biên tập trao đổi về tin, bài {code}"),
        template="editorial/emails/asked.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
REMINDED = declare(
    Kind(
        code="editorial.reminded",
        subject=_("Nhắc bổ sung tin, bài {code}"),
        template="editorial/emails/reminded.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
SILENT = declare(
    Kind(
        code="editorial.silent",
        subject=_("Tin, bài {code} chờ bổ sung quá hạn"),
        template="editorial/emails/silent.txt",
        shelf_life=timedelta(days=7),
        codes=CODE,
    )
)
EMERGENCY_TO_CHECK = declare(
    Kind(
        code="editorial.emergency_to_check",
        name=_("Đăng khẩn cấp chờ xem lại"),
        subject=_("Đăng khẩn cấp số {number} chờ người thứ hai xem lại"),
        template="editorial/emails/emergency_to_check.txt",
        shelf_life=timedelta(days=2),
        codes=frozenset({"number"}),
    )
)
EMERGENCY_CHECKED = declare(
    Kind(
        code="editorial.emergency_checked",
        name=_("Kết quả xem lại việc đăng khẩn cấp"),
        subject=_("Đăng khẩn cấp số {number} đã được xem lại"),
        template="editorial/emails/emergency_checked.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"number"}),
    )
)
EMERGENCY_OVERDUE = declare(
    Kind(
        code="editorial.emergency_overdue",
        name=_("Đăng khẩn cấp quá hạn xem lại"),
        subject=_("Đăng khẩn cấp số {number} quá hạn xem lại"),
        template="editorial/emails/emergency_overdue.txt",
        shelf_life=timedelta(days=2),
        codes=frozenset({"number"}),
    )
)
PAGE_AWAITED = declare(
    Kind(
        code="editorial.page_awaited",
        name=_("Trang trả lại đã quá hạn bổ sung"),
        subject=_("Trang số {number} quá hạn gửi lại"),
        template="editorial/emails/page_awaited.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"number"}),
    )
)
CHANGE_TO_DECIDE = declare(
    Kind(
        code="editorial.change_to_decide",
        name=_("Đề nghị thay đổi chờ duyệt"),
        subject=_("Đề nghị thay đổi số {number} chờ duyệt"),
        template="editorial/emails/change_to_decide.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"number"}),
    )
)
CHANGE_DECIDED = declare(
    Kind(
        code="editorial.change_decided",
        name=_("Kết quả đề nghị thay đổi"),
        subject=_("Đề nghị thay đổi số {number} đã có kết quả"),
        template="editorial/emails/change_decided.txt",
        shelf_life=timedelta(days=30),
        codes=frozenset({"number"}),
    )
)
WITHDRAWAL_TO_DECIDE = declare(
    Kind(
        code="editorial.withdrawal_to_decide",
        name=_("Đề nghị thu hồi trang chờ quyết định"),
        subject=_("Đề nghị thu hồi số {number} chờ quyết định"),
        template="editorial/emails/withdrawal_to_decide.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"number"}),
    )
)
WITHDRAWAL_TO_CHECK = declare(
    Kind(
        code="editorial.withdrawal_to_check",
        name=_("Thu hồi khẩn cấp chờ xem lại"),
        subject=_("Thu hồi khẩn cấp số {number} chờ người thứ hai xem lại"),
        template="editorial/emails/withdrawal_to_check.txt",
        shelf_life=timedelta(days=2),
        codes=frozenset({"number"}),
    )
)
WITHDRAWAL_DECIDED = declare(
    Kind(
        code="editorial.withdrawal_decided",
        name=_("Kết quả đề nghị thu hồi trang"),
        subject=_("Đề nghị thu hồi số {number} đã có kết quả"),
        template="editorial/emails/withdrawal_decided.txt",
        shelf_life=timedelta(days=30),
        codes=frozenset({"number"}),
    )
)
REVIEWS_DUE = declare(
    Kind(
        code="editorial.reviews_due",
        name=_("Trang đến hạn rà soát"),
        subject=_("{pages} trang đến hạn rà soát"),
        template="editorial/emails/reviews_due.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"pages"}),
    )
)
RECHECK_OVERDUE = declare(
    Kind(
        code="editorial.recheck_overdue",
        name=_("Xác thực lại quá hạn"),
        subject=_("Xác thực lại quá hạn, số {number}"),
        template="editorial/emails/recheck_overdue.txt",
        shelf_life=timedelta(days=7),
        codes=frozenset({"number"}),
    )
)
