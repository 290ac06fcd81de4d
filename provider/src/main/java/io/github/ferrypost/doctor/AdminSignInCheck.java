package io.github.ferrypost.doctor;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The administrator's sign-in by device code (RFC 8628), and its token for the checks of the directory. */
final class AdminSignInCheck {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** RFC 8628 section 3.5, on slow_down. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final CheckContext visit;
    private final AdminSignIn signIn;

    private AdminSignInCheck(CheckContext visit, AdminSignIn signIn) {
        this.visit = visit;
        this.signIn = signIn;
    }

    static Result look(CheckContext visit) {
        AdminSignIn signIn = visit.patient().adminSignIn().orElseThrow();
        if (signIn.token(visit.tenantId()).isPresent()) {
            visit.learnAdminToken(signIn.token(visit.tenantId()).get());
            return Result.ok(visit.say("seen.admin"));
        }
        try {
            return new AdminSignInCheck(visit, signIn).begin();
        } catch (HttpFailure e) {
            return NetworkChecks.trouble(
                    visit, e, NetworkChecks.hostOf(visit.account().endpoints().login()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.notCheckable(visit.say("seen.admin-late"), visit.say("remedy.admin"));
        }
    }

    private Result begin() throws HttpFailure, InterruptedException {
        ReportJson device =
                ReportJson.of(post("devicecode", Map.of("client_id", signIn.client(), "scope", AdminSignIn.SCOPE))
                        .text());
        if (!device.has("device_code")) {
            return refused(device);
        }
        visit.hide(device.text("device_code"));
        Duration lifetime = seconds(device, "expires_in", 900);
        signIn.show(visit.say(
                "word.admin-code",
                "page",
                device.text("verification_uri"),
                "code",
                device.text("user_code"),
                "minutes",
                Long.toString(lifetime.toMinutes())));
        return poll(device, lifetime);
    }

    private Result poll(ReportJson device, Duration lifetime) throws InterruptedException {
        Map<String, String> form =
                Map.of("grant_type", GRANT, "client_id", signIn.client(), "device_code", device.text("device_code"));
        Duration interval = seconds(device, "interval", 5);
        for (Duration waited = interval; waited.compareTo(lifetime) <= 0; waited = waited.plus(interval)) {
            signIn.pass(interval);
            ReportJson answer = ask(form);
            String error = answer.text("error");
            if (answer.has("access_token")) {
                signIn.remember(visit.tenantId(), answer.text("access_token"));
                visit.learnAdminToken(answer.text("access_token"));
                return Result.ok(visit.say("seen.admin"));
            }
            if (error.equals("slow_down")) {
                interval = interval.plus(SLOWER);
            } else if (error.equals("expired_token")) {
                break;
            } else if (!error.isEmpty() && !error.equals("authorization_pending")) {
                return refused(answer);
            }
        }
        return Result.notCheckable(visit.say("seen.admin-late"), visit.say("remedy.admin"));
    }

    /** A network that fails for a moment must not cost the person another sign-in (RFC 8628 section 3.5). */
    private ReportJson ask(Map<String, String> form) {
        try {
            Answer answer = post("token", form);
            return answer.status() >= 500 ? ReportJson.of("") : ReportJson.of(answer.text());
        } catch (HttpFailure e) {
            return ReportJson.of("");
        }
    }

    /** Nothing is wrong with the set-up because somebody could not or would not sign in. */
    private Result refused(ReportJson answer) {
        Result why = Refusals.entra(visit, answer.text("error_description"));
        return Result.notCheckable(why.seen(), why.remedies().get(0), visit.say("remedy.admin"));
    }

    private Answer post(String endpoint, Map<String, String> form) throws HttpFailure {
        URI uri = visit.account()
                .endpoints()
                .login()
                .resolve("/" + visit.account().tenant() + "/oauth2/v2.0/" + endpoint);
        byte[] body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        return visit.send(Request.of("POST", uri, NetworkChecks.TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(body));
    }

    private static Duration seconds(ReportJson json, String name, long otherwise) {
        String text = json.text(name);
        return Duration.ofSeconds(text.matches("\\d{1,6}") ? Long.parseLong(text) : otherwise);
    }
}
