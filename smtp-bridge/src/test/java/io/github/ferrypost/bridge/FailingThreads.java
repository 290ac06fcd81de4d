package io.github.ferrypost.bridge;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import io.github.ferrypost.bridge.cli.Main;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * The real program, and a debugger that throws an Error in one of its threads, wherever that thread is. Nothing else can
 * do that to a thread of another library without a switch in the product: Java 20 removed {@code Thread.stop}.
 */
final class FailingThreads {
    /** Lets a debugger attach to the program, which prints the port. */
    static final String DEBUG_OPTION = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    static final String DEBUG_PORT = "Listening for transport dt_socket at address: (\\d+)";

    /** What the debugger throws; it can only throw an object that is there already. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final Error FAULT = new Error("thrown by the test");

    private FailingThreads() {}

    public static void main(String[] arguments) {
        System.setOut(clearingInterrupts(System.out));
        System.setErr(clearingInterrupts(System.err));
        Main.main(arguments);
    }

    /**
     * A thread in which a debugger throws is also interrupted, and Java 25's debugging agent crashes if such a thread
     * halts the process. It logs first, which clears the interrupt here.
     */
    private static PrintStream clearingInterrupts(PrintStream stream) {
        return new PrintStream(
                new FilterOutputStream(stream) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        boolean unused = Thread.interrupted();
                        out.write(bytes, from, length);
                    }
                },
                true);
    }

    /**
     * Throws {@link #FAULT} in the running thread whose name begins so; one in a system call fails when it returns.
     * The debugger stays until the program ends.
     */
    static void fail(int debugPort, String thread) throws Exception {
        VirtualMachine program = attach(debugPort);
        try {
            find(program, thread).stop(fault(program));
        } catch (VMDisconnectedException e) {
            return; // it has ended already, as it should
        }
    }

    private static VirtualMachine attach(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        return connector.attach(arguments);
    }

    private static ThreadReference find(VirtualMachine program, String name) {
        return program.allThreads().stream()
                .filter(thread -> thread.name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no thread " + name + " among " + program.allThreads()));
    }

    private static ObjectReference fault(VirtualMachine program) {
        ReferenceType main =
                program.classesByName(FailingThreads.class.getName()).get(0);
        return (ObjectReference) main.getValue(main.fieldByName("FAULT"));
    }
}
