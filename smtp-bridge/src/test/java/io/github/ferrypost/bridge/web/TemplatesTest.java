package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.doctor.Language;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    @Test
    void SEC20_whatComesFromOutsideIsEscapedAndDoesNotTurnThePage() {
        String html = new Templates()
                .render(
                        "message",
                        Map.of(
                                "heading",
                                "<b>evil\u202Emoc\u001B[31m\u2028",
                                "text",
                                "two\nlines",
                                "t",
                                PageMessages.of(Language.EN).phrases()));
        assertThat(html).contains("&lt;b&gt;evil?moc?[31m?", "two\nlines").doesNotContain("\u202E", "\u001B", "\u2028");
    }
}
