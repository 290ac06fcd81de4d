package io.github.ferrypost.bridge.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Encodes a map of texts in one column, as a web form does: {@code ENVID=x&RET=HDRS}, sorted by name. */
final class Pairs {
    private Pairs() {}

    static String text(Map<String, String> map) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(pair -> URLEncoder.encode(pair.getKey(), UTF_8) + "="
                                + URLEncoder.encode(pair.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }

    static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : text.split("&", 0)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                map.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return map;
    }
}
