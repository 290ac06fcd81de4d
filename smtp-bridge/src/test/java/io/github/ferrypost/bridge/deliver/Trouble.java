package io.github.ferrypost.bridge.deliver;

import static io.github.ferrypost.sandbox.fault.Fault.dropAfterAcceptance;
import static io.github.ferrypost.sandbox.fault.Fault.dropBefore;
import static io.github.ferrypost.sandbox.fault.Fault.dropDuring;
import static io.github.ferrypost.sandbox.fault.Fault.garbage;
import static io.github.ferrypost.sandbox.fault.Fault.html;
import static io.github.ferrypost.sandbox.fault.Fault.reply;
import static io.github.ferrypost.sandbox.fault.Fault.stall;
import static io.github.ferrypost.sandbox.fault.Fault.status;
import static io.github.ferrypost.sandbox.fault.Target.SMTP_AUTH;
import static io.github.ferrypost.sandbox.fault.Target.SMTP_CONNECT;
import static io.github.ferrypost.sandbox.fault.Target.SMTP_DATA;
import static io.github.ferrypost.sandbox.fault.Target.SMTP_EHLO;
import static io.github.ferrypost.sandbox.fault.Target.SMTP_FINAL_DOT;
import static io.github.ferrypost.sandbox.fault.Target.SMTP_MAIL;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What goes wrong: at Graph by the answer to the request that sends, at SMTP by what Exchange says in such a case.
 *
 * @param strike lets it go wrong from now on, until the scene heals
 */
record Trouble(String name, Consumer<Scene> strike) {
    static final List<Trouble> ALL = List.of(
            of(
                    "429 with seconds",
                    status(429).retryAfter(120),
                    SMTP_FINAL_DOT,
                    reply("451 4.7.500 Server busy. Please try again later")),
            of(
                    "429 with a date",
                    scene -> scene.always(
                            status(429).retryAfter(Instant.now().plus(Duration.ofHours(1))),
                            SMTP_FINAL_DOT,
                            reply(
                                    "554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; WASCL UserAction verdict is"
                                            + " not None. Actual verdict is RefuseQuota"))),
            of(
                    "429 without",
                    status(429),
                    SMTP_MAIL,
                    reply("421 4.4.2 Message submission rate for this client has exceeded the configured limit")),
            of("401 once", scene -> scene.next(status(401), SMTP_AUTH, reply("535 5.7.3 Authentication unsuccessful"))),
            of("401", status(401), SMTP_AUTH, reply("535 5.7.3 Authentication unsuccessful")),
            of(
                    "403",
                    status(403),
                    SMTP_AUTH,
                    reply(
                            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.")),
            of("500", status(500), SMTP_FINAL_DOT, reply("451 4.7.0 Temporary server error. Please try again later.")),
            of("502", status(502), SMTP_CONNECT, reply("421 4.3.2 Service not available")),
            of("503", status(503), SMTP_EHLO, reply("421 4.3.2 Service not available")),
            of("504", status(504), SMTP_DATA, reply("421 4.4.2 Connection dropped")),
            of(
                    "504 for what was sent",
                    status(504).afterAcceptance(),
                    SMTP_FINAL_DOT,
                    garbage().afterAcceptance()),
            of("connection refused", Scene::closePorts),
            of("reset before the request", dropBefore(), SMTP_DATA, dropBefore()),
            of("reset during the request", dropDuring(), SMTP_DATA, dropDuring()),
            of("reset after the request", Fault.dropBeforeAcceptance(), SMTP_FINAL_DOT, Fault.dropBeforeAcceptance()),
            of("reset after acceptance", dropAfterAcceptance(), SMTP_FINAL_DOT, dropAfterAcceptance()),
            of("time-out", stall(), SMTP_FINAL_DOT, stall()),
            of("time-out after acceptance", stall().afterAcceptance(), SMTP_FINAL_DOT, stall().afterAcceptance()),
            of("garbage", garbage(), SMTP_MAIL, garbage()),
            of("HTML", html(), SMTP_CONNECT, html()),
            of("DNS failure", Scene::loseNames),
            of("token endpoint down", scene -> scene.withoutToken(status(503))),
            of("token endpoint says HTML", scene -> scene.withoutToken(html(200))),
            of("secret expired, token good", Scene::expireSecret),
            of("secret expired, token dead", scene -> {
                scene.expireSecret();
                scene.revokeToken();
            }),
            of("token revoked", Scene::revokeToken),
            of("tokens that live 2 s", Scene::nothing));

    private static Trouble of(String name, Fault graph, Target point, Fault smtp) {
        return of(name, scene -> scene.always(graph, point, smtp));
    }

    private static Trouble of(String name, Consumer<Scene> strike) {
        return new Trouble(name, strike);
    }

    static Trouble named(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
