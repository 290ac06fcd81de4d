package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.CorruptEntryException;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferrypost queue export}: writes the message exactly as it is in the queue. */
@Command(
        name = "export",
        description = "Writes an entry's message to a file; the entry stays in the queue.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final Callable<Spool> opening;
    private final OutputStream stdout;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "The entry's ID, as `list` prints it.")
    private EntryId id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A new file, ID.eml by default; - for standard output.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    ExportCommand(Callable<Spool> opening, OutputStream stdout) {
        this.opening = opening;
        this.stdout = stdout;
    }

    @Override
    public Integer call() throws Exception {
        try (Spool spool = opening.call()) {
            if (spool.show(id).isEmpty()) {
                return fail(Change.missing(id));
            }
            Path target = file == null ? Path.of(id + ".eml") : file;
            return target.toString().equals("-") ? toStdout(spool) : toFile(spool, target);
        } catch (CorruptEntryException e) {
            return fail("The exported message differs from the stored one: " + e.getMessage() + ".");
        }
    }

    private int toStdout(Spool spool) throws SpoolException, IOException {
        boolean found = spool.export(id, stdout);
        stdout.flush();
        return found ? 0 : fail(Change.missing(id));
    }

    private int toFile(Spool spool, Path target) throws SpoolException, IOException {
        try (OutputStream out = create(target)) {
            if (!spool.export(id, out)) {
                Files.delete(target);
                return fail(Change.missing(id));
            }
        } catch (FileAlreadyExistsException e) {
            return fail("The file " + target + " already exists; it was not changed.");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Entry " + id + " written to " + target + ", " + Files.size(target) + " bytes.");
        out.flush();
        return 0;
    }

    /** Creates the file owner-only, if the file system has owners. */
    private static OutputStream create(Path target) throws IOException {
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return new BufferedOutputStream(Channels.newOutputStream(
                Files.newByteChannel(target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)));
    }

    private int fail(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
        return 1;
    }
}
