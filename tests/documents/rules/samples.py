"""Texts that the tests of the rules read."""

from pathlib import Path

import documents

REGULATION = (Path(documents.__file__).parent / "data" / "regulation.txt").read_text(encoding="utf-8")

AMENDING_LAW = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Luật số: 99/2025/QH15
Hà Nội, ngày 27 tháng 6 năm 2025

LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT MẪU

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Mẫu số 01/2020/QH14.

PHẦN THỨ NHẤT
NHỮNG QUY ĐỊNH CHUNG
Chương I: QUY ĐỊNH CHUNG
Mục 1. PHẠM VI
Tiểu mục 1. CHI TIẾT
Điều 1. Sửa đổi, bổ sung một số điều của Luật Mẫu
1. Sửa đổi, bổ sung Điều 3 như sau:
“Điều 3. Giải thích từ ngữ
1. “Dữ liệu” là thông tin.
a) Điểm a trong trích dẫn;
Điều 4. Vẫn trong trích dẫn”.
2. Bổ sung Điều 5a vào sau Điều 5 như sau:
"Điều 5a. Điều mới
1. Nội dung mới."
3. Bãi bỏ khoản 2 Điều 7.
Điều 2. Nguyên tắc
1. Khoản một
1.1. Tiểu khoản một một;
1.2. Tiểu khoản một hai:
a) Điểm a;
b)Điểm b;
c) Điểm c;
d) Điểm d;
đ) Điểm đ;
đ1) Điểm đ1;
Điều 2a. Điều chèn
Nội dung điều chèn.
Điều 3. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.
Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV thông qua ngày 26 tháng 6 năm 2025.
CHỦ TỊCH QUỐC HỘI
(Đã ký)
Trần Văn Mẫu
PHỤ LỤC I
DANH MỤC MẪU
(Kèm theo Luật số 99/2025/QH15)
I. Nhóm một
1. Thứ nhất
2. Thứ hai
II. Nhóm hai
PHỤ LỤC II
BIỂU MẪU
Nội dung.
"""
