package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as Windows' editors and PowerShell save them, and as people type paths into them. */
class SettingsEncodingTest {
    private static final String SECRET = "ferrypost.secret";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void settingsFile() {
        file = folder.resolve("ferrypost.properties");
    }

    private Settings read() throws SettingsException {
        return SettingsReaderTest.reader(Map.of("ferrypost.config", file.toString()), Map.of())
                .read(Map.of());
    }

    private List<String> problems() {
        return catchThrowableOfType(SettingsException.class, this::read).problems();
    }

    private static byte[] marked(String text, Charset charset) {
        return ("\uFEFF" + text).getBytes(charset);
    }

    @Test
    void T1_aByteOrderMarkIsNoPartOfASecret() throws Exception {
        Files.write(folder.resolve("secret.txt"), marked("abc8Q~of-a-test\r\n", StandardCharsets.UTF_8));
        Files.writeString(file, SECRET + "=${file:secret.txt}\n");
        assertThat(read().get(SECRET)).contains("abc8Q~of-a-test");
    }

    static Stream<Arguments> otherEncodings() {
        String text = "first=1\nabc8Q~of-a-test=büro\n";
        return Stream.of(
                Arguments.of(marked(text, StandardCharsets.UTF_16LE), "is UTF-16: save it as UTF-8"),
                Arguments.of(marked(text, StandardCharsets.UTF_16BE), "is UTF-16: save it as UTF-8"),
                Arguments.of(text.getBytes(StandardCharsets.UTF_16LE), "is UTF-16 without a byte order mark: save it"),
                Arguments.of(text.getBytes(StandardCharsets.UTF_16BE), "is UTF-16 without a byte order mark: save it"),
                Arguments.of(text.getBytes(StandardCharsets.ISO_8859_1), "is not UTF-8 in line 2, but ISO 8859-1"),
                Arguments.of(text.getBytes(Charset.forName("windows-1252")), "is not UTF-8 in line 2, but ISO 8859-1"),
                Arguments.of("a\nb\nc\0d".getBytes(StandardCharsets.UTF_8), "has a NUL character in line 3"),
                // cut in the middle of a character
                Arguments.of(new byte[] {'a', '\r', '\n', 'b', '\r', (byte) 0xC3}, "is not UTF-8 in line 3"));
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void T1_anotherEncodingOfAReferredFileIsNamed(byte[] bytes, String problem) throws Exception {
        Path other = Files.write(folder.resolve("secret.txt"), bytes);
        Files.writeString(file, SECRET + "=${file:secret.txt}\n");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(SECRET + " refers to the file " + other + ", which " + problem)
                .contains("Notepad")
                .doesNotContain("8Q~");
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void T2_anotherEncodingOfTheSettingsFileIsNamed(byte[] bytes, String problem) throws Exception {
        Files.write(file, bytes);
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("The settings file " + file + " " + problem)
                .contains("Notepad")
                .doesNotContain("8Q~");
    }

    @ParameterizedTest
    @CsvSource({
        "ferrypost.certificate=C:\\ProgramData\\Ferrypost\\a.pem, 1",
        "ferrypost.certificate=C:\\users\\kim\\a.pem, 1",
        "ferrypost.certificate = c:\\temp\\new.pem, 1",
        "ferrypost.certificate: D:\\a.pem, 1",
        "ferrypost.certificate D:\\a.pem, 1",
        "ferrypost.certificate=\\\\server\\share\\a.pem, 1",
        "ferrypost.certificate=certs\\bridge.pem, 1",
        "ferrypost.secret=ab\\cd, 1",
    })
    void N15_aSingleBackslashIsNamedByKeyAndLine(String line, int count) throws Exception {
        Files.write(file, List.of("# C:\\is a comment", "", line, "ferrypost.mailbox=a@b.example"));
        assertThat(problems())
                .hasSize(count)
                .first()
                .asString()
                .startsWith(line.split("[=: ]", -1)[0] + " in " + file + ", line 3, has a single backslash")
                .contains("C:/ProgramData/Ferrypost")
                .doesNotContain("ab\\cd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\\\ProgramData\\\\a.pem",
                "C\\:\\\\ProgramData\\\\a.pem",
                "C:/ProgramData/a.pem",
                "\\\\\\\\server\\\\share",
                "a\\=b\\:c\\#d\\!e\\ f",
                "tab\\there",
                "b\\u00fcro",
                "one,\\\n  two,\\\n  three",
            })
    void N15_whatJavaUnderstandsIsLeftAlone(String value) throws Exception {
        Files.writeString(file, "ferrypost.senders=" + value + "\nferrypost.mailbox=a@b.example\n");
        Properties java = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            java.load(reader);
        }
        assertThat(read().get("ferrypost.senders")).contains(java.getProperty("ferrypost.senders"));
    }

    /** Whatever Properties.store writes must be read as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"C:\\ProgramData\\x", "\\\\server\\share", "a:b=c#d!e", "büro \\ t\tab", " x"})
    void N15_whatJavaStoresIsRead(String value) throws Exception {
        Properties java = new Properties();
        java.put("ferrypost.senders", value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        java.store(new OutputStreamWriter(out, StandardCharsets.UTF_8), null);
        Files.write(file, out.toByteArray());
        assertThat(read().get("ferrypost.senders")).contains(value.trim());
    }

    @Test
    void SEC12_filesWithSecretsThatOthersMayReadAreKnown() throws Exception {
        Path secret = write("secret.txt", "rw-r--r--");
        Path sender = write("senders.txt", "rw-rw-rw-");
        Path key = write("key.pem", "rw-r--r--");
        Files.write(
                file,
                List.of(
                        "ferrypost.secret=${file:secret.txt}",
                        "ferrypost.senders=${file:senders.txt}",
                        "ferrypost.account.x.certificate=key.pem"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read().exposedFiles()).containsExactly(key, secret);

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(read().exposedFiles()).isEmpty();

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(read().exposedFiles()).containsExactly(secret);
        assertThat(sender).exists();
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, true", "rw-rw----, true", "rw-----w-, true", "rw-r-----, false", "r--------, false"})
    void SEC12_theSettingsFileCountsWhereItHoldsASecret(String rights, boolean exposed) throws Exception {
        Files.writeString(file, "ferrypost.secret=abc8Q~of-a-test\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        assertThat(read().exposedFiles()).isEqualTo(exposed ? List.of(file) : List.of());
    }

    private Path write(String name, String rights) throws Exception {
        Path path = Files.writeString(folder.resolve(name), "x");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        return path;
    }
}
