package io.github.ferrypost.entra;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entra's error codes that occur when setting up a mail program (Microsoft, "Microsoft Entra authentication and
 * authorization error codes"). Microsoft may change the numbers, so an unknown one gets its verdict from the OAuth
 * {@code error} beside it. Immutable.
 */
public final class AadstsTable {
    private static final Pattern CODE = Pattern.compile("AADSTS(\\d{1,9})");

    private static final List<AadstsRow> ROWS = Stream.of(
                    CredentialRows.ROWS,
                    RegistrationRows.ROWS,
                    ConsentRows.ROWS,
                    UserRows.ROWS,
                    PolicyRows.ROWS,
                    SignInRows.ROWS,
                    RequestRows.ROWS)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableList());

    private static final Map<Integer, AadstsRow> BY_CODE = ROWS.stream()
            .flatMap(row -> row.codes().stream().map(code -> Map.entry(code, row)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private AadstsTable() {}

    /** All rows, in the order of a set-up: credential, registration, consent, user, policy, sign-in, request. */
    public static List<AadstsRow> rows() {
        return ROWS;
    }

    /** The first code in a text: the number after AADSTS. */
    public static OptionalInt codeIn(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** @param code the number after AADSTS */
    public static Optional<AadstsRow> find(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /**
     * A generic row for a code that is not in the table.
     *
     * @param said Entra's own text, used as the meaning
     */
    static AadstsRow unknown(int code, AadstsKind kind, String said) {
        Function<String, String> link = text -> text + " https://login.microsoftonline.com/error?code=" + code;
        return AadstsRow.of(
                kind,
                said,
                said,
                link.apply("Microsoft explains the code at"),
                link.apply("Microsoft erklärt den Code unter"),
                code);
    }
}
