package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.lang.module.ModuleDescriptor.Version;
import org.junit.jupiter.api.Test;

class LibraryVersionsTest {
    /** CVE-2025-11226, CVE-2026-1225 and CVE-2026-13006 are fixed in 1.5.36. */
    @Test
    void SEC17_logbackHasNoKnownVulnerability() {
        Version present = Version.parse(LoggerContext.class.getPackage().getImplementationVersion());
        assertThat(present).isGreaterThanOrEqualTo(Version.parse("1.5.36"));
    }
}
