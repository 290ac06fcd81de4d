package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;

/** What the listener has to tell about. Called from the sessions' threads; it must not throw. */
public interface Journal {
    /** A message was received, and its client has been answered. */
    void mail(Passage passage);

    /** A client was refused before it could send its message. */
    void refused(InetAddress client, String what, Reply reply);
}
