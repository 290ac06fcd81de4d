require "net/smtp"

port, to, bcc = ARGV
pdf = [File.binread("invoice.pdf")].pack("m").gsub("\n", "\r\n")
message = [
  "From: noreply@contoso.example",
  "To: #{to}",
  "Subject: =?UTF-8?B?#{[File.read("subject.txt")].pack("m0")}?=",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=part",
  "",
  "--part",
  "Content-Type: text/plain; charset=UTF-8",
  "Content-Transfer-Encoding: 8bit",
  "",
  File.read("body.txt"),
  "--part",
  "Content-Type: application/pdf",
  "Content-Disposition: attachment; filename=invoice.pdf",
  "Content-Transfer-Encoding: base64",
  "",
  pdf,
  "--part--",
].join("\r\n")

Net::SMTP.start("127.0.0.1", port.to_i, user: "noreply@contoso.example", secret: "LEGACYPASSWORD") do |smtp|
  smtp.send_message message, "noreply@contoso.example", to, bcc
end
