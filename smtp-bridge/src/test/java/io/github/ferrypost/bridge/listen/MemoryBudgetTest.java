package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R3: the cost of a message grew with the number of clients, because each message left new blocks in the heap. */
class MemoryBudgetTest {
    private static final int BLOCK = MemoryBudget.BLOCK;
    private static final int MESSAGE = 100 * 1024;

    private final MemoryBudget budget = new MemoryBudget(40L * BLOCK);

    @Test
    void messagesUseTheBlocksOfEarlierOnes() {
        Set<byte[]> different = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 1000; i++) {
            byte[] block = budget.takeBlock().orElseThrow();
            different.add(block);
            budget.giveBackBlocks(Collections.singletonList(block));
        }
        assertThat(different).hasSize(1);
    }

    @Test
    void aMessageReadsBackUnchangedInBlocksThatHeldAnother() throws IOException {
        MemoryBuffer first = filled((byte) 'a');
        first.release();

        MemoryBuffer second = filled((byte) 'b');

        assertThat(second.open().readAllBytes()).hasSize(MESSAGE).containsOnly('b');
    }

    @Test
    void aReaderOfAReleasedMessageFailsInsteadOfReadingAnother() throws IOException {
        MemoryBuffer first = filled((byte) 'a');
        InputStream reader = first.open();
        assertThat(reader.readNBytes(50_000)).containsOnly('a');
        first.release();
        filled((byte) 'b');

        assertThatThrownBy(reader::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void aMessageReleasedTwiceGivesItsBlocksBackOnce() {
        MemoryBuffer once = filled((byte) 'a');
        once.release();
        once.release();

        Set<byte[]> different = Collections.newSetFromMap(new IdentityHashMap<>());
        int count = 0;
        for (byte[] block = budget.takeBlock().orElse(null);
                block != null;
                block = budget.takeBlock().orElse(null)) {
            different.add(block);
            count++;
        }
        assertThat(count).as("a quarter stays for envelopes").isEqualTo(30);
        assertThat(different).hasSize(count);
    }

    private MemoryBuffer filled(byte octet) {
        byte[] octets = new byte[MESSAGE];
        Arrays.fill(octets, octet);
        MemoryBuffer buffer = new MemoryBuffer(budget);
        assertThat(buffer.append(octets, 0, octets.length)).isTrue();
        return buffer;
    }
}
