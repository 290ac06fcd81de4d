package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps 4 and 7: the four redirect URIs. */
class RedirectTest {
    static final String[] FOUR = {
        "https://meine.ipmcloud.example",
        "https://meine.ipmcloud.example/",
        "https://srv12.ipmcloud.example",
        "https://srv12.ipmcloud.example/"
    };

    private final Practice practice = new Practice();

    @BeforeEach
    void two() {
        practice.with = patient ->
                patient.withRedirectUris(List.of("https://meine.ipmcloud.example", "https://srv12.ipmcloud.example"));
    }

    @AfterEach
    void close() {
        practice.close();
    }

    @Test
    void allFourAreRegistered() {
        practice.sandbox.app().registration().spaRedirectUris(FOUR);
        Finding finding = practice.examine().finding("redirect-uris").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.OK);
        assertThat(finding.seen().in(Language.EN)).contains("Probably").contains(FOUR);
    }

    @Test
    void step7TheFormsWithTheSlashAreMissing() {
        practice.sandbox.app().registration().spaRedirectUris(FOUR[0], FOUR[2]);
        Finding finding = practice.expect("redirect-uris", "add exactly " + FOUR[1] + " , " + FOUR[3], FOUR[3]);
        assertThat(finding.seen().key()).isEqualTo("seen.redirect-slash");
    }

    @Test
    void anAdministratorSeesThePlatform() {
        String admin = practice.adminToken();
        practice.with = patient -> patient.withAdminToken(admin).withRedirectUris(List.of(FOUR[0]));
        practice.sandbox.app().registration().webRedirectUris(FOUR[0], FOUR[1]);
        DoctorReport report = practice.examine();
        assertThat(report.finding("redirect-uris"))
                .as("no guess where it can be known")
                .isEmpty();
        Finding finding = report.finding("redirect-uris-registered").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.WARNING);
        assertThat(Practice.remedies(finding, Language.EN)).contains("from Web to Single-page application");
        practice.sandbox.app().registration().webRedirectUris(FOUR[0]);
        practice.expect("redirect-uris-registered", "add exactly " + FOUR[1], "genau " + FOUR[1]);
        practice.sandbox.app().registration().webRedirectUris(FOUR[2]).publicRedirectUris(FOUR[0], FOUR[1]);
        finding = practice.examine().finding("redirect-uris-registered").orElseThrow();
        assertThat(finding.health()).isEqualTo(Health.WARNING);
        assertThat(Practice.remedies(finding, Language.EN)).contains("from Mobile and desktop applications to");
    }

    @Test
    void anAdministratorIsToldOfWhatIsNoRedirectUri() {
        String admin = practice.adminToken();
        practice.with = patient ->
                patient.withAdminToken(admin).withRedirectUris(List.of(FOUR[0], "http://meine.ipmcloud.example"));
        practice.sandbox.app().registration().spaRedirectUris(FOUR);
        Finding finding = practice.expect("redirect-uris-registered", "https://name.example.com", "https://name");
        assertThat(finding.seen().in(Language.EN)).endsWith(": http://meine.ipmcloud.example");
    }
}
