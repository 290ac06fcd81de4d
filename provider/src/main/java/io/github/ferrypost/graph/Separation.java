package io.github.ferrypost.graph;

import io.github.ferrypost.message.Bytes;
import io.github.ferrypost.message.Part;
import io.github.ferrypost.message.Pieces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A message too large for one request, without as many of its files as it takes, and these files. Only where the structure
 * can be kept: files that stand in the outermost multipart/mixed, and inline images in a multipart/related. Whatever is
 * signed or encrypted stays whole, and so does the message with it: Exchange writes a message anew that files are added to.
 * Immutable.
 */
final class Separation {
    private final String obstacle;
    private final Bytes rest;
    private final List<Leaf> leaves;

    private Separation(String obstacle, Bytes rest, List<Leaf> leaves) {
        this.obstacle = obstacle;
        this.rest = rest;
        this.leaves = List.copyOf(leaves);
    }

    /** @param limit in bytes, for the rest */
    static Separation of(Bytes message, Part whole, long limit) throws IOException {
        if (isSealed(whole)) {
            return impossible("it is signed or encrypted, and would not survive being taken apart");
        }
        if (!whole.isMultipart()) {
            return impossible("it is one single part, and Graph attaches files only to a text");
        }
        List<Leaf> candidates = new ArrayList<>();
        collect(whole, whole, candidates);
        candidates.sort(Comparator.comparingLong(Separation::length).reversed());
        List<Leaf> taken = new ArrayList<>();
        long size = message.size();
        for (Leaf leaf : candidates) {
            if (size <= limit) {
                break;
            }
            taken.add(leaf);
            size -= length(leaf);
        }
        if (size > limit) {
            return impossible("what is left without its attachments still has " + size + " bytes");
        }
        taken.sort(Comparator.comparingLong(leaf -> leaf.part().start()));
        try {
            List<Leaf> files = new ArrayList<>();
            for (Leaf leaf : taken) {
                files.add(leaf.of(message));
            }
            return new Separation("", without(message, whole, taken), files);
        } catch (UndecodableException e) {
            return impossible("an attachment is not the base64 that it says to be");
        }
    }

    private static Separation impossible(String obstacle) {
        return new Separation(obstacle, null, List.of());
    }

    private static boolean isSealed(Part part) {
        return Part.isSealed(part.type()) || part.children().stream().anyMatch(Separation::isSealed);
    }

    /** The first part of a multipart is its text or root, and one has to remain. */
    private static void collect(Part whole, Part parent, List<Leaf> leaves) {
        boolean mixed = parent == whole && parent.type().equals("multipart/mixed");
        boolean related = parent.type().equals("multipart/related");
        for (int i = 0; i < parent.children().size(); i++) {
            Part child = parent.children().get(i);
            if (i > 0 && mixed) {
                Leaf.attached(child).ifPresent(leaves::add);
            } else if (i > 0 && related) {
                Leaf.related(child).ifPresent(leaves::add);
            }
            collect(whole, child, leaves);
        }
    }

    private static long length(Leaf leaf) {
        return leaf.part().end() - leaf.part().start();
    }

    private static Bytes without(Bytes message, Part whole, List<Leaf> taken) {
        Pieces rest = Pieces.of(message);
        long at = 0;
        for (Leaf leaf : taken) {
            rest = rest.and(at, leaf.part().start());
            Optional<String> end = missingEnd(whole, leaf.part());
            if (end.isPresent()) {
                rest = rest.and(end.get().getBytes(StandardCharsets.ISO_8859_1));
            }
            at = leaf.part().end();
        }
        return rest.and(at, message.size());
    }

    /** Where no delimiter comes after a part, its own is what ends the part before it: one has to stay. */
    private static Optional<String> missingEnd(Part parent, Part leaf) {
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

    /** Why the message cannot be taken apart, as the second half of a sentence. */
    String obstacle() {
        return obstacle;
    }

    Bytes rest() {
        return rest;
    }

    /** In the order of the message. */
    List<Leaf> leaves() {
        return leaves;
    }
}
