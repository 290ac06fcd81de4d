package io.github.ferrypost.bridge.field;

import java.util.ArrayList;
import java.util.List;

/**
 * What devices and old programs say to their mail server, as {@code \r\n} and ISO-8859-1 octets stand in each step. After
 * each step the client waits for one reply, as such clients do. Each differs from RFC 5321 or from other clients in what its
 * name says; Exchange and Postfix take it.
 *
 * @param steps from HELO to DATA
 * @param message after 354, with the final dot
 */
record DeviceDialog(String name, List<String> steps, String message) {
    private static final String FROM = "MAIL FROM:<noreply@contoso.example>\r\n";
    private static final String TO = "RCPT TO:<a@example.org>\r\n";
    private static final String DATA = "DATA\r\n";
    private static final String HEAD = "From: noreply@contoso.example\r\nTo: a@example.org\r\nSubject: scan\r\n";

    /** A message as DATA, with the final dot. */
    static final String PLAIN = HEAD + "\r\nHello\r\n.\r\n";

    private static final String USER = "bm9yZXBseUBjb250b3NvLmV4YW1wbGU=\r\n";
    private static final String PASSWORD = "cGFzc3dvcmQ=\r\n";

    static final List<DeviceDialog> ALL = List.of(
            hello("E1 HELO with nothing (a UPS)", "HELO\r\n"),
            hello("E1 HELO and a blank", "HELO \r\n"),
            hello("E1 EHLO with nothing", "EHLO\r\n"),
            hello("E2 the name of a Windows machine in UTF-8", "EHLO B\u00c3\u009cRO-PC\r\n"),
            hello("E2 the same in Latin-1", "EHLO B\u00dcRO-PC\r\n"),
            hello("an underscore", "EHLO HP_LASERJET_400\r\n"),
            hello("an address without brackets", "EHLO 192.168.1.20\r\n"),
            hello("an address literal", "EHLO [192.168.1.20]\r\n"),
            hello("an IPv6 literal with a zone", "EHLO [IPv6:fe80::1%eth0]\r\n"),
            hello("a product's name with blanks", "EHLO Canon iR-ADV C3520\r\n"),
            hello("what getdomainname(2) says when it is not set", "HELO (none)\r\n"),
            hello("a dot at the end", "EHLO scanner.local.\r\n"),
            hello("lower case", "ehlo scanner\r\n"),
            hello("EHLO twice", "EHLO a\r\n", "EHLO b\r\n"),
            hello("NOOP and RSET before the mail", "EHLO a\r\n", "NOOP\r\n", "RSET\r\n"),
            hello("AUTH LOGIN in two steps", "EHLO a\r\n", "AUTH LOGIN\r\n", USER, PASSWORD),
            hello("AUTH LOGIN with a blank at the end", "EHLO a\r\n", "AUTH LOGIN \r\n", USER, PASSWORD),
            hello("AUTH LOGIN in lower case", "EHLO a\r\n", "auth login\r\n", USER, PASSWORD),
            hello("AUTH LOGIN with two blanks", "EHLO a\r\n", "AUTH  LOGIN\r\n", USER, PASSWORD),
            hello("AUTH LOGIN with the name at once", "EHLO a\r\n", "AUTH LOGIN " + USER, PASSWORD),
            hello("AUTH PLAIN without a password", "EHLO a\r\n", "AUTH PLAIN AG5vcmVwbHlAY29udG9zby5leGFtcGxlAA==\r\n"),
            hello("AUTH PLAIN in two steps", "EHLO a\r\n", "AUTH PLAIN\r\n", "AGFwcABwYXNzd29yZA==\r\n"),
            envelope(
                    "a blank after the colons",
                    "MAIL FROM: <noreply@contoso.example>\r\n",
                    "RCPT TO: <a@example.org>\r\n"),
            envelope("no angle brackets", "MAIL FROM:noreply@contoso.example\r\n", "RCPT TO:a@example.org\r\n"),
            envelope("a blank and no brackets", "MAIL FROM: noreply@contoso.example\r\n", "RCPT TO: a@example.org\r\n"),
            envelope("lower case", "mail from:<noreply@contoso.example>\r\n", "rcpt to:<a@example.org>\r\n"),
            envelope("blanks at the end", "MAIL FROM:<noreply@contoso.example>  \r\n", "RCPT TO:<a@example.org> \r\n"),
            envelope("a source route", FROM, "RCPT TO:<@relay.example:a@example.org>\r\n"),
            envelope("SIZE and BODY", "MAIL FROM:<noreply@contoso.example> SIZE=0 BODY=8BITMIME\r\n", TO),
            envelope("AUTH=<>", "MAIL FROM:<noreply@contoso.example> AUTH=<>\r\n", TO),
            envelope("the same recipient twice", FROM, TO, TO),
            data("DATA in lower case with a blank", "data \r\n", PLAIN),
            data("no empty line after the header", DATA, HEAD + ".\r\n"),
            data("no header but a text", DATA, "From: noreply@contoso.example\r\n\r\nPaper jam in tray 2\r\n.\r\n"),
            data("a Subject in raw Latin-1", DATA, HEAD.replace("scan", "Ger\u00e4t") + "\r\nHello\r\n.\r\n"),
            data("lines that end in LF alone", DATA, PLAIN.replace("Hello\r\n", "Hello\nthere\r\n")),
            data("a line of 5,000 octets", DATA, PLAIN.replace("Hello", "x".repeat(5000))),
            data("a date of the year 1970", DATA, "Date: Thu, 1 Jan 1970 00:00:00\r\n" + PLAIN),
            new DeviceDialog(
                    "C5 commands that end in LF alone",
                    List.of(
                            "HELO ups\n",
                            "MAIL FROM:<noreply@contoso.example>\n",
                            "RCPT TO:<a@example.org>\n",
                            "DATA\n"),
                    PLAIN));

    private static DeviceDialog hello(String name, String... first) {
        return new DeviceDialog("hello: " + name, join(first, FROM, TO, DATA), PLAIN);
    }

    private static DeviceDialog envelope(String name, String... commands) {
        return new DeviceDialog("envelope: " + name, join(join(new String[] {"EHLO a\r\n"}, commands), DATA), PLAIN);
    }

    private static DeviceDialog data(String name, String command, String message) {
        return new DeviceDialog("data: " + name, List.of("EHLO a\r\n", FROM, TO, command), message);
    }

    private static List<String> join(String[] first, String... then) {
        return join(List.of(first), then);
    }

    private static List<String> join(List<String> first, String... then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
