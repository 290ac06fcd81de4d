package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.road.StatelessRoads;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.TransportAdapter;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs ask of Angus' transport and not of Jakarta Mail's. */
class AsAngusTest {
    private final Properties mail = new Properties();

    private Ours connected(World world) throws Exception {
        return connected(new WorldRoads(world));
    }

    private Ours unconnected(Roads roads) {
        mail.put("mail.smtp.host", Ours.HOST);
        mail.put("ferrypost.patience", "0");
        return Ours.of(Session.getInstance(mail), Ours.hold(Ours.account(), roads, new TickingTime()));
    }

    private Ours connected(Roads roads) throws Exception {
        Ours transport = unconnected(roads);
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        return transport;
    }

    private static MimeMessage message() throws MessagingException {
        return Bench.fill(new MimeMessage(Session.getInstance(new Properties())));
    }

    @Test
    void D10_theTransportOfSmtpsIsAngusTransportOfSmtps() throws Exception {
        SMTPSSLTransport transport =
                (SMTPSSLTransport) Session.getInstance(new Properties()).getTransport("smtps");
        assertThat(transport).isExactlyInstanceOf(FerrypostSslTransport.class);
        assertThat(transport.getURLName().getProtocol()).isEqualTo("smtps");
        assertThat(transport.isSSL()).as("as Angus, before it connects").isFalse();
    }

    @Test
    void D10_thePropertiesOfSmtpsHoldForIt() throws Exception {
        Properties smtps = new Properties();
        smtps.put("mail.smtps.host", Ours.HOST);
        smtps.put("ferrypost.patience", "0");
        FerrypostSslTransport transport = new FerrypostSslTransport(
                Session.getInstance(smtps),
                new URLName("smtps", null, -1, null, null, null),
                Ours.hold(Ours.account(), new WorldRoads(new World())));
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        assertThat(transport.isSSL()).isTrue();
        transport.sendMessage(message(), Bench.to("a@x.example"));
        assertThat(transport.getLastReturnCode()).isEqualTo(250);
        transport.close();
    }

    /** The one could not inherit from the other, so they are two texts, which must not drift apart. */
    @Test
    void D10_theTwoTransportsAreTheSameButForTheirSuperclass() throws Exception {
        Path sources = Path.of("src/main/java/io/github/ferrypost/transport");
        String plain = body(sources.resolve("FerrypostTransport.java"));
        String ssl = body(sources.resolve("FerrypostSslTransport.java"));
        assertThat(ssl.replace("FerrypostSslTransport", "FerrypostTransport")
                        .replace("SMTPSSLTransport", "SMTPTransport")
                        .replace("\"smtps\"", "\"smtp\""))
                .isEqualToNormalizingWhitespace(plain);
    }

    private static String body(Path source) throws Exception {
        String text = Files.readString(source);
        return text.substring(text.indexOf("public class "));
    }

    @Test
    void D11_whatGoesToMicrosoftIsEncrypted() throws Exception {
        Ours transport = connected(new World());
        assertThat(transport.isSSL()).isTrue();
        transport.close();
        assertThat(transport.isSSL()).isFalse();
    }

    @Test
    void J2_noopAndRsetSucceedAndTheRestHasNoServer() throws Exception {
        Ours transport = connected(new World());
        transport.issueCommand("NOOP", 250);
        transport.issueCommand("rset", 250);
        transport.issueCommand("NOOP hello", -1);
        assertThat(transport.simpleCommand("RSET")).isEqualTo(250);
        assertThat(transport.simpleCommand("VRFY someone")).isEqualTo(502);
        assertThat(transport.getLastReturnCode()).isEqualTo(502);
        transport.issueCommand("HELP", -1);
        assertThatThrownBy(() -> transport.issueCommand("HELP", 250))
                .isExactlyInstanceOf(MessagingException.class)
                .hasMessageStartingWith("502 5.5.1");
        transport.sendMessage(message(), Bench.to("a@x.example"));
    }

    @Test
    void J2_unconnectedAsWithAngus() {
        Ours transport = Ours.of(Session.getInstance(mail), Ours.hold(Ours.account(), new WorldRoads(new World())));
        assertThatThrownBy(() -> transport.issueCommand("NOOP", 250)).isInstanceOf(MessagingException.class);
    }

    @Test
    void D18_sizeIsAnnounced() throws Exception {
        Ours transport = connected(new World());
        assertThat(transport.supportsExtension("size")).isTrue();
        assertThat(transport.getExtensionParameter("SIZE")).isEqualTo(String.valueOf(150 << 20));
        assertThat(transport.supportsExtension("8bitmime")).isTrue();
        assertThat(transport.supportsExtension("STARTTLS")).isFalse();
        assertThat(transport.getExtensionParameter("STARTTLS")).isNull();
    }

    @Test
    void J1_aTemporaryRefusalIsInTheChain() throws Exception {
        Ours transport = connected(new World().refuses("full@x.example", 451, "4.2.0"));
        List<TransportEvent> events = events(transport);
        SendFailedException e = catchThrowableOfType(
                SendFailedException.class,
                () -> transport.sendMessage(message(), Bench.to("a@x.example", "full@x.example")));
        assertThat(e.getMessage().lines().findFirst()).hasValue("Invalid Addresses");
        assertThat(failed(e)).containsExactly("full@x.example 451");
        assertThat(e.getInvalidAddresses()).isEmpty();
        assertThat(e.getValidSentAddresses()).isEmpty();
        assertThat(e.getValidUnsentAddresses()).hasSize(2);
        await().until(() -> events.size() == 1);
        assertThat(events.get(0).getInvalidAddresses()).isEmpty();
        assertThat(events.get(0).getValidSentAddresses()).isEmpty();
        transport.close();
    }

