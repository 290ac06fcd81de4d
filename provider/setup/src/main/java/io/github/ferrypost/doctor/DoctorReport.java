package io.github.ferrypost.doctor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All findings about one account, in the order of the checks. Immutable. */
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

    /**
     * FAULT if any finding is; else NOT_PROVEN if a check that sending needs has not passed; else WARNING if any
     * finding is; else OK.
     */
    public Health worst() {
        if (has(Health.FAULT)) {
            return Health.FAULT;
        }
        if (findings.stream().anyMatch(Finding::isUnproven)) {
            return Health.NOT_PROVEN;
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
