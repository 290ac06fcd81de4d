package io.github.ferrypost.bridge.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Properties;

/** What a program does that sends by Graph without any library: the message as base64 to sendMail. */
final class PlainHttp {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String endpoint;
    private final String token;

    PlainHttp(SandboxProcess sandbox) {
        this.endpoint = sandbox.told("ferrypost.endpoint.graph");
        this.token = sandbox.told("token.graph");
    }

    Lane.Sender open(String account, Letter letter, int run) throws MessagingException {
        String mailbox = SandboxProcess.mailbox(account);
        URI uri = URI.create(endpoint + "/v1.0/users/" + mailbox + "/sendMail");
        Mime mime = new Mime(Session.getInstance(new Properties()), letter, mailbox, run);
        return number -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream(letter.content().length + 512);
            mime.number(number).writeTo(out);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            Base64.getEncoder().encode(out.toByteArray())))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                throw new IOException("Graph answered " + status);
            }
        };
    }
}
