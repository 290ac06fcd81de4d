package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit under a real systemd, which boots in a clean Debian. Needs root. */
class SystemdTest {
    /** Runs once the machine is up, with {@code ferrypost.service} ready, and switches the machine off. */
    private static final String CHECK = """
            report() { echo "$1: $(shift; "$@" 2>&1 | tr '\\n' ' ')" >> /report; }
            report active systemctl is-active ferrypost
            report properties systemctl show -p User -p Type -p NRestarts -p StatusErrno ferrypost
            # ready means that this connection is accepted at once
            report greeting bash -c 'exec 3<>/dev/tcp/127.0.0.1/@PORT@ && head -n 1 <&3'
            before=$(systemctl show -p MainPID --value ferrypost)
            report upgrade dpkg -i /newer.deb
            after=$(systemctl show -p MainPID --value ferrypost)
            [ "$before" != "$after" ] && echo "new process" >> /report
            report upgraded systemctl is-active ferrypost
            report stop systemctl stop ferrypost
            report result systemctl show -p Result -p ExecMainStatus ferrypost
            report start systemctl start ferrypost
            report removal dpkg --remove ferrypost
            report gone systemctl is-active ferrypost
            journalctl --no-pager -u ferrypost > /journal 2>&1
            """;

    @TempDir
    private Path folder;

    @Test
    void N7_systemdStartsUpgradesAndStopsIt() throws Exception {
        Path deb = Shell.target("ferrypost.deb");
        try (CleanRoot root = CleanRoot.unpack(folder);
                Sandbox sandbox = Sandbox.start()) {
            Installation.install(root, deb).succeeds();
            int port = Installation.freePortBelow1024();
            Installation.configure(root, sandbox, port);
            Files.copy(
                    Installation.rebuilt(folder, deb, Installation.version(deb) + "+next"),
                    // not in /tmp, where systemd mounts its own
                    root.path("/newer.deb"));
            Files.writeString(root.path("/check.sh"), CHECK.replace("@PORT@", Integer.toString(port)));
            Files.writeString(root.path("/etc/systemd/system/check.service"), """
                    [Unit]
                    After=ferrypost.service
                    [Service]
                    Type=oneshot
                    ExecStart=/bin/bash /check.sh
                    ExecStopPost=/bin/systemctl poweroff --no-block
                    [Install]
                    WantedBy=multi-user.target
                    """);
            root.run("systemctl", "enable", "check.service").succeeds();

            String boot = root.boot().output();
            assertThat(root.path("/report")).as(boot).exists();
            String report = Files.readString(root.path("/report"));
            String journal = Files.readString(root.path("/journal"));
            assertThat(report)
                    .as("%s%n%s", report, journal)
                    .contains("active: active", "Type=notify", "User=ferrypost", "NRestarts=0", "greeting: 220 ")
                    .contains("new process", "upgraded: active")
                    .contains("Result=success", "ExecMainStatus=143", "gone: inactive");
            assertThat(journal).contains("listens on 127.0.0.1:" + port).doesNotContain("could not be told", "ALERT");
        }
    }
}
