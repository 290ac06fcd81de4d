const fs = require("fs");
const [port, to, bcc] = process.argv.slice(2);
require("nodemailer")
  .createTransport({
    host: "127.0.0.1",
    port: Number(port),
    auth: { user: "noreply@contoso.example", pass: "LEGACYPASSWORD" },
  })
  .sendMail({
    from: "noreply@contoso.example",
    to,
    bcc,
    subject: fs.readFileSync("subject.txt", "utf8"),
    text: fs.readFileSync("body.txt", "utf8"),
    attachments: [{ path: "invoice.pdf" }],
  })
  .then((info) => {
    if (info.accepted.length !== 2) throw new Error(JSON.stringify(info));
  });
