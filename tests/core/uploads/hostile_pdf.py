"""PDF files with actions, locks and attachments."""

from io import BytesIO

import pikepdf

from tests.core.uploads import harmless as make
from tests.core.uploads.marks import EICAR, PROGRAM


def pdf_with(**keys):
    return make.pdf(change=lambda made: made.Root.update({f"/{key}": value for key, value in keys.items()}))


def pdf_javascript():
    return pdf_with(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")))


def pdf_hidden_javascript():
    """The same name with a letter in hex; two letters less of padding keep the offsets."""
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, Unused=pikepdf.String("padding"))
    return pdf_with(OpenAction=action).replace(b"/JavaScript", b"/J#61vaScript").replace(b"(padding)", b"(paddi)")


def pdf_deep_javascript():
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))
    return pdf_with(AA=pikepdf.Dictionary(WC=pikepdf.Dictionary(Inner=pikepdf.Array([action]))))


def pdf_launch():
    return pdf_with(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe")))


def pdf_attachment():
    def attach(made):
        made.attachments["virus.exe"] = PROGRAM

    return make.pdf(change=attach)


def pdf_form_of_xml():
    return pdf_with(AcroForm=pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"), Fields=pikepdf.Array([])))


def pdf_locked(owner="a", user="b"):
    return make.pdf(encryption=pikepdf.Encryption(owner=owner, user=user))


def pdf_without_pages():
    made = pikepdf.new()
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def pdf_with_attached(*contents):
    def attach(made):
        for number, content in enumerate(contents):
            made.attachments[f"{number}.com"] = content

    return make.pdf(change=attach)


def eicar_in_pdf():
    return pdf_with_attached(EICAR)


def eicar_in_pdf_without_type():
    """A stream is attached by where it hangs; its own type is a courtesy."""

    def attach(made):
        made.attachments["a.com"] = EICAR
        for held in made.objects:
            if isinstance(held, pikepdf.Stream) and "/Type" in held:
                del held["/Type"]

    return make.pdf(change=attach)


def pdf_five_deep():
    made = make.pdf()
    for _ in range(5):
        made = pdf_with_attached(made)
    return made


def pdf_with_many_attachments():
    return pdf_with_attached(*(bytes([number]) for number in range(40)))
