package io.github.ferrypost.sandbox.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * The content of a message as it arrives: one array if the declared size is correct, else blocks, so that 150 MB are
 * copied once instead of at every doubling. Counts and discards octets beyond the limit. Not thread-safe.
 */
final class Content {
    /** In bytes; small enough for the garbage collector to treat a block as an ordinary object. */
    private static final int BLOCK = 1 << 18;

    private final long max;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] block;
    private int used;
    private long size;

    Content(long max, long declared) {
        this.max = max;
        this.block = new byte[(int) Math.min(Math.max(declared, 4096), max)];
    }

    void write(int octet) {
        if (++size > max) {
            return;
        }
        if (used == block.length) {
            grow();
        }
        block[used++] = (byte) octet;
    }

    void write(byte[] bytes, int from, int count) {
        if (size + count > max) {
            size += count;
            return;
        }
        size += count;
        int start = from;
        int left = count;
        while (left > 0) {
            if (used == block.length) {
                grow();
            }
            int part = Math.min(left, block.length - used);
            System.arraycopy(bytes, start, block, used, part);
            used += part;
            start += part;
            left -= part;
        }
    }

    /** Starts with a small block, because most messages are small. */
    private void grow() {
        if (block.length < BLOCK) {
            block = java.util.Arrays.copyOf(block, Math.min(block.length * 4, BLOCK));
        } else {
            full.add(block);
            block = new byte[BLOCK];
            used = 0;
        }
    }

    boolean tooLarge() {
        return size > max;
    }

    byte[] bytes() {
        if (full.isEmpty() && used == block.length) {
            return block;
        }
        byte[] all = new byte[full.stream().mapToInt(each -> each.length).sum() + used];
        int at = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        System.arraycopy(block, 0, all, at, used);
        return all;
    }
}
