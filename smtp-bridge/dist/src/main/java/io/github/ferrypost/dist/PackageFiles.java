package io.github.ferrypost.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ferrypost.bridge.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;

/** Writes the generated files of the packages into a folder. The build runs it: FOLDER VERSION TIME CONTROL. */
public final class PackageFiles {
    private static final String ZSH = """
            #compdef ferrypost
            autoload -U +X bashcompinit && bashcompinit
            source /usr/share/bash-completion/completions/ferrypost
            """;

    private final Path folder;

    private PackageFiles(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        PackageFiles files = new PackageFiles(Path.of(arguments[0]));
        String version = arguments[1];
        String debianVersion = version.replace("-SNAPSHOT", "~snapshot");
        files.write("ferrypost.properties", SampleSettings.text().getBytes(UTF_8));
        files.write("ferrypost-windows.properties", SampleSettings.windows().getBytes(UTF_8));
        files.write("ferrypost.1.gz", gzipped(CommandManual.of(Main.commandLine(), version)));
        files.write("ferrypost.properties.5.gz", gzipped(SettingsManual.of(version)));
        String completion = AutoComplete.bash("ferrypost", Main.commandLine());
        // it is sourced, not run
        files.write("completion.bash", completion.replaceFirst("^#!.*\n", "").getBytes(UTF_8));
        files.write("completion.zsh", ZSH.getBytes(UTF_8));
        files.write("changelog.gz", gzipped(changelog(debianVersion, OffsetDateTime.parse(arguments[2]))));
        files.write("schema", (schema() + "\n").getBytes(UTF_8));
        files.fillIn(Path.of(arguments[3]), debianVersion);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Copies the control files of the Debian package, with version and format of the queue. */
    private void fillIn(Path control, String debianVersion) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(control)) {
            for (Path file : files) {
                String text = Files.readString(file)
                        .replace("@VERSION@", debianVersion)
                        .replace("@SCHEMA@", Integer.toString(schema()));
                write("control/" + file.getFileName(), text.getBytes(UTF_8));
            }
        }
    }

    /** In the form of deb-changelog(5). */
    private static String changelog(String debianVersion, OffsetDateTime time) {
        return """
                ferrypost (%s) unstable; urgency=medium

                  * The changes are listed in .github/CHANGELOG.md of the source.

                 -- The Ferrypost authors <ferrypost@users.noreply.github.com>  %s
                """.formatted(
                debianVersion, DateTimeFormatter.RFC_1123_DATE_TIME.format(time).replace("GMT", "+0000"));
    }

    /** The version of the queue's tables: a package must not replace one that wrote a newer version. */
    private static int schema() {
        try {
            // not public, because nothing but the spool and the packages needs it
            Field version =
                    Class.forName("io.github.ferrypost.bridge.spool.Sql").getDeclaredField("VERSION");
            version.setAccessible(true);
            return version.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the spool's version has moved: adapt PackageFiles", e);
        }
    }

    /** As {@code gzip -9n}: no name, no time. */
    private static byte[] gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new Best(bytes)) {
            zip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] all = bytes.toByteArray();
        // RFC 1952 section 2.3.1: XFL 2 says that the slowest compression was used
        all[8] = 2;
        return all;
    }

    private static final class Best extends GZIPOutputStream {
        Best(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
