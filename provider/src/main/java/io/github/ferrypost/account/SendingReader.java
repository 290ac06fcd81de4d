package io.github.ferrypost.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@link SendingOptions} of one account, and collects the errors in them. */
final class SendingReader {
    private final AccountSettings settings;

    SendingReader(AccountSettings settings) {
        this.settings = settings;
    }

    SendingOptions read() {
        return SendingOptions.STANDARD
                .withFrom(from())
                .withRedirect(redirect())
                .withDrafts(settings.choice("drafts", DraftPolicy.values(), DraftPolicy::key));
    }

    private SenderPolicy from() {
        Optional<String> from = settings.value("from");
        Optional<String> name = settings.value("from-name");
        if (from.isEmpty() && name.isEmpty()) {
            return SenderPolicy.KEEP;
        }
        try {
            return SenderPolicy.parse(from.orElse("keep"), name.orElse("keep"));
        } catch (IllegalArgumentException e) {
            settings.problem("from", from.orElse(""), String.valueOf(e.getMessage()));
            return SenderPolicy.KEEP;
        }
    }

    private @Nullable String redirect() {
        String address = settings.value("redirect").orElse(null);
        if (address != null && !Addresses.isAddress(address)) {
            settings.problem("redirect", address, "not an email address");
        }
        return address;
    }
}
