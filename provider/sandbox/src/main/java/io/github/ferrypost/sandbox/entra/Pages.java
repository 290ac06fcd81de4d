package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that a user sees. Error pages have a success status, like the real ones. */
final class Pages {
    private Pages() {}

    static HttpAnswer error(String text) {
        return page(
                "Sign in to your account",
                "<h1>Sorry, but we're having trouble signing you in.</h1><p>" + escape(text) + "</p>");
    }

    static HttpAnswer told(String text) {
        return page("Microsoft", "<h1>" + escape(text) + "</h1>");
    }

    /** A form that posts to its own address. */
    static HttpAnswer login(String wrong, @Nullable String name) {
        return page("Sign in to your account", form("Sign in", wrong, name, ""));
    }

    static HttpAnswer device(String wrong, String code) {
        return page("Enter code", form("Enter code to allow access", wrong, "", field("otc", "Code", "text", code)));
    }

    private static String form(String title, String wrong, @Nullable String name, String first) {
        return "<form method=\"post\"><h1>" + title + "</h1><p role=\"alert\">" + escape(wrong) + "</p>" + first
                + field("login", "Email", "text", name) + field("passwd", "Password", "password", "")
                + "<button>Accept</button> <button name=\"decline\" value=\"1\">Cancel</button></form>";
    }

    private static String field(String name, String label, String type, @Nullable String value) {
        return "<p><label>" + label + " <input name=\"" + name + "\" type=\"" + type + "\" value=\""
                + escape(value == null ? "" : value) + "\"></label></p>";
    }

    /** OAuth 2.0 Form Post Response Mode: the browser posts the parameters automatically. */
    static HttpAnswer post(String target, Map<String, String> parameters) {
        StringBuilder html = new StringBuilder("<form method=\"post\" action=\"" + escape(target) + "\">");
        parameters.forEach((name, value) ->
                html.append("<input type=\"hidden\" name=\"" + escape(name) + "\" value=\"" + escape(value) + "\">"));
        return page("Working...", html + "<button>Continue</button></form><script>document.forms[0].submit()</script>");
    }

    private static HttpAnswer page(String title, String body) {
        String html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head><body>" + body + "</body></html>";
        return HttpAnswer.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
