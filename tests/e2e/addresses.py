"""The pages that browser tests visit, one of each kind."""

REGULATION = "/van-ban/thanh-pho/2026/quy-che-hoat-dong-trang-thong-tin/"
ARTICLE = "/tin-tuc/lanh-dao/2026/minh-hoa-kiem-tra-bo-phan-mot-cua/"
NOT_FOUND = "/tin-tuc/khong-co-trang-nay/"
KINDS = {
    "trang-chu": "/",
    "muc": "/tin-tuc/ket-qua/",
    "kho-van-ban": "/van-ban/",
    "tin": ARTICLE,
    "van-ban": REGULATION,
    "tim-kiem": "/tim-kiem/?q=cai+cach+hanh+chinh",
    "khong-co-ket-qua": "/tim-kiem/?q=xyzzy",
    "so-do-trang": "/so-do-trang/",
    "en": "/en/",
    "dieu-khoan": "/dieu-khoan/",
    "404": NOT_FOUND,
}
