import smtplib
import sys
from email.message import EmailMessage

port, to, bcc = sys.argv[1:]
message = EmailMessage()
message["From"], message["To"], message["Bcc"] = "noreply@contoso.example", to, bcc
message["Subject"] = open("subject.txt", encoding="utf-8").read()
message.set_content(open("body.txt", encoding="utf-8").read())
message.add_attachment(
    open("invoice.pdf", "rb").read(), maintype="application", subtype="pdf", filename="invoice.pdf"
)
with smtplib.SMTP("127.0.0.1", int(port)) as server:
    server.login("noreply@contoso.example", "LEGACYPASSWORD")
    assert server.send_message(message) == {}
