package io.github.ferrypost.dropin;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** The programs of {@code src/test/programs}, compiled against the jars they shall run with, and nothing of ours. */
final class Programs {
    private static final Path SOURCES = Path.of("src", "test", "programs");

    private final Path folder;
    private final Map<Stack, Path> compiled = new ConcurrentHashMap<>();

    Programs(Path folder) {
        this.folder = folder;
    }

    /** The folder of its classes. */
    Path classes(Stack stack) {
        return compiled.computeIfAbsent(stack, this::compile);
    }

    private Path compile(Stack stack) {
        try {
            Path place = Files.createTempDirectory(folder, stack.program());
            List<String> arguments = new ArrayList<>(List.of("--release", "11", "-proc:none", "-Xlint:none", "-cp"));
            arguments.set(arguments.size() - 1, stack.launch() == Launch.MODULE_PATH ? "-p" : "-cp");
            List<Path> path = new ArrayList<>(stack.paths());
            if (stack.launch() == Launch.MODULE_PATH) {
                path.add(stack.drop()); // the program requires it, or nobody would look for it
                arguments.add(classPath(path));
                Path file = Files.writeString(
                        place.resolve("module-info.java"),
                        "module program { requires jakarta.mail; requires io.github.ferrypost.provider; }");
                arguments.add(file.toString());
            } else {
                arguments.add(classPath(path));
            }
            arguments.addAll(List.of("-encoding", "UTF-8", "-d", place.toString()));
            Set<String> names = new LinkedHashSet<>(List.of("Loop", stack.program()));
            names.add("StaticSend");
            for (String name : names) {
                String source = Files.readString(SOURCES.resolve(name + ".java"))
                        .replace("jakarta.mail", stack.isJavax() ? "javax.mail" : "jakarta.mail");
                String inPackage = stack.launch() == Launch.MODULE_PATH ? "package program; " : "";
                Path file = Files.writeString(place.resolve(name + ".java"), inPackage + source);
                arguments.add(file.toString());
            }
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            int result =
                    ToolProvider.getSystemJavaCompiler().run(null, output, output, arguments.toArray(String[]::new));
            if (result != 0) {
                throw new IllegalStateException(stack.title() + ": " + output.toString(StandardCharsets.UTF_8));
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String classPath(List<Path> paths) {
        return paths.stream()
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
