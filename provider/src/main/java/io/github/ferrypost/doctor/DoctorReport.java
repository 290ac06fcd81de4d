package io.github.ferrypost.doctor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All that was found out about one account, in the order of the examination. Immutable. */
public final class DoctorReport {
    private final String account;
    private final List<Finding> findings;

    DoctorReport(String account, List<Finding> findings) {
        this.account = Objects.requireNonNull(account);
        this.findings = List.copyOf(findings);
    }

    /** The account's name in the settings; empty for the unnamed one. */
    public String account() {
        return account;
    }

    public List<Finding> findings() {
        return findings;
    }

    public Optional<Finding> finding(String id) {
        return findings.stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    /** FAULT if anything is, else WARNING if anything is, else OK: what could not be looked at is held against nobody. */
    public Health worst() {
        if (has(Health.FAULT)) {
            return Health.FAULT;
        }
        return has(Health.WARNING) ? Health.WARNING : Health.OK;
    }

    private boolean has(Health health) {
        return findings.stream().anyMatch(finding -> finding.health() == health);
    }

    @Override
    public String toString() {
        return worst() + " " + findings;
    }
}
