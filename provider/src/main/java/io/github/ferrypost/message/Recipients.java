package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The envelope's recipients, and which of them a header field has named so far. One thread at a time. */
final class Recipients {
    private final Set<Address> all = new LinkedHashSet<>();
    private final Map<String, List<Address>> byFolded = new HashMap<>();
    private final Set<Address> named = new LinkedHashSet<>();
    private final List<String> unwritable = new ArrayList<>();

    Recipients(List<String> envelope) {
        for (String recipient : envelope) {
            Optional<Address> address = Address.parse(recipient);
            if (address.isEmpty()) {
                unwritable.add(recipient);
            } else if (all.add(address.get())) {
                byFolded.computeIfAbsent(address.get().folded(), key -> new ArrayList<>())
                        .add(address.get());
            }
        }
    }

    /** Whether this is one of the recipients; if so, marks it as named. */
    boolean name(Address address) {
        List<Address> found = matching(address);
        named.addAll(found);
        return !found.isEmpty();
    }

    /** Whether this is one of the recipients. */
    boolean isOne(Address address) {
        return !matching(address).isEmpty();
    }

    private List<Address> matching(Address address) {
        return all.contains(address) ? List.of(address) : byFolded.getOrDefault(address.folded(), List.of());
    }

    Set<Address> unnamed() {
        Set<Address> unnamed = new LinkedHashSet<>(all);
        unnamed.removeAll(named);
        return unnamed;
    }

    List<String> unwritable() {
        return Collections.unmodifiableList(unwritable);
    }
}
