package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTimeKeysTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final Clock LATE = Clock.offset(NOW, Duration.ofMinutes(16));

    @TempDir
    private Path folder;

    private OneTimeKeys keys(Clock clock) {
        return new OneTimeKeys(Optional.of(new OneTimeKeyFile(folder, clock)), clock);
    }

    @Test
    void aKeyOpensOnceAndHas256Bits() {
        OneTimeKeys keys = keys(NOW);
        String key = keys.issue();
        assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
        assertThat(keys.spend(key)).isTrue();
        assertThat(keys.spend(key)).isFalse();
        assertThat(keys.spend("")).isFalse();
    }

    @Test
    void aKeyThatWasLeftOpensOnce() throws Exception {
        String key = new OneTimeKeyFile(folder, NOW).leave();
        OneTimeKeys keys = keys(NOW);
        assertThat(keys.spend("x" + key)).isFalse();
        assertThat(keys.spend(key)).isTrue();
        assertThat(keys.spend(key)).isFalse();
    }

    @Test
    void anOldKeyOpensNothing() throws Exception {
        String key = new OneTimeKeyFile(folder, NOW).leave();
        assertThat(keys(LATE).spend(key)).isFalse();
    }

    @Test
    void theNewerKeyTakesThePlaceOfTheOlder() throws Exception {
        OneTimeKeyFile drop = new OneTimeKeyFile(folder, NOW);
        String older = drop.leave();
        String newer = drop.leave();
        assertThat(keys(NOW).spend(older)).isFalse();
        assertThat(keys(NOW).spend(newer)).isTrue();
    }

    @Test
    void whatLiesInTheFolderIsNoKey() throws Exception {
        String key = new OneTimeKeyFile(folder, NOW).leave();
        String left = Files.readString(folder.resolve("page.key"));
        assertThat(left).doesNotContain(key);
        assertThat(keys(NOW).spend(left.split(" ", 2)[0])).isFalse();
    }

    /** In a folder that others may write, as where its volume was made with 0777. */
    @Test
    void SEC3_aKeyOfAnotherUserOpensNothing() throws Exception {
        assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "only root can make another user's file");
        String key = new OneTimeKeyFile(folder, NOW).leave();
        Files.setAttribute(folder.resolve("page.key"), "unix:uid", 12345);
        assertThat(keys(NOW).spend(key)).isFalse();
        Files.setAttribute(folder.resolve("page.key"), "unix:uid", 0);
        assertThat(keys(NOW).spend(key)).isTrue();
    }

    @Test
    void junkInTheFolderOpensNothing() throws Exception {
        for (String junk : new String[] {"", " ", "a b c", Secrets.digest("k") + " x", Secrets.digest("k") + " "}) {
            Files.writeString(folder.resolve("page.key"), junk);
            assertThat(keys(NOW).spend("k")).isFalse();
        }
    }
}
