package io.github.ferrypost.account;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds single backslashes in a settings file, as in {@code C:\ProgramData}. {@code java.util.Properties} silently
 * drops a backslash before a letter, turns {@code \t} into a tab, and throws at {@code C:\\users} written with only
 * one backslash (malformed {@code \\uXXXX}). Stateless.
 */
final class BackslashCheck {
    /** A drive or a share: every backslash in it is literal. */
    private static final Pattern WINDOWS_PATH = Pattern.compile("(?:[A-Za-z]:|\\\\\\\\).*");

    /** Characters that form an escape after a backslash: {@code \t \n \r \f \\uXXXX}. */
    private static final String MEANT = "tnrfu";

    private BackslashCheck() {}

    /** @return one sentence for each affected setting, with the file's name, the line and the remedy */
    static List<String> problems(String text, String file) {
        List<String> problems = new ArrayList<>();
        String[] lines = text.split("\r\n|\r|\n", -1);
        boolean continued = false;
        String key = "";
        for (int i = 0; i < lines.length; i++) {
            String value = lines[i];
            boolean comment = !continued && value.matches("[ \\t\\f]*[#!].*");
            if (comment) {
                continue;
            }
            if (!continued) {
                int end = endOfKey(value);
                key = value.substring(0, end).strip();
                value = valueFrom(value, end);
            }
            continued = endsInBackslash(value);
            String whole = continued ? value.substring(0, value.length() - 1) : value;
            if (hasSingleBackslash(whole)) {
                problems.add(key + " in " + file + ", line " + (i + 1) + ", has a single backslash, which settings"
                        + " files ignore: write each backslash twice, or use slashes"
                        + " (C:/ProgramData/Ferrypost).");
            }
        }
        return problems;
    }

    /**
     * As in {@code java.util.Properties#load}: the first unescaped {@code =}, {@code :} or white space after the
     * start of the key.
     */
    private static int endOfKey(String line) {
        int at = 0;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        while (at < line.length() && !isBlank(line.charAt(at)) && "=:".indexOf(line.charAt(at)) < 0) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, line.length());
    }

    private static String valueFrom(String line, int endOfKey) {
        String rest = line.substring(endOfKey).stripLeading();
        return rest.startsWith("=") || rest.startsWith(":") ? rest.substring(1).stripLeading() : rest;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean endsInBackslash(String line) {
        int at = line.length();
        while (at > 0 && line.charAt(at - 1) == '\\') {
            at--;
        }
        return (line.length() - at) % 2 == 1;
    }

    private static boolean hasSingleBackslash(String value) {
        boolean path = WINDOWS_PATH.matcher(value).matches();
        int at = 0;
        while (at < value.length()) {
            if (value.charAt(at) != '\\') {
                at++;
                continue;
            }
            if (at + 1 < value.length() && value.charAt(at + 1) == '\\') {
                at += 2;
                continue;
            }
            char next = at + 1 < value.length() ? value.charAt(at + 1) : ' ';
            boolean meant = MEANT.indexOf(next) >= 0 && isWhole(value, at + 1, next);
            if (path || (Character.isLetterOrDigit(next) && !meant)) {
                return true;
            }
            at += 2;
        }
        return false;
    }

    private static boolean isWhole(String value, int at, char escape) {
        return escape != 'u' || value.substring(at + 1).matches("(?s)[0-9A-Fa-f]{4}.*");
    }
}
