package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.Health;
import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.entra.AadstsTable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The form's field that a fault is about, by the check and by Entra's code. Stateless. */
final class FindingField {
    private static final Map<String, FormField> BY_CHECK = Map.of(
            "tenant-id", FormField.TENANT,
            "client-id", FormField.CLIENT,
            "secret", FormField.SECRET,
            "mailbox", FormField.MAILBOX,
            "tenant", FormField.TENANT,
            "mailbox-graph", FormField.MAILBOX,
            "redirect-uris", FormField.REDIRECT_URIS,
            "redirect-uris-registered", FormField.REDIRECT_URIS);

    /** Microsoft, "Microsoft Entra authentication and authorization error codes". */
    private static final Map<Integer, FormField> BY_CODE = Map.of(
            7000215, FormField.SECRET,
            7000222, FormField.SECRET,
            700016, FormField.CLIENT,
            7000112, FormField.CLIENT,
            7000229, FormField.CLIENT,
            90002, FormField.TENANT,
            900023, FormField.TENANT);

    private FindingField() {}

    static Optional<FormField> of(Finding finding) {
        if (finding.health() != Health.FAULT) {
            return Optional.empty();
        }
        OptionalInt code = AadstsTable.codeIn(finding.seen().in(Language.EN));
        return code.isPresent()
                ? Optional.ofNullable(BY_CODE.get(code.getAsInt()))
                : Optional.ofNullable(BY_CHECK.get(finding.id()));
    }
}
