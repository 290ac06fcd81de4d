package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.util.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as JSON for programs: the body of a {@code json} webhook and the input of a command. Stateless. */
final class AlertJson {
    private AlertJson() {}

    static String of(AlertMessage message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", "ferrypost");
        json.put("host", message.host());
        json.put("event", message.event().word());
        json.put("time", message.at().toString());
        json.put("title", message.title());
        json.put("text", message.text());
        json.put("incidents", incidents(message));
        return Json.write(json);
    }

    private static List<Map<String, Object>> incidents(AlertMessage message) {
        return message.notices().stream()
                .map(notice -> {
                    AlertState state = notice.state();
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("kind", state.kind().word());
                    json.put("subject", state.subject());
                    json.put("event", notice.event().word());
                    json.put("detail", state.detail());
                    json.put("since", state.since().toString());
                    state.until().ifPresent(end -> json.put("until", end.toString()));
                    json.put("count", state.count());
                    return json;
                })
                .toList();
    }
}
