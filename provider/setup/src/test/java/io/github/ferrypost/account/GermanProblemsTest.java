package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.doctor.GermanText;
import io.github.ferrypost.doctor.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A German reads what is wrong with the settings in German: each key with values that cannot be used, and broken files. */
class GermanProblemsTest {
    private static final Map<String, String> GOOD = Map.of(
            "ferrypost.tenant", "11111111-2222-3333-4444-555555555555",
            "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "ferrypost.secret", "a-secret",
            "ferrypost.mailbox", "noreply@contoso.example");

    @TempDir
    Path folder;

    private static void assertGerman(List<String> problems) {
        assertThat(problems).isNotEmpty();
        for (String problem : problems) {
            String german = GermanText.of(problem).in(Language.DE);
            assertThat(german)
                    .as(problem)
                    .isNotEqualTo(problem)
                    .doesNotContainPattern("\\b(the|set|not|and|with|which|correct|remove)\\b");
        }
    }

    private static List<String> problems(Map<String, String> settings) {
        try {
            Accounts.from(Settings.of(settings));
            return List.of();
        } catch (SettingsException e) {
            return e.problems();
        }
    }

    @Test
    void everyKeyWithEveryBadValue() {
        List<String> all = new ArrayList<>();
        for (Key key : Keys.PROVIDER.rows()) {
            for (String bad : List.of("", "?", "a b", "x".repeat(30), "http://user:word@host", "../nowhere.pem")) {
                Map<String, String> settings = new HashMap<>(GOOD);
                settings.put(key.name(), bad);
                all.addAll(problems(settings));
            }
        }
        assertThat(all).hasSizeGreaterThan(60);
        assertGerman(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ferrypost.mailboxx=a@b.example",
                "ferrypost.password=x",
                "ferrypost.sign-in=browser;ferrypost.password=x",
                "ferrypost.sign-in=managed-identity;ferrypost.managed-identity=me",
                "ferrypost.sign-in=federated",
                "ferrypost.sign-in=certificate",
                "ferrypost.sign-in=password",
                "ferrypost.certificate=a;ferrypost.password=x",
                "ferrypost.secret=;ferrypost.mailbox=",
                "ferrypost.client=11111111-2222-3333-4444-555555555555",
                "ferrypost.account.a.mailbox=a@b.example;ferrypost.account.b.mailbox=a@b.example",
                "ferrypost.account.a.mailbox=noreply@contoso.example",
                "ferrypost.mailbox=*;ferrypost.sign-in=password;ferrypost.password=x;ferrypost.user=a@b.example;ferrypost.secret=",
                "ferrypost.fallback=other",
                "ferrypost.mailbox=*;ferrypost.fallback=other",
                "ferrypost.from=a@b.example -> c@d.example, a@b.example -> mailbox",
                "ferrypost.from=a@b.example - c@d.example, x",
                "ferrypost.from=nowhere",
                "ferrypost.from-name=a\u0001b",
                "ferrypost.redirect=x",
            })
    void combinations(String changes) {
        Map<String, String> settings = new HashMap<>(GOOD);
        for (String change : changes.split(";", -1)) {
            settings.put(change.split("=", 2)[0], change.split("=", 2)[1]);
        }
        assertGerman(problems(settings));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ferrypost.secret=${file:nowhere}",
                "ferrypost.secret=${env:NOWHERE}",
                "ferrypost.secret=a\nferrypost.secret=b",
                "mail.smtp.host=a",
                "ferrypost.certificate=C:\\app.pfx",
                "ferrypost.secret=a\u0000b",
                "ferrypost.secret=${file:odd}",
            })
    void files(String text) throws Exception {
        Files.write(folder.resolve("odd"), "gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));
        assertGerman(problemsIn(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void encodings() throws Exception {
        assertGerman(problemsIn("\uFEFFferrypost.secret=a".getBytes(StandardCharsets.UTF_16LE)));
        assertGerman(problemsIn("ferrypost.secret=abcdef".getBytes(StandardCharsets.UTF_16BE)));
        assertGerman(problemsIn("# gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private List<String> problemsIn(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("ferrypost.properties"), content);
        Properties system = new Properties();
        system.setProperty("ferrypost.config", file.toString());
        try {
            new SettingsReader(Keys.PROVIDER, () -> system, Map.of(), new SettingsFile(false)).read(Map.of());
            return List.of();
        } catch (SettingsException e) {
            return e.problems();
        }
    }
}
