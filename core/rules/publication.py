"""What the database refuses around publication, in words (Article 6.3.a, docs/decisions/0018)."""

REFUSALS = {
    "live_page_is_approved": "Không đăng được: phiên bản này chưa được Ban Biên tập duyệt.",
    "live_text_is_approved": "Không sửa được: trang công khai chỉ hiện nội dung đã duyệt. Hãy trình duyệt bản nháp.",
    "live_place_is_approved": "Không chuyển được: đổi chỗ trang công khai phải là thay đổi cấu trúc được duyệt.",
    "live_address_follows": "Không sửa được: địa chỉ của trang công khai theo vị trí và nội dung đã duyệt.",
    "portal_has_no_aliases": "Trang thông tin không dùng trang bí danh. Hãy sao chép thành trang riêng.",
    "restriction_stays": "Không bỏ được giới hạn xem: bên trong còn trang đang đăng. Hãy gỡ các trang đó trước.",
    "approval_is_of_the_page": "Không duyệt được: phiên bản không thuộc trang này.",
    "approval_is_of_what_was_read": "Không duyệt được: nội dung đã thay đổi sau khi bạn đọc. Hãy xem lại.",
    "approval_is_of_the_latest": "Trang đã được sửa sau phiên bản này. Hãy xem phiên bản mới nhất.",
    "approval_is_kept": "Sổ duyệt không sửa, không xóa được.",
    "approved_revision_is_kept": "Phiên bản đã duyệt không sửa, không xóa được.",
    "approver_has_the_right": "Không duyệt được: người duyệt không có thẩm quyền.",
    "approver_is_there": "Không duyệt được: người duyệt đang vắng mặt, người thay thế theo quy định duyệt.",
    "sealed_stays_shut": "Không duyệt, không đăng được: nội dung này được niêm phong.",
    "approval_by_four_eyes": "Không duyệt được: người soạn, sửa không được duyệt chính nội dung đó.",
    "checklist_is_complete": "Không duyệt được: chưa xác nhận đủ danh mục kiểm tra.",
    "emergency_says_why": "Đăng khẩn cấp phải ghi lý do.",
    "emergency_by_four_eyes": "Không xác nhận được: người khác phải xem lại việc đăng khẩn cấp.",
    "set_up_is_no_approval": "Chỉ bước thiết lập hệ thống mới ghi được cách duyệt này.",
    "filing_has_no_text": "Chỉ trang năm không có nội dung mới không cần duyệt.",
}
"""Name of the database's rule and the message for who ran into it."""
