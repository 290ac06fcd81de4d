package io.github.ferrypost.doctor;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The administrator's sign-in by device code (RFC 8628), which yields the token for the directory checks. */
final class AdminSignInCheck {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** RFC 8628 section 3.5, on slow_down. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final CheckContext context;
    private final AdminSignIn signIn;

    private AdminSignInCheck(CheckContext context, AdminSignIn signIn) {
        this.context = context;
        this.signIn = signIn;
    }

    static Result look(CheckContext context) {
        AdminSignIn signIn = context.request().adminSignIn().orElseThrow();
        if (signIn.token(context.tenantId()).isPresent()) {
            context.learnAdminToken(signIn.token(context.tenantId()).get());
            return Result.ok(context.say("seen.admin"));
        }
        try {
            return new AdminSignInCheck(context, signIn).begin();
        } catch (HttpFailure e) {
            return NetworkChecks.lost(
                    context,
                    e,
                    NetworkChecks.hostOf(context.account().endpoints().login()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.notCheckable(context.say("seen.admin-late"), context.say("remedy.admin"));
        }
    }

    private Result begin() throws HttpFailure, InterruptedException {
        Answer answer = post("devicecode", Map.of("client_id", signIn.client(), "scope", AdminSignIn.SCOPE));
        Optional<Result> nothing = NetworkChecks.noAnswer(
                context,
                answer,
                NetworkChecks.hostOf(context.account().endpoints().login()));
        if (nothing.isPresent()) {
            return nothing.get();
        }
        ReportJson device = ReportJson.of(answer.text());
        if (!device.has("device_code")) {
            return refused(device);
        }
        context.hide(device.text("device_code"));
        Duration lifetime = seconds(device, "expires_in", 900);
        signIn.show(context.say(
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
                signIn.remember(context.tenantId(), answer.text("access_token"));
                context.learnAdminToken(answer.text("access_token"));
                return Result.ok(context.say("seen.admin"));
            }
            if (error.equals("slow_down")) {
                interval = interval.plus(SLOWER);
            } else if (error.equals("expired_token")) {
                break;
            } else if (!error.isEmpty() && !error.equals("authorization_pending")) {
                return refused(answer);
            }
        }
        return Result.notCheckable(context.say("seen.admin-late"), context.say("remedy.admin"));
    }

    /** A brief network failure must not cost the person another sign-in (RFC 8628 section 3.5). */
    private ReportJson ask(Map<String, String> form) {
        try {
            Answer answer = post("token", form);
            return answer.status() >= 500 ? ReportJson.of("") : ReportJson.of(answer.text());
        } catch (HttpFailure e) {
            return ReportJson.of("");
        }
    }

    /** A declined or failed sign-in does not mean that the set-up is wrong. */
    private Result refused(ReportJson answer) {
        Result why = Refusals.entra(context, answer.text("error_description"));
        return Result.notCheckable(why.seen(), why.remedies().get(0), context.say("remedy.admin"));
    }

    private Answer post(String endpoint, Map<String, String> form) throws HttpFailure {
        URI uri = context.account()
                .endpoints()
                .login()
                .resolve("/" + context.account().tenant() + "/oauth2/v2.0/" + endpoint);
        byte[] body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        return context.send(Request.of("POST", uri, context.tools().patience())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(body));
    }

    private static Duration seconds(ReportJson json, String name, long otherwise) {
        String text = json.text(name);
        return Duration.ofSeconds(text.matches("\\d{1,6}") ? Long.parseLong(text) : otherwise);
    }
}
