package io.github.ferrypost.login;

import java.nio.charset.StandardCharsets;

/** The final page in the browser, in both languages, as HTTP responses. */
final class RedirectPage {
    private static final String CLOSE =
            both("You may close this window now.", "Dieses Fenster kann jetzt geschlossen werden.");

    private RedirectPage() {}

    /** The page at the end of a sign-in, successful or not. */
    static byte[] answer(boolean signedIn) {
        String what = signedIn
                ? both("You have signed in.", "Die Anmeldung ist erfolgt.")
                : both(
                        "You are not signed in; the program shows the reason.",
                        "Die Anmeldung ist nicht erfolgt; das Programm nennt den Grund.");
        return http("200 OK", what + CLOSE);
    }

    /** The response to any other request to the port. */
    static byte[] strange() {
        return http(
                "400 Bad Request",
                both(
                        "This answer does not belong to the running sign-in.",
                        "Diese Antwort gehört nicht zur laufenden Anmeldung."));
    }

    private static String both(String english, String german) {
        return "<p lang=\"en\">" + english + "</p><p lang=\"de\">" + german + "</p>";
    }

    private static byte[] http(String status, String content) {
        String html =
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Ferrypost</title></head><body>"
                        + "<h1>Ferrypost</h1>" + content + "</body></html>";
        int length = html.getBytes(StandardCharsets.UTF_8).length;
        // the page's address contains the code: it must be neither cached nor passed on
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + length
                + "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                + "Content-Security-Policy: default-src 'none'\r\n\r\n";
        return (head + html).getBytes(StandardCharsets.UTF_8);
    }
}
