package io.github.ferrypost.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFolderTest {
    @TempDir
    private Path folder;

    /** The process of {@link #SEC3_isItsOwnersAloneUnderAnyUmask}. */
    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0]);
        PrivateFolder.make(path);
        PrivateFile.create(path.resolve("made"), new byte[] {1});
        PrivateFile.replace(path.resolve("replaced"), new byte[] {1});
        PrivateFile.rewrite(path.resolve("rewritten"), new byte[] {1});
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "002", "022", "077"})
    void SEC3_isItsOwnersAloneUnderAnyUmask(String umask) throws Exception {
        Path made = folder.resolve("one/two");
        Process process = new ProcessBuilder(List.of(
                        "/bin/sh",
                        "-c",
                        "umask " + umask + " && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PrivateFolderTest.class.getName(),
                        made.toString()))
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(rights(made)).isEqualTo("rwx------");
        assertThat(rights(made.getParent())).isEqualTo("rwx------");
        for (String file : List.of("made", "replaced", "rewritten")) {
            assertThat(rights(made.resolve(file))).as(file).isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rwx------, OWNER_ONLY, rwx------",
        "rwxr-xr-x, OWNER_ONLY, rwxr-xr-x",
        "rwxrwxrwx, CLOSED_NOW, rwxr-xr-x",
        "rwxrwx---, CLOSED_NOW, rwxr-x---",
        "rwx----w-, CLOSED_NOW, rwx------",
    })
    void SEC3_whatOthersMayWriteIsClosed(String rights, PrivateFolder.Access expected, String after) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        assertThat(PrivateFolder.close(folder)).isEqualTo(expected);
        assertThat(rights(folder)).isEqualTo(after);
    }

    @Test
    void oneThatIsThereStaysAsItIs() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        PrivateFolder.make(folder);
        assertThat(rights(folder)).isEqualTo("rwxr-x---");
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
