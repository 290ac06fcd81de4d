package io.github.ferrypost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads all that a module's tests printed at the most verbose level, and looks for what must not be there. */
public final class SecretSearch {
    /**
     * The sandbox's client secrets; a JSON Web Token, plain or within a base64 XOAUTH2 line ({@code auth=Bearer} at each of
     * the three offsets); the passwords of the tests.
     */
    static final Pattern SECRET = Pattern.compile("SANDBOXSECRET"
            + "|eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}"
            + "|YXV0aD1CZWFyZXIg|F1dGg9QmVhcmVyI|hdXRoPUJlYXJlci"
            + "|LEGACYPASSWORD|TEVHQUNZUEFTU1dPUk|xFR0FDWVBBU1NXT1JE|MRUdBQ1lQQVNTV09SR");

    private SecretSearch() {}

    /** Checks the files in the folder that the system property {@code outputs} names. */
    public static void assertNothingSecretWasPrinted() throws IOException {
        String outputs = System.getProperty("outputs");
        assertThat(outputs).as("run by mvn verify, after the other tests").isNotNull();
        List<String> found = new ArrayList<>();
        long lines = 0;
        for (Path file : files(Path.of(outputs))) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines++;
                    if (SECRET.matcher(line).find()) {
                        found.add(file.getFileName() + ": "
                                + SECRET.matcher(line)
                                        .replaceAll("<SECRET>")
                                        .substring(0, Math.min(200, line.length() / 2)));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(lines).as("there was output to look at").isGreaterThan(1000);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
    }
}
