package main

import (
	"encoding/base64"
	"net/smtp"
	"os"
	"strings"
)

func read(name string) string {
	content, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(content)
}

func main() {
	port, to, bcc := os.Args[1], os.Args[2], os.Args[3]
	message := strings.Join([]string{
		"From: noreply@contoso.example",
		"To: " + to,
		"Subject: =?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte(read("subject.txt"))) + "?=",
		"MIME-Version: 1.0",
		"Content-Type: multipart/mixed; boundary=part",
		"",
		"--part",
		"Content-Type: text/plain; charset=UTF-8",
		"Content-Transfer-Encoding: 8bit",
		"",
		strings.ReplaceAll(read("body.txt"), "\n", "\r\n"),
		"--part",
		"Content-Type: application/pdf",
		"Content-Disposition: attachment; filename=invoice.pdf",
		"Content-Transfer-Encoding: base64",
		"",
		base64.StdEncoding.EncodeToString([]byte(read("invoice.pdf"))),
		"--part--",
		"",
	}, "\r\n")
	login := smtp.PlainAuth("", "noreply@contoso.example", "LEGACYPASSWORD", "127.0.0.1")
	err := smtp.SendMail("127.0.0.1:"+port, login, "noreply@contoso.example", []string{to, bcc}, []byte(message))
	if err != nil {
		panic(err)
	}
}
