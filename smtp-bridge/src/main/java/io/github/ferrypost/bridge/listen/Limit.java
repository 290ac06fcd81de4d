package io.github.ferrypost.bridge.listen;

/**
 * A row of the table of limits in operate.md.
 *
 * @param what the limit, and what happens beyond it
 * @param value the setting's name, whose default the table shows, or the fixed value
 * @param source where the number comes from
 */
public record Limit(String what, String value, String source) {}
