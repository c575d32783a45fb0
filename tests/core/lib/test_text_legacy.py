"""Text in TCVN3 or VNI is told from Unicode (R6.1a-7)."""

import pytest

from core.lib.text import from_tcvn3, legacy_encoding


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "TCVN3"),
        ("§éc lËp - Tù do - H¹nh phóc", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI"),
    ],
)
def test_old_encodings_are_named(typed, name):
    assert legacy_encoding(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đoàn công tác gặp Ông François Müller và Bà Zoë tại Hà Nội để trao đổi kinh nghiệm cải cách",
        "Plain English text about the reform of the City",
        "© 2026",
        "Cải cách hành chính © 2026 ® và 5µm",
        "Résumé of «Çà et là» – naïve façade",
        "Giá 5¾ ½ ¼",
        "ÿ" * 50_000,
    ],
)
def test_unicode_is_left_in_peace(typed):
    assert legacy_encoding(typed) == ""


def test_tcvn3_is_turned_over():
    assert from_tcvn3("®Êt n\u00adíc") == "đất nước"
    assert from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
