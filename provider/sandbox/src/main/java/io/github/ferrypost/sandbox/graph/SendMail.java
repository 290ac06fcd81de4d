package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.http.Body;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /users/{id}/sendMail}. Thread-safe. */
final class SendMail {
    private final Access access;
    private final SubmissionChecks submission;
    private final Folders folders;

    SendMail(Access access, SubmissionChecks submission, Folders folders) {
        this.access = access;
        this.submission = submission;
        this.folders = folders;
    }

    HttpAnswer answer(Call call, Bearer bearer, Body body) throws GraphError, IOException {
        Mailbox mailbox = access.mailbox(call, bearer, "Mail.Send");
        boolean json = false;
        boolean save = true;
        Message message;
        switch (call.contentType()) {
            case "text/plain":
                message = Message.fromBase64(body.bytes());
                break;
            case "application/json":
                Map<String, Object> request = JsonValues.read(body.bytes());
                message = JsonMessage.read(body.bytes(), JsonValues.object(request, "message"));
                save = !Boolean.FALSE.equals(request.get("saveToSentItems"));
                json = true;
                break;
            default:
                throw new GraphError(
                        415,
                        "UnsupportedMediaType",
                        "A supported MIME type could not be found that matches the content" + " type of the request.");
        }
        String road = json ? Delivered.GRAPH_JSON : Delivered.GRAPH_MIME;
        submission.submit(message, mailbox, road, List.of(), call.requestId(), bearer.clientId());
        if (save) {
            folders.saveSent(mailbox, message);
        }
        return HttpAnswer.empty(202);
    }
}
