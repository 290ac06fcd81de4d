package io.github.ferrypost.dropin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** How a program is started: what follows {@code java} and its options, up to the program's own arguments. */
enum Launch {
    CLASS_PATH {
        @Override
        List<String> arguments(List<Path> path, Path classes, Path folder) {
            List<Path> all = new ArrayList<>(path);
            all.add(classes);
            return List.of("-cp", Programs.classPath(all), "Loop");
        }
    },
    /** Named modules throughout. */
    MODULE_PATH {
        @Override
        List<String> arguments(List<Path> path, Path classes, Path folder) {
            List<Path> all = new ArrayList<>(path);
            all.add(classes);
            return List.of("-p", Programs.classPath(all), "-m", "program/program.Loop");
        }
    },
    /** The framework on the class path, and all others in it as bundles. */
    OSGI {
        @Override
        List<String> arguments(List<Path> path, Path classes, Path folder) {
            Map<Boolean, List<Path>> parts = path.stream()
                    .collect(Collectors.partitioningBy(
                            jar -> jar.getFileName().toString().contains("felix.framework")));
            List<Path> outside = new ArrayList<>(parts.get(true));
            outside.add(classes);
            return List.of(
                    "-Dbundles=" + Programs.classPath(parts.get(false)), "-cp", Programs.classPath(outside), "Loop");
        }
    },
    /** One jar with all others in it, as Spring Boot's plugin makes it, with Boot's own loader. */
    BOOT_JAR {
        @Override
        List<String> arguments(List<Path> path, Path classes, Path folder) throws IOException {
            Path jar = folder.resolve("application.jar");
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes()
                    .put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
            manifest.getMainAttributes().putValue("Start-Class", "Loop");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out, manifest)) {
                // Boot's loader looks for this entry
                entries.putNextEntry(new JarEntry("BOOT-INF/classes/"));
                entries.closeEntry();
                for (Path library : path) {
                    if (library.getFileName().toString().contains("spring-boot-loader")) {
                        unpacked(entries, library);
                    } else {
                        stored(entries, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
                    }
                }
                try (Stream<Path> files = Files.walk(classes)) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                            .toList()) {
                        stored(entries, "BOOT-INF/classes/" + classes.relativize(file), Files.readAllBytes(file));
                    }
                }
            }
            return List.of("-jar", jar.toString());
        }
    };

    /** @param path all jars in their order, ours among them */
    abstract List<String> arguments(List<Path> path, Path classes, Path folder) throws IOException;

    /** The name of a program's class. */
    String program(String name) {
        return this == MODULE_PATH ? "program." + name : name;
    }

    private static void unpacked(JarOutputStream entries, Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (entry.getName().startsWith("org/") && !entry.isDirectory()) {
                    try (var in = jar.getInputStream(entry)) {
                        stored(entries, entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    /** Not compressed, as Boot's loader wants it of jars. */
    private static void stored(JarOutputStream entries, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        JarEntry entry = new JarEntry(name);
        entry.setMethod(JarEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entries.putNextEntry(entry);
        entries.write(content);
        entries.closeEntry();
    }
}
