package io.github.ferrypost.sandbox.smtp;

import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.entra.AccessTokens;
import io.github.ferrypost.sandbox.exchange.Deliveries;
import io.github.ferrypost.sandbox.exchange.Limits;
import io.github.ferrypost.sandbox.exchange.Requests;
import io.github.ferrypost.sandbox.fault.Faults;
import io.github.ferrypost.sandbox.fault.Pause;
import java.time.Clock;
import java.time.Duration;

/** The state that all SMTP connections share. Thread-safe. */
public final class SmtpService {
    final SmtpAccess access;
    final Faults faults;
    final Pause pause;
    final Requests requests;
    final Deliveries deliveries;
    final Limits limits;
    final Pace pace;
    final Duration serviceTime;
    final boolean challenges;
    final Clock clock;
    final SmtpSwitches switches;

    /** @param challenges whether a failed XOAUTH2 gets a 334 first, as from Gmail, and then a 535 */
    public SmtpService(
            Directory directory,
            AccessTokens tokens,
            Faults faults,
            Pause pause,
            Requests requests,
            Deliveries deliveries,
            Limits limits,
            Duration serviceTime,
            boolean challenges,
            Clock clock,
            SmtpSwitches switches) {
        this.access = new SmtpAccess(directory, tokens);
        this.faults = faults;
        this.pause = pause;
        this.requests = requests;
        this.deliveries = deliveries;
        this.limits = limits;
        this.pace = new Pace(limits.smtpPerMinute(), clock);
        this.serviceTime = serviceTime;
        this.challenges = challenges;
        this.clock = clock;
        this.switches = switches;
    }
}
