package io.github.ferrypost.bridge.web;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.ferrypost.util.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders HTML from the Mustache templates beside this class. Escapes every value, and isolates its text direction.
 * Safe for use by many threads.
 */
final class Templates {
    private final Mustache.Compiler compiler = Mustache.compiler()
            .withEscaper(text -> Escapers.HTML.escape(PrintableText.block(text)))
            .emptyStringIsFalse(true)
            .withLoader(Templates::open);
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    String render(String name, Map<String, ?> model) {
        return compiled.computeIfAbsent(name, key -> {
                    try (Reader reader = open(key)) {
                        return compiler.compile(reader);
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read the template " + key, e);
                    }
                })
                .execute(model);
    }

    private static Reader open(String name) {
        return new InputStreamReader(resource(name + ".html"), StandardCharsets.UTF_8);
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(Templates.class.getResourceAsStream(name), name);
    }
}
