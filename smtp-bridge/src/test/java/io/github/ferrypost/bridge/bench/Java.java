package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts Java processes of the same Java. */
final class Java {
    private Java() {}

    /** @param options before {@code -cp} or {@code -jar}, separated by blanks */
    static ProcessBuilder with(String options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(options.split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("FERRYPOST_"));
        return builder;
    }

    /** A class of ours, with our own class path. */
    static Process start(String options, Class<?> main, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        all.add("-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"));
        all.add(main.getName());
        all.addAll(List.of(arguments));
        return with(options, all.toArray(new String[0]))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
