"""The jobs that the queue runs by the clock."""

from django_q.models import Schedule

SCHEDULES = {
    "Đăng trang đã duyệt mà chưa đăng": {
        "func": "django.core.management.call_command",
        "args": "'publish_approved'",
        "schedule_type": Schedule.CRON,
        "cron": "* * * * *",
    },
    "Đóng tài khoản lâu không dùng": {
        "func": "django.core.management.call_command",
        "args": "'disable_dormant'",
        "schedule_type": Schedule.CRON,
        "cron": "20 0 * * *",
    },
    "Cấp và thu quyền theo phân công vai trò": {
        "func": "django.core.management.call_command",
        "args": "'apply_memberships'",
        "schedule_type": Schedule.CRON,
        "cron": "5 0 * * *",
    },
    "Chuyển việc của chức danh đã hết nhiệm kỳ": {
        "func": "editorial.tasks.pass_on_desks",
        "schedule_type": Schedule.CRON,
        "cron": "6 0 * * *",
    },
    "Gửi đầu chuỗi nhật ký ra ngoài": {
        "func": "core.tasks.send_audit_head",
        "schedule_type": Schedule.CRON,
        "cron": "2 0 * * *",
    },
    "Gửi thư báo còn chờ": {
        "func": "core.tasks.sweep_notifications",
        "schedule_type": Schedule.CRON,
        "cron": "* * * * *",
    },
    "Xóa dấu vết gửi biểu mẫu đã hết hạn": {
        "func": "django.core.management.call_command",
        "args": "'forget_submissions'",
        "schedule_type": Schedule.CRON,
        "cron": "17 * * * *",
    },
    "Nhận từ thư mục dùng chung": {
        "func": "django.core.management.call_command",
        "args": "'import_channel', 'shared-folder'",
        "schedule_type": Schedule.CRON,
        "cron": "*/2 * * * *",
    },
    "Nhận từ hệ thống quản lý văn bản": {
        "func": "django.core.management.call_command",
        "args": "'import_channel', 'document-system'",
        "schedule_type": Schedule.CRON,
        "cron": "*/5 * * * *",
    },
    "Nhận từ Cổng Thông tin điện tử Thành phố": {
        "func": "django.core.management.call_command",
        "args": "'import_channel', 'city-portal'",
        "schedule_type": Schedule.CRON,
        "cron": "*/10 * * * *",
    },
    "Nhận từ hộp thư điện tử": {
        "func": "django.core.management.call_command",
        "args": "'import_channel', 'email'",
        "schedule_type": Schedule.CRON,
        "cron": "1-59/2 * * * *",
    },
    "Báo văn bản chấp thuận của nguồn tin sắp hết hạn": {
        "func": "editorial.tasks.warn_of_ending_permissions",
        "schedule_type": Schedule.CRON,
        "cron": "30 6 * * *",
    },
    "Nhắc việc quá hạn, báo Lãnh đạo tin, bài không ai xử lý": {
        "func": "django.core.management.call_command",
        "args": "'escalate_entries'",
        "schedule_type": Schedule.CRON,
        "cron": "*/30 * * * *",
    },
    "Nhắc rà soát trang, báo việc xác thực lại quá hạn": {
        "func": "editorial.tasks.mind_reviews",
        "schedule_type": Schedule.CRON,
        "cron": "45 6 * * *",
    },
    "Nhắc người gửi, xóa bản nháp hết hạn": {
        "func": "django.core.management.call_command",
        "args": "'mind_suppliers'",
        "schedule_type": Schedule.CRON,
        "cron": "37 * * * *",
    },
    "Quét tệp đang chờ, quét lại khi mẫu mã độc đổi": {
        "func": "django.core.management.call_command",
        "args": "'scan_files'",
        "schedule_type": Schedule.CRON,
        "cron": "* * * * *",
    },
}


def keep_schedules() -> None:
    """Make every schedule of the list exist once, as the list has it; runs that are due stay due."""
    for name, wanted in SCHEDULES.items():
        schedule, _created = Schedule.objects.get_or_create(name=name, defaults=wanted)
        if any(getattr(schedule, key) != value for key, value in wanted.items()):
            Schedule.objects.filter(pk=schedule.pk).update(**wanted)
