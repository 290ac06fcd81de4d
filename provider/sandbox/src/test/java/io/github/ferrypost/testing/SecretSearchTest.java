package io.github.ferrypost.testing;

import static io.github.ferrypost.testing.SecretSearch.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretSearchTest {
    @Test
    void theSearchFindsWhatItIsMadeFor() {
        assertThat(SECRET.matcher("secret=abc~SANDBOXSECRET").find()).isTrue();
        assertThat(SECRET.matcher("Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2dyYXBo.x")
                        .find())
                .isTrue();
        for (String prefix : List.of("", "x", "xy")) {
            assertThat(SECRET.matcher(base64(prefix + "auth=Bearer abc")).find())
                    .isTrue();
            assertThat(SECRET.matcher(base64(prefix + "LEGACYPASSWORD!")).find())
                    .isTrue();
        }
        assertThat(SECRET.matcher("AUTH XOAUTH2 <hidden>").find()).isFalse();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
