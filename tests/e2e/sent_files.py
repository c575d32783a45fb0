"""Files as a browser sends them: a photograph and a Word document."""

import io
import zipfile

from PIL import Image

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def photograph() -> dict[str, object]:
    """Return a picture as a browser sends it."""
    picture = io.BytesIO()
    Image.effect_noise((320, 240), 40).convert("RGB").save(picture, "JPEG")
    return {"name": "buoi-tiep-dan.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def word_document(*paragraphs: str) -> dict[str, object]:
    """Return a small Word document as a browser sends it."""
    told = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{told}</w:body></w:document>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return {"name": "tin-bai.docx", "mimeType": WORD_TYPE, "buffer": content.getvalue()}
