package io.github.ferrypost.graph;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.CompositeSource;
import io.github.ferrypost.message.MimePart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a message that is too large for one request: the rest without as many files as necessary, and those files.
 * Only if the structure can be kept: files in the outermost multipart/mixed, and inline images in a
 * multipart/related. A signed or encrypted message stays whole, because Exchange rewrites a message when files are
 * added. Immutable.
 */
final class AttachmentSplit {
    private final String obstacle;
    private final @Nullable ByteSource rest;
    private final List<AttachmentPart> leaves;

    private AttachmentSplit(String obstacle, @Nullable ByteSource rest, List<AttachmentPart> leaves) {
        this.obstacle = obstacle;
        this.rest = rest;
        this.leaves = List.copyOf(leaves);
    }

    /** @param limit in bytes, for the rest */
    static AttachmentSplit of(ByteSource message, MimePart whole, long limit) throws IOException {
        if (isSealed(whole)) {
            return impossible("it is signed or encrypted, and splitting it would break that");
        }
        if (!whole.isMultipart()) {
            return impossible("it is a single part, and Graph can attach files only to a text");
        }
        List<AttachmentPart> candidates = new ArrayList<>();
        collect(whole, whole, candidates);
        candidates.sort(Comparator.comparingLong(AttachmentSplit::length).reversed());
        List<AttachmentPart> taken = new ArrayList<>();
        long size = message.size();
        for (AttachmentPart leaf : candidates) {
            if (size <= limit) {
                break;
            }
            taken.add(leaf);
            size -= length(leaf);
        }
        if (size > limit) {
            return impossible("without its attachments it still has " + size + " bytes");
        }
        taken.sort(Comparator.comparingLong(leaf -> leaf.part().start()));
        try {
            List<AttachmentPart> files = new ArrayList<>();
            for (AttachmentPart leaf : taken) {
                files.add(leaf.of(message));
            }
            return new AttachmentSplit("", without(message, whole, taken), files);
        } catch (UndecodableException e) {
            return impossible("an attachment is not valid base64");
        }
    }

    private static AttachmentSplit impossible(String obstacle) {
        return new AttachmentSplit(obstacle, null, List.of());
    }

    private static boolean isSealed(MimePart part) {
        return MimePart.isSealed(part.type()) || part.children().stream().anyMatch(AttachmentSplit::isSealed);
    }

    /** The first part of a multipart is its text or root, and one part has to remain. */
    private static void collect(MimePart whole, MimePart parent, List<AttachmentPart> leaves) {
        boolean mixed = parent == whole && parent.type().equals("multipart/mixed");
        boolean related = parent.type().equals("multipart/related");
        for (int i = 0; i < parent.children().size(); i++) {
            MimePart child = parent.children().get(i);
            if (i > 0 && mixed) {
                AttachmentPart.attached(child).ifPresent(leaves::add);
            } else if (i > 0 && related) {
                AttachmentPart.related(child).ifPresent(leaves::add);
            }
            collect(whole, child, leaves);
        }
    }

    private static long length(AttachmentPart leaf) {
        return leaf.part().end() - leaf.part().start();
    }

    private static ByteSource without(ByteSource message, MimePart whole, List<AttachmentPart> taken) {
        CompositeSource rest = CompositeSource.of(message);
        long at = 0;
        for (AttachmentPart leaf : taken) {
            rest = rest.and(at, leaf.part().start());
            Optional<String> end = missingEnd(whole, leaf.part());
            if (end.isPresent()) {
                rest = rest.and(end.get().getBytes(StandardCharsets.ISO_8859_1));
            }
            at = leaf.part().end();
        }
        return rest.and(at, message.size());
    }

    /** If no delimiter follows a part, its own delimiter ends the previous part: one has to stay. */
    private static Optional<String> missingEnd(MimePart parent, MimePart leaf) {
        if (parent.children().contains(leaf)) {
            return leaf.end() < parent.bodyEnd()
                    ? Optional.empty()
                    : parent.contentType().map(type -> "--" + type.getParameter("boundary") + "--\r\n");
        }
        return parent.children().stream()
                .flatMap(child -> missingEnd(child, leaf).stream())
                .findFirst();
    }

    boolean isPossible() {
        return obstacle.isEmpty();
    }

    /** Why the message cannot be split, as the second half of a sentence. */
    String obstacle() {
        return obstacle;
    }

    /** The message without the files; only if {@link #isPossible}. */
    ByteSource rest() {
        return Objects.requireNonNull(rest, "only if the message can be split");
    }

    /** The files, in the order of the message. */
    List<AttachmentPart> leaves() {
        return leaves;
    }
}
