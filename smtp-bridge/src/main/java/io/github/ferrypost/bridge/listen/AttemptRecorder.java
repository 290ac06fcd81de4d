package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;

/** Records what an unknown client tries in one session at a listener that learns. Used by the session's thread. */
final class AttemptRecorder {
    private final ClientChannel wire;
    private boolean recorded;
    private boolean failed;

    AttemptRecorder(ClientChannel wire) {
        this.wire = wire;
    }

    /** The client gave a sender. */
    void sender(SessionContext around, ClientIdentity client, String helo, String sender) {
        if (around.admission().isLearning(client)) {
            recorded = true;
            around.attempts()
                    .add(
                            around.admission().listener(),
                            client.address().getHostAddress(),
                            helo,
                            client.login().orElse(""),
                            sender,
                            failed ? "failed" : wire.tlsVersion());
        }
    }

    void handshakeFailed() {
        failed = true;
    }

    /** The session has ended, perhaps before the client gave a sender. */
    void end(SessionContext around, ClientIdentity client, String helo) {
        if (!recorded) {
            sender(around, client, helo, "");
        }
    }
}
