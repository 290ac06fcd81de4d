package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.reply.Reply;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.NewsAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.Test;

/** The same program against Angus and against ours sees the same. */
class ContractTest {
    private interface Program {
        void run(Bench bench) throws Exception;
    }

    /** @return what both saw */
    private static List<String> same(Supplier<World> world, Map<String, Object> properties, Program program)
            throws Exception {
        List<String> angus;
        List<String> ours;
        try (Bench bench = Bench.angus(world.get(), properties)) {
            program.run(bench);
            angus = bench.finish();
        }
        try (Bench bench = Bench.ours(world.get(), properties)) {
            program.run(bench);
            ours = bench.finish();
        }
        assertThat(ours).containsExactlyElementsOf(angus);
        return ours;
    }

    private static List<String> same(Program program) throws Exception {
        return same(World::new, Map.of(), program);
    }

    private static Program sending(String... recipients) {
        return bench -> {
            bench.connect();
            bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to(recipients)));
            bench.see("code " + bench.transport.getLastReturnCode());
            bench.see("connected " + bench.transport.isConnected());
        };
    }

    @Test
    void delivers() throws Exception {
        List<String> seen = same(sending("a@x.example", "b@x.example"));
        assertThat(seen).anyMatch(line -> line.startsWith("DELIVERED sent=[a@x.example, b@x.example] unsent=[]"));
        assertThat(seen).anyMatch(line -> line.startsWith("arrived") && line.contains("\n.dot"));
    }

    @Test
    void hiddenRecipientsStayHidden() throws Exception {
        assertThat(same(sending("a@x.example", "hidden@x.example")))
                .anyMatch(line -> line.startsWith("arrived from <erp@contoso.com> to [a@x.example, hidden@x.example]"))
                .noneMatch(line -> line.contains("Bcc"));
    }

    @Test
    void theMessageObjectKeepsItsBcc() throws Exception {
        same(bench -> {
            bench.connect();
            MimeMessage message = bench.message();
            bench.transport.sendMessage(message, Bench.to("a@x.example"));
            bench.see("bcc " + message.getHeader("Bcc", ","));
        });
    }

    @Test
    void lastServerResponseIsTheReplyWithItsCode() throws Exception {
        same(bench -> {
            bench.connect();
            bench.transport.sendMessage(bench.message(), Bench.to("a@x.example"));
            bench.see(bench.transport.getLastServerResponse());
        });
    }

    @Test
    void twiceTheSameRecipientIsTwice() throws Exception {
        same(sending("a@x.example", "a@x.example"));
    }

    @Test
    void groupsAreExpanded() throws Exception {
        same(sending("Staff: a@x.example, b@x.example;", "c@x.example"));
    }

    @Test
    void twoMessagesGiveTwoEvents() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    bench.transport.sendMessage(bench.message(), Bench.to("a@x.example"));
                    bench.transport.sendMessage(bench.message(), Bench.to("b@x.example"));
                }))
                .filteredOn(line -> line.startsWith("DELIVERED"))
                .hasSize(2);
    }

    @Test
    void oneBadRecipientStopsTheMessageForAll() throws Exception {
        assertThat(same(
                        () -> new World().refuses("bad@x.example", 550, "5.1.1"),
                        Map.of(),
                        sending("a@x.example", "bad@x.example")))
                .anyMatch(
                        line -> line.contains("sent=[] unsent=[a@x.example] invalid=[bad@x.example] -> address failed"))
                .noneMatch(line -> line.startsWith("arrived"));
    }

    @Test
    void oneRecipientPutOffStopsTheMessageForAll() throws Exception {
        same(
                () -> new World().refuses("full@x.example", 452, "4.2.2"),
                Map.of(),
                sending("a@x.example", "full@x.example"));
    }

    @Test
    void allRecipientsRefused() throws Exception {
        same(
                () -> new World().refuses("a@x.example", 550, "5.1.1").refuses("b@x.example", 451, "4.2.0"),
                Map.of("mail.smtp.sendpartial", "true"),
                sending("a@x.example", "b@x.example"));
    }

    @Test
    void sendpartialSendsToTheOthers() throws Exception {
        assertThat(same(
                        () -> new World()
                                .refuses("bad@x.example", 550, "5.1.1")
                                .refuses("full@x.example", 452, "4.2.2"),
                        Map.of("mail.smtp.sendpartial", "true"),
                        sending("bad@x.example", "a@x.example", "full@x.example")))
                .anyMatch(line -> line.startsWith("PARTIALLY_DELIVERED sent=[a@x.example] unsent=[full@x.example]"))
                .anyMatch(line -> line.startsWith("arrived from <erp@contoso.com> to [a@x.example]"));
    }

    @Test
    void sendpartialOfTheMessageAlone() throws Exception {
        same(() -> new World().refuses("bad@x.example", 550, "5.1.1"), Map.of(), bench -> {
            bench.connect();
            SMTPMessage message = Bench.fill(new SMTPMessage(bench.session));
            message.setSendPartial(true);
            bench.attempt(() -> bench.transport.sendMessage(message, Bench.to("a@x.example", "bad@x.example")));
        });
    }

    @Test
    void reportsuccessThrowsOnSuccess() throws Exception {
        assertThat(same(World::new, Map.of("mail.smtp.reportsuccess", "true"), sending("a@x.example", "b@x.example")))
                .anyMatch(line -> line.contains("address succeeded b@x.example 250"));
    }

    @Test
    void refusedAfterTheMessage() throws Exception {
        same(
                () -> {
                    World world = new World();
                    world.data = Reply.of(554, "5.3.4", "Too large");
                    return world;
                },
                Map.of(),
                bench -> {
                    sending("a@x.example", "b@x.example").run(bench);
                    bench.world.data = Reply.of(250, "2.0.0", "Queued");
                    bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")));
                });
    }

    @Test
    void senderRefused() throws Exception {
        assertThat(same(
                        () -> {
                            World world = new World();
                            world.sender = Reply.of(550, "5.7.60", "Client does not have permissions");
                            return world;
                        },
                        Map.of(),
                        sending("a@x.example")))
                .anyMatch(line -> line.contains("-> sender failed erp@contoso.com 550 MAIL FROM:<erp@contoso.com>"));
    }

    @Test
    void unconnected() throws Exception {
        assertThat(same(bench ->
                        bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")))))
                .containsExactly("threw IllegalStateException Not connected");
    }

    @Test
    void connectTwice() throws Exception {
        same(bench -> {
            bench.connect();
            bench.attempt(bench::connect);
            bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")));
        });
    }

    @Test
    void closeTwiceAndConnectAgain() throws Exception {
        assertThat(same(bench -> {
                    bench.attempt(bench.transport::close);
                    bench.connect();
                    bench.see("connected " + bench.transport.isConnected());
                    bench.transport.close();
                    bench.transport.close();
                    bench.see("connected " + bench.transport.isConnected());
                    bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")));
                    bench.hear("CLOSED"); // the next events come on a new thread
                    bench.connect();
                    bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")));
                }))
                .filteredOn(line -> line.equals("CLOSED"))
                .hasSize(2);
    }

    @Test
    void reconnectAfterARefusedLogin() throws Exception {
        assertThat(same(
                        () -> {
                            World world = new World();
                            world.signIn = Reply.of(535, "5.7.3", "Authentication unsuccessful");
                            return world;
                        },
                        Map.of("mail.smtp.auth", "true"),
                        bench -> {
                            bench.attempt(bench::connect);
                            bench.see("connected " + bench.transport.isConnected());
                            bench.see("code " + bench.transport.getLastReturnCode());
                            bench.world.signIn = Reply.of(235, "2.7.0", "Authentication successful");
                            bench.attempt(bench::connect);
                            bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")));
                        }))
                .startsWith("threw AuthenticationFailedException", "connected false", "code 535", "returned");
    }

    @Test
    void envelopeSenderOfTheMessage() throws Exception {
        assertThat(same(World::new, Map.of("mail.smtp.from", "other@contoso.com"), bench -> {
                    bench.connect();
                    SMTPMessage message = Bench.fill(new SMTPMessage(bench.session));
                    message.setEnvelopeFrom("returns@contoso.com");
                    bench.transport.sendMessage(message, Bench.to("a@x.example"));
                    bench.transport.sendMessage(bench.message(), Bench.to("b@x.example"));
                    message.setEnvelopeFrom("<>");
                    bench.transport.sendMessage(message, Bench.to("c@x.example"));
                }))
                .anyMatch(line -> line.startsWith("arrived from <returns@contoso.com> to [a@x.example]"))
                .anyMatch(line -> line.startsWith("arrived from <other@contoso.com> to [b@x.example]"))
                .anyMatch(line -> line.startsWith("arrived from <> to [c@x.example]"));
    }

    @Test
    void severalAuthors() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    MimeMessage message = bench.message();
                    message.addFrom(Bench.to("second@contoso.com"));
                    bench.transport.sendMessage(message, Bench.to("a@x.example"));
                }))
                .anyMatch(line -> line.startsWith("arrived from <erp@contoso.com>"));
    }

    @Test
    void aSavedMessageKeepsItsMessageId() throws Exception {
        same(bench -> {
            bench.connect();
            MimeMessage message = bench.message();
            message.saveChanges();
            String id = message.getMessageID();
            bench.transport.sendMessage(message, Bench.to("a@x.example"));
            bench.see("same id " + id.equals(message.getMessageID()));
            MimeMessage unsaved = bench.message();
            bench.transport.sendMessage(unsaved, Bench.to("a@x.example"));
            bench.see("given id " + (unsaved.getMessageID() != null));
        });
    }

    @Test
    void textOfTheMessageArrivesUnencodedWithAllow8bitmime() throws Exception {
        for (String allowed : List.of("true", "false")) {
            List<String> seen = same(World::new, Map.of("mail.smtp.allow8bitmime", allowed), bench -> {
                bench.connect();
                MimeMessage message = bench.message();
                MimeBodyPart text = new MimeBodyPart();
                text.setText("Gr\u00fc\u00dfe", "utf-8");
                MimeBodyPart ascii = new MimeBodyPart();
                ascii.setText("plain");
                message.setContent(new MimeMultipart(text, ascii));
                message.saveChanges();
                bench.transport.sendMessage(message, Bench.to("a@x.example"));
            });
            String raw = new String("Gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(seen.get(seen.size() - 1).contains(raw)).isEqualTo(allowed.equals("true"));
        }
    }

    @Test
    void bareLineBreaksBecomeWholeOnes() throws Exception {
        same(bench -> {
            bench.connect();
            MimeMessage message = new MimeMessage(
                    bench.session,
                    new java.io.ByteArrayInputStream("From: erp@contoso.com\nSubject: raw\n\none\ntwo\rthree\r\n.\nend"
                            .getBytes(StandardCharsets.US_ASCII)));
            bench.transport.sendMessage(message, Bench.to("a@x.example"));
        });
    }

    @Test
    void fewerThanTheHeaderNames() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    MimeMessage message = bench.message();
                    message.setRecipients(jakarta.mail.Message.RecipientType.TO, "a@x.example, b@x.example");
                    bench.transport.sendMessage(message, Bench.to("b@x.example"));
                    bench.see(message.getHeader("To", ","));
                }))
                .anyMatch(line -> line.startsWith("arrived from <erp@contoso.com> to [b@x.example]"));
    }

    @Test
    void anInterruptedThreadSendsAndStaysInterrupted() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    Thread.currentThread().interrupt();
                    bench.attempt(() -> bench.transport.sendMessage(bench.message(), Bench.to("a@x.example")));
                    bench.see("interrupted " + Thread.interrupted());
                }))
                .contains("returned", "interrupted true")
                .anyMatch(line -> line.startsWith("arrived"));
    }

    @Test
    void debugOutputGoesToTheStreamOfTheSessionAndNeverShowsThePassword() throws Exception {
        same(World::new, Map.of("mail.smtp.auth", "true"), bench -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            bench.session.setDebugOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            bench.session.setDebug(true);
            bench.connect();
            bench.transport.sendMessage(bench.message(), Bench.to("a@x.example"));
            String text = out.toString(StandardCharsets.UTF_8);
            bench.see("tells " + text.contains("DEBUG"));
            bench.see("shows " + text.contains("LEGACYPASSWORD"));
        });
    }

    @Test
    void noRecipients() throws Exception {
        same(bench -> {
            bench.connect();
            bench.attempt(() -> bench.transport.sendMessage(bench.message(), new Address[0]));
            bench.attempt(() -> bench.transport.sendMessage(bench.message(), null));
        });
    }

    @Test
    void addressesOfAnotherKind() throws Exception {
        same(bench -> {
            bench.connect();
            Address[] news = {new NewsAddress("comp.lang.java")};
            bench.attempt(() -> bench.transport.sendMessage(bench.message(), news));
        });
    }

    @Test
    void noMessage() throws Exception {
        same(bench -> {
            bench.connect();
            bench.attempt(() -> bench.transport.sendMessage(null, Bench.to("a@x.example")));
        });
    }

    @Test
    void lineBreaksInTheSenderAreRefused() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    SMTPMessage message = Bench.fill(new SMTPMessage(bench.session));
                    message.setEnvelopeFrom("a@x.example>\r\nRCPT TO:<evil@e.test");
                    bench.attempt(() -> bench.transport.sendMessage(message, Bench.to("a@x.example")));
                    bench.see("connected " + bench.transport.isConnected());
                }))
                .contains("threw MessagingException -> IllegalArgumentException");
    }

    @Test
    void lineBreaksInARecipientAreRefused() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    InternetAddress evil = new InternetAddress();
                    evil.setAddress("a@x.example>\r\nRCPT TO:<evil@e.test");
                    bench.attempt(() -> bench.transport.sendMessage(bench.message(), new Address[] {evil}));
                    bench.see("connected " + bench.transport.isConnected());
                    bench.withoutLists(); // Angus gives none here, ours say who did not get it
                }))
                .contains("threw MessagingException -> IllegalArgumentException");
    }

    @Test
    void aMessageThatCannotBeWrittenClosesTheConnection() throws Exception {
        assertThat(same(bench -> {
                    bench.connect();
                    MimeMessage message = new MimeMessage(bench.message()) {
                        @Override
                        public void writeTo(OutputStream out, String[] ignored) throws IOException {
                            throw new IOException("the attachment is gone");
                        }
                    };
                    bench.attempt(() -> bench.transport.sendMessage(message, Bench.to("a@x.example")));
                    bench.see("connected " + bench.transport.isConnected());
                    bench.settle("NOT_DELIVERED", "CLOSED");
                    bench.attempt(bench::connect);
                }))
                .startsWith("threw MessagingException -> IOException", "connected false", "returned");
    }

    @Test
    void aHeaderThatCannotBeParsed() throws Exception {
        same(bench -> {
            bench.connect();
            MimeMessage message = bench.message();
            message.setHeader("From", "a@b@c <<>");
            bench.attempt(() -> bench.transport.sendMessage(message, Bench.to("a@x.example")));
        });
    }

    @Test
    void urlNameTellsHostAndUserOfTheProgram() throws Exception {
        same(bench -> {
            bench.connect();
            bench.see(bench.transport.getURLName().getUsername());
            bench.see("password " + bench.transport.getURLName().getPassword());
        });
    }

    @Test
    void propertiesOfTheSessionStayAsTheyWere() throws Exception {
        same(bench -> {
            Object before = bench.session.getProperties().clone();
            bench.connect();
            bench.transport.sendMessage(bench.message(), Bench.to("a@x.example"));
            bench.see("unchanged " + bench.session.getProperties().equals(before));
        });
    }

    @Test
    void aStreamOfMessagesKeepsTheConnection() throws Exception {
        same(bench -> {
            bench.connect();
            for (int i = 0; i < 20; i++) {
                bench.transport.sendMessage(bench.message(), Bench.to(i + "@x.example"));
            }
        });
    }

    @Test
    void messagesReadFromAStreamAreSentAsTheyAre() throws Exception {
        same(bench -> {
            bench.connect();
            try (InputStream raw = new java.io.ByteArrayInputStream(
                    "From: erp@contoso.com\r\nBcc: h@x.example\r\nX-Odd:  two  blanks \r\n\r\nbody\r\n"
                            .getBytes(StandardCharsets.US_ASCII))) {
                bench.transport.sendMessage(new MimeMessage(bench.session, raw), Bench.to("a@x.example"));
            } catch (MessagingException e) {
                bench.see(e.toString());
            }
        });
    }
}
