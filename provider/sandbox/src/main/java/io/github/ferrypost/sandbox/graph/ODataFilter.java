package io.github.ferrypost.sandbox.graph;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two {@code $filter} expressions with which Ferrypost looks up its own message. */
final class ODataFilter {
    private static final String TEXT = "'((?:[^']|'')*)'";
    private static final Pattern BY_ID = Pattern.compile("\\s*internetMessageId eq " + TEXT + "\\s*");
    private static final Pattern BY_PROPERTY = Pattern.compile(
            "\\s*singleValueExtendedProperties/any\\(\\s*(\\w+)\\s*:" + "\\s*\\1/id eq " + TEXT + " and \\1/value eq "
                    + TEXT + "\\s*\\)\\s*",
            Pattern.CASE_INSENSITIVE);

    private ODataFilter() {}

    static Predicate<Item> parse(String filter) throws GraphError {
        Matcher byId = BY_ID.matcher(filter);
        if (byId.matches()) {
            String id = plain(byId.group(1));
            return item -> item.message().messageId().equals(id);
        }
        Matcher byProperty = BY_PROPERTY.matcher(filter);
        if (byProperty.matches()) {
            String name = plain(byProperty.group(2));
            String value = plain(byProperty.group(3));
            return item -> value.equals(item.properties().get(name));
        }
        throw new GraphError(400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
    }

    private static String plain(String literal) {
        return literal.replace("''", "'");
    }
}
