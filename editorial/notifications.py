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
REFUSED = declare(
    Kind(
        code="editorial.refused",
        subject=_("Tin, bài {code} không được đăng tải"),
        template="editorial/emails/refused.txt",
        shelf_life=timedelta(days=30),
        codes=CODE,
    )
)
