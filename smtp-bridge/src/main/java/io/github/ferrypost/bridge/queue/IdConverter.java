package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.EntryId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses an id from the command line. */
final class IdConverter implements ITypeConverter<EntryId> {
    @Override
    public EntryId convert(String text) {
        return EntryId.parse(text)
                .filter(id -> id.value() > 0)
                .orElseThrow(() -> new TypeConversionException("\"" + Wording.printable(text)
                        + "\" is not an ID of the queue; `ferrypost queue list` shows the IDs"));
    }
}
