"""What the review workbook looks like: sheets, columns and the words an analyst chooses from.

The same names are written and read back, so they stand in one place. Vietnamese is what the workbook shows; the English
words are understood when it comes back.
"""

from __future__ import annotations

LINKS = "Đối chiếu"
LOCAL = "Nội dung riêng"
PROVISIONS = "Nội dung Quyết định"
GUIDE = "Hướng dẫn"
KEYS = "vnplan"

# column key -> (header, width in characters)
LINK_COLUMNS: dict[str, tuple[str, int]] = {
    "clause": ("Đoạn", 13),
    "text": ("Đoạn Kế hoạch", 56),
    "provision": ("Nội dung", 10),
    "statement": ("Tóm lược, không phải nguyên văn", 48),
    "decision": ("Ý kiến", 12),
    "target": ("Chuyển đến / thêm", 22),
    "note": ("Ghi chú", 26),
    "state": ("Tình trạng", 18),
    "relation": ("Quan hệ", 14),
    "score": ("Độ tin cậy", 9),
    "deviations": ("Điểm khác biệt", 36),
}
LOCAL_COLUMNS: dict[str, tuple[str, int]] = {
    "clause": LINK_COLUMNS["clause"],
    "text": LINK_COLUMNS["text"],
    "nearest": ("Nội dung gần nhất", 12),
    "decision": LINK_COLUMNS["decision"],
    "target": LINK_COLUMNS["target"],
    "note": LINK_COLUMNS["note"],
    "state": LINK_COLUMNS["state"],
    "score": LINK_COLUMNS["score"],
}

KEEP, DROP, MOVE, ADD, OWN, WITHDRAW = "Giữ", "Bỏ", "Chuyển", "Thêm", "Nội dung riêng", "Rút ý kiến"
LINK_CHOICES = (KEEP, DROP, MOVE, ADD, WITHDRAW)
LOCAL_CHOICES = (ADD, OWN, WITHDRAW)
ENGLISH = {"keep": KEEP, "drop": DROP, "move": MOVE, "add": ADD, "local": OWN, "withdraw": WITHDRAW}

GUIDE_LINES = (
    "Mỗi dòng của trang 'Đối chiếu' là một đoạn của kế hoạch và một nội dung Quyết định mà vnplan cho là tương ứng.",
    "Cột 'Ý kiến': Giữ = đúng; Bỏ = không tương ứng; Chuyển = thuộc nội dung khác (chọn ở cột bên phải); "
    "Thêm = giữ dòng này và thêm một nội dung nữa. Để trống = chưa có ý kiến.",
    "Ý kiến của lần trước hiện sẵn, kể cả dòng đã bỏ; muốn đổi thì chọn lại, "
    "muốn trở về chưa có ý kiến thì chọn 'Rút ý kiến'. Xóa trống một ô không xóa ý kiến đã lưu. "
    "Ghi chú chỉ được lưu cùng một ý kiến.",
    "Trang 'Nội dung riêng': đoạn chưa đối chiếu được. Thêm = thuộc một nội dung (chọn ở cột bên phải); "
    "Nội dung riêng = xác nhận là của địa phương.",
    "Lưu tệp rồi chạy: vnplan review apply TỆP_KẾ_HOẠCH TỆP_NÀY. Không sửa các cột khác: chúng không được đọc lại.",
)
