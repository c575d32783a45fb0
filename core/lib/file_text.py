"""The plain text of PDF, Word and text files, so that search finds what an attachment says (RX-4)."""

from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

import mammoth
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core.lib.text import clean

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_PAGES = 2_000
MAX_TEXT_LENGTH = 2_000_000  # characters
MAX_UNPACKED_BYTES = 200 * 1024 * 1024


class UnreadableFileError(ValueError):
    """A file that is damaged, encrypted, too large or of a kind whose text cannot be read."""


def extract(data: bytes, name: str) -> str:
    """Return the text of a file's bytes, at most MAX_TEXT_LENGTH characters, in NFC.

    ``name`` decides by its ending: .pdf, .docx or .txt. A scanned PDF has no text and gives "".
    Raises UnreadableFileError for anything that cannot be read.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError("Tệp quá lớn.")
    readers = {".pdf": _pdf_text, ".docx": _docx_text, ".txt": _plain_text}
    reader = readers.get(PurePosixPath(name).suffix.lower())
    if reader is None:
        raise UnreadableFileError("Chỉ đọc được tệp .pdf, .docx và .txt.")
    return clean(reader(data)[:MAX_TEXT_LENGTH])


def _pdf_text(data: bytes) -> str:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableFileError("Tệp PDF đặt mật khẩu.")
        return "\n".join(page.extract_text() for page, _ in zip(reader.pages, range(MAX_PAGES), strict=False))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise UnreadableFileError("Tệp PDF bị hỏng hoặc đặt mật khẩu.") from error


def _docx_text(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableFileError("Tệp Word quá lớn khi giải nén.")
        return str(mammoth.extract_raw_text(BytesIO(data)).value)
    except (BadZipFile, KeyError, ValueError, SyntaxError, OSError, NotImplementedError) as error:
        raise UnreadableFileError("Tệp Word bị hỏng hoặc đặt mật khẩu.") from error


def _plain_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("Tệp văn bản không dùng bảng mã Unicode UTF-8.") from error
