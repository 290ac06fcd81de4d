package io.github.ferrypost.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A settings file is somebody's own: what is not changed stays to the octet. */
class SettingsDocumentTest {
    private static final String MAILBOX = "ferrypost.mailbox";
    private static final String SECRET = "ferrypost.secret";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ferrypost.properties");
    }

    private static SettingsDocument document(String text) {
        return SettingsDocument.of(text.getBytes(UTF_8));
    }

    private static String text(SettingsDocument document) {
        return new String(document.bytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# only a comment",
                "! another\r\n# and more\r\n",
                "a=b\rc=d\r",
                "ferrypost.mailbox = a\\\n   b\\\r\n  c\n# x \\\nferrypost.secret:y",
                "\uFEFFferrypost.tenant=t\n",
                "ferrypost.secret=\\u0041\\\\\\=\n",
                "ends in a backslash=x\\",
                "bad=\\u00zz\nferrypost.tenant=t\n"
            })
    void whatIsNotChangedIsWrittenAsItWasRead(String text) {
        assertThat(text(document(text))).isEqualTo(text);
    }

    @Test
    void octetsThatAreNoUtf8StayAsTheyAre() {
        byte[] latin = "# f\u00fcr die Buchhaltung\nferrypost.mailbox=a@b.example\n".getBytes(ISO_8859_1);
        byte[] written = SettingsDocument.of(latin).with(MAILBOX, "c@b.example").bytes();
        assertThat(new String(written, ISO_8859_1))
                .isEqualTo("# f\u00fcr die Buchhaltung\nferrypost.mailbox=c@b.example\n");
    }

    @Test
    void aValueIsChangedInItsPlaceAndANewOneComesLast() {
        SettingsDocument before = document("# who\nferrypost.mailbox = old@x.example\n\n# what\nunknown.key: 1\n");
        assertThat(text(before.with(MAILBOX, "new@x.example").with(SECRET, "${file:secret.txt}")))
                .isEqualTo("""
                        # who
                        ferrypost.mailbox=new@x.example

                        # what
                        unknown.key: 1
                        ferrypost.secret=${file:secret.txt}
                        """);
    }

    @Test
    void theSameValueKeepsTheFormThatItHad() {
        String text = "ferrypost.mailbox :  a@b\\u002eexample\n";
        assertThat(text(document(text).with(MAILBOX, "a@b.example"))).isEqualTo(text);
    }

    @Test
    void lineEndsAreThoseOfTheFile() {
        assertThat(text(document("# x\r\nferrypost.mailbox=a\r\n")
                        .with(MAILBOX, "b")
                        .with(SECRET, "s")))
                .isEqualTo("# x\r\nferrypost.mailbox=b\r\nferrypost.secret=s\r\n");
    }

    @Test
    void aLastLineWithoutAnEndGetsOne() {
        assertThat(text(document("a=b\n# c").with(SECRET, "s"))).isEqualTo("a=b\n# c\nferrypost.secret=s\n");
    }

    @Test
    void continuationLinesGoWithTheirSetting() {
        SettingsDocument before = document("ferrypost.senders=a@x,\\\n   b@x,\\\n   c@x\nferrypost.mailbox=m\n");
        assertThat(before.get("ferrypost.senders")).contains("a@x,b@x,c@x");
        assertThat(text(before.with("ferrypost.senders", "d@x")))
                .isEqualTo("ferrypost.senders=d@x\nferrypost.mailbox=m\n");
        assertThat(text(before.without("ferrypost.senders"))).isEqualTo("ferrypost.mailbox=m\n");
    }

    @Test
    void aBackslashAtTheEndOfACommentContinuesNothing() {
        assertThat(document("# C:\\mail\\\nferrypost.mailbox=m\n").get(MAILBOX)).contains("m");
    }

    @Test
    void ofDuplicatesOneIsLeft() {
        SettingsDocument before = document("ferrypost.mailbox=a\nx=1\nferrypost.mailbox=b\n");
        assertThat(before.get(MAILBOX)).contains("b");
        assertThat(text(before.with(MAILBOX, "c"))).isEqualTo("ferrypost.mailbox=c\nx=1\n");
        assertThat(text(before.without(MAILBOX))).isEqualTo("x=1\n");
    }

    @Test
    void aByteOrderMarkStaysFirstAndHidesNothing() {
        SettingsDocument before = document("\uFEFFferrypost.mailbox=a\nx=1\n");
        assertThat(before.get(MAILBOX)).contains("a");
        assertThat(text(before.with(MAILBOX, "b"))).isEqualTo("\uFEFFferrypost.mailbox=b\nx=1\n");
        assertThat(text(before.without(MAILBOX))).isEqualTo("\uFEFFx=1\n");
    }

    @Test
    void SEC12_ownerGroupAndModeStayAndNothingElseIsLeft() throws Exception {
        Files.writeString(file, "ferrypost.mailbox=a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        boolean root = (int) Files.getAttribute(folder, "unix:uid") == 0;
        int owner = root ? 12345 : (int) Files.getAttribute(file, "unix:uid");
        int group = root ? 23456 : (int) Files.getAttribute(file, "unix:gid");
        if (root) {
            Files.setAttribute(file, "unix:uid", owner);
            Files.setAttribute(file, "unix:gid", group);
        }
        SettingsDocument.read(file).with(SECRET, "s").write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(Files.readAttributes(file, "unix:uid,gid"))
                .containsEntry("uid", owner)
                .containsEntry("gid", group);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.toList()).isEqualTo(List.of(file));
        }
    }

    @Test
    void aMissingFileIsMade() throws Exception {
        SettingsDocument.read(file).with(SECRET, "s").write(file);
        assertThat(Files.readString(file)).isEqualTo("ferrypost.secret=s" + System.lineSeparator());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aReadOnlyFileIsLeftAlone() throws Exception {
        Files.writeString(file, "ferrypost.mailbox=a\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        SettingsDocument changed = SettingsDocument.read(file).with(SECRET, "s");
        assertThatThrownBy(() -> changed.write(file)).isInstanceOf(AccessDeniedException.class);
        assertThat(Files.readString(file)).isEqualTo("ferrypost.mailbox=a\n");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("etc")).resolve("real.properties");
        Files.writeString(real, "ferrypost.mailbox=a\n");
        Files.createSymbolicLink(file, real);
        SettingsDocument.read(file).with(MAILBOX, "b").write(file);
        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(Files.readString(real)).isEqualTo("ferrypost.mailbox=b\n");
    }

    @Test
    void noSecretIsInItsDescription() {
        assertThat(document("ferrypost.secret=verysecret\n")).hasToString("settings document of 1 pieces");
    }
}
