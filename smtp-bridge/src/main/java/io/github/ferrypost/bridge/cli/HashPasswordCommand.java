package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.bridge.config.PasswordHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferrypost hash-password}: hashes a password for {@code ferrypost.bridge.logins}. */
@Command(
        name = "hash-password",
        description =
                "Hashes a password for ferrypost.bridge.logins. Prompts for it, or reads it from standard" + " input.")
final class HashPasswordCommand implements Callable<Integer> {
    private final InputStream in;

    @Spec
    private CommandSpec spec;

    HashPasswordCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        String password = password();
        if (password.isEmpty()) {
            throw new IOException("received no password: type it, or pass it as the first line of standard input");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(PasswordHash.make(password));
        out.flush();
        return 0;
    }

    private String password() throws IOException {
        if (Terminal.isThere()) {
            char[] typed = Objects.requireNonNull(System.console()).readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String line = reader.readLine();
        return line == null ? "" : line;
    }
}
