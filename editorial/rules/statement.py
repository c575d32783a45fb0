"""The statement of responsibility of a supplier (Article 3.4, R3.4-1); versions are added, never changed."""

from editorial.enums import Channel

STATEMENTS = {
    "1": (
        "Cơ quan, đơn vị, tổ chức, cá nhân gửi thông tin chịu trách nhiệm trước pháp luật về tính chính xác, "
        "trung thực và bản quyền của thông tin, hình ảnh, tài liệu đã gửi; "
        "cam kết thông tin không chứa bí mật nhà nước."
    ),
}
CURRENT = "1"

DOCUMENT_SENT, CITY_PORTAL_NEWS = "van-ban-den", "cong-thanh-pho"
STANDING = {
    DOCUMENT_SENT: (
        "Văn bản do cơ quan, đơn vị ban hành và gửi qua Hệ thống quản lý văn bản của Thành phố, có số, ký hiệu, "
        "ngày ban hành; cơ quan ban hành chịu trách nhiệm về văn bản theo quy định của pháp luật."
    ),
    CITY_PORTAL_NEWS: (
        "Thông tin đã đăng trên Cổng Thông tin điện tử Thành phố, do Văn phòng Ủy ban nhân dân Thành phố cung cấp "
        "theo Điều 11 khoản 2 điểm a; cơ quan chủ quản chịu trách nhiệm về thông tin đã đăng."
    ),
}
"""What stands in place of a statement when the channel itself is an agency's official act; the Board has to confirm."""

STANDING_OF = {Channel.DOCUMENT_SYSTEM: DOCUMENT_SENT, Channel.CITY_PORTAL: CITY_PORTAL_NEWS}
WITHOUT_FORM = (Channel.SHARED_FOLDER, Channel.EMAIL)
"""Channels on which nobody can be made to tick a box: what comes there may wait for its statement."""


def is_enough(version: str, channel: Channel | str) -> bool:
    """Return whether something may be taken in with this version of the statement, or without any, by a channel."""
    if not version:
        return channel in WITHOUT_FORM
    return version in STATEMENTS or version == STANDING_OF.get(Channel(channel))
