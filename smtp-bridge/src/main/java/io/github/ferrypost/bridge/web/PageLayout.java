package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.monitor.BridgeStatus;
import io.github.ferrypost.doctor.Language;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What all pages share: language, HTTP headers, navigation. Safe for use by many threads. */
final class PageLayout {
    private static final String LANGUAGE = "ferrypost-lang";
    private static final int YEAR = 365 * 24 * 3600;

    /** Allows no external resources, no inline code, and no framing. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Templates templates = new Templates();
    private final RequestGuard entrance;
    private final boolean setup;
    private final boolean stored;
    private final String version;

    PageLayout(RequestGuard entrance, Optional<BridgeStatus> running, String version) {
        this.entrance = entrance;
        this.setup = running.isEmpty();
        this.stored = running.flatMap(BridgeStatus::spool).isPresent();
        this.version = version;
    }

    /** Set on every response, including refusals. */
    static void headers(Context answer) {
        answer.header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                // same-origin, because with no-referrer browsers submit forms with the origin "null"
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    PageMessages words(Context request) {
        String chosen = request.cookie(LANGUAGE);
        Language language = "de".equals(chosen)
                ? Language.DE
                : "en".equals(chosen) ? Language.EN : PageMessages.preferred(request.header("Accept-Language"));
        return PageMessages.of(language);
    }

    void choose(Context request, String tag) {
        request.cookie(
                new Cookie(LANGUAGE, tag.equals("de") ? "de" : "en", "/", YEAR, false, true, null, SameSite.STRICT));
    }

    /** Renders a whole page. */
    void show(Context request, String template, String title, Map<String, ?> model) {
        PageMessages words = words(request);
        Map<String, Object> all = around(request, words);
        all.put("title", title);
        all.put("here-" + template.split("-", 2)[0], true);
        all.putAll(model);
        all.put("content", templates.render(template, all));
        request.contentType("text/html; charset=utf-8").result(templates.render("page", all));
    }

    /** Renders a fragment of a page, which a script inserts. */
    String part(Context request, String template, Map<String, ?> model) {
        Map<String, Object> all = around(request, words(request));
        all.putAll(model);
        return templates.render(template, all);
    }

    private Map<String, Object> around(Context request, PageMessages words) {
        Map<String, Object> all = new LinkedHashMap<>();
        Optional<Sessions.Session> session = entrance.session(request);
        all.put("t", words.phrases());
        all.put("lang", words.language().tag());
        all.put("is-de", words.language() == Language.DE);
        all.put("version", version);
        all.put("inside", session.isPresent());
        all.put("csrf", session.map(Sessions.Session::csrf).orElse(""));
        all.put("path", request.path());
        all.put("setup", setup);
        all.put("stored", stored);
        return all;
    }
}
