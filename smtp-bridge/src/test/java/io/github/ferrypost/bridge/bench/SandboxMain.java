package io.github.ferrypost.bridge.bench;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Microsoft 365 in a process of its own, for as long as its standard input is open. It prints its settings, then {@code
 * ready}; then each line it reads is {@code begin RUN BODYCRC FILECRC} or {@code end COUNT}, and is answered with a line.
 */
public final class SandboxMain {
    /** Octets of an SMTP command line with the token in it. */
    private static final int TOKEN_LINE = 12_288;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofHours(12);

    private SandboxMain() {}

    /** @param arguments limits ({@code none}, {@code microsoft}, {@code concurrency}), service time in ms, mailboxes */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Tally tally = new Tally();
        try (Sandbox sandbox = Sandbox.builder()
                .limits(limits(arguments[0]))
                .serviceTime(Duration.ofMillis(Long.parseLong(arguments[1])))
                .forgetful(true)
                .start()) {
            sandbox.onDelivery(tally::add);
            settings(sandbox, Integer.parseInt(arguments[2])).forEach((key, value) -> say(key + "=" + value));
            say("ready");
            serve(tally);
        }
    }

    private static Limits limits(String name) {
        return switch (name) {
            case "none" -> Limits.none().commandLine(TOKEN_LINE);
            case "concurrency" -> Limits.withoutRate();
            case "microsoft" -> Limits.microsoft();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The app of the sandbox may make drafts; the one that most lanes use may only send. */
    private static Map<String, String> settings(Sandbox sandbox, int mailboxes) {
        App sender = sandbox.directory().addApp("Sender", "Mail.Send", "SMTP.SendAsApp");
        Map<String, String> all = new TreeMap<>(sandbox.settings());
        all.remove("ferrypost.mailbox");
        all.put("ferrypost.client", sender.clientId());
        all.put("ferrypost.secret", sender.addSecret());
        for (int i = 0; i < mailboxes; i++) {
            account(sandbox, all, "graph" + i, "graph");
            account(sandbox, all, "smtp" + i, "smtp");
            account(sandbox, all, "drafts" + i, "graph");
            all.put("ferrypost.account.drafts" + i + ".client", sandbox.clientId());
            all.put("ferrypost.account.drafts" + i + ".secret", sandbox.secret());
        }
        all.put("token.smtp", sandbox.smtpToken(sender, LONG));
        all.put("token.graph", sandbox.graphToken(sender, LONG));
        return all;
    }

    private static void account(Sandbox sandbox, Map<String, String> all, String name, String road) {
        String address = SandboxProcess.mailbox(name);
        sandbox.directory().addMailbox(address);
        all.put("ferrypost.account." + name + ".mailbox", address);
        all.put("ferrypost.account." + name + ".roads", road);
    }

    private static void serve(Tally tally) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("begin")) {
                tally.begin(Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
                say("begun");
            } else {
                say(tally.end(Integer.parseInt(words[1]), PATIENCE));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
