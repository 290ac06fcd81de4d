package io.github.ferrypost.dropin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, which sends a mail to each address it is told. */
final class Running implements AutoCloseable {
    private static final int LIMIT_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final StringBuilder output = new StringBuilder();

    Running(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("FERRYPOST_") || name.equals("JAVA_TOOL_OPTIONS"));
        process = builder.start();
        process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = process.outputWriter(StandardCharsets.UTF_8);
        if (await("ready").isEmpty()) {
            throw new IOException("It does not start:\n" + output);
        }
    }

    /** Whether the program knows of no failure. */
    boolean send(String address) throws IOException {
        in.write(address + "\n");
        in.flush();
        return await("sent " + address, "failed " + address).startsWith("sent");
    }

    private String await(String... beginnings) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            output.append(line).append('\n');
            for (String beginning : beginnings) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
        }
        return "";
    }

    /** All that it printed so far. */
    String output() {
        return output.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
        await("nothing more");
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                output.append("does not end\n");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
