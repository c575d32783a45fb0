"""The statement of responsibility of a supplier (Article 3.4, R3.4-1); versions are added, never changed."""

STATEMENTS = {
    "1": (
        "Cơ quan, đơn vị, tổ chức, cá nhân gửi thông tin chịu trách nhiệm trước pháp luật về tính chính xác, "
        "trung thực và bản quyền của thông tin, hình ảnh, tài liệu đã gửi; "
        "cam kết thông tin không chứa bí mật nhà nước."
    ),
}
CURRENT = "1"
