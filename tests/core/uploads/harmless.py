"""Small whole files of every format, made here: what the pipeline must let through."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main"),
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def picture(kind="PNG", size=(40, 30), mode="RGB", **options):
    buffer = BytesIO()
    Image.new(mode, size, "teal" if mode in {"RGB", "RGBA"} else 0).save(buffer, kind, **options)
    return buffer.getvalue()


def pdf(text="Cai cach hanh chinh", change=None, **options):
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(300, 200))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(f"BT /F1 18 Tf 20 100 Td ({text}) Tj ET".encode("latin-1"))
    if change:
        change(made)
    buffer = BytesIO()
    made.save(buffer, **options)
    return buffer.getvalue()


def zipped(parts, method=ZIP_DEFLATED):
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, compress_type=ZIP_STORED if name == "mimetype" else method)
    return buffer.getvalue()


def open_xml(kind="docx", text="Kế hoạch cải cách", more=None, types=""):
    place, content_type = MAIN[kind]
    parts = {
        "[Content_Types].xml": (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{place}" ContentType="{types or content_type}+xml"/></Types>'
        ),
        "_rels/.rels": relations(("officeDocument", place, False)),
        place: f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>',
    }
    return zipped(parts | (more or {}))


def relations(*rows):
    inner = "".join(
        f'<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for number, (kind, target, outside) in enumerate(rows)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def open_document(kind="odt", text="Kế hoạch cải cách", more=None):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0">'
        f"<office:body><text:p>{text}</text:p></office:body></office:document-content>"
    )
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{ODF[kind]}",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
    }
    return zipped(parts | (more or {}))


def box(name, content=b""):
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(handler=b"vide", payload=b"\x00" * 64, brand=b"isom"):
    inner = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))))
    return (
        box(b"ftyp", brand + bytes(4) + brand) + box(b"moov", box(b"mvhd", bytes(100)) + inner) + box(b"mdat", payload)
    )


def element(identity, content):
    raw = identity.to_bytes((identity.bit_length() + 7) // 8, "big")
    return raw + (0x0100000000000000 | len(content)).to_bytes(8, "big") + content


def webm(kind=b"webm", more=b"", track=b"", before=b""):
    tracks = element(0xAE, element(0x83, b"\x01") + track)
    segment = before + element(0x1654AE6B, tracks) + element(0x1F43B675, element(0xE7, b"\x00")) + more
    return element(0x1A45DFA3, element(0x4282, kind)) + element(0x18538067, segment)


def wav(samples=b"\x00" * 32):
    body = b"WAVE" + b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    body += b"data" + struct.pack("<I", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3(frames=5):
    frame = b"\xff\xfb\x90\x00".ljust(417, b"\x00")  # layer III, 128 kbit/s, 44.1 kHz
    return b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + frame * frames


def flac():
    return b"fLaC" + struct.pack(">I", 1 << 31 | 34) + bytes(34) + b"\xff\xf8" + bytes(30)


def ogg(start=b"\x01vorbis", comments=b"\x03vorbis" + bytes(8) + b"\x01"):
    return (
        ogg_page(start + bytes(4), flags=2) + ogg_page(comments, number=1) + ogg_page(b"\x05sound", number=2, flags=4)
    )


def ogg_page(packet, number=0, flags=0):
    table = b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    head = b"OggS\x00" + bytes([flags]) + bytes(8) + struct.pack("<II", 7, number)
    page = head + bytes(4) + bytes([len(table)]) + table + packet
    return head + struct.pack("<I", slow_ogg_sum(page)) + page[26:]


def slow_ogg_sum(page):
    """The sum as the specification of Ogg says it, bit by bit."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total >> 31 else 0)) & 0xFFFFFFFF
    return total


def ole(*streams):
    """Return a compound file with the streams, (name, content) each, in one sector of 4,096 bytes or more."""
    directory = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if streams else 0xFFFFFFFF)]
    table, body, place = [0xFFFFFFFD], b"", 2 + (len(streams) + 4) // 4 - 1
    place = 1 + -(-(len(streams) + 1) // 4)
    first = place
    for number, (name, content) in enumerate(streams):
        padded = content.ljust(4096, b"\x00")
        padded += bytes(-len(padded) % 512)
        following = number + 2 if number + 1 < len(streams) else 0xFFFFFFFF
        directory.append(_entry(name, 2, place, len(padded), right=following))
        body += padded
        place += len(padded) // 512
    sectors = first - 1
    table += [number + 2 for number in range(sectors - 1)] + [0xFFFFFFFE]
    at = first
    for _name, content in streams:
        used = -(-max(len(content), 4096) // 512)
        table += [*range(at + 1, at + used), 0xFFFFFFFE]
        at += used
    table += [0xFFFFFFFF] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    listed = b"".join(directory).ljust(sectors * 512, b"\x00")
    return header + struct.pack("<128I", *table) + listed + body


def _entry(name, kind, start, size, child=0xFFFFFFFF, right=0xFFFFFFFF):
    raw = (name + "\x00").encode("utf-16-le")
    entry = raw.ljust(64, b"\x00") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def doc(text="Kế hoạch", flags=0):
    return ole(("WordDocument", struct.pack("<H8xH", 0xA5EC, flags) + bytes(500) + text.encode("utf-16-le")))


def xls(*records):
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    return ole(("Workbook", begin + b"".join(records) + struct.pack("<HH", 0x000A, 0)))


def png_chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#123456"/></svg>'

HARMLESS = {
    "van-ban.txt": lambda: "Cải cách hành chính".encode(),
    "utf16.txt": lambda: "Cải cách".encode("utf-16"),
    "so-lieu.csv": lambda: "Năm,Chỉ số\n2024,92.57\nTăng,-0.5\n".encode(),
    "du-lieu.xml": lambda: "<ds><mục>Một</mục></ds>".encode(),
    "van-ban.pdf": pdf,
    "luu-bang-moi.pdf": lambda: pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "ke-hoach.docx": open_xml,
    "bang.xlsx": lambda: open_xml("xlsx"),
    "trinh-chieu.pptx": lambda: open_xml("pptx"),
    "ke-hoach.odt": open_document,
    "bang.ods": lambda: open_document("ods"),
    "trinh-chieu.odp": lambda: open_document("odp"),
    "cu.doc": doc,
    "cu.xls": xls,
    "cu.ppt": lambda: ole(("PowerPoint Document", bytes(100))),
    "anh.jpg": lambda: picture("JPEG"),
    "anh.png": picture,
    "anh-trong.png": lambda: picture(mode="RGBA"),
    "anh.gif": lambda: picture("GIF", mode="P"),
    "anh.webp": lambda: picture("WEBP"),
    "hinh-ve.svg": lambda: SVG,
    "tieng.mp3": mp3,
    "tieng.wav": wav,
    "tieng.flac": flac,
    "tieng.ogg": ogg,
    "tieng.m4a": lambda: mp4(b"soun", brand=b"M4A "),
    "phim.mp4": mp4,
    "phim.webm": webm,
    "Báo cáo.v1.2 (bản cuối).PDF": pdf,
}
