package io.github.ferrypost.bridge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Our side of {@link SandboxMain}. */
final class SandboxProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader in;
    private final OutputStream out;
    private final Map<String, String> told = new TreeMap<>();
    private int run;

    /** @param options of its Java */
    SandboxProcess(String options, String limits, int serviceMillis, int mailboxes) throws IOException {
        process = Java.start(
                options, SandboxMain.class, limits, Integer.toString(serviceMillis), Integer.toString(mailboxes));
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out = process.getOutputStream();
        for (String line = line(); !line.equals("ready"); line = line()) {
            int sign = line.indexOf('=');
            told.put(line.substring(0, sign), line.substring(sign + 1));
        }
    }

    /** The address of the mailbox of an account. */
    static String mailbox(String account) {
        return account + "@contoso.example";
    }

    long pid() {
        return process.pid();
    }

    /** What a user would write into {@code ferrypost.properties}. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(told);
        settings.keySet().removeIf(key -> !key.startsWith("ferrypost."));
        return settings;
    }

    /** One of the settings, or {@code token.smtp} or {@code token.graph}. */
    String told(String key) {
        return told.get(key);
    }

    /** A new run begins; its number. */
    int begin(Letter letter) throws IOException {
        run++;
        ask("begin " + run + " " + letter.bodyCrc() + " " + letter.fileCrc());
        return run;
    }

    /** Waits until all have arrived that were sent; a loss, a duplicate or a foreign recipient ends the benchmark. */
    void end(int sent) throws IOException {
        String verdict = ask("end " + sent);
        if (!verdict.equals("ok")) {
            throw new IllegalStateException("run " + run + ", " + sent + " mails: " + verdict);
        }
    }

    private String ask(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return line();
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the sandbox has ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
