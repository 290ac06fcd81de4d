package io.github.ferrypost.transport;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.InternetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the mail library has everything needed to report a sent message. Each kind of report is built once
 * before the first message is taken over, so that no class or method is linked for the first time after a message was
 * sent: an Error after a success makes a program send twice. If the library lacks something, it sends the messages
 * itself. Safe for many threads.
 */
final class Linkage {
    private static final String EXAMPLE = "someone@example.org";

    /** {@code null} until checked; empty if nothing is missing. */
    private static volatile @Nullable String missing;

    private Linkage() {}

    /** Returns {@code route}, or Angus if the library cannot report what became of a message. */
    static AccountSelection orAngus(AccountSelection route, Session session) {
        if (route.isAngus()) {
            return route;
        }
        String lacks = missing;
        if (lacks == null) {
            lacks = rehearse(session);
            missing = lacks;
        }
        return lacks.isEmpty()
                ? route
                : AccountSelection.angusDespite("This mail library is too old for Ferrypost or incomplete (" + lacks
                        + "). Use JavaMail 1.4.4 or later");
    }

    private static String rehearse(Session session) {
        try {
            DsnParameters.of(new SMTPMessage(session), List.of(EXAMPLE), new SessionProperties(session, "smtp"));
            InternetAddress address = new InternetAddress(EXAMPLE);
            InternetAddress other = new InternetAddress("other@example.org");
            RecipientLists recipients = RecipientLists.of(new InternetAddress[] {address, other});
            Status sent = Status.accepted(Reply.of(250, "2.0.0", "OK"));
            Status unsent = Status.later(FailureScope.RECIPIENT, Reply.of(451, "4.3.0", "Later"));
            Status invalid = Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "Unknown"));
            Status sender = Status.never(FailureScope.MESSAGE, Reply.of(550, "5.7.60", "Not allowed"));
            Status account = Status.never(FailureScope.ACCOUNT, Reply.of(535, "5.7.3", "Refused"));
            Status doubt = Status.inDoubt(Reply.of(451, "4.4.2", "Lost"));
            for (List<Status> pair : List.of(
                    List.of(sent, sent),
                    List.of(sent, unsent),
                    List.of(unsent, invalid),
                    List.of(sender, sender),
                    List.of(account, account),
                    List.of(doubt, doubt))) {
                Map<String, Status> statuses = new LinkedHashMap<>();
                statuses.put(EXAMPLE, pair.get(0));
                statuses.put("other@example.org", pair.get(1));
                TransportResult report = TransportResult.of(
                        recipients,
                        EXAMPLE,
                        Outcome.of(statuses, "", ""),
                        pair.get(1).isAccepted());
                report.failure().ifPresent(SubmissionFailedException::mayHaveBeenSent);
            }
            new SignInDelayedException(unsent).status();
            Class.forName(TransportEvent.class.getName(), true, Linkage.class.getClassLoader());
            return "";
        } catch (LinkageError | ClassNotFoundException | MessagingException e) {
            return e.toString();
        }
    }
}
