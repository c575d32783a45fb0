"""What an approver answers for before anything goes out (Article 3.2, R3.2-1); versions are added, never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One statement to be ticked."""

    id: str
    text: str


CHECKLISTS: Mapping[str, tuple[Question, ...]] = {
    "1": (
        Question("policy", "Phù hợp với chủ trương, đường lối của Đảng, chính sách và pháp luật của Nhà nước."),
        Question("service", "Phục vụ quản lý, chỉ đạo, điều hành và nhu cầu thông tin của tổ chức, công dân."),
        Question("truth", "Nguồn gốc rõ ràng, nội dung đúng sự thật, số liệu và trích dẫn đã đối chiếu."),
        Question("secrecy", "Không có bí mật nhà nước, không có dữ liệu cá nhân không được phép công khai."),
        Question("rights", "Tác giả, nguồn, bản quyền chữ và hình ảnh được ghi đúng."),
    ),
}
CURRENT = "1"

Answer = dict[str, str | bool]


def answers(ticked: Sequence[str], version: str = CURRENT) -> list[Answer]:
    """Return the answers as an approval keeps them: question, version of its text, ticked or not."""
    return [{"question": one.id, "version": version, "answer": one.id in ticked} for one in CHECKLISTS[version]]


def is_complete(given: Sequence[Mapping[str, object]]) -> bool:
    """Return whether every question of the current version was answered with yes."""
    yes = {one["question"] for one in given if one.get("version") == CURRENT and one.get("answer") is True}
    return yes == {question.id for question in CHECKLISTS[CURRENT]}
