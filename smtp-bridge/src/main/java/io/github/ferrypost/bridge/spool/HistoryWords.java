package io.github.ferrypost.bridge.spool;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of the full-text index, in a row's text and in a search. A word is an address, a domain, an id, a network
 * address, or a word of a text; few words make storing cheap, and rare ones make searching fast. Stateless.
 */
final class HistoryWords {
    /** Letters and digits, and what may stand between them within a word. */
    static final String TOKENIZER = "unicode61 remove_diacritics 2 tokenchars '-_.@:+'";

    private static final Pattern OUTSIDE_WORDS =
            Pattern.compile("(?<![\\p{L}\\p{N}])[-_.@:+]+|[-_.@:+]+(?![\\p{L}\\p{N}])");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PARTS = Pattern.compile("[-_.+]");

    private HistoryWords() {}

    /** What is indexed of a row. The replies to delivered messages say nothing that the other fields do not. */
    static String of(HistoryRow row) {
        HistoryRow.Progress progress = row.progress();
        StringBuilder words = new StringBuilder();
        add(words, row.client().address());
        add(words, row.client().device());
        address(words, row.client().login());
        address(words, row.sender());
        row.recipients().forEach(recipient -> address(words, recipient));
        add(words, row.messageId());
        add(words, text(row.subject()));
        add(words, progress.entry());
        add(words, text(progress.trace()));
        add(words, account(row.account()));
        if (progress.result() != HistoryResult.DELIVERED) {
            add(words, text(progress.reply()));
            add(words, result(progress.result()));
        }
        return words.toString();
    }

    private static void add(StringBuilder words, String text) {
        if (!text.isEmpty()) {
            words.append(text).append('\n');
        }
    }

    /** The address, its domain, and the parts of its local part, such as a family name. */
    private static void address(StringBuilder words, String address) {
        add(words, address);
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return;
        }
        add(words, address.substring(at + 1));
        String local = address.substring(0, at);
        if (PARTS.matcher(local).find()) {
            add(words, PARTS.matcher(local).replaceAll(" "));
        }
        add(words, local);
    }

    private static String text(String text) {
        return text.isEmpty() ? text : OUTSIDE_WORDS.matcher(text).replaceAll(" ");
    }

    /**
     * A search as an FTS5 query (sqlite.org/fts5.html, "Full-text Query Syntax"): quotation marks make each word plain
     * text. A word that ends with an asterisk also finds longer ones.
     */
    static String search(HistoryQuery query) {
        StringBuilder search = new StringBuilder();
        for (String word : BLANKS.split(query.text().strip(), -1)) {
            String bare = text(word.replace("\"", " ")).strip();
            if (bare.codePoints().anyMatch(Character::isLetterOrDigit)) {
                search.append('"').append(bare).append(word.endsWith("*") ? "\" * " : "\" ");
            }
        }
        // the rarest word decides how fast a search is, so what narrows it is a word too
        query.result()
                .filter(result -> result != HistoryResult.DELIVERED)
                .ifPresent(result -> search.append('"').append(result(result)).append("\" "));
        query.account()
                .ifPresent(name -> search.append('"').append(account(name)).append("\" "));
        return search.toString().strip();
    }

    private static String result(HistoryResult result) {
        return "result:" + result.word();
    }

    private static String account(String name) {
        return "account:"
                + Optional.of(name)
                        .filter(text -> !text.isEmpty())
                        .orElse("unnamed")
                        .toLowerCase(Locale.ROOT);
    }
}