    @Test
    void J1_everyRefusedRecipientIsInTheChain() throws Exception {
        Ours transport =
                connected(new World().refuses("full@x.example", 451, "4.2.0").refuses("bad@x.example", 550, "5.1.1"));
        SendFailedException e = catchThrowableOfType(
                SendFailedException.class,
                () -> transport.sendMessage(message(), Bench.to("a@x.example", "full@x.example", "bad@x.example")));
        assertThat(failed(e)).containsExactly("full@x.example 451", "bad@x.example 550");
        assertThat(e.getInvalidAddresses()).hasSize(1);
        assertThat(e.getValidUnsentAddresses()).hasSize(2);
    }

    /** By SMTP a refusal at RCPT may be blamed on the mailbox or the session by the table of replies. */
    @ParameterizedTest
    @ValueSource(strings = {"SESSION", "MAILBOX", "TENANT", "RECIPIENT"})
    void J1_whoeverIsToBlame(String blame) throws Exception {
        Status refused = Status.later(FailureScope.valueOf(blame), Reply.of(451, "4.7.500", "Busy"));
        Ours transport =
                connected(answering(recipient -> recipient.startsWith("busy") ? refused : TransportResult.leftOut()));
        SendFailedException e = catchThrowableOfType(
                SendFailedException.class,
                () -> transport.sendMessage(message(), Bench.to("a@x.example", "busy@x.example")));
        assertThat(e.getMessage()).startsWith("Invalid Addresses\n451 4.7.500 Busy");
        assertThat(failed(e)).containsExactly("busy@x.example 451");
    }

    @Test
    void D14_tooManyRecipientsHaveAChainAsWithAngus() throws Exception {
        Status tooMany = Status.later(FailureScope.MESSAGE, Reply.of(452, "4.5.3", "Too many recipients"));
        Ours transport = connected(answering(recipient -> tooMany));
        SendFailedException e = catchThrowableOfType(
                SendFailedException.class,
                () -> transport.sendMessage(message(), Bench.to("a@x.example", "b@x.example")));
        assertThat(failed(e)).containsExactly("a@x.example 452", "b@x.example 452");
    }

    @Test
    void D12d_theFirstLineIsAngus() throws Exception {
        Ours transport = connected(new World().refuses("bad@x.example", 550, "5.1.1"));
        assertThatThrownBy(() -> transport.sendMessage(message(), Bench.to("bad@x.example")))
                .satisfies(e ->
                        assertThat(e.getMessage().lines()).containsExactly("Invalid Addresses", "550 5.1.1 Refused"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void D18_aBrokenConnectionIsClosed(boolean inDoubt) throws Exception {
        Reply reply = Reply.of(451, "4.4.2", "The connection broke");
        Status broken = inDoubt ? Status.inDoubt(reply) : Status.later(FailureScope.SESSION, reply);
        Ours transport = unconnected(answering(recipient -> broken));
        List<String> seen = new CopyOnWriteArrayList<>();
        transport.addConnectionListener(new ConnectionAdapter() {
            @Override
            public void closed(ConnectionEvent event) {
                seen.add("CLOSED");
            }
        });
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        List<TransportEvent> events = events(transport);
        assertThatThrownBy(() -> transport.sendMessage(message(), Bench.to("a@x.example")))
                .isInstanceOf(SendFailedException.class);
        assertThat(transport.isConnected()).isFalse();
        await().until(() -> seen.contains("CLOSED") && events.size() == 1);
        assertThat(transport.getLastServerResponse()).startsWith("451 4.4.2");
        transport.connect(Ours.MAILBOX, "LEGACYPASSWORD");
        assertThat(transport.isConnected()).isTrue();
        transport.close();
    }

    @Test
    void D18_aRefusalLeavesTheConnectionOpen() throws Exception {
        Ours transport = connected(
                answering(recipient -> Status.later(FailureScope.MAILBOX, Reply.of(451, "4.7.500", "Throttled"))));
        assertThatThrownBy(() -> transport.sendMessage(message(), Bench.to("a@x.example")))
                .isInstanceOf(SendFailedException.class);
        assertThat(transport.isConnected()).isTrue();
    }

    private static List<TransportEvent> events(SMTPTransport transport) {
        List<TransportEvent> events = new CopyOnWriteArrayList<>();
        transport.addTransportListener(new TransportAdapter() {
            @Override
            public void messageNotDelivered(TransportEvent event) {
                events.add(event);
            }
        });
        return events;
    }

    private static List<String> failed(MessagingException e) {
        List<String> failed = new CopyOnWriteArrayList<>();
        for (Exception next = e.getNextException(); next != null; ) {
            SMTPAddressFailedException one = (SMTPAddressFailedException) next;
            failed.add(one.getAddress() + " " + one.getReturnCode());
            next = one.getNextException();
        }
        return failed;
    }

    private static Roads answering(Function<String, Status> answer) {
        return new StatelessRoads() {
            @Override
            public Outcome carry(Submission submission, Account account) {
                java.util.Map<String, Status> statuses = new java.util.LinkedHashMap<>();
                submission.envelope().recipients().forEach(to -> statuses.put(to, answer.apply(to)));
                return Outcome.of(statuses, "test", "");
            }

            @Override
            public Status signIn(Account account) {
                return Status.accepted(Reply.of(235, "2.7.0", "Signed in"));
            }

            @Override
            public long largest(Account account) {
                return 1 << 20;
            }
        };
    }
}
